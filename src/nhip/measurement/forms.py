"""What people are asked about an event of the dictionary: on a form, or as a row of a table that they bring in.

The labels and the words that a field may hold are data (`data/fields.toml`). Answers are read as officials write them:
days as 21/11/2026, moments with an hour, numbers with dots, "có" and "không".
"""

from __future__ import annotations

import re
import tomllib
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

from nhip.measurement.dictionary import Dictionary, Entity
from nhip.measurement.entering import entered, moment_of
from nhip.measurement.rows import VIETNAM, Value, plain
from nhip.plans.sheets.opening import Cell, Table
from nhip.text.issues import Issue
from nhip.text.normalise import fold

SINCE, UNTIL, PROOF, ESTIMATE = "since", "until", "proof", "estimate"
_SPACE = uuid.UUID("5b6d1c1e-6f0c-5f3e-9f39-0d7b0e6a2c11")
_YES, _NO = ("co", "x", "dung", "1", "true"), ("khong", "0", "sai", "false")
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:\s+(\d{1,2})(?::|h|g|giờ\s*)(\d{2})?)?\s*$")


@dataclass(frozen=True, slots=True)
class Question:
    """One thing asked. `type` as in the dictionary; `choices` are (code, words), empty where anything may stand."""

    name: str
    label: str
    type: str
    required: bool = False
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """An event as somebody told it, ready to be kept."""

    fields: Mapping[str, Value]
    at: date | None
    since: date | None
    until: date | None
    estimate: bool
    proof: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: its number in the file, its event, the id that it has whenever it comes again."""

    row: int
    answer: Answer
    entry: uuid.UUID


@dataclass(frozen=True, slots=True)
class Fault:
    """What keeps a row out."""

    row: int
    issue: Issue


@cache
def _said() -> Mapping[str, Any]:
    text = resources.files("nhip.measurement").joinpath("data", "fields.toml").read_text("utf-8")
    return tomllib.loads(text)


def enterable(dictionary: Dictionary) -> tuple[Entity, ...]:
    """What people enter or bring in: entities that no room keeps, and the few fields that a room leaves open."""
    return tuple(one for one in dictionary.values() if one.room == "entered" or one.code in _said()["only"])


def label(entity: Entity, name: str) -> str:
    own: str | None = _said()["name_of"].get(entity.code, {}).get(name)
    return own or str(_said()["name"].get(name, name))


def word(entity: Entity, name: str, value: Value) -> Value:
    """A code as people read it."""
    return dict(choices(entity, name)).get(str(value), value) if isinstance(value, str) else value


def part_name(field: str) -> str:
    """By what a figure is told apart."""
    return str(_said()["part"].get(field) or _said()["name"].get(field, field))


def part_word(field: str, value: str) -> str:
    """A code of a field that no form asks, as people read it."""
    return str(_said()["part_word"].get(field, {}).get(value, value))


def choices(entity: Entity, name: str) -> tuple[tuple[str, str], ...]:
    held: Mapping[str, str] = _said()["choice"].get(entity.code, {}).get(name, {})
    return tuple(held.items())


def questions(entity: Entity) -> tuple[Question, ...]:
    """The moment first, then the rest in the order of the dictionary; the agency is not asked, it enters."""
    only = _said()["only"].get(entity.code)
    names = [name for name, of in entity.fields.items() if of != "unit" and (only is None or name in only)]
    names.sort(key=lambda name: name != entity.period)
    asked = [
        Question(name, label(entity, name), entity.fields[name], name == entity.period, choices(entity, name))
        for name in names
        if not (name == "month" and entity.period != "month")  # the day says it
    ]
    if entity.kind == "stock" and only is None:
        asked += [Question(SINCE, "Có từ ngày", "day", True), Question(UNTIL, "Đến hết ngày", "day")]
    return (*asked, Question(PROOF, "Địa chỉ minh chứng", "text"), Question(ESTIMATE, "Là số ước tính", "truth"))


def read(entity: Entity, typed: Mapping[str, Cell]) -> tuple[Answer, list[Issue]]:
    """An event from what was typed, field by name; and what is wrong with it."""
    issues: list[Issue] = []
    found: dict[str, Value] = {}
    for asked in questions(entity):
        given = typed.get(asked.name)
        if given is None or str(given).strip() == "":
            if asked.required:
                issues.append(Issue(asked.name, "measurement.event_needs", {"field": asked.label}))
            continue
        value = _value(asked, given)
        if value is None:
            facts = {"field": asked.label, "value": str(given)[:60]}
            issues.append(
                Issue(asked.name, _rule(asked), facts | {"words": ", ".join(said for _, said in asked.choices)})
            )
        else:
            found[asked.name] = value
    since, until = found.pop(SINCE, None), found.pop(UNTIL, None)
    proof, estimate = str(found.pop(PROOF, "")), found.pop(ESTIMATE, False) is True
    if not issues and not found:
        issues.append(Issue("", "measurement.event_says_nothing", {}))
    if isinstance(since, date) and isinstance(until, date) and until < since:
        issues.append(Issue(UNTIL, "measurement.event_ends_before", {}))
    if proof and not proof.startswith(("https://", "http://")):
        issues.append(Issue(PROOF, "measurement.event_proof_link", {}))
    if "month" in entity.fields and entity.period != "month":
        day = moment_of(entity, found)
        found |= {"month": f"{day:%Y-%m}"} if day else {}
    kept, wrong = entered(entity, found)
    named = [Issue(one.field, one.code, {**one.facts, "field": label(entity, one.field)}) for one in wrong]
    at = moment_of(entity, kept)
    return Answer(kept, at, _day(since), _day(until), estimate, proof), [*issues, *named]


def read_table(entity: Entity, unit: str, table: Table) -> tuple[tuple[Line, ...], tuple[Fault, ...]]:
    """The rows of a table under the labels of the questions; a row with a fault stays out and says why."""
    asked = questions(entity)
    if not table.rows:
        return (), (Fault(0, Issue("file", "measurement.table_empty", {})),)
    (head, cells), *rows = table.rows
    named = {fold(one.label): one.name for one in asked} | {one.name: one.name for one in asked}
    names = [named.get(fold(str(cell or "").strip().rstrip("*").strip()), "") for cell in cells]
    missing = [one.label for one in asked if one.required and one.name not in names]
    if missing:
        return (), (Fault(head, Issue("file", "measurement.table_lacks", {"columns": ", ".join(missing)})),)
    lines, faults, seen = [], [], dict[str, int]()
    for number, row in rows:
        typed = {name: cell for name, cell in zip(names, row, strict=False) if name}
        if all(cell is None or str(cell).strip() == "" for cell in typed.values()):
            continue
        answer, issues = read(entity, typed)
        faults += [Fault(number, issue) for issue in issues]
        if not issues:
            said = "\n".join([unit, entity.code, str(plain(answer.fields)), str(answer.since), str(answer.until)])
            seen[said] = seen.get(said, 0) + 1
            lines.append(Line(number, answer, uuid.uuid5(_SPACE, f"{said}\n{seen[said]}")))
    if not lines and not faults:
        faults.append(Fault(0, Issue("file", "measurement.table_empty", {})))
    return tuple(lines), tuple(faults)


def heads(entity: Entity) -> Sequence[str]:
    """The first row of a template; a star where something must stand."""
    return [f"{one.label} *" if one.required else one.label for one in questions(entity)]


def _rule(asked: Question) -> str:
    return "measurement.event_not_a_choice" if asked.choices else f"measurement.event_not_{asked.type}"


def _value(asked: Question, given: Cell) -> Value:
    """The answer as its type; None where it cannot be read so."""
    if asked.choices:
        wanted = fold(str(given).strip())
        return next((code for code, said in asked.choices if wanted in (fold(said), code)), None)
    text = str(given).strip()
    if asked.type == "truth":
        if isinstance(given, bool):
            return given
        return True if fold(text) in _YES else False if fold(text) in _NO else None
    if asked.type == "number":
        return _number(given, text)
    if asked.type in ("moment", "day"):
        return _moment(given, text, asked.type)
    return text


def _number(given: Cell, text: str) -> Decimal | None:
    if isinstance(given, int | float) and not isinstance(given, bool):
        return Decimal(str(given))
    bare = text.replace(" ", "")
    if not re.fullmatch(r"-?\d{1,3}(\.\d{3})+(,\d+)?|-?\d+(,\d+)?", bare):
        return None
    return Decimal(bare.replace(".", "").replace(",", "."))


def _moment(given: Cell, text: str, of: str) -> date | None:
    if isinstance(given, datetime):
        return _zoned(given) if of == "moment" else given.date()
    if isinstance(given, date):
        return given
    try:
        if found := _DAY.match(text):
            day = date(int(found[3]), int(found[2]), int(found[1]))
            if found[4] is None or of == "day":
                return day
            return datetime.combine(day, time(int(found[4]), int(found[5] or 0)), VIETNAM)
        return date.fromisoformat(text) if len(text) == 10 else _zoned(datetime.fromisoformat(text))
    except ValueError:
        return None


def _zoned(value: datetime) -> datetime:
    return value if value.tzinfo else value.replace(tzinfo=VIETNAM)


def _day(value: Value) -> date | None:
    return value if isinstance(value, date) else None
