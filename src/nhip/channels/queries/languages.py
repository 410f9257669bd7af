"""A story's other languages that the public has: what a withdrawal or a correction of one must ask about the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nhip.agencies.permits import may
from nhip.newsroom.models.stages import Stage
from nhip.newsroom.queries.stories import authors, digest_of, newest
from nhip.newsroom.queries.translating import translation_of
from nhip.newsroom.states import SHOWN

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.newsroom.models.stories import Story


@dataclass(frozen=True, slots=True)
class Other:
    """The story in another language, public now.

    `own`: the asker wrote in it, so somebody else decides. `follows`: it was made from the story that is asked about.
    `ready`: a newer text of it is approved and may go out with a correction; `sha256` is that text.
    """

    story: Story
    stage: Stage
    own: bool
    follows: bool
    ready: bool
    sha256: str


def others_public(asker: Account, story: Story) -> tuple[Other, ...]:
    """The same story in other languages, each that is public and that the asker may release."""
    rows = Stage.objects.filter(story__translation_key=story.translation_key, public__in=SHOWN)
    rows = rows.exclude(story=story.pk).select_related("story__locale").order_by("story__locale__pk")
    return tuple(_other(asker, story, row) for row in rows if may(asker, "channels.release", row.story.unit_id))


def _other(asker: Account, story: Story, row: Stage) -> Other:
    revision, bound = newest(row.story), translation_of(row.story)
    seen = digest_of(revision) if revision else ""
    follows = bound.source_id == story.pk if bound else translation_of(story) is None
    ready = row.state == "approved" and seen == row.sha256
    return Other(row.story, row, asker.pk in authors(row.story, row), follows, ready, seen)
