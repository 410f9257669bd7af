"""What a story needs before another pair of eyes sees it and before it goes out. Prose: docs/rules/stories.md."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from nhip.law.terms import Term, found_in
from nhip.text.issues import Issue


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as a story shows it."""

    name: str
    alt: str
    licence: str
    rights_until: date | None = None
    shows_children: bool = False
    agreed: bool = False
    """Whether a guardian's consent is kept for the children it shows."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A story's text as the checks see it. `plain` is all its words, title and lead included."""

    language: str
    title: str
    lead: str
    plain: str
    sources: str
    contact: str
    machine_help: str
    machine_made: bool = False
    """Whether something in it is known to come from a machine: a picture, a translation."""
    pictures: Sequence[Shown] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Point:
    """One line of the checklist: `code` names it, `issues` is what is still open."""

    code: str
    issues: tuple[Issue, ...] = ()

    @property
    def done(self) -> bool:
        return not self.issues


def points(copy: Copy, terms: Sequence[Term], on: date) -> tuple[Point, ...]:
    """Every line of the checklist for a copy on a day, open or done, always in the same order."""
    return (
        Point("words", _words(copy)),
        Point("source", () if copy.sources.strip() else (Issue("sources", "newsroom.source_missing", {}),)),
        Point("contact", () if copy.contact.strip() else (Issue("contact", "newsroom.contact_missing", {}),)),
        Point("alt", tuple(_each(copy, "alt_missing", lambda one: not one.alt.strip()))),
        Point("rights", tuple(_rights(copy, on))),
        Point("children", tuple(_each(copy, "consent_missing", lambda one: one.shows_children and not one.agreed))),
        Point("machine", _machine(copy)),
        Point("names", tuple(_names(copy, terms, on))),
    )


def open_points(found: Sequence[Point]) -> list[Issue]:
    """All that is still open."""
    return [issue for point in found for issue in point.issues]


def _words(copy: Copy) -> tuple[Issue, ...]:
    issues = []
    if not copy.lead.strip():
        issues.append(Issue("lead", "newsroom.lead_missing", {}))
    if len(copy.plain) - len(copy.title) - len(copy.lead) < 40:
        issues.append(Issue("body", "newsroom.body_missing", {}))
    return tuple(issues)


def _machine(copy: Copy) -> tuple[Issue, ...]:
    if copy.machine_made and not copy.machine_help.strip():
        return (Issue("machine_help", "newsroom.machine_unsaid", {}),)
    return ()


def _each(copy: Copy, rule: str, wrong: Callable[[Shown], bool]) -> list[Issue]:
    return [Issue("picture", f"newsroom.{rule}", {"name": one.name}) for one in copy.pictures if wrong(one)]


def _rights(copy: Copy, on: date) -> list[Issue]:
    issues = []
    for one in copy.pictures:
        if not one.licence:
            issues.append(Issue("picture", "newsroom.licence_missing", {"name": one.name}))
        if one.rights_until is not None and one.rights_until < on:
            facts = {"name": one.name, "until": f"{one.rights_until:%d/%m/%Y}"}
            issues.append(Issue("picture", "newsroom.rights_ended", facts))
    return issues


def _names(copy: Copy, terms: Sequence[Term], on: date) -> list[Issue]:
    return [
        Issue("body", "newsroom.name_not_official", {"found": hit.found, "official": hit.term.official})
        for hit in found_in(copy.plain, copy.language, terms, on)
    ]
