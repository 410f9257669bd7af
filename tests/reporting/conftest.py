"""Agencies of one province, their people, and a round of theirs, made by the real actions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

CLERK, TRADE, ABROAD = (
    "lang-son/so-van-hoa-the-thao-va-du-lich",
    "lang-son/so-cong-thuong",
    "lang-son/so-ngoai-vu",
)
"""The collecting department and two reporting bodies."""


@pytest.fixture
def unit(db: None) -> Callable[[str], object]:
    from nhip.agencies.actions.units import take_up
    from nhip.journal.actors import Machine

    return lambda key: take_up(Machine("thử"), [key], ground="thử")[0]


@pytest.fixture
def person(unit: Callable[[str], object]) -> Callable[..., object]:
    """`person("focal_point", ABROAD)` opens an account with the role at the unit."""
    from nhip.agencies.actions import accounts
    from nhip.journal.actors import Machine

    count = iter(range(1, 100))

    def opened(role: str, key: str | None = None) -> object:
        test, number = Machine("thử"), next(count)
        made = accounts.open_account(
            test, email=f"nguoi{number}@mau.vn", name=f"Nông Thị Mẫu {number}", password=None, ground="thử"
        )
        held = unit(key) if key else None
        accounts.appoint(test, made, role=role, unit=held, since=date(2020, 1, 1), decision="thử")
        return made

    return opened


@pytest.fixture
def opened(person: Callable[..., object]) -> object:
    """A half-year of communications opened for two agencies, filled from what they recorded."""
    from decimal import Decimal
    from uuid import UUID

    from nhip.agencies.models.units import Unit
    from nhip.measurement.periods import Slot
    from nhip.plans.actions.activities import record_activity
    from nhip.reporting.actions.rounds import open_round
    from nhip.reporting.opening import by_hand
    from nhip.reporting.regimes import packaged_outlines

    focal = person("focal_point", TRADE)
    record_activity(
        focal, entry=UUID(int=1), unit=Unit.objects.get(key=TRADE), task=None, kind="banner",
        title="Treo băng rôn", on=date(2026, 3, 2), quantity=Decimal(12), measure="chiếc",
    )  # fmt: skip
    period = Slot("half", 2026, 1).period("mid_month")
    outline = packaged_outlines()["communications"]
    opening = by_hand("Báo cáo công tác truyền thông", outline, period, date(2026, 6, 16), [TRADE, ABROAD], CLERK)
    return open_round(person("officer", CLERK), opening)
