"""Telling people of entries: what waits for them, what has to be checked again, certificates near their end."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone

from nhip.agencies.models.accounts import Account
from nhip.agencies.queries.accounts import holders_of
from nhip.journal.actions import write
from nhip.notices.actions import tell
from nhip.places import checking
from nhip.places.actions.makers import erase_lapsed
from nhip.places.catalogue import kinds
from nhip.places.models.entries import Entry
from nhip.places.models.public import PlacesEdition
from nhip.places.queries.entries import authors, certificates_ending, content_of, unchecked

if TYPE_CHECKING:
    from nhip.journal.actors import Actor


def look_over(actor: Actor, today: date) -> int:
    """Once a day: remind of checks and certificates, take ended stars from lists, erase lapsed names; notices told."""
    erase_lapsed(actor, today)
    _end_stars(actor, today)
    return _remind_of_checks(actor, today) + _remind_of_certificates(actor, today)


def tell_move(actor: Account, entry: Entry, verb: str, event: int, reason: str = "") -> int:
    """Tell whoever approves that an entry was handed in, or who wrote it that it came back. How many were told."""
    if verb not in ("submit", "return"):
        return 0
    today, told = timezone.localdate(), content_of(entry)["words"].get("vi", {}).get("name", entry.slug)
    people = holders_of(actor, "places.approve", entry.unit_id, today)
    if verb == "return":
        people = list(Account.objects.filter(pk__in=authors(entry)))
    facts = {"name": told, "kind": kinds()[entry.kind].one, "reason": reason.strip()[:300]}
    kind, key = "place_waiting" if verb == "submit" else "place_returned", f"place:{entry.pk}:move:{event}"
    others = [one for one in people if one.pk != actor.pk]
    return sum(tell(actor, one, kind, key, f"/dia-diem/{entry.pk}/", facts) is not None for one in others)


def _remind_of_checks(actor: Actor, today: date) -> int:
    told = 0
    for entry in unchecked(today):
        due = checking.due_on(entry.kind, entry.checked_on)
        late = (today - due).days
        kind, step = ("place_unchecked", f"late:{late // 7}") if late > 0 else ("place_check_due", f"due:{due}")
        told += _tell(actor, entry, kind, f"check:{step}", due, today)
    return told


def _remind_of_certificates(actor: Actor, today: date) -> int:
    return sum(
        _tell(actor, entry, "product_certificate", f"ocop:{entry.until}", entry.until, today)
        for entry in certificates_ending(today)
    )


def _end_stars(actor: Actor, today: date) -> None:
    """The column of lists follows; each page asks the certificate itself on its day."""
    for entry in Entry.objects.filter(kind="product", stars__gt=0, until__lt=today):
        entry.stars = 0
        entry.save(update_fields=["stars"])
        write(actor, "places.end_stars", entry, "", {"until": entry.until})
        PlacesEdition.turn()


def _tell(actor: Actor, entry: Entry, kind: str, step: str, due: date, today: date) -> int:
    called = content_of(entry)["words"].get("vi", {}).get("name", entry.slug)
    facts = {"name": called, "kind": kinds()[entry.kind].one, "due": f"{due:%d/%m/%Y}"}
    people = holders_of(actor, "places.write", entry.unit_id, today)
    link = f"/dia-diem/{entry.pk}/"
    return sum(tell(actor, one, kind, f"place:{entry.pk}:{step}", link, facts) is not None for one in people)
