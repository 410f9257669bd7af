"""Builds the sample province by the real actions, so that it cannot go stale unseen. Building twice adds nothing.

Passwords and second-factor secrets are made anew on each machine and kept beside the keys, never in the repository.
"""

from __future__ import annotations

import json
import os
import secrets
import time
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib import resources
from pathlib import Path

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from nhip.agencies.actions import accounts, units
from nhip.agencies.models.accounts import Account
from nhip.agencies.permits import needs_second_factor, roles
from nhip.agencies.queries.accounts import account_by_email
from nhip.assistant.actions.indexing import refresh
from nhip.documents.actions import reading, receiving, reviewing
from nhip.documents.corrections import seal
from nhip.documents.models import Document
from nhip.documents.queries.records import record_as_corrected
from nhip.journal import actions as journal
from nhip.journal.actors import Machine
from nhip.project.sample.channels import keep_channels
from nhip.project.sample.desk import furnish_desks
from nhip.project.sample.media import keep_media
from nhip.project.sample.places import publish_places
from nhip.project.sample.public import show_public
from nhip.project.sample.questions import ask_questions
from nhip.project.sample.stories import publish_stories
from nhip.project.sample.translating import translate_stories

ACTOR = Machine("tỉnh mẫu")
GROUND = "Tỉnh mẫu"
SINCE = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Person:
    """One line of the sign-in list. `secret` is the second factor's, None where the role needs none."""

    role: str
    role_name: str
    name: str
    email: str
    password: str
    secret: str | None

    def code(self, at: float) -> str | None:
        """The six digits at an instant (seconds since 1970), as the authenticator app would show."""
        return format_hotp_value(hotp_value(self.secret, int(at) // 30)) if self.secret else None


def _list_file() -> Path:
    return Path(settings.NHIP_KEYS) / "sample_sign_in.json"


def people() -> list[Person]:
    """The sign-in of each sample role; empty before the province is built."""
    if not _list_file().exists():
        return []
    kept = json.loads(_list_file().read_text("utf-8"))
    return [Person(**one) for one in kept if account_by_email(one["email"]) is not None]


def build(say: Callable[[str], None]) -> list[Person]:
    """People of every role at their agencies, then a plan brought in, read and confirmed. Returns the sign-ins."""
    begun = time.monotonic()
    known = people()
    if not known:
        say("Dựng tỉnh mẫu…")
        known = _open_accounts()
    bring_in(account_by_email(known[0].email), "ke-hoach-mau.txt", text("documents/plan.txt"))
    publish_stories(ACTOR, GROUND, text("stories.toml"), timezone.localdate())
    furnish_desks(ACTOR, GROUND, timezone.localdate())
    translate_stories(ACTOR, GROUND, text("translating.toml"), timezone.localdate())
    keep_media(ACTOR, GROUND, timezone.localdate())
    show_public(text("public.toml"), timezone.localdate())
    ask_questions(text("questions.toml"), timezone.localdate())
    publish_places(text("places.toml"), timezone.localdate())
    keep_channels(ACTOR, GROUND, text("channels.toml"), timezone.localdate())
    refresh(ACTOR)
    if time.monotonic() - begun > 1:
        say(f"Tỉnh mẫu sẵn sàng sau {time.monotonic() - begun:.0f} giây.")
    return known


@transaction.atomic
def _open_accounts() -> list[Person]:
    listed = tomllib.loads(text("people.toml"))["person"]
    taken = units.take_up(ACTOR, [one["unit"] for one in listed if "unit" in one], ground=GROUND)
    unit_of = {unit.key: unit for unit in taken}
    made = [_open_account(one, unit_of.get(one.get("unit", ""))) for one in listed]
    _keep(made)
    return made


def _open_account(one: dict[str, str], unit: object) -> Person:
    password, secret = _password(one), None
    account = account_by_email(one["email"])
    if account is None:
        account = accounts.open_account(ACTOR, email=one["email"], name=one["name"], password=password, ground=GROUND)
        accounts.appoint(ACTOR, account, role=one["role"], unit=unit, since=SINCE, decision=GROUND)
    else:  # the list was lost: the accounts stay, with new passwords
        accounts.set_password(ACTOR, account, password, ground=GROUND)
    if needs_second_factor(account):
        secret = _give_factor(account)
    return Person(one["role"], _role_name(one["role"]), account.name, account.email, password, secret)


def _password(one: dict[str, str]) -> str:
    """Drawn again where chance made it too much like the address or the name."""
    whose = Account(email=one["email"], name=one["name"])
    while True:
        drawn = secrets.token_urlsafe(9) + "-mau"
        try:
            validate_password(drawn, whose)
        except ValidationError:
            continue
        return drawn


def _give_factor(account: Account) -> str:
    secret = str(generate_totp_secret())
    account.authenticator_set.all().delete()
    TOTP.activate(account, secret)
    RecoveryCodes.activate(account)
    journal.write(account, "accounts.add_factor", account, GROUND, {"kind": "totp"})
    return secret


def _role_name(code: str) -> str:
    return next(role.name for role in roles() if role.code == code)


def _keep(made: list[Person]) -> None:
    path = _list_file()
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        fields = Person.__dataclass_fields__
        json.dump([{name: getattr(one, name) for name in fields} for one in made], file, ensure_ascii=False, indent=1)
    fresh.replace(path)


def bring_in(officer: Account, name: str, text: str) -> Document:
    """Received, read and confirmed as an officer would; what is there already is left alone."""
    received = receiving.receive_file(officer, name, text.encode("utf-8"))
    document = received[0].document
    if document is None:
        raise RuntimeError(f"the sample document {name} was refused: {received[0].issue}")
    document.refresh_from_db()
    if document.status == Document.Status.RECEIVED:
        reading.read_document(ACTOR, document.pk)
        document.refresh_from_db()
    if document.status == Document.Status.READ:
        found = document.readings.order_by("-number").first()
        reviewing.confirm_record(officer, document, seal(record_as_corrected(found)))
        document.refresh_from_db()
    return document


def text(name: str) -> str:
    """A text of the sample's folder."""
    return resources.files("nhip.project.sample").joinpath(name).read_text("utf-8")
