"""Accounts and appointments: opened, appointed, ended and closed by actions that each write one line."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from nhip.agencies.actions import accounts
from nhip.agencies.models.accounts import Account
from nhip.agencies.models.units import Unit
from nhip.agencies.permits import may
from nhip.agencies.queries.accounts import account_by_email, accounts_seen_by, appointments_of
from nhip.journal.actors import Machine
from nhip.journal.models import Entry

CLERK = Machine("thử")
PASSWORD = "gió-mùa đông-bắc 2026"
pytestmark = pytest.mark.django_db


def opened(email: str = "ha@mau.vn") -> Account:
    return accounts.open_account(CLERK, email=email, name="  Nông  Thị Hạ ", password=PASSWORD, ground="Quyết định 1")


def verbs() -> list[str]:
    return list(Entry.objects.order_by("number").values_list("verb", flat=True))


def test_opening_tidies_the_name_and_writes_one_line() -> None:
    account = opened("HA@Mau.vn")
    assert (account.email, account.name, account.get_short_name()) == ("ha@mau.vn", "Nông Thị Hạ", "Hạ")
    assert account.check_password(PASSWORD)
    assert account_by_email(" Ha@mau.VN ") == account
    entry = Entry.objects.get()
    assert (entry.verb, entry.ground, entry.actor_label) == ("accounts.open", "Quyết định 1", "Hệ thống (thử)")
    assert PASSWORD not in str(entry.facts)


def test_one_address_one_account_whatever_its_capitals() -> None:
    opened()
    with pytest.raises(ValidationError), transaction.atomic():
        opened("HA@MAU.VN")
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.create(email="Ha@mau.vn", name="x")


def test_without_a_password_only_openid_opens() -> None:
    account = accounts.open_account(CLERK, email="a@b.vn", name="A", password=None, ground="x")
    assert not account.has_usable_password()


def test_an_appointment_runs_from_its_first_to_its_last_day() -> None:
    account, unit, today = opened(), Unit.objects.create(key="thu/so-thu"), timezone.localdate()
    appointment = accounts.appoint(CLERK, account, role="focal_point", unit=unit, since=today, decision="Quyết định 2")
    account = Account.objects.get()
    assert may(account, "reporting.submit", unit)
    assert not may(account, "reporting.submit", unit.pk + 1)
    accounts.end_appointment(CLERK, appointment, last_day=today, decision="Quyết định 3")
    assert may(Account.objects.get(), "reporting.submit", unit), "the last day counts"
    appointment.since = today - timedelta(days=9)
    appointment.save()
    accounts.end_appointment(CLERK, appointment, last_day=today - timedelta(days=1), decision="Quyết định 4")
    assert not may(Account.objects.get(), "reporting.submit", unit)
    assert list(appointments_of(account, today - timedelta(days=2))) == [appointment]
    assert verbs() == ["accounts.open", "accounts.appoint", "accounts.end_appointment", "accounts.end_appointment"]


def test_a_role_of_tomorrow_is_not_held_today() -> None:
    account = opened()
    accounts.appoint(CLERK, account, role="auditor", unit=None, since=timezone.localdate() + timedelta(1), decision="x")
    assert Account.objects.get().held() == ()


def test_a_last_day_before_the_first_is_refused() -> None:
    account = opened()
    with pytest.raises(ValidationError):
        accounts.appoint(
            CLERK, account, role="officer", unit=None, since=date(2026, 5, 2), until=date(2026, 5, 1), decision="x"
        )
    assert verbs() == ["accounts.open"]


def test_an_unknown_role_is_refused() -> None:
    with pytest.raises(ValueError, match="Unknown role"):
        accounts.appoint(CLERK, opened(), role="king", unit=None, since=date(2026, 1, 1), decision="x")


def test_a_closed_account_holds_nothing_until_it_is_opened_again() -> None:
    account = opened()
    accounts.appoint(CLERK, account, role="administrator", unit=None, since=date(2026, 1, 1), decision="x")
    accounts.close_account(CLERK, account, ground="Nghỉ việc")
    assert not may(Account.objects.get(), "accounts.open")
    accounts.reopen_account(CLERK, account, ground="Trở lại")
    assert may(Account.objects.get(), "accounts.open")
    assert verbs()[-2:] == ["accounts.close", "accounts.reopen"]


def test_accounts_are_seen_by_those_who_may() -> None:
    account = opened()
    assert not accounts_seen_by(account).exists()
    accounts.appoint(CLERK, account, role="auditor", unit=None, since=date(2026, 1, 1), decision="x")
    assert list(accounts_seen_by(Account.objects.get())) == [account]
