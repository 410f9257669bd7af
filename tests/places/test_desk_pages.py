"""The desk of entries: each page opens, a form saves what was typed, a board says its word."""

from __future__ import annotations

import io
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook
from PIL import Image
from tests.places.conftest import BOARD

from nhip.agencies.refusals import Refused
from nhip.places.actions.moving import move
from nhip.places.models.entries import Entry
from nhip.places.models.gates import GateStatus
from nhip.places.models.makers import Maker
from nhip.places.queries.entries import content_of, missing

pytestmark = pytest.mark.django_db


def client_of(account: object) -> Client:
    client = Client()
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def writer(places: SimpleNamespace) -> Client:
    return client_of(places.writer)


def post(client: Client, address: str, **told: object) -> str:
    answer = client.post(address, told, follow=True)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_an_entry_goes_from_its_name_to_the_portal(places: SimpleNamespace, writer: Client) -> None:
    answer = writer.post("/dia-diem/moi/", {"loai": "place", "ten": "Thác Bản Khiếng", "don-vi": str(places.board.pk)})
    entry = Entry.objects.get()
    assert answer.headers["Location"] == f"/dia-diem/{entry.pk}/sua/"
    page = post(
        writer, f"/dia-diem/{entry.pk}/sua/", name="Thác Bản Khiếng", lead="Thác nhiều tầng.", sort="scenery",
        access=["ramp", "parking"], commune="xã Đồng Đăng", contact="0205 000 000", source="Khảo sát",
        point="21.9, 106.7", hours="T2-CN 6h-18h",
    )  # fmt: skip
    assert "Danh lam thắng cảnh" in page
    assert "Chưa có người kiểm tra" in page
    facts = content_of(entry)["facts"]
    assert (facts["commune"], facts["access"]) == ("lang-son.xa-dong-dang", "parking,ramp")
    assert facts["hours"] == "T2-CN 06:00-18:00"
    post(writer, f"/dia-diem/{entry.pk}/viec/check/", cach="đến tận nơi")
    post(writer, f"/dia-diem/{entry.pk}/viec/submit/")
    other = client_of(places.approver)
    assert "Hãy ghi lý do" in post(other, f"/dia-diem/{entry.pk}/viec/return/")
    post(other, f"/dia-diem/{entry.pk}/viec/approve/")
    post(other, f"/dia-diem/{entry.pk}/viec/publish/")
    assert Client().get(f"/vi/diem-den/{entry.slug}/").status_code == 200
    post(other, f"/dia-diem/{entry.pk}/viec/withdraw/", **{"ly-do": "Sạt lở đường vào."})
    assert Client().get(f"/vi/diem-den/{entry.slug}/").status_code == 410


def test_what_cannot_be_read_stays_in_the_form(places: SimpleNamespace, writer: Client) -> None:
    entry = places.opened()
    page = post(writer, f"/dia-diem/{entry.pk}/sua/", point="không rõ", commune="xã Không Có", name="Tên vẫn còn đây")
    assert "xã Không Có" in page
    assert "Tên vẫn còn đây" in page
    assert content_of(entry)["words"]["vi"]["name"] == "Đền Mẫu Đồng Đăng"


def test_a_translation_is_refused_when_the_source_changed_meanwhile(places: SimpleNamespace, writer: Client) -> None:
    entry = places.opened()
    address = f"/dia-diem/{entry.pk}/dich/zh-hans/"
    assert "Đền Mẫu Đồng Đăng" in writer.get(address).content.decode()
    assert "Bản tiếng Việt đã thay đổi" in post(writer, address, ban="cũ", name="同登圣母庙", lead="x")
    assert "zh-hans" not in content_of(entry)["words"]


