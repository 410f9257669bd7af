"""A picture of a page under a secrecy mark is told from a poster, whatever kind of picture it is."""

from __future__ import annotations

import io

import pytest
from builders import drawn, pdf_of, png
from PIL import Image, ImageDraw, ImageFont

from nhip.documents.intake.looking import bears_mark_in

HEAD = [("ỦY BAN NHÂN DÂN", 200, 150, 44), ("XÃ MẪU", 300, 220, 44), ("Số: 12/BC-UBND", 200, 420, 40)]
BODY = [(f"{number}. Tình hình mùa vụ tháng này tại các thôn trong xã.", 200, 700 + number * 80, 38)
        for number in range(10)]  # fmt: skip


def page(mark: str = "") -> Image.Image:
    image = drawn([*HEAD, *BODY], (1240, 1754))
    if mark:
        draw = ImageDraw.Draw(image)
        font = ImageFont.truetype("/usr/share/fonts/truetype/liberation2/LiberationSans-Bold.ttf", 48)
        draw.rectangle((150, 300, 520, 385), outline="#c8102e", width=6)
        draw.text((180, 315), mark, fill="#c8102e", font=font)
    return image


def as_kind(image: Image.Image, kind: str) -> bytes:
    kept = io.BytesIO()
    image.save(kept, kind)
    return kept.getvalue()


@pytest.mark.live
@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "AVIF"])
def test_a_photographed_page_under_a_mark(kind: str) -> None:
    assert bears_mark_in("anh", as_kind(page("TỐI MẬT"), kind))


@pytest.mark.live
def test_a_page_without_one_a_poster_and_a_view() -> None:
    assert not bears_mark_in("anh", png(page()))
    poster = drawn([("MẬT ONG RỪNG MẪU SƠN", 120, 300, 70), ("Hội chợ ngày 12 tháng 12", 120, 420, 50)], (1240, 800))
    assert not bears_mark_in("anh", png(poster))
    assert not bears_mark_in("anh", as_kind(Image.radial_gradient("L").resize((1200, 800)).convert("RGB"), "WEBP"))
    assert not bears_mark_in("ap-phich.pdf", pdf_of("Hoi cho OCOP\nNgay 12 thang 12"))


@pytest.mark.parametrize("data", [b"", b"x", b"RIFF\0\0\0\0WEBPVP8 ", b"ID3\4\0", b"\0\0\0 ftypavif", b"GIF89a"])
def test_what_cannot_be_read_bears_none(data: bytes) -> None:
    assert not bears_mark_in("anh", data)
