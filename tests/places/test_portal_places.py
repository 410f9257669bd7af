"""What readers see of places, products, projects and gates, and what nobody sees."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone
from tests.places.conftest import COMMUNE

from nhip.places.actions.entries import save_entry, translate_entry
from nhip.places.actions.gates import say_status, take_back_status
from nhip.places.actions.makers import end_consent, enter_maker
from nhip.places.actions.moving import move, withdraw_entry
from nhip.places.actions.pictures import attach_file, set_pictures
from nhip.places.models.entries import Entry
from nhip.places.models.gates import GateStatus
from nhip.places.models.makers import Maker

pytestmark = pytest.mark.django_db
PATHS = {"place": "diem-den", "product": "san-pham", "project": "du-an", "gate": "cua-khau"}


@pytest.fixture
def reader() -> Client:
    return Client()


def text(reader: Client, address: str, status: int = 200) -> str:
    answer = reader.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return answer.content.decode()


def again(places: SimpleNamespace, entry: Entry) -> Entry:
    """The newest version goes out as well."""
    move(places.writer, entry, "submit")
    move(places.approver, entry, "approve")
    return move(places.approver, entry, "publish")


@pytest.mark.parametrize("kind", PATHS)
def test_a_public_entry_says_who_answers_and_when_it_was_checked(
    places: SimpleNamespace, reader: Client, kind: str
) -> None:
    entry = places.public(kind, "Mục mẫu")
    page = text(reader, f"/vi/{PATHS[kind]}/{entry.slug}/")
    for said in ("Mục mẫu", "Ban Quản lý Khu kinh tế", f"{timezone.localdate():%d/%m/%Y}", "Đầu mối", "Đồng Đăng"):
        assert said in page, said
    described = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)[1])
    assert described["@type"] in ("TouristAttraction", "Product", "Project", "CivicStructure")
    assert f'hreflang="en" href="http://testserver/en/{PATHS[kind]}/{entry.slug}/"' in page
    assert "Mục mẫu (en)" in text(reader, f"/en/{PATHS[kind]}/{entry.slug}/")
    assert reader.get(f"/zh/{PATHS[kind]}/{entry.slug}/").status_code == 404
    assert "Mục mẫu" in text(reader, f"/vi/{PATHS[kind]}/")
    assert f"/vi/{PATHS[kind]}/{entry.slug}/" in text(reader, "/sitemap.xml")


def telling(kind: str, slug: str) -> list[str]:
    path = PATHS[kind]
    return [
        "/vi/", f"/vi/{path}/", f"/vi/{path}.atom", f"/vi/du-lieu/{path}.csv", f"/vi/du-lieu/{path}.json",
        "/sitemap.xml", f"/vi/nhung/{path}/", f"/api/v1/{kind}s",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", PATHS)
def test_no_draft_is_seen_anywhere(places: SimpleNamespace, reader: Client, kind: str) -> None:
    entry = places.opened(kind, "Chưa ai duyệt")
    move(places.writer, entry, "submit")
    move(places.approver, entry, "approve")
    for address in telling(kind, entry.slug):
        assert "Chưa ai duyệt" not in text(reader, address), address
    assert reader.get(f"/vi/{PATHS[kind]}/{entry.slug}/").status_code == 404
    assert reader.get(f"/api/v1/{kind}s/{entry.slug}").status_code == 404
    assert "Chưa ai duyệt" not in text(reader, f"/vi/co-quan/{COMMUNE}/")


def test_edits_after_publication_stay_inside(places: SimpleNamespace, reader: Client) -> None:
    entry = places.public()
    save_entry(places.writer, entry, {"contact": "Số chưa duyệt"}, {"vi": {"name": "Tên chưa duyệt"}})
    for address in [*telling("place", entry.slug), f"/vi/diem-den/{entry.slug}/"]:
        assert "chưa duyệt" not in text(reader, address), address
    again(places, entry)
    assert "Tên chưa duyệt" in text(reader, f"/vi/diem-den/{entry.slug}/")


def test_a_withdrawn_entry_says_when_and_why_and_nothing_else(places: SimpleNamespace, reader: Client) -> None:
    entry = places.public()
    withdraw_entry(places.approver, entry, "Đóng cửa để tu bổ.")
    page = text(reader, f"/vi/diem-den/{entry.slug}/", 410)
    assert "Đóng cửa để tu bổ." in page
    assert "Đoạn một" not in page
    for address in telling("place", entry.slug):
        assert entry.slug not in text(reader, address), address


def test_a_gate_says_its_state_with_the_boards_stamp_and_only_while_it_holds(
    places: SimpleNamespace, reader: Client
) -> None:
    entry = places.public("gate", "Cửa khẩu Hữu Nghị")
    address = f"/vi/cua-khau/{entry.slug}/"
    text(reader, address)
    said = say_status(places.writer, entry, "busy", {"vi": "Xe hàng quả tươi đi luồng riêng."})
    for one in (address, "/vi/cua-khau/", "/vi/nhung/cua-khau/"):
        page = text(reader, one)
        assert "Đông xe" in page, one
        assert f"{timezone.localtime(said.said_at):%H:%M}" in page
    assert "Xe hàng quả tươi" in text(reader, address)
    assert "Busy, longer waiting" in text(reader, f"/en/cua-khau/{entry.slug}/")
    row = reader.get("/api/v1/gates").json()["items"][0]
    assert (row["state"], row["state_said_by"]) == ("busy", said.post)
    _grow_old(said)
    for one in (address, "/vi/cua-khau/", "/vi/nhung/cua-khau/"):
        page = text(reader, one).split("</section>")[0]
        assert "Đông xe" not in page, one
        assert f"{timezone.localtime(GateStatus.objects.get().said_at):%d/%m/%Y}" in page
    row = reader.get("/api/v1/gates").json()["items"][0]
    assert row["state"] == ""
    assert row["state_said_at"]


def _grow_old(said: GateStatus) -> None:
    """A day and more goes by; the pages that were kept must end by themselves."""
    from nhip.places.models.public import PlacesEdition

    GateStatus.objects.filter(pk=said.pk).update(
        said_at=said.said_at - timedelta(hours=25), ends_at=said.ends_at - timedelta(hours=25)
    )
    row = PlacesEdition.objects.get(pk=1)
    PlacesEdition.objects.filter(pk=1).update(ends=[end - 25 * 3600 for end in row.ends])


def test_what_was_said_in_error_is_gone_and_the_one_before_comes_back(places: SimpleNamespace, reader: Client) -> None:
    entry = places.public("gate", "Cửa khẩu Tân Thanh")
    say_status(places.writer, entry, "normal")
    wrong = say_status(places.writer, entry, "paused")
    take_back_status(places.writer, wrong, "nhầm cửa khẩu")
    page = text(reader, f"/vi/cua-khau/{entry.slug}/")
    assert "Tạm dừng" not in page
    rows = list(csv.DictReader(io.StringIO(text(reader, "/vi/du-lieu/tinh-hinh-cua-khau.csv").lstrip("\ufeff"))))
    assert [one["state"] for one in rows] == ["normal"]


def test_stars_end_with_their_certificate(places: SimpleNamespace, reader: Client) -> None:
    entry = places.public("product", "Hồi khô")
    address = f"/vi/san-pham/{entry.slug}/"
    assert "OCOP" in text(reader, address)
    assert "Hồi khô" in text(reader, "/vi/san-pham/?sao=4")
    yesterday = timezone.localdate() - timedelta(days=1)
    content = entry.released.content
    content["facts"]["until"] = yesterday.isoformat()
    entry.released.save()
    Entry.objects.filter(pk=entry.pk).update(until=yesterday)
    from nhip.portal import keeping

    keeping.forget()  # a day later every page is drawn anew
    page = text(reader, address)
    assert 'class="stars"' not in page
    assert "01/QĐ-UBND" not in page
    assert "Hồi khô" not in text(reader, "/vi/san-pham/?sao=4")
    assert reader.get("/vi/du-lieu/san-pham.json").json()["product"][0]["stars"] == ""


def test_a_household_is_named_while_it_agrees(places: SimpleNamespace, reader: Client) -> None:
    today = timezone.localdate()
    maker = enter_maker(
        places.writer, places.board, "Hộ bà Nông Thị Mẫu", household=True, agreed_on=today,
        agreed_until=today + timedelta(days=30), agreement="Giấy đồng ý ngày hôm nay",
    )  # fmt: skip
    entry = places.public("product", "Khau nhục", maker=str(maker.pk))
    addresses = [f"/vi/san-pham/{entry.slug}/", "/vi/du-lieu/san-pham.csv", "/api/v1/products"]
    for one in addresses:
        assert "Nông Thị Mẫu" in text(reader, one), one
    end_consent(places.writer, maker, "Chủ hộ đề nghị")
    for one in addresses:
        assert "Nông Thị Mẫu" not in text(reader, one), one
    assert Maker.objects.get(pk=maker.pk).name == ""
    from nhip.journal.models import Entry as Line

    assert not any("Nông Thị Mẫu" in f"{one.facts}{one.ground}" for one in Line.objects.filter(verb__contains="maker"))


def test_pictures_and_files_are_everybodys_only_while_public(places: SimpleNamespace, reader: Client) -> None:
    entry = places.opened("project", "Kho lạnh mẫu")
    set_pictures(places.writer, entry, [places.picture(places.board).pk])
    version = attach_file(places.writer, entry, "document", "Danh mục", "danh-muc.pdf", b"%PDF-1.4 mau")
    number = version.content["files"][0]["original"]
    assert reader.get(f"/tep/{number}/").status_code == 404
    entry = again(places, entry)
    assert b"".join(reader.get(f"/tep/{number}/").streaming_content) == b"%PDF-1.4 mau"
    source = re.search(r'<img src="(/anh/[^"]+)"', text(reader, f"/vi/du-an/{entry.slug}/"))[1]
    assert reader.get(source).status_code == 200
    withdraw_entry(places.approver, entry, "thử")
    assert reader.get(f"/tep/{number}/").status_code == 404
    assert reader.get(source).status_code == 404


def test_a_translation_of_older_words_says_so(places: SimpleNamespace, reader: Client) -> None:
    entry = places.opened()
    translate_entry(places.writer, entry, "zh-hans", {"name": "同登圣母庙", "lead": "香火鼎盛。"})
    entry = again(places, entry)
    assert 'class="correction"' not in text(reader, f"/zh/diem-den/{entry.slug}/")
    save_entry(places.writer, entry, {}, {"vi": {"lead": "Lời giới thiệu mới."}})
    entry = again(places, entry)
    assert 'class="correction"' in text(reader, f"/zh/diem-den/{entry.slug}/")


def test_lists_are_narrowed_without_a_script(places: SimpleNamespace, reader: Client) -> None:
    places.public("place", "Đền Mẫu Đồng Đăng")
    places.public("place", "Thác Bản Khiếng", sort="scenery")
    for asked, there in (
        ("loai=scenery", False), ("q=den+mau", True), (f"dia-ban={places.commune.pk}", True), ("dia-ban=1x", True),
        ("sao=9", False), ("q=%25", False),
    ):  # fmt: skip
        found = "Đền Mẫu Đồng Đăng" in text(reader, f"/vi/diem-den/?{asked}")
        assert found is there, asked


def test_a_communes_page_gathers_what_is_its_own(places: SimpleNamespace, reader: Client) -> None:
    places.public("place", "Đền Mẫu Đồng Đăng")
    places.public("gate", "Cửa khẩu Hữu Nghị")
    page = text(reader, f"/vi/co-quan/{COMMUNE}/")
    for said in ("Đền Mẫu Đồng Đăng", "Cửa khẩu Hữu Nghị", "0205 000 000"):
        assert said in page
    assert reader.get("/vi/co-quan/khong-co/").status_code == 404


def test_only_named_hosts_may_frame_an_embed(places: SimpleNamespace, reader: Client, settings: object) -> None:
    places.public()
    for _time in range(2):  # drawn, then kept
        answer = reader.get("/vi/nhung/diem-den/")
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    settings.NHIP_EMBED_HOSTS = ["https://langson.gov.vn"]
    from nhip.portal import keeping

    keeping.forget()
    for _time in range(2):
        answer = reader.get("/vi/nhung/diem-den/")
        policy = answer.headers["Content-Security-Policy"]
        assert "frame-ancestors https://langson.gov.vn" in policy
        assert "script-src 'none'" in policy
        assert "X-Frame-Options" not in answer.headers
    ordinary = reader.get("/vi/diem-den/")
    assert ordinary.headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in ordinary.headers["Content-Security-Policy"]


def test_the_interface_is_what_its_description_says(places: SimpleNamespace, reader: Client) -> None:
    entries = {kind: places.public(kind, f"Mục {kind}") for kind in PATHS}
    described = reader.get("/api/v1/openapi.json").json()
    schemas = described["components"]["schemas"]
    assert set(described["paths"]) == {"/news"} | {f"/{kind}s{rest}" for kind in PATHS for rest in ("", "/{slug}")}
    for kind, entry in entries.items():
        listed = reader.get(f"/api/v1/{kind}s?lang=en").json()
        one = reader.get(f"/api/v1/{kind}s/{entry.slug}?lang=en").json()
        assert listed["items"] == [one]
        assert set(one) == set(schemas[kind.capitalize()]["properties"])
        assert all(isinstance(value, str) for value in one.values())
    answer = reader.get("/api/v1/places")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert reader.get("/api/v1/places?lang=xx").status_code == 400
    assert reader.get("/api/v1/nothing").status_code == 404
    assert reader.post("/api/v1/places").status_code == 405


def test_the_catalogue_names_each_data_set(places: SimpleNamespace, reader: Client) -> None:
    places.public()
    said = reader.get("/vi/du-lieu/dcat.jsonld").json()
    urls = [way["dcat:downloadURL"] for one in said["dcat:dataset"] for way in one["dcat:distribution"]]
    assert len(urls) >= 9
    for url in urls:
        assert reader.get(url.removeprefix("http://testserver")).status_code == 200, url
