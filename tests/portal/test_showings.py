"""Plans, reports, events and spokespersons on the public pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from nhip.channels.actions.releases import release
from nhip.channels.actions.showings import end_showing, offer_event, offer_paper, show
from nhip.newsroom.actions.stories import move, save_text
from nhip.portal.keeping import forget
from nhip.press.actions.spokespersons import enter_spokesperson, show_spokesperson

TEXTS = {
    "vi": {"title": "Ngày hội hoa đào", "text": "Mời bà con tới dự."},
    "zh-hans": {"title": "桃花节", "text": "欢迎参加。"},
}


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    forget()
    yield
    forget()


@pytest.fixture
def leader(newsroom: SimpleNamespace, person: Any) -> object:
    return person("leader", newsroom.unit.key)


def test_an_event_stands_in_its_languages_and_in_the_calendar_file(
    newsroom: SimpleNamespace, person: Any, leader: object, client: Client
) -> None:
    begins = timezone.now() + timedelta(days=2)
    told = {"venue": "Quảng trường Hùng Vương", "contact": "0205 000 000"}
    event = offer_event(person("officer"), newsroom.unit, TEXTS, begins, begins + timedelta(hours=3), **told)
    assert "Ngày hội hoa đào" not in client.get("/vi/su-kien/").content.decode()
    assert client.get(f"/vi/su-kien/{event.pk}/").status_code == 404
    show(leader, event)
    assert "Ngày hội hoa đào" in client.get("/vi/su-kien/").content.decode()
    assert "桃花节" in client.get("/zh/su-kien/").content.decode()
    assert "桃花节" not in client.get("/en/su-kien/").content.decode()
    assert client.get(f"/en/su-kien/{event.pk}/").status_code == 404
    shown = client.get(f"/vi/su-kien/{event.pk}/").content.decode()
    assert '"@type":"Event"' in shown.replace(": ", ":")
    assert f'href="/zh/su-kien/{event.pk}/"' in shown
    file = client.get("/vi/su-kien.ics")
    assert file.headers["Content-Type"].startswith("text/calendar")
    assert "SUMMARY:Ngày hội hoa đào" in file.content.decode()
    end_showing(leader, event, "Mưa lũ.")
    assert "Mưa lũ." in client.get("/vi/su-kien/").content.decode()
    assert "STATUS:CANCELLED" in client.get("/vi/su-kien.ics").content.decode()
    assert "EventCancelled" in client.get(f"/vi/su-kien/{event.pk}/").content.decode()


def test_a_signed_plan_can_be_saved_while_it_stands(
    newsroom: SimpleNamespace, person: Any, leader: object, client: Client
) -> None:
    told = ("plan", "plan:1", "Kế hoạch truyền thông", "Nội dung".encode(), "kế hoạch.txt", "text/plain")
    paper = offer_paper(person("officer"), newsroom.unit, *told, number="12/KH-SVHTTDL", issued_on=date(2026, 1, 5))
    address = f"/vi/ke-hoach/{paper.pk}/tep/"
    assert client.get(address).status_code == 404
    show(leader, paper)
    assert "12/KH-SVHTTDL" in client.get("/vi/ke-hoach/").content.decode()
    assert "12/KH-SVHTTDL" not in client.get("/vi/bao-cao/").content.decode()
    file = client.get(address)
    assert file.content == "Nội dung".encode()
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert client.get(f"/vi/bao-cao/{paper.pk}/tep/").status_code == 404
    end_showing(leader, paper, "Nhầm bản.")
    assert client.get(address).status_code == 404


def test_the_list_of_spokespersons_names_those_somebody_showed(
    newsroom: SimpleNamespace, person: Any, leader: object, client: Client
) -> None:
    today = timezone.localdate()
    fields = {"name": "Nông Thị Mẫu", "post": "Phó Giám đốc", "phone": "0205 3812 345", "email": "phatngon@mau.vn",
              "decision": "Quyết định số 12/QĐ-SVHTTDL"}  # fmt: skip
    desk = person("press_desk", newsroom.unit.key)
    row = enter_spokesperson(desk, newsroom.unit, fields, kind="standing", decided_on=today, since=today)
    for code in ("vi", "en", "zh"):
        assert "Nông Thị Mẫu" not in client.get(f"/{code}/nguoi-phat-ngon/").content.decode()
    show_spokesperson(leader, row)
    for code in ("vi", "en", "zh"):
        assert "Nông Thị Mẫu" in client.get(f"/{code}/nguoi-phat-ngon/").content.decode()


def test_statements_are_the_press_releases_that_are_public(
    newsroom: SimpleNamespace, public: Any, reader: Client
) -> None:
    story = newsroom.write(title="Thông cáo về mùa hoa", kind="release")
    save_text(newsroom.reporter, story, number="05/TC-SVHTTDL")
    move(newsroom.reporter, story, "submit")
    move(newsroom.approver, story, "approve")
    release(newsroom.approver, story, ["portal"])
    public(title="Tin thường")
    shown = reader.get("/vi/thong-cao/").content.decode()
    assert "Thông cáo về mùa hoa" in shown
    assert "Tin thường" not in shown
