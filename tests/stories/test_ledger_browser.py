"""A focal point logs on the road: no line, a lost answer, a closed page; each entry arrives once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.http import JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from playwright.sync_api import Page, expect
from tests.documents.conftest import PASSWORD
from tests.media.test_photos import phone_jpeg

from nhip.agencies.models.units import Unit
from nhip.media.models.originals import Original
from nhip.plans.models.activities import Activity
from nhip.plans.models.evidence import Evidence
from nhip.workspace.ledger import entry

COMMUNE = "lang-son.xa-doan-ket"  # a real place, so that the page knows the level of the desk

KEPT = """async () => {
  for (let tries = 0; tries < 100 && !await caches.match("/hoat-dong/ghi/"); tries += 1)
    await new Promise((done) => setTimeout(done, 50));
  return Boolean(await caches.match("/hoat-dong/ghi/"));
}"""

pytestmark = [pytest.mark.live, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def store(settings: object, tmp_path: Path) -> None:
    settings.NHIP_MEDIA = tmp_path / "media"


@pytest.fixture
def phone(request: pytest.FixtureRequest, opened: Callable[..., Page], person: Callable[..., object]) -> Page:
    """The phone of a commune's focal point, with the entry page kept by its worker; the width may be asked for."""
    account = person("focal_point", unit=Unit.objects.create(key=COMMUNE))
    page = opened(getattr(request, "param", 360))
    page.goto("/tai-khoan/login/")
    page.get_by_label("Thư điện tử").fill(account.email)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.goto("/hoat-dong/ghi/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    assert page.evaluate(KEPT)
    page.reload()
    return page


def fill(page: Page, title: str, quantity: str = "120") -> None:
    page.get_by_role("link", name="Tờ rơi", exact=True).first.click()
    page.get_by_label("Nội dung").fill(title)
    page.get_by_label("Số lượng").fill(quantity)


def save(page: Page) -> None:
    page.get_by_role("button", name="Lưu").click()


def faultless(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == []


@pytest.mark.parametrize("phone", [360, 1280], indirect=True)
def test_logged_without_a_line_and_sent_once_when_it_returns(
    phone: Page, tmp_path: Path, picture: Callable[..., None]
) -> None:
    photo = tmp_path / "a.jpg"
    photo.write_bytes(phone_jpeg())
    picture(phone, "ledger-choose")
    faultless(phone)
    phone.context.set_offline(True)
    phone.reload()  # the page comes from the phone itself
    expect(phone.get_by_text("Không có mạng")).to_be_visible()
    fill(phone, "Phát tờ rơi ở chợ", "khoảng 120")
    phone.get_by_label("Ảnh", exact=True).set_input_files(photo)
    expect(phone.locator("#pictures img")).to_have_count(1)
    picture(phone, "ledger-entry-offline")
    faultless(phone)
    save(phone)
    expect(phone.locator("#queue")).to_contain_text("Phát tờ rơi ở chợ")
    expect(phone.locator("#queue")).to_contain_text("Chờ gửi")
    picture(phone, "ledger-queue")
    faultless(phone)
    assert Activity.objects.count() == 0
    phone.reload()  # closed and opened again without a line: nothing is lost
    expect(phone.locator("#queue")).to_contain_text("Phát tờ rơi ở chợ")
    phone.goto("/")  # Today without a line is the entry page
    expect(phone.get_by_role("heading", level=1)).to_have_text("Ghi hoạt động")
    expect(phone.locator("#queue")).to_contain_text("Phát tờ rơi ở chợ")
    phone.context.set_offline(False)
    expect(phone.locator("#told")).to_contain_text("Đã gửi")
    expect(phone.locator("#queue-card")).to_be_hidden()
    phone.goto("/")
    expect(phone.get_by_role("link", name="Ghi hoạt động")).to_be_visible()
    faultless(phone)
    picture(phone, "today-focal")
    phone.wait_for_timeout(300)
    one = Activity.objects.get()
    assert (one.quantity, one.qualifier, one.estimate) == (120, "khoảng", True)
    assert Evidence.objects.get().kind == "photo"


def test_an_answer_lost_on_the_way_back_sends_nothing_twice(phone: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    lost: list[object] = []

    def lose(data: object, **more: object) -> HttpResponseBase:
        """The entry is stored; the line breaks in the middle of the answer."""
        if len(lost) >= 2 or more.get("status"):
            return JsonResponse(data, **more)
        lost.append(data)

        def broken() -> Iterator[bytes]:
            yield b'{"address"'
            raise RuntimeError("the line broke")

        return StreamingHttpResponse(broken(), content_type="application/json")

    monkeypatch.setattr(entry, "JsonResponse", lose)
    fill(phone, "Phát lần một")
    save(phone)
    expect(phone.locator("#queue")).to_contain_text("Chờ gửi")
    expect(phone.locator("#told")).to_contain_text("chưa gửi")
    assert len(lost) >= 1
    assert Activity.objects.count() == 1  # stored, and the phone does not know it
    for _ in range(3):
        phone.evaluate("dispatchEvent(new Event('online'))")
        phone.wait_for_timeout(400)
    expect(phone.locator("#told")).to_contain_text("Đã gửi")
    expect(phone.locator("#queue-card")).to_be_hidden()
    assert len(lost) == 2
    assert Activity.objects.count() == 1


def test_two_entries_from_the_kept_page_are_two(phone: Page) -> None:
    """The page kept in the phone is the same each time it is opened; its entries are not."""
    phone.context.set_offline(True)
    for title in ("Chợ thứ nhất", "Chợ thứ hai"):
        phone.reload()
        fill(phone, title)
        save(phone)
        expect(phone.locator("#queue")).to_contain_text(title)
    expect(phone.locator("#queue li")).to_have_count(2)
    phone.context.set_offline(False)
    expect(phone.locator("#queue-card")).to_be_hidden()
    assert set(Activity.objects.values_list("title", flat=True)) == {"Chợ thứ nhất", "Chợ thứ hai"}


def test_two_pages_sending_at_once_send_once(phone: Page) -> None:
    second = phone.context.new_page()
    second.goto("/hoat-dong/ghi/")
    phone.context.set_offline(True)
    fill(phone, "Hai trang")
    save(phone)
    expect(phone.locator("#queue")).to_contain_text("Hai trang")
    phone.context.set_offline(False)
    expect(phone.locator("#queue-card")).to_be_hidden()
    second.evaluate("nhipQueue.sendAll()")
    assert Activity.objects.count() == 1


def test_a_draft_survives_a_closed_page(phone: Page) -> None:
    fill(phone, "Đang ghi dở", "7")
    phone.wait_for_timeout(600)
    phone.close()
    again = phone.context.new_page()
    again.set_viewport_size({"width": 360, "height": 800})
    again.goto("/hoat-dong/ghi/")
    expect(again.get_by_text("Nội dung ghi dở đã được giữ lại.")).to_be_visible()
    expect(again.get_by_label("Nội dung")).to_have_value("Đang ghi dở")
    again.get_by_role("button", name="Bỏ").click()
    expect(again.get_by_label("Nội dung")).to_have_value("")


def test_what_the_server_refuses_comes_back_to_be_mended(phone: Page) -> None:
    fill(phone, "Số sai", "nhiều")
    save(phone)
    expect(phone.get_by_role("alert")).to_contain_text("không đọc được số «nhiều»")
    phone.get_by_label("Số lượng").fill("9")
    save(phone)
    expect(phone.locator("#told")).to_contain_text("Số sai")
    assert Activity.objects.get().quantity == 9


def test_pictures_come_in_through_the_share_sheet(phone: Page, tmp_path: Path) -> None:
    shared = """(bytes) => {
      const form = document.createElement("form");
      const [input, words] = ["input", "input"].map((name) => document.createElement(name));
      form.method = "post"; form.enctype = "multipart/form-data"; form.action = "/hoat-dong/chia-se/";
      const holder = new DataTransfer();
      holder.items.add(new File([new Uint8Array(bytes)], "a.jpg", { type: "image/jpeg" }));
      input.type = "file"; input.name = "anh"; input.files = holder.files;
      words.name = "title"; words.value = "Treo băng rôn";
      form.append(input, words); document.body.append(form); form.submit();
    }"""
    phone.context.set_offline(True)  # the worker answers, with or without a line
    phone.evaluate(shared, list(phone_jpeg((400, 300))))
    phone.wait_for_url("**/hoat-dong/ghi/?chia-se=1")
    phone.get_by_role("link", name="Băng rôn", exact=True).first.click()
    expect(phone.locator("#pictures img")).to_have_count(1)
    expect(phone.get_by_label("Nội dung")).to_have_value("Treo băng rôn")
    assert Original.objects.count() == 0


def test_signing_out_leaves_no_page_of_mine_on_the_device(phone: Page) -> None:
    phone.goto("/toi/")
    phone.get_by_role("button", name="Đăng xuất").click()
    phone.wait_for_url("**/tai-khoan/**")
    assert phone.evaluate("caches.match('/hoat-dong/ghi/').then((kept) => Boolean(kept))") is False


def test_every_page_of_the_ledger_is_faultless_and_fits(phone: Page, picture: Callable[..., None]) -> None:
    fill(phone, "Phát tờ rơi phòng, chống cháy rừng tại chợ phiên")
    save(phone)
    expect(phone.locator("#told")).to_contain_text("Đã gửi")
    one = Activity.objects.get()
    for width in (360, 390, 1280):
        phone.set_viewport_size({"width": width, "height": 860 if width > 800 else 800})
        for address, name in (("/hoat-dong/", "list"), (f"/hoat-dong/{one.pk}/", "one"), ("/hoat-dong/thang/", "month"),
                              (f"/hoat-dong/{one.pk}/sua/", "amend"), ("/hoat-dong/nhap/", "bring"),
                              ("/hoat-dong/loai/", "kinds"), ("/hoat-dong/ghi/?loai=event", "form")):  # fmt: skip
            phone.goto(address)
            faultless(phone)
            picture(phone, f"ledger-{name}")
