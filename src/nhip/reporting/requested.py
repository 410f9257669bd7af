"""A round as a confirmed request letter asks for it: outline, window, cut-off, last days, addressees.

Nothing is repaired: a period known only by its label is worked out and said to be assumed; a deadline before the end of
the period is normal and said, so that figures are estimated for the rest. Prose: docs/rules/reports.md.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time, timedelta
from functools import cache
from importlib import resources
from typing import Any

from nhip.agencies.directory import Directory
from nhip.agencies.resolving import Context, Resolution
from nhip.measurement.periods import MONTHS, Period, slot_of, span
from nhip.plans.landing import follow
from nhip.reporting.opening import LastDay, Opening
from nhip.reporting.regimes import Outline, Part, Receiver
from nhip.reporting.wording import short
from nhip.text.dates import find_dates
from nhip.text.issues import Issue
from nhip.text.normalise import fold

_DAYS = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})(?:\s*[/.-]\s*(\d{4}))?")
_INSIDE = re.compile(r"(?:Cục|Vụ|Phòng|Văn phòng|Tổng cục|Trung tâm|Thanh tra|Bộ phận)\b", re.IGNORECASE)
_ASKING = re.compile(r"^(?:đề nghị|yêu cầu|hướng dẫn|đôn đốc|chuẩn bị)\s+(?:gửi\s+|nộp\s+|xây dựng\s+)?", re.IGNORECASE)
_HEADING = re.compile(r"^[\s\-+•.;:]+|[\s;.,:]+$")


def from_letter(
    record: Mapping[str, Any],
    directory: Directory,
    outlines: Mapping[str, Outline],
    on: date,
    told: Period | None = None,
) -> Opening | Issue:
    """The round a letter asks for, agencies followed to the day `on`; an issue when it asks for no report.

    `told`: the period a person gives where the letter leaves it open.
    """
    request = record.get("request")
    if not request:
        return Issue("request", "reporting.letter_asks_nothing", {})
    header = record.get("header") or {}
    issued = _iso(_value(header.get("date"))) or on
    doubts: list[Issue] = []
    title = _title(header)
    period, assumed = (told, False) if told else _period(request, header, issued, doubts)
    if period is None:
        return doubts[-1]
    cut_off = _cut_off(request, period, issued, doubts)
    stand_in = outline_for(title, outlines)
    outline = _outline(request, stand_in, doubts)
    issuer = (header.get("issuing_body") or {}).get("name")
    context = directory.context_of(issued, issuer, _value(header.get("parent_body")), _value(header.get("place")))
    deadlines = _deadlines(request, period, issued, doubts)
    receiver = _receiver(directory, issuer, deadlines, issued, on, context)
    units = _units(directory, header, issued, on, context, doubts)
    who = {day: _members(directory, day.who, issued, on, context) for day in deadlines if day.who}
    number = (header.get("number") or {}).get("full") or ""
    place = slot_of(period)
    return Opening(
        key=f"letter:{number}:{issued}:{period.start}:{period.end}"[:200],
        title=_as_report(title), field=stand_in.code, period=period, cut_off=cut_off, outline=outline,
        receivers=_addressed(issuer, deadlines), receiver=receiver, window=place[1] if place else "",
        period_assumed=assumed, outline_status=request.get("outline_status") or "missing", deadlines=tuple(deadlines),
        units={unit: _day_of(unit, deadlines, who) for unit in units if unit != receiver},
        doubts=tuple(doubts), ground=_named(header, number),
    )  # fmt: skip


# -- period and cut-off ------------------------------------------------------------------------------------------


def _period(
    request: Mapping[str, Any], header: Mapping[str, Any], issued: date, doubts: list[Issue]
) -> tuple[Period | None, bool]:
    """As stated, else worked out from the label and said to be so; the last doubt says why there is none."""
    held = request.get("period") or header.get("period") or {}
    label = held.get("label") or ""
    first, last = _iso(held.get("from")), _iso(held.get("to"))
    if first and last and last >= first and request.get("period"):
        return _placed(first, last, label), False
    found = period_of_label(label, issued)
    if found is None:
        doubts.append(Issue("period", "reporting.period_unknown", {"label": label}))
        return None, False
    facts = {"label": label, "start": _said(found.start), "end": _said(found.end)}
    doubts.append(Issue("period", "reporting.period_assumed", facts))
    return found, True


def period_of_label(label: str, issued: date) -> Period | None:
    """The days a label stands for by the calendar; a label without a year is of the letter's year."""
    told = re.search(r"\d\s*năm|năm\s*\d", label)
    with_year = () if told else (f"{label.strip().removesuffix('năm').strip()} năm {issued.year}",)
    for text in (label, *with_year):
        for found in find_dates(text):
            named = found.precision != "year" or text == label
            if found.first and found.last and named and found.precision not in ("day", "day_month"):
                return _placed(found.first, found.last, found.raw)
    return None


