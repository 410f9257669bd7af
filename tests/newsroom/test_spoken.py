"""What of a story is read aloud."""

from __future__ import annotations

from nhip.newsroom.spoken import digest, script_of

BLOCKS = [
    {"type": "words", "value": "<h2>Đường đi</h2><p>Xe dừng ở <b>bãi ga</b> &amp; bãi chợ.</p>"},
    {"type": "picture", "value": {"picture": 3, "alt": "Cổng đền", "caption": "Ảnh"}},
    {"type": "quote", "value": {"words": "Mời khách.", "said_by": "Ông Mẫu"}},
    {"type": "facts", "value": {"heading": "Giờ mở cửa", "words": "<ul><li>6h</li><li>18h</li></ul>"}},
    {"type": "sort nobody knows", "value": {"a": "không đọc"}},
]


def test_words_are_read_in_order_and_pictures_are_not() -> None:
    script = script_of("Đi lễ", "UBND mời.", BLOCKS, "vi")
    assert script.split("\n\n") == [
        "Đi lễ.", "Ủy ban nhân dân mời.", "Đường đi.", "Xe dừng ở bãi ga & bãi chợ.", "Ông Mẫu: “Mời khách.”",
        "Giờ mở cửa.", "sáu giờ.", "mười tám giờ.",
    ]  # fmt: skip


def test_other_languages_are_left_to_the_voice() -> None:
    assert script_of("Open 6-18", "", [], "en") == "Open 6-18."


def test_another_voice_or_text_is_another_recording() -> None:
    assert len({digest("a", "vi"), digest("b", "vi"), digest("a", "en")}) == 3
