"""Every outcome of the ledger's addresses: shown, stored once, refused, not found."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from tests.media.test_photos import SECRETS, phone_jpeg
from tests.plans.test_sheets import book

from nhip.agencies.actions.units import take_up
from nhip.agencies.models.accounts import Account
from nhip.agencies.models.units import Unit
from nhip.documents.models import Document
from nhip.journal.actors import Machine
from nhip.plans.kinds import fed_like, packaged
from nhip.plans.models.activities import Activity, NilReturn
from nhip.plans.models.evidence import Evidence
from nhip.plans.models.topics import Topic
from nhip.plans.queries.kinds import every_kind

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture(autouse=True)
def store(settings: object, tmp_path: Path) -> None:
    settings.NHIP_MEDIA = tmp_path / "media"


@pytest.fixture
def desk(unit: Callable[..., Unit]) -> Unit:
    return unit("mau/xa-mau")


@pytest.fixture
def focal(signed_in: Callable[..., Client], desk: Unit) -> Client:
    return signed_in("focal_point", unit=desk)


def form(desk: Unit, **more: object) -> dict[str, object]:
    return {"phieu": str(uuid4()), "loai": "leaflet", "don-vi": desk.pk, "noi-dung": "Phát tờ rơi tại chợ phiên",
            "ngay": TODAY.isoformat(), "so-luong": "trên 1.200", "f-leaflet-handed_out": "1.000"} | more  # fmt: skip


def log(client: Client, desk: Unit, **more: object) -> Activity:
    answer = client.post("/hoat-dong/ghi/", form(desk, **more), headers={"Accept": "application/json"})
    assert answer.status_code == 200, answer.content
    return Activity.objects.get(pk=answer.json()["address"].split("/")[2])


def test_the_form_asks_for_few_things_and_shows_eight_kinds(focal: Client) -> None:
    text = focal.get("/hoat-dong/ghi/").content.decode()
    choices = text.split('id="choosing"')[1].split("<details>")[0]
    assert choices.count("data-kind-choice") <= 8
    assert 'name="so-luong"' in text
    assert focal.get("/hoat-dong/ghi/?loai=leaflet").content.decode().count('name="f-leaflet-') == 2


def test_the_same_entry_sent_again_is_stored_once_with_its_photo(focal: Client, desk: Unit) -> None:
    sent = form(desk)
    for _ in range(3):
        answer = focal.post(
            "/hoat-dong/ghi/", sent | {"anh": SimpleUploadedFile("a.jpg", phone_jpeg(), "image/jpeg")},
            headers={"Accept": "application/json"},
        )  # fmt: skip
        assert answer.status_code == 200
    one = Activity.objects.get()
    assert (one.quantity, one.qualifier, one.values) == (1200, "trên", {"handed_out": "1000"})
    photo = Evidence.objects.get()
    shown = focal.get(f"/hoat-dong/minh-chung/{photo.pk}/")
    assert shown["Content-Type"] == "image/jpeg"
    assert "sandbox" in shown["Content-Security-Policy"]
    assert [word for word in SECRETS if word in shown.content] == []


def test_a_bad_proof_is_named_and_never_blocks(focal: Client, desk: Unit) -> None:
    answer = focal.post(
        "/hoat-dong/ghi/",
        form(desk) | {"anh": SimpleUploadedFile("a.jpg", b"GIF89a"), "duong-dan": "javascript:alert(1)"},
        headers={"Accept": "application/json"},
    )
    assert answer.status_code == 200
    assert len(answer.json()["warnings"]) == 2
    assert Activity.objects.count() == 1


def test_what_is_wrong_is_said_beside_its_field(focal: Client, desk: Unit) -> None:
    sent = form(desk, **{"so-luong": "nhiều", "f-leaflet-left_over": "x", "noi-dung": ""})
    answer = focal.post("/hoat-dong/ghi/", sent, headers={"Accept": "application/json"})
    assert answer.status_code == 422
    assert {issue["field"] for issue in answer.json()["issues"]} == {"noi-dung", "so-luong", "f-leaflet-left_over"}
    plain = focal.post("/hoat-dong/ghi/", sent)
    assert plain.status_code == 422
    assert "không đọc được số «nhiều»" in plain.content.decode()
    assert 'value="1.000"' in plain.content.decode()


def test_without_scripts_the_form_leads_to_the_activity(focal: Client, desk: Unit) -> None:
    answer = focal.post("/hoat-dong/ghi/", form(desk), follow=True)
    assert "trên 1.200 tờ" in answer.content.decode()
    assert "Chưa có minh chứng" in answer.content.decode()


def test_nobody_logs_for_the_desks_of_others(focal: Client, desk: Unit) -> None:
    other = Unit.objects.create(key="mau/khac")
    answer = focal.post("/hoat-dong/ghi/", form(other), headers={"Accept": "application/json"})
    assert answer.status_code == 403
    assert not Activity.objects.exists()


def test_the_list_is_found_filtered_and_taken_out_safely(focal: Client, desk: Unit) -> None:
    log(focal, desk, **{"noi-dung": "=HYPERLINK(1)"})
    log(focal, desk, loai="banner", **{"noi-dung": "Treo băng rôn"})
    assert "Treo băng rôn" in focal.get("/hoat-dong/").content.decode()
    assert "Treo băng rôn" not in focal.get("/hoat-dong/?loai=leaflet").content.decode()
    assert "Treo băng rôn" in focal.get("/hoat-dong/?tim=bang ron").content.decode()
    assert "Không có hoạt động" in focal.get("/hoat-dong/?tim=khongthay").content.decode()
    table = load_workbook(io.BytesIO(focal.get("/hoat-dong/bang.xlsx").content)).active
    assert {cell.data_type for row in table.iter_rows(min_row=2, min_col=5, max_col=5) for cell in row} == {"s"}
    assert "'=HYPERLINK" in focal.get("/hoat-dong/bang.csv").content.decode("utf-8-sig")


def test_amending_needs_a_reason_and_keeps_the_history(focal: Client, desk: Unit) -> None:
    one = log(focal, desk)
    address = f"/hoat-dong/{one.pk}/sua/"
    assert 'value="1.200"' in focal.get(address).content.decode()
    sent = form(desk, **{"so-luong": "1.300", "ban": 1, "ly-do": ""})
    assert focal.post(address, sent).status_code == 422
    assert focal.post(address, sent | {"ly-do": "Đếm lại"}).status_code == 302
    page = focal.get(f"/hoat-dong/{one.pk}/").content.decode()
    assert "Đếm lại" in page
    assert "<s>1.200</s>" in page
    stale = focal.post(address, sent | {"ly-do": "Cũ", "so-luong": "1.400"})
    assert "vừa được người khác sửa" in stale.content.decode()


def test_cancelling_withdrawing_attaching(focal: Client, desk: Unit, signed_in: Callable[..., Client]) -> None:
    one = log(focal, desk)
    files = {"danh-sach": SimpleUploadedFile("ds.xlsx", b"ten"), "so-nguoi": "42", "duong-dan": "vi-du.vn/tin",
             "tep": SimpleUploadedFile("bb.txt", "Biên bản".encode())}  # fmt: skip
    focal.post(f"/hoat-dong/{one.pk}/dinh-kem/", files)
    kinds = {proof.kind: proof for proof in Evidence.objects.all()}
    assert set(kinds) == {"attendance", "link", "file"}
    page = focal.get(f"/hoat-dong/{one.pk}/").content.decode()
    assert "42" in page
    assert "ds.xlsx" not in page  # a sealed list shows no name
    file = focal.get(f"/hoat-dong/minh-chung/{kinds['file'].pk}/")
    assert file["Content-Disposition"].startswith("attachment")
    assert file["Content-Type"] == "application/octet-stream"
    assert signed_in("auditor").get(f"/hoat-dong/minh-chung/{kinds['attendance'].pk}/").status_code == 403
    focal.post(f"/hoat-dong/minh-chung/{kinds['link'].pk}/rut/", {"ly-do": "Nhầm"})
    assert Evidence.objects.get(kind="link").withdrawn_at is not None
    focal.post(f"/hoat-dong/{one.pk}/huy/", {"ly-do": "Ghi trùng"})
    assert Activity.objects.get().state == "cancelled"
    assert "Không có tệp" not in focal.get(f"/hoat-dong/{one.pk}/").content.decode()


def test_the_month_says_value_nil_or_missing_and_one_tap_says_nil(focal: Client, desk: Unit) -> None:
    log(focal, desk)
    page = focal.get("/hoat-dong/thang/").content.decode()
    assert "Chưa báo" in page
    month = f"{TODAY:%Y-%m}"
    focal.post("/hoat-dong/khong-phat-sinh/", {"thang": month, "don-vi": desk.pk, "loai": "banner"})
    assert NilReturn.objects.get().kind == "banner"
    focal.post("/hoat-dong/khong-phat-sinh/", {"thang": month, "don-vi": desk.pk, "loai": "banner", "rut": "1"})
    assert not NilReturn.objects.filter(taken_back_at=None).exists()
    focal.post("/hoat-dong/khong-phat-sinh/", {"thang": month, "don-vi": desk.pk})
    assert NilReturn.objects.filter(taken_back_at=None).count() >= 6
    assert "Chưa báo" not in focal.get("/hoat-dong/thang/").content.decode()


def test_a_table_is_looked_over_then_taken_in_once(focal: Client, desk: Unit) -> None:
    assert focal.get("/hoat-dong/mau/leaflet.xlsx").content.startswith(b"PK")
    assert focal.get("/hoat-dong/mau/no_such.xlsx").status_code == 404
    rows = [["05/6/2026", "Phát tại chợ", 10], ["xx", "Sai", 1]]
    sent = {"loai": "leaflet", "don-vi": desk.pk, "bang": SimpleUploadedFile("bang.xlsx", book(rows))}
    page = focal.post("/hoat-dong/nhap/", sent, follow=True)
    assert "Ô A3: Không đọc được ngày «xx»" in page.content.decode()
    address = page.request["PATH_INFO"]
    for _ in range(2):
        focal.post(f"{address}lay/")
    assert Activity.objects.get().title == "Phát tại chợ"
    evil = {"loai": "leaflet", "don-vi": desk.pk, "bang": SimpleUploadedFile("x.xlsx", book([["5/6/2026", "=1", 1]]))}
    answer = focal.post("/hoat-dong/nhap/", evil)
    assert answer.status_code == 422
    assert "Ô B2 chứa công thức" in answer.content.decode()


def test_a_province_adds_a_kind_in_the_page(signed_in: Callable[..., Client], focal: Client) -> None:
    officer = signed_in("officer")
    own = {"ten": "Buổi hát then", "nhom": "spoken", "don-vi-tinh": "buổi", "minh-chung": ["photo"],
           "so-lieu-1": "Người dự", "don-vi-1": "người", "tinh-nhu": "leaflet"}  # fmt: skip
    officer.post("/hoat-dong/loai/them/", own)
    assert "Buổi hát then" in focal.get("/hoat-dong/loai/").content.decode()
    assert "f-x_buoi_hat_then-x_nguoi_du" in focal.get("/hoat-dong/ghi/").content.decode()
    own_kind, leaflet = every_kind(None)["x_buoi_hat_then"], packaged().kinds["leaflet"]
    assert [feed.entity for feed in own_kind.feeds] == [one["entity"] for one in fed_like(leaflet)] != []
    assert focal.post("/hoat-dong/loai/them/", {}).status_code == 403
    officer.post("/hoat-dong/loai/leaflet/ngung/")
    assert "?loai=leaflet" not in focal.get("/hoat-dong/ghi/").content.decode()
    assert "Đã ngừng dùng" in officer.get("/hoat-dong/loai/").content.decode()
    assert focal.post("/hoat-dong/loai/leaflet/dung-lai/").status_code == 403
    officer.post("/hoat-dong/loai/leaflet/dung-lai/")
    assert "?loai=leaflet" in focal.get("/hoat-dong/ghi/").content.decode()
    assert "Đã ngừng dùng" not in officer.get("/hoat-dong/loai/").content.decode()
    for deed in ("ngung", "dung-lai"):
        officer.post(f"/hoat-dong/loai/x_buoi_hat_then/{deed}/")
    assert "Buổi hát then" in focal.get("/hoat-dong/ghi/").content.decode(), "with its own words"


def test_a_document_proves_by_its_number_and_symbol(focal: Client, desk: Unit, plan: Document) -> None:
    one = log(focal, desk)
    plan.unit, plan.symbol = desk, "12/KH-UBND"
    plan.save()
    address = f"/hoat-dong/{one.pk}/dinh-kem/"
    assert "không" in focal.post(address, {"van-ban": "99/KH-UBND"}, follow=True).content.decode()
    focal.post(address, {"van-ban": " 12 /kh-ubnd"})
    assert Evidence.objects.get().document_id == plan.pk


def test_the_phone_gets_its_worker_manifest_and_token(focal: Client) -> None:
    worker = focal.get("/nhip-worker.js")
    assert worker["Content-Type"] == "text/javascript"
    assert "importScripts" in worker.content.decode()
    manifest = json.loads(focal.get("/nhip.webmanifest").content)
    assert manifest["share_target"]["params"]["files"][0]["name"] == "anh"
    assert focal.get("/hoat-dong/hang-doi/").json()["token"]
    assert focal.post("/hoat-dong/chia-se/", {}).status_code == 302


def test_an_officer_of_no_desk_names_the_agency(signed_in: Callable[..., Client]) -> None:
    from nhip.agencies.actions.directory import load_packaged

    load_packaged(Machine("thử"))
    take_up(Machine("thử"), ["lang-son/so-ngoai-vu"], ground="thử")
    officer = signed_in("officer")
    sent = {"loai": "event", "noi-dung": "Hội chợ", "ngay": date(2026, 6, 5).isoformat(), "so-luong": "1",
            "co-quan": "Sở Ngoại vụ tỉnh Lạng Sơn"}  # fmt: skip
    assert officer.post("/hoat-dong/ghi/", sent).status_code == 302
    assert Activity.objects.get().unit.key == "lang-son/so-ngoai-vu"
    assert officer.post("/hoat-dong/ghi/", sent | {"co-quan": ""}).status_code == 422


def test_hours_and_topics_are_kept_for_the_calendar(focal: Client, desk: Unit) -> None:
    topic = Topic.objects.create(name="Cửa khẩu xanh")
    one = log(focal, desk, **{"du-kien": "1", "ngay": (TODAY + timedelta(days=3)).isoformat(), "gio-tu": "08:30",
                              "gio-den": "10:00", "phat-ngon": "Giám đốc Sở", "chu-de": topic.pk})  # fmt: skip
    assert timezone.localtime(one.begins_at).strftime("%H:%M") == "08:30"
    assert (one.state, one.spokesperson, list(one.topics.all())) == ("planned", "Giám đốc Sở", [topic])
    address = f"/hoat-dong/{one.pk}/sua/"
    assert 'value="08:30"' in focal.get(address).content.decode()
    later = form(desk, **{"so-luong": "trên 1.200", "ngay": one.on.isoformat(), "gio-tu": "14:00", "gio-den": "15:00",
                          "phat-ngon": "", "cam-den": "2026-06-05T09:00", "ban": 1, "ly-do": "Lùi giờ"})  # fmt: skip
    assert focal.post(address, later).status_code == 302
    assert "14:00" in focal.get(f"/hoat-dong/{one.pk}/").content.decode()
    for wrong in ({"gio-tu": "25:00"}, {"gio-tu": "10:00", "gio-den": "08:00"}, {"cam-den": "mai"}):
        answer = focal.post("/hoat-dong/ghi/", form(desk, **wrong), headers={"Accept": "application/json"})
        assert answer.status_code == 422


def test_a_playback_log_is_taken_in_from_the_page(focal: Client, desk: Unit) -> None:
    plays = "Thiết bị;Bắt đầu;Thời lượng\nCụm 1;05/6/2026 17:00;300\nCụm 1;hôm qua;300\n"
    sent = {"nhat-ky": "1", "don-vi": desk.pk, "bang": SimpleUploadedFile("log.csv", plays.encode())}
    page = focal.post("/hoat-dong/nhap/", sent, follow=True).content.decode()
    assert "Đã ghi 1 lượt phát" in page
    assert "Ô B3" in page
    assert Activity.objects.get().source == "log"
    assert focal.post("/hoat-dong/nhap/", {"nhat-ky": "1", "don-vi": desk.pk}).status_code == 422


def test_an_id_beyond_a_thousand_is_never_grouped(signed_in: Callable[..., Client]) -> None:
    """A ministry's database holds fourteen thousand units: "14.095" in a form would be nobody's."""
    focal = signed_in("focal_point", unit=Unit.objects.create(pk=14095, key="mau/xa-lon"))
    sheet = focal.get("/hoat-dong/thang/").content.decode()
    assert 'name="don-vi" value="14095"' in sheet
    assert "14.095" not in sheet + focal.get("/hoat-dong/ghi/").content.decode()
    assert 'value="14095"' in focal.get("/ke-hoach/moi/").content.decode()
    Activity.objects.bulk_create(
        Activity(unit_id=14095, entry=uuid4(), kind="event", title="Hội", on=TODAY, quantity=1, measure="cuộc",
                 recorded_by=Account.objects.get(), recorded_at=timezone.now())
        for _ in range(1001)
    )  # fmt: skip
    assert "1.001 hoạt động" in focal.get("/hoat-dong/").content.decode(), "counts are"
