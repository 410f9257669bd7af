"""What an entry of the spokespersons' register must say. Plain."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache
from importlib import resources

from nhip.text.issues import Issue

NEEDED = ("name", "post", "phone", "email", "decision")
"""What is published, and the decision: the ground for keeping it."""
_PHONE = re.compile(r"[+\d][\d .()-]{6,38}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def faults(
    fields: Mapping[str, object], kind: str, decided_on: date | None, since: date | None, until: date | None
) -> list[Issue]:
    """Everything that is missing or malformed. Who is authorised for one matter is so until a day."""
    issues = [Issue(name, f"press.{name}_missing", {}) for name in NEEDED if not str(fields.get(name) or "").strip()]
    phone, email = str(fields.get("phone") or "").strip(), str(fields.get("email") or "").strip()
    if phone and not _PHONE.fullmatch(phone):
        issues.append(Issue("phone", "press.phone_wrong", {"phone": phone[:40]}))
    if email and not _EMAIL.fullmatch(email):
        issues.append(Issue("email", "press.email_wrong", {"email": email[:80]}))
    if decided_on is None:
        issues.append(Issue("decided_on", "press.decided_on_missing", {}))
    if kind == "authorised" and until is None:
        issues.append(Issue("until", "press.until_missing", {}))
    if since is None:
        issues.append(Issue("since", "press.since_missing", {}))
    elif until is not None and until < since:
        issues.append(Issue("until", "press.until_before", {}))
    return issues


def is_late(decided_on: date, shown_at: datetime | None, now: datetime) -> bool:
    """Whether publishing took longer than the rule of the day allows; before any rule nothing is late.

    The hour of a decision is not known: the end of its day counts.
    """
    allowed = [hours for since, hours in _publishing() if since <= decided_on]
    if not allowed:
        return False
    last = datetime.combine(decided_on + timedelta(days=1), datetime.min.time(), now.tzinfo)
    return (shown_at or now) > last + timedelta(hours=allowed[-1])


@cache
def _publishing() -> tuple[tuple[date, float], ...]:
    """From which day, how many hours."""
    text = resources.files("nhip.press").joinpath("data", "rules.toml").read_text("utf-8")
    return tuple((row["since"], float(row["hours"])) for row in tomllib.loads(text)["publish_spokesperson"])
