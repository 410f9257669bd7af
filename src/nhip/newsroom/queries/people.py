"""Public stories that show or name somebody whose consent no longer stands."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from nhip.media.models.consents import Consent
from nhip.media.queries.rights import fallen
from nhip.newsroom.models.people import PublicRecording, StoryPerson
from nhip.newsroom.models.public import PublicPicture
from nhip.newsroom.models.stories import Story
from nhip.newsroom.queries.pieces import newest_of, stands
from nhip.newsroom.states import SHOWN


def stories_without_consent(on: date) -> dict[int, Consent]:
    """The consent that fell, by the id of each public story that shows or names its person."""
    public = {"story__live": True, "story__stage__public__in": SHOWN}
    found: dict[int, Consent] = {}
    shown = Q(translated_into__story__live=True, translated_into__story__stage__public__in=SHOWN)
    theirs = Q(story__in=Story.objects.filter(Q(live=True, stage__public__in=SHOWN) | shown).values("pk"))
    for named in StoryPerson.objects.filter(theirs).select_related("consent"):
        if not stands(named.consent, on):
            told = Story.objects.filter(Q(pk=named.story_id) | Q(translation__source=named.story_id))
            told = told.filter(live=True, stage__public__in=SHOWN)
            found |= dict.fromkeys(told.values_list("pk", flat=True), newest_of(named.consent))
    for consent in fallen(on).prefetch_related("pictures", "recordings"):
        pictures = PublicPicture.objects.filter(picture__in=consent.pictures.all(), **public)
        recordings = PublicRecording.objects.filter(recording__in=consent.recordings.all(), **public)
        for rows in (pictures, recordings):
            found |= dict.fromkeys(rows.values_list("story_id", flat=True), consent)
    return found
