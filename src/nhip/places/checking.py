"""What an entry needs before another pair of eyes sees it and before it goes out; how long a word holds.

Prose: docs/rules/places.md. The periods are dated data (`data/checking.toml`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib import resources
from typing import Any

from nhip.law.holidays import vietnam
from nhip.law.terms import Term, found_in
from nhip.places.catalogue import Kind
from nhip.places.content import SOURCE, languages, plain_text
from nhip.text.issues import Issue


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as an entry shows it."""

    name: str
    alt: str
    licence: str
    stopped: str = ""
    """Why it may not be shown on the day in hand, in words; "" when nothing stands against it (`media.rights`)."""
    is_map: bool = False
    map_right: bool | None = None
    """Whether a person found Hoàng Sa and Trường Sa on this very file as they must be; None when nobody looked."""


@dataclass(frozen=True, slots=True)
class Maker:
    """Who makes a product. A household is named only with its consent, and only while that runs."""

    household: bool
    named: bool
    """Whether the name may be shown on the day in hand."""


@dataclass(frozen=True, slots=True)
class Facts:
    """An entry with what its checks look at. `checked_on` is when somebody last held it against the truth."""

    kind: Kind
    content: Mapping[str, Any]
    checked_on: date | None
    pictures: Sequence[Shown] = ()
    maker: Maker | None = None


def missing(facts: Facts, terms: Sequence[Term], on: date) -> list[Issue]:
    """Everything that stands against an entry going out on a day, in the order of the form."""
    return [
        *_needed(facts),
        *_stars(facts, on),
        *(_maker(facts) if facts.kind.code == "product" else ()),
        *_announced(facts, on),
        *_pictures(facts.pictures),
        *_names(facts, terms, on),
        *_checked(facts, on),
    ]


def _needed(facts: Facts) -> list[Issue]:
    issues = []
    for field in facts.kind.fields:
        if not field.needed:
            continue
        held = facts.content["words"].get(SOURCE, {}) if field.spoken else facts.content["facts"]
        if not held.get(field.key):
            issues.append(Issue(field.key, "places.field_missing", {"name": field.name}))
    # a language begun and not readable would go out half
    for language in facts.content["words"]:
        begun = any(facts.content["words"][language].values())
        if language != SOURCE and begun and language not in languages(facts.content):
            issues.append(Issue(language, "places.language_half", {"language": language}))
    return issues


def _stars(facts: Facts, on: date) -> list[Issue]:
    held = facts.content["facts"]
    if facts.kind.code != "product" or not held.get("stars"):
        return []
    issues = []
    rule = _in_force(_rules()["stars"], on)
    if not rule["fewest"] <= int(held["stars"]) <= rule["most"]:
        issues.append(Issue("stars", "places.stars_range", {"fewest": rule["fewest"], "most": rule["most"]}))
    for key in ("decision", "decided_on", "until"):
        if not held.get(key):
            issues.append(Issue(key, "places.stars_unproved", {"name": facts.kind.field(key).name}))
    begun, until = held.get("decided_on"), held.get("until")
    if begun and until and begun > until:
        issues.append(Issue("until", "places.stars_turned", {}))
    if begun and date.fromisoformat(begun) > on:
        issues.append(Issue("decided_on", "places.day_to_come", {}))
    if until and date.fromisoformat(until) < on:
        issues.append(Issue("until", "places.stars_ended", {"until": _day(date.fromisoformat(until))}))
    return issues


def stars_on(content: Mapping[str, Any], on: date) -> int:
    """The stars that may be shown on a day: none without a decision, before it or after the certificate's last day."""
    held = content["facts"]
    if not all(held.get(key) for key in ("stars", "decision", "decided_on", "until")):
        return 0
    return int(held["stars"]) if held["decided_on"] <= on.isoformat() <= held["until"] else 0


def _announced(facts: Facts, on: date) -> list[Issue]:
    """A planned interruption is announced long enough before its first day (Decree 224/2026/NĐ-CP); a fault at once."""
    held = facts.content["facts"]
    if facts.kind.code != "outage" or not held.get("begins"):
        return []
    begins, issues = date.fromisoformat(held["begins"]), []
    if held.get("until") and held["until"] < held["begins"]:
        issues.append(Issue("until", "places.outage_turned", {}))
    rule = next((row for row in _rules()["notice"] if row["since"] <= on), None)
    if held.get("sort") == "planned" and rule is not None:
        first = vietnam().add(on, int(rule["working_days"]))
        if begins < first:
            issues.append(Issue("begins", "places.outage_late", {"days": rule["working_days"], "first": _day(first)}))
    return issues


def _maker(facts: Facts) -> list[Issue]:
    if facts.maker is None:
        return [Issue("maker", "places.maker_missing", {})]
    if facts.maker.household and not facts.maker.named:
        return [Issue("maker", "places.maker_unagreed", {})]
    return []


def _pictures(pictures: Sequence[Shown]) -> list[Issue]:
    issues = []
    for one in pictures:
        if not one.alt.strip():
            issues.append(Issue("pictures", "places.alt_missing", {"name": one.name}))
        if not one.licence:
            issues.append(Issue("pictures", "places.licence_missing", {"name": one.name}))
        if one.stopped:
            issues.append(Issue("pictures", "places.picture_stopped", {"name": one.name, "why": one.stopped}))
        if one.is_map and one.map_right is not True:
            rule = "map_unchecked" if one.map_right is None else "map_wrong"
            issues.append(Issue("pictures", f"places.{rule}", {"name": one.name}))
    return issues


def _names(facts: Facts, terms: Sequence[Term], on: date) -> list[Issue]:
    plain = "\n".join(facts.content["facts"].values())
    return [
        Issue("words", "places.name_not_official", {"found": hit.found, "official": hit.term.official})
        for language in facts.content["words"]
        for hit in found_in(f"{plain_text(facts.content, language)}\n{plain}", language, terms, on)
    ]


def _checked(facts: Facts, on: date) -> list[Issue]:
    if facts.checked_on is None or due_on(facts.kind.code, facts.checked_on) < on:
        return [Issue("checked_on", "places.not_checked", {"days": days_for(facts.kind.code, on)})]
    return []


def _day(on: date) -> str:
    return f"{on:%d/%m/%Y}"


@cache
def _rules() -> Mapping[str, Any]:
    return tomllib.loads(resources.files("nhip.places").joinpath("data", "checking.toml").read_text("utf-8"))


def _in_force(rows: Sequence[Mapping[str, Any]], on: date) -> Mapping[str, Any]:
    """The newest row that binds on a day; the first one before any did."""
    return max((row for row in rows if row["since"] <= on), key=lambda row: row["since"], default=rows[0])


def days_for(kind: str, on: date) -> int:
    """After how many days an entry of a kind is checked again, by the rule in force on a day. Raises KeyError."""
    rows = [row for row in _rules()["due"] if row["kind"] == kind]
    if not rows:
        raise KeyError(kind)
    return int(_in_force(rows, on)["days"])


def due_on(kind: str, checked_on: date) -> date:
    """The last day on which a check still counts."""
    return checked_on + timedelta(days=days_for(kind, checked_on))


def status_ends(said_at: datetime) -> datetime:
    """The moment up to which a gate's state is told as current, by the rule in force when it was said."""
    return said_at + timedelta(hours=int(_in_force(_rules()["status"], said_at.date())["hours"]))
