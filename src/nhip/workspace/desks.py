"""What waits for one person at the desks of the newsroom, the channels, the questions, the places: each a line, with
the way to it. Today shows them; a desk where nothing waits has no line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nhip.agencies.permits import may, reach_of
from nhip.channels.queries.deliveries import deliveries_for
from nhip.channels.queries.deliveries import waiting as waiting_for_hands
from nhip.channels.queries.outlets import outlets_for
from nhip.feedback.queries.matters import queue
from nhip.media.queries.recordings import heard, recordings_for
from nhip.newsroom.queries.desk import Wanted, desk_rows
from nhip.newsroom.queries.guidance import guidance_for
from nhip.places.queries.entries import entries_for
from nhip.workspace.places.lists import to_check_again

LATEST = 30
"""Recordings looked through for those that wait for a listener."""


@dataclass(frozen=True, slots=True)
class Line:
    """How many wait at a desk, what is to be done with them, where; `late` of them are past their day."""

    label: Promise
    says: Promise
    count: int
    url: str
    late: int = 0


def lines(request: HttpRequest) -> list[Line]:
    """The desks at which something waits for whoever asks, in the order of the bar."""
    desks = (*_newsroom(request), *_channels(request), *_matters(request), *_places(request))
    return [line for line in desks if line.count]


def _newsroom(request: HttpRequest) -> Iterator[Line]:
    user = request.user
    if not may(user, "newsroom.read"):
        return
    home = reverse("workspace:newsroom")
    yield Line(
        _("Stories waiting for me"),
        _("Approve, release, or put right what came back."),
        desk_rows(user, Wanted(view="waiting")).order_by().count(),
        f"{home}?xem=cho-toi",
    )
    yield Line(
        _("Guidance not read yet"),
        _("Read it and say so."),
        sum(not one.read for one in guidance_for(user)),
        reverse("workspace:guidance"),
    )
    if may(user, "media.listen"):
        there = recordings_for(user).filter(state="ready").exclude(recorded_by=user)[:LATEST]
        yield Line(
            _("Recordings waiting for a listener"),
            _("Listen, then confirm words and language."),
            sum(not heard(row) for row in there),
            f"{reverse('workspace:recordings')}?xem=cho-nghe",
        )


def _channels(request: HttpRequest) -> Iterator[Line]:
    user = request.user
    if may(user, "channels.record"):
        yield Line(
            _("Postings waiting for a hand"),
            _("Post it, then record the link."),
            waiting_for_hands(deliveries_for(user)).order_by().count(),
            reverse("workspace:deliveries"),
        )
    if may(user, "channels.register"):
        unverified = outlets_for(user).filter(verified_on__isnull=True, ended_on__isnull=True)
        yield Line(
            _("Channels waiting to be verified"),
            _("Somebody else than who entered it looks whether it is ours."),
            unverified.exclude(recorded_by=user).order_by().count(),
            reverse("workspace:outlets"),
        )


def _matters(request: HttpRequest) -> Iterator[Line]:
    user, now = request.user, timezone.now()
    if not may(user, "feedback.read"):
        return
    home, everything = reverse("workspace:matters"), queue(user, "mo", now).order_by()
    if may(user, "feedback.route"):
        yield Line(
            _("Questions waiting to be routed"),
            _("Choose the agency that answers."),
            everything.filter(state="received").count(),
            f"{home}?xem=phan-cong",
        )
    if may(user, "feedback.answer"):
        reach = reach_of(user, "feedback.answer")
        mine = everything.filter(state="routed")
        mine = mine if reach is None else mine.filter(unit__in=reach)
        yield Line(
            _("Questions waiting for an answer"),
            _("Write the answer and hand it in."),
            mine.count(),
            home,
            mine.filter(due_at__lt=now).count(),
        )
    if may(user, "feedback.approve"):
        yield Line(
            _("Answers waiting for approval"),
            _("Read question and answer, approve or return."),
            everything.filter(state="submitted").count(),
            f"{home}?xem=duyet",
        )


def _places(request: HttpRequest) -> Iterator[Line]:
    user = request.user
    if not may(user, "places.read"):
        return
    home, rows = reverse("workspace:places"), entries_for(user).order_by()
    if may(user, "places.approve"):
        yield Line(
            _("Entries waiting for approval"),
            _("Read what changed, approve or return."),
            rows.filter(state="submitted").count(),
            f"{home}?xem=cho-duyet",
        )
    if may(user, "places.publish"):
        yield Line(
            _("Entries approved, not published yet"),
            _("Publish on the portal."),
            rows.filter(state="approved").count(),
            f"{home}?xem=cho-cong-bo",
        )
    if may(user, "places.write"):
        yield Line(
            _("Entries to check again"),
            _("Look whether it still holds and say how you checked."),
            rows.filter(to_check_again()).count(),
            f"{home}?xem=kiem-tra",
        )
