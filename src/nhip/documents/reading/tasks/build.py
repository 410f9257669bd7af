"""Putting a task together from spans of the view."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from nhip.documents.reading.agencies_named.mention import Mention
from nhip.documents.reading.record import Agency, Located, Period, Section, Task
from nhip.documents.reading.sheet import Sheet
from nhip.documents.reading.tasks.deadlines import channel_in, condition_in, deadline_in, period_in

HEADING = "mục giao việc"  # the marker where the place under a heading gives the duty, not a word
SUBJECT = "chủ ngữ"  # the marker where the body is the subject of the sentence


@dataclass(frozen=True, slots=True)
class Setting:
    """What all tasks of a document share: its sheet, its year, its own period."""

    sheet: Sheet
    year: int | None = None
    period: Period | None = None


@dataclass(slots=True)
class Draft:
    """A task under way; `start` and `end` are positions of the view."""

    start: int
    end: int
    section: Section | None
    kind: str = "assignment"
    summary: str | None = None
    lead: list[Agency] = field(default_factory=list)
    implementing: list[Agency] = field(default_factory=list)
    coordinating: list[Agency] = field(default_factory=list)
    guiding: list[Agency] = field(default_factory=list)
    role: str | None = None
    request: bool = False
    deadline: str | None = None
    subtasks: list[tuple[int, int]] = field(default_factory=list)
    confidence: float = 0.9


def agency(setting: Setting, mention: Mention, offset: int, marker: str, confidence: float = 0.95) -> Agency:
    """A body of a task, from a mention whose offsets count from `offset` of the view."""
    place = setting.sheet.place(offset + mention.start, offset + mention.end)
    return Agency(
        raw=place.raw, start=place.start, end=place.end, text=place.text, name=mention.name, generic=mention.generic,
        marker=marker, confidence=confidence - 0.1 * mention.generic,
    )  # fmt: skip


def agencies(setting: Setting, mentions: Iterable[Mention], offset: int, marker: str) -> list[Agency]:
    """The same for a list of mentions."""
    return [agency(setting, mention, offset, marker) for mention in mentions]


def summary_of(text: str) -> str:
    """The duty in short: its first clause, without its number, cut at a word before 180 letters."""
    clean = re.sub(r"^(?:\d+(?:\.\d+)*[.)]\s*|[a-zđ]\)\s*)", "", " ".join(text.split()))
    first = re.split(r"(?<=[^.]);\s|(?<=[^.\d])\.\s", clean)[0].strip(" .;:")
    if len(first) <= 180:
        return first
    return first[:180].rsplit(" ", 1)[0] + "…"


def finish(setting: Setting, drafts: Sequence[Draft], prefix: str) -> tuple[Task, ...]:
    """The drafts as tasks, in the order of the text, each place once, numbered."""
    seen: set[tuple[int, int]] = set()
    out: list[Task] = []
    for draft in sorted(drafts, key=lambda d: (d.start, -d.end)):
        place = setting.sheet.place(draft.start, draft.end)
        if not place.raw or (place.start, place.end) in seen:
            continue
        seen.add((place.start, place.end))
        assigned = draft.kind == "assignment"
        out.append(
            Task(
                id=f"{prefix}T{len(out) + 1:02d}",
                kind=draft.kind,
                summary=draft.summary or summary_of(place.text),
                section=(draft.section.id or None) if draft.section else None,
                raw=place.raw,
                start=place.start,
                end=place.end,
                text=place.text,
                lead_agencies=_distinct(draft.lead),
                implementing_agencies=_distinct(draft.implementing),
                coordinating_agencies=_distinct(draft.coordinating),
                guiding_agencies=_distinct(draft.guiding),
                assignee_role=draft.role or _role(draft),
                request=draft.request,
                deadline=draft.deadline or deadline_in(place.text, setting.year),
                period=period_in(place.text) or setting.period,
                subtasks=tuple(_part(setting, begin, stop, draft.confidence) for begin, stop in draft.subtasks),
                condition=condition_in(place.text) if assigned else None,
                report_channel=channel_in(place.text) if assigned else None,
                confidence=round(draft.confidence, 2),
            )
        )
    return tuple(out)


def _part(setting: Setting, begin: int, stop: int, confidence: float) -> Located:
    place = setting.sheet.place(begin, stop)
    return Located(raw=place.raw, start=place.start, end=place.end, text=place.text, confidence=confidence)


def _role(draft: Draft) -> str | None:
    if draft.lead:
        return "chủ trì"
    if draft.implementing:
        return "thực hiện"
    return "phối hợp" if draft.coordinating else None


def _distinct(bodies: Sequence[Agency]) -> tuple[Agency, ...]:
    seen: set[str] = set()
    out = []
    for body in bodies:
        if body.name.casefold() not in seen:
            seen.add(body.name.casefold())
            out.append(body)
    return tuple(out)
