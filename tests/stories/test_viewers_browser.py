"""Looking around a scene and turning a model in a real browser: asked for, drawn, turned by keys, left again."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Locator, Page, expect
from tests.newsroom.conftest import person, unit
from tests.places.conftest import _nothing_kept, places

from nhip.places.actions.moving import move
from nhip.places.actions.pictures import add_picture, attach_file
from nhip.project.sample.places import model

__all__ = ["_nothing_kept", "person", "places", "unit"]
pytestmark = [pytest.mark.live, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

RIGHT = {"description": "Cảnh vẽ bốn phía", "credit": "Nhịp", "rights_holder": "Nhịp", "licence": "own"}
VIEWERS = ("pannellum", "models.js", ".glb", "/tep/")
"""What no reader needs before asking; the picture all around is told apart by its address."""
SIDES = ("#7d2e2e", "#2e7d4f", "#2e4b7d", "#b0902e")


@pytest.fixture
def shown(places: SimpleNamespace, settings: Any, tmp_path: Path) -> dict[str, str]:
    """The paths of two public entries: one with a picture all around, one with a model."""
    from wagtail.models import Collection

    settings.NHIP_MEDIA = tmp_path / "originals"
    if Collection.get_first_root_node() is None:  # what a migration made went with the test before
        Collection.add_root(name="Root")
    scene, gate = places.opened("place", "Đỉnh Mẫu Sơn"), places.opened("place", "Thành Mẫu")
    add_picture(places.writer, scene, _all_around(), RIGHT, scene=True)
    attach_file(places.writer, gate, "model", "Cổng thành (mẫu)", "cong-thanh.glb", model())
    for one in (scene, gate):
        move(places.writer, one, "submit")
        move(places.approver, one, "approve")
        move(places.approver, one, "publish")
    return {"scene": f"/vi/diem-den/{scene.slug}/", "model": f"/vi/diem-den/{gate.slug}/"}


def _all_around() -> bytes:
    """Another colour on each side, so that whoever turned sees something else."""
    drawn, kept = Image.new("RGB", (2048, 1024)), io.BytesIO()
    for number, colour in enumerate(SIDES):
        drawn.paste(colour, (number * 512, 0, number * 512 + 512, 700))
    drawn.paste("#3a3a30", (0, 700, 2048, 1024))
    drawn.save(kept, "JPEG", quality=85)
    return kept.getvalue()


def seen(place: Locator) -> Image.Image:
    return Image.open(io.BytesIO(place.screenshot())).convert("RGB")


def drawn(page: Page, place: Locator) -> Image.Image:
    """What stands there, once more than one colour does."""
    for _time in range(40):
        got = seen(place)
        middle = got.crop((got.width // 6, got.height // 3, got.width - got.width // 6, got.height - 8))
        if len(middle.resize((60, 40)).getcolors(5000)) > 20:
            return got
        page.wait_for_timeout(250)
    raise AssertionError("nothing was drawn")


def differs(page: Page, place: Locator, before: Image.Image) -> bool:
    for _time in range(20):
        red, green, blue = ImageChops.difference(seen(place), before).split()
        most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
        if sum(most.histogram()[40:]) > 0.02 * most.width * most.height:
            return True
        page.wait_for_timeout(200)
    return False


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(("kind", "act"), [("scene", "Xem toàn cảnh"), ("model", "Xoay mô hình")])
def test_a_viewer_comes_when_asked_turns_and_goes(
    opened: Callable[..., Page], picture: Callable[[Page, str], None], shown: dict[str, str], kind: str, act: str,
    width: int,
) -> None:  # fmt: skip
    page, fetched = opened(width), []
    page.on("request", lambda asked: fetched.append(asked.url))
    page.goto(shown[kind])
    page.wait_for_load_state("networkidle")
    figure = page.locator(f"figure.{kind}")
    whole = figure.get_attribute(f"data-{kind}")
    assert not [one for one in fetched if any(part in one for part in VIEWERS) or one.endswith(whole)]
    assert page.locator("canvas").count() == 0
    link = figure.locator("a", has_text=act)
    link.focus()
    page.keyboard.press("Enter")
    place = figure.get_by_role("application")
    expect(place).to_be_focused()
    first = drawn(page, place)
    assert any(one.endswith(whole) for one in fetched)
    picture(page, f"viewer-{kind}")
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    page.keyboard.down("ArrowRight")
    page.wait_for_timeout(700)
    page.keyboard.up("ArrowRight")
    for _time in range(6):
        page.keyboard.press("ArrowRight")
    assert differs(page, place, first)
    figure.get_by_role("button", name="Đóng").press("Enter")
    expect(link).to_be_focused()
    assert page.locator("canvas").count() == 0
    link.press("Enter")  # once more, now left by a key
    drawn(page, place)
    page.keyboard.press("Escape")
    expect(link).to_be_focused()
    page.keyboard.press("Tab")
    expect(link).not_to_be_focused()


@pytest.mark.parametrize("width", [390, 1280])
def test_without_a_script_the_picture_and_the_file_stand_there(
    chromium: Browser, live_server: Any, shown: dict[str, str], width: int
) -> None:
    context = chromium.new_context(
        java_script_enabled=False, base_url=live_server.url, viewport={"width": width, "height": 800}, locale="vi-VN"
    )
    page = context.new_page()
    page.goto(shown["scene"])
    still, whole = page.locator("figure.scene img"), page.locator("figure.scene a", has_text="Toàn bộ ảnh")
    still.scroll_into_view_if_needed()
    expect(still).to_be_visible()
    assert still.get_attribute("alt") == RIGHT["description"]
    for path in (still.get_attribute("src"), whole.get_attribute("href")):
        got = Image.open(io.BytesIO(page.request.get(path).body()))
        assert got.width == 2 * got.height
    page.goto(shown["model"])
    with page.expect_download() as coming:
        page.locator("figure.model a", has_text="GLB").click()
    assert Path(coming.value.path()).read_bytes() == model()
    assert coming.value.suggested_filename == "cong-thanh.glb"
    context.close()


def test_a_telephone_that_cannot_draw_gets_the_whole_picture(
    chromium: Browser, live_server: Any, shown: dict[str, str]
) -> None:
    # its own context: the browser's way of showing a lone picture styles that picture inline, which our policy refuses
    context = chromium.new_context(base_url=live_server.url, viewport={"width": 390, "height": 800})
    context.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    page = context.new_page()
    page.goto(shown["scene"])
    whole = page.locator("figure.scene").get_attribute("data-scene")
    page.locator("figure.scene a").first.click()
    page.wait_for_url(f"**{whole}")
    context.close()


def test_a_model_that_the_viewer_does_not_know_comes_as_its_file(
    opened: Callable[..., Page], shown: dict[str, str]
) -> None:
    page = opened(390)
    page.route("**/tep/**", lambda one: one.fulfill(body=b"glTF", content_type="model/gltf-binary"))
    page.goto(shown["model"])
    link = page.locator("figure.model a").first
    with page.expect_download():
        link.click()
    expect(link).to_be_visible()
    assert page.locator(".viewer").count() == 0
