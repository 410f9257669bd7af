"""What is known of a picture, said and put right; a right taken back; the daily look at what may still be shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.journal.actions import write
from nhip.media.models.pictures import Picture, PictureWords
from nhip.media.models.recordings import Recording
from nhip.media.queries.rights import held_of
from nhip.media.rights import stopped
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.agencies.models.units import Unit
    from nhip.journal.actors import Actor

RIGHTS = frozenset({
    "title", "credit", "licence", "licence_note", "rights_holder", "rights_until", "shows_children", "machine_made",
})  # fmt: skip


@transaction.atomic
def describe_picture(
    asker: Account, picture: Picture, rights: Mapping[str, object], words: Mapping[str, tuple[str, str]],
    unit: Unit | None = None,
) -> Picture:  # fmt: skip
    """Say whose a picture is, how long it may be used, and what it shows in each language (description, caption).

    `unit`: the agency that takes a picture without one to itself. Raises PermissionDenied, Refused, TypeError.
    """
    row = Picture.objects.select_for_update(of=("self",)).get(pk=picture.pk)
    _may(asker, row, unit)
    if unknown := set(rights) - RIGHTS:
        raise TypeError(sorted(unknown))
    if rights.get("licence") and not str(rights.get("rights_holder", row.rights_holder)).strip():
        raise Refused([Issue("rights_holder", "media.holder_missing", {})])
    for name, value in rights.items():
        setattr(row, name, value)
    if "vi" in words:
        row.description, row.caption = words["vi"]
    if row.unit_id is None and unit is not None:
        row.unit = unit
    row.save()
    for language, (description, caption) in words.items():
        if language != "vi":
            said = {"description": description.strip()[:250], "caption": caption.strip()[:300]}
            PictureWords.objects.update_or_create(picture=row, language=language, defaults=said)
    write(asker, "media.describe_picture", row, "", {"fields": ", ".join(sorted([*rights, *words]))})
    _look(asker, row, timezone.localdate())
    return row


@transaction.atomic
def withdraw_right(asker: Account, one: Picture | Recording, reason: str) -> Picture | Recording:
    """Its author or holder takes the right back: from today it is shown nowhere. Raises PermissionDenied, Refused."""
    row = type(one).objects.select_for_update(of=("self",)).get(pk=one.pk)
    _may(asker, row)
    if not reason.strip():
        raise Refused([Issue("reason", "media.reason_missing", {})])
    row.withdrawn_on, row.withdrawn_why = timezone.localdate(), reason.strip()[:300]
    row.save(update_fields=["withdrawn_on", "withdrawn_why"])
    write(asker, "media.withdraw_right", row, reason.strip()[:300])
    _look(asker, row, timezone.localdate())
    return row


@transaction.atomic
def look_over_rights(actor: Actor, on: date) -> int:
    """Note for every picture and recording whether it may be shown on a day; how many changed."""
    changed = 0
    for kind in (Picture, Recording):
        for row in kind.objects.prefetch_related("consents").iterator(chunk_size=500):
            changed += _look(actor, row, on)
    return changed


def look_again(actor: Actor, rows: list[Picture | Recording], on: date) -> int:
    """The same for these alone, at once: after a consent changed."""
    return sum(_look(actor, row, on) for row in rows)


def _look(actor: Actor, row: Picture | Recording, on: date) -> bool:
    why = stopped(held_of(row), on)
    if why == row.stopped:
        return False
    was, row.stopped = row.stopped, why
    type(row).objects.filter(pk=row.pk).update(stopped=why)
    write(actor, "media.stop" if why else "media.free", row, "", {"was": was, "now": why})
    return True


def _may(asker: Account, row: Picture | Recording, unit: Unit | None = None) -> None:
    """Whoever writes for the agency that has it; for a picture of no agency, whoever writes anywhere."""
    held = row.unit_id if row.unit_id is not None else getattr(unit, "pk", None)
    if not may(asker, "newsroom.write", held):
        raise PermissionDenied("newsroom.write")
