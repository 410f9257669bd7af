"""What must be in order before another pair of eyes sees a story; which names are official; what one text is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from nhip.law.terms import found_in, packaged
from nhip.newsroom.checklist import Copy, Shown, open_points, points
from nhip.newsroom.content import content_of, digest
from nhip.newsroom.kinds import kinds, official, public_label
from nhip.newsroom.states import MOVES, STATES, allowed, refusals

ON = date(2026, 11, 21)
WHOLE = Copy(
    language="vi", title="Hoa hồi được mùa", lead="Hợp tác xã ký đơn hàng cả năm.",
    plain="Hoa hồi được mùa\nHợp tác xã ký đơn hàng cả năm.\nVụ hồi năm nay các hộ thu hoạch sớm hơn mọi năm.",
    sources="Hợp tác xã", contact="Sở, 0205 000 000", machine_help="",
    pictures=(Shown("hồi", "Rừng hồi", "own", date(2026, 11, 21)),),
)  # fmt: skip


def codes(copy: Copy) -> list[str]:
    return [issue.code.removeprefix("newsroom.") for issue in open_points(points(copy, packaged(), ON))]


@pytest.mark.parametrize(
    ("copy", "found"),
    [
        (WHOLE, []),
        (replace(WHOLE, lead=" "), ["lead_missing"]),
        (replace(WHOLE, plain=WHOLE.title), ["body_missing"]),
        (replace(WHOLE, sources="", contact=""), ["source_missing", "contact_missing"]),
        (replace(WHOLE, machine_made=True), ["machine_unsaid"]),
        (replace(WHOLE, machine_made=True, machine_help="Ảnh do máy vẽ"), []),
        (replace(WHOLE, pictures=(Shown("a", "", ""),)), ["alt_missing", "licence_missing"]),
        (replace(WHOLE, pictures=(Shown("a", "b", "own", date(2026, 11, 20)),)), ["rights_ended"]),
        (replace(WHOLE, pictures=(Shown("a", "b", "own", None, True),)), ["consent_missing"]),
        (replace(WHOLE, plain=f"{WHOLE.plain} Trên biển Nam Trung Hoa."), ["name_not_official"]),
        (replace(WHOLE, kind=kinds()["statement"]), ["speaker_missing"]),
        (replace(WHOLE, kind=kinds()["statement"], byline="Phó Chủ tịch Nông Thị Mẫu"), []),
        (replace(WHOLE, kind=kinds()["official"]), ["evidence_missing"]),
        (replace(WHOLE, kind=kinds()["official"], contact="Văn phòng"), ["evidence_missing", "answer_back_missing"]),
        (replace(WHOLE, kind=kinds()["official"], sources="Báo cáo 12/BC-UBND ngày 05/11/2026"), []),
        (replace(WHOLE, kind=kinds()["official"], sources="Nghị định 05/2026/NĐ-CP", contact="a@mau.vn"), []),
        (replace(WHOLE, kind=kinds()["official"], sources="https://mau.vn/so-lieu"), []),
        (replace(WHOLE, kind=kinds()["official"], sources="Kiểm tra ngày 05/11/2026"), ["evidence_missing"]),
        (replace(WHOLE, kind=kinds()["release"]), ["number_missing"]),
    ],
)
def test_each_point_says_what_is_open(copy: Copy, found: list[str]) -> None:
    assert codes(copy) == found


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("the South China Sea", "en", ["South China Sea"]),
        ("the East Sea (South China Sea)", "en", []),
        ("Hoang Sa (Paracel) Islands", "en", []),
        ("在南海", "zh-hans", ["南海"]),
        ("quần đảo Hoàng Sa (Paracel)", "vi", []),
        ("xã Tây Sa Pa", "en", []),
    ],
)
def test_official_names_in_every_language(text: str, language: str, found: list[str]) -> None:
    assert [hit.found for hit in found_in(text, language, packaged(), ON)] == found


def test_one_text_has_one_digest_whatever_its_blocks_are_called() -> None:
    def stored(words: str, block: str) -> dict[str, object]:
        return {"title": "A", "body": [{"type": "words", "value": words, "id": block}], "go_live_at": block}

    assert digest(content_of(stored("x", "1"))) == digest(content_of(stored("x", "2")))
    assert digest(content_of(stored("x", "1"))) != digest(content_of(stored("x.", "1")))


@pytest.mark.parametrize("state", [code for code, _ in STATES])
def test_an_author_neither_approves_nor_returns(state: str) -> None:
    assert not {"approve", "return"} & set(allowed(state, ("writer", "approver"), author=True))
    for verb in ("approve", "return"):
        assert "newsroom.own_story" in [issue.code for issue in refusals(verb, state, author=True, reason="x")]
    assert set(MOVES) == {"submit", "take_back", "approve", "return"}


def test_what_an_agency_says_itself_has_a_label_in_each_language() -> None:
    assert [one.code for one in official()] == ["official", "statement", "release"]
    for one in official():
        assert all(public_label(one.code, language) for language in ("vi", "en", "zh-hans"))
    assert public_label("story", "vi") == public_label("nothing", "vi") == ""
