"""Answers where people asked, over real HTTP: once, by four eyes, without any trace of who asked, and not for ever."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone
from tests.channels.asked_platforms import AUTHOR, AUTHOR_ID, AVATAR, Comments, Messages
from tests.channels.conftest import DESK
from tests.feedback.test_receiving import everything_said

from nhip.journal.actors import Machine

pytestmark = pytest.mark.django_db
CLERK = Machine("thử")
TEXT = f"Chào trang, tôi là {AUTHOR}, cho hỏi giá vé vào động là bao nhiêu? Gọi 0912 345 678 giúp nhé."


@pytest.fixture
def served(settings: object) -> Iterator[Callable[[type], object]]:
    made = []

    def run(kind: type) -> object:
        made.append(kind())
        code = "facebook" if kind is Comments else "zalo"
        base = made[-1].base + ("" if kind is Comments else "/v2.0")
        settings.NHIP_CARRIER_ADDRESSES = {code: base, f"{code}.renew": f"{made[-1].base}/token"}
        return made[-1]

    yield run
    for one in made:
        one.close()


@pytest.fixture
def desk(person: Callable[..., object], unit: Callable[[str], object]) -> SimpleNamespace:
    return SimpleNamespace(
        unit=unit(DESK), officer=person("officer", DESK), writer=person("focal_point", DESK),
        approver=person("approver", DESK),
    )  # fmt: skip


def opened(desk: SimpleNamespace, platform: object) -> object:
    from nhip.channels.actions.conversations import open_door
    from nhip.channels.actions.joining import join_outlet
    from nhip.channels.actions.outlets import open_outlet, verify_outlet

    kind = "facebook" if isinstance(platform, Comments) else "zalo"
    address = "https://facebook.com/sovanhoa" if kind == "facebook" else "https://zalo.me/579745863508352884"
    row = open_outlet(desk.writer, desk.unit, kind, {"name": "Trang của Sở", "address": address})
    verify_outlet(desk.officer, row.pk, "đối chiếu quyết định")
    if kind == "facebook":
        join_outlet(desk.approver, row.pk, {"page": platform.page, "token": platform.token, "secret": platform.secret})
        held = {"verify": "chuoi-kiem-tra", "secret": platform.secret}
        return open_door(desk.approver, row.pk, platform.page, held)
    secrets = {"app": platform.app, "secret": "s", "token": platform.token, "refresh": "r"}
    join_outlet(desk.approver, row.pk, secrets)
    return open_door(desk.approver, row.pk, platform.oa, {"app": platform.app, "secret": platform.webhook})


def told(door: object, platform: object, body: bytes) -> int:
    answer = Client().post(f"/moc/{door.name}/", body, content_type="application/json", **platform.signed(body))
    return answer.status_code


def answered(desk: SimpleNamespace, matter: object) -> None:
    from nhip.feedback.actions import answering, handling

    handling.route(desk.officer, matter.pk, DESK)
    answering.write_answer(desk.writer, matter.pk, "Vé vào động 20.000 đồng một người lớn.")
    answer = answering.submit(desk.writer, matter.pk)
    answering.approve(desk.approver, matter.pk, answer.sha256)


@pytest.fixture(params=[Comments, Messages], ids=["facebook", "zalo"])
def asked(request: pytest.FixtureRequest, desk: SimpleNamespace, served: Callable[[type], object]) -> SimpleNamespace:
    """One question, brought in by the platform's own notification."""
    from nhip.channels.models.conversations import Conversation

    platform = served(request.param)
    door = opened(desk, platform)
    body = platform.notification("77_5" if request.param is Comments else "msg-5", TEXT)
    assert told(door, platform, body) == 200
    row = Conversation.objects.select_related("matter").get()
    return SimpleNamespace(platform=platform, door=door, body=body, row=row, matter=row.matter)


def said_there(platform: object) -> list[str]:
    held = platform.under if isinstance(platform, Comments) else platform.talks
    return [row["message"] for rows in held.values() for row in rows if "Mã số" in row["message"]]


