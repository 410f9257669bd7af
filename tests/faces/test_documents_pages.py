"""The documents' pages: every outcome of each address."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.documents.conftest import PLAN, SECRET
from tests.faces.conftest import sign_in

from nhip.documents.actions import reviewing
from nhip.documents.models import Check, Document
from nhip.documents.queries.review import review_of
from nhip.journal.actors import Machine

UPLOAD = "/van-ban/dua-vao/"


def file(name: str, text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


# ---- the list -------------------------------------------------------------------------------------------------


def test_an_empty_list_says_what_to_do(signed_in: Callable[..., Client]) -> None:
    page = signed_in("officer").get("/van-ban/").content.decode()
    assert "Chưa có văn bản" in page
    assert UPLOAD in page


def test_the_list_finds_without_marks(signed_in: Callable[..., Client], plan: Document) -> None:
    browser = signed_in("officer")
    assert "Thông tin đối ngoại năm 2026" in browser.get("/van-ban/?tim=thong tin doi ngoai").content.decode()
    assert "Không có văn bản nào khớp" in browser.get("/van-ban/?tim=xyz").content.decode()
    assert browser.get("/van-ban/?trang=999&trang-thai=khong-co").status_code == 200


@pytest.mark.parametrize(("role", "status"), [("officer", 200), ("reporter", 200), ("administrator", 403), (None, 403)])
def test_who_may_see_the_list(signed_in: Callable[..., Client], role: str | None, status: int) -> None:
    assert signed_in(role).get("/van-ban/").status_code == status


def test_a_stranger_is_sent_to_the_door(client: Client, db: None) -> None:
    for address in ("/", "/van-ban/", UPLOAD, "/van-ban/1/", "/co-quan/", "/phap-luat/", "/nhat-ky/", "/toi/"):
        answer = client.get(address)
        assert (answer.status_code, "/tai-khoan/login/" in answer.url) == (302, True)


# ---- bringing in ----------------------------------------------------------------------------------------------


def test_files_are_brought_in_without_scripts(
    signed_in: Callable[..., Client], django_capture_on_commit_callbacks: object
) -> None:
    browser = signed_in("officer")
    with django_capture_on_commit_callbacks(execute=True):
        answer = browser.post(
            UPLOAD, {"tep": [file("a.txt", PLAN), file("b.txt", SECRET), file("c.txt", PLAN)]}, follow=True
        )
    page = answer.content.decode()
    assert "Đã nhận 1 văn bản" in page
    assert "dấu chỉ độ mật" in page
    assert "đã có trong hệ thống" in page
    assert "b.txt" not in page


def test_each_file_answers_with_its_line(signed_in: Callable[..., Client]) -> None:
    answer = signed_in("officer").post(UPLOAD, {"tep": file("a.txt", PLAN)}, headers={"HX-Request": "true"})
    line = answer.content.decode()
    assert answer.status_code == 200
    assert "a.txt" in line
    assert "<html" not in line


def test_a_secret_file_is_refused_on_the_page_without_its_name(signed_in: Callable[..., Client]) -> None:
    answer = signed_in("officer").post(UPLOAD, {"tep": file("ten-mat.txt", SECRET)}, headers={"HX-Request": "true"})
    assert "ten-mat" not in answer.content.decode()
    assert "dấu chỉ độ mật" in answer.content.decode()
    assert not Document.objects.exists()


def test_a_large_secret_upload_never_touches_a_disk(
    signed_in: Callable[..., Client], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: object
) -> None:
    """Django would write files above 2.5 MB to a temporary folder; ours never does."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    opened: list[object] = []
    monkeypatch.setattr(
        "django.core.files.uploadedfile.TemporaryUploadedFile.__init__", lambda *a, **k: opened.append(a)
    )
    body = SECRET + "Nội dung dài.\n" * 340_000
    assert len(body.encode()) > 5_000_000
    answer = signed_in("officer").post(UPLOAD, {"tep": file("lon.txt", body)}, headers={"HX-Request": "true"})
    assert "dấu chỉ độ mật" in answer.content.decode()
    assert opened == []
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_the_form_says_that_secret_documents_are_refused(signed_in: Callable[..., Client]) -> None:
    assert "MẬT, TỐI MẬT, TUYỆT MẬT" in signed_in("officer").get(UPLOAD).content.decode()


