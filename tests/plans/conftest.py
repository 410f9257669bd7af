"""People of one province, a plan of theirs and its tasks, made by the real actions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

BEGIN = date(2020, 1, 1)
GIVER, DOER, OTHER = "lang-son/so-van-hoa-the-thao-va-du-lich", "lang-son/so-cong-thuong", "lang-son/so-ngoai-vu"


@pytest.fixture
def unit(db: None) -> Callable[[str], object]:
    """The row of a unit by its key, taken up by the real action."""
    from nhip.agencies.actions.units import take_up
    from nhip.journal.actors import Machine

    return lambda key: take_up(Machine("thử"), [key], ground="thử")[0]


@pytest.fixture
def person(unit: Callable[[str], object]) -> Callable[..., object]:
    """`person("focal_point", DOER)` opens an account with the role at the unit."""
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
def written(person: Callable[..., object], unit: Callable[[str], object]) -> object:
    """An adopted plan of the giver, without a document."""
    from nhip.plans.models.plans import Plan

    return Plan.objects.create(
        title="Truyền thông mẫu", unit=unit(GIVER), adopted_on=date(2026, 1, 5), state="adopted",
        begins=date(2026, 1, 1), ends=date(2026, 12, 31),
    )  # fmt: skip
