"""Passkeys in a real browser with an authenticator of its own, under our strict policy of scripts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from tests.documents.conftest import PASSWORD

from nhip.journal.models import Entry

pytestmark = [pytest.mark.live, pytest.mark.django_db(transaction=True)]


def with_authenticator(page: Page, *, verifies: bool = True) -> tuple[object, str]:
    """A security key built into the browser: answers at once, keeps passkeys, knows its owner (or does not)."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": verifies, "automaticPresenceSimulation": True,
    }  # fmt: skip
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session, made["authenticatorId"]


def add_passkey(page: Page, name: str) -> None:
    page.goto("/tai-khoan/2fa/webauthn/add/")
    if page.get_by_label("Mật khẩu").is_visible():
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.keyboard.press("Enter")
    page.wait_for_selector("#mfa_webauthn_add")
    page.locator("#id_name").fill(name)
    page.locator("#id_passwordless").check()
    assert Axe().run(page).violations_count == 0
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url(lambda address: "add" not in address)


def test_a_passkey_is_added_and_opens_the_door(
    signed_in: Callable[..., Page], picture: Callable[[Page, str], None]
) -> None:
    page = signed_in("officer")
    session, key = with_authenticator(page)
    add_passkey(page, "Khóa của máy này")
    kept = session.send("WebAuthn.getCredentials", {"authenticatorId": key})["credentials"]
    assert [one["isResidentCredential"] for one in kept] == [True]
    assert Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN).count() == 1
    assert Entry.objects.filter(verb="accounts.add_factor", facts__kind="webauthn").count() == 1

    page.goto("/tai-khoan/2fa/webauthn/")
    expect(page.get_by_role("main")).to_contain_text("Khóa của máy này")
    assert Axe().run(page).violations_count == 0
    picture(page, "passkeys")
    page.set_viewport_size({"width": 360, "height": 800})
    picture(page, "passkeys")
    page.set_viewport_size({"width": 1280, "height": 860})
    page.goto("/toi/")
    page.get_by_role("button", name="Đăng xuất").click()
    page.goto("/tai-khoan/login/")
    page.get_by_role("button", name="Đăng nhập bằng").click()
    expect(page.get_by_role("navigation", name="Chính")).to_be_visible()
    assert Entry.objects.filter(verb="accounts.sign_in").count() == 2


def test_a_key_that_does_not_answer_and_an_address_without_a_name_say_what_to_do(
    opened: Callable[..., Page], picture: Callable[[Page, str], None]
) -> None:
    page = opened(390)
    page.goto("/tai-khoan/login/")
    with_authenticator(page)
    page.get_by_role("button", name="khóa truy cập").click()
    expect(page.get_by_role("alert")).to_contain_text("Khóa không trả lời")
    assert Axe().run(page).violations_count == 0
    picture(page, "passkey-refused")
    page.goto(page.url.replace("localhost", "127.0.0.1"))
    page.get_by_role("button", name="khóa truy cập").click()
    expect(page.get_by_role("alert")).to_contain_text("localhost")
