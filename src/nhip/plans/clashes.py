"""What stands in each other's way in the calendar. Prose: docs/rules/tasks.md.

Four kinds: two things for one audience in the same hour; one spokesperson in two places; something that goes out before
an embargo on its subject is lifted; something that goes out on a quiet day. A clash is shown, never settled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from nhip.law.quiet_days import QuietDays
from nhip.plans.calendar import Item
from nhip.text.normalise import fold

HOUR = timedelta(hours=1)
"""How long something lasts that says no end: two things that begin within the hour meet."""


@dataclass(frozen=True, slots=True)
class Clash:
    """`kind`: audience | spokesperson | embargo | quiet. `second` is None where one thing clashes with a day."""

    kind: str
    first: str
    second: str | None
    about: str


def clashes(items: Iterable[Item], quiet: Sequence[QuietDays] = ()) -> tuple[Clash, ...]:
    """Every clash among things that go out, each pair once whatever the order they came in."""
    out = sorted((item for item in items if item.kind == "activity" and item.state != "cancelled"), key=_begin)
    found = list(_alone(out, quiet))
    for place, first in enumerate(out):
        for second in out[place + 1 :]:
            found += _between(first, second)
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (one.kind, one.first, one.second or "")))


def _begin(item: Item) -> tuple[str, str, str]:
    return (item.on.isoformat(), item.begins.isoformat() if item.begins else "", item.key)


def _alone(items: Sequence[Item], quiet: Sequence[QuietDays]) -> Iterator[Clash]:
    for item in items:
        for stretch in quiet:
            if stretch.holds(item.on):
                yield Clash("quiet", item.key, None, stretch.name)
        at = item.goes_out or item.begins
        if item.embargo_until is not None and at is not None and at < item.embargo_until:
            yield Clash("embargo", item.key, None, "")


def _between(first: Item, second: Item) -> Iterator[Clash]:
    a, b = sorted((first, second), key=lambda item: item.key)
    if _meet(a, b):
        for audience in sorted(a.audiences & b.audiences):
            yield Clash("audience", a.key, b.key, _as_written(a.audience, audience))
        if a.spokesperson and fold(a.spokesperson).strip() == fold(b.spokesperson).strip():
            yield Clash("spokesperson", a.key, b.key, a.spokesperson)
    for held, other in ((a, b), (b, a)):
        at = other.goes_out or other.begins
        if (
            held.embargo_until is not None
            and held.subject is not None
            and held.subject == other.subject
            and at is not None
            and at < held.embargo_until
        ):
            yield Clash("embargo", a.key, b.key, "")
            return


def _as_written(audiences: str, folded: str) -> str:
    return next(part.strip() for part in audiences.split(";") if fold(part).strip() == folded)


def _meet(a: Item, b: Item) -> bool:
    """Whether both run at some same instant; things of the whole day meet nobody by the hour."""
    if a.begins is None or b.begins is None:
        return False
    return a.begins < _end(b) and b.begins < _end(a)


def _end(item: Item) -> datetime:
    assert item.begins is not None
    return item.ends if item.ends is not None and item.ends > item.begins else item.begins + HOUR
