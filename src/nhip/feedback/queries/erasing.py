"""What is to be erased because its day has come."""

from __future__ import annotations

from datetime import date

from nhip.feedback.asking import CONVERSATIONS
from nhip.feedback.models.matters import Matter
from nhip.feedback.terms import VIETNAM, kept

Due = list[tuple[Matter, date]]


def due_for_erasure(today: date) -> tuple[Due, Due]:
    """Matters whose contact, and matters whose text, was kept until a day before today."""
    ended = Matter.objects.filter(ended_at__isnull=False).order_by("pk")
    contacts = [(row, _until(row, "contact")) for row in ended.filter(contact__isnull=False)]
    texts = [
        (row, _until(row, "comment" if row.came_by in CONVERSATIONS else "text"))
        for row in ended.filter(text_erased_at__isnull=True)
    ]
    return (
        [(row, until) for row, until in contacts if until and until < today],
        [(row, until) for row, until in texts if until and until < today],
    )


def overdue_erasures(today: date) -> int:
    """How many contacts and texts should be gone and are not."""
    contacts, texts = due_for_erasure(today)
    return len(contacts) + len(texts)


def _until(row: Matter, what: str) -> date | None:
    """The last day on which it is kept; None while that cannot be said."""
    keep = kept(what)
    at = row.ended_at if keep.after == "answered" else row.closed_at
    return keep.until(at.astimezone(VIETNAM).date()) if at else None
