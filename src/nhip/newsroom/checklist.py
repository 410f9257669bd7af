"""What a story needs before another pair of eyes sees it and before it goes out. Prose: docs/rules/stories.md."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from nhip.law.terms import Term, found_in
from nhip.newsroom.kinds import Kind
from nhip.newsroom.tongues import tongue_of
from nhip.text.issues import Issue

JUDGED = {"vi": "tiếng Việt", "en": "tiếng Anh", "zh-hans": "tiếng Trung"}
"""Languages that a program can tell apart by their letters."""


OWN = "own"
"""The right of use of what the agency made itself; anybody else's work is shown with its author or source."""
LOOKED_UP = re.compile(r"https://\S+\.\S+|\b\d+(?:/\d{4})?/[A-ZĐ][\w.-]+")
"""What a reader can look up: an address, or the number and symbol of a document (12/BC-UBND, 05/2026/NĐ-CP)."""
ANSWERED = re.compile(r"\d(?:[ .-]?\d){7,}|[^\s@]+@[^\s@]+\.[^\s@]+")
"""Where whoever disagrees can answer back: a telephone or a mail address."""


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
    is_map: bool = False
    map_right: bool | None = None
    """Whether a person checked Hoàng Sa and Trường Sa on this very file; None when nobody did."""
    stopped: str = ""
    """Why it may not be shown (`media.rights.WHY`), whatever stands in the other fields."""
    credit: str = ""
    """Whom readers are told as its author or source."""


@dataclass(frozen=True, slots=True)
class Played:
    """A recording as a story shows it. `heard`: a second person heard exactly this, where its language asks for one."""

    name: str
    kind: str
    licence: str
    ready: bool = True
    heard: bool = True
    transcript: bool = True
    captions: bool = True
    rights_until: date | None = None
    stopped: str = ""


@dataclass(frozen=True, slots=True)
class Gathered:
    """A story that a bulletin leads to."""

    title: str
    public: bool


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
    translation: Sequence[Issue] = ()
    """What stands against a translation: of its segments, their names, its source."""
    kind: Kind | None = None
    number: str = ""
    byline: str = ""
    gathered: Sequence[Gathered] = field(default_factory=tuple)
    recordings: Sequence[Played] = ()
    untold: Sequence[str] = ()
    """Infographics whose facts do not stand in words as well, by name."""
    people_gone: int = 0
    """People named in it whose consent no longer stands."""
    people_named: int = 0
    """People named in it who have to agree, as its writer says."""
    people_agreed: int = 0
    """Consents that are tied to it."""


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
        Point("kind", tuple(_kind(copy))),
        Point("language", _language(copy)),
        Point("alt", tuple(_described(copy))),
        Point("rights", tuple(_rights(copy, on))),
        Point("children", tuple(_each(copy, "consent_missing", lambda one: one.shows_children and not one.agreed))),
        Point("people", tuple(_people(copy))),
        Point("recordings", tuple(_recordings(copy, on))),
        Point("maps", tuple(_maps(copy))),
        Point("machine", _machine(copy)),
        Point("names", tuple(_names(copy, terms, on))),
        Point("translation", tuple(copy.translation)),
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
        elif one.licence != OWN and not one.credit.strip():
            issues.append(Issue("picture", "newsroom.credit_missing", {"name": one.name}))
        if one.rights_until is not None and one.rights_until < on:
            facts = {"name": one.name, "until": f"{one.rights_until:%d/%m/%Y}"}
            issues.append(Issue("picture", "newsroom.rights_ended", facts))
    return issues + _each(copy, "right_withdrawn", lambda one: one.stopped == "withdrawn")


def _described(copy: Copy) -> list[Issue]:
    """Words for those who do not see it: of every picture, and all the facts of an infographic."""
    issues = _each(copy, "alt_missing", lambda one: not one.alt.strip())
    return issues + [Issue("body", "newsroom.infographic_untold", {"name": name}) for name in copy.untold]


def _people(copy: Copy) -> list[Issue]:
    issues = _each(copy, "consent_ended", lambda one: one.stopped == "consent")
    if copy.people_gone:
        issues.append(Issue("people", "newsroom.people_gone", {"count": f"{copy.people_gone:02d}"}))
    if copy.people_named > copy.people_agreed:
        facts = {"named": f"{copy.people_named:02d}", "agreed": f"{copy.people_agreed:02d}"}
        issues.append(Issue("people", "newsroom.people_unagreed", facts))
    return issues


def _recordings(copy: Copy, on: date) -> list[Issue]:
    issues = []
    for one in copy.recordings:
        facts: dict[str, object] = {"name": one.name}
        ended = one.rights_until is not None and one.rights_until < on
        for rule, wrong in (
            ("recording_unready", not one.ready),
            ("recording_unheard", not one.heard),
            ("transcript_missing", not one.transcript),
            ("captions_missing", one.kind == "video" and not one.captions),
            ("recording_unlicensed", not one.licence),
            ("recording_stopped", bool(one.stopped) or ended),
        ):
            if wrong:
                issues.append(Issue("recording", f"newsroom.{rule}", facts))
    plays = copy.kind.plays if copy.kind is not None else ""
    if plays and not any(one.kind == plays for one in copy.recordings):
        issues.append(Issue("body", f"newsroom.{plays}_missing", {}))
    return issues


def _kind(copy: Copy) -> list[Issue]:
    """What a piece of this kind cannot go without."""
    kind = copy.kind
    if kind is None:
        return []
    issues = []
    if kind.number and not copy.number.strip():
        issues.append(Issue("number", "newsroom.number_missing", {}))
    if kind.speaks and not copy.byline.strip():
        issues.append(Issue("byline", "newsroom.speaker_missing", {}))
    if kind.proves and not LOOKED_UP.search(copy.sources):
        issues.append(Issue("sources", "newsroom.evidence_missing", {}))
    if kind.proves and copy.contact.strip() and not ANSWERED.search(copy.contact):
        issues.append(Issue("contact", "newsroom.answer_back_missing", {}))
    if len(copy.pictures) < kind.pictures:
        facts = {"kind": kind.name, "needed": f"{kind.pictures:02d}", "count": f"{len(copy.pictures):02d}"}
        issues.append(Issue("body", "newsroom.pictures_few", facts))
    if kind.gathers:
        standing = sum(one.public for one in copy.gathered)
        if standing < kind.gathers:
            facts = {"needed": f"{kind.gathers:02d}", "count": f"{standing:02d}"}
            issues.append(Issue("body", "newsroom.gathered_few", facts))
        gone = [one for one in copy.gathered if not one.public]
        issues += [Issue("body", "newsroom.gathered_gone", {"title": one.title}) for one in gone]
    return issues


def _language(copy: Copy) -> tuple[Issue, ...]:
    """A text in another language than its address says reaches readers who cannot read it."""
    found = tongue_of(copy.plain)
    if found and found != copy.language and (copy.language in JUDGED or found == "vi"):
        return (Issue("body", "newsroom.language_other", {"language": JUDGED.get(copy.language, copy.language)}),)
    return ()


def _maps(copy: Copy) -> list[Issue]:
    issues = []
    for one in copy.pictures:
        if one.is_map and one.map_right is not True:
            rule = "map_unchecked" if one.map_right is None else "map_wrong"
            issues.append(Issue("picture", f"newsroom.{rule}", {"name": one.name}))
    return issues


def _names(copy: Copy, terms: Sequence[Term], on: date) -> list[Issue]:
    return [
        Issue("body", "newsroom.name_not_official", {"found": hit.found, "official": hit.term.official})
        for hit in found_in(copy.plain, copy.language, terms, on)
    ]
