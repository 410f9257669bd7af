"""`nhip account`, as whoever runs the machine types it."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator

from nhip.agencies.actions.directory import load_packaged
from nhip.agencies.models.accounts import Account
from nhip.journal.actors import Machine
from nhip.journal.models import Entry
from nhip.project.commands import account


@pytest.fixture
def directory(db: None) -> None:
    load_packaged(Machine("thử"))


@pytest.mark.parametrize("unit", ["Sở Công Thương tỉnh Lạng Sơn", "lang-son/so-cong-thuong"])
def test_a_role_is_given_at_a_unit_by_its_name_or_key(directory: None, unit: str) -> None:
    said = ["add", "an@mau.nhip.vn", "Nguyễn Thị Mẫu", "--role", "focal_point", "--unit", unit, "--ground", "QĐ 12"]
    assert account.main(said) == 0
    held = Account.objects.get(email="an@mau.nhip.vn").appointments.get()
    assert (held.role, held.unit.key, held.decision) == ("focal_point", "lang-son/so-cong-thuong", "QĐ 12")


def test_a_unit_that_is_not_known_is_refused_before_anything_is_opened(
    directory: None, capsys: pytest.CaptureFixture[str]
) -> None:
    said = ["add", "an@mau.nhip.vn", "Nguyễn Thị Mẫu", "--role", "officer", "--unit", "Sở Không Có"]
    assert account.main(said) == 1
    assert "Sở Không Có" in capsys.readouterr().err
    assert not Account.objects.exists()


def test_an_account_that_is_not_there_is_named(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert account.main(["close", "khong@mau.nhip.vn"]) == 1
    assert "không có tài khoản khong@mau.nhip.vn" in capsys.readouterr().err


def test_a_lost_phone_is_taken_off_with_its_ground(db: None) -> None:
    account.main(["add", "an@mau.nhip.vn", "Nguyễn Thị Mẫu"])
    held = Account.objects.get()
    Authenticator.objects.create(user=held, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert account.main(["drop-factors", "an@mau.nhip.vn", "--ground", "Mất điện thoại"]) == 0
    assert not Authenticator.objects.exists()
    entry = Entry.objects.get(verb="accounts.drop_factors")
    assert (entry.ground, entry.facts) == ("Mất điện thoại", {"kind": ["totp"]})
