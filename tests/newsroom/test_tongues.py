"""The language of a text by its letters, told only where they say enough."""

import pytest

from nhip.newsroom.tongues import tongue_of

VI = "Từ thứ Bảy tuần này, xe khách dừng ở bãi phía ga, xe con dừng ở bãi phía chợ, đi bộ chưa đến mười phút."
EN = "From this Saturday, coaches stop on the station side of Đồng Đăng and cars on the market side of Kỳ Lừa ward."
ZH = "自本周六起，大客车停靠车站一侧，小型车停靠市场一侧，步行不到十分钟即可到达庙门。"


@pytest.mark.parametrize(
    ("text", "found"), [(VI, "vi"), (EN, "en"), (ZH, "zh-hans"), ("Đồng Đăng", ""), ("", ""), ("OCOP 2026", "")]
)
def test_told_by_letters(text: str, found: str) -> None:
    assert tongue_of(text) == found
