"""Official channels as plain values: platforms, addresses, who held one when, its series.

Prose: docs/rules/channels.md.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from importlib import resources
from urllib.parse import parse_qs, urlsplit

from nhip.text.issues import Issue

FOLLOWERS = "followers"
SUBSCRIBERS = "subscribers"
STOCKS = (FOLLOWERS, SUBSCRIBERS)
"""Numbers of a day; the others are of the days from a first to a last. Subscribers are our own count of people who
confirmed that they want letters or messages: never added to followers, who are the platforms' count."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A number as a platform counts it. `name` is ours (followers, interactions, reach), `code` its definition."""

    name: str
    code: str
    text: str
    certainty: str


@dataclass(frozen=True, slots=True)
class Platform:
    """Where a channel may stand. `kind` is the formulas' word; `on_ground` has a place instead of a web address."""

    code: str
    name: str
    kind: str
    carrier: str = ""
    hosts: tuple[str, ...] = ()
    needs_licence: bool = False
    on_ground: bool = False
    measures: tuple[Measure, ...] = ()

    @property
    def stock(self) -> str:
        """What it counts of people: followers or subscribers."""
        return next((one.name for one in self.measures if one.name in STOCKS), FOLLOWERS)


@dataclass(frozen=True, slots=True)
class Fate:
    """What may become of a channel at a merger."""

    code: str
    name: str
    breaks: bool
    ends: bool
    into: bool = False


def _table(name: str) -> Mapping[str, list[dict[str, object]]]:
    return tomllib.loads(resources.files("nhip.channels").joinpath("data", name).read_text("utf-8"))


@cache
def platforms() -> Mapping[str, Platform]:
    """Every platform by its code, in the order of the file."""
    found = {}
    for row in _table("platforms.toml")["platform"]:
        measures, hosts = row.pop("measures", ()), row.pop("hosts", ())
        assert isinstance(measures, list | tuple)
        assert isinstance(hosts, list | tuple)
        made = Platform(**row, hosts=tuple(hosts), measures=tuple(Measure(**one) for one in measures))  # type: ignore[arg-type]
        found[made.code] = made
    return found


@cache
def fates() -> Mapping[str, Fate]:
    """Every fate by its code."""
    return {str(row["code"]): Fate(**row) for row in _table("fates.toml")["fate"]}  # type: ignore[arg-type]


@cache
def definitions() -> Mapping[str, tuple[Platform, Measure]]:
    """Every definition of a number by its code."""
    return {one.code: (platform, one) for platform in platforms().values() for one in platform.measures}


def address_key(address: str) -> str:
    """One spelling for one address: no scheme, no www or m, no trailing slash, no tracking; ids in a query stay."""
    text = address.strip()
    if "@" in text and "/" not in text:  # a mail address
        return text.casefold()
    parts = urlsplit(text if "//" in text else f"//{text}")
    host = (parts.hostname or "").lower()
    for prefix in ("www.", "m.", "mbasic."):
        host = host.removeprefix(prefix)
    held = parse_qs(parts.query)
    named = "&".join(f"{name}={held[name][0]}" for name in ("id", "oaid") if held.get(name))
    path = parts.path.rstrip("/").lower()
    return f"{host}{path}{'?' + named if named else ''}" if host else text.casefold()


def against(
    platform: str, name: str, address: str, opened: date | None, licence: str, until: date | None
) -> list[Issue]:
    """Everything that stands against a channel in the register."""
    issues = []
    held = platforms().get(platform)
    if held is None:
        issues.append(Issue("platform", "channels.platform_unknown", {"platform": platform}))
    if not name.strip():
        issues.append(Issue("name", "channels.outlet_name_missing", {}))
    if not address.strip():
        issues.append(Issue("address", "channels.address_missing", {}))
    elif held is not None and not held.on_ground and held.kind != "mail":
        issues += _against_address(held, address)
    if until is not None and not licence.strip():
        issues.append(Issue("licence", "channels.licence_missing", {}))
    if until is not None and opened is not None and until < opened:
        issues.append(Issue("licence_until", "channels.licence_ended_before", {}))
    return issues


def _against_address(platform: Platform, address: str) -> Iterator[Issue]:
    parts = urlsplit(address.strip())
    host = (parts.hostname or "").lower()
    if parts.scheme not in ("http", "https") or "." not in host:
        yield Issue("address", "channels.address_not_web", {})
    elif platform.hosts and not any(host == one or host.endswith(f".{one}") for one in platform.hosts):
        yield Issue("address", "channels.address_elsewhere", {"platform": platform.name})


@dataclass(frozen=True, slots=True)
class Turn:
    """A day on which a channel's fate was decided to take effect. `was`, `now`: whose it was and whose it is after."""

    on: date
    fate: str
    was: str
    now: str
    breaks: bool


@dataclass(frozen=True, slots=True)
class Holding:
    """A channel at one agency from a day (None: from the beginning) to a day, both included (None: still)."""

    unit: str
    since: date | None
    until: date | None


def holdings(unit: str, opened: date | None, ended: date | None, turns: Sequence[Turn]) -> list[Holding]:
    """Who held the channel when. `ended` is the first day on which it is no more."""
    last = ended - timedelta(days=1) if ended else None
    found, since = [], opened
    for turn in sorted(turns, key=lambda one: one.on):
        if turn.was != turn.now:
            found.append(Holding(turn.was, since, turn.on - timedelta(days=1)))
            since = turn.on
    return [*found, Holding(unit, since, last)]


@dataclass(frozen=True, slots=True)
class Count:
    """One reading of a number on a day, as the platform defined it then."""

    on: date
    value: Decimal
    definition: str


@dataclass(frozen=True, slots=True)
class Segment:
    """Readings that may be compared with each other. `why`: what broke the series before it ("" for the first)."""

    definition: str
    counts: tuple[Count, ...]
    why: str = ""

    @property
    def change(self) -> Decimal:
        """From the first reading to the last."""
        return self.counts[-1].value - self.counts[0].value


def segments(counts: Iterable[Count], turns: Iterable[Turn]) -> list[Segment]:
    """A series cut wherever the definition changes or a decided fate breaks it; nothing is compared across a cut."""
    breaks = sorted(turn.on for turn in turns if turn.breaks)
    found: list[Segment] = []
    for one in sorted(counts, key=lambda count: count.on):
        last = found[-1].counts[-1] if found else None
        why = ""
        if last is not None and last.definition != one.definition:
            why = "definition"
        elif last is not None and any(last.on < day <= one.on for day in breaks):
            why = "fate"
        if last is None or why:
            found.append(Segment(one.definition, (one,), why))
        else:
            found[-1] = Segment(found[-1].definition, (*found[-1].counts, one), found[-1].why)
    return found


def thinned(parts: Iterable[Segment], most: int = 24) -> list[Segment]:
    """Parts short enough to be read: of one with more readings than `most`, the last of each month."""
    found = []
    for part in parts:
        months = {(one.on.year, one.on.month): one for one in part.counts}
        counts = part.counts if len(part.counts) <= most else tuple(months.values())
        found.append(Segment(part.definition, counts, part.why))
    return found
