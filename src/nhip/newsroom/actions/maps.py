"""A person looks at a map in a story and records whether Hoàng Sa and Trường Sa stand on it as they must."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.journal.actions import write
from nhip.media.models.maps import MapCheck
from nhip.newsroom.queries.stories import draft_of, shown_in
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.media.models.pictures import Picture
    from nhip.newsroom.models.stories import Story


@transaction.atomic
def check_map(asker: Account, story: Story, picture: Picture, *, right: bool) -> MapCheck:
    """Record what was seen on a map of the story's newest text; it holds for this very file, in every story.

    Raises PermissionDenied, Refused for a picture that is no map of this text.
    """
    if not (may(asker, "newsroom.write", story.unit_id) or may(asker, "newsroom.approve", story.unit_id)):
        raise PermissionDenied("newsroom.write")
    shown = {one.pk for one, _ in shown_in(draft_of(story))}
    if picture.pk not in shown or not picture.is_map:
        raise Refused([Issue("picture", "newsroom.map_not_here", {"name": picture.title})])
    made = MapCheck.objects.create(
        picture=picture, file_hash=picture.get_file_hash(), right=right, by=asker, at=timezone.now()
    )
    write(asker, "newsroom.check_map", made, picture.title, {"picture": picture.pk, "right": right})
    return made
