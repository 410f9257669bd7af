"""The page for translating: one form without scripts, data for the script, files, the board, names, memory."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.channels.conftest import newsroom, person, unit
from tests.newsroom.machine import Machine

from nhip.newsroom.actions.naming import propose_name
from nhip.newsroom.actions.stories import move
from nhip.newsroom.actions.translating import open_translation
from nhip.newsroom.exchange import tmx
from nhip.newsroom.models.translating import MemoryUnit, OfficialName
from nhip.newsroom.queries.stories import draft_of
from nhip.newsroom.queries.translating import beside, translation_of

__all__ = ["newsroom", "person", "unit"]
pytestmark = pytest.mark.django_db


def browser(account: object) -> Client:
    client = Client()
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def made(newsroom: SimpleNamespace) -> SimpleNamespace:
    newsroom.source = newsroom.approved()
    newsroom.english = open_translation(newsroom.reporter, newsroom.source, "en")
    newsroom.page = f"/toa-soan/{newsroom.source.pk}/dich/en/"
    return newsroom


def form_of(page: str) -> dict[str, str]:
    """The fields of the one form, as a browser without scripts would send them."""
    inside = page[page.index('id="segments"') :]
    fields = dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', inside))
    fields |= dict(re.findall(r'<textarea[^>]* name="([\w-]+)"[^>]*>([^<]*)<', inside))
    return fields | dict(re.findall(r'<input id="e\d+" name="([\w-]+)" value="([^"]*)"', inside))


def test_everything_works_without_scripts(made: SimpleNamespace) -> None:
    client = browser(made.reporter)
    fields = form_of(client.get(made.page).content.decode())
    fields["text-1"] = "Star anise harvest"
    answer = client.post(f"{made.page}luu/", fields, follow=True)
    assert "Star anise harvest" in answer.content.decode()
    assert draft_of(made.english).title == "Star anise harvest"
    again = form_of(answer.content.decode())
    bound = translation_of(made.english)
    assert bound is not None
    before = bound.segments.get().edition
    client.post(f"{made.page}luu/", again)
    assert bound.segments.get().edition == before, "sending the same form again changes nothing"


def test_the_script_is_answered_in_data(made: SimpleNamespace) -> None:
    client = browser(made.reporter)
    fields = form_of(client.get(made.page).content.decode())
    one = {name: text for name, text in fields.items() if name.endswith("-1")} | {"text-1": "Harvest"}
    told = client.post(f"{made.page}luu/", one, headers={"Accept": "application/json"}).json()
    assert told["rows"]["title"] | {"issues": []} == {
        "edition": 1, "state": "done", "said": "đã dịch", "tint": "ok", "issues": [], "excusable": False,
    }  # fmt: skip
    assert (told["done"], told["refused"]) == (1, {})
    late = client.post(f"{made.page}luu/", one | {"text-1": "Other"}, headers={"Accept": "application/json"}).json()
    assert "vừa lưu đoạn này" in late["refused"]["title"]


def test_names_are_checked_as_one_types_and_nothing_is_kept(made: SimpleNamespace) -> None:
    client = browser(made.reporter)
    fields = {"doan": "contact", "ban-dich": "Office by the South China Sea", "goi-y": "1"}
    told = client.post(f"{made.page}kiem-tra/", fields).json()
    assert [one["code"] for one in told["issues"]] == ["name_forbidden", "name_used"]
    assert told["near"] == []
    bound = translation_of(made.english)
    assert bound is not None
    assert not bound.segments.exists()
    assert client.post(f"{made.page}kiem-tra/", {"doan": "không có"}).status_code == 404


def test_a_file_goes_out_and_comes_back(made: SimpleNamespace) -> None:
    client = browser(made.reporter)
    answer = client.get(f"{made.page}ban.xlf")
    assert answer.headers["Content-Type"] == "application/xliff+xml"
    data = answer.content.replace(b"</source>", b"</source><target>Words here</target>")
    file = SimpleUploadedFile("x.xlf", data)
    page = client.post(f"{made.page}tep/", {"tep": file}, follow=True).content.decode()
    assert "Đã nhập 05 đoạn" in page
    hostile = SimpleUploadedFile("x.xlf", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')
    assert "DOCTYPE" in client.post(f"{made.page}tep/", {"tep": hostile}, follow=True).content.decode()


def test_a_machine_is_offered_only_where_one_is_set(made: SimpleNamespace, settings: object) -> None:
    client = browser(made.reporter)
    assert "Cho máy dịch" not in client.get(made.page).content.decode()
    machine = Machine()
    try:
        settings.NHIP_TRANSLATOR = machine.address
        assert "Cho máy dịch" in client.get(made.page).content.decode()
        page = client.post(f"{made.page}may/", follow=True).content.decode()
        assert page.count("máy dịch, chưa đọc") > 4
    finally:
        machine.close()


def test_who_only_reads_sees_and_does_not_write(made: SimpleNamespace) -> None:
    client = browser(made.approver)
    page = client.get(made.page).content.decode()
    assert "<textarea" not in page
    assert client.post(f"{made.page}luu/", {}).status_code == 403


def test_the_editor_leads_to_the_page_for_translating(made: SimpleNamespace) -> None:
    answer = browser(made.reporter).get(f"/bien-tap/pages/{made.english.pk}/edit/")
    assert (answer.status_code, answer.headers.get("Location")) == (302, made.page)


def test_the_board_says_what_is_missing_and_what_is_under_way(made: SimpleNamespace) -> None:
    client = browser(made.reporter)
    page = client.get("/toa-soan/ban-dich/").content.decode()
    assert "đang dịch" in page
    assert "chưa dịch" in page
    assert draft_of(made.source).title not in client.get("/toa-soan/ban-dich/?xem=stale").content.decode()
    assert draft_of(made.source).title in client.get("/toa-soan/ban-dich/?tieng=zh-hans&xem=missing").content.decode()


@pytest.fixture
def officer(person: Callable[..., object]) -> object:
    return person("officer", "lang-son/so-van-hoa-the-thao-va-du-lich")


def test_a_name_is_proposed_by_one_and_settled_by_another(made: SimpleNamespace, officer: object) -> None:
    client = browser(made.reporter)
    fields = {"ten-vi": "Núi Mẫu\nMẫu Sơn giả", "ten-en": "Mau Hill", "sai-en": "Mother Hill", "loai": "place"}
    assert "căn cứ" in client.post("/toa-soan/thuat-ngu/moi/", fields).content.decode()
    client.post("/toa-soan/thuat-ngu/moi/", fields | {"nguon": "Quyết định 1/QĐ-UBND", "tu-ngay": "2026-01-01"})
    row = OfficialName.objects.get()
    assert (row.status, row.forms["vi"]) == ("proposed", ["Núi Mẫu", "Mẫu Sơn giả"])
    assert "Xác nhận chính thức" not in client.get("/toa-soan/thuat-ngu/?buoc=proposed&q=nui mau").content.decode()
    assert client.post(f"/toa-soan/thuat-ngu/{row.pk}/viec/chinh-thuc/").status_code == 403
    other = browser(officer)
    assert "Xác nhận chính thức" in other.get("/toa-soan/thuat-ngu/?q=nui mau").content.decode()
    other.post(f"/toa-soan/thuat-ngu/{row.pk}/viec/chinh-thuc/")
    row.refresh_from_db()
    assert (row.status, row.settled_by_id) == ("official", officer.pk)


def test_a_change_takes_the_place_of_a_name_only_when_it_is_settled(made: SimpleNamespace, officer: object) -> None:
    from nhip.newsroom.actions.naming import settle_name
    from nhip.newsroom.queries.names import names_now

    def east_sea() -> tuple[str, ...]:
        return next(one.forms["en"] for one in names_now() if one.key == "bien-dong")

    before = east_sea()
    row = propose_name(
        made.reporter, {"vi": ["Biển Đông"], "en": ["Bien Dong"]}, kind="sovereignty", source="Thử",
        replaces="bien-dong",
    )  # fmt: skip
    assert east_sea() == before, "a proposal takes nothing away"
    row = settle_name(officer, row, "official")
    assert east_sea() == ("Bien Dong",)
    settle_name(officer, row, "withdrawn")
    assert east_sea() == before


def test_the_memory_is_looked_through_and_filled_from_a_file(made: SimpleNamespace, officer: object) -> None:
    data = tmx.write([tmx.Pairing("vi", "Hòa bình trên biên giới", "en", "Peace on the border")])
    client = browser(officer)
    client.post("/toa-soan/bo-nho-dich/", {"tep": SimpleUploadedFile("nho.tmx", data)})
    assert MemoryUnit.objects.get().origin == "nho.tmx"
    assert "Peace on the border" in client.get("/toa-soan/bo-nho-dich/?q=hoa binh&tu=vi").content.decode()
    assert "Peace" not in client.get("/toa-soan/bo-nho-dich/?q=hoa hồng").content.decode()
    assert b"Peace on the border" in client.get("/toa-soan/bo-nho-dich/bo-nho.tmx").content
    assert browser(made.reporter).post("/toa-soan/bo-nho-dich/", {}).status_code == 403


def test_a_translator_of_another_agency_reaches_what_is_approved_and_hands_in_nothing(
    made: SimpleNamespace, person: Callable[..., object]
) -> None:
    other = person("translator", "lang-son/so-ngoai-vu")
    client = browser(other)
    fields = form_of(client.get(made.page).content.decode())
    client.post(f"{made.page}luu/", fields | {"text-1": "By the translator"})
    assert draft_of(made.english).title == "By the translator"
    assert draft_of(made.source).title in client.get("/toa-soan/ban-dich/").content.decode()
    assert client.get(f"/toa-soan/{made.english.pk}/").status_code == 404, "the desk itself stays its agency's"
    with pytest.raises(PermissionDenied):
        move(other, made.english, "submit")
    assert client.post(f"/toa-soan/{made.source.pk}/dich/zh-hans/mo/").status_code == 302
    move(made.reporter, made.source, "take_back")
    assert client.get(made.page).status_code == 404, "what nobody has approved is the agency's alone"
    reporter = browser(person("reporter", "lang-son/so-ngoai-vu"))
    assert reporter.get(made.page).status_code == 404


def test_a_source_taken_back_says_so(made: SimpleNamespace) -> None:
    mine = browser(made.reporter)
    assert mine.get(f"/toa-soan/{made.source.pk}/dich/fr/").status_code == 404
    assert mine.get(f"/toa-soan/{made.source.pk}/dich/vi/").status_code == 404
    move(made.reporter, made.source, "take_back")
    bound = translation_of(made.english)
    assert bound is not None
    assert beside(bound).standing == "draft"
    assert "Bản gốc còn đang viết" in mine.get(made.page).content.decode()
