"""A merger decides the fate of pages in a browser; the public sees it, checks addresses, subscribes and rates.

Nothing that axe finds, nothing wider than the screen, no script needed by readers.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from nhip.channels.actions import outlets as acts
from nhip.channels.models.outlets import Outlet
from nhip.channels.models.subscribers import Subscriber
from nhip.channels.models.visits import PageDay, RatingDay, WebDay

pytestmark = [pytest.mark.live, pytest.mark.django_db(transaction=True)]
DESK = "lang-son/so-van-hoa-the-thao-va-du-lich"


@pytest.fixture(autouse=True)
def _fresh(settings: Any) -> None:
    from nhip.portal import keeping, newsletter, rating

    for one in (keeping, newsletter.PACE, rating.PACE, rating.ONCE):
        one.forget()
    settings.EMAIL_HOST, settings.NHIP_NEWSLETTER_FROM = "127.0.0.1", "bantin@mau.vn"


@pytest.fixture
def pages(person: Callable[..., object], unit: Callable[[str], object]) -> dict[str, Outlet]:
    """Three verified pages of an office, the first with numbers."""
    desk = unit(DESK)
    one, two = person("focal_point", unit=desk), person("officer", unit=desk)
    found = {}
    for name in ("dulich", "vanhoa", "thethao"):
        address = f"https://www.facebook.com/{name}.mau"
        row = acts.open_outlet(one, desk, "facebook", {"name": f"Trang {name}", "address": address})
        found[name] = acts.verify_outlet(two, row.pk, "Đối chiếu công văn")
    for month, count in ((1, 900), (2, 1000), (3, 1100), (5, 1900)):
        acts.measure_outlet(
            two, found["dulich"].pk, "facebook.followers", Decimal(count), date(2026, month, 1), proof="https://a.vn/1"
        )
    return found


def clean(page: Page, address: str) -> None:
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == [], address
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address


def decide(page: Page, row: Outlet, fate: str, **more: str) -> None:
    page.goto(f"/kenh/{row.pk}/")
    page.get_by_text("Quyết định khi sắp xếp").or_(page.locator("summary", has_text="sắp xếp")).first.click()
    page.locator("#f-cach").select_option(fate)
    page.locator("#f-ngay").fill("2026-04-01")
    page.locator("#can-cu").fill("QĐ 05/QĐ-MAU ngày 25/3/2026")
    for name, value in more.items():
        box = page.locator(f"#f-{name.replace('_', '-')}")
        box.select_option(value) if name in ("kenh", "ngat") else box.fill(value)
    page.locator("form[action$='/fate/'] button").click()
    expect(page.get_by_text("QĐ 05/QĐ-MAU").first).to_be_visible()


def test_each_pages_fate_is_decided_and_the_public_is_led_on(
    signed_in: Callable[..., Page], opened: Callable[..., Page], pages: dict[str, Outlet],
    picture: Callable[[Page, str], None],
) -> None:  # fmt: skip
    officer = signed_in("officer")
    decide(officer, pages["dulich"], "kept", ngat="co")
    expect(officer.locator("svg.chart")).to_contain_text("ngắt chuỗi")
    clean(officer, "outlet")
    picture(officer, "channels-outlet")
    decide(officer, pages["vanhoa"], "merged", kenh=str(pages["dulich"].pk))
    decide(
        officer,
        pages["thethao"],
        "renamed",
        ten="Thể thao Xứ Lạng",
        dia_chi="https://www.facebook.com/thethaoxulang.moi",
    )
    renamed = Outlet.objects.get(pk=pages["thethao"].pk)
    assert (renamed.name, renamed.verified_on) == ("Thể thao Xứ Lạng", None)
    acts.verify_outlet(Outlet.objects.get(pk=pages["vanhoa"].pk).verified_by, renamed.pk, "Đối chiếu lại")

    reader = opened(390)
    reader.goto("/vi/kenh/")
    expect(reader.get_by_text("Nay là:")).to_be_visible()
    picture(reader, "channels-public")
    clean(reader, "/vi/kenh/")
    reader.get_by_label("Kênh này có thật không?").fill("https://m.facebook.com/vanhoa.mau?ref=x")
    reader.get_by_role("button", name="Kiểm tra").click()
    expect(reader.get_by_role("heading", name="Kênh này đã ngừng sử dụng")).to_be_visible()
    picture(reader, "channels-check")
    clean(reader, "check")
    reader.get_by_role("link", name="Trang vanhoa").click()
    # the page of a channel that is no more leads on to the one that took its place, which says so
    expect(reader).to_have_url(re.compile(rf"/vi/kenh/{pages['dulich'].pk}/#kenh-{pages['vanhoa'].pk}$"))
    expect(reader.locator(f"#kenh-{pages['vanhoa'].pk}")).to_contain_text("QĐ 05/QĐ-MAU ngày 25/3/2026")
    expect(reader.get_by_text("Chuỗi số liệu ngắt tại đây: xử lý khi sắp xếp đơn vị")).to_be_visible()
    expect(reader.get_by_role("img", name="Mã QR")).to_be_visible()
    picture(reader, "channels-one")
    clean(reader, "channel")
    reader.goto("/vi/kenh/kiem-tra/?dia-chi=facebook.com/thethao.mau")
    expect(reader.get_by_role("heading", name="Kênh đã chuyển sang địa chỉ khác")).to_be_visible()
    decide(officer, renamed, "closed")
    expect(officer.get_by_text("Đã ngừng").or_(officer.locator(".head .tag"))).to_be_visible()
    reader.goto("/vi/kenh/")
    gone = reader.locator("li", has_text="Thể thao Xứ Lạng")
    expect(gone).to_contain_text("01/04/2026")
    with reader.expect_response(lambda answer: answer.url.endswith(f"/kenh/{renamed.pk}/")) as told:
        gone.get_by_role("link", name="Thể thao Xứ Lạng").click()
    assert told.value.status == 410
    expect(reader.get_by_text("QĐ 05/QĐ-MAU").first).to_be_visible()
    picture(reader, "channels-closed")
    clean(reader, "closed")


@pytest.mark.parametrize(("lang", "width", "dark"), [("vi", 390, False), ("en", 1280, True), ("zh", 390, True)])
def test_readers_subscribe_check_and_rate_without_a_script(
    opened: Callable[..., Page], chromium: Browser, live_server: Any, pages: dict[str, Outlet],
    picture: Callable[[Page, str], None], lang: str, width: int, dark: bool,
) -> None:  # fmt: skip
    page = opened(width, dark=dark)
    token = "0" * 32
    for address, name in (
        (f"/{lang}/ban-tin/", "newsletter"), (f"/{lang}/ban-tin/xem-thu/", "newsletter-asked"),
        (f"/{lang}/kenh/", "channels-list"), (f"/{lang}/kenh/{pages['dulich'].pk}/", "channel"),
        (f"/{lang}/kenh/kiem-tra/?dia-chi=facebook.com/dulich.mau", "check-yes"),
        (f"/{lang}/kenh/kiem-tra/?dia-chi=facebook.com/dulich_mau", "check-alike"),
        (f"/{lang}/danh-gia/vi-sao/", "rating-why"), (f"/ban-tin/thoi/{token}/", "newsletter-leave"),
        (f"/{lang}/ban-tin/so/", "newsletter-issues"),
    ):  # fmt: skip
        page.goto(address)
        clean(page, address)
        picture(page, f"{name}-{lang}")
    plain = chromium.new_context(java_script_enabled=False, base_url=live_server.url)
    quiet = plain.new_page()
    quiet.goto(f"/{lang}/ban-tin/")
    quiet.locator("#dia-chi").fill("doc@mau.vn")
    quiet.locator("form.ask button").click()
    expect(quiet).to_have_url(f"{live_server.url}/{lang}/ban-tin/xem-thu/")
    assert Subscriber.objects.get().state == "asked"
    quiet.goto(f"/{lang}/")
    quiet.locator(".rating button[value=no]").click()
    quiet.locator("input[value=outdated]").check()
    quiet.locator("form.ask button").click()
    assert dict(RatingDay.objects.values_list("said", "count")) == {"no": 1, "outdated": 1}
    plain.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_staff_see_sums_and_names_of_who_lacks_a_channel(
    signed_in: Callable[..., Page], pages: dict[str, Outlet], picture: Callable[[Page, str], None], width: int,
) -> None:  # fmt: skip
    today, desk = timezone.localdate(), pages["dulich"].unit
    officer = signed_in("officer", width, unit=desk)
    keeper = pages["dulich"].verified_by
    site = acts.open_outlet(keeper, desk, "website", {"name": "Cổng mẫu", "address": "https://cong.mau.vn"})
    for number in range(1, 60):
        WebDay.objects.create(
            outlet=site, on=today - timedelta(days=number), definition="website.visits.portal", views=400 + number,
            visits=150 + number, read_at=timezone.now(),
        )  # fmt: skip
    PageDay.objects.create(on=today, path="/vi/", views=120, visits=60)
    for said, count in (("yes", 30), ("no", 6), ("unclear", 4)):
        RatingDay.objects.create(on=today, path="/vi/", said=said, count=count)
    for language, topics in (("vi", []), ("vi", ["du-lich"]), ("en", [])):
        Subscriber.objects.create(
            token=f"{Subscriber.objects.count():032x}", language=language, topics=topics, state="confirmed",
            asked_at=timezone.now(), confirmed_at=timezone.now(),
        )  # fmt: skip
    for address, name in (
        ("/kenh/", "list"), ("/kenh/bao-phu/", "covered"), ("/kenh/ban-tin/", "newsletter"),
        ("/kenh/luot-xem/", "visited"), ("/kenh/danh-gia/", "rated"), ("/kenh/nhap/", "bring"),
        (f"/kenh/{site.pk}/", "site"),
    ):  # fmt: skip
        officer.goto(address)
        clean(officer, address)
        picture(officer, f"staff-channels-{name}")
