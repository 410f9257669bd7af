"""Questions about accounts and what they hold."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from nhip.agencies.models.accounts import Account, Appointment
from nhip.agencies.permits import Holder, may, table


def account_by_email(email: str) -> Account | None:
    """The account with this address, whatever its capitals; None when there is none."""
    return Account.objects.filter(email__iexact=email.strip()).first()


def accounts_seen_by(asker: Holder) -> QuerySet[Account]:
    """The accounts that the asker may see: all, or none."""
    return Account.objects.order_by("name") if may(asker, "accounts.read") else Account.objects.none()


def appointments_of(account: Account, as_of: date) -> QuerySet[Appointment]:
    """The appointments that run on the day."""
    return account.appointments.filter(since__lte=as_of).exclude(until__lt=as_of).order_by("since", "pk")


def holders_of(asker: Holder, verb: str, unit: int, on: date) -> list[Account]:
    """The open accounts that may do the verb at the unit because they hold a role there: whom a notice is for."""
    roles = [role for role, reach in table()[verb].items() if reach]
    held = Appointment.objects.filter(unit_id=unit, role__in=roles, since__lte=on).exclude(until__lt=on)
    return list(Account.objects.filter(is_active=True, appointments__in=held).distinct().order_by("pk"))


def seats(verb: str, on: date) -> set[int]:
    """The units at which somebody holds a role on a day that lets them do the verb: where there is a desk for it."""
    roles = [role for role, reach in table()[verb].items() if reach]
    held = Appointment.objects.filter(unit__isnull=False, role__in=roles, account__is_active=True, since__lte=on)
    return set(held.exclude(until__lt=on).order_by().values_list("unit_id", flat=True))
