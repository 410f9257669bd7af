"""How a message looks on each way, plainly: folded, cut, signed, and everything that would stop it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nhip.channels.carriers.asking import _wait
from nhip.channels.carriers.carrier import Message
from nhip.channels.carrying import ways
from nhip.channels.media import cut_to
from nhip.channels.previewing import Standing, look

MESSAGE = Message(
    key="7-x", title="Hoa hồi được mùa", lead="Hợp tác xã ký đơn hàng cả năm. #hoahoi", plain=("Vụ hồi năm nay.",),
    address="https://mau.vn/vi/tin/7/", office="Sở Mẫu", contact="0205 000 000", picture="https://mau.vn/anh/1.jpg",
    alt="Nông dân phơi hồi", width=1200, height=1500,
)  # fmt: skip
JOINED = Standing("machine", "Kênh mẫu")
ALL = [code for code, way in ways().items() if way.how != "portal" and not way.follows]


def codes(found: object) -> list[str]:
    return [one.code.partition(".")[2] for one in found]


@pytest.mark.parametrize("code", ALL)
def test_every_way_says_who_speaks_and_refuses_what_is_of_nobody(code: str) -> None:
    shown = look(ways()[code], MESSAGE, JOINED, (1200, 1500))
    assert "Sở Mẫu" in shown.head + shown.rest
    assert shown.label == "Sở Mẫu\n0205 000 000"
    nobody = look(ways()[code], replace(MESSAGE, office=""), JOINED)
    assert "message_unattributed" in codes(nobody.issues)


@pytest.mark.parametrize("code", [code for code in ALL if ways()[code].shows.fold])
def test_a_long_text_is_folded_between_words_and_nothing_is_lost(code: str) -> None:
    way, message = ways()[code], replace(MESSAGE, lead="từ ngữ " * 60)
    shown = look(way, message, JOINED)
    assert len(shown.head) <= way.shows.fold
    assert not shown.rest or shown.rest[0] == " "


def test_a_picture_is_cut_to_the_nearest_shape_the_platform_takes() -> None:
    way = ways()["instagram"]
    assert cut_to(way, 900, 1600) == 0.8
    assert cut_to(way, 3000, 1000) == 1.91
    assert cut_to(way, 1000, 1000) is None
    shown = look(way, MESSAGE, JOINED, (900, 1600))
    assert (shown.cut, shown.ratio) == (True, 0.8)
    assert look(ways()["facebook"], MESSAGE, JOINED, (900, 1600)).cut is False


def test_faults_are_said_before_anything_goes_out() -> None:
    instagram, telegram = ways()["instagram"], ways()["telegram"]
    assert codes(look(instagram, replace(MESSAGE, picture=""), JOINED).issues) == ["picture_missing"]
    assert codes(look(instagram, replace(MESSAGE, alt=""), JOINED).issues) == ["alt_missing"]
    assert codes(look(instagram, replace(MESSAGE, width=200), JOINED).issues) == ["picture_small"]
    tags = " ".join(f"#thẻ{number}" for number in range(31))
    assert codes(look(instagram, replace(MESSAGE, lead=tags), JOINED).issues) == ["too_many_tags"]
    assert codes(look(telegram, replace(MESSAGE, lead="a" * 4100), JOINED).issues) == ["too_long"]
    long = look(telegram, replace(MESSAGE, lead="a" * 1100), JOINED)
    assert (long.issues, codes(long.warnings)) == ((), ["picture_left_out"])
    assert "photo" not in long.fields
    assert codes(look(ways()["zalo"], replace(MESSAGE, title="t" * 151), JOINED).issues) == ["too_long"]


def test_links_tags_and_the_key_are_told_apart() -> None:
    shown = look(ways()["facebook"], MESSAGE, JOINED)
    assert shown.links == ("https://mau.vn/vi/tin/7/#7-x",)
    assert shown.tags == ("#hoahoi",)
    hand = look(ways()["wechat"], MESSAGE, Standing("hand"))
    assert hand.links == ("https://mau.vn/vi/tin/7/",)


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        (Standing("machine", days_left=30), []),
        (Standing("machine", days_left=5), ["key_ends_soon"]),
        (Standing("machine", days_left=5, fault="Hết hạn."), ["key_over"]),
        (Standing("machine", paused=True), ["way_paused"]),
        (Standing("hand"), ["way_not_joined"]),
    ],
)
def test_how_a_channel_stands_is_said(standing: Standing, said: list[str]) -> None:
    assert codes(look(ways()["instagram"], MESSAGE, standing).warnings) == said


def test_a_token_that_renews_itself_is_no_worry_and_an_app_is_asked_about_only_where_it_posts() -> None:
    tiktok = ways()["tiktok"]
    audited = Standing("machine", days_left=0, given={"audited": "1"})
    assert codes(look(tiktok, MESSAGE, audited).issues) == ["clip_missing"]
    assert look(tiktok, MESSAGE, audited).warnings == ()
    assert codes(look(tiktok, MESSAGE, JOINED).issues) == ["clip_missing", "app_not_audited"]
    assert codes(look(tiktok, MESSAGE, Standing("hand")).issues) == ["clip_missing"]


@pytest.mark.parametrize(
    ("said", "now", "told", "seconds"),
    [
        ("120", "", None, 120),
        ("Sat, 21 Nov 2026 10:01:00 GMT", "Sat, 21 Nov 2026 10:00:00 GMT", None, 60),
        ("Sat, 21 Nov 2026 09:00:00 GMT", "Sat, 21 Nov 2026 10:00:00 GMT", None, 0),
        ("", "", {"parameters": {"retry_after": 35}}, 35),
        ("soon", "", None, 0),
    ],
)
def test_how_long_a_platform_asks_to_wait(said: str, now: str, told: object, seconds: int) -> None:
    assert _wait(said, now, told) == seconds


def test_every_limit_and_rule_has_its_source_and_certainty() -> None:
    for way in ways().values():
        rules = [way.picture, way.clip, way.life, *way.limits.values()]
        for one in rules:
            if any(getattr(one, name, 0) for name in ("most", "needed", "hours", "most_bytes")):
                assert one.certainty in ("S", "K", "U"), way.code
                assert one.source, way.code
