"""Translating a story beside its source: open, save segments, say that one was read, ask a machine, take a file.

Each deed writes the story's draft again from its segments, so that the newest text is always what the page shows; who
saved any of it is an author and never approves (docs/rules/stories.md).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.journal.actions import write
from nhip.newsroom.actions.stories import note_edit, open_story
from nhip.newsroom.aligning import EMPTY, Pair
from nhip.newsroom.exchange import xliff
from nhip.newsroom.exchange.parsing import LONGEST
from nhip.newsroom.exchange.xliff import Sorted
from nhip.newsroom.machines import MachineFailed, Translator
from nhip.newsroom.marks import shown
from nhip.newsroom.models.stages import Stage, StoryMove
from nhip.newsroom.models.stories import Story
from nhip.newsroom.models.translating import TranslatedSegment, Translation
from nhip.newsroom.queries.stories import draft_of, free_slug, newest
from nhip.newsroom.queries.translating import Beside, beside, composed, translation_of, translator
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account


@dataclass(frozen=True, slots=True)
class Change:
    """What somebody typed for one segment. `seen`: the digest of the source's words they had before them.

    `edition`: the saved state they typed over; None takes whatever is there. `read`: they say that it is right as it
    stands, which takes away the marks "made by a machine, unread" and "the source has changed".
    """

    target: str
    seen: str
    edition: int | None = None
    read: bool = False
    excuse: str | None = None


@transaction.atomic
def open_translation(asker: Account, source: Story, language: str) -> Story:
    """A translation of a story into a language, bound to it, under the same embargo. Raises as `open_story`."""
    bound = translation_of(source)
    source = bound.source if bound else source
    if source.locale.language_code == language:
        raise Refused([Issue("language", "newsroom.translation_of_itself", {})])
    stage = Stage.objects.get(story=source)
    story = open_story(asker, source.unit, source.title, language=language, translation_of=source)
    Stage.objects.filter(story=story).update(embargo_until=stage.embargo_until, planned_on=stage.planned_on)
    made = Translation.objects.create(story=story, source=source, by=asker, at=timezone.now())
    _write_draft(asker, made, beside(made))
    write(asker, "newsroom.open_translation", story, "", {"source": source.pk, "language": language})
    return story


@transaction.atomic
def save_segments(asker: Account, story: Story, changes: Mapping[str, Change]) -> dict[str, Issue]:
    """Keep what was typed, segment by segment; what could not be kept comes back with why, by key.

    Raises PermissionDenied, Refused for a story that is no translation.
    """
    bound = _bound(asker, story)
    held = {pair.segment.key: pair for pair in beside(bound).pairs}
    refused: dict[str, Issue] = {}
    kept = 0
    for key, change in changes.items():
        pair = held.get(key)
        if pair is None or change.seen != pair.segment.sha256:
            refused[key] = Issue(key, "newsroom.segment_gone", {})
        elif issue := _against(bound, pair, change):
            refused[key] = issue
        elif _differs(pair, change):
            _keep(asker, bound, pair, change)
            kept += 1
    if kept:
        _write_draft(asker, bound, beside(bound))
        write(asker, "newsroom.translate", story, "", {"segments": kept})
    return refused


@transaction.atomic
def take_file(asker: Account, story: Story, name: str, data: bytes) -> Sorted:
    """Take the segments of an XLIFF file; what does not fit any more is left and said by name. Twice takes nothing.

    Raises PermissionDenied, Refused with why the whole file is not taken.
    """
    bound = _bound(asker, story)
    held = beside(bound)
    told = xliff.read(data, story.pk, held.source.locale.language_code, story.locale.language_code)
    if isinstance(told, Issue):
        raise Refused([told])
    found = xliff.sort(told, held.pairs)
    pairs = {pair.segment.key: pair for pair in held.pairs}
    for one in found.taken:
        _keep(asker, bound, pairs[one.key], Change(one.target, pairs[one.key].segment.sha256, read=True))
    if found.taken:
        _write_draft(asker, bound, beside(bound))
    facts = {"file": name[:120], "taken": len(found.taken), "same": found.same, "refused": len(found.refused)}
    write(asker, "newsroom.take_file", story, "", facts)
    return found


def ask_machine(asker: Account, story: Story, by: Translator | None = None) -> list[Issue]:
    """Let the configured service translate what is still empty; each such segment stays unread until somebody reads it.

    Nothing is sent while the source is under embargo. Raises PermissionDenied, Refused; answers what was left out.
    """
    bound = _bound(asker, story)
    held = beside(bound)
    empty = [pair for pair in held.pairs if pair.state == EMPTY]
    service = by or translator()
    if issue := _against_machine(held, service, empty):
        raise Refused([issue])
    source, target = held.source.locale.language_code, story.locale.language_code
    try:
        made = service.translate([pair.segment.text for pair in empty], source, target) if service else []
    except MachineFailed as failure:
        raise Refused([Issue("machine", "newsroom.machine_failed", {})]) from failure
    answers = {pair.segment.key: text for pair, text in zip(empty, made, strict=True) if text}
    _take_answers(asker, bound, answers, service.name if service else "")
    lost = len(empty) - len(answers)
    return [Issue("machine", "newsroom.machine_marks", {"count": f"{lost:02d}"})] if lost else []


@transaction.atomic
def _take_answers(asker: Account, bound: Translation, answers: Mapping[str, str], service: str) -> None:
    """What somebody typed meanwhile stays; so does what the source no longer has."""
    for pair in beside(bound).pairs:
        text = answers.get(pair.segment.key)
        if text and pair.state == EMPTY and len(shown(text)) <= (pair.segment.most or LONGEST):
            _keep(asker, bound, pair, Change(text, pair.segment.sha256), by_machine=True)
    _write_draft(asker, bound, beside(bound))
    write(asker, "newsroom.ask_machine", bound.story, "", {"segments": len(answers), "service": service})


def _against_machine(held: Beside, service: Translator | None, empty: Sequence[Pair]) -> Issue | None:
    if service is None:
        return Issue("machine", "newsroom.machine_off", {})
    stage = Stage.objects.get(story=held.source)
    if stage.embargo_until is not None and stage.embargo_until > timezone.now():
        return Issue("machine", "newsroom.machine_embargoed", {})
    return None if empty else Issue("machine", "newsroom.machine_nothing", {})


def _bound(asker: Account, story: Story) -> Translation:
    if not may(asker, "newsroom.translate", story.unit_id):
        raise PermissionDenied("newsroom.translate")
    if not Translation.objects.select_for_update().filter(story_id=story.pk).exists():
        raise Refused([Issue("story", "newsroom.not_a_translation", {})])
    return Translation.objects.select_related("source__locale", "source__unit", "story__locale").get(story_id=story.pk)


def _against(bound: Translation, pair: Pair, change: Change) -> Issue | None:
    key = pair.segment.key
    if change.edition is not None and change.edition != pair.edition:
        row = bound.segments.select_related("by").filter(key=key).first()
        return Issue(key, "newsroom.segment_taken", {"name": row.by.name if row else ""})
    most = pair.segment.most or LONGEST
    if len(shown(change.target)) > most:
        return Issue(key, "newsroom.target_too_long", {"most": str(most)})
    return None


def _differs(pair: Pair, change: Change) -> bool:
    typed = change.excuse is not None and change.excuse.strip() != pair.excuse
    return change.target.strip() != pair.target or typed or (change.read and (pair.unread or bool(pair.was)))


def _keep(asker: Account, bound: Translation, pair: Pair, change: Change, *, by_machine: bool = False) -> None:
    target = change.target.strip()
    still_old = bool(pair.was) and not change.read and bool(target)
    fields = {
        # words typed over an outdated translation are still of the old source until somebody says that they are right
        "source": pair.was if still_old else pair.segment.text,
        "sha256": replace(pair.segment, text=pair.was).sha256 if still_old else pair.segment.sha256,
        "target": target,
        "unread": by_machine or (pair.unread and not change.read and bool(target)),
        "by_machine": by_machine or (pair.by_machine and bool(target)),
        "excuse": (pair.excuse if change.excuse is None else change.excuse.strip())[:300],
        "edition": pair.edition + 1, "by": asker, "at": timezone.now(),
    }  # fmt: skip
    TranslatedSegment.objects.update_or_create(translation=bound, key=pair.segment.key, defaults=fields)


def _write_draft(asker: Account, bound: Translation, held: Beside) -> None:
    """The story's newest text again from its segments; over the asker's own last draft where nothing refers to that."""
    story, language = bound.story, bound.story.locale.language_code
    content, current = composed(held, language), draft_of(bound.story)
    source = held.content
    current.title = content["title"] or current.title
    for name in ("lead", "sources", "contact", "machine_help", "search_description"):
        setattr(current, name, content[name] or "")
    current.body = json.dumps(content["body"])
    current.byline, current.number = source["byline"] or "", source.get("number") or ""
    current.picture_id, current.topic, current.place_id = source["picture"], source["topic"] or "", source["place"]
    stage = Stage.objects.get(story=story)
    if content["title"] and stage.first_public_at is None:
        current.slug = free_slug(content["title"], story)
    last = newest(story)
    over = last if last is not None and last.user_id == asker.pk and _unreferred(stage, last.pk) else None
    current.full_clean()
    current.save_revision(user=asker, overwrite_revision=over)
    note_edit(asker, story)


def _unreferred(stage: Stage, revision: int) -> bool:
    return (
        stage.state in ("draft", "returned") and revision not in (stage.revision_id, stage.released_id)
        and not StoryMove.objects.filter(revision_id=revision).exists()
    )  # fmt: skip
