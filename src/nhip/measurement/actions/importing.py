"""The verb that brings a table of events in: all of it or nothing, and nothing twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from nhip.agencies.permits import may
from nhip.measurement import dictionary
from nhip.measurement.actions.events import Entered, record_events
from nhip.measurement.forms import Fault, read_table
from nhip.plans.sheets.opening import open_table
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.agencies.models.units import Unit


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a table: events that are new, events that were known; with faults, neither."""

    added: int
    known: int
    faults: tuple[Fault, ...]


@transaction.atomic
def import_events(asker: Account, entity: str, unit: Unit, name: str, data: bytes) -> Imported:
    """Keep every row of a table (.xlsx, .csv) as an event of the unit; with a single fault, keep none.

    Raises ValidationError for what the event table itself refuses, PermissionDenied without the permit.
    """
    if not may(asker, "measurement.record", unit):
        raise PermissionDenied("measurement.record")
    table = open_table(name, data)
    if isinstance(table, Issue):
        return Imported(0, 0, (Fault(0, table),))
    lines, faults = read_table(dictionary.packaged()[entity], unit.key, table)
    if faults:
        return Imported(0, 0, faults)
    told = [
        Entered(entity, line.answer.fields, line.answer.at, unit, line.entry, line.answer.since, line.answer.until,
                line.answer.estimate, line.answer.proof)
        for line in lines
    ]  # fmt: skip
    added = record_events(asker, told, ground=name[:200])
    return Imported(added, len(told) - added, ())
