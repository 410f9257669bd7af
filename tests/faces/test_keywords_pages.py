"""Keywords on the newsroom's page: entered and looked up, begun as a story, ended; others' are nobody's business."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.test import Client
from tests.newsroom.conftest import newsroom, person, unit

__all__ = ["newsroom", "person", "unit"]
pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def signed_in(account: object) -> Client:
    browser = Client()
    browser.force_login(account, backend=BACKEND)
    return browser


def test_a_keyword_is_entered_shown_and_ended(newsroom: SimpleNamespace) -> None:
    from nhip.newsroom.models.keywords import Keyword

    browser = signed_in(newsroom.reporter)
    told = {"tu-khoa": "hang gió mai sao", "ngon-ngu": "vi", "chuyen-muc": "du-lich"}
    assert browser.post("/toa-soan/tu-khoa/nhap/", told).status_code == 302
    page = browser.get("/toa-soan/tu-khoa/").content.decode()
    assert "hang gió mai sao" in page
    assert "chưa có trang" in page
    assert "/toa-soan/moi/?ten=hang%20gi%C3%B3%20mai%20sao" in page
    row = Keyword.objects.get()
    assert browser.post(f"/toa-soan/tu-khoa/{row.pk}/viec/hoi/").status_code == 302
    assert browser.post(f"/toa-soan/tu-khoa/{row.pk}/viec/la/").status_code == 404
    browser.post(f"/toa-soan/tu-khoa/{row.pk}/viec/thoi/")
    assert "hang gió mai sao" not in browser.get("/toa-soan/tu-khoa/").content.decode()
    assert browser.get("/toa-soan/tu-khoa/", {"buoc": "co", "ngon-ngu": "en"}).status_code == 200


def test_who_does_not_write_there_may_not(newsroom: SimpleNamespace, person: Callable[..., object]) -> None:
    from nhip.newsroom.actions.keywords import add_keywords

    (row,) = add_keywords(newsroom.reporter, newsroom.unit, "vi", "", "hang gió")
    stranger = person("reporter", "lang-son.xa-ba-son/uy-ban-nhan-dan")
    assert signed_in(stranger).post(f"/toa-soan/tu-khoa/{row.pk}/viec/thoi/").status_code == 404
    assert "hang gió" not in signed_in(stranger).get("/toa-soan/tu-khoa/").content.decode()
    assert signed_in(newsroom.approver).post("/toa-soan/tu-khoa/nhap/", {"tu-khoa": "x"}).status_code == 403
