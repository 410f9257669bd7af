"""As of a day: which events moved a unit, who stands for it now, whom it stands for.

The rules in prose: docs/rules/tenure.md. Whole successors move by themselves; a split, a transfer of function, an
unconfirmed or undated step, or more than one answer is a question for a person: `Succession.automatic` is False and
`Succession.why` says which.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from nhip.agencies.names import key_of, words_of
from nhip.agencies.patterns import Rule
from nhip.agencies.rolls import Rolls
from nhip.agencies.units import CONFIDENCES, Event, Link, Version

_NEVER = date.max


@dataclass(frozen=True, slots=True)
class Step:
    """One event on the way from a unit to the one that stands for it."""

    event: Event
    link: Link


@dataclass(frozen=True, slots=True)
class Succession:
    """Who stands for a unit on a day, by which steps. `unit` is None where no source knows."""

    unit: str | None
    steps: tuple[Step, ...]
    automatic: bool
    why: str
    """itself | whole | several | split | function | core | unconfirmed | undated | unknown"""

    @property
    def confidence(self) -> str:
        """The weakest source on the way; "T" for a unit that never moved."""
        return max((step.link.confidence for step in self.steps), key=CONFIDENCES.index, default="T")

    @property
    def acts(self) -> tuple[str, ...]:
        """The acts that moved it, in order."""
        return tuple(dict.fromkeys(step.event.act for step in self.steps if step.event.act))


# -- events ------------------------------------------------------------------------------------------------------


def events_from(directory: Rolls, unit: str) -> tuple[Event, ...]:
    """Events in which something left the unit (or it was renamed), in order of day; undated ones last."""
    found = list(directory.out_of.get(unit, ()))
    if "/" in unit:
        found += _rule_events(directory, unit, found)
        found += _territory_events(directory, unit, found)
    elif directory.level_of(unit) == "district":
        found += _district_end(directory, unit)
    return tuple(sorted(found, key=lambda event: (event.on or _NEVER, event.key)))


def events_into(directory: Rolls, unit: str) -> tuple[Event, ...]:
    """Events in which something came into the unit, in order of day."""
    found = list(directory.into.get(unit, ()))
    territory, slash, code = unit.partition("/")
    if slash:
        for old in _possible_sources(directory, territory, code):
            found += [
                event
                for event in events_from(directory, old)
                if any(link.new == unit for link in event.links) and event not in found
            ]
    return tuple(sorted(found, key=lambda event: (event.on or _NEVER, event.key)))


def _possible_sources(directory: Rolls, territory: str, code: str) -> list[str]:
    """Bodies whose rules may lead to this one: of the same territory, of those before it, of those below it."""
    level = directory.level_of(territory)
    before = [link.old for event in directory.into.get(territory, ()) for link in event.links if link.old != territory]
    districts = {directory.above(old, event_day(directory, old)) for old in before} if level == "commune" else set()
    below = [tie.unit for tie in directory.ties_below.get(territory, ())] if level == "province" else []
    found = []
    for rule in directory.custom.rules:
        if rule.new == code and rule.level == level:
            found.append(f"{territory}/{rule.old}")
        elif rule.new == f">{code}":
            found += [f"{home}/{rule.old}" for home in districts if home and directory.level_of(home) == rule.level]
        elif rule.new == f"^{code}":
            found += [f"{home}/{rule.old}" for home in below if directory.level_of(home) == rule.level]
    found += [f"{old}/{code}" for old in before if directory.level_of(old) == level]
    return [unit for unit in dict.fromkeys(found) if directory.knows(unit)]


def event_day(directory: Rolls, unit: str) -> date:
    """The last day of a unit that ended; a far day for one that still stands."""
    rows = directory.versions_of(unit)
    return (rows[-1].valid_to if rows else None) or _NEVER


def _rule_events(directory: Rolls, unit: str, recorded: list[Event]) -> list[Event]:
    """Events of a body by national rule, unless a local source already tells what became of it."""
    territory, _, code = unit.partition("/")
    told = {(event.kind, link.new) for event in recorded for link in event.links}
    if any(event.kind != "transfer_function" for event in recorded):
        return []
    rules = directory.rules_from.get((directory.level_of(territory), code), [])
    made = []
    for rule in rules:
        links = tuple(link for link in _rule_links(directory, unit, rule) if (rule.kind, link.new) not in told)
        if links:
            key = f"rule:{rule.on or 'chua-ro'}:{unit}>{rule.new}"
            act = rule.act
            if rule.new.startswith(">"):  # the rule ends the body, the territory's own act says who follows
                act = "; ".join([act, *(event.act for event in events_from(directory, territory) if event.act)])
            made.append(Event(key, rule.kind, rule.on, rule.exact, act, rule.url, rule.confidence, links))
    return [event for event in made if event.on is None or _lived_until(directory, unit, event.on)]


def _lived_until(directory: Rolls, unit: str, day: date) -> bool:
    """Whether the body existed on the eve of the day: a rule of 2025 does not move a body that ended before."""
    rows = directory.versions_of(unit)
    if not rows:
        return False
    eve = day - timedelta(days=1)
    return any(row.stands(eve) for row in rows) or not rows[-1].exact


def _rule_links(directory: Rolls, unit: str, rule: Rule) -> tuple[Link, ...]:
    territory = unit.partition("/")[0]
    if rule.new == "?":
        return (Link(unit, None, "unknown", None, rule.functions, rule.confidence),)
    if rule.new.startswith("^"):
        above = directory.above(territory, (rule.on or _NEVER) - timedelta(days=1)) or directory.chain(territory)[1]
        return (Link(unit, f"{above}/{rule.new[1:]}", rule.basis, None, rule.functions, rule.confidence),)
    if rule.new.startswith(">"):
        code = rule.new[1:]
        return tuple(
            Link(unit, f"{link.new}/{code}", link.basis, None, rule.functions, rule.confidence)
            for event in events_from(directory, territory)
            for link in event.links
            if link.new and directory.knows(f"{link.new}/{code}")
        )
    return (Link(unit, f"{territory}/{rule.new}", rule.basis, None, rule.functions, rule.confidence),)


def _territory_events(directory: Rolls, unit: str, told: list[Event]) -> list[Event]:
    """A body that outlived every rule goes where its territory goes: the sở of a merged province into that sở there."""
    territory, _, code = unit.partition("/")
    if any(link.basis != "function" for event in told for link in event.links):
        return []
    made = []
    for event in events_from(directory, territory):
        if event.on is None or not _lived_until(directory, unit, event.on):
            continue
        links = tuple(
            Link(unit, f"{link.new}/{code}", link.basis, None, (), "R" if link.confidence in "TSC" else link.confidence)
            for link in event.links
            if link.old == territory and link.new and link.new != territory and directory.knows(f"{link.new}/{code}")
        )
        if links:
            made.append(
                Event(f"{event.key}/{code}", event.kind, event.on, event.exact, event.act, event.url, "R", links)
            )
    return made


def _district_end(directory: Rolls, unit: str) -> list[Event]:
    """The end of a district: it goes to every new unit its communes went to. A part where the new unit has others."""
    targets: dict[str, bool] = {}
    acts: Event | None = None
    for tie in directory.ties_below.get(unit, ()):
        for event in directory.out_of.get(tie.unit, ()):
            for link in event.links:
                if link.old != tie.unit or link.new is None or event.on is None or event.on.year < 2025:
                    continue
                acts = acts or event
                inside = all(directory.above(other.old, date(2025, 6, 30)) == unit for other in event.links)
                targets[link.new] = targets.get(link.new, True) and inside
    if acts is None:
        return []
    links = tuple(Link(unit, new, "whole" if inside else "part", None, (), "C") for new, inside in targets.items())
    return [Event(f"{acts.on}:{unit}", "abolish", acts.on, True, acts.act, acts.url, "C", links)]


# -- succession --------------------------------------------------------------------------------------------------


def successors(directory: Rolls, unit: str, on: date, function: str | None = None) -> tuple[Succession, ...]:
    """Who stands for `unit` on a day, for one function if given. Several answers are shown, never chosen from.

    Raises KeyError for an unknown unit.
    """
    if not directory.knows(unit):
        raise KeyError(unit)
    found = _follow(directory, unit, on, function, (), {unit})
    unique = dict.fromkeys((item.unit, item.steps) for item in found)
    many = len({target for target, _ in unique}) > 1
    return tuple(_judged(target, steps, many) for target, steps in unique)


@dataclass(frozen=True, slots=True)
class _Found:
    unit: str | None
    steps: tuple[Step, ...]


def _follow(
    directory: Rolls, unit: str, on: date, function: str | None, steps: tuple[Step, ...], seen: set[str]
) -> list[_Found]:
    alive = directory.unit_as_of(unit, on) is not None
    links = [
        Step(event, link)
        for event in events_from(directory, unit)
        for link in event.links
        if link.old == unit
        and link.new != unit
        and (event.on is None or event.on <= on)
        and (event.on is None or not steps or steps[-1].event.on is None or event.on >= steps[-1].event.on)
    ]
    chosen = _for_function(links, function)
    if alive:
        moved = [step for step in chosen if function and _matches(step.link, function)]
        undated = [step for step in links if step.event.on is None or not step.event.exact]
        stays = [] if moved else [_Found(unit, steps)]
        return stays + _onward(directory, moved or undated, on, function, steps, seen)
    if not chosen:
        return [_Found(None, steps)]
    return _onward(directory, chosen, on, function, steps, seen)


def _onward(
    directory: Rolls, links: list[Step], on: date, function: str | None, steps: tuple[Step, ...], seen: set[str]
) -> list[_Found]:
    found: list[_Found] = []
    for step in links:
        if step.link.new is None:
            found.append(_Found(None, (*steps, step)))
        elif step.link.new not in seen:
            found += _follow(directory, step.link.new, on, function, (*steps, step), seen | {step.link.new})
    return found


def _for_function(links: list[Step], function: str | None) -> list[Step]:
    """The links that carry a function; those that name none (whole, core) where nothing names it."""
    if function is None:
        return links
    named = [step for step in links if _matches(step.link, function)]
    return named or [step for step in links if step.link.basis != "function"]


def _matches(link: Link, function: str) -> bool:
    wanted = key_of(words_of(function))
    return any(key in wanted or wanted in key for key in (key_of(words_of(name)) for name in link.functions))


def _judged(unit: str | None, steps: tuple[Step, ...], many: bool) -> Succession:
    why = _why(unit, steps, many)
    return Succession(unit, steps, why in ("itself", "whole"), why)


def _why(unit: str | None, steps: tuple[Step, ...], many: bool) -> str:
    if unit is None:
        return "unknown"
    if not steps:  # beside the unit itself stand only answers of unknown day
        return "undated" if many else "itself"
    if any(step.link.confidence == "U" or step.event.confidence == "U" for step in steps):
        return "unconfirmed"
    if any(step.event.on is None for step in steps):
        return "undated"
    bases = {step.link.basis for step in steps}
    if "function" in bases:
        return "function"
    if bases & {"part", "area", "population", "territory", "unknown"}:
        return "split"
    if many:
        return "several"
    if "core" in bases:
        return "core"
    return "whole"


def predecessors(directory: Rolls, unit: str, on: date) -> tuple[Succession, ...]:
    """Whom the unit stands for: every unit of that day from which something of it came. Itself if it stood then."""
    if directory.unit_as_of(unit, on) is not None:
        return (Succession(unit, (), True, "itself"),)
    found: list[Succession] = []
    for event in events_into(directory, unit):
        for link in event.links:
            if link.new != unit or link.old == unit:
                continue
            for item in predecessors(directory, link.old, on):
                steps = (*item.steps, Step(event, link))
                found.append(_judged(item.unit, steps, False))
    return tuple(found)


def name_on(directory: Rolls, unit: str, on: date) -> str:
    """What the unit was called on a day; its nearest name where it did not stand then."""
    rows = directory.versions_of(unit)
    standing = directory.unit_as_of(unit, on)
    if standing is not None:
        return standing.name
    return _nearest(rows, on).name if rows else unit


def _nearest(rows: tuple[Version, ...], on: date) -> Version:
    ended = [row for row in rows if row.valid_to is not None and row.valid_to < on]
    return ended[-1] if ended else rows[0]
