"""Browsers signed in by role, and a plan that was brought in and read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client
from tests.documents.conftest import PASSWORD, person, plan, unit

__all__ = ["person", "plan", "unit"]


@pytest.fixture(autouse=True)
def _no_second_factor(settings: object) -> None:
    """Which roles need one is tested with the sign-in; here it would only stand in the way."""
    settings.NHIP_SECOND_FACTOR = False
    cache.clear()  # the count of sign-ins from this address goes on from test to test


def sign_in(browser: Client, account: object) -> Client:
    """Through the door, like everybody."""
    answer = browser.post("/tai-khoan/login/", {"login": account.email, "password": PASSWORD})
    assert answer.status_code == 302, "signing in failed"
    return browser


@pytest.fixture
def signed_in(person: Callable[..., object]) -> Callable[..., Client]:
    """`signed_in("officer")`: a browser signed in with that role."""

    def opened(role: str | None = None, *, unit: object = None) -> Client:
        return sign_in(Client(), person(role, unit=unit))

    return opened
