"""The provinces this house serves: those of the agencies that write, publish or hold accounts here."""

from __future__ import annotations

from datetime import date

from nhip.agencies.models.accounts import Appointment
from nhip.agencies.models.units import Edition
from nhip.agencies.queries.units import directory
from nhip.assistant.searching.places import Gazetteer, gazetteer
from nhip.channels.models.outlets import Outlet
from nhip.newsroom.models.desks import Desk

_held: dict[str, tuple[tuple[object, ...], Gazetteer]] = {}


def homes() -> tuple[str, ...]:
    """Keys of provinces, in order."""
    keys = set(Desk.objects.values_list("unit__key", flat=True))
    keys |= set(Outlet.objects.order_by().values_list("unit__key", flat=True).distinct())
    keys |= set(Appointment.objects.order_by().values_list("unit__key", flat=True).distinct())
    roots = {key.partition("/")[0].partition(".")[0] for key in keys if key}
    held = directory(None)
    return tuple(sorted(root for root in roots if held.knows(root) and held.level_of(root) == "province"))


def stamp() -> str:
    """Another one with every change of the directory."""
    row = Edition.objects.filter(pk=1).values_list("stamp", flat=True).first()
    return str(row or "packaged")


def places(on: date, edition: int) -> Gazetteer:
    """The names of the places of these provinces, old and new; kept until the index, the directory or the day changes
    (who works and publishes here stands in the index too)."""
    key = (stamp(), on, edition)
    known, held = _held.get("now", ((), None))
    if known != key or held is None:
        held = gazetteer(directory(None), homes(), on)
        _held["now"] = (key, held)
    return held


def forget() -> None:
    """No place is kept: for tests, whose databases are rolled back."""
    _held.clear()
