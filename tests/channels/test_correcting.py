"""A story put right after its release: each posting is corrected once, in place where its platform can, else by its
rule; a withdrawal takes it down everywhere, by a machine or as a person's task with a proof."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from nhip.agencies.refusals import Refused
from nhip.channels.actions import delivering
from nhip.channels.actions.releases import confirm_taken_down, record_posting, release, withdraw
from nhip.channels.models.joining import Circuit
from nhip.channels.models.receipts import Receipt
from nhip.channels.models.releases import Delivery
from nhip.journal.actors import Machine
from nhip.newsroom.actions.stories import move, save_text
from nhip.newsroom.models.stories import Story

pytestmark = pytest.mark.django_db
CLOCK = Machine("channels.clock")
EDITS = ("facebook", "zalo", "telegram", "youtube")
POSTED = (*EDITS, "instagram")


def work(times: int = 3) -> None:
    for _ in range(times):
        delivering.work_deliveries(CLOCK)
        Delivery.objects.filter(next_at__isnull=False).update(next_at=timezone.now() - timedelta(seconds=1))
        Circuit.objects.update(paused_until=None)


def put_right(joined: SimpleNamespace, story: Story, note: str = "Số đơn hàng là 12.", *ways: str) -> None:
    save_text(joined.reporter, story, lead=f"Hợp tác xã ký 12 đơn hàng. {note}")
    move(joined.reporter, story, "submit")
    move(joined.approver, story, "approve")
    release(joined.approver, story, ["portal", *ways], note=note)


def states(carrier: str) -> list[str]:
    return list(Delivery.objects.filter(carrier=carrier).order_by("pk").values_list("state", flat=True))


def seen(joined: SimpleNamespace, carrier: str) -> str:
    (held,) = joined.platforms[carrier].shown.values()
    return str(held)


def test_a_correction_reaches_every_posting_once(joined: SimpleNamespace) -> None:
    story = joined.approved()
    release(joined.approver, story, ["portal", *POSTED, "wechat"])
    hand = Delivery.objects.get(carrier="wechat")
    record_posting(joined.editor, hand.pk, "https://mp.weixin.qq.com/s/1")
    work()
    put_right(joined, story)
    work()
    for carrier in POSTED:
        assert (carrier, joined.platforms[carrier].made, states(carrier)) == (carrier, 1, ["replaced", "out"])
        assert "Số đơn hàng là 12." in seen(joined, carrier), carrier
        assert Receipt.objects.filter(carrier=carrier).count() == 1
    assert len(joined.platforms["instagram"].shown["17901"]["comments"]) == 1
    assert states("wechat") == ["out", "by_hand"]
    again = Delivery.objects.filter(carrier="wechat").last()
    record_posting(joined.editor, again.pk, "https://mp.weixin.qq.com/s/1")
    assert states("wechat") == ["replaced", "out"]


@pytest.mark.parametrize("carrier", POSTED)
@pytest.mark.parametrize("times", [1, 2])
def test_a_correction_whose_answer_was_lost_is_made_once(joined: SimpleNamespace, carrier: str, times: int) -> None:
    story, platform = joined.approved(), joined.platforms[carrier]
    release(joined.approver, story, ["portal", carrier])
    work()
    put_right(joined, story)
    platform.posts = lambda path: "comments" in path or not path.endswith(("/feed", "/media"))
    for _ in range(times):
        platform.break_at = "after"
        work(1)
    platform.break_at = ""
    work()
    assert (states(carrier), platform.made) == (["replaced", "out"], 1)
    if carrier == "instagram":
        (held,) = platform.shown.values()
        assert len(held["comments"]) == 1


def test_an_older_text_that_had_not_gone_out_never_does(joined: SimpleNamespace) -> None:
    story, graph = joined.approved(), joined.platforms["facebook"]
    graph.faults = [(400, {"error": {"code": 32}})]
    release(joined.approver, story, ["portal", "facebook", "wechat"])
    work(1)
    put_right(joined, story)
    work()
    assert (states("facebook"), graph.made) == (["cancelled", "out"], 1)
    assert "Số đơn hàng là 12." in seen(joined, "facebook")
    assert states("wechat") == ["cancelled", "by_hand"]


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_correction_waits_until_it_is_known_what_stands_there(joined: SimpleNamespace, moment: str) -> None:
    story, graph = joined.approved(), joined.platforms["facebook"]
    release(joined.approver, story, ["portal", "facebook"])
    graph.break_at = moment
    work(1)
    put_right(joined, story)
    work(4)
    wanted = ["cancelled", "out"] if moment == "before" else ["replaced", "out"]
    assert (states("facebook"), graph.made) == (wanted, 1)
    assert "Số đơn hàng là 12." in seen(joined, "facebook")


def test_a_posting_that_somebody_deleted_there_is_not_posted_anew(joined: SimpleNamespace) -> None:
    story, graph = joined.approved(), joined.platforms["facebook"]
    release(joined.approver, story, ["portal", "facebook"])
    work()
    graph.shown.clear()
    put_right(joined, story)
    work()
    row = Delivery.objects.filter(carrier="facebook").last()
    assert (row.state, row.next_at, graph.made) == ("failed", None, 1)
    assert "không còn" in row.fault


def test_a_withdrawal_takes_down_what_machines_and_people_posted(joined: SimpleNamespace) -> None:
    story = joined.approved()
    release(joined.approver, story, ["portal", *POSTED, "wechat", "vietnam_vn"])
    work()
    hand = Delivery.objects.get(carrier="wechat")
    record_posting(joined.editor, hand.pk, "https://mp.weixin.qq.com/s/1")
    put_right(joined, story)
    work()
    joined.platforms["instagram"].may_delete = False
    withdraw(joined.approver, story, "Chưa kiểm chứng.")
    work()
    for carrier in EDITS:
        assert (carrier, states(carrier)) == (carrier, ["replaced", "withdrawn"])
        assert not joined.platforms[carrier].shown
    # what no machine may take down is a person's task, with a proof
    for carrier in ("instagram", "wechat"):
        row = Delivery.objects.get(carrier=carrier, state="withdrawing")
        assert row.next_at is None
        with pytest.raises(Refused):
            confirm_taken_down(joined.editor, row.pk, "")
        confirm_taken_down(joined.editor, row.pk, "https://mau.vn/anh-chup.png")
        row.refresh_from_db()
        assert (row.state, row.proof) == ("withdrawn", "https://mau.vn/anh-chup.png")
    assert set(states("vietnam_vn")) == {"cancelled"}
    assert not Delivery.objects.filter(state__in=("out", "withdrawing", "by_hand")).exclude(carrier="websub").exists()


def test_a_telegram_message_too_old_for_the_bot_is_a_persons_task(joined: SimpleNamespace) -> None:
    story, telegram = joined.approved(), joined.platforms["telegram"]
    release(joined.approver, story, ["portal", "telegram"])
    work()
    telegram.old = True
    withdraw(joined.approver, story, "Chưa kiểm chứng.")
    work()
    row = Delivery.objects.get(carrier="telegram")
    assert (row.state, row.next_at) == ("withdrawing", None)
    assert "Hãy gỡ tay" in row.fault


def test_a_page_that_its_owner_shares_is_posted_to_by_the_other_agency(joined: SimpleNamespace, unit: object) -> None:
    from nhip.channels.actions.outlets import share_outlet

    commune = unit("lang-son.xa-ba-son/uy-ban-nhan-dan")
    share_outlet(joined.officer, joined.outlets["facebook"].pk, commune)
    from nhip.channels.queries.posting import joined_outlet

    assert joined_outlet(commune.pk, "facebook") == joined.outlets["facebook"]
    assert joined_outlet(commune.pk, "zalo") is None
