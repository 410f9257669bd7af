"""Pictures of public stories whose files do not say yet where they come from."""

from __future__ import annotations

from collections.abc import Iterator

from nhip.media.models.pictures import Rendition
from nhip.newsroom.models.public import PublicPicture
from nhip.newsroom.models.stories import Story
from nhip.newsroom.states import SHOWN

LARGE = 1000
"""Points of width from which a size carries its provenance: cards in lists stay light."""


def unsigned(limit: int) -> Iterator[tuple[Rendition, Story]]:
    """Sizes without provenance, each with the first story that made its picture public."""
    stands = PublicPicture.objects.filter(story__live=True, story__stage__public__in=SHOWN, picture__stopped="")
    due = Rendition.objects.filter(signed_at__isnull=True, width__gte=LARGE, image__in=stands.values("picture"))
    for row in due.select_related("image").order_by("pk")[:limit]:
        first = stands.filter(picture=row.image_id).select_related("story__stage").order_by("story__stage__public_at")
        yield row, first[0].story
