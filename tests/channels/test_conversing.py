"""Notifications of platforms: proved genuine, one's own words left out, nothing but one's own posts, no author kept."""

from __future__ import annotations

import inspect
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nhip.channels.carriers import replies
from nhip.channels.carriers.carrier import NotTaken
from nhip.channels.carrying import ways
from nhip.channels.conversing import (
    is_own_comment,
    meta_signed,
    of_meta,
    of_zalo,
    places,
    reply,
    zalo_signed,
)

PAGE = "1002003004"


def told(**more: object) -> dict[str, object]:
    value = {"item": "comment", "verb": "add", "comment_id": "77_5", "post_id": f"{PAGE}_77",
             "message": "Giá vé bao nhiêu?", "from": {"id": "999", "name": "Ai Đó"}, **more}  # fmt: skip
    return {"object": "page", "entry": [{"id": PAGE, "changes": [{"field": "feed", "value": value}]}]}


def test_a_comment_under_an_own_post_is_read() -> None:
    (one,) = of_meta(told(), PAGE)
    assert (one.ticket, one.post, one.key) == ("facebook:77_5", f"{PAGE}_77", {"comment": "77_5", "post": f"{PAGE}_77"})
    assert "Ai Đó" not in repr(one)
    assert "999" not in repr(one)


@pytest.mark.parametrize(
    "more",
    [
        {"post_id": "555_77"}, {"comment_id": "78_5"}, {"from": {"id": PAGE}}, {"item": "reaction"}, {"item": "post"},
        {"verb": "edited"}, {"comment_id": "77_5/../me"}, {"comment_id": ""}, {"post_id": None}, {"comment_id": "77_٥"},
    ],
)  # fmt: skip
def test_what_is_not_a_strangers_comment_at_home_is_left_out(more: dict[str, object]) -> None:
    assert list(of_meta(told(**more), PAGE)) == []


INNER = st.none() | st.sampled_from(["page", "7_5", PAGE, "feed", "comment"]) | st.integers(0, 9)
NAMES = st.sampled_from(["object", "entry", "changes", "value", "id", "from", "message", "recipient", "sender"])


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.recursive(INNER, lambda one: st.lists(one, max_size=3) | st.dictionaries(NAMES, one, max_size=4), max_leaves=9)
)
def test_no_notification_breaks_the_reading(value: object) -> None:
    body = value if isinstance(value, dict) else {"object": "page", "entry": value}
    assert list(of_meta(body, PAGE)) == []
    assert list(of_zalo(body, "1")) == []


@given(st.text(max_size=20), st.text(max_size=20), st.text(alphabet="0123456789_", max_size=20))
def test_nothing_under_anybody_elses_post_is_ever_answered(page: str, post: str, comment: str) -> None:
    carrier = replies.FacebookReplies(ways()["facebook"].at("http://127.0.0.1:9"), PAGE, "t", "s")
    key = {"post": post, "comment": comment}
    if is_own_comment(PAGE, post, comment):
        return
    for deed in (lambda: carrier.reply(key, "x"), lambda: carrier.find(key, "x")):
        with pytest.raises(NotTaken, match="không nằm dưới bài"):
            deed()
    assert not is_own_comment(page, f"{page}x_1", "1_2")


def test_a_way_to_answer_can_answer_and_find_and_nothing_else() -> None:
    for kind in (replies.FacebookReplies, replies.ZaloReplies):
        can = {name for name, held in inspect.getmembers(kind, callable) if not name.startswith("_")}
        assert can == {"reply", "find"}


def test_only_the_platforms_signature_is_taken() -> None:
    body = json.dumps(told()).encode()
    good = "sha256=" + __import__("hmac").new(b"bi-mat", body, "sha256").hexdigest()
    assert meta_signed("bi-mat", body, good)
    for wrong in (
        "",
        "sha256=",
        good[:-1] + ("0" if good[-1] != "0" else "1"),
        good.removeprefix("sha256="),
        "sha1=x",
        "é",
    ):
        assert not meta_signed("bi-mat", body, wrong)
    assert not meta_signed("khac", body, good)
    assert not zalo_signed("1", "s", body, "2", "mac=0")


def test_a_message_to_another_account_is_left_out() -> None:
    body = {"event_name": "user_send_text", "sender": {"id": "8"}, "recipient": {"id": "1"},
            "message": {"text": "Cho hỏi giờ mở cửa", "msg_id": "m"}}  # fmt: skip
    assert [one.key for one in of_zalo(body, "1")] == [{"user": "8"}]
    assert list(of_zalo(body, "2")) == []
    assert list(of_zalo({**body, "event_name": "user_send_image"}, "1")) == []


@pytest.mark.parametrize(("text", "asks"), [("hay", False), ("❤️❤️", False), ("Giá vé?", True), ("123 456", False)])
def test_a_row_of_hearts_asks_nothing(text: str, asks: bool) -> None:
    (one,) = of_meta(told(message=text), PAGE)
    assert one.asks is asks


@given(st.text(min_size=1, max_size=400).filter(str.strip), st.sampled_from([200, 2000]))
def test_every_answer_names_its_office_and_fits(text: str, most: int) -> None:
    made = reply(text, "Sở Văn hóa", "PA26-000001", "https://cong.mau/vi/hoi-dap/", most)
    assert "Sở Văn hóa" in made
    assert made.endswith("Mã số: PA26-000001")
    assert len(made) <= most


def test_every_place_says_how_long_and_how_sure() -> None:
    assert all(one.hours > 0 and one.source and one.certainty in "SKU" for one in places().values())
