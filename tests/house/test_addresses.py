"""Every address refuses whoever may not: nobody signed in, and somebody without any role."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from nhip.agencies.actions import accounts
from nhip.journal.actors import Machine

OPEN_TO_ANYBODY = ("tai-khoan/", "static/")
"""Beginnings of addresses that answer anybody: the sign-in (tested with it) and files of the pages."""

PUBLIC = "portal"
"""The face whose every address answers anybody (tests/portal)."""

OPEN_TO_ANY_ACCOUNT = {"", "toi/", "cac-muc/"}
"""What shows only the account itself, or nothing without a role."""

FILLED = {"int": "1", "str": "x", "slug": "x", "uuid": "00000000-0000-0000-0000-000000000000", "path": "x"}


def addresses(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for one in patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            if one.app_name == PUBLIC:
                continue
            yield from addresses(one.url_patterns, route)
        else:
            yield route


def filled(route: str) -> str:
    """The address with something in each of its places."""
    while "<" in route:
        before, _, rest = route.partition("<")
        place, _, after = rest.partition(">")
        kind = place.partition(":")[0] if ":" in place else "str"
        route = before + FILLED.get(kind, "x") + after
    route = (
        re.sub(r"\([^()]*\)", "1", route).replace(".*", "x").replace("\\", "")
    )  # the editor's own library uses patterns
    return "/" + route.replace("^", "").replace("$", "").removesuffix("Z")


OURS = [route for route in addresses(get_resolver().url_patterns) if not route.startswith(OPEN_TO_ANYBODY)]
assert all("(" not in filled(route) for route in OURS)


def test_there_are_addresses_to_look_at() -> None:
    assert len(OURS) > 5


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("route", OURS)
def test_nobody_signed_in_is_sent_to_the_sign_in(route: str, method: str, client: Client) -> None:
    answer = getattr(client, method)(filled(route))
    if answer.status_code == 302:
        assert answer["Location"].startswith("/tai-khoan/login/"), route
    else:
        assert answer.status_code in (401, 403, 404, 405), route


@pytest.mark.django_db
@pytest.mark.parametrize("route", [route for route in OURS if route not in OPEN_TO_ANY_ACCOUNT])
def test_an_account_without_a_role_is_refused(route: str, client: Client) -> None:
    account = accounts.open_account(
        Machine("thử"), email="khong-vai@mau.vn", name="Không Vai", password=None, ground="x"
    )
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    for method in (client.get, client.post):
        assert method(filled(route)).status_code in (403, 404, 405), route
