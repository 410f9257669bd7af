"""Kinds of activity as values: their fields, what proves them, which rows of the event dictionary they feed.

A kind is data (`data/kinds.toml`), overlaid by those that a province adds; both pass through `read_kind`, so what a
person adds is held to the same rules as what we ship. Prose: docs/rules/ledger.md.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from nhip.text.issues import Issue

FIGURES = 8
"""The most numbers one form asks for: the quantity and seven more (issue B: at most eight by default)."""

FIELD_TYPES = ("number", "text", "choice", "truth", "day")
PROOFS = ("link", "file", "photo", "playback", "attendance", "document")
COLUMNS = frozenset({"quantity", "on", "title", "channel", "audience", "place", "task"})
"""What a feed may take from the activity itself."""

_CODE = re.compile(r"[a-z][a-z0-9_]{1,39}")


@dataclass(frozen=True, slots=True)
class Option:
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Field:
    """A further value of a kind. `whole`: only whole numbers make sense."""

    key: str
    name: str
    type: str
    unit: str = ""
    whole: bool = True
    options: Sequence[Option] = ()
    default: str = ""
    help: str = ""

    @property
    def label(self) -> str:
        return f"{self.name} ({self.unit})" if self.unit else self.name


@dataclass(frozen=True, slots=True)
class Feed:
    """Rows of one entity that an activity makes: `times` is "1", "quantity" or the key of a number field."""

    entity: str
    times: str = "1"
    fixed: Mapping[str, object] = field(default_factory=dict)
    taken: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of activity. `parts`: fields that together must not pass a whole (handed out, left over of printed)."""

    code: str
    name: str
    short: str
    group: str
    measure: str
    proof: Sequence[str]
    whole: bool = True
    sums: bool = True
    fields: Sequence[Field] = ()
    feeds: Sequence[Feed] = ()
    parts_of: str = ""
    parts: Sequence[str] = ()
    added: bool = False

    @property
    def figures(self) -> int:
        return 1 + sum(one.type == "number" for one in self.fields)

    def field_of(self, key: str) -> Field | None:
        return next((one for one in self.fields if one.key == key), None)


@dataclass(frozen=True, slots=True)
class Language:
    """`kind` is vietnamese | ethnic | foreign | accessible."""

    code: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All kinds in force, in the order shown; which come first for a level of unit."""

    kinds: Mapping[str, Kind]
    groups: Mapping[str, str]
    forms: Mapping[str, Sequence[str]]
    languages: Mapping[str, Language]

    def first_for(self, level: str | None) -> tuple[Kind, ...]:
        """At most eight kinds that a unit of this level sees first; for an unknown level those of a province's body."""
        codes = self.forms.get(level or "", self.forms["province"])
        return tuple(self.kinds[code] for code in codes if code in self.kinds)

    def by_group(self) -> tuple[tuple[str, tuple[Kind, ...]], ...]:
        return tuple(
            (name, members)
            for code, name in self.groups.items()
            if (members := tuple(kind for kind in self.kinds.values() if kind.group == code))
        )


def read_kind(row: Mapping[str, Any], groups: Iterable[str], *, added: bool = False) -> tuple[Kind | None, list[Issue]]:
    """A kind from its keys (see the head of `data/kinds.toml`), or what is wrong with them, all of it."""
    issues = [
        Issue(key, "plans.kind_lacks", {"key": key}) for key in ("code", "name", "measure") if not _text(row, key)
    ]
    code = _text(row, "code")
    if code and not _CODE.fullmatch(code):
        issues.append(Issue("code", "plans.kind_code", {"code": code}))
    group = _text(row, "group")
    if group not in set(groups):
        issues.append(Issue("group", "plans.kind_group", {"group": group or "trống"}))
    proof = tuple(str(one) for one in row.get("proof", ()))
    issues += [Issue("proof", "plans.kind_proof", {"proof": one}) for one in proof if one not in PROOFS]
    fields = tuple(_field(one) for one in row.get("fields", ()))
    issues += _field_issues(fields)
    if not issues:
        kind = Kind(
            code=code, name=_text(row, "name"), short=_text(row, "short") or _text(row, "name"), group=group,
            measure=_text(row, "measure"), proof=proof or ("link", "photo", "file"), whole=bool(row.get("whole", True)),
            sums=bool(row.get("sum", True)), fields=fields, feeds=tuple(_feed(one) for one in row.get("feeds", ())),
            parts_of=str(row.get("parts", {}).get("whole", "")), parts=tuple(row.get("parts", {}).get("of", ())),
            added=added,
        )  # fmt: skip
        issues += _kind_issues(kind)
        if not issues:
            return kind, []
    return None, issues


