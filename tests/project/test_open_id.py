"""Signing in by OpenID Connect against a real provider that the test starts: only known, verified addresses come in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit

import httpx
import oidc_provider_mock
import pytest
from django.core.cache import cache
from django.test import Client, override_settings

from nhip.agencies.actions import accounts
from nhip.agencies.models.accounts import Account
from nhip.journal.actors import Machine
from nhip.journal.models import Entry


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """The address of a provider with its discovery document, its keys and its sign-in form."""
    with oidc_provider_mock.run_server_in_thread() as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def configured(provider: str, db: None) -> Iterator[str]:
    cache.clear()
    app = {
        "provider_id": "tinh",
        "name": "Đăng nhập tỉnh",
        "client_id": "nhip",
        "secret": "bí mật thử".encode().hex(),
        "settings": {"server_url": provider, "oauth_pkce_enabled": True},
    }
    with override_settings(SOCIALACCOUNT_PROVIDERS={"openid_connect": {"APPS": [app]}}):
        yield provider


def knows(provider: str, subject: str, email: str | None, *, verified: bool) -> None:
    claims = {"email": email, "email_verified": verified, "name": "Nông Thị Hạ"} if email else {}
    httpx.put(f"{provider}/users/{subject}", json=claims).raise_for_status()


def sign_in(client: Client, subject: str):  # type: ignore[no-untyped-def]
    """Goes the whole way: our button, the provider's form, back to us. Returns our last answer."""
    away = client.post("/tai-khoan/oidc/tinh/login/")
    assert away.status_code == 302, away.content.decode()[:500]
    asked = parse_qs(urlsplit(away["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    back = httpx.post(away["Location"], data={"sub": subject}, follow_redirects=False)
    assert back.status_code == 302, back.text[:500]
    return client.get(re.sub(r"^https?://[^/]+", "", back.headers["location"]))


@pytest.mark.live
class TestOpenId:
    def test_a_known_verified_address_comes_in(
        self, client: Client, configured: str, account: Callable[..., Account]
    ) -> None:
        account("officer")
        knows(configured, "ha", "HA@mau.vn", verified=True)
        assert sign_in(client, "ha").status_code == 302
        assert client.get("/tai-khoan/sessions/").status_code == 200
        assert Entry.objects.filter(verb="accounts.sign_in").count() == 1
        assert Account.objects.count() == 1

    def test_the_second_time_the_same_account_comes_in(
        self, client: Client, configured: str, account: Callable[..., Account]
    ) -> None:
        account("officer")
        knows(configured, "ha2", "ha@mau.vn", verified=True)
        sign_in(client, "ha2")
        other = Client()
        assert sign_in(other, "ha2").status_code == 302
        assert other.get("/tai-khoan/sessions/").status_code == 200

    def test_an_unverified_address_stays_out(
        self, client: Client, configured: str, account: Callable[..., Account]
    ) -> None:
        account("officer")
        knows(configured, "gia", "ha@mau.vn", verified=False)
        answer = sign_in(client, "gia")
        assert answer.status_code == 403
        assert "chưa xác minh" in answer.content.decode()
        assert client.get("/tai-khoan/sessions/").status_code == 302

    def test_a_stranger_stays_out_and_gets_no_account(self, client: Client, configured: str) -> None:
        knows(configured, "la", "la@noi-khac.vn", verified=True)
        answer = sign_in(client, "la")
        assert answer.status_code == 403
        assert "mở tài khoản" in answer.content.decode()
        assert Account.objects.count() == 0

    def test_no_address_at_all_stays_out(
        self, client: Client, configured: str, account: Callable[..., Account]
    ) -> None:
        account("officer")
        knows(configured, "khong-thu", None, verified=False)
        assert sign_in(client, "khong-thu").status_code == 403

    def test_a_closed_account_stays_out(self, client: Client, configured: str, account: Callable[..., Account]) -> None:
        accounts.close_account(Machine("thử"), account("officer"), ground="x")
        knows(configured, "da-nghi", "ha@mau.vn", verified=True)
        assert sign_in(client, "da-nghi").status_code == 403

    def test_an_answer_for_another_session_is_refused(
        self, client: Client, configured: str, account: Callable[..., Account]
    ) -> None:
        account("officer")
        knows(configured, "ha3", "ha@mau.vn", verified=True)
        away = client.post("/tai-khoan/oidc/tinh/login/")
        back = httpx.post(away["Location"], data={"sub": "ha3"}, follow_redirects=False)
        thief = Client()
        thief.get(re.sub(r"^https?://[^/]+", "", back.headers["location"]))
        assert thief.get("/tai-khoan/sessions/").status_code == 302
