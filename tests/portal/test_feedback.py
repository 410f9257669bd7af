"""The public form, the status page and the published answers: no script, no cookie, nothing of whoever asks."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.feedback.conftest import TEXT, house, person

__all__ = ["house", "person"]
pytestmark = pytest.mark.django_db
LANGUAGES = ("vi", "en", "zh")


@pytest.fixture(autouse=True)
def _patient() -> Iterator[None]:
    from nhip.portal import feedback

    yield
    feedback.SENDING.forget()
    feedback.LOOKING.forget()


def ticket(client: Client, lang: str = "vi") -> str:
    shown = client.get(f"/{lang}/hoi-dap/gui/").content.decode()
    return re.search(r'name="phieu" value="([^"]+)"', shown)[1]


def sent(client: Client, lang: str = "vi", **more: object) -> object:
    told = {"loai": "report", "linh-vuc": "roads", "noi-dung": TEXT, "cong-khai": "1"}
    told["phieu"] = more.pop("phieu", None) or ticket(client, lang)
    return client.post(f"/{lang}/hoi-dap/gui/", told | more)


def kept(page: str) -> tuple[str, str]:
    found = re.findall(r"<dd>([^<]+)</dd>", page[page.index("keepsake") :])
    return found[0], found[1]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_asking_gives_a_number_and_a_code_that_open_the_status_page(reader: Client, lang: str) -> None:
    answer = sent(reader, lang)
    assert answer.status_code == 200
    number, code = kept(answer.content.decode())
    shown = reader.post(f"/{lang}/hoi-dap/tra-cuu/", {"ma-so": number, "ma-tra-cuu": code.lower()})
    assert shown.status_code == 200
    assert number in shown.content.decode()
    assert not reader.cookies, "no cookie is needed"
    assert "no-store" in shown.headers["Cache-Control"]


def test_a_double_click_is_one_matter(reader: Client) -> None:
    from nhip.feedback.models.matters import Matter

    held = ticket(reader)
    first, second = (kept(sent(reader, phieu=held).content.decode()) for _ in range(2))
    assert first == second
    assert Matter.objects.count() == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_wrong_is_said_beside_what_was_typed(reader: Client, lang: str) -> None:
    answer = sent(reader, lang, **{"linh-vuc": "", "thu": "sai", "noi-dung": "Chữ đã gõ"})
    shown = answer.content.decode()
    assert answer.status_code == 400
    assert "Chữ đã gõ" in shown
    for field in ("linh-vuc", "thu", "noi-dung"):
        if field != "noi-dung" or len("Chữ đã gõ") < 10:
            assert f'href="#{field}"' in shown
            assert f'id="{field}"' in shown
    assert shown.count('aria-invalid="true"') >= 2


def test_the_trap_a_foreign_page_and_a_forged_ticket_are_refused(reader: Client) -> None:
    from nhip.feedback.models.matters import Matter

    assert sent(reader, **{"trang-web": "http://mua.hang"}).status_code == 400
    assert sent(reader, phieu="bịa").status_code == 400
    told = {"loai": "report", "linh-vuc": "roads", "noi-dung": TEXT, "phieu": ticket(reader)}
    assert reader.post("/vi/hoi-dap/gui/", told, HTTP_ORIGIN="https://noi-khac.vn").status_code == 403
    assert not Matter.objects.exists()


def test_one_network_cannot_send_without_end_nor_guess_codes(reader: Client) -> None:
    from nhip.portal.feedback import LOOKING, SENDING

    assert [sent(reader).status_code for _ in range(SENDING.most + 1)][-2:] == [200, 429]
    for _ in range(LOOKING.most):
        reader.post("/vi/hoi-dap/tra-cuu/", {"ma-so": "PA26-000001", "ma-tra-cuu": "AAAAA-AAAAA"})
    shown = reader.post("/vi/hoi-dap/tra-cuu/", {"ma-so": "PA26-000001", "ma-tra-cuu": "AAAAA-AAAAA"})
    assert "mười phút" in shown.content.decode()


def test_a_wrong_number_and_a_wrong_code_get_the_same_answer(reader: Client) -> None:
    number, _ = kept(sent(reader).content.decode())
    answers = {
        reader.post("/vi/hoi-dap/tra-cuu/", {"ma-so": one, "ma-tra-cuu": "AAAAA-AAAAA"})
        .content.decode()
        .replace(one, "")
        for one in (number, "PA26-999999")
    }
    assert len(answers) == 1


def test_a_secret_text_and_a_broken_picture_are_refused_in_words(reader: Client) -> None:
    assert "độ mật" in sent(reader, **{"noi-dung": "TUYỆT MẬT\n\nNội dung gì đó dài hơn mười chữ."}).content.decode()
    broken = SimpleUploadedFile("anh.jpg", b"khong phai anh", "image/jpeg")
    answer = sent(reader, anh=broken)
    assert answer.status_code == 400
    assert "Xin chọn lại ảnh" in answer.content.decode()


def test_only_what_was_approved_as_public_is_read_and_found_without_marks(
    reader: Client, house: SimpleNamespace
) -> None:
    house.answered(public=False)
    shown = reader.get("/vi/hoi-dap/").content.decode()
    assert "Chưa có câu trả lời công khai" in shown
    matter = house.answered()
    for words in ("sạt lở", "sat lo", "SAT LO", ""):
        assert matter.number in reader.get("/vi/hoi-dap/", {"q": words, "linh-vuc": "roads"}).content.decode()
    assert matter.number not in reader.get("/vi/hoi-dap/", {"linh-vuc": "land"}).content.decode()
    page = reader.get(f"/en/hoi-dap/{matter.number}/").content.decode()
    assert "cử đội sửa chữa" in page
    assert '"@type": "QAPage"' in page or '"@type":"QAPage"' in page
    assert TEXT not in page, "what was written is not shown, only what a person wrote of it"


@pytest.mark.parametrize("state", ["received", "routed", "submitted"])
def test_nothing_shows_before_it_is_approved(reader: Client, house: SimpleNamespace, state: str) -> None:
    from nhip.feedback.actions import answering

    matter = house.asked().matter if state == "received" else house.routed()
    if state == "submitted":
        answering.write_answer(
            house.writer, matter.pk, "Bí mật chưa duyệt.", public=True, title="Tên", question="Câu hỏi"
        )
        answering.submit(house.writer, matter.pk)
    assert reader.get(f"/vi/hoi-dap/{matter.number}/").status_code == 404
    assert "chưa duyệt" not in reader.get("/vi/hoi-dap/").content.decode()


def test_an_answer_taken_down_is_gone_and_says_so(reader: Client, house: SimpleNamespace) -> None:
    from nhip.feedback.actions.answering import take_down

    matter = house.answered()
    take_down(house.approver, matter.pk, "còn nêu tên người")
    answer = reader.get(f"/vi/hoi-dap/{matter.number}/")
    assert answer.status_code == 410
    assert "nêu tên" not in answer.content.decode()
    assert matter.number not in reader.get("/vi/hoi-dap/").content.decode()


def test_open_counts_never_say_a_small_number(reader: Client, house: SimpleNamespace) -> None:
    from datetime import timedelta

    from nhip.feedback.models.matters import Matter

    for number in range(13):
        house.asked(category="roads" if number < 12 else "land")
    Matter.objects.update(received_at=Matter.objects.first().received_at - timedelta(days=40))
    text = reader.get("/vi/du-lieu/phan-anh.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["category"]: row["received"] for row in rows} == {"roads": "<10", "land": "<10"}
    assert reader.get("/en/du-lieu/phan-anh.json").json()["feedback"] == rows
