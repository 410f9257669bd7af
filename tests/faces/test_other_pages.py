"""Today, agencies, the legal library, the journal, my account, and the pages for what went wrong."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from nhip.agencies.models.units import Unit
from nhip.documents.models import Document
from nhip.journal.actors import Machine
from nhip.law.actions import load_packaged
from nhip.law.models import Act


@pytest.fixture
def acts(db: None) -> None:
    load_packaged(Machine("thử"))


def test_today_shows_what_waits(signed_in: Callable[..., Client], plan: Document) -> None:
    page = signed_in("officer").get("/").content.decode()
    assert "Thông tin đối ngoại năm 2026" in page
    assert "Chờ tôi rà soát" in page


def test_today_with_nothing_to_do(signed_in: Callable[..., Client]) -> None:
    assert "Không có việc nào chờ bạn" in signed_in("officer").get("/").content.decode()
    assert "Không có việc nào chờ bạn" in signed_in("administrator").get("/").content.decode()


def test_the_bar_holds_the_rooms_of_the_role(signed_in: Callable[..., Client]) -> None:
    officer = signed_in("officer").get("/").content.decode()
    assert 'href="/nhat-ky/"' not in officer
    assert 'aria-current="page"' in officer
    assert 'href="/nhat-ky/"' in signed_in("auditor").get("/").content.decode()


def test_the_library_with_and_without_marks(signed_in: Callable[..., Client], acts: None) -> None:
    browser = signed_in("officer")
    assert "244/2026/NĐ-CP" in browser.get("/phap-luat/?tim=phat ngon").content.decode()
    assert "244/2026/NĐ-CP" in browser.get("/phap-luat/?tim=phát ngôn").content.decode()
    assert "Không có văn bản pháp luật nào khớp" in browser.get("/phap-luat/?tim=xyzt").content.decode()


def test_an_act_stands_or_has_ended_by_the_day(signed_in: Callable[..., Client], acts: None) -> None:
    browser, address = signed_in("officer"), f"/phap-luat/{Act.objects.get(symbol='09/2017/NĐ-CP').pk}/"
    now = browser.get(f"{address}?ngay=2026-11-01").content.decode()
    assert "Không dùng làm căn cứ" in now
    assert "244/2026/NĐ-CP" in now
    assert "Không dùng làm căn cứ" not in browser.get(f"{address}?ngay=2020-01-01").content.decode()
    assert browser.get(f"{address}?ngay=hom-qua").status_code == 200
    assert browser.get("/phap-luat/999999/").status_code == 404


def test_an_act_names_the_documents_that_cite_it(signed_in: Callable[..., Client], acts: None, plan: Document) -> None:
    address = f"/phap-luat/{Act.objects.get(symbol='09/2017/NĐ-CP').pk}/"
    assert f'href="/van-ban/{plan.pk}/"' in signed_in("officer").get(address).content.decode()
    assert f'href="/van-ban/{plan.pk}/"' not in signed_in("administrator").get(address).content.decode()


def test_an_agency_as_it_was_and_as_it_is(signed_in: Callable[..., Client]) -> None:
    browser, address = signed_in("officer"), "/co-quan/don-vi/lang-son/so-thong-tin-va-truyen-thong/"
    then = browser.get(f"{address}?ngay=2024-08-20").content.decode()
    now = browser.get(f"{address}?ngay=2026-11-01").content.decode()
    assert "không tồn tại" not in then
    assert "không tồn tại ngày 01/11/2026" in now
    assert "Sở Văn hóa, Thể thao và Du lịch tỉnh Lạng Sơn" in now
    assert browser.get("/co-quan/don-vi/khong/co/").status_code == 404


def test_agencies_are_found_by_abbreviation_and_without_marks(signed_in: Callable[..., Client]) -> None:
    browser = signed_in("reporter")
    assert (
        "Sở Thông tin và Truyền thông tỉnh Lạng Sơn"
        in browser.get("/co-quan/", {"tim": "Sở TT&TT tỉnh Lạng Sơn", "ngay": "2024-08-20"}).content.decode()
    )
    assert "Thành phố Cao Bằng" in browser.get("/co-quan/", {"tim": "thanh pho cao bang"}).content.decode()
    assert "Không có cơ quan nào khớp" in browser.get("/co-quan/", {"tim": "qqqq"}).content.decode()


def test_the_tree_follows_the_day_and_the_hierarchy(signed_in: Callable[..., Client]) -> None:
    browser = signed_in("officer")
    assert "34 tỉnh, thành phố" in browser.get("/co-quan/?ngay=2026-01-01").content.decode()
    assert "63 tỉnh, thành phố" in browser.get("/co-quan/?ngay=2024-01-01").content.decode()
    assert "Huyện Nguyên Bình" in browser.get("/co-quan/cay/?tu=cao-bang&ngay=2024-01-01").content.decode()
    assert "Huyện Nguyên Bình" not in browser.get("/co-quan/cay/?tu=cao-bang&ngay=2026-01-01").content.decode()
    assert browser.get("/co-quan/cay/?tu=khong-co").status_code == 404
    assert browser.get("/co-quan/cay/?tuyen=khong-co").status_code == 404


def test_the_journal_is_for_the_auditor(signed_in: Callable[..., Client], plan: Document) -> None:
    assert signed_in("officer").get("/nhat-ky/").status_code == 403
    page = signed_in("auditor").get("/nhat-ky/?viec=documents").content.decode()
    assert 'title="documents.receive"' in page
    assert 'title="accounts.open"' not in page
    assert "None" not in page
    by_words = signed_in("auditor").get("/nhat-ky/", {"doi-tuong": f"van ban {plan.pk}"}).content.decode()
    assert f"Văn bản {plan.pk}</a>" in by_words
    assert "Không có dòng nào khớp" in signed_in("auditor").get("/nhat-ky/?ai=khong-ai").content.decode()


def test_a_role_is_written_in_words_in_the_journal(
    signed_in: Callable[..., Client], person: Callable[..., object]
) -> None:
    person("officer")
    page = signed_in("auditor").get("/nhat-ky/?viec=accounts.appoint").content.decode()
    assert "vai trò: Chuyên viên truyền thông" in page
    assert "role:" not in page


def test_who_may_only_read_is_not_told_that_reviews_wait(signed_in: Callable[..., Client], plan: Document) -> None:
    assert "Việc chờ tôi" in signed_in("officer").get("/").content.decode()
    page = signed_in("auditor").get("/").content.decode()
    assert "Văn bản mới" in page
    assert "Chờ tôi rà soát" not in page


def test_my_account_shows_my_posts(signed_in: Callable[..., Client]) -> None:
    assert "Chuyên viên truyền thông" in signed_in("officer").get("/toi/").content.decode()
    assert "Chưa có vai trò" in signed_in(None).get("/toi/").content.decode()


@pytest.mark.parametrize("address", ["/khong-co/", "/van-ban/999999/"])
def test_what_is_not_there_says_so_in_vietnamese(signed_in: Callable[..., Client], address: str) -> None:
    answer = signed_in("officer").get(address)
    assert answer.status_code == 404
    assert "Trang này không có" in answer.content.decode()


def test_what_is_not_allowed_says_so_in_vietnamese(signed_in: Callable[..., Client]) -> None:
    answer = signed_in("officer").get("/nhat-ky/")
    assert answer.status_code == 403
    assert "Bạn không được mở trang này" in answer.content.decode()


def test_staff_pages_are_not_kept_by_caches_and_carry_the_strict_policy(signed_in: Callable[..., Client]) -> None:
    answer = signed_in("officer").get("/")
    assert "no-store" in answer["Cache-Control"]
    assert "unsafe-inline" not in answer["Content-Security-Policy"]


def test_the_door_is_vietnamese(client: Client, db: None) -> None:
    page = client.get("/tai-khoan/login/").content.decode()
    assert "Đăng nhập" in page
    assert "Mật khẩu" in page
    assert "Sign" not in page


def test_namesakes_are_told_apart_by_their_place_and_codes_find_them(signed_in: Callable[..., Client]) -> None:
    browser = signed_in("officer")
    namesakes = browser.get("/co-quan/", {"tim": "Hồng Phong"}).content.decode()
    assert "huyện Cao Lộc, tỉnh Lạng Sơn".casefold() in namesakes.casefold()
    by_code = browser.get("/co-quan/", {"tim": "06040"}).content.decode()
    assert "Xã Thất Khê" in by_code
    assert "Không có cơ quan nào khớp" not in by_code


def test_namesakes_of_the_own_province_stand_first(signed_in: Callable[..., Client]) -> None:
    home = Unit.objects.create(key="lang-son/so-cong-thuong")
    page = signed_in("officer", unit=home).get("/co-quan/", {"tim": "hong phong"}).content.decode().casefold()
    assert page.index("tỉnh lạng sơn ·") < page.index("hải phòng")


def test_abbreviations_in_small_letters_find_the_department(signed_in: Callable[..., Client]) -> None:
    page = signed_in("officer").get("/co-quan/", {"tim": "so tt&tt tinh lang son", "ngay": "2024-08-20"})
    assert "Sở Thông tin và Truyền thông tỉnh Lạng Sơn" in page.content.decode()
    assert "Sở Y tế" not in page.content.decode()


def test_a_sample_says_so_on_every_page(signed_in: Callable[..., Client], settings: object) -> None:
    browser = signed_in("officer")
    assert "Dữ liệu mẫu" not in browser.get("/").content.decode()
    settings.NHIP_SAMPLE = True  # type: ignore[attr-defined]
    for address in ("/", "/co-quan/", "/tai-khoan/login/"):
        assert "Dữ liệu mẫu" in (browser if address != "/tai-khoan/login/" else Client()).get(address).content.decode()
