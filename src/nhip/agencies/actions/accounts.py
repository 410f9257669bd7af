"""Opening and closing accounts, giving and ending roles. Each deed is one transaction and one line of the journal."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils import timezone

from nhip.agencies.models.accounts import Account, Appointment
from nhip.agencies.permits import roles
from nhip.journal import actions as journal
from nhip.journal.actors import Actor


@transaction.atomic
def open_account(actor: Actor, *, email: str, name: str, password: str | None, ground: str) -> Account:
    """Open an account. Without a password the person comes in by OpenID Connect alone.

    Raises ValidationError when the address is malformed or taken, or the password breaks the rules.
    """
    account = Account(email=email.strip().lower(), name=" ".join(name.split()))
    if password is None:
        account.set_unusable_password()
    else:
        validate_password(password, account)
        account.set_password(password)
    account.full_clean()
    account.save()
    journal.write(actor, "accounts.open", account, ground, {"name": account.name})
    return account


@transaction.atomic
def close_account(actor: Actor, account: Account, *, ground: str) -> None:
    """Close an account: it signs in no more and holds nothing; what it did stays. Its sessions end at once."""
    account.is_active, account.closed_at = False, timezone.now()
    account.save(update_fields=["is_active", "closed_at"])
    journal.write(actor, "accounts.close", account, ground)


@transaction.atomic
def reopen_account(actor: Actor, account: Account, *, ground: str) -> None:
    """Open a closed account again, with the roles whose time still runs."""
    account.is_active, account.closed_at = True, None
    account.save(update_fields=["is_active", "closed_at"])
    journal.write(actor, "accounts.reopen", account, ground)


@transaction.atomic
def set_password(actor: Actor, account: Account, password: str, *, ground: str) -> None:
    """Give a new password. Raises ValidationError when it breaks the rules. Every open session of the account ends."""
    validate_password(password, account)
    account.set_password(password)
    account.save(update_fields=["password"])
    journal.write(actor, "accounts.set_password", account, ground)


@transaction.atomic
def appoint(
    actor: Actor,
    account: Account,
    *,
    role: str,
    unit: object,
    since: date,
    until: date | None = None,
    decision: str,
) -> Appointment:
    """Give a role at a unit (its id, anything with a `pk`, or None for the system itself) by a decision.

    Raises ValueError for an unknown role, ValidationError for an end before the start.
    """
    if role not in {known.code for known in roles()}:
        raise ValueError(f"Unknown role {role!r}")
    unit_id = getattr(unit, "pk", unit)
    appointment = Appointment(account=account, role=role, unit_id=unit_id, since=since, until=until, decision=decision)
    appointment.full_clean()
    appointment.save()
    facts = {"role": role, "unit": unit_id, "since": since, "until": until}
    journal.write(actor, "accounts.appoint", account, decision, facts)
    return appointment


@transaction.atomic
def end_appointment(actor: Actor, appointment: Appointment, *, last_day: date, decision: str) -> None:
    """End a role: it is held to the end of `last_day`. Raises ValidationError for a day before the start."""
    appointment.until = last_day
    appointment.full_clean()
    appointment.save(update_fields=["until"])
    facts = {"role": appointment.role, "unit": appointment.unit_id, "until": last_day}
    journal.write(actor, "accounts.end_appointment", appointment.account, decision, facts)
