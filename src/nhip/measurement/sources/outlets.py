"""Reads official channels and their numbers from the register, from frozen values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from nhip.channels.register import FOLLOWERS, Count, Holding, platforms
from nhip.measurement.rows import DECLARED, PROVEN, Row, Value


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel of the register: who held it when, and which agencies speak through it without owning it."""

    key: str
    platform: str
    paused: bool
    verified: bool
    ended_on: date | None
    holdings: tuple[Holding, ...]
    shared: tuple[Holding, ...] = ()
    it_enabled: bool | None = None
    population: int | None = None

    @property
    def kind(self) -> str:
        held = platforms().get(self.platform)
        return held.kind if held is not None else ""

    def holder(self, on: date) -> str:
        """Whose it was on a day; the last holder's after its end."""
        for one in self.holdings:
            if one.until is None or on <= one.until:
                return one.unit
        return self.holdings[-1].unit


def channels(channel: Channel) -> Iterator[Row]:
    """A row for each holder; agencies that share a page have one as well, without anything that is added up."""
    standing = PROVEN if channel.verified else DECLARED
    for number, one in enumerate(channel.holdings):
        fields = _fields(channel, one)
        fields |= {"it_enabled": channel.it_enabled, "population": _number(channel.population)}
        yield Row(f"{channel.key}:{number}", one.unit, fields, standing)
    held = platforms().get(channel.platform)
    for one in channel.shared if held is not None and not held.on_ground else ():
        yield Row(f"{channel.key}:shared:{one.unit}", one.unit, _fields(channel, one), standing)


def _fields(channel: Channel, one: Holding) -> dict[str, Value]:
    return {
        "id": channel.key, "org": one.unit, "kind": channel.kind, "platform": channel.platform, "official": True,
        "status": "paused" if channel.paused else "active", "valid_from": one.since, "valid_to": one.until,
    }  # fmt: skip


def _number(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def people(channel: Channel, counts: Iterable[tuple[str, Count, bool]]) -> Iterator[Row]:
    """Readings of a stock of people: a platform's followers, or subscribers of our own. From its last day on a channel
    counts nought: who followed it is elsewhere now."""
    held = platforms().get(channel.platform)
    name = held.stock if held is not None else FOLLOWERS
    for key, one, proven in counts:
        yield _reading(channel, key, one, name, "at", PROVEN if proven else DECLARED)
    if channel.ended_on is not None:
        end = Count(channel.ended_on, Decimal(0), "ended")
        yield _reading(channel, f"{channel.key}:ended", end, name, "at", PROVEN)


def flow(channel: Channel, key: str, one: Count, name: str, proven: bool) -> Row:
    """What happened on a channel in a span of days, on the last of them."""
    return _reading(channel, key, one, name, "day", PROVEN if proven else DECLARED)


def _reading(channel: Channel, key: str, one: Count, name: str, moment: str, standing: str) -> Row:
    unit = channel.holder(one.on)
    fields: dict[str, Value] = {
        "org": unit, "channel": channel.key, "platform": channel.platform, "name": name, "value": one.value,
        "definition": one.definition, moment: one.on,
    }  # fmt: skip
    return Row(key, unit, fields, standing)


@dataclass(frozen=True, slots=True)
class SiteDay:
    """A site's visits on a day (or the last of several), in a language where that is known."""

    key: str
    on: date
    language: str
    visits: int
    foreign_visits: int | None
    proven: bool


def site_day(channel: Channel, one: SiteDay) -> Row:
    """Visits of one site on one day: counted per site, added over days."""
    unit = channel.holder(one.on)
    fields: dict[str, Value] = {
        "org": unit, "channel": channel.key, "site_kind": channel.kind, "lang": one.language,
        "visits": Decimal(one.visits), "foreign_visits": _number(one.foreign_visits), "day": one.on,
    }  # fmt: skip
    return Row(one.key, unit, fields, PROVEN if one.proven else DECLARED)
