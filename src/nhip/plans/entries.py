"""One entry of the ledger as it was given, held to its kind: what is kept, and what is wrong, field by field.

The same check stands behind the phone's form, the table brought in and the log read. A missing proof is no fault here:
it is marked and never stops anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from nhip.plans.kinds import Field, Kind
from nhip.plans.qualifiers import ESTIMATING, qualifier_of
from nhip.text.dates import read_date
from nhip.text.issues import Issue
from nhip.text.normalise import fold, nfc
from nhip.text.numbers import read_number, write_number

LARGEST = Decimal(10) ** 14
"""Above this no figure of a province lies; the column holds fifteen digits."""

AHEAD = timedelta(days=731)
"""How far ahead something may be planned."""

EARLIEST = date(2000, 1, 1)

TITLE, WORDS = 300, 200
"""Most characters of a title, of a text field."""

_YES = frozenset({"1", "co", "x", "true", "yes", "dung", "roi", "on"})
_NO = frozenset({"0", "khong", "false", "no", "chua", "off", ""})


@dataclass(frozen=True, slots=True)
class Entry:
    """What one activity says, checked. `values` is JSON: numbers as text, days as ISO."""

    kind: str
    title: str
    on: date
    quantity: Decimal
    qualifier: str = ""
    estimate: bool = False
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Given:
    """What was typed. `fields` by key of the kind's fields."""

    title: str = ""
    on: object = None
    quantity: object = ""
    qualifier: str = ""
    estimate: object = False
    fields: Mapping[str, object] = field(default_factory=dict)


def check(kind: Kind, given: Given, today: date, *, planned: bool = False) -> tuple[Entry | None, list[Issue]]:
    """The entry, or everything that is wrong with it. What was done lies not after today; what is planned may."""
    issues: list[Issue] = []
    title = " ".join(nfc(given.title).split())
    if not title:
        issues.append(Issue("title", "plans.entry_title"))
    elif len(title) > TITLE:
        issues.append(Issue("title", "plans.entry_title_long", {"count": len(title), "most": TITLE}))
    on = _day(given.on, "on", issues)
    if on is not None:
        issues += _day_issues(on, today, planned)
    word, number = _split(given.quantity)
    quantity = _number(number, "quantity", kind.measure, kind.whole, issues)
    if quantity is None and not any(issue.field == "quantity" for issue in issues):
        issues.append(Issue("quantity", "plans.entry_quantity", {"measure": kind.measure}))
    qualifier = qualifier_of(given.qualifier or word)
    if qualifier is None:
        issues.append(Issue("qualifier", "plans.entry_qualifier", {"word": given.qualifier or word}))
    values = _values(kind, given.fields, issues)
    if not issues and on is not None and quantity is not None:
        issues += _parts_issues(kind, quantity, values)
    if issues or on is None or quantity is None:
        return None, issues
    estimate = _truth(given.estimate) is True or (qualifier or "") in ESTIMATING
    return Entry(kind.code, title, on, quantity, qualifier or "", estimate, values), []


def _day(value: object, name: str, issues: list[Issue]) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value or "").strip()
    if not text:
        issues.append(Issue(name, "plans.entry_day"))
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        span = read_date(text)
    if span is None or span.first is None or span.first != span.last:
        issues.append(Issue(name, "plans.entry_day_unread", {"text": text[:40]}))
        return None
    return span.first


def _day_issues(on: date, today: date, planned: bool) -> list[Issue]:
    if on < EARLIEST or on > today + AHEAD:
        return [Issue("on", "plans.entry_day_far", {"day": f"{on:%d/%m/%Y}"})]
    if on > today and not planned:
        return [Issue("on", "plans.entry_day_ahead", {"day": f"{on:%d/%m/%Y}"})]
    return []


def _split(value: object) -> tuple[str, object]:
    """A word before the number ("trên 1.000") apart from it."""
    if not isinstance(value, str):
        return "", value
    text = value.strip()
    at = next((place for place, sign in enumerate(text) if sign.isdigit() or sign in "-−"), len(text))
    return (text[:at].strip(), text[at:]) if 0 < at < len(text) else ("", text)


