"""People of one agency's newsroom, and a story that somebody else approved, made by the real actions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace

import pytest
from wagtail.rich_text import RichText

BEGIN = date(2020, 1, 1)
DESK = "lang-son/so-van-hoa-the-thao-va-du-lich"


@pytest.fixture
def unit(db: None) -> Callable[[str], object]:
    """The row of a unit by its key, taken up by the real action."""
    from nhip.agencies.actions.units import take_up
    from nhip.journal.actors import Machine

    return lambda key: take_up(Machine("thử"), [key], ground="thử")[0]


@pytest.fixture
def person(unit: Callable[[str], object]) -> Callable[..., object]:
    """`person("reporter", DESK)` opens an account with the role at the unit."""
    from nhip.agencies.actions import accounts
    from nhip.journal.actors import Machine

    count = iter(range(1, 100))

    def opened(role: str, key: str | None = None) -> object:
        test, number = Machine("thử"), next(count)
        made = accounts.open_account(
            test, email=f"nguoi{number}@mau.vn", name=f"Nông Thị Mẫu {number}", password=None, ground="thử"
        )
        held = unit(key) if key else None
        accounts.appoint(test, made, role=role, unit=held, since=BEGIN, decision="thử")
        return made

    return opened


@pytest.fixture
def newsroom(person: Callable[..., object], unit: Callable[[str], object]) -> SimpleNamespace:
    """People of one agency; `write()` gives a whole draft, `approved()` one that somebody else approved."""
    from nhip.newsroom.actions.stories import move, open_story, save_text

    desk = unit(DESK)
    reporter, editor, approver = (person(role, DESK) for role in ("reporter", "editor", "approver"))

    def write(title: str = "Hoa hồi được mùa", **more: object) -> object:
        story = open_story(reporter, desk, title, **more)
        save_text(
            reporter,
            story,
            lead="Hợp tác xã ký đơn hàng cả năm.",
            sources="Hợp tác xã Hồi Mẫu",
            contact="Sở Văn hóa, Thể thao và Du lịch, 0205 000 000",
            body=[("words", RichText("<p>Vụ hồi năm nay, các hộ trồng hồi thu hoạch sớm hơn mọi năm.</p>"))],
        )
        return story

    def approved(**more: object) -> object:
        story = write(**more)
        move(reporter, story, "submit")
        move(approver, story, "approve")
        return story

    return SimpleNamespace(
        reporter=reporter, editor=editor, approver=approver, unit=desk, write=write, approved=approved,
    )  # fmt: skip
