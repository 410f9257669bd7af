"""Somebody takes a consent back: what shows or names them goes down everywhere, by itself, once."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone
from tests.channels.test_rights import consent, picture, shown

from nhip.channels.actions.releases import UNAGREED, release
from nhip.channels.jobs import take_down_unagreed
from nhip.media.actions.consents import point_to_consent, withdraw_consent
from nhip.media.actions.rights import withdraw_right
from nhip.newsroom.actions.people import name_person, tell_of_stopped
from nhip.newsroom.actions.stories import move
from nhip.newsroom.jobs import DESK
from nhip.notices.models import Notice

pytestmark = pytest.mark.django_db


def out(newsroom: SimpleNamespace, story: object) -> object:
    move(newsroom.reporter, story, "submit")
    move(newsroom.approver, story, "approve")
    release(newsroom.approver, story, ["portal", "wechat"])
    return story


@pytest.mark.parametrize("how", ["named", "pictured", "renewed"])
def test_a_consent_taken_back_takes_the_story_down(newsroom: SimpleNamespace, how: str) -> None:
    held, one = consent(newsroom), picture(newsroom.unit)
    story = shown(newsroom, one)
    if how == "pictured":
        point_to_consent(newsroom.editor, one, held)
    else:
        name_person(newsroom.reporter, story, held)
    out(newsroom, story)
    if how == "renewed":
        held = consent(newsroom, replaces=held)
    take_down_unagreed.call()
    story.stage.refresh_from_db()
    assert story.stage.public == "published"
    withdraw_consent(newsroom.editor, held)
    take_down_unagreed.call()
    take_down_unagreed.call()
    story.stage.refresh_from_db()
    assert (story.stage.public, story.stage.note) == ("withdrawn", UNAGREED)
    states = {one.carrier: one.state for one in story.releases.get().deliveries.all()}
    assert states == {"portal": "withdrawn", "wechat": "cancelled"}
    assert story.moves.filter(verb="withdraw").count() == 1


def test_the_desk_is_told_once_of_a_picture_that_fell_away(newsroom: SimpleNamespace) -> None:
    one = picture(newsroom.unit)
    out(newsroom, shown(newsroom, one))
    assert tell_of_stopped(DESK) == 0
    withdraw_right(newsroom.editor, one, "Tác giả rút.")
    assert tell_of_stopped(DESK) == 2
    assert tell_of_stopped(DESK) == 0
    told = Notice.objects.filter(kind="media_stopped")
    assert {row.account_id for row in told} == {newsroom.reporter.pk, newsroom.approver.pk}


def test_a_consent_that_ran_out_takes_the_story_down(newsroom: SimpleNamespace) -> None:
    held = consent(newsroom, until=timezone.localdate())
    story = newsroom.write()
    name_person(newsroom.reporter, story, held)
    out(newsroom, story)
    type(held).objects.filter(pk=held.pk).update(
        since=timezone.localdate() - timedelta(days=9), until=timezone.localdate() - timedelta(days=1)
    )
    take_down_unagreed.call()
    story.stage.refresh_from_db()
    assert story.stage.public == "withdrawn"
