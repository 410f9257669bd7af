"""Which stories lack a translation, have one that is out of date, or one under way: one row a story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from nhip.newsroom.aligning import Progress, aligned, progress
from nhip.newsroom.languages import Language, languages
from nhip.newsroom.models.stages import Stage
from nhip.newsroom.models.stories import Story
from nhip.newsroom.models.translating import Translation
from nhip.newsroom.queries.translating import source_text, sources_for
from nhip.newsroom.segments import cut
from nhip.newsroom.states import SHOWN

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account

STATES = ("missing", "stale", "working", "submitted", "approved", "public", "apart", "orphan")
"""What stands of a story in a language. `apart`: written by itself, bound to no source; `orphan`: its source was
taken down and it still stands before the public."""
MOST = 150
"""Stories that one look goes through, the newest first."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A story in one language."""

    language: Language
    state: str
    story: Story | None = None
    progress: Progress | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A story and what stands of it in the other languages."""

    source: Story
    cells: tuple[Cell, ...]


def board(asker: Account, language: str = "", state: str = "") -> list[Row]:
    """Stories that are approved or public, or were and are withdrawn, with their languages; narrowed to a state."""
    stages = sources_for(asker).filter(story__translation__isnull=True)
    stages = stages.filter(Q(state__in=("approved", "scheduled")) | Q(public__in=(*SHOWN, "withdrawn")))
    found = list(stages.order_by("-public_at", "-pk")[:MOST])
    originals = _originals([stage.story for stage in found])
    groups = _groups(originals)
    told = [one.pk for one in originals if one.translation_key in groups]
    texts = {one.story_id: one for one in Stage.objects.select_related("revision", "released").filter(story__in=told)}
    rows = [_row(one, groups.get(one.translation_key, ()), texts.get(one.pk)) for one in originals]
    return [row for row in rows if _asked(row, language, state)]


def _asked(row: Row, language: str, state: str) -> bool:
    cells = [cell for cell in row.cells if not language or cell.language.code == language]
    return any(cell.state == state for cell in cells) if state else bool(cells)


def _originals(stories: Sequence[Story]) -> list[Story]:
    """One story for each piece: the one that came first; free versions in other languages are its cells."""
    first: dict[object, Story] = {}
    for story in stories:
        held = first.get(story.translation_key)
        if held is None or story.pk < held.pk:
            first[story.translation_key] = story
    return [story for story in stories if first[story.translation_key] is story]


def _groups(originals: Sequence[Story]) -> dict[object, list[Story]]:
    keys = {one.translation_key for one in originals}
    found: dict[object, list[Story]] = {}
    rows = Story.objects.filter(translation_key__in=keys).exclude(pk__in={one.pk for one in originals})
    for story in rows.select_related("locale", "stage", "translation").prefetch_related("translation__segments"):
        found.setdefault(story.translation_key, []).append(story)
    return found


def _row(source: Story, others: Sequence[Story], stage: Stage | None) -> Row:
    by_language = {one.locale.language_code: one for one in others}
    content, standing = source_text(source, stage) if others else ({}, "")
    segments = cut(content) if others else ()
    cells = []
    for code, language in languages().items():
        if code == source.locale.language_code:
            continue
        story = by_language.get(code)
        if story is None:
            if source.stage.public != "withdrawn":
                cells.append(Cell(language, "missing"))
            continue
        bound: Translation | None = getattr(story, "translation", None)
        if bound is None:
            cells.append(Cell(language, "apart", story))
            continue
        counted = progress(aligned(segments, bound.segments.all()))
        cells.append(Cell(language, _state(story, counted, standing), story, counted))
    return Row(source, tuple(cells))


def _state(story: Story, counted: Progress, standing: str) -> str:
    stage = story.stage
    if standing == "withdrawn" and stage.public in SHOWN:
        return "orphan"
    if counted.changed or (counted.empty and stage.public in SHOWN):
        return "stale"
    if stage.state == "submitted":
        return "submitted"
    if stage.state in ("approved", "scheduled"):
        return "approved"
    return "public" if stage.public in SHOWN and stage.state == "published" else "working"
