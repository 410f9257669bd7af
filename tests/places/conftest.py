"""An agency's people and its entries, made by the real actions: `opened()` a draft, `public()` what went out."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest
from tests.newsroom.conftest import person, unit

__all__ = ["person", "unit"]
BOARD = "lang-son/ban-quan-ly-khu-kinh-te-cua-khau-dong-dang-lang-son"
COMMUNE = "lang-son.xa-dong-dang"
FACTS = {
    "place": {"sort": "worship", "hours": "T2-CN 06:00-18:00", "fee": "0", "point": "21.9440, 106.6980"},
    "product": {
        "sort": "herbs", "months": "7-9", "stars": "4", "decision": "Quyết định 01/QĐ-UBND (mẫu)",
        "decided_on": "2025-01-02", "until": "2028-01-01",
    },
    "project": {"sort": "logistics", "status": "calling", "area": "12,5", "capital_vnd": "250",
                "basis": "Quyết định 02/QĐ-UBND (mẫu)", "office": BOARD},
    "about": {"sort": "apparatus", "basis": "Quyết định 03/QĐ-UBND (mẫu)"},
    "outage": {"sort": "fault", "begins": "2026-01-05", "until": "2026-01-06"},
    "gate": {"sort": "international", "hours": "T2-CN 07:00-19:00", "point": "21.9745, 106.7119"},
}  # fmt: skip
"""What each kind of entry needs beside its words; the commune, the contact and the source are added."""


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    """Tests roll their database back, so that editions come again; the pages kept in memory would not."""
    from nhip.places.queries.public import forget_announced
    from nhip.portal import keeping

    keeping.forget()
    forget_announced()
    yield
    keeping.forget()
    forget_announced()


def picture(unit: object, title: str = "Ảnh mẫu", **more: object) -> object:
    """A small drawn picture with its right of use."""
    from django.core.files.base import ContentFile
    from PIL import Image

    from nhip.media.models.pictures import Picture

    kept = io.BytesIO()
    Image.new("RGB", (640, 400), "#c98b5a").save(kept, "JPEG")
    told = {"description": "Hình vẽ mẫu", "licence": "own", "credit": "Nhịp", **more}
    made = Picture(title=title, unit=unit, width=640, height=400, file=ContentFile(kept.getvalue(), "mau.jpg"), **told)
    made.save()
    return made


@pytest.fixture
def places(person: Callable[..., object], unit: Callable[[str], object]) -> SimpleNamespace:
    """People of the board and of its entries."""
    from nhip.places.actions.entries import open_entry, save_entry
    from nhip.places.actions.makers import enter_maker
    from nhip.places.actions.moving import confirm_checked, move

    board, commune = unit(BOARD), unit(COMMUNE)
    writer, approver = person("focal_point", BOARD), person("approver", BOARD)

    def opened(kind: str = "place", name: str = "Đền Mẫu Đồng Đăng", *, checked: bool = True, **facts: str) -> object:
        entry = open_entry(writer, board, kind, name)
        told = {**FACTS[kind], "commune": COMMUNE, "contact": "Ban Quản lý, 0205 000 000", "source": "Tự soạn", **facts}
        if kind == "product" and "maker" not in facts:
            told["maker"] = str(enter_maker(writer, board, "Hợp tác xã Hồi Mẫu").pk)
        words = {
            "vi": {"lead": "Nơi khách xa thường ghé.", "body": "Đoạn một.\n\nĐoạn hai."},
            "en": {"name": f"{name} (en)", "lead": "A place that many visit."},
        }
        if kind == "outage":
            words["vi"]["times"], words["en"]["times"] = "Từ 22 giờ đến 2 giờ", "From 10 p.m. to 2 a.m."
        save_entry(writer, entry, told, words)
        if checked:
            confirm_checked(writer, entry, "thử")
        return entry

    def public(kind: str = "place", name: str = "Đền Mẫu Đồng Đăng", **facts: str) -> object:
        entry = opened(kind, name, **facts)
        move(writer, entry, "submit")
        move(approver, entry, "approve")
        return move(approver, entry, "publish")

    return SimpleNamespace(
        board=board, commune=commune, writer=writer, approver=approver, opened=opened, public=public, picture=picture
    )
