"""The record of a reading as people left it."""

from __future__ import annotations

from typing import Any

from nhip.documents.corrections import applied
from nhip.documents.models import ReadRecord


def record_as_corrected(reading: ReadRecord, *, prune: bool = True) -> dict[str, Any]:
    """The reader's record with every standing correction laid over it.

    With `prune` items taken out are gone; without it they leave a hole, so that paths stay true.
    """
    changes = list(reading.corrections.filter(withdrawn_at=None).values_list("path", "new"))
    return applied(reading.record, changes, prune=prune)
