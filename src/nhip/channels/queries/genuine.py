"""Is a channel genuine? Asked by anybody with an address, of verified channels and of what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from nhip.channels.genuine import alike, part_of
from nhip.channels.models.outlets import Outlet, OutletTurn
from nhip.channels.register import address_key, fates

LONG_AGO = timedelta(days=3 * 365)
"""So long the public list names channels that ended: until then people still meet them."""

ENDS = frozenset(one.code for one in fates().values() if one.into)
"""Fates by which another channel takes the place of one."""


@dataclass(frozen=True, slots=True)
class Checked:
    """`word`: official, part, renamed (it moved), ended, alike (not ours, but near one of ours), unknown.

    `outlet`: the channel that is meant; `now`: where it is to be found now, when it is no more.
    """

    word: str
    outlet: Outlet | None = None
    now: Outlet | None = None


def shown(on: date) -> QuerySet[Outlet]:
    """Channels that the public may see: verified, standing or ended, not to come."""
    rows = Outlet.objects.filter(verified_on__isnull=False).exclude(opened_on__gt=on)
    return rows.select_related("unit", "into").order_by("pk")


def ended_lately(on: date) -> QuerySet[Outlet]:
    """Channels that are no more, the latest first."""
    return shown(on).filter(ended_on__lte=on, ended_on__gte=on - LONG_AGO).order_by("-ended_on", "name", "pk")


def turns_shown(outlet: Outlet) -> Sequence[OutletTurn]:
    """What was decided of a channel, for anybody: the decisions are public acts."""
    return list(outlet.turns.select_related("into", "was_unit", "now_unit").order_by("on", "pk"))


def now_of(outlet: Outlet, on: date) -> Outlet | None:
    """The channel that stands in its place, however often that was handed on; None where nothing does."""
    seen, one = {outlet.pk}, outlet
    while one.ended_on is not None and one.ended_on <= on:
        if one.into is None or one.into.pk in seen:
            return None
        one = one.into
        seen.add(one.pk)
    return one if one.verified_on is not None else None


def became(outlet: Outlet, on: date) -> list[OutletTurn]:
    """The decisions by which other channels were led or merged into this one, directly or one after the other; the
    latest first. Only channels that the public knew."""
    found: list[OutletTurn] = []
    heads, seen = [outlet.pk], {outlet.pk}
    while heads:
        rows = OutletTurn.objects.filter(into__in=heads, on__lte=on, outlet__verified_on__isnull=False)
        fresh = [one for one in rows.exclude(outlet__in=seen).select_related("outlet") if one.fate in ENDS]
        found += fresh
        heads = [one.outlet_id for one in fresh]
        seen.update(heads)
    return sorted(found, key=lambda one: (one.on, one.pk), reverse=True)


def left_behind(address: str, on: date) -> Checked | None:
    """What became of the site that an address belonged to: the address itself or the nearest one above it."""
    key = address_key(address).partition("?")[0]
    while key:
        gone = shown(on).filter(address_key=key, ended_on__lte=on).order_by("ended_on").last()
        if gone is not None:
            return Checked("ended", gone, now_of(gone, on))
        moved = _moved(key, on)
        if moved is not None:
            return Checked("renamed", moved, now_of(moved, on))
        key = key.rpartition("/")[0]
    return None


def checked(address: str, on: date) -> Checked:
    """What the register says of an address as somebody found it."""
    key = address_key(address)
    if not key:
        return Checked("unknown")
    standing = Q(ended_on__isnull=True) | Q(ended_on__gt=on)
    held = {one.address_key: one for one in shown(on).filter(standing)}
    if key in held:
        return Checked("official", held[key], held[key])
    gone = shown(on).filter(address_key=key, ended_on__lte=on).order_by("ended_on").last()
    if gone is not None:
        return Checked("ended", gone, now_of(gone, on))
    moved = _moved(key, on)
    if moved is not None:
        return Checked("renamed", moved, now_of(moved, on))
    if above := part_of(key, held):
        return Checked("part", held[above], held[above])
    if near := alike(key, list(held)):
        return Checked("alike", held[near], held[near])
    return Checked("unknown")


def _moved(key: str, on: date) -> Outlet | None:
    """The channel that stood at the address before a decision gave it another one; not before that was verified."""
    turns = OutletTurn.objects.filter(fate="renamed", on__lte=on, outlet__verified_on__isnull=False)
    told = turns.select_related("outlet__into").order_by("-on", "-pk")
    return next((one.outlet for one in told if address_key(one.was_address) == key), None)
