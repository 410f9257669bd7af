"""What a round needs to be opened: its period, outline, last days and agencies. From a regime, or by hand."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from nhip.law.holidays import Calendar
from nhip.measurement.periods import Period, Slot, slot_of
from nhip.reporting.regimes import Outline, Part, Receiver, Regime, doubts
from nhip.text.issues import Issue


@dataclass(frozen=True, slots=True)
class LastDay:
    """A last day for a level, or for those whom a letter names. `due` None: only words stand there."""

    who: str = ""
    level: str = ""
    due: date | None = None
    at: time | None = None
    stated: str = ""
    send_to: str = ""


@dataclass(frozen=True, slots=True)
class Opening:
    """A round before it is opened. `units`: key of each agency with its own last day (None: not known yet)."""

    key: str
    title: str
    field: str
    period: Period
    cut_off: date
    outline: tuple[Part, ...]
    receivers: tuple[Receiver, ...] = ()
    receiver: str | None = None
    """Key of the agency that collects, where it is known."""
    window: str = ""
    period_assumed: bool = False
    outline_status: str = "given"
    deadlines: tuple[LastDay, ...] = ()
    units: Mapping[str, LastDay | None] = dataclasses.field(default_factory=dict, hash=False)
    doubts: tuple[Issue, ...] = ()
    ground: str = ""
    regime: str = ""


def by_regime(
    regime: Regime, outline: Outline, slot: Slot, calendar: Calendar, levels: Mapping[str, str], receiver: str | None
) -> Opening:
    """A round of a regime for one period. `levels`: key of each agency with its level (commune | province | ...)."""
    found = {level: regime.due_for(level, slot, calendar) for level in dict.fromkeys(levels.values())}
    days = {level: LastDay(level=level, due=due) for level, due in found.items() if due is not None}
    period = slot.period(regime.window)
    return Opening(
        key=f"{regime.code}:{period.start}:{period.end}:{receiver or ''}",
        title=regime.name, field=regime.field, period=period, cut_off=period.end, outline=outline.parts,
        receivers=regime.receivers, receiver=receiver, window=regime.window, deadlines=tuple(days.values()),
        units={unit: days.get(level) for unit, level in levels.items()},
        doubts=tuple(doubts(regime, slot, calendar)), ground=regime.source, regime=regime.code,
    )  # fmt: skip


def by_hand(
    title: str, outline: Outline, period: Period, due: date | None, units: Sequence[str], receiver: str | None, *,
    receivers: Sequence[Receiver] = (), at: time | None = None, cut_off: date | None = None, ground: str = "",
    regime: str = "",
) -> Opening:  # fmt: skip
    """A round that a person opens with everything said."""
    day = LastDay(due=due, at=at) if due else None
    place = slot_of(period)
    return Opening(
        key=f"hand:{regime}:{title}:{period.start}:{period.end}:{receiver or ''}"[:200],
        title=title, field=outline.code, period=period, cut_off=cut_off or period.end, outline=outline.parts,
        receivers=tuple(receivers), receiver=receiver, window=place[1] if place else "",
        deadlines=(day,) if day else (), units=dict.fromkeys(units, day), ground=ground, regime=regime,
    )  # fmt: skip


def refusals(opening: Opening) -> list[Issue]:
    """What keeps a round from being opened."""
    issues = []
    if not opening.units:
        issues.append(Issue("units", "reporting.round_without_units", {}))
    if not opening.outline:
        issues.append(Issue("outline", "reporting.round_without_outline", {}))
    return issues
