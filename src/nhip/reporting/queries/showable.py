"""Issued reports that may be offered to the public."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nhip.agencies.permits import may
from nhip.channels.models.showings import PublicPaper
from nhip.reporting.models.issuing import SignedCopy

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account


def source_of(copy: SignedCopy) -> str:
    """What a public paper calls the signed report it is."""
    return f"dispatch:{copy.dispatch_id}"


def reports_to_offer(asker: Account) -> list[SignedCopy]:
    """Good signed copies of the asker's agencies that nobody offered yet, the latest first."""
    standing = set(PublicPaper.objects.filter(kind="report", ended_at__isnull=True).values_list("source", flat=True))
    rows = SignedCopy.objects.filter(good=True, dispatch__state="issued").order_by("-pk")[:200]
    rows = rows.select_related("dispatch__report__unit", "original")
    return [
        row for row in rows
        if source_of(row) not in standing and may(asker, "channels.record", row.dispatch.report.unit_id)
    ]  # fmt: skip
