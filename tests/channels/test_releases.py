"""The only door to the public: what may pass it, when, and what comes of it."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from nhip.agencies.refusals import Refused
from nhip.channels.actions.releases import cancel, confirm_taken_down, go_out, record_posting, release, withdraw
from nhip.channels.carrying import ways
from nhip.channels.models.receipts import Receipt
from nhip.channels.models.releases import Delivery
from nhip.journal.actors import Machine
from nhip.newsroom.actions.stories import move, plan_day, save_text
from nhip.newsroom.models.stages import Stage
from nhip.plans.models.activities import Activity

pytestmark = pytest.mark.django_db
CLOCK = Machine("channels.clock")


def stage(story: object) -> Stage:
    return Stage.objects.get(story=story)


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [issue.code for issue in refused.value.issues]


def test_an_approved_story_goes_out_once_and_is_an_activity(newsroom: SimpleNamespace) -> None:
    story = newsroom.approved()
    row = release(newsroom.approver, story, ["portal", "facebook"])
    assert stage(story).public == "published"
    story.refresh_from_db()
    assert story.live
    go_out(CLOCK, row.pk)
    activity = Activity.objects.get()
    assert (activity.kind, activity.unit, activity.quantity, activity.source) == ("news_web", newsroom.unit, 1, "log")
    assert Receipt.objects.count() == 1
    hand = Delivery.objects.get(carrier="facebook")
    assert hand.state == "by_hand"
    with pytest.raises(Refused):
        record_posting(newsroom.editor, hand.pk, "http://a.vn")
    record_posting(newsroom.editor, hand.pk, "https://facebook.com/1")
    record_posting(newsroom.editor, hand.pk, "https://facebook.com/1")
    assert set(Activity.objects.values_list("kind", flat=True)) == {"news_web", "social_post"}
    assert Receipt.objects.count() == 2


def test_nothing_unapproved_or_changed_goes_out(newsroom: SimpleNamespace) -> None:
    draft = newsroom.write()
    with pytest.raises(Refused) as refused:
        release(newsroom.approver, draft, ["portal"])
    assert "channels.not_approved" in codes(refused)
    story = newsroom.approved(title="Tin thứ hai")
    save_text(newsroom.reporter, story, lead="Sửa sau khi duyệt.")
    assert stage(story).state == "draft"
    with pytest.raises(Refused):
        release(newsroom.approver, story, ["portal"])
    with pytest.raises(PermissionDenied):
        release(newsroom.reporter, story, ["portal"])


def test_an_embargo_holds_until_its_moment(newsroom: SimpleNamespace) -> None:
    story = newsroom.approved()
    later = timezone.now() + timedelta(hours=2)
    plan_day(newsroom.reporter, story, None, later)
    with pytest.raises(Refused) as refused:
        release(newsroom.approver, story, ["portal"])
    assert codes(refused) == ["channels.before_embargo"]
    row = release(newsroom.approver, story, ["portal"], later)
    go_out(CLOCK, row.pk)
    story.refresh_from_db()
    assert (stage(story).public, stage(story).state, story.live) == ("none", "scheduled", False)
    cancel(newsroom.approver, row.pk)
    assert stage(story).state == "approved"


def test_a_correction_says_what_and_passes_the_same_door(newsroom: SimpleNamespace) -> None:
    story = newsroom.approved()
    release(newsroom.approver, story, ["portal"])
    save_text(newsroom.reporter, story, lead="Hợp tác xã ký 12 đơn hàng.")
    story.refresh_from_db()
    assert story.lead == "Hợp tác xã ký đơn hàng cả năm."
    move(newsroom.reporter, story, "submit")
    move(newsroom.approver, story, "approve")
    with pytest.raises(Refused) as refused:
        release(newsroom.approver, story, ["portal"])
    assert codes(refused) == ["channels.note_missing"]
    release(newsroom.approver, story, ["portal"], note="Số đơn hàng là 12.")
    story.refresh_from_db()
    assert story.lead == "Hợp tác xã ký 12 đơn hàng."
    assert stage(story).public == "corrected"
    assert Activity.objects.count() == 1


def test_withdrawing_takes_it_down_everywhere(newsroom: SimpleNamespace) -> None:
    story = newsroom.approved()
    release(newsroom.approver, story, ["portal", "zalo"])
    hand = Delivery.objects.get(carrier="zalo")
    record_posting(newsroom.editor, hand.pk, "https://zalo.me/1")
    with pytest.raises(Refused):
        withdraw(newsroom.approver, story, " ")
    withdraw(newsroom.approver, story, "Nội dung chưa được kiểm chứng.")
    story.refresh_from_db()
    assert (story.live, stage(story).public) == (False, "withdrawn")
    assert dict(Delivery.objects.values_list("carrier", "state")) == {"portal": "withdrawn", "zalo": "withdrawing"}
    with pytest.raises(Refused):
        confirm_taken_down(newsroom.editor, hand.pk, " ")
    confirm_taken_down(newsroom.editor, hand.pk, "https://mau.vn/anh-chup")
    assert Delivery.objects.get(pk=hand.pk).state == "withdrawn"


def test_each_way_by_hand_is_offered_recorded_and_counted(newsroom: SimpleNamespace) -> None:
    hand = [way for way in ways().values() if way.how == "hand"]
    story = newsroom.approved()
    release(newsroom.approver, story, ["portal", *(way.code for way in hand)])
    for number, way in enumerate(hand):
        delivery = Delivery.objects.get(carrier=way.code)
        assert delivery.state == "by_hand", way.code
        record_posting(newsroom.editor, delivery.pk, f"https://mau.vn/{number}")
    kinds = set(Activity.objects.exclude(kind="news_web").values_list("kind", flat=True))
    assert kinds == {way.counts_as for way in hand}
    assert Receipt.objects.count() == len(hand) + 1
