"""Questions about stories: what stands at the desks, what exactly a text is, who wrote it, what is still open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from anyascii import anyascii
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.text import slugify
from wagtail.models import Revision

from nhip.agencies.permits import may, reach_of
from nhip.law.terms import packaged
from nhip.media.models.pictures import Picture
from nhip.media.queries.maps import map_right
from nhip.newsroom.checklist import Copy, Gathered, Point, points
from nhip.newsroom.content import content_of, digest
from nhip.newsroom.kinds import kinds
from nhip.newsroom.models.stages import Stage
from nhip.newsroom.models.stories import Story
from nhip.newsroom.queries.pieces import (
    people_gone,
    people_in,
    people_named,
    pictures_in,
    played_in,
    recordings_in,
    shown_as,
    untold_in,
)
from nhip.newsroom.queries.translating import open_faults
from nhip.newsroom.states import SHOWN

_RICH = frozenset({"words", "facts"})
_LINK = re.compile(r'<a(?=[^>]*linktype="page")[^>]*?\bid="(\d+)"')
"""A link of rich text to a page of ours."""

if TYPE_CHECKING:
    from wagtail.blocks.stream_block import StreamValue

    from nhip.agencies.models.accounts import Account


def stages_for(asker: Account) -> QuerySet[Stage]:
    """The stages of the stories whose agencies the asker may read."""
    reach = reach_of(asker, "newsroom.read")
    rows = Stage.objects.select_related("story", "story__unit", "story__owner", "story__locale", "story__task")
    return rows if reach is None else rows.filter(story__unit__in=reach)


def sides(asker: Account, story: Story) -> frozenset[str]:
    """The sides of the table of moves on which the asker stands for a story."""
    held = set()
    if may(asker, "newsroom.write", story.unit_id):
        held.add("writer")
    if may(asker, "newsroom.approve", story.unit_id):
        held.add("approver")
    return frozenset(held)


def authors(story: Story, stage: Stage) -> frozenset[int]:
    """Accounts that wrote any part of the text since it was last public, its owner included.

    What was withdrawn is nobody's approved text any more: then everybody counts who ever wrote in it.
    """
    revisions, submits = _revisions(story), story.moves.filter(verb="submit")
    if stage.released_id and stage.public in SHOWN:
        revisions = revisions.filter(pk__gt=stage.released_id)
        submits = submits.filter(pk__gt=_last_release(story))
        first: set[int | None] = set()
    else:
        first = {story.owner_id}
    found = first | set(revisions.values_list("user_id", flat=True)) | set(submits.values_list("by_id", flat=True))
    return frozenset(pk for pk in found if pk is not None)


def _last_release(story: Story) -> int:
    return story.moves.filter(verb__in=("release", "correct")).values_list("pk", flat=True).last() or 0


def _revisions(story: Story) -> QuerySet[Revision]:
    return Revision.page_revisions.filter(object_id=str(story.pk))


def newest(story: Story) -> Revision | None:
    """The newest text of a story."""
    return _revisions(story).order_by("pk").last()


def draft_of(story: Story) -> Story:
    """The story as its newest text has it; what the public sees may be older."""
    revision = newest(story)
    held = revision.as_object() if revision else story
    return held


def digest_of(revision: Revision) -> str:
    """What exactly the text of a revision is."""
    return digest(content_of(revision.content))


def copy_of(story: Story) -> Copy:
    """A story (live or a revision as an object) as the checks see it."""
    pictures = list(shown_in(story))
    return Copy(
        language=story.locale.language_code,
        title=story.title,
        lead=story.lead,
        plain=plain_of(story),
        sources=story.sources,
        contact=story.contact,
        machine_help=story.machine_help,
        machine_made=any(one.machine_made for one in (*(one for one, _ in pictures), *recordings_in(story))),
        translation=tuple(open_faults(story)),
        pictures=tuple(
            shown_as(one, alt, story.locale.language_code, map_right(one) if one.is_map else None)
            for one, alt in pictures
        ),
        kind=kinds().get(story.kind),
        number=story.number,
        byline=story.byline,
        recordings=tuple(played_in(story)),
        untold=tuple(untold_in(story)),
        people_gone=people_gone(story),
        people_named=people_named(story),
        people_agreed=len(people_in(story)),
        gathered=tuple(Gathered(one.title, one.live and one.stage.public in SHOWN) for one in gathered_in(story)),
    )


def checklist(story: Story) -> tuple[Point, ...]:
    """Every line of the checklist for a story's newest text today."""
    return points(copy_of(draft_of(story)), packaged(), timezone.localdate())


def gathered_in(story: Story) -> list[Story]:
    """The stories that a text leads to, in the order of the text."""
    pks = [pk for block in story.body if block.block_type in _RICH for pk in _led_to(block)]
    held = {one.pk: one for one in Story.objects.filter(pk__in=pks).select_related("stage", "locale")}
    return [held[pk] for pk in dict.fromkeys(pks) if pk in held]


def _led_to(block: StreamValue.StreamChild) -> list[int]:
    rich = block.value if block.block_type == "words" else block.value["words"]
    return [int(one) for one in _LINK.findall(rich.source)]


def plain_of(story: Story) -> str:
    """All the words of a story: title, lead, body."""
    return "\n".join((story.title, story.lead, " ".join(_words(story.body.get_prep_value()))))


def shown_in(story: Story) -> Iterator[tuple[Picture, str]]:
    """Its pictures, each with the words for those who do not see it where the story has its own."""
    if story.picture_id:
        yield story.picture, ""
    yield from pictures_in(story)


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield strip_tags(value.replace("</p>", "</p> "))
    elif isinstance(value, dict):
        for key, one in value.items():
            if key not in ("id", "type"):
                yield from _words(one)
    elif isinstance(value, list):
        for one in value:
            yield from _words(one)


def free_slug(title: str, story: Story | None = None) -> str:
    """An address made of a title that no other story has: names repeat, a number keeps addresses apart."""
    stem = slugify(anyascii(title))[:80] or "tin"
    others = Story.objects.filter(slug__startswith=stem)
    taken = set((others.exclude(pk=story.pk) if story else others).values_list("slug", flat=True))
    number, slug = 1, stem
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug
