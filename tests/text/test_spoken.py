"""What is written short is said in full."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhip.text.spoken import spoken


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("UBND xã họp.", "Ủy ban nhân dân xã họp."),
        ("Họp ngày 21/11/2026.", "Họp ngày hai mươi mốt tháng mười một năm hai nghìn không trăm hai mươi sáu."),
        ("Hạn 05/4/2026", "Hạn ngày mồng năm tháng tư năm hai nghìn không trăm hai mươi sáu"),
        ("Từ 7/2025.", "Từ tháng bảy năm hai nghìn không trăm hai mươi lăm."),
        ("Quý IV/2025", "Quý tư năm hai nghìn không trăm hai mươi lăm"),
        ("Trồng 1.234,5 ha", "Trồng một nghìn hai trăm ba mươi bốn phẩy năm héc ta"),
        ("tăng 12,5%", "tăng mười hai phẩy năm phần trăm"),
        ("giá 83 nghìn đồng/kg", "giá tám mươi ba nghìn đồng một ki lô gam"),
        ("Gọi 0205 000 123", "Gọi không hai không năm, không không không, một hai ba"),
        ("Mở cửa lúc 7h30", "Mở cửa lúc bảy giờ ba mươi phút"),
        ("Kế hoạch 198/KH-UBND", "Kế hoạch một trăm chín mươi tám của Ủy ban nhân dân"),
        ("rộng 6-8 m", "rộng sáu đến tám mét"),
        ("TS. Nông Văn Mẫu", "tiến sĩ Nông Văn Mẫu"),
        ("Họp tại TP.", "Họp tại thành phố."),
        ("Nhà A4 và số 12a", "Nhà A4 và số 12a"),
    ],
)
def test_said_as_a_reader_would(written: str, said: str) -> None:
    assert spoken(written) == said


@given(st.text(max_size=200))
def test_any_text_can_be_said(text: str) -> None:
    assert isinstance(spoken(text), str)


@given(st.integers(min_value=13, max_value=999_999_999))
def test_no_figure_is_left_of_a_number(number: int) -> None:
    grouped = f"{number:,}".replace(",", ".")
    assert not any(sign.isdigit() for sign in spoken(f"Có {grouped} người."))
