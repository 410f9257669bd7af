"""Keeping files and erasing them. What one room may keep or must erase, that room decides; here it is done."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from nhip.journal.actions import write
from nhip.media import originals
from nhip.media.models.originals import Original

if TYPE_CHECKING:
    from nhip.journal.actors import Actor


@transaction.atomic
def keep(
    asker: Actor, data: bytes, name: str, type: str, *, sealed: bool = False, erase_on: date | None = None
) -> Original:
    """Keep the bytes under their hash. A sealed file must say on which day it is erased."""
    sha256 = originals.keep(settings.NHIP_MEDIA, data)
    row = Original.objects.create(
        sha256=sha256, size=len(data), type=type, name=name[-255:], sealed=sealed, erase_on=erase_on,
        kept_by_id=_account(asker), kept_at=timezone.now(),
    )  # fmt: skip
    facts = {"sha256": sha256, "size": len(data), "type": type, "sealed": sealed, "erase_on": erase_on}
    write(asker, "media.keep", row, "", facts)
    return row


@transaction.atomic
def erase(asker: Actor, original: Original, ground: str) -> None:
    """Take the bytes away for good, unless another row still keeps the same file. Erased already is no error."""
    held = Original.objects.select_for_update().get(pk=original.pk)
    if held.erased_at is not None:
        return
    held.erased_at = timezone.now()
    held.name = ""  # a name may say who stands in the file
    held.save(update_fields=["erased_at", "name"])
    write(asker, "media.erase", held, ground, {"sha256": held.sha256})
    if not Original.objects.filter(sha256=held.sha256, erased_at__isnull=True).exists():
        transaction.on_commit(lambda: _remove(held.sha256))


def hand_out(asker: Actor, original: Original, ground: str) -> bytes:
    """The bytes of a file; handing out a sealed one is journalled. Raises FileNotFoundError when they were erased."""
    if original.erased_at is not None:
        raise FileNotFoundError(original.sha256)
    if original.sealed:
        with transaction.atomic():
            write(asker, "media.hand_out", original, ground)
    return originals.load(settings.NHIP_MEDIA, original.sha256)


@transaction.atomic
def erase_due(asker: Actor, today: date) -> int:
    """Erase every file whose day has come; the number of files."""
    due = Original.objects.filter(erased_at__isnull=True, erase_on__lt=today)
    for row in due:
        erase(asker, row, f"hết hạn lưu {row.erase_on:%d/%m/%Y}")
    return len(due)


def _remove(sha256: str) -> None:
    """After commit: the same bytes may have been kept again in between."""
    if not Original.objects.filter(sha256=sha256, erased_at__isnull=True).exists():
        originals.erase(settings.NHIP_MEDIA, sha256)


def _account(asker: Actor) -> int | None:
    return getattr(asker, "pk", None)
