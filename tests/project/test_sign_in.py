"""Signing in: passwords, lock-out with 429, second factor with real codes, recovery codes, sessions, what is closed."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from tests.project.conftest import PASSWORD

from nhip.agencies.actions import accounts
from nhip.journal.actors import Machine
from nhip.journal.models import Entry

LOGIN = "/tai-khoan/login/"


@pytest.fixture(autouse=True)
def _no_counts_of_other_tests(db: None) -> None:
    cache.clear()


def sign_in(client: Client, password: str = PASSWORD, email: str = "ha@mau.vn"):  # type: ignore[no-untyped-def]
    return client.post(LOGIN, {"login": email, "password": password})


def code(secret: str, steps_on: int = 0) -> str:
    """The six digits that an authenticator shows now (or some steps of 30 s later)."""
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())) + 1 + steps_on))


def set_up_factor(client: Client) -> str:
    """Goes through the real page; returns the secret."""
    page = client.get("/tai-khoan/2fa/totp/activate/", follow=True)
    if "reauthenticate" in page.redirect_chain[-1][0] if page.redirect_chain else False:
        client.post(page.redirect_chain[-1][0], {"password": PASSWORD})
        page = client.get("/tai-khoan/2fa/totp/activate/")
    secret = page.context["form"].secret
    answer = client.post("/tai-khoan/2fa/totp/activate/", {"code": code(secret)})
    assert answer.status_code == 302, answer.context["form"].errors
    return str(secret)


def test_the_right_password_opens_and_the_journal_knows(client: Client, account: Callable[..., object]) -> None:
    account("officer")
    assert sign_in(client).status_code == 302
    assert client.get("/tai-khoan/sessions/").status_code == 200
    assert Entry.objects.filter(verb="accounts.sign_in", actor_label="Nông Thị Hạ").count() == 1


def test_capitals_in_the_address_do_not_matter(client: Client, account: Callable[..., object]) -> None:
    account("officer")
    assert sign_in(client, email="HA@Mau.vn").status_code == 302


def test_a_wrong_password_and_an_unknown_name_look_alike(client: Client, account: Callable[..., object]) -> None:
    account("officer")
    wrong, unknown = sign_in(client, "sai"), sign_in(client, email="khong@co.vn")
    assert wrong.status_code == unknown.status_code == 200
    assert wrong.context["form"].non_field_errors() == unknown.context["form"].non_field_errors()
    assert "mật khẩu" in wrong.content.decode()


def test_five_wrong_passwords_lock_out_with_429(client: Client, account: Callable[..., object]) -> None:
    account("officer")
    statuses = [sign_in(client, "sai").status_code for _ in range(5)]
    assert statuses == [200, 200, 200, 200, 429]
    locked = sign_in(client)
    assert locked.status_code == 429
    assert locked["Retry-After"] == "900"
    assert "15 " in locked.content.decode()
    assert Entry.objects.filter(verb="accounts.lock_out").count() >= 1


def test_a_lock_out_does_not_reach_the_neighbour(client: Client, account: Callable[..., object]) -> None:
    account("officer")
    account("officer", email="khac@mau.vn", name="Lý Văn Khác")
    for _ in range(5):
        sign_in(client, "sai")
    assert sign_in(Client(), email="khac@mau.vn").status_code == 302


def test_a_closed_account_does_not_open_and_its_session_ends(client: Client, account: Callable[..., object]) -> None:
    person = account("officer")
    sign_in(client)
    accounts.close_account(Machine("thử"), person, ground="Nghỉ việc")
    assert client.get("/tai-khoan/sessions/").status_code == 302
    sign_in(fresh := Client())
    assert "_auth_user_id" not in fresh.session


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("ngắn-quá", "12"),
        ("123456789012345", "chữ số"),
        ("qwertyuiop123", "phổ biến"),
        ("Nông Thị Hạ 1", "giống"),
        ("ha@mau.vn.ha", "giống"),
    ],
)
def test_weak_passwords_are_refused_in_vietnamese(account: Callable[..., object], password: str, said: str) -> None:
    person = account()
    with pytest.raises(ValidationError) as refused:
        accounts.set_password(Machine("thử"), person, password, ground="Thử")
    assert said in " ".join(refused.value.messages)


def test_nobody_registers_renames_or_mails_links(client: Client) -> None:
    for address in ("signup/", "email/", "password/reset/", "3rdparty/signup/"):
        answer = client.get(f"/tai-khoan/{address}")
        assert answer.status_code == 404, address
        assert "quản trị" in answer.content.decode()
        assert client.post(f"/tai-khoan/{address}", {"email": "x@y.vn", "password1": PASSWORD}).status_code == 404


class TestSecondFactor:
    def test_a_role_that_sees_personal_data_sets_one_up_first(
        self, client: Client, account: Callable[..., object]
    ) -> None:
        account("administrator")
        sign_in(client)
        answer = client.get("/")
        assert (answer.status_code, answer["Location"]) == (302, "/tai-khoan/2fa/totp/activate/")
        set_up_factor(client)
        assert client.get("/").headers.get("Location") != "/tai-khoan/2fa/totp/activate/"

    def test_other_roles_are_not_held_up(self, client: Client, account: Callable[..., object]) -> None:
        account("officer")
        sign_in(client)
        assert client.get("/").headers.get("Location") != "/tai-khoan/2fa/totp/activate/"

    def test_the_password_alone_opens_no_more(self, client: Client, account: Callable[..., object]) -> None:
        account("administrator")
        sign_in(client)
        secret = set_up_factor(client)
        other = Client()
        assert sign_in(other)["Location"].startswith("/tai-khoan/2fa/authenticate/")
        assert other.get("/tai-khoan/sessions/").status_code == 302
        assert other.post("/tai-khoan/2fa/authenticate/", {"code": "000000"}).status_code == 200
        assert other.get("/tai-khoan/sessions/").status_code == 302
        assert other.post("/tai-khoan/2fa/authenticate/", {"code": code(secret, 1)}).status_code == 302
        assert other.get("/tai-khoan/sessions/").status_code == 200

    def test_guessing_codes_is_stopped(self, client: Client, account: Callable[..., object]) -> None:
        account("administrator")
        sign_in(client)
        secret = set_up_factor(client)
        other = Client()
        sign_in(other)
        for guess in range(11):
            other.post("/tai-khoan/2fa/authenticate/", {"code": f"{guess:06}"})
        other.post("/tai-khoan/2fa/authenticate/", {"code": code(secret, 1)})
        assert other.get("/tai-khoan/sessions/").status_code == 302

    def test_the_secret_is_not_in_the_database(self, client: Client, account: Callable[..., object]) -> None:
        account("administrator")
        sign_in(client)
        secret = set_up_factor(client)
        factor = Authenticator.objects.get(type=Authenticator.Type.TOTP)
        assert secret not in str(factor.data)

    def test_a_recovery_code_opens_once(self, client: Client, account: Callable[..., object]) -> None:
        account("administrator")
        sign_in(client)
        set_up_factor(client)
        text = client.get("/tai-khoan/2fa/recovery-codes/download/").content.decode()
        recovery = re.findall(r"^[0-9a-z-]{6,}$", text, re.M)[0]
        for expected in (302, 200):
            other = Client()
            sign_in(other)
            assert other.post("/tai-khoan/2fa/authenticate/", {"code": recovery}).status_code == expected

    def test_the_last_factor_stays_where_the_role_asks_for_it(
        self, client: Client, account: Callable[..., object]
    ) -> None:
        account("administrator")
        sign_in(client)
        set_up_factor(client)
        client.post("/tai-khoan/2fa/totp/deactivate/")
        assert Authenticator.objects.filter(type=Authenticator.Type.TOTP).exists()


class TestSessions:
    def test_another_device_is_signed_out(self, client: Client, account: Callable[..., object]) -> None:
        account("officer")
        phone = Client(headers={"user-agent": "Mozilla/5.0 (Linux; Android 14) Chrome/130 Mobile Safari"})
        sign_in(phone)
        sign_in(client)
        page = client.get("/tai-khoan/sessions/")
        assert "Chrome, Android" in page.content.decode()
        other = next(one for one in page.context["sessions"] if not one.current)
        client.post("/tai-khoan/sessions/", {"session": other.pk})
        assert phone.get("/tai-khoan/sessions/").status_code == 302
        assert client.get("/tai-khoan/sessions/").status_code == 200
        assert Entry.objects.filter(verb="accounts.end_sessions").count() == 1

    def test_nobody_ends_a_strangers_session(self, client: Client, account: Callable[..., object]) -> None:
        account("officer")
        account("officer", email="khac@mau.vn", name="Lý Văn Khác")
        stranger = Client()
        sign_in(stranger, email="khac@mau.vn")
        sign_in(client)
        theirs = stranger.get("/tai-khoan/sessions/").context["sessions"][0]
        client.post("/tai-khoan/sessions/", {"session": theirs.pk, "others": "1"})
        assert stranger.get("/tai-khoan/sessions/").status_code == 200

    def test_a_new_password_ends_the_sessions_elsewhere(self, client: Client, account: Callable[..., object]) -> None:
        person = account("officer")
        sign_in(client)
        accounts.set_password(Machine("thử"), person, "mật-khẩu rất mới 88", ground="Quên mật khẩu")
        assert client.get("/tai-khoan/sessions/").status_code == 302


def test_after_a_new_password_one_comes_in_and_is_not_asked_for_another(
    client: Client, account: Callable[..., object]
) -> None:
    account("officer")
    sign_in(client)
    fresh = "mật-khẩu rất mới 88"
    said = {"oldpassword": PASSWORD, "password1": fresh, "password2": fresh}
    answer = client.post("/tai-khoan/password/change/", said)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.get("/", follow=True).redirect_chain[-1][0] == f"{LOGIN}?next=/"


def test_pages_carry_the_strict_headers(client: Client) -> None:
    answer = client.get(LOGIN)
    policy = answer["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-inline" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    body = answer.content.decode()
    assert not re.search(r"<script(?![^>]*(\bsrc=|nonce=|application/json))", body)
    assert not re.search(r"\son\w+=|style=", body)