def _number(value: object, name: str, label: str, whole: bool, issues: list[Issue]) -> Decimal | None:
    """A number written the Vietnamese way; None when empty or wrong (then an issue was added)."""
    if isinstance(value, bool):
        issues.append(Issue(name, "plans.entry_number", {"name": label, "text": str(value)}))
        return None
    if isinstance(value, int | float | Decimal):
        found = Decimal(str(value))
    else:
        text = str(value or "").strip().replace("\u00a0", "").replace("−", "-")
        if not text:
            return None
        read = read_number(text)
        if read is None or read.percent:
            issues.append(Issue(name, "plans.entry_number", {"name": label, "text": text[:40]}))
            return None
        found = Decimal(read.value)
    if not found.is_finite():
        issues.append(Issue(name, "plans.entry_number", {"name": label, "text": str(value)[:40]}))
    elif found < 0:
        issues.append(Issue(name, "plans.entry_negative", {"name": label, "text": str(value)[:40]}))
    elif found > LARGEST:
        issues.append(Issue(name, "plans.entry_too_large", {"name": label}))
    elif whole and found != found.to_integral_value():
        issues.append(Issue(name, "plans.entry_whole", {"name": label, "text": write_number(found)}))
    else:
        return found
    return None


def _values(kind: Kind, given: Mapping[str, object], issues: list[Issue]) -> dict[str, object]:
    values: dict[str, object] = {}
    for one in kind.fields:
        value = _value(one, given.get(one.key), issues)
        if value is not None:
            values[one.key] = value
    return values


def _value(one: Field, given: object, issues: list[Issue]) -> object:
    text = str(given).strip() if given is not None else ""
    if one.type == "number":
        number = _number(given, one.key, one.name, one.whole, issues)
        return None if number is None else format(number, "f")
    if one.type == "truth":
        truth = _truth(given)
        if truth is None:
            issues.append(Issue(one.key, "plans.entry_truth", {"name": one.name, "text": text[:40]}))
        return truth or None
    if not text:
        return one.default or None
    if one.type == "choice":
        found = next((o.code for o in one.options if fold(text) in (fold(o.name), o.code)), None)
        if found is None:
            names = ", ".join(o.name for o in one.options)
            issues.append(Issue(one.key, "plans.entry_choice", {"name": one.name, "text": text[:40], "choices": names}))
        return found
    if one.type == "day":
        day = _day(given, one.key, issues)
        return day.isoformat() if day else None
    if len(text) > WORDS:
        issues.append(Issue(one.key, "plans.entry_text_long", {"name": one.name, "most": WORDS}))
    return nfc(text)


def _truth(given: object) -> bool | None:
    if isinstance(given, bool):
        return given
    folded = fold(str(given if given is not None else "")).strip()
    return True if folded in _YES else False if folded in _NO else None


def _parts_issues(kind: Kind, quantity: Decimal, values: Mapping[str, object]) -> list[Issue]:
    """Handed out and left over together are not more than was printed."""
    if not kind.parts:
        return []
    whole = quantity if kind.parts_of == "quantity" else Decimal(str(values.get(kind.parts_of, 0)))
    total = sum((Decimal(str(values[key])) for key in kind.parts if key in values), Decimal(0))
    if total <= whole:
        return []
    names = " + ".join(found.name.lower() for key in kind.parts if (found := kind.field_of(key)))
    facts = {"names": names, "total": write_number(total), "whole": write_number(whole), "measure": kind.measure}
    return [Issue(kind.parts[0], "plans.entry_parts", facts)]


def shown(kind: Kind, values: Mapping[str, object]) -> list[tuple[str, str]]:
    """Name and value of each further field as a page or a table shows them."""
    lines = []
    for one in kind.fields:
        value = values.get(one.key)
        if value is None or value == "":
            continue
        if one.type == "number":
            said = write_number(Decimal(str(value))) + (f" {one.unit}" if one.unit else "")
        elif one.type == "truth":
            said = "Có" if value is True else "Không"
        elif one.type == "choice":
            said = next((option.name for option in one.options if option.code == value), str(value))
        elif one.type == "day":
            said = f"{date.fromisoformat(str(value)):%d/%m/%Y}"
        else:
            said = str(value)
        lines.append((one.name, said))
    return lines
