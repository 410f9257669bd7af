"""A translator types: official names are checked letter by letter, what is right is kept without a button."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from nhip.newsroom.actions.stories import open_story, save_text
from nhip.newsroom.actions.translating import open_translation
from nhip.newsroom.queries.translating import translation_of

pytestmark = [pytest.mark.live, pytest.mark.django_db(transaction=True)]
DESK = "lang-son/so-van-hoa-the-thao-va-du-lich"


@pytest.mark.parametrize("width", [1280, 390])
def test_names_are_checked_as_one_types(
    signed_in: Callable[..., Page], unit: Callable[[str], object], person: Callable[..., object],
    picture: Callable[[Page, str], None], width: int,
) -> None:  # fmt: skip
    desk = unit(DESK)
    writer = person("editor", unit=desk)
    story = open_story(writer, desk, "Tàu cá về bến an toàn")
    save_text(writer, story, lead="Tàu hoạt động trên Biển Đông đã về bến.", contact="Sở, 0205 000 000")
    english = open_translation(writer, story, "en")
    page = signed_in("translator", width, unit=desk)
    page.goto(f"/toa-soan/{story.pk}/dich/en/")
    row = page.locator('[data-key="lead"]')
    field = row.locator("textarea[id]")
    field.click()
    field.press_sequentially("Boats in the South China Sea are back", delay=5)
    expect(row.locator(".says .open").first).to_contain_text("South China Sea")
    picture(page, "translating-names")
    assert Axe().run(page).response["violations"] == []
    with page.expect_response(lambda answer: "East" in (answer.request.post_data or "") and "/luu/" in answer.url):
        field.fill("Boats in the East Sea are back in port.")
    expect(row.locator(".says .open")).to_have_count(0)
    expect(page.locator("#saved")).to_contain_text("Đã lưu lúc")
    page.reload()
    expect(page.locator('[data-key="lead"] textarea[id]')).to_have_value("Boats in the East Sea are back in port.")
    bound = translation_of(english)
    assert bound is not None
    assert bound.segments.get(key="lead").target == "Boats in the East Sea are back in port."
