"""Names of bodies: whole, never broken at their own commas, ended where the duty begins."""

from __future__ import annotations

import pytest

from nhip.documents.reading.agencies_named.lists import names_only, read_field, read_running


def running(text: str) -> tuple[list[str], str]:
    mentions, end = read_running(text, 0)
    return [mention.name for mention in mentions], text[end:].strip()


@pytest.mark.parametrize(
    ("text", "names", "rest"),
    [
        (
            "Sở Văn hóa, Thể thao và Du lịch, Sở Công Thương xây dựng kế hoạch",
            ["Sở Văn hóa, Thể thao và Du lịch", "Sở Công Thương"],
            "xây dựng kế hoạch",
        ),
        ("các sở, ban, ngành, UBND các xã, phường rà soát", ["các sở, ban, ngành", "UBND các xã, phường"], "rà soát"),
        ("Công an tỉnh kịp thời xử lý", ["Công an tỉnh"], "kịp thời xử lý"),
        ("các tổ chức chính trị - xã hội tổ chức hội nghị", ["các tổ chức chính trị - xã hội"], "tổ chức hội nghị"),
        ("Ban Chỉ đạo xây dựng nông thôn mới tỉnh theo dõi", ["Ban Chỉ đạo xây dựng nông thôn mới tỉnh"], "theo dõi"),
        ("Bộ Ngoại giao cung cấp thông tin", ["Bộ Ngoại giao"], "cung cấp thông tin"),
        (
            "Ban Tuyên giáo và Dân vận Tỉnh ủy chủ trì",
            ["Ban Tuyên giáo và Dân vận Tỉnh ủy"],
            "chủ trì",
        ),
        ("Đồng chí Phó Chủ tịch UBND tỉnh phụ trách", ["Đồng chí Phó Chủ tịch UBND tỉnh"], "phụ trách"),
        (
            "các Sở: Tài chính, Kế hoạch và Đầu tư, Nội vụ và UBND các huyện thực hiện",
            ["Sở Tài chính", "Sở Kế hoạch và Đầu tư", "Sở Nội vụ", "UBND các huyện"],
            "thực hiện",
        ),
    ],
)
def test_a_list_in_running_text_ends_where_the_duty_begins(text: str, names: list[str], rest: str) -> None:
    assert running(text) == (names, rest)


@pytest.mark.parametrize(
    "text",
    [
        "Ban hành kế hoạch",
        "Báo cáo Ủy ban nhân dân tỉnh",
        "Tổ chức các hội nghị",
        "Hội nghị tổng kết",
        "Phòng ngừa vi phạm",
        "TỔ CHỨC THỰC HIỆN",
        "Các giải pháp chủ yếu",
        "Đội ngũ cán bộ",
    ],
)
def test_everyday_words_open_no_name(text: str) -> None:
    assert read_running(text, 0)[0] == ()
    assert names_only(text, 0, len(text)) == ()


def test_a_class_is_generic_and_starts_small() -> None:
    text = "Các sở, ban, ngành; Sở Nội vụ."
    mentions = read_field(text, 0, len(text))
    assert [(mention.name, mention.generic) for mention in mentions] == [
        ("các sở, ban, ngành", True),
        ("Sở Nội vụ", False),
    ]


def test_units_named_after_a_body_stay_one_class() -> None:
    text = "Sở Ngoại vụ; UBND các huyện và các xã, thị trấn biên giới"
    assert [mention.name for mention in read_field(text, 0, len(text))] == [
        "Sở Ngoại vụ",
        "UBND các huyện và các xã, thị trấn biên giới",
    ]


def test_the_place_of_the_tone_mark_does_not_change_a_name() -> None:
    text = "Sở Văn hoá, Thể thao và Du lịch"
    mention = read_field(text, 0, len(text))[0]
    assert mention.name == "Sở Văn hóa, Thể thao và Du lịch"
    assert text[mention.start : mention.end] == text


def test_a_known_name_in_capitals_gets_its_usual_spelling() -> None:
    text = "SỞ THÔNG TIN VÀ TRUYỀN THÔNG"
    assert names_only(text, 0, len(text))[0].name == "Sở Thông tin và Truyền thông"


def test_an_empty_field_names_nobody() -> None:
    for text in ("", " - ", "…"):
        assert read_field(text, 0, len(text)) == ()
