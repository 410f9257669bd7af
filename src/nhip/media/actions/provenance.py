"""The file of a published picture says where it comes from: written in beside its place, then put there whole."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from nhip.journal.actions import write
from nhip.media.models.pictures import Rendition
from nhip.media.provenance import TYPES, Published, written

if TYPE_CHECKING:
    from nhip.journal.actors import Actor


@transaction.atomic
def sign_rendition(actor: Actor, rendition: Rendition, said: Published) -> bool:
    """Write into one size of a picture who published it. False when it is done already or cannot be: no such file."""
    row = Rendition.objects.select_for_update(of=("self",)).get(pk=rendition.pk)
    path = Path(row.file.path)
    if row.signed_at is not None or path.suffix.lower() not in TYPES or not path.is_file():
        return False
    data = written(path.read_bytes(), path.suffix, said, Path(settings.NHIP_KEYS))
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    fresh.write_bytes(data)
    fresh.chmod(path.stat().st_mode & 0o777)
    fresh.replace(path)
    row.signed_at = timezone.now()
    row.save(update_fields=["signed_at"])
    write(actor, "media.sign_rendition", row.image, "", {"size": len(data), "publisher": said.publisher})
    return True
