"""The staff pages: the way of one matter by its forms, and what each side sees of it."""

from __future__ import annotations

import io
from types import SimpleNamespace

import pytest
from django.test import Client
from PIL import Image
from tests.feedback.conftest import ELSEWHERE, OFFICE, TEXT

pytestmark = pytest.mark.django_db


def client(account: object) -> Client:
    made = Client()
    made.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return made


def did(account: object, matter: object, deed: str, **fields: str) -> str:
    told = {name.replace("_", "-"): value for name, value in fields.items()}
    answer = client(account).post(f"/phan-anh/{matter.pk}/viec/{deed}/", told, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture(autouse=True)
def _without_second_factor(settings: object) -> None:
    settings.NHIP_SECOND_FACTOR = False


def test_one_matter_goes_its_whole_way_by_the_forms(house: SimpleNamespace) -> None:
    matter = house.asked().matter
    assert TEXT in client(house.officer).get(f"/phan-anh/{matter.pk}/").content.decode()
    assert "Đã phân công" in did(house.officer, matter, "route", co_quan=OFFICE, linh_vuc="roads")
    shown = did(
        house.writer, matter, "submit", tra_loi="Đã sửa xong đường.", cong_khai="1", ten="Đường", cau_hoi="Đường hỏng."
    )
    assert "người khác sẽ duyệt" in shown
    page = client(house.approver).get(f"/phan-anh/{matter.pk}/")
    assert 'name="ban"' in page.content.decode()
    assert 'name="ban"' not in client(house.writer).get(f"/phan-anh/{matter.pk}/").content.decode()
    seal = matter.answers.get().sha256
    assert "Đang công bố trên cổng" in did(house.approver, matter, "approve", ban=seal)
    assert "Đã gỡ khỏi cổng" in did(house.approver, matter, "take_down", ly_do="sửa lại")
    assert "Đã đóng" in did(house.writer, matter, "close")


def test_what_stands_against_a_deed_is_said(house: SimpleNamespace) -> None:
    matter = house.routed()
    assert "Chưa có câu trả lời" in did(house.writer, matter, "submit", tra_loi=" ")
    assert "số điện thoại" in did(
        house.writer, matter, "submit", tra_loi="Gọi 0912 345 678", cong_khai="1", ten="A", cau_hoi="B"
    )
    assert "số và ngày" in did(house.officer, matter, "pass_on", noi_nhan="Công an", ly_do="thẩm quyền")
    assert client(house.writer).post(f"/phan-anh/{matter.pk}/viec/bia/").status_code == 404


def test_the_contact_is_shown_once_to_who_answers(house: SimpleNamespace) -> None:
    matter = house.routed(mail="ai.do@thu-mau.vn", name="Vi Thị Riêng")
    assert "ai.do@" not in client(house.writer).get(f"/phan-anh/{matter.pk}/").content.decode()
    shown = client(house.writer).post(f"/phan-anh/{matter.pk}/lien-he/")
    assert "ai.do@thu-mau.vn" in shown.content.decode()
    assert "no-store" in shown.headers["Cache-Control"]
    assert client(house.approver).post(f"/phan-anh/{matter.pk}/lien-he/").status_code == 403


def test_pictures_come_out_alone_and_another_office_sees_nothing(house: SimpleNamespace, person: object) -> None:
    out = io.BytesIO()
    Image.new("RGB", (20, 20), "green").save(out, "PNG")
    matter = house.asked(photos=(out.getvalue(),)).matter
    address = f"/phan-anh/{matter.pk}/anh/{matter.photos.get().pk}/"
    answer = client(house.officer).get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/png")
    stranger = client(person("focal_point", ELSEWHERE))
    assert stranger.get(address).status_code == 404
    assert stranger.get(f"/phan-anh/{matter.pk}/").status_code == 404
    assert matter.number not in stranger.get("/phan-anh/").content.decode()


@pytest.mark.parametrize("view", ["mo", "phan-cong", "duyet", "qua-han", "xong", "khong-co"])
def test_the_queue_shows_what_its_view_says(house: SimpleNamespace, view: str) -> None:
    from datetime import timedelta

    from django.utils import timezone

    from nhip.feedback.models.matters import Matter

    new, done, late = house.asked().matter, house.answered(), house.routed()
    Matter.objects.filter(pk=late.pk).update(due_at=timezone.now() - timedelta(days=2))
    shown = client(house.officer).get("/phan-anh/", {"xem": view}).content.decode()
    there = {one.number for one in (new, done, late) if f">{one.number}<" in shown}
    expected = {
        "mo": {new.number, late.number}, "phan-cong": {new.number}, "duyet": set(), "qua-han": {late.number},
        "xong": {done.number}, "khong-co": {new.number, late.number},
    }  # fmt: skip
    assert there == expected[view]


def test_somebody_at_the_counter_gets_number_and_code(house: SimpleNamespace) -> None:
    from nhip.feedback.models.matters import Matter

    told = {
        "loai": "question",
        "linh-vuc": "culture",
        "noi-dung": "Bảo tàng mở cửa ngày nào trong tuần?",
        "phieu": "a1",
    }
    shown = client(house.officer).post("/phan-anh/ghi/", told, follow=True).content.decode()
    row = Matter.objects.get()
    assert row.number in shown
    assert (row.came_by, row.kind) == ("desk", "question")
    assert client(house.officer).post("/phan-anh/ghi/", {**told, "noi-dung": "x", "phieu": "a2"}).status_code == 200
    assert Matter.objects.count() == 1


def test_numbers_terms_and_the_file_open(house: SimpleNamespace) -> None:
    house.answered()
    officer = client(house.officer)
    assert "100 %" in officer.get("/phan-anh/so-lieu/").content.decode()
    assert officer.get("/phan-anh/so-lieu/", {"theo": "xa"}).status_code == 200
    assert "chưa xác nhận" in officer.get("/phan-anh/thoi-han/").content.decode()
    told = {"ngay": "5", "tu-ngay": "2026-01-01", "can-cu": "Quyết định thử"}
    assert "Quyết định thử" in officer.post("/phan-anh/thoi-han/", told, follow=True).content.decode()
    matter = house.asked().matter
    assert matter.number in officer.get("/phan-anh/ban-giao.csv").content.decode()


def test_a_door_is_opened_and_closed_on_its_page(house: SimpleNamespace) -> None:
    from nhip.channels.actions.outlets import open_outlet, verify_outlet

    fields = {"name": "Trang của Sở", "address": "https://facebook.com/so"}
    row = open_outlet(house.writer, house.asked().matter.unit, "facebook", fields)
    verify_outlet(house.officer, row.pk, "đối chiếu")
    leader = client(house.leader)
    assert "Trang của Sở" in leader.get("/phan-anh/kenh/").content.decode()
    told = {"ma": "1002003004", "verify": "chuỗi", "secret": "khóa-bí-mật"}
    shown = leader.post(f"/phan-anh/kenh/{row.pk}/open/", told, follow=True).content.decode()
    assert "/moc/" in shown
    assert "khóa-bí-mật" not in shown
    assert "/moc/" not in leader.post(f"/phan-anh/kenh/{row.pk}/close/", follow=True).content.decode()
