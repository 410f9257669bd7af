"""Official names: where a source uses one, its translation says it as it is fixed."""

from __future__ import annotations

from datetime import date

import pytest

from nhip.newsroom.languages import by_tag, languages
from nhip.newsroom.names import KINDS, STATUSES, Name, checked, over, packaged, uses

ON = date(2026, 11, 21)


def found(source: str, target: str, language: str) -> list[tuple[str, str]]:
    issues = checked(source, "vi", target, language, packaged(), ON)
    return [
        (issue.code.removeprefix("newsroom."), str(issue.facts.get("name") or issue.facts["found"])) for issue in issues
    ]


def test_each_packaged_name_says_where_it_comes_from() -> None:
    assert len({one.key for one in packaged()}) == len(packaged()) > 60
    for one in packaged():
        assert one.kind in KINDS
        assert one.status in STATUSES
        assert one.source
        assert set(one.forms) == set(languages())
        assert all(forms and all(forms) for forms in one.forms.values())


@pytest.mark.parametrize(
    ("source", "target", "language", "wrong"),
    [
        ("Biển Đông", "the South China Sea", "en",
         [("name_forbidden", "South China Sea"), ("name_missing", "Biển Đông")]),
        ("quần đảo Hoàng Sa", "Hoang Sa (Paracel) Archipelago", "en", []),
        ("Báo cáo 12/BC-UBND", "Report 12/BC-UBND", "en", []),
        ("Công văn 7/2026/CV-UBND của UBND", "Letter 7/2026/CV-UBND", "en", [("name_missing", "UBND")]),
        ("quần đảo Hoàng Sa", "西沙群岛", "zh-hans",
         [("name_forbidden", "西沙群岛"), ("name_forbidden", "西沙"), ("name_missing", "quần đảo Hoàng Sa")]),
        ("Uỷ ban nhân dân tỉnh Lạng Sơn họp", "The People’s Committee of Lang Son Province met", "en", []),
        ("Chủ tịch UBND tỉnh Cao Bằng", "Chairwoman of Cao Bang Provincial People's Committee", "en", []),
        ("Chủ tịch UBND tỉnh Cao Bằng", "高平省人民政府主席", "zh-hans",
         [("name_forbidden", "人民政府"), ("name_missing", "Chủ tịch UBND"), ("name_missing", "UBND tỉnh Cao Bằng")]),
        ("đi qua cửa khẩu Hữu Nghị", "through the gate", "en", [("name_used", "cửa khẩu Hữu Nghị")]),
        ("một giám đốc sở", "a manager", "en", []),
        ("giá hoa hồi tăng", "rose prices rise", "en", [("name_forbidden", "rose"), ("name_used", "hoa hồi")]),
    ],
)  # fmt: skip
def test_what_a_translation_does_with_names(
    source: str, target: str, language: str, wrong: list[tuple[str, str]]
) -> None:
    assert found(source, target, language) == wrong


def test_a_name_inside_a_longer_one_is_part_of_it() -> None:
    held = [use.name.key for use in uses("Công viên địa chất toàn cầu UNESCO Lạng Sơn", "vi", packaged(), ON)]
    assert held == ["cong-vien-dia-chat-lang-son"]


def test_the_office_says_it_over_the_package_and_a_day_ends_a_name() -> None:
    own = Name(
        "bien-dong", "sovereignty", {"vi": ("Biển Đông",), "en": ("Bien Dong",)}, "official", "thử", date(2026, 1, 1)
    )
    names = over(packaged(), [own])
    assert len(names) == len(packaged())
    assert checked("Biển Đông", "vi", "East Sea", "en", names, ON)
    assert not checked("Biển Đông", "vi", "East Sea", "en", names, date(2025, 1, 1)), "not before its day"


@pytest.mark.parametrize(
    ("tag", "code"),
    [("en-GB", "en"), ("zh-CN", "zh-hans"), ("zh_Hans", "zh-hans"), ("zh-TW", None), ("fr", None), ("VI", "vi")],
)
def test_languages_of_exchange_files(tag: str, code: str | None) -> None:
    language = by_tag(tag)
    assert (language.code if language else None) == code
