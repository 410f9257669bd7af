"""A document on its way into the legal library, and corrections that did not come along to a new reading."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.test import Client
from tests.documents.conftest import DECREE
from tests.faces.conftest import sign_in

from nhip.documents.actions import reading, reviewing
from nhip.documents.actions.receiving import receive_file
from nhip.documents.models import Document
from nhip.documents.queries.carried import left_behind
from nhip.documents.queries.review import review_of
from nhip.journal.actors import Machine
from nhip.law.actions import import_act
from nhip.law.book import Act


def confirmed_decree(officer: object) -> Document:
    held = receive_file(officer, "nghi-dinh.txt", DECREE.encode())[0].document
    reading.read_document(Machine("thử"), held.pk)
    held = Document.objects.get(pk=held.pk)
    reviewing.confirm_record(officer, held, review_of(officer, held).seal)
    return held


def test_a_confirmed_decree_is_taken_into_the_library_and_leads_back(
    client: Client, person: Callable[..., object], signed_in: Callable[..., Client]
) -> None:
    officer = person("officer")
    held = confirmed_decree(officer)
    browser = sign_in(client, officer)
    assert "Đưa vào thư viện pháp luật" in browser.get(f"/van-ban/{held.pk}/").content.decode()
    answer = browser.post(f"/van-ban/{held.pk}/vao-thu-vien/", follow=True)
    page = answer.content.decode()
    assert "Đã đưa vào thư viện pháp luật, kèm toàn văn" in page
    assert f'href="/van-ban/{held.pk}/"' in page
    assert "treo biển chỉ dẫn tại bến đò ngang" in page
    assert "chưa xác nhận" in page  # its links to others
    assert "Đã có trong thư viện pháp luật" in browser.get(f"/van-ban/{held.pk}/").content.decode()
    assert "12/2031/NĐ-CP" in browser.get("/phap-luat/?tim=ben do ngang").content.decode()
    assert signed_in("leader").post(f"/van-ban/{held.pk}/vao-thu-vien/").status_code == 403
    assert browser.get(f"/van-ban/{held.pk}/vao-thu-vien/").status_code == 405
    assert browser.post("/van-ban/9999/vao-thu-vien/").status_code == 404


def test_both_are_shown_where_the_library_holds_otherwise(client: Client, person: Callable[..., object]) -> None:
    officer = person("officer")
    held = confirmed_decree(officer)
    known = Act("12/2031/NĐ-CP", "Nghị định", "", "Chính phủ", date(2031, 3, 10), None, None, "S", "nguồn thử")
    import_act(Machine("thử"), known)
    page = sign_in(client, officer).post(f"/van-ban/{held.pk}/vao-thu-vien/", follow=True).content.decode()
    assert "Thư viện: 10/03/2031" in page
    assert "Văn bản: 12/03/2031" in page


def test_a_plan_is_not_taken_into_the_library(signed_in: Callable[..., Client], plan: Document) -> None:
    browser = signed_in("officer")
    assert "Đưa vào thư viện" not in browser.get(f"/van-ban/{plan.pk}/").content.decode()
    page = browser.post(f"/van-ban/{plan.pk}/vao-thu-vien/", follow=True).content.decode()
    assert "Chỉ văn bản pháp luật đã xác nhận" in page


def test_corrections_left_behind_are_listed_until_looked_at(
    client: Client, person: Callable[..., object], plan: Document, signed_in: Callable[..., Client]
) -> None:
    officer = person("officer")
    left_one_behind(officer, plan)
    browser = sign_in(client, officer)
    page = browser.get(f"/van-ban/{plan.pk}/").content.decode()
    assert "1 nội dung đã sửa ở lần đọc trước cần xem lại" in page
    assert "<b>Thử</b>" in page
    address = f"/van-ban/{plan.pk}/xem-lai/{left_behind(plan)[0].pk}/"
    assert signed_in("auditor").post(address).status_code == 403
    page = browser.post(address, follow=True).content.decode()
    assert "Đã xem lại" in page
    assert "cần xem lại" not in page


def left_one_behind(officer: object, plan: Document) -> None:
    """A reading that finds another title than the one that was corrected."""
    reviewing.correct_values(officer, plan, {"header.title.value": "Thử"})
    record = plan.readings.get().record
    header = {**record["header"], "title": {**record["header"]["title"], "value": "Khác"}}
    fresh = reading.read_again(officer, plan)
    reading.store_record(Machine("thử"), Document.objects.get(pk=plan.pk), fresh, {**record, "header": header})


def test_an_officer_decides_where_library_and_document_differ(
    client: Client, person: Callable[..., object], signed_in: Callable[..., Client]
) -> None:
    officer = person("officer")
    held = confirmed_decree(officer)
    known = Act("12/2031/NĐ-CP", "Nghị định", "", "Chính phủ", date(2031, 3, 10), None, None, "S", "nguồn thử")
    import_act(Machine("thử"), known)
    browser = sign_in(client, officer)
    browser.post(f"/van-ban/{held.pk}/vao-thu-vien/")
    done = held.law_imports.get()
    address = f"/phap-luat/{done.act_id}/khac/{done.pk}/issued_on/"
    assert signed_in("leader").post(address, {"lay": "van-ban", "can-cu": "bản gốc"}).status_code == 403
    assert "Hãy ghi căn cứ" in browser.post(address, {"lay": "van-ban"}, follow=True).content.decode()
    page = browser.post(address, {"lay": "van-ban", "can-cu": "bản gốc"}, follow=True).content.decode()
    assert "Đã quyết định" in page
    assert "Thư viện: 10/03/2031" not in page
    done.act.refresh_from_db()
    assert done.act.issued_on == date(2031, 3, 12)
    assert "quyết định trước đó" in browser.post(address, {"can-cu": "x"}, follow=True).content.decode()
    assert browser.post(f"/phap-luat/{done.act_id}/khac/9999/issued_on/").status_code == 404


def test_an_officer_confirms_what_one_act_does_to_another(
    client: Client, person: Callable[..., object], signed_in: Callable[..., Client]
) -> None:
    officer = person("officer")
    held = confirmed_decree(officer)
    browser = sign_in(client, officer)
    browser.post(f"/van-ban/{held.pk}/vao-thu-vien/")
    act = held.law_imports.get().act
    link = act.done_by.filter(confidence="U").first()
    address = f"/phap-luat/{act.pk}/quan-he/{link.pk}/"
    assert "Tôi đã đọc, xác nhận" in browser.get(f"/phap-luat/{act.pk}/").content.decode()
    assert "Tôi đã đọc, xác nhận" not in signed_in("leader").get(f"/phap-luat/{act.pk}/").content.decode()
    assert "Hãy ghi căn cứ" in browser.post(address, follow=True).content.decode()
    assert "Đã xác nhận" in browser.post(address, {"can-cu": "Điều 9"}, follow=True).content.decode()
    link.refresh_from_db()
    assert (link.confidence, link.source) == ("T", "Điều 9")
    assert signed_in("leader").post(address, {"can-cu": "Điều 9"}).status_code == 403
    assert browser.post(f"/phap-luat/{act.pk}/quan-he/9999/", {"can-cu": "a"}).status_code == 404
    browser.post(address, {"can-cu": "Đọc nhầm", "deed": "sai"})
    page = browser.get(f"/phap-luat/{act.pk}/").content.decode()
    assert "Quan hệ đã bị bác" in page
    assert "Đọc nhầm" in page
