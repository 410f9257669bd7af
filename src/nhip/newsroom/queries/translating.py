"""A translation beside its source: which text of the source counts, what is done of it, what stands against it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.models import Revision

from nhip.agencies.permits import reach_of
from nhip.media.models.pictures import Picture, PictureWords
from nhip.newsroom.aligning import Pair, aligned, progress
from nhip.newsroom.content import content_of, digest
from nhip.newsroom.languages import languages
from nhip.newsroom.machines import LibreTranslate, Translator
from nhip.newsroom.marks import faults, literal, shown
from nhip.newsroom.memory import Match, Unit, alike, key_of, lengths
from nhip.newsroom.models.stages import Stage
from nhip.newsroom.models.stories import Story
from nhip.newsroom.models.translating import MemoryUnit, Translation
from nhip.newsroom.names import Name, checked
from nhip.newsroom.queries.names import names_now
from nhip.newsroom.segments import Segment, cut, picture_ids, put_back, with_own_words
from nhip.newsroom.states import BOUND, SHOWN
from nhip.text.issues import Issue
from nhip.text.normalise import fold

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account

MOST_COMPARED = 10_000
"""Remembered translations that one question compares; the newest come first."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A source's text, in what standing (approved, draft or withdrawn), and its segments with their translations."""

    source: Story
    content: dict[str, Any]
    standing: str
    pairs: tuple[Pair, ...]


def sources_for(asker: Account) -> QuerySet[Stage]:
    """Stages of the stories whose translations the asker may see or make.

    Those they read at their desks; and, for who translates for every agency, what is approved or public anywhere and
    its translations: no draft that nobody approved.
    """
    rows = Stage.objects.select_related("story", "story__unit", "story__owner", "story__locale", "story__task")
    reach = reach_of(asker, "newsroom.read")
    if reach is None:
        return rows
    held = Q(story__unit__in=reach)
    if reach_of(asker, "newsroom.translate") is None:
        done = Q(state__in=("approved", "scheduled")) | Q(public__in=SHOWN)
        source = Q(story__translation__source__stage__state__in=("approved", "scheduled"))
        held |= done | source | Q(story__translation__source__stage__public__in=SHOWN)
    return rows.filter(held)


def translator() -> Translator | None:
    """The configured service for machine translation; None where none is set."""
    address = settings.NHIP_TRANSLATOR
    return LibreTranslate(address, settings.NHIP_TRANSLATOR_KEY) if address else None


def translation_of(story: Story) -> Translation | None:
    """How a story is bound to a source; None for one that was written by itself."""
    return Translation.objects.select_related("source__locale", "story__locale").filter(story_id=story.pk).first()


def translation_into(source: Story, language: str) -> Story | None:
    """The story that stands for a source in a language, bound to it or written by itself."""
    found = Story.objects.filter(translation_key=source.translation_key, locale__language_code=language)
    return found.select_related("locale", "stage").first()


def beside(translation: Translation) -> Beside:
    """A translation beside the text of its source that counts today."""
    content, standing = source_text(translation.source)
    pairs = aligned(cut(content), translation.segments.all())
    return Beside(translation.source, content, standing, pairs)


def untouched(source: Story) -> Beside:
    """A source of which nothing is translated yet."""
    content, standing = source_text(source)
    return Beside(source, content, standing, aligned(cut(content), ()))


def source_text(source: Story, stage: Stage | None = None) -> tuple[dict[str, Any], str]:
    """What a source says, and in what standing: its approved text, else the public one, else the newest draft.
    `stage` is its stage with both texts, where whoever asks has it.

    A correction under way changes nothing for translators before somebody approved it.
    """
    stage = stage or Stage.objects.select_related("revision", "released").get(story=source)
    if stage.revision is not None and stage.state in BOUND - {"submitted"}:
        revision, standing = stage.revision, "approved"
    elif stage.released is not None and stage.public in SHOWN:
        revision, standing = stage.released, "approved"
    else:
        revision = _newest(source)
        standing = "withdrawn" if stage.public == "withdrawn" else "draft"
    body = revision.content["body"]
    content = {
        **content_of(revision.content),
        "body": json.loads(body) if isinstance(body, str) and body else body or [],
    }
    rows = Picture.objects.filter(pk__in=picture_ids(content)).values_list("pk", "description", "caption")
    return with_own_words(content, {pk: (alt, caption) for pk, alt, caption in rows}), standing


def composed(held: Beside, language: str) -> dict[str, Any]:
    """The content of a translation: the source's structure with the words that are there. Nothing is made up."""
    targets = {
        pair.segment.key: pair.target if not faults(pair.segment.text, pair.target) else literal(shown(pair.target))
        for pair in held.pairs
        if pair.target
    }
    content = put_back(held.content, targets)
    helped = languages()[language].helped if any(pair.by_machine and pair.target for pair in held.pairs) else ""
    said = str(content.get("machine_help") or "")
    content["machine_help"] = " ".join(part for part in (said, helped) if part)[:200]
    return content


