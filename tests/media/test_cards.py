"""The card of a shared link: the same bytes for the same words, its agency's logo and colour, no boxes, no bombs."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from nhip.media.cards import BAND, EDGE, LOGO, SIZE, Kit, Letters, draw, drawable, opened

FONTS = Path(__file__).resolve().parents[2] / "src/nhip/web/fonts"
STRONG, PLAIN = (
    Letters(*(FONTS / f"be-vietnam-pro-{part}-{weight}-normal.woff2" for part in ("latin", "vietnamese")))
    for weight in (700, 500)
)
TITLE, AGENCY = "Chợ phiên Thất Khê mở sớm hơn một giờ", "Ủy ban nhân dân xã Mẫu"


def logo(colour: str = "#a53f10", size: tuple[int, int] = (400, 200), kind: str = "PNG") -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", size, colour).save(kept, kind)
    return kept.getvalue()


def made(title: str = TITLE, kit: Kit | None = None) -> Image.Image:
    return Image.open(io.BytesIO(draw(title, AGENCY, kit or Kit("#1f6b45", logo()), STRONG, PLAIN))).convert("RGB")


def test_colour_at_the_foot_and_logo_at_the_head() -> None:
    card = made()
    assert card.size == SIZE
    assert card.getpixel((600, SIZE[1] - BAND // 2)) == (0x1F, 0x6B, 0x45)
    assert card.getpixel((EDGE + LOGO // 2, EDGE + LOGO // 2)) == (0xA5, 0x3F, 0x10)
    # a wide logo keeps its shape
    assert card.getpixel((EDGE + LOGO // 2, EDGE + 4)) == (255, 255, 255)


def test_the_same_words_are_the_same_bytes() -> None:
    draw.cache_clear()
    first = draw(TITLE, AGENCY, Kit("#1f6b45", logo()), STRONG, PLAIN)
    draw.cache_clear()
    assert draw(TITLE, AGENCY, Kit("#1f6b45", logo()), STRONG, PLAIN) == first
    assert draw(TITLE + "!", AGENCY, Kit("#1f6b45", logo()), STRONG, PLAIN) != first


@pytest.mark.parametrize("title", ["A", "Kỷ niệm " * 60, "Một-từ-rất-dài-không-có-dấu-cách" * 6])
def test_nothing_is_written_past_the_edges(title: str) -> None:
    card = made(title.strip())
    right = card.crop((SIZE[0] - 8, 0, SIZE[0], SIZE[1] - BAND))
    foot = card.crop((0, SIZE[1] - BAND - 8, SIZE[0], SIZE[1] - BAND))
    assert foot.getextrema() == ((255, 255),) * 3
    assert right.getextrema() == ((255, 255),) * 3


def test_letters_that_are_not_there_get_no_card() -> None:
    assert drawable("Ủy ban nhân dân tỉnh “Mẫu” – 12/2026, ỹ Đ ư ₫ …")
    assert not drawable("七溪集市提前开市")
    assert not drawable("Chợ 😀")
    with pytest.raises(ValueError, match="letters"):
        draw("七溪集市", AGENCY, Kit(), STRONG, PLAIN)
    assert drawable("e\u0302\u0301")  # what is typed apart is put together first


@pytest.mark.parametrize("data", [b"", b"<svg onload='x'/>", b"\x89PNG\r\n\x1a\n", logo()[:60], logo(kind="TIFF")])
def test_what_is_no_picture_is_left_out(data: bytes) -> None:
    assert opened(data) is None
    assert made(kit=Kit("", data)).size == SIZE


def test_a_bomb_is_not_opened() -> None:
    kept = io.BytesIO()
    Image.new("1", (9_000, 9_000)).save(kept, "PNG")
    assert opened(kept.getvalue()) is None