def test_who_asked_stands_in_no_table_no_column_and_no_log(
    asked: SimpleNamespace, desk: SimpleNamespace, caplog: pytest.LogCaptureFixture
) -> None:
    from nhip.channels.jobs import answer_conversations

    broken = Client().post(f"/moc/{asked.door.name}/", asked.body[:-1], content_type="application/json")
    assert broken.status_code == 400
    assert caplog.text, "a broken call is logged"
    answered(desk, asked.matter)
    answer_conversations.enqueue()
    said = everything_said() + caplog.text
    for trace in (AUTHOR, AUTHOR_ID, AVATAR, "0912 345 678", "msg-5"):
        assert trace not in said
    assert asked.matter.text.count("[") == 2
    assert "giá vé" in asked.matter.text


def test_told_again_is_the_same_matter(asked: SimpleNamespace) -> None:
    from nhip.feedback.models.matters import Matter

    for _ in range(3):
        assert told(asked.door, asked.platform, asked.body) == 200
    assert Matter.objects.count() == 1


def test_a_call_that_the_platform_did_not_sign_is_refused(asked: SimpleNamespace) -> None:
    for headers in ({}, dict.fromkeys(asked.platform.signed(asked.body), "mac=0")):
        answer = Client().post(f"/moc/{asked.door.name}/", asked.body, content_type="application/json", **headers)
        assert answer.status_code == 403
    assert Client().post("/moc/khong-co/", asked.body, content_type="application/json").status_code == 404


def test_the_matter_is_the_channel_owners_and_has_its_clock(asked: SimpleNamespace) -> None:
    assert asked.matter.unit.key == DESK
    assert asked.matter.number
    assert asked.matter.due_at > timezone.now()
    assert asked.matter.code_mark == "", "no code: the answer goes where the question stood"


def test_nothing_goes_out_before_approval_and_then_once(asked: SimpleNamespace, desk: SimpleNamespace) -> None:
    from nhip.channels.jobs import answer_conversations

    answer_conversations.enqueue()
    assert said_there(asked.platform) == []
    answered(desk, asked.matter)
    for _ in range(3):
        answer_conversations.enqueue()
    (out,) = said_there(asked.platform)
    assert "20.000 đồng" in out
    assert "Sở Văn hóa, Thể thao và Du lịch" in out
    assert asked.matter.number in out
    asked.row.refresh_from_db()
    assert (asked.row.state, asked.row.sealed_key) == ("out", "")


def test_a_lost_answer_is_looked_for_before_a_second_one(asked: SimpleNamespace, desk: SimpleNamespace) -> None:
    from nhip.channels.jobs import answer_conversations
    from nhip.channels.models.conversations import Conversation

    answered(desk, asked.matter)
    asked.platform.break_at = "after"
    answer_conversations.enqueue()
    asked.row.refresh_from_db()
    assert asked.row.state == "sending"
    Conversation.objects.update(next_at=timezone.now() - timedelta(seconds=1))
    answer_conversations.enqueue()
    assert len(said_there(asked.platform)) == 1
    asked.row.refresh_from_db()
    assert asked.row.state == "out"


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_worker_killed_while_it_answers_answers_once(
    asked: SimpleNamespace, desk: SimpleNamespace, moment: str
) -> None:
    from django.db import connection

    from nhip.channels.actions.conversations import answer_there
    from nhip.channels.jobs import answer_conversations
    from nhip.channels.models.conversations import Conversation

    answered(desk, asked.matter)
    asked.platform.break_at = moment
    connection.close()
    child = os.fork()
    if child == 0:
        asked.platform.server.socket.close()
        answer_there(CLERK, asked.row.pk)
        os._exit(0)
    asked.platform.victim = child
    _, ended = os.waitpid(child, 0)
    assert os.WIFSIGNALED(ended)
    assert os.WTERMSIG(ended) == signal.SIGKILL
    asked.platform.break_at, asked.platform.victim = "", 0
    Conversation.objects.update(next_at=timezone.now() - timedelta(seconds=1))
    answer_conversations.enqueue()
    assert len(said_there(asked.platform)) == 1


def test_when_the_time_is_over_the_key_is_gone_and_the_page_says_so(
    asked: SimpleNamespace, desk: SimpleNamespace
) -> None:
    from nhip.channels.jobs import answer_conversations
    from nhip.channels.models.conversations import Conversation
    from nhip.channels.queries.conversations import said_of

    assert "trả lời được ở đó đến" in said_of(asked.matter)
    Conversation.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    answer_conversations.enqueue()
    answered(desk, asked.matter)
    answer_conversations.enqueue()
    asked.row.refresh_from_db()
    assert (asked.row.state, asked.row.sealed_key) == ("expired", "")
    assert said_there(asked.platform) == []
    assert "mã hội thoại đã xóa" in said_of(asked.matter)


