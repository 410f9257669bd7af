"""Who is named in a story: a pointer to the person's consent, never the name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from nhip.agencies.permits import may
from nhip.journal.actions import write
from nhip.newsroom.models.people import StoryPerson

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.media.models.consents import Consent
    from nhip.newsroom.models.stories import Story


@transaction.atomic
def name_person(asker: Account, story: Story, consent: Consent) -> StoryPerson:
    """Say that a story names the person of a consent. Twice is no error. Raises PermissionDenied."""
    _may(asker, story)
    row, _ = StoryPerson.objects.get_or_create(story=story, consent=consent)
    write(asker, "newsroom.name_person", story, "", {"consent": consent.pk})
    return row


@transaction.atomic
def unname_person(asker: Account, story: Story, consent: Consent) -> None:
    """The story no longer names the person. Raises PermissionDenied."""
    _may(asker, story)
    StoryPerson.objects.filter(story=story, consent=consent).delete()
    write(asker, "newsroom.unname_person", story, "", {"consent": consent.pk})


def _may(asker: Account, story: Story) -> None:
    if not may(asker, "newsroom.write", story.unit_id):
        raise PermissionDenied("newsroom.write")