def test_a_picture_comes_in_without_hidden_data_and_with_its_right(places: SimpleNamespace, writer: Client) -> None:
    entry, kept = places.opened(), io.BytesIO()
    Image.new("RGB", (60, 30), "#fff").save(kept, "JPEG", exif=b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x00")
    file = SimpleUploadedFile("anh.jpg", kept.getvalue(), "image/jpeg")
    told = {"anh": file, "mo-ta": "Cổng đền", "quyen": "own", "tac-gia": "Ban Quản lý", "toan-canh": "1"}
    post(writer, f"/dia-diem/{entry.pk}/viec/picture/", **told)
    content = content_of(entry)
    assert content["scene"]
    assert content["pictures"] == []
    post(writer, f"/dia-diem/{entry.pk}/viec/pictures/")
    assert content_of(entry)["scene"] is None
    assert "Cổng đền" not in writer.get(f"/dia-diem/{entry.pk}/").content.decode()


def test_a_board_says_how_its_gate_stands(places: SimpleNamespace, writer: Client) -> None:
    gate = places.public("gate", "Cửa khẩu Hữu Nghị")
    assert "Cửa khẩu Hữu Nghị" in writer.get("/dia-diem/cua-khau/").content.decode()
    address = f"/dia-diem/{gate.pk}/tinh-hinh/"
    assert "Paracel" in post(writer, address, **{"tinh-hinh": "busy", "ghi-chu": "Như ở Paracel"})
    assert not GateStatus.objects.exists()
    page = post(writer, address, **{"tinh-hinh": "busy", "ghi-chu": "Xe chờ khoảng 40 phút."})
    assert "Xe chờ khoảng 40 phút." in page
    assert GateStatus.objects.get().post.startswith("Đầu mối")
    post(writer, address, rut=str(GateStatus.objects.get().pk), **{"ly-do": "nhầm"})
    assert GateStatus.objects.get().withdrawn_at is not None


def test_a_household_is_entered_with_its_consent_only(places: SimpleNamespace, writer: Client) -> None:
    assert "phải ghi văn bản đồng ý" in post(writer, "/dia-diem/co-so-san-xuat/", ten="Hộ Mẫu", ho="1")
    assert not Maker.objects.exists()
    post(writer, "/dia-diem/co-so-san-xuat/", ten="Hợp tác xã Mẫu")
    assert Maker.objects.get().name == "Hợp tác xã Mẫu"


def test_what_goes_out_as_a_table_comes_in_as_the_same(places: SimpleNamespace, writer: Client) -> None:
    for kind in ("place", "product", "project", "gate"):
        entry = places.opened(kind, f"Mục {kind}")
        Entry.objects.filter(pk=entry.pk).update(code=f"M-{kind}")
        before = entry.versions.count()
        data = writer.get(f"/dia-diem/bang.xlsx?loai={kind}").content
        assert load_workbook(io.BytesIO(data)).active.max_row == 2
        for name in ("bang.xlsx", "bang.csv"):
            data = writer.get(f"/dia-diem/{name}?loai={kind}").content
            file = SimpleUploadedFile(name, data)
            page = post(writer, "/dia-diem/nhap/", loai=kind, bang=file, **{"don-vi": str(places.board.pk)})
            assert f"M-{kind}" in page
            assert 'class="bad"' not in page, kind
        assert entry.versions.count() == before, kind
        assert Entry.objects.filter(kind=kind).count() == 1


def test_a_bad_row_is_refused_and_the_others_come_in(places: SimpleNamespace, writer: Client) -> None:
    rows = (
        "Mã;Tên;Giới thiệu ngắn;Loại điểm đến;Xã, phường;Tọa độ\n"
        "A1;Chùa Mẫu;Chùa cổ;Đền, chùa;xã Đồng Đăng;21.9, 106.7\n"
        "A2;Hang Mẫu;Hang đẹp;Không có loại này;xã Đồng Đăng;\n"
        ";Chợ Mẫu;Chợ phiên;;;\n"
        "A1;Chùa Mẫu hai;;;;\n"
    )
    address, told = "/dia-diem/nhap/", {"loai": "place", "don-vi": str(places.board.pk)}
    page = post(writer, address, bang=SimpleUploadedFile("bang.csv", rows.encode()), **told)
    for said in ("Không có loại này", "Thiếu mã của đơn vị", "đứng hai lần"):
        assert said in page
    assert [(one.code, one.unit.key) for one in Entry.objects.all()] == [("A1", BOARD)]
    assert content_of(Entry.objects.get())["facts"]["commune"] == "lang-son.xa-dong-dang"


@pytest.mark.parametrize(
    "address", ["/dia-diem/", "/dia-diem/?xem=kiem-tra&loai=place&q=den", "/dia-diem/moi/", "/dia-diem/nhap/",
                "/dia-diem/co-so-san-xuat/", "/dia-diem/cua-khau/", "/dia-diem/mau/product.xlsx"],
)  # fmt: skip
def test_every_page_opens(places: SimpleNamespace, writer: Client, address: str) -> None:
    places.public()
    assert writer.get(address).status_code == 200


def test_versions_say_what_each_changed(places: SimpleNamespace, writer: Client) -> None:
    entry = places.public()
    page = writer.get(f"/dia-diem/{entry.pk}/phien-ban/").content.decode()
    assert "Đền, chùa" in page
    assert "A place that many visit." in page


def test_a_map_waits_for_somebody_who_looked(places: SimpleNamespace, writer: Client) -> None:
    from nhip.media.models.maps import MapCheck
    from nhip.media.models.pictures import Picture
    from nhip.places.actions.pictures import set_pictures

    entry = Entry.objects.get(pk=places.opened().pk)
    shown = places.picture(places.board, "Bản đồ Việt Nam", is_map=True)
    set_pictures(places.writer, entry, [shown.pk])
    assert {one.code for one in missing(entry)} == {"places.map_unchecked"}
    with pytest.raises(Refused):
        move(places.writer, entry, "submit")
    page = writer.get(f"/dia-diem/{entry.pk}/").content.decode()
    assert "Chưa có ai kiểm tra" in page or "Hoàng Sa" in page
    writer.post(f"/dia-diem/{entry.pk}/viec/map/", {"anh": shown.pk, "dung": "khong"})
    assert {one.code for one in missing(entry)} == {"places.map_wrong"}
    writer.post(f"/dia-diem/{entry.pk}/viec/map/", {"anh": shown.pk, "dung": "co"})
    assert missing(entry) == []
    assert MapCheck.objects.count() == 2
    Picture.objects.filter(pk=shown.pk).update(file_hash="0" * 40)  # another file under the same picture
    assert {one.code for one in missing(entry)} == {"places.map_unchecked"}
    other = places.picture(places.board, "Không phải bản đồ")
    assert writer.post(f"/dia-diem/{entry.pk}/viec/map/", {"anh": other.pk, "dung": "co"}).status_code == 404
