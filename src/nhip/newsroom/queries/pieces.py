"""Pictures, recordings and people of a story as the checks and the public pages see them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.utils import timezone
from django.utils.html import strip_tags

from nhip.media.models.consents import Consent
from nhip.media.models.pictures import Picture
from nhip.media.models.recordings import Recording
from nhip.media.queries.recordings import heard
from nhip.media.queries.rights import agreed_of, held_of, words_in
from nhip.media.rights import stopped
from nhip.newsroom.checklist import Played, Shown
from nhip.newsroom.models.people import StoryPerson
from nhip.newsroom.models.stages import Stage
from nhip.newsroom.models.stories import Story
from nhip.newsroom.models.translating import Translation


def pictures_in(story: Story) -> Iterator[tuple[Picture, str]]:
    """Pictures of the body, each with the words for those who do not see it where the story has its own."""
    for block in story.body:
        if block.block_type in ("picture", "infographic"):
            if block.value.get("picture"):
                yield block.value["picture"], block.value.get("alt", "")
        elif block.block_type == "gallery":
            for one in block.value["pictures"]:
                if one.get("picture"):
                    yield one["picture"], one.get("alt", "")


def recordings_in(story: Story) -> list[Recording]:
    """Recordings of the body, in order."""
    found = [block.value.get("recording") for block in story.body if block.block_type == "recording"]
    return [one for one in found if one is not None]


def shown_as(picture: Picture, alt: str, language: str, map_right: bool | None) -> Shown:
    """A picture as the checklist judges it today, described in the story's language."""
    held, on = held_of(picture), timezone.localdate()
    agreed = any(one.child and one.holds(on, "picture") for one in held.consents)
    return Shown(
        picture.title, alt or words_in(picture, language)[0], picture.licence, picture.rights_until,
        picture.shows_children, agreed, picture.is_map, map_right, stopped(held, on),
        picture.credit,
    )  # fmt: skip


def played_in(story: Story) -> Iterator[Played]:
    """Recordings as the checklist judges them today."""
    on = timezone.localdate()
    for one in recordings_in(story):
        yield Played(
            one.title, one.kind, one.licence, one.state == "ready", heard(one), bool(one.transcript.strip()),
            bool(one.captions.strip()), one.rights_until, stopped(held_of(one), on),
        )  # fmt: skip


def untold_in(story: Story) -> Iterator[str]:
    """Infographics whose facts do not stand in words as well."""
    for block in story.body:
        if block.block_type == "infographic" and block.value.get("picture"):
            words = strip_tags(block.value["words"].source) if block.value.get("words") else ""
            if len(words.strip()) < 20:
                yield block.value["picture"].title


def people_gone(story: Story) -> int:
    """How many people named in a story have a consent that no longer stands."""
    on = timezone.localdate()
    return sum(not stands(one.consent, on) for one in people_in(story))


def people_in(story: Story) -> list[StoryPerson]:
    """Whom the newest text names; a translation names those of its source as well."""
    source = Translation.objects.filter(story=story.pk).values("source")
    rows = StoryPerson.objects.filter(Q(story=story.pk) | Q(story__in=source), dropped=False)
    return list(rows.select_related("consent").order_by("pk"))


def people_named(story: Story) -> int:
    """How many people who have to agree the writer says the text names."""
    return Stage.objects.filter(story=story.pk).values_list("people_named", flat=True).first() or 0


def stands(consent: Consent, on: date) -> bool:
    """Whether the consent, or the newest that took its place, lets the person be named on a day."""
    return agreed_of(newest_of(consent)).holds(on, "name")


def newest_of(consent: Consent) -> Consent:
    """The consent that stands in its place now."""
    while consent.replaced_by is not None:
        consent = consent.replaced_by
    return consent
