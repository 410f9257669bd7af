"""Tables that were brought in, and what they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from nhip.agencies.permits import reach_of
from nhip.media import originals
from nhip.plans.models.activities import Activity
from nhip.plans.models.evidence import ImportedSheet
from nhip.plans.queries.kinds import catalogue
from nhip.plans.sheets.opening import open_table
from nhip.plans.sheets.reading import Reading, entry_id, read_table

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account


def sheets(asker: Account) -> QuerySet[ImportedSheet]:
    """Tables brought in for units that the asker writes for, newest first."""
    reach = reach_of(asker, "plans.record")
    rows = ImportedSheet.objects.select_related("unit", "original", "by")
    return rows if reach is None else rows.filter(unit_id__in=reach)


def reading_of(asker: Account, sheet: ImportedSheet) -> Reading:
    """What the kept table holds, read afresh by today's rules."""
    known = catalogue(asker)
    data = originals.load(settings.NHIP_MEDIA, sheet.original.sha256)
    return read_table(known.kinds[sheet.kind], open_table(sheet.original.name, data), known, timezone.localdate())


def known_rows(asker: Account, sheet: ImportedSheet, reading: Reading) -> set[int]:
    """Row numbers that are in the ledger already (rows of the sheet's own unit)."""
    entries = {entry_id(sheet.unit.key, line): line.row for line in reading.lines if not line.unit_name}
    return {entries[entry] for entry in Activity.objects.filter(entry__in=entries).values_list("entry", flat=True)}
