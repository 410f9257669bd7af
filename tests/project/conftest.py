"""Accounts and browsers for the sign-in tests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

PASSWORD = "gió-mùa đông-bắc 2026"


@pytest.fixture
def account(db: None) -> Callable[..., object]:
    """Opens an account by the real actions: `account("officer")`."""
    from nhip.agencies.actions import accounts
    from nhip.journal.actors import Machine

    def opened(role: str | None = None, email: str = "ha@mau.vn", name: str = "Nông Thị Hạ", unit: int | None = None):  # type: ignore[no-untyped-def]
        made = accounts.open_account(Machine("thử"), email=email, name=name, password=PASSWORD, ground="Thử")
        if role:
            accounts.appoint(
                Machine("thử"), made, role=role, unit=unit, since=date(2020, 1, 1), decision="Quyết định thử"
            )
        return made

    return opened
