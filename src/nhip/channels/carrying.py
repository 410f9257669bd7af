"""The ways out as data, from `data/carriers.toml`: who posts, the vendor's limits and faults, how patiently to try."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class Limit:
    """A vendor's limit. `certainty`: S published, K remembered, U unconfirmed."""

    most: int
    certainty: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """A vendor's fault in our words. `again`: a later try may help, not before `after` seconds; `unclear`: it may be
    out; `gone`: it is no more; `token`: the access token is over."""

    text: str = ""
    again: bool = False
    unclear: bool = False
    gone: bool = False
    token: bool = False
    after: int = 0


@dataclass(frozen=True, slots=True)
class PictureRule:
    """What a way takes as a picture. Ratios are width by height; a picture outside of them is cut to the nearest."""

    needed: bool = False
    alt_needed: bool = False
    ratio_least: float = 0
    ratio_most: float = 0
    width_least: int = 0
    most_bytes: int = 0
    certainty: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class ClipRule:
    """What a way takes as a film, and in which pieces: bytes, seconds. `kinds`: its types; none: any."""

    needed: bool = False
    kinds: tuple[str, ...] = ()
    most_bytes: int = 0
    most_seconds: int = 0
    chunk: int = 0
    multiple: int = 1
    least_chunk: int = 0
    last_chunk: int = 0
    most_chunks: int = 0
    certainty: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Life:
    """How long an access token holds (hours; 0: no end is published), and whether we can exchange it ourselves."""

    hours: int = 0
    renews: bool = False
    certainty: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Shows:
    """How readers see it: letters before “more”, and what becomes of an address (linked, plain, card)."""

    fold: int = 0
    links: str = "linked"
    certainty: str = ""


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that joining a channel takes."""

    name: str
    text: str
    secret: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Join:
    """How a channel is joined: what it takes, and the vendor's pages of consent (OAuth 2.0) where there are any."""

    needs: tuple[Need, ...] = ()
    authorize: str = ""
    scopes: tuple[str, ...] = ()
    scope_sign: str = " "
    app_field: str = "client_id"
    pkce: bool = False
    more: Mapping[str, str] = field(hash=False, default_factory=dict)


@dataclass(frozen=True, slots=True)
class Way:
    """One way out. `how`: portal (our own pages), machine (a carrier posts) or hand (a person posts).

    `keeps`: what it sent cannot be taken back. `follows`: goes with another way without being chosen. `corrects`,
    `takes_down`: what becomes of a posting when its story is put right or withdrawn (data/carriers.toml).
    """

    code: str
    name: str
    how: str
    counts_as: str = ""
    base: str = ""
    renew: str = ""
    keeps: bool = False
    follows: str = ""
    corrects: str = "again"
    takes_down: str = "machine"
    limits: Mapping[str, Limit] = field(hash=False, default_factory=dict)
    faults: Mapping[int | str, Fault] = field(hash=False, default_factory=dict)
    picture: PictureRule = PictureRule()
    clip: ClipRule = ClipRule()
    life: Life = Life()
    shows: Shows = Shows()
    join: Join = Join()

    def limit(self, name: str) -> int:
        """How much the way takes of something; 0 where no limit is known."""
        held = self.limits.get(name)
        return held.most if held is not None else 0

    @property
    def exchange(self) -> str:
        """Where codes and refresh tokens are exchanged; Meta's stands below its API."""
        return self.renew or f"{self.base}/oauth/access_token"

    def fault(self, code: object) -> Fault | None:
        return self.faults.get(code) if isinstance(code, int | str) else None

    def at(self, base: str, renew: str = "") -> Way:
        """The same way at another address: a local server in tests, a proxy in a closed network."""
        return replace(self, base=base, renew=renew or self.renew)


@dataclass(frozen=True, slots=True)
class Pace:
    """How patiently a machine tries. Seconds, except numbers of tries."""

    first_wait: int
    longest_wait: int
    most_tries: int
    lease: int
    film_lease: int
    faults_to_pause: int
    pause: int
    longest_pause: int

    def wait(self, tries: int) -> int:
        """Seconds before the next try after so many."""
        return int(min(self.first_wait * 2 ** max(tries - 1, 0), self.longest_wait))

    def paused(self, faults: int) -> int:
        """Seconds for which a carrier with so many faults in a row is left alone; 0 while it is not."""
        over = faults - self.faults_to_pause
        return 0 if over < 0 else int(min(self.pause * 2**over, self.longest_pause))


def _told() -> Mapping[str, list[dict[str, object]]]:
    return tomllib.loads(resources.files("nhip.channels").joinpath("data/carriers.toml").read_text("utf-8"))


@cache
def ways() -> Mapping[str, Way]:
    """Every way out by its code, in the order of the file."""
    return {str(row["code"]): _way(row) for row in _told()["carrier"]}


def _way(row: dict[str, object]) -> Way:
    limits, faults = row.pop("limits", {}), row.pop("faults", [])
    assert isinstance(limits, dict)
    assert isinstance(faults, list)
    read: dict[int | str, Fault] = {}
    for one in faults:
        codes = one.pop("codes")
        read |= {code: Fault(**one) for code in codes}
    made = {name: Limit(**one) for name, one in limits.items()}
    rules: dict[str, object] = {"join": _join(row.pop("join", {}))}
    for name, kind in (("picture", PictureRule), ("clip", ClipRule), ("life", Life), ("shows", Shows)):
        held = row.pop(name, {})
        assert isinstance(held, dict)
        fields: dict[str, Any] = {key: tuple(one) if isinstance(one, list) else one for key, one in held.items()}
        rules[name] = kind(**fields)
    return Way(**row, limits=made, faults=read, **rules)  # type: ignore[arg-type]


def _join(held: object) -> Join:
    assert isinstance(held, dict)
    needs = tuple(Need(**one) for one in held.pop("needs", ()))
    return Join(needs=needs, scopes=tuple(held.pop("scopes", ())), **held)


@cache
def pace() -> Pace:
    """How patiently machines try."""
    held = _told()["pace"]
    assert isinstance(held, dict)
    return Pace(**held)


@cache
def results_days() -> int:
    """For how many days after it went out a posting's numbers are read."""
    held = _told()["results"]
    assert isinstance(held, dict)
    return int(held["days"])
