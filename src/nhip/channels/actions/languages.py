"""One decision for a story in several languages: taken down together, or corrected together, or not at all.

Each language passes the same door as if it were asked alone: the permit, four eyes, the checklist, the embargo.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from nhip.agencies.refusals import Refused
from nhip.channels.actions.releases import release, withdraw
from nhip.channels.queries.languages import Other, others_public
from nhip.journal.actions import write
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.channels.models.releases import Release
    from nhip.newsroom.models.stories import Story


@transaction.atomic
def withdraw_in(asker: Account, story: Story, reason: str, others: Mapping[int, str]) -> list[Story]:
    """Take a story down together with others of its languages. `others`: their numbers, each with the reason in its
    own language; an empty one takes the story's. All or nothing. Raises PermissionDenied, Refused."""
    chosen = _chosen(asker, story, others)
    withdraw(asker, story, reason)
    for one in chosen:
        withdraw(asker, one.story, others[one.story.pk].strip() or reason)
    gone = [story, *(one.story for one in chosen)]
    if chosen:
        write(asker, "channels.withdraw_in", story, reason.strip()[:300], {"languages": _languages(gone)})
    return gone


@transaction.atomic
def correct_in(
    asker: Account, story: Story, carriers: Sequence[str], due_at: datetime | None, note: str,
    *, sha256: str | None, ready: Mapping[int, tuple[str, str]], down: Mapping[int, str],
) -> Release:  # fmt: skip
    """Release a correction together with what it means for the other languages.

    `ready`: others whose newer text is approved, with the note in their language and the text that was looked at; they
    go out at the same moment. `down`: others that say the old thing and are taken down at once, with their reason.
    An empty note or reason takes the story's. All or nothing. Raises PermissionDenied, Refused.
    """
    corrected, gone = _chosen(asker, story, ready), _chosen(asker, story, down)
    row = release(asker, story, carriers, due_at, note, sha256=sha256)
    for one in corrected:
        said, seen = ready[one.story.pk]
        release(asker, one.story, ["portal"], due_at, said.strip() or note, sha256=seen or None)
    for one in gone:
        withdraw(asker, one.story, down[one.story.pk].strip() or note)
    if corrected or gone:
        facts = {
            "languages": _languages([one.story for one in corrected]), "down": _languages([one.story for one in gone]),
        }  # fmt: skip
        write(asker, "channels.correct_in", row, note.strip()[:300], facts)
    return row


def _chosen(asker: Account, story: Story, asked: Mapping[int, object]) -> list[Other]:
    """Those that were ticked. Raises Refused for one that is no public language of the story any more."""
    held = {one.story.pk: one for one in others_public(asker, story)}
    if any(pk not in held for pk in asked):
        raise Refused([Issue("languages", "channels.language_gone", {})])
    return [held[pk] for pk in asked]


def _languages(stories: Sequence[Story]) -> str:
    return ", ".join(one.locale.language_code for one in stories)
