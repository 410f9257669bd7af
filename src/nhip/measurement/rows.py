"""A row that formulas read, and the period they read it for. Plain values: whoever keeps the rows builds these.

Moments are instants with a zone; what day they fall on is judged in Vietnam's time (UTC+7, no summer time).
"""

from __future__ import annotations

import hashlib
import json
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")

PROVEN, DECLARED, ESTIMATED = "proven", "declared", "estimated"

Value = str | Decimal | bool | datetime | date | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of an entity. `key` names it for ever ("activity:12"), `unit` is the agency that reported it.

    `standing` is proven, declared or estimated; `qualifier` what was said before the number ("trên", "khoảng").
    `count` is how many things one row stands for: an entry "12 tin, bài" is one row that counts twelve.
    """

    key: str
    unit: str
    fields: Mapping[str, Value] = field(hash=False)
    standing: str = DECLARED
    qualifier: str = ""
    count: Decimal = Decimal(1)

    @property
    def digest(self) -> str:
        """A hash of all that the row says: the same row gives the same digest on every machine."""
        said = [self.key, self.unit, self.standing, self.qualifier, _plain(self.count), plain(self.fields)]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Span:
    """A period by its first and last day, both included."""

    start: date
    end: date

    @property
    def months(self) -> int:
        """How many months it has: the fewest that, counted from the first day, reach past the last."""
        count = 1
        while _months_later(self.start, count) <= self.end:
            count += 1
        return count

    @property
    def before(self) -> Span:
        """The period of the same length just before (kỳ trước)."""
        return self._moved(self.months)

    @property
    def year_before(self) -> Span:
        """The same period a year before (cùng kỳ)."""
        return self._moved(12)

    def _moved(self, months: int) -> Span:
        """Back by whole months; days that are no whole months go back by their number."""
        after = self.end + timedelta(days=1)
        if months != 12 and _months_later(self.start, months) != after:
            days = after - self.start
            return Span(self.start - days, self.start - timedelta(days=1))
        return Span(_months_later(self.start, -months), _months_later(after, -months) - timedelta(days=1))

    @property
    def last_instant(self) -> datetime:
        return datetime(self.end.year, self.end.month, self.end.day, 23, 59, 59, 999999, VIETNAM)


def local_day(value: date | datetime) -> date:
    """The day on which a moment falls in Vietnam; a day is itself."""
    return value.astimezone(VIETNAM).date() if isinstance(value, datetime) else value


def instant(value: date | datetime) -> datetime:
    """A moment as an instant; a day begins at its first minute."""
    if isinstance(value, datetime):
        return value
    return datetime(value.year, value.month, value.day, tzinfo=VIETNAM)


def plain(fields: Mapping[str, Value]) -> dict[str, object]:
    """The fields as JSON holds them; numbers as text, so that nothing is rounded."""
    return {name: _plain(value) for name, value in sorted(fields.items()) if value is not None}


def _plain(value: Value) -> object:
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, Decimal):
        return format(value.normalize(), "f") if value else "0"
    if isinstance(value, datetime):
        return value.astimezone(VIETNAM).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def typed(fields: Mapping[str, object], types: Mapping[str, str]) -> dict[str, Value]:
    """The reverse of `plain`: JSON values as the dictionary types them; names that it does not know are left out.

    Raises ValueError for a value that is not of its type.
    """
    return {name: _typed(fields[name], of) for name, of in types.items() if fields.get(name) not in (None, "")}


def _typed(value: object, of: str) -> Value:
    if of == "truth":
        if not isinstance(value, bool):
            raise ValueError(value)
        return value
    if of == "number":
        if isinstance(value, bool):
            raise ValueError(value)
        found = Decimal(str(value))
        if not found.is_finite():
            raise ValueError(value)
        return found
    if of in ("moment", "day"):
        if isinstance(value, date):
            return value
        text = str(value)
        return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
    return str(value)


def _months_later(day: date, count: int) -> date:
    """The same day of a later month; the month's last day where it has no such day."""
    month = day.month - 1 + count
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
