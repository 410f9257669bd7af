"""The legal library goes on behind its first page; what is not public stands on none."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from nhip.law.models import Act
from nhip.portal.library import ON_A_PAGE

pytestmark = pytest.mark.django_db


def test_every_public_act_stands_on_one_page(reader: Client) -> None:
    for number in range(2 * ON_A_PAGE + 3):
        Act.objects.create(
            symbol=f"{number:03}/MAU", symbol_key=f"{number:03}/mau", type="Quyết định", source="mẫu",
            public=number != 7, issued_on=date(2026, 1, 1) + timedelta(days=number),
        )  # fmt: skip
    pages = [reader.get(f"/vi/van-ban/?trang={sheet}").content.decode() for sheet in (1, 2, 3)]
    for number in range(2 * ON_A_PAGE + 3):
        assert sum(f"{number:03}/MAU" in page for page in pages) == (number != 7), number
    assert 'rel="next"' in pages[0]
    assert 'rel="prev"' in pages[2]
    assert 'rel="next"' not in pages[2]
