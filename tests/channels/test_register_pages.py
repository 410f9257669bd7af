"""The pages of the register: entered, verified by another, counted, decided; each refusal said in Vietnamese."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.test import Client

from nhip.channels.models.outlets import Outlet

pytestmark = pytest.mark.django_db


def page(person: object) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def people(person: Callable[..., object], newsroom: SimpleNamespace, settings: object) -> SimpleNamespace:
    key = newsroom.unit.key
    settings.NHIP_SECOND_FACTOR = False
    return SimpleNamespace(
        unit=newsroom.unit, focal=page(person("focal_point", key)), officer=page(person("officer", key)),
        reporter=page(newsroom.reporter),
    )  # fmt: skip


def test_a_channel_is_entered_verified_counted_and_closed_on_pages(people: SimpleNamespace) -> None:
    new = {"don-vi": people.unit.pk, "nen-tang": "facebook", "ten": "Trang Mẫu", "dia-chi": "https://zalo.me/1"}
    told = people.focal.post("/kenh/moi/", new)
    assert "không thuộc Trang Facebook" in told.content.decode()
    assert 'value="Trang Mẫu"' in told.content.decode()
    people.focal.post("/kenh/moi/", new | {"dia-chi": "https://facebook.com/mau"})
    row = Outlet.objects.get()
    assert "Chờ xác minh" in people.focal.get("/kenh/").content.decode()
    people.officer.post(f"/kenh/{row.pk}/viec/verify/", {"cach": "Đối chiếu công văn"})
    people.focal.post(
        f"/kenh/{row.pk}/viec/measure/", {"cach-tinh": "facebook.followers", "so": "12.345", "ngay": "2026-02-01"}
    )
    assert "12.345" in people.focal.get(f"/kenh/{row.pk}/").content.decode()
    told = people.focal.post(
        f"/kenh/{row.pk}/viec/measure/", {"cach-tinh": "facebook.followers", "so": "nhiều"}, follow=True
    )
    assert "số nguyên" in told.content.decode()
    people.officer.post(f"/kenh/{row.pk}/viec/fate/", {"cach": "closed", "ngay": "2026-04-01", "can-cu": "QĐ 01"})
    row.refresh_from_db()
    assert row.ended_on is not None
    assert "Trang Mẫu" in people.focal.get("/kenh/?xem=da-dung").content.decode()
    assert people.focal.get("/kenh/999999/").status_code == 404
    assert people.reporter.get("/kenh/").status_code == 403
