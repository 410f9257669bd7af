"""What was refused stands in its form again, once, for whoever typed it; keys and tokens are kept nowhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from nhip.agencies.actions.units import take_up
from nhip.agencies.models.units import Unit
from nhip.journal.actors import Machine

pytestmark = pytest.mark.django_db

TOLD = {"name": "Người Mẫu <Một>", "post": "Phó Giám đốc", "loai": "standing", "tu-ngay": "31/13/2026"}


@pytest.fixture
def unit() -> Unit:
    (made,) = take_up(Machine("thử"), ["lang-son.xa-doan-ket/uy-ban-nhan-dan"], ground="thử")
    return made


def test_a_refused_form_comes_back_once_as_it_was_typed(signed_in: Callable[..., Client], unit: Unit) -> None:
    client = signed_in("focal_point", unit=unit)
    answer = client.post("/nguoi-phat-ngon/moi/", TOLD | {"don-vi": unit.pk})
    assert answer.status_code == 302
    kept = [session.get_decoded().get("typed", {}) for session in Session.objects.all()]
    assert any(kept)
    assert "Phó Giám đốc" not in str(kept)
    page = client.get("/nguoi-phat-ngon/").content.decode()
    assert 'value="Người Mẫu &lt;Một&gt;"' in page
    assert 'value="Phó Giám đốc"' in page
    assert '<p class="note late" role="alert">' in page
    assert "Phó Giám đốc" not in client.get("/nguoi-phat-ngon/").content.decode()


def test_another_page_and_another_person_see_nothing_of_it(signed_in: Callable[..., Client], unit: Unit) -> None:
    client, other = signed_in("focal_point", unit=unit), signed_in("leader", unit=unit)
    client.post("/nguoi-phat-ngon/moi/", TOLD | {"don-vi": unit.pk})
    assert "Phó Giám đốc" not in client.get("/kenh/").content.decode()
    assert "Phó Giám đốc" not in other.get("/nguoi-phat-ngon/").content.decode()
    assert "Phó Giám đốc" in client.get("/nguoi-phat-ngon/").content.decode()


def test_a_page_that_answers_itself_keeps_what_was_typed(signed_in: Callable[..., Client], unit: Unit) -> None:
    told = {
        "ten": "Trang thử",
        "dia-chi": "không phải địa chỉ",
        "don-vi": unit.pk,
        "nen-tang": "website",
        "ngay-mo": "2026-02-30",
    }
    page = signed_in("focal_point", unit=unit).post("/kenh/moi/", told).content.decode()
    assert 'value="Trang thử"' in page
    assert 'value="không phải địa chỉ"' in page