def _field(row: Mapping[str, Any]) -> Field:
    return Field(
        key=_text(row, "key"), name=_text(row, "name"), type=_text(row, "type"), unit=_text(row, "unit"),
        whole=bool(row.get("whole", True)), default=_text(row, "default"), help=_text(row, "help"),
        options=tuple(Option(_text(one, "code"), _text(one, "name")) for one in row.get("options", ())),
    )  # fmt: skip


def _feed(row: Mapping[str, Any]) -> Feed:
    return Feed(_text(row, "entity"), _text(row, "times") or "1", dict(row.get("set", {})), dict(row.get("from", {})))


def _field_issues(fields: Sequence[Field]) -> list[Issue]:
    issues = []
    seen: set[str] = set()
    for one in fields:
        if not _CODE.fullmatch(one.key) or one.key in COLUMNS or one.key in seen:
            issues.append(Issue("fields", "plans.kind_field_key", {"key": one.key or "trống"}))
        elif one.type not in FIELD_TYPES or not one.name:
            issues.append(Issue("fields", "plans.kind_field", {"key": one.key}))
        elif one.type == "choice" and not (one.options and all(o.code and o.name for o in one.options)):
            issues.append(Issue("fields", "plans.kind_field_options", {"name": one.name}))
        seen.add(one.key)
    if (figures := 1 + sum(one.type == "number" for one in fields)) > FIGURES:
        issues.append(Issue("fields", "plans.kind_figures", {"count": figures, "most": FIGURES}))
    return issues


def _kind_issues(kind: Kind) -> list[Issue]:
    """Feeds and parts name only what the kind has."""
    keys = {one.key for one in kind.fields}
    numbers = {one.key for one in kind.fields if one.type == "number"}
    issues = []
    for feed in kind.feeds:
        lost = [name for name in feed.taken.values() if name not in COLUMNS and name not in keys]
        if feed.times not in ("1", "quantity") and feed.times not in numbers:
            lost.append(feed.times)
        issues += [Issue("feeds", "plans.kind_feed", {"key": one}) for one in lost]
    if kind.parts and (kind.parts_of not in numbers | {"quantity"} or set(kind.parts) - numbers):
        issues.append(Issue("parts", "plans.kind_feed", {"key": ", ".join(kind.parts)}))
    return issues


def _text(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key, "")
    return value.strip() if isinstance(value, str) else ""


def fed_like(kind: Kind) -> list[dict[str, object]]:
    """Feeds for a kind of one's own that is to count as this one does; what rests on this one's figures is left out."""
    return [
        {
            "entity": feed.entity, "times": feed.times, "set": dict(feed.fixed),
            "from": {name: taken for name, taken in feed.taken.items() if taken in COLUMNS},
        }
        for feed in kind.feeds if feed.times in ("1", "quantity")
    ]  # fmt: skip


def overlaid(packaged: Catalogue, added: Iterable[Kind], retired: Iterable[str] = ()) -> Catalogue:
    """The packaged catalogue with a province's own kinds; one of the same code replaces ours, a retired one goes."""
    kinds = dict(packaged.kinds)
    for kind in added:
        kinds[kind.code] = kind
    for code in retired:
        kinds.pop(code, None)
    return Catalogue(kinds, packaged.groups, packaged.forms, packaged.languages)


@cache
def packaged() -> Catalogue:
    """The kinds we ship. Raises ValueError when the file breaks its own rules: a defect, not an input."""
    text = resources.files("nhip.plans").joinpath("data", "kinds.toml").read_text("utf-8")
    data = tomllib.loads(text)
    groups = {row["code"]: row["name"] for row in data["group"]}
    kinds: dict[str, Kind] = {}
    for row in data["kind"]:
        kind, issues = read_kind(row, groups)
        if kind is None or kind.code in kinds:
            raise ValueError(f"kinds.toml: {row.get('code')}: {issues or 'twice'}")
        kinds[kind.code] = kind
    forms = {level: tuple(form["kinds"]) for level, form in data["form"].items()}
    if wrong := [level for level, codes in forms.items() if len(codes) > FIGURES or set(codes) - set(kinds)]:
        raise ValueError(f"kinds.toml: forms {wrong}")
    languages = {row["code"]: Language(row["code"], row["name"], row["class"]) for row in data["language"]}
    return Catalogue(kinds, groups, forms, languages)
