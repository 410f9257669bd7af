"""People of one office, and matters that go their way, made by the real actions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import count
from types import SimpleNamespace

import pytest

BEGIN = date(2020, 1, 1)
OFFICE = "lang-son/so-xay-dung"
ELSEWHERE = "lang-son/so-y-te"
COMMUNE = "lang-son.xa-ba-son"
TEXT = "Đoạn đường liên xã qua thôn bị sạt lở sau mưa, xe máy không đi được từ hôm thứ Hai."


@pytest.fixture
def person(db: None) -> Callable[..., object]:
    """`person("officer", OFFICE)` opens an account with the role at the unit."""
    from nhip.agencies.actions import accounts
    from nhip.agencies.actions.units import take_up
    from nhip.journal.actors import Machine

    numbers = count(1)

    def opened(role: str, key: str = OFFICE) -> object:
        test, number = Machine("thử"), next(numbers)
        made = accounts.open_account(
            test, email=f"ho{number}@mau.vn", name=f"Lý Thị Mẫu {number}", password=None, ground="thử"
        )
        (unit,) = take_up(test, [key], ground="thử")
        accounts.appoint(test, made, role=role, unit=unit, since=BEGIN, decision="thử")
        return made

    return opened


@pytest.fixture
def house(person: Callable[..., object]) -> SimpleNamespace:
    """An officer who routes, two who write and two who approve at one office, and ways to make matters."""
    from nhip.feedback.actions import answering, handling
    from nhip.feedback.actions.receiving import PORTAL, receive
    from nhip.feedback.asking import Asked

    tickets = count(1)
    officer, writer, second = person("officer"), person("focal_point"), person("focal_point")
    approver, leader = person("approver"), person("leader")

    def asked(text: str = TEXT, **more: object) -> object:
        told = {"category": "roads", "ticket": f"phieu-{next(tickets)}", "may_publish": True, **more}
        return receive(PORTAL, Asked(text, **told))

    def routed(**more: object) -> object:
        matter = asked(**more).matter
        return handling.route(officer, matter.pk, OFFICE)

    def answered(public: bool = True, **more: object) -> object:
        matter = routed(**more)
        told = {"title": "Đường sạt lở", "question": "Đoạn đường liên xã bị sạt lở."} if public else {}
        answering.write_answer(writer, matter.pk, "Sở đã cử đội sửa chữa, xong trước ngày 30.", public=public, **told)
        answer = answering.submit(writer, matter.pk)
        answering.approve(approver, matter.pk, answer.sha256)
        matter.refresh_from_db()
        return matter

    return SimpleNamespace(
        officer=officer, writer=writer, second=second, approver=approver, leader=leader, asked=asked, routed=routed,
        answered=answered,
    )  # fmt: skip
