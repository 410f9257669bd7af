"""Beside a story: the people it names, shows and lets be heard, each with a consent. Names are for few eyes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.media.queries.rights import consents_for, usable_consents
from nhip.newsroom.actions.people import MOST_PEOPLE, name_person, say_people, unname_person
from nhip.newsroom.queries.pieces import newest_of, people_in, recordings_in, stands
from nhip.newsroom.queries.stories import shown_in
from nhip.newsroom.states import BOUND
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nhip.newsroom.models.stages import Stage
    from nhip.newsroom.models.stories import Story

DEEDS = ("people-say", "people-add", "people-drop")


def people_of(request: HttpRequest, row: Stage, draft: Story) -> dict[str, object]:
    """What the page of a story shows of these. Whoever may not see consents sees numbers and days, no names."""
    on, names = timezone.localdate(), may(request.user, "media.consent", row.story.unit_id)
    people = []
    for one in people_in(draft):
        held = newest_of(one.consent)
        people.append((one, held.name if names else "", held.until, stands(one.consent, on)))
    here = {newest_of(one.consent).pk for one, *_ in people}
    others = usable_consents(request.user, "name", on) if names else []
    return {
        "people": people, "people_named": row.people_named, "people_most": MOST_PEOPLE, "sees_people": names,
        "people_open": row.state not in BOUND and may(request.user, "newsroom.write", row.story.unit_id),
        "people_others": [one for one in others if one.pk not in here], "agreed_pieces": list(_pieces(draft)),
    }  # fmt: skip


def act_on_people(request: HttpRequest, story: Story, deed: str) -> None:
    """Carry out one of `DEEDS`. Raises Refused, PermissionDenied, Http404 for a consent of somebody else's people."""
    told = request.POST
    if deed == "people-say":
        said = told.get("so-nguoi", "")
        if not said.isdigit() or len(said) > 3:
            raise Refused([Issue("people", "newsroom.people_count", {"most": MOST_PEOPLE})])
        say_people(request.user, story, int(said))
        return
    chosen = told.get("dong-y", "")
    consent = get_object_or_404(consents_for(request.user), pk=int(chosen) if chosen.isdigit() else 0)
    if deed == "people-add":
        name_person(request.user, story, consent)
    elif deed == "people-drop":
        unname_person(request.user, story, consent)
    else:
        raise Http404


def _pieces(draft: Story) -> Iterator[tuple[str, str, int, str]]:
    """Pictures and recordings of the text that show or let hear people: name, address, consents, why stopped."""
    pictures = {one.pk: one for one, _alt in shown_in(draft)}
    for one in pictures.values():
        if (count := one.consents.count()) or one.shows_children:
            yield one.title, reverse("workspace:picture", args=[one.pk]), count, one.stopped
    for one in recordings_in(draft):
        if count := one.consents.count():
            yield one.title, reverse("workspace:recording", args=[one.pk]), count, one.stopped
