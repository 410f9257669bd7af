"""Who is named in a story: a pointer to the person's consent, never the name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhip.agencies.permits import may
from nhip.agencies.queries.accounts import holders_of
from nhip.agencies.refusals import Refused
from nhip.journal.actions import write
from nhip.media.rights import WHY
from nhip.newsroom.models.people import PublicRecording, StoryPerson
from nhip.newsroom.models.public import PublicEdition, PublicPicture
from nhip.newsroom.models.stages import Stage
from nhip.newsroom.states import BOUND, SHOWN
from nhip.notices.actions import tell
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.journal.actors import Actor
    from nhip.media.models.consents import Consent
    from nhip.media.models.pictures import Picture
    from nhip.media.models.recordings import Recording
    from nhip.newsroom.models.stories import Story

MOST_PEOPLE = 99


@transaction.atomic
def name_person(asker: Account, story: Story, consent: Consent) -> StoryPerson:
    """Say that a story names the person of a consent. Twice is no error. Raises PermissionDenied."""
    _may(asker, story)
    row, _ = StoryPerson.objects.update_or_create(story=story, consent=consent, defaults={"dropped": False})
    write(asker, "newsroom.name_person", story, "", {"consent": consent.pk})
    return row


@transaction.atomic
def unname_person(asker: Account, story: Story, consent: Consent) -> None:
    """The newest text no longer names the person; a text that is public stays tied to the consent until it is replaced.

    Raises PermissionDenied, and Refused while exactly this text waits for approval or has it.
    """
    stage = _open_to(asker, story)
    named = StoryPerson.objects.filter(story=story, consent=consent)
    if stage.public in SHOWN:
        named.update(dropped=True)
    else:
        named.delete()
    write(asker, "newsroom.unname_person", story, "", {"consent": consent.pk})


@transaction.atomic
def say_people(asker: Account, story: Story, count: int) -> Stage:
    """Say how many people the text names who have to agree to it (0 to 99); the checklist asks for as many consents.

    Raises PermissionDenied, and Refused for another number or while exactly this text waits for approval or has it.
    """
    stage = _open_to(asker, story)
    if not 0 <= count <= MOST_PEOPLE:
        raise Refused([Issue("people", "newsroom.people_count", {"most": MOST_PEOPLE})])
    stage.people_named = count
    stage.save(update_fields=["people_named"])
    write(asker, "newsroom.say_people", story, "", {"count": count})
    return stage


@transaction.atomic
def tell_of_withdrawal(actor: Actor, story: Story) -> int:
    """Tell whoever opened a story and whoever approves there that it was taken down; how many were told."""
    day = timezone.localdate()
    facts = {"story": story.title[:120]}
    key = f"unagreed-{story.pk}-{day}"
    sent = [tell(actor, each, "story_unagreed", key, f"/toa-soan/{story.pk}/", facts) for each in _desk(actor, story)]
    told = sum(notice is not None for notice in sent)
    write(actor, "newsroom.tell_of_withdrawal", story, "", {"count": told})
    return told


@transaction.atomic
def tell_of_stopped(actor: Actor) -> int:
    """Tell the desk of each public story from which a picture or recording fell away; how many were told.

    What may no longer be shown is left out of pages by itself; nobody shall learn that from a reader.
    """
    told = 0
    public = {"story__live": True, "story__stage__public__in": SHOWN}
    for kind, name in ((PublicPicture, "picture"), (PublicRecording, "recording")):
        rows = kind.objects.filter(**public).exclude(**{f"{name}__stopped": ""}).select_related("story__owner", name)
        for row in rows:
            told += _told(actor, row.story, name, getattr(row, name))
    if told:
        PublicEdition.turn()
        write(actor, "newsroom.tell_of_stopped", "newsroom.story", "", {"count": told})
    return told


def _told(actor: Actor, story: Story, name: str, one: Picture | Recording) -> int:
    """To whoever opened the story and to whoever approves there, once for each reason."""
    key = f"stopped-{story.pk}-{name}-{one.pk}-{one.stopped}"
    facts = {"story": story.title[:120], "media": one.title[:120], "why": WHY[one.stopped]}
    sent = [tell(actor, each, "media_stopped", key, f"/toa-soan/{story.pk}/", facts) for each in _desk(actor, story)]
    return sum(notice is not None for notice in sent)


def _desk(actor: Actor, story: Story) -> list[Account]:
    """Whoever opened the story and whoever approves at its agency today."""
    people = {row.pk: row for row in holders_of(actor, "newsroom.approve", story.unit_id, timezone.localdate())}
    if story.owner is not None:
        people[story.owner.pk] = story.owner
    return list(people.values())


def _open_to(asker: Account, story: Story) -> Stage:
    """Its stage, locked. What was read for an approval is not changed behind the approver's back."""
    _may(asker, story)
    stage = Stage.objects.select_for_update().get(story=story.pk)
    if stage.state in BOUND:
        raise Refused([Issue("people", "newsroom.people_bound", {})])
    return stage


def _may(asker: Account, story: Story) -> None:
    if not may(asker, "newsroom.write", story.unit_id):
        raise PermissionDenied("newsroom.write")
