"""A story on paper: its words, who answers for it and its address; nothing that only a screen can use."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from playwright.sync_api import Page, expect
from tests.newsroom.conftest import newsroom, person, unit
from tests.portal.conftest import public

__all__ = ["newsroom", "person", "public", "unit"]
pytestmark = [pytest.mark.live, pytest.mark.django_db(transaction=True)]


def test_a_printed_story_keeps_its_words_and_drops_the_screen(
    opened: Callable[..., Page], newsroom: SimpleNamespace, public: Callable[..., object]
) -> None:
    from nhip.portal.keeping import forget

    forget()
    story = public(title="Hoa hồi được mùa")
    page = opened(1280)
    page.goto(f"/vi/tin/{story.slug}/")
    expect(page.locator(".rating")).to_be_visible()
    page.emulate_media(media="print")
    for shown in (page.get_by_role("heading", name="Hoa hồi được mùa"), page.get_by_text("0205 000 000").first):
        expect(shown).to_be_visible()
    for gone in (".rating", ".top .rooms", ".top .lang", ".top .seek", ".foot ul"):
        assert not page.locator(gone).first.is_visible(), gone
    colour = page.locator("body").evaluate("one => getComputedStyle(one).color")
    assert colour == "rgb(0, 0, 0)"
    assert page.pdf(format="A4").startswith(b"%PDF")
