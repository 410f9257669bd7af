"""The portal belongs to the province the setting names."""

from __future__ import annotations

import pytest
from django.test import Client

from nhip.portal.keeping import forget
from nhip.portal.languages import LANGUAGES
from nhip.portal.province import province


@pytest.mark.parametrize(
    ("code", "title"), [("vi", "Cổng thông tin Cao Bằng"), ("en", "Cao Bang portal"), ("zh", "高平门户")]
)
def test_another_province_changes_every_name(db: None, client: Client, settings: object, code: str, title: str) -> None:
    forget()
    settings.NHIP_PROVINCE = "cao-bang"
    assert province(LANGUAGES[code]).title == title
    for address in ("", "tin/", "co-quan/", "tin.atom"):
        shown = client.get(f"/{code}/{address}").content.decode()
        assert title in shown
        assert not any(word in shown for word in ("Lạng Sơn", "Lang Son", "Xứ Lạng", "谅山"))
    forget()
