"""Pages of what comes back from readers, in sums, and of the register as a file."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from tests.channels.test_letters import Post, joined, office
from tests.channels.test_register_pages import page

from nhip.channels.actions.releases import release
from nhip.channels.models.outlets import Outlet
from nhip.channels.models.visits import PageDay, RatingDay, WebDay, WebSource

__all__ = ["office"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def people(person: Callable[..., object], newsroom: SimpleNamespace, settings: Any) -> SimpleNamespace:
    key = newsroom.unit.key
    settings.NHIP_SECOND_FACTOR = False
    settings.NHIP_PORTAL = "https://mau.vn"
    return SimpleNamespace(
        newsroom=newsroom, unit=newsroom.unit, focal=page(person("focal_point", key)),
        officer=page(person("officer", key)), outsider=page(person("focal_point", "lang-son/so-tai-chinh")),
    )  # fmt: skip


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def new(client: Client, unit: Any, **told: str) -> Outlet:
    client.post("/kenh/moi/", {"don-vi": unit.pk, **told})
    return Outlet.objects.latest("pk")


def test_the_newsletter_is_seen_in_sums_with_its_next_letter(people: SimpleNamespace, office: Post) -> None:
    joined(office, "mot@mau.vn", "hai@mau.vn")
    story = people.newsroom.approved(title="Hội hoa đào")
    release(people.newsroom.approver, story, ["portal", "newsletter"])
    text = shown(people.focal, "/kenh/ban-tin/")
    assert "Hội hoa đào" in text
    assert "0205 000 000" in text
    assert "@mau.vn" not in text
    assert "Hội hoa đào" not in shown(people.outsider, "/kenh/ban-tin/")
    from nhip.channels.jobs import release_due

    release_due.enqueue()
    assert "Không có thư chờ gửi" in shown(people.focal, "/kenh/ban-tin/")


def test_the_register_goes_out_and_comes_in_as_a_file(people: SimpleNamespace) -> None:
    new(people.focal, people.unit, **{"nen-tang": "facebook", "ten": "=1+1", "dia-chi": "https://facebook.com/mau"})
    data = people.focal.get("/kenh/tep/xlsx/").content
    rows = list(load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True))
    assert rows[1][2] == "'=1+1"
    assert "'=1+1" in people.focal.get("/kenh/tep/csv/").content.decode("utf-8-sig")
    assert people.focal.get("/kenh/tep/exe/").status_code == 404
    assert len(list(load_workbook(io.BytesIO(people.outsider.get("/kenh/tep/xlsx/").content)).active.iter_rows())) == 1
    again = {"don-vi": people.unit.pk, "bang": SimpleUploadedFile("kenh.xlsx", data)}
    assert "giữ nguyên 1" in people.focal.post("/kenh/nhap/", again, follow=True).content.decode()
    bad = b"N\xe1\xbb\x81n t\xe1\xba\xa3ng,T\xc3\xaan k\xc3\xaanh,\xc4\x90\xe1\xbb\x8ba ch\xe1\xbb\x89\nzalo,OA Sai,https://facebook.com/x\n"
    told = people.focal.post("/kenh/nhap/", {"don-vi": people.unit.pk, "bang": SimpleUploadedFile("k.csv", bad)})
    assert told.status_code == 422
    assert "OA Sai" in told.content.decode()


def test_who_lacks_a_channel_is_named(people: SimpleNamespace) -> None:
    text = shown(people.officer, "/kenh/bao-phu/")
    name = "Sở Văn hóa, Thể thao và Du lịch"
    assert name in text
    row = new(people.focal, people.unit, **{"nen-tang": "facebook", "ten": "T", "dia-chi": "https://facebook.com/mau"})
    first = shown(people.officer, "/kenh/bao-phu/").split("</section>")[0]
    assert name not in first
    assert "A05" in first
    Outlet.objects.filter(pk=row.pk).update(paused=True)
    assert name in shown(people.officer, "/kenh/bao-phu/").split("</section>")[0]


def test_visits_and_ratings_are_sums(people: SimpleNamespace) -> None:
    site = new(people.focal, people.unit, **{"nen-tang": "website", "ten": "Cổng", "dia-chi": "https://mau.vn"})
    today = timezone.localdate()
    assert "Chưa nối bộ đếm" in shown(people.focal, "/kenh/luot-xem/")
    told = people.focal.post(f"/kenh/{site.pk}/viec/counter/", {"bo-dem": "portal"}, follow=True).content.decode()
    assert "Đã nối bộ đếm" in told
    assert WebSource.objects.get().kind == "portal"
    refused = people.focal.post(
        f"/kenh/{site.pk}/viec/counter/", {"bo-dem": "matomo", "may-chu": "https://noi-bo.vn", "ma-trang": "1",
                                           "ma-truy-cap": "x"}, follow=True
    )  # fmt: skip
    assert "chưa được phép hỏi" in refused.content.decode()
    WebDay.objects.create(outlet=site, on=today - timedelta(days=1), definition="website.visits.portal", views=5400,
                          visits=1234, read_at=timezone.now())  # fmt: skip
    story = people.newsroom.approved(title="Tin được xem")
    release(people.newsroom.approver, story, ["portal"])
    story.refresh_from_db()
    path = f"/vi/tin/{story.slug}/"
    PageDay.objects.create(on=today, path=path, views=77, visits=11)
    text = shown(people.focal, "/kenh/luot-xem/")
    assert "1.234" in text
    assert "Tin được xem" in text
    for said, count in (("yes", 12), ("no", 4), ("outdated", 3)):
        RatingDay.objects.create(on=today, path=path, said=said, count=count)
    rated = shown(people.focal, "/kenh/danh-gia/")
    assert "75 %" in rated
    assert "Đã cũ: 3" in rated
    assert "Tin được xem" not in shown(people.outsider, "/kenh/danh-gia/")
    assert "Tin được xem" in shown(people.officer, "/kenh/danh-gia/?ngay=365")


def test_a_channel_changes_hands_on_the_page_and_its_series_breaks(people: SimpleNamespace) -> None:
    row = new(people.focal, people.unit, **{"nen-tang": "facebook", "ten": "T", "dia-chi": "https://facebook.com/mau"})
    for month, count in ((1, "900"), (2, "1000"), (5, "1500")):
        told = {"cach-tinh": "facebook.followers", "so": count, "ngay": f"2026-{month:02d}-01"}
        people.officer.post(f"/kenh/{row.pk}/viec/measure/", told)
    people.officer.post(f"/kenh/{row.pk}/viec/fate/", {
        "cach": "kept", "ngay": "2026-04-01", "can-cu": "QĐ 05/QĐ-MAU ngày 25/3/2026", "ngat": "co",
        "co-quan": "lang-son/so-tai-chinh",
    })  # fmt: skip
    row.refresh_from_db()
    assert row.unit.key == "lang-son/so-tai-chinh"
    text = shown(people.officer, f"/kenh/{row.pk}/")
    assert '<svg xmlns="http://www.w3.org/2000/svg" class="chart"' in text
    assert "c-break-line" in text
    assert "QĐ 05/QĐ-MAU" in text