def _placed(first: date, last: date, label: str) -> Period:
    """With the kind of its place in a year, where it fills one; a longer or odd run is a span."""
    for kind in MONTHS:
        place = slot_of(Period(first, last, kind, label))
        if place is not None:
            return Period(first, last, kind, place[0].label)
    return span(first, last, label)


def _cut_off(request: Mapping[str, Any], period: Period, issued: date, doubts: list[Issue]) -> date:
    """The last day that the cut-off's words name; the end of the period, said to be assumed, without any."""
    days = _days((request.get("cut_off") or {}).get("text") or "", period.end.year)
    if days:
        return max(days)
    if not (request.get("period") or {}).get("to"):
        doubts.append(Issue("cut_off", "reporting.cut_off_assumed", {"cut_off": _said(period.end)}))
    return period.end


def _days(text: str, year: int) -> list[date]:
    found = []
    for day, month, named in _DAYS.findall(text):
        try:
            found.append(date(int(named or year), int(month), int(day)))
        except ValueError:
            continue
    found += [one.first for one in find_dates(text) if one.precision == "day" and one.first]
    return found


# -- outline -----------------------------------------------------------------------------------------------------


@cache
def _words(table: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    text = resources.files("nhip.reporting").joinpath("data", "asked_parts.toml").read_text("utf-8")
    key = "kind" if table == "kind" else "outline"
    return tuple((row[key], tuple(row["words"])) for row in tomllib.loads(text)[table])


def outline_for(title: str, outlines: Mapping[str, Outline]) -> Outline:
    """The outline kept for the field that a title names; the general one otherwise."""
    bare = fold(title)
    named = next((code for code, words in _words("field") if any(word in bare for word in words)), "general")
    return outlines.get(named) or outlines["general"]


def kind_of(heading: str) -> str:
    """What an asked heading is, by its words."""
    bare = fold(heading)
    return next((kind for kind, words in _words("kind") if any(word in bare for word in words)), "narrative")


def _outline(request: Mapping[str, Any], stand_in: Outline, doubts: list[Issue]) -> tuple[Part, ...]:
    asked = asked_parts(request.get("outline") or ())
    if asked:
        return with_figures(asked, stand_in)
    facts: dict[str, object] = {"outline": stand_in.name}
    source = (request.get("outline_source") or {}).get("text")
    if source:
        doubts.append(Issue("outline", "reporting.outline_elsewhere", facts | {"where": source}))
    else:
        doubts.append(Issue("outline", "reporting.outline_missing", facts))
    return stand_in.parts


def asked_parts(items: Iterable[Mapping[str, Any]]) -> list[Part]:
    """The asked points as parts: the highest numbers head a part, points below them say what it should hold."""
    rows = [(item.get("number") or "", _HEADING.sub("", item.get("text") or "")) for item in items]
    rows = [(number, text) for number, text in rows if text]
    roman = any(re.fullmatch(r"[IVX]+", number) for number, _ in rows)
    parts: list[Part] = []
    for number, text in rows:
        below = parts and ((roman and not re.fullmatch(r"[IVX]+", number)) or "." in number.strip("."))
        if below:
            head = parts[-1]
            parts[-1] = Part(head.key, head.number, head.title, head.kind, head.required, (), f"{head.help}{text}. ")
            continue
        shown = number if number else _roman(len(parts) + 1)
        parts.append(Part(f"p{len(parts) + 1:02d}", shown, _capital(text), kind_of(text), True))
    return parts


def with_figures(asked: Sequence[Part], stand_in: Outline) -> tuple[Part, ...]:
    """Figures of the field go where a heading shares most words with the kept outline, the rest to the results."""
    mixed = [part for part in asked if part.kind in ("mixed", "figures")] or [
        part for part in asked if part.kind == "narrative"
    ]
    given: dict[str, list[str]] = {part.key: [] for part in asked}
    for known in stand_in.parts:
        if known.figures and mixed:
            results = next((part for part in mixed if "ket qua" in fold(part.title)), mixed[0])
            near = max(mixed, key=lambda part: _shared(part.title, known.title))
            home = near if _shared(near.title, known.title) >= 2 else results
            given[home.key] += known.figures
    return tuple(
        Part(
            part.key,
            part.number,
            part.title,
            part.kind,
            part.required,
            tuple(dict.fromkeys(given[part.key])),
            part.help.strip(),
        )
        for part in asked
    )


def _shared(one: str, other: str) -> int:
    return len(set(fold(one).split()) & set(fold(other).split()) - {"va", "cac", "cong", "tac", "ket", "qua", "thuc"})


# -- last days ---------------------------------------------------------------------------------------------------


_BEFORE = re.compile(r"(?<!trong hoặc )(?<!trong và )\btrước\s+(?:ngày\b|\d{1,2}\s*[/.-])", re.IGNORECASE)
"""Not "trước 16 giờ ngày", whose day counts up to the hour, nor "trước hoặc trong ngày", whose day is in it."""


def _deadlines(request: Mapping[str, Any], period: Period, issued: date, doubts: list[Issue]) -> list[LastDay]:
    found = []
    for row in request.get("deadlines") or ():
        due, at = _moment(row.get("due"))
        words = row.get("text") or row.get("recurring") or row.get("per_rule") or ""
        who = row.get("who") or ""
        what = row.get("what") or ""
        if due is not None and at is None and _BEFORE.search(words):
            due -= timedelta(days=1)  # "trước ngày 20" ends with the 19th, as in the regimes
        if due is None and row.get("per_rule"):
            doubts.append(Issue("due", "reporting.deadline_by_rule", {"rule": row["per_rule"]}))
        elif due is None and row.get("recurring"):
            due = recurring(row["recurring"], period)
            if due is None:
                doubts.append(Issue("due", "reporting.deadline_recurring", {"recurring": row["recurring"]}))
        if due is not None and due < issued:
            facts = {"due": _said(due), "issued": _said(issued)}
            doubts.append(Issue("due", "reporting.deadline_before_letter", facts))
        elif due is not None and due < period.end:
            facts = {"due": _said(due), "end": _said(period.end)}
            doubts.append(Issue("due", "reporting.deadline_before_end", facts))
        found.append(LastDay(who, "", due, at, f"{what}: {words}" if what else words, row.get("send_to") or ""))
    if not found:
        doubts.append(Issue("due", "reporting.deadline_missing", {}))
    return found


def recurring(words: str, period: Period) -> date | None:
    """The day of this period for "ngày 20 hàng tháng": in its last month; None for what is no day of a month."""
    found = re.search(r"ngày\s+(\d{1,2})\s+(?:hàng|hằng|mỗi)\s+tháng", words, re.IGNORECASE)
    if found is None or not 1 <= int(found[1]) <= 28:
        return None
    return period.end.replace(day=int(found[1]))


def _day_of(unit: str, deadlines: Sequence[LastDay], who: Mapping[LastDay, frozenset[str]]) -> LastDay | None:
    """The unit's own last day, else the one for everybody; a day for another paper (`what`) only when nothing else."""
    own = [day for day in deadlines if unit in who.get(day, frozenset())]
    everybody = [day for day in deadlines if not who.get(day)]
    plain = [day for day in everybody if ": " not in day.stated]
    return next(iter([*own, *plain, *everybody]), None)


# -- agencies ----------------------------------------------------------------------------------------------------


def _units(
    directory: Directory, header: Mapping[str, Any], issued: date, on: date, context: Context, doubts: list[Issue]
) -> list[str]:
    """The addressees: classes written out as of the letter, followed to the day of opening."""
    found: list[str] = []
    for row in header.get("addressees") or ():
        members = _members(directory, row.get("text") or "", issued, on, context)
        if not members:
            doubts.append(Issue("units", "reporting.addressee_unclear", {"name": row.get("text") or ""}))
        found += sorted(members)
    return list(dict.fromkeys(found))


def _members(directory: Directory, name: str, issued: date, on: date, context: Context) -> frozenset[str]:
    if not name.strip():
        return frozenset()
    return frozenset(_follow(directory, directory.resolve(name, issued, context), issued, on))


def _follow(directory: Directory, meant: Resolution, issued: date, on: date) -> Iterable[str]:
    if meant.kind == "list":
        for part in meant.parts:
            yield from _follow(directory, part, issued, on)
    use = meant.class_use
    if meant.kind == "class" and use is not None and use.expands == "yes":
        for version in directory.members_of_class(use.code, issued, use.within):
            yield from _now(directory, version.name, version.unit, on)
    elif meant.kind == "unit" and meant.candidates:
        best = meant.only or meant.candidates[0]
        if meant.only is not None or len(meant.candidates) == 1:
            yield from _now(directory, meant.name, best.unit, on)


def _now(directory: Directory, name: str, unit: str, on: date) -> Iterable[str]:
    landing = follow(directory, name, unit, on)
    if landing.now:
        yield landing.now


def _receiver(
    directory: Directory, issuer: str | None, deadlines: Sequence[LastDay], issued: date, on: date, context: Context
) -> str | None:
    """Who collects: the one body that all are told to send to, else the issuer."""
    for name in (*dict.fromkeys(day.send_to for day in deadlines if day.send_to), issuer or ""):
        members = _members(directory, name, issued, on, context)
        if len(members) == 1:
            return next(iter(members))
    return context.issuer


def _addressed(issuer: str | None, deadlines: Sequence[LastDay]) -> tuple[Receiver, ...]:
    """Kính gửi: the body all are told to send to; the issuer where that is only a unit inside ("qua Cục ...")."""
    outside = [day.send_to for day in deadlines if day.send_to and not _INSIDE.match(day.send_to)]
    names = [*dict.fromkeys(outside)][:2] or ([issuer] if issuer else [])
    return tuple(Receiver(_line(name), name) for name in names)


def _line(name: str) -> str:
    bare = fold(name)
    party = ("tinh uy", "thanh uy", "huyen uy", "dang uy", "ban tuyen giao", "trung uong dang", "ban dan van")
    return "party" if any(word in bare for word in party) else "state"


# -- small readings ----------------------------------------------------------------------------------------------


def _title(header: Mapping[str, Any]) -> str:
    return (header.get("title") or {}).get("value") or ""


def _named(header: Mapping[str, Any], number: str) -> str:
    """The letter as another document cites it: "Công văn số 12/UBND-VX ngày 02/6/2026 của Ủy ban nhân dân tỉnh A"."""
    kind = header.get("doc_type") or {}
    name = str(kind.get("name") or "").strip().capitalize() or "Công văn"
    day = _iso(_value(header.get("date")))
    issuer = (header.get("issuing_body") or {}).get("name") or ""
    said = [
        name,
        f"số {number}" if number else "",
        f"ngày {short(day)}" if day else "",
        f"của {issuer}" if issuer else "",
    ]
    return " ".join(word for word in said if word)[:300]


def _as_report(title: str) -> str:
    """ "đề nghị báo cáo kết quả ..." asks for the report "Báo cáo kết quả ..."."""
    bare = re.sub(r"^(?:V/v|Về việc)\s*:?\s*", "", title.strip(), flags=re.IGNORECASE)
    bare = _ASKING.sub("", bare)
    return _capital(bare if fold(bare).startswith("bao cao") else f"Báo cáo {bare}")[:300]


def _value(row: Mapping[str, Any] | None) -> str | None:
    return (row or {}).get("value") or (row or {}).get("name")


def _iso(value: str | None) -> date | None:
    return date.fromisoformat(value[:10]) if value and len(value) >= 10 else None


def _moment(value: str | None) -> tuple[date | None, time | None]:
    if not value or len(value) < 10:
        return None, None
    at = time.fromisoformat(value[11:16]) if len(value) >= 16 else None
    return date.fromisoformat(value[:10]), at


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _roman(number: int) -> str:
    signs = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    said = ""
    for value, sign in signs:
        while number >= value:
            said, number = said + sign, number - value
    return said


def _said(day: date) -> str:
    return f"{day:%d/%m/%Y}"
