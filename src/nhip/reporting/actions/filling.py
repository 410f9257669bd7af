"""Counting a report's figures anew while it may still be edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.journal.actions import write
from nhip.reporting.models.filling import compare, put
from nhip.reporting.models.reports import Report
from nhip.reporting.queries.before import reported
from nhip.reporting.queries.counting import counted
from nhip.reporting.states import EDITABLE, STATES
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account


@transaction.atomic
def count_again(asker: Account, report_id: int) -> Report:
    """Count the figures of a report anew. What the agency changed by hand stays; the rest follows the records.

    Raises PermissionDenied without the permit, Refused for a report that cannot be edited.
    """
    report = Report.objects.select_for_update(of=("self",)).select_related("round", "unit").get(pk=report_id)
    if not may(asker, "reporting.submit", report.unit_id):
        raise PermissionDenied("reporting.submit")
    if report.state not in EDITABLE:
        raise Refused([Issue("state", "reporting.not_editable", {"state": dict(STATES)[report.state]})])
    found = counted(asker, report.round, [report.unit])
    before, changed = reported(report.round, [report.unit_id]), 0
    for row in report.figures.select_for_update():
        if row.sources or (report.unit.key, row.code) not in found:
            continue
        was, value = row.counted, row.value
        put(row, found[report.unit.key, row.code], fresh=False)
        compare(row, before.get((report.unit_id, row.code), {}))
        changed += was != row.counted
        row.edition += value != row.value
        row.save()
    report.filled_at = timezone.now()
    report.save(update_fields=["filled_at"])
    write(asker, "reporting.count_again", report, str(report.round), {"changed": changed})
    return report
