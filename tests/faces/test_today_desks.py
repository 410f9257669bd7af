"""Today names what waits at the desks of the newsroom, channels, questions and places; else it is silent."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from nhip.agencies.actions.units import take_up
from nhip.feedback.actions import handling
from nhip.feedback.actions.receiving import PORTAL, receive
from nhip.feedback.asking import Asked
from nhip.journal.actors import Machine

pytestmark = pytest.mark.django_db

HOME = "lang-son.xa-doan-ket/uy-ban-nhan-dan"


def waiting(client: Client) -> dict[str, tuple[str, int]]:
    """label -> where it leads, how many."""
    page = client.get("/").content.decode()
    found = re.findall(
        r'<h3><a href="([^"]+)">([^<]+)</a></h3><p>[^<]*</p></div><span class="tags">.*?ours">(\d+)<', page
    )
    return {label: (url, int(count)) for url, label, count in found}


def test_a_desk_where_nothing_waits_has_no_line(signed_in: Callable[..., Client]) -> None:
    (unit,) = take_up(Machine("thử"), [HOME], ground="thử")
    for role in ("officer", "focal_point", "approver", "leader", "administrator"):
        client = signed_in(role, unit=unit)
        assert waiting(client) == {}
        assert "Tại tòa soạn, kênh, cổng" not in client.get("/").content.decode()


def test_a_question_is_named_to_whoever_brings_it_on(
    signed_in: Callable[..., Client], person: Callable[..., object]
) -> None:
    (unit,) = take_up(Machine("thử"), [HOME], ground="thử")
    officer, focal = signed_in("officer"), signed_in("focal_point", unit=unit)
    matter = receive(PORTAL, Asked("Đường vào thôn hỏng đã lâu.", category="roads")).matter
    assert waiting(officer) == {"Ý kiến chờ phân công": ("/phan-anh/?xem=phan-cong", 1)}
    assert waiting(focal) == {}
    handling.route(person("officer"), matter.pk, HOME)
    assert waiting(officer) == {}
    assert waiting(focal) == {"Ý kiến chờ trả lời": ("/phan-anh/", 1)}
    assert focal.get("/phan-anh/").status_code == 200