def test_the_text_goes_after_the_answer(asked: SimpleNamespace, desk: SimpleNamespace) -> None:
    from nhip.channels.jobs import answer_conversations
    from nhip.feedback.actions.contacts import erase_due

    answered(desk, asked.matter)
    answer_conversations.enqueue()
    assert erase_due(CLERK, timezone.localdate() + timedelta(days=1)) == 1
    asked.matter.refresh_from_db()
    assert (asked.matter.text, asked.matter.ticket_mark) == ("", None)


def test_what_is_taken_back_is_erased_at_once(desk: SimpleNamespace, served: Callable[[type], object]) -> None:
    from nhip.channels.models.conversations import Conversation
    from nhip.feedback.models.matters import Matter

    platform = served(Comments)
    door = opened(desk, platform)
    told(door, platform, platform.notification("77_5", TEXT))
    told(door, platform, platform.notification("77_5", "", verb="remove"))
    assert Matter.objects.get().text == ""
    assert (Conversation.objects.get().state, Conversation.objects.get().sealed_key) == ("gone", "")


def test_a_question_that_is_no_more_is_said_so(desk: SimpleNamespace, served: Callable[[type], object]) -> None:
    from nhip.channels.jobs import answer_conversations
    from nhip.channels.models.conversations import Conversation

    platform = served(Comments)
    told(opened(desk, platform), platform, platform.notification("77_5", TEXT))
    platform.under.clear()
    answered(desk, Conversation.objects.get().matter)
    answer_conversations.enqueue()
    row = Conversation.objects.get()
    assert (row.state, row.sealed_key) == ("failed", "")
    assert "không còn" in row.fault


def test_a_comment_under_another_page_makes_nothing(desk: SimpleNamespace, served: Callable[[type], object]) -> None:
    from nhip.feedback.models.matters import Matter

    platform = served(Comments)
    body = platform.notification("77_5", TEXT, post="9990001112_77")
    assert told(opened(desk, platform), platform, body) == 200
    assert not Matter.objects.exists()
    assert "giá vé" not in everything_said()


def test_a_public_answer_under_a_comment_names_nobody(desk: SimpleNamespace, served: Callable[[type], object]) -> None:
    from nhip.agencies.refusals import Refused
    from nhip.channels.models.conversations import Conversation
    from nhip.feedback.actions import answering, handling

    platform = served(Comments)
    told(opened(desk, platform), platform, platform.notification("77_5", TEXT))
    matter = Conversation.objects.get().matter
    handling.route(desk.officer, matter.pk, DESK)
    answering.write_answer(desk.writer, matter.pk, "Sở đã gọi lại số 0912 345 678.")
    with pytest.raises(Refused):
        answering.submit(desk.writer, matter.pk)


def test_the_handshake_answers_only_to_the_token_we_chose(
    desk: SimpleNamespace, served: Callable[[type], object]
) -> None:
    door = opened(desk, served(Comments))
    asked = {"hub.mode": "subscribe", "hub.challenge": "1158201444", "hub.verify_token": "chuoi-kiem-tra"}
    assert Client().get(f"/moc/{door.name}/", asked).content == b"1158201444"
    assert Client().get(f"/moc/{door.name}/", asked | {"hub.verify_token": "khác"}).status_code == 403


def test_a_closed_door_takes_nothing_in(asked: SimpleNamespace, desk: SimpleNamespace) -> None:
    from nhip.channels.actions.conversations import close_door

    close_door(desk.approver, asked.door.outlet_id)
    assert told(asked.door, asked.platform, asked.body) == 404


def test_a_channel_that_nobody_verified_gets_no_door(desk: SimpleNamespace) -> None:
    from nhip.agencies.refusals import Refused
    from nhip.channels.actions.conversations import open_door
    from nhip.channels.actions.outlets import open_outlet

    fields = {"name": "Trang", "address": "https://facebook.com/x"}
    row = open_outlet(desk.writer, desk.unit, "facebook", fields)
    with pytest.raises(Refused) as refused:
        open_door(desk.approver, row.pk, "abc", {})
    assert {one.code for one in refused.value.issues} == {
        "channels.not_verified", "channels.account_wrong", "channels.secret_missing",
    }  # fmt: skip