def test_too_much_at_once_is_said_before_it_is_read(
    signed_in: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nhip.workspace.documents.arrivals.TOGETHER", 300)
    browser = signed_in("officer")
    answer = browser.post(UPLOAD, {"tep": file("a.txt", PLAN)}, headers={"HX-Request": "true"})
    assert answer.status_code == 413
    assert "Gửi quá nhiều một lúc" in browser.post(UPLOAD, {"tep": file("a.txt", PLAN)}, follow=True).content.decode()
    assert not Document.objects.exists()


def test_no_file_chosen(signed_in: Callable[..., Client]) -> None:
    assert "Chưa chọn tệp" in signed_in("officer").post(UPLOAD, {}, follow=True).content.decode()


def test_bringing_in_is_not_for_readers(signed_in: Callable[..., Client]) -> None:
    browser = signed_in("reporter")
    assert browser.get(UPLOAD).status_code == 403
    assert browser.post(UPLOAD, {"tep": file("a.txt", PLAN)}).status_code == 403


def test_documents_come_into_the_unit_of_the_post_that_allows_it(
    person: Callable[..., object], unit: Callable[[str], object]
) -> None:

    from nhip.agencies.actions import accounts

    one, other = unit("mau-son"), unit("mau-khe")
    account = person("reporter", unit=one)
    accounts.appoint(Machine("thử"), account, role="focal_point", unit=other, since=date(2020, 1, 1), decision="Thử")
    sign_in(Client(), account).post(UPLOAD, {"tep": file("a.txt", PLAN)})
    assert Document.objects.get().unit == other


def test_a_forged_form_is_refused(person: Callable[..., object]) -> None:
    browser = sign_in(Client(), person("officer"))
    browser.handler.enforce_csrf_checks = True
    assert browser.post(UPLOAD, {"tep": file("a.txt", PLAN)}).status_code == 403
    assert not Document.objects.exists()


# ---- one document ---------------------------------------------------------------------------------------------


def test_the_review_page_shows_text_and_record(signed_in: Callable[..., Client], plan: Document) -> None:
    page = signed_in("officer").get(f"/van-ban/{plan.pk}/").content.decode()
    assert 'aria-label="Văn bản gốc"' in page
    assert 'id="v-header-number"' in page
    assert 'href="#v-header-number"' in page
    assert "style=" not in page
    assert "<script>" not in page


def test_a_document_of_another_unit_does_not_exist(
    signed_in: Callable[..., Client], unit: Callable[[str], object], plan: Document
) -> None:
    browser = signed_in("focal_point", unit=unit("mau-khe"))
    for address in ("", "tien-do/", "ban-goc/", "ket-qua.json", "gia-tri/header.number/"):
        assert browser.get(f"/van-ban/{plan.pk}/{address}").status_code == 404


def test_while_it_is_being_read_the_page_waits(signed_in: Callable[..., Client], plan: Document) -> None:
    plan.readings.update(record={})
    Document.objects.update(status="reading")
    page = signed_in("officer").get(f"/van-ban/{plan.pk}/").content.decode()
    assert "Đang đọc" in page
    assert "hx-trigger" in signed_in("officer").get(f"/van-ban/{plan.pk}/tien-do/").content.decode()


def test_a_file_that_could_not_be_read_says_why(signed_in: Callable[..., Client]) -> None:
    browser = signed_in("officer")
    browser.post(UPLOAD, {"tep": SimpleUploadedFile("hong.pdf", b"%PDF-1.7\nbroken")})
    page = browser.get(f"/van-ban/{Document.objects.get().pk}/").content.decode()
    assert "Không đọc được tệp này" in page
    assert "Bản gốc vẫn được giữ" in page


def test_a_value_is_corrected_and_put_back(signed_in: Callable[..., Client], plan: Document) -> None:
    browser, address = signed_in("officer"), f"/van-ban/{plan.pk}/gia-tri/header.number/"
    assert (
        'name="header.number.value"' in browser.get(f"{address}sua/", headers={"HX-Request": "true"}).content.decode()
    )
    piece = browser.post(
        f"{address}sua/", {"header.number.value": "16"}, headers={"HX-Request": "true"}
    ).content.decode()
    assert "Đã sửa" in piece
    assert "hx-swap-oob" in piece
    assert "Đã sửa" not in browser.post(f"{address}bo-sua/", headers={"HX-Request": "true"}).content.decode()


def test_without_scripts_the_same_deeds_lead_back_to_the_value(
    signed_in: Callable[..., Client], plan: Document
) -> None:
    browser, address = signed_in("officer"), f"/van-ban/{plan.pk}/gia-tri/header.number/"
    assert browser.get(f"{address}sua/").status_code == 200
    answer = browser.post(f"{address}sua/", {"header.number.value": "16"})
    assert answer.url == f"/van-ban/{plan.pk}/#v-header-number"
    assert browser.post(f"{address}dung/").status_code == 302
    assert Check.objects.get().path == "header.number"


def test_a_number_is_typed_as_people_write_it(signed_in: Callable[..., Client], plan: Document) -> None:
    figures = plan.readings.get().record["figures"]
    assert figures, "the plan has figures"
    address = f"/van-ban/{plan.pk}/gia-tri/figures.0/sua/"
    signed_in("officer").post(address, {"figures.0.value": "1.234,5"})
    assert plan.readings.get().corrections.get().new == 1234.5
    answer = signed_in("officer").post(address, {"figures.0.value": "nhiều"}, headers={"HX-Request": "true"})
    assert answer.status_code == 422


@pytest.mark.parametrize(
    "address", ["gia-tri/khong.co/", "gia-tri/header.number/xoa/", "viec/xoa/", "gia-tri/tasks.99/dung/"]
)
def test_unknown_values_and_deeds(signed_in: Callable[..., Client], plan: Document, address: str) -> None:
    browser = signed_in("officer")
    answer = (
        browser.get(f"/van-ban/{plan.pk}/{address}")
        if address == "gia-tri/khong.co/"
        else browser.post(f"/van-ban/{plan.pk}/{address}")
    )
    assert answer.status_code in (404, 422)


def test_adding_a_missed_item(signed_in: Callable[..., Client], plan: Document) -> None:
    browser, address = signed_in("officer"), f"/van-ban/{plan.pk}/them/"
    added = browser.post(address, {"kind": "limitations", "words": "Giới thiệu tiềm năng"})
    assert added.url.startswith(f"/van-ban/{plan.pk}/#v-limitations-")
    refused = browser.post(address, {"kind": "limitations", "words": "Không có câu này"}, follow=True)
    assert "Không tìm thấy đoạn này trong văn bản" in refused.content.decode()
    assert browser.post(address, {"kind": "header", "words": "Giới thiệu"}).status_code == 404
    assert browser.get(address).status_code == 405
    assert signed_in("auditor").post(address, {"kind": "limitations", "words": "Giới thiệu"}).status_code == 403
    anchor = added.url.partition("#v-limitations-")[2]
    undone = browser.post(f"/van-ban/{plan.pk}/gia-tri/limitations.{anchor}/bo-sua/", headers={"HX-Request": "true"})
    assert "<article" not in undone.content.decode()


def test_confirming_and_opening_again(
    signed_in: Callable[..., Client], plan: Document, person: Callable[..., object]
) -> None:
    browser = signed_in("officer")
    stale = browser.post(f"/van-ban/{plan.pk}/viec/xac-nhan/", {"seal": "0" * 64}, follow=True).content.decode()
    assert "Có người vừa sửa" in stale
    seal = review_of(person("officer"), plan).seal
    page = browser.post(f"/van-ban/{plan.pk}/viec/xac-nhan/", {"seal": seal}, follow=True).content.decode()
    assert seal[:12] in page
    edit = browser.post(
        f"/van-ban/{plan.pk}/gia-tri/header.number/sua/", {"header.number.value": "9"}, headers={"HX-Request": "true"}
    )
    assert edit.status_code == 409
    assert "Đã mở lại" in browser.post(f"/van-ban/{plan.pk}/viec/mo-lai/", follow=True).content.decode()


def test_withdrawing_and_restoring(signed_in: Callable[..., Client], plan: Document) -> None:
    browser = signed_in("officer")
    browser.post(f"/van-ban/{plan.pk}/viec/rut/")
    assert Document.objects.get().status == "withdrawn"
    browser.post(f"/van-ban/{plan.pk}/viec/khoi-phuc/")
    assert Document.objects.get().status == "read"
    browser.post(f"/van-ban/{plan.pk}/viec/doc-lai/")
    assert plan.readings.count() == 2


def test_readers_see_and_do_not_touch(signed_in: Callable[..., Client], plan: Document) -> None:
    browser = signed_in("auditor")
    page = browser.get(f"/van-ban/{plan.pk}/").content.decode()
    assert "data-key=" not in page
    for deed in (
        "gia-tri/header.number/sua/",
        "gia-tri/header.number/dung/",
        "viec/xac-nhan/",
        "viec/rut/",
        "viec/doc-lai/",
    ):
        assert browser.post(f"/van-ban/{plan.pk}/{deed}").status_code == 403
    assert browser.get(f"/van-ban/{plan.pk}/gia-tri/header.number/").status_code == 200


def test_the_original_leaves_as_a_download_only(signed_in: Callable[..., Client], plan: Document) -> None:
    answer = signed_in("officer").get(f"/van-ban/{plan.pk}/ban-goc/")
    assert answer.content == PLAN.encode()
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]


