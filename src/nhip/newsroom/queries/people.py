"""Public stories that show or name somebody whose consent no longer stands."""

from __future__ import annotations

from datetime import date

from nhip.media.models.consents import Consent
from nhip.media.queries.rights import fallen
from nhip.newsroom.models.people import PublicRecording, StoryPerson
from nhip.newsroom.models.public import PublicPicture
from nhip.newsroom.queries.pieces import newest_of, stands
from nhip.newsroom.states import SHOWN


def stories_without_consent(on: date) -> dict[int, Consent]:
    """The consent that fell, by the id of each public story that shows or names its person."""
    public = {"story__live": True, "story__stage__public__in": SHOWN}
    found: dict[int, Consent] = {}
    for named in StoryPerson.objects.filter(**public).select_related("consent"):
        if not stands(named.consent, on):
            found[named.story_id] = newest_of(named.consent)
    for consent in fallen(on).prefetch_related("pictures", "recordings"):
        pictures = PublicPicture.objects.filter(picture__in=consent.pictures.all(), **public)
        recordings = PublicRecording.objects.filter(recording__in=consent.recordings.all(), **public)
        for rows in (pictures, recordings):
            found |= dict.fromkeys(rows.values_list("story_id", flat=True), consent)
    return found