def open_faults(story: Story) -> list[Issue]:
    """What stands against a translation's going out; nothing for a story that is none."""
    translation = translation_of(story)
    if translation is None:
        return []
    held = beside(translation)
    language = translation.story.locale.language_code
    counted = progress(held.pairs)
    wrong = sum(bool(pair.target and faults(pair.segment.text, pair.target)) for pair in held.pairs)
    unread = sum(pair.unread for pair in held.pairs)
    issues = [
        Issue("segments", code, {"count": f"{count:02d}"})
        for code, count in (
            ("newsroom.segments_empty", counted.empty), ("newsroom.segments_changed", counted.changed),
            ("newsroom.segments_machine", unread), ("newsroom.segments_marks", wrong),
        )
        if count
    ]  # fmt: skip
    if held.standing != "approved":
        code = "newsroom.source_withdrawn" if held.standing == "withdrawn" else "newsroom.source_not_approved"
        issues.append(Issue("source", code, {}))
    if _apart(story, held, language):
        issues.append(Issue("body", "newsroom.translation_apart", {}))
    names = names_now()
    for pair in held.pairs:
        issues += binding(pair, held.source.locale.language_code, language, names)
    return _once(issues)


def binding(pair: Pair, source: str, target: str, names: Sequence[Name]) -> list[Issue]:
    """Official names that a segment must still say; a forbidden one has no excuse."""
    if not pair.target:
        return []
    found = checked(pair.segment.text, source, pair.target, target, names, timezone.localdate())
    excused = {"newsroom.name_used"} | ({"newsroom.name_missing"} if pair.excuse else set())
    return [replace(issue, field=pair.segment.key) for issue in found if issue.code not in excused]


def _apart(story: Story, held: Beside, language: str) -> bool:
    """Whether the story's newest text is another one than its segments make."""
    revision = _newest(story)
    if revision is None:
        return False
    names = ("title", "lead", "body", "sources", "contact")
    there, made = content_of(revision.content), composed(held, language)
    made["title"] = made["title"] or there["title"]
    return digest({name: content_of(made)[name] for name in names}) != digest({name: there[name] for name in names})


def _newest(story: Story) -> Revision | None:
    return Revision.page_revisions.filter(object_id=str(story.pk)).order_by("pk").last()


def _once(issues: Sequence[Issue]) -> list[Issue]:
    seen, found = set(), []
    for issue in issues:
        key = (issue.code, tuple(sorted(issue.facts.items())))
        if key not in seen:
            seen.add(key)
            found.append(issue)
    return found


def suggestions(text: str, source: str, target: str, most: int = 3) -> list[Match]:
    """Remembered translations of the same words or nearly the same, between two languages, nearest first."""
    rows = _remembered(source, target)
    exact = [_unit(row) for row in rows.filter(source_sha256=key_of(text)).order_by("-pk")[:most]]
    shortest, longest = lengths(text)
    near = rows.filter(length__range=(shortest, longest)).order_by("-pk")[:MOST_COMPARED]
    return alike(text, {unit.number: unit for unit in [*exact, *map(_unit, near)]}.values(), most)


def exact_suggestions(segments: Sequence[Segment], source: str, target: str) -> dict[str, Unit]:
    """For each segment's key the newest remembered translation of exactly its words, where there is one."""
    keys = {one.key: key_of(one.text) for one in segments}
    rows = _remembered(source, target).filter(source_sha256__in=set(keys.values())).order_by("pk")
    known = {row.source_sha256: _unit(row) for row in rows}
    return {key: known[sha] for key, sha in keys.items() if sha in known}


def library_words(held: Beside, language: str) -> dict[str, Unit]:
    """For each segment's key what the library of pictures already says in a language, where it says these words."""
    rows = PictureWords.objects.filter(picture__in=picture_ids(held.content), language=language)
    said: dict[str, str] = {}
    for row in rows.select_related("picture"):
        said[row.picture.description], said[row.picture.caption] = row.description, row.caption
    found = {}
    for segment in (pair.segment for pair in held.pairs if pair.segment.path.endswith((".alt", ".caption"))):
        target = said.get(shown(segment.text))
        if target:
            found[segment.key] = Unit(0, segment.text, literal(target), "thư viện ảnh")
    return found


def remembered(source: str = "", target: str = "", asked: str = "") -> QuerySet[MemoryUnit]:
    """The memory, newest first: of two languages, holding the words asked with or without marks."""
    rows = MemoryUnit.objects.order_by("-pk")
    if source:
        rows = rows.filter(source_language=source)
    if target:
        rows = rows.filter(target_language=target)
    for word in fold(asked).split():
        rows = rows.filter(folded__contains=word)
    return rows


def _remembered(source: str, target: str) -> QuerySet[MemoryUnit]:
    return MemoryUnit.objects.filter(source_language=source, target_language=target)


def _unit(row: MemoryUnit) -> Unit:
    return Unit(row.pk, row.source, row.target, row.origin, row.folded)