def test_the_document_is_composed_anew_from_the_corrected_record(
    signed_in: Callable[..., Client], plan: Document, person: Callable[..., object]
) -> None:
    from nhip.documents.intake.door import open_file

    reviewing.correct_values(person("officer"), plan, {"header.number.value": "16"})
    browser = signed_in("officer")
    answer = browser.get(f"/van-ban/{plan.pk}/soan/docx/")
    assert answer.status_code == 200
    assert "16/KH-UBND" in open_file("a.docx", answer.content).text
    assert browser.get(f"/van-ban/{plan.pk}/soan/exe/").status_code == 404
    assert signed_in("reporter").get(f"/van-ban/{plan.pk}/soan/docx/").status_code == 403


def test_what_cannot_be_composed_says_why(signed_in: Callable[..., Client], plan: Document) -> None:
    reading = plan.readings.get()
    reading.record["header"]["doc_type"] = None
    reading.save()
    page = signed_in("officer").get(f"/van-ban/{plan.pk}/soan/docx/", follow=True).content.decode()
    assert "phải nêu cơ quan ban hành" in page


def test_the_record_leaves_as_corrected(
    signed_in: Callable[..., Client], plan: Document, person: Callable[..., object]
) -> None:
    reviewing.correct_values(person("officer"), plan, {"header.number.value": "16"})
    answer = signed_in("officer").get(f"/van-ban/{plan.pk}/ket-qua.json")
    assert answer.json()["header"]["number"]["value"] == "16"


def test_a_figure_is_added_from_words_with_one_number(signed_in: Callable[..., Client], plan: Document) -> None:
    browser, address = signed_in("officer"), f"/van-ban/{plan.pk}/them/"
    page = browser.post(address, {"kind": "figures.target", "words": "03 lớp tập huấn cho 120 cán bộ"}, follow=True)
    assert "đúng một con số" in page.content.decode()
    answer = browser.post(address, {"kind": "figures.target", "words": "120 cán bộ cấp xã"})
    assert "#v-figures-" in answer.url
    assert "Đã thêm" in browser.get(answer.url).content.decode()
    assert browser.post(address, {"kind": "figures", "words": "120 cán bộ"}).status_code == 404
