"""Corrections of earlier readings that did not come along to the newest one: a person looks at them again."""

from __future__ import annotations

from nhip.documents.models import Correction, Document


def left_behind(document: Document) -> list[Correction]:
    """The last standing correction of each path of an earlier reading, where it was never carried on."""
    newest = document.readings.first()
    if newest is None or not newest.record:
        return []
    earlier = Correction.objects.filter(reading__document=document, reading__number__lt=newest.number)
    rows = earlier.filter(withdrawn_at=None).select_related("reading", "by", "carried_to").order_by("pk")
    last = {(one.reading_id, one.path): one for one in rows}
    carried = {(one.reading_id, one.path) for one in rows if hasattr(one, "carried_to")}
    return [one for key, one in last.items() if key not in carried]
