"""Bringing a table in: looked over first, taken in afterwards. The same rows again add nothing.

Rows with a fault are left out and named by their cell; corrected and brought in again, only they are new.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhip.agencies.actions.units import take_up
from nhip.agencies.permits import may
from nhip.agencies.queries import units as agencies
from nhip.agencies.refusals import Refused
from nhip.journal.actions import write
from nhip.media.actions.originals import keep
from nhip.plans.ledger import search_key
from nhip.plans.models.activities import Activity, NilReturn
from nhip.plans.models.evidence import Evidence, ImportedSheet
from nhip.plans.queries.imports import reading_of
from nhip.plans.queries.kinds import catalogue
from nhip.plans.sheets.opening import open_table
from nhip.plans.sheets.reading import Fault, Line, Reading, entry_id, read_table
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.agencies.models.units import Unit


@transaction.atomic
def look_over(asker: Account, unit: Unit, kind: str, name: str, data: bytes) -> ImportedSheet:
    """Keep the table and say what it holds; nothing of it counts yet.

    Raises PermissionDenied, Refused for an unknown kind or a file that is no table of it: then nothing is kept.
    """
    if not may(asker, "plans.record", unit):
        raise PermissionDenied("plans.record")
    known = catalogue(asker)
    if kind not in known.kinds:
        raise Refused([Issue("kind", "plans.entry_kind", {"kind": kind})])
    reading = read_table(known.kinds[kind], open_table(name, data), known, timezone.localdate())
    if reading.refused is not None:
        raise Refused([reading.refused])
    sheet = ImportedSheet.objects.create(
        unit=unit, kind=kind, original=keep(asker, data, name, "application/octet-stream"), by=asker,
        at=timezone.now(), rows=reading.rows, issues=len(reading.faults),
    )  # fmt: skip
    write(asker, "plans.look_over_sheet", sheet, "", {"kind": kind, "rows": reading.rows})
    return sheet


@transaction.atomic
def take_in(asker: Account, sheet: ImportedSheet) -> ImportedSheet:
    """Make activities of every good row that is not known yet. Taken already: nothing happens again.

    Raises PermissionDenied, also when the table names a unit that the asker may not write for.
    """
    held = ImportedSheet.objects.select_for_update().select_related("unit", "original").get(pk=sheet.pk)
    if not may(asker, "plans.record", held.unit):
        raise PermissionDenied("plans.record")
    if held.taken_at is not None:
        return held
    reading = reading_of(asker, held)
    units, faults = _units(asker, held.unit, reading.lines)
    made, known = _make(asker, held, [line for line in reading.lines if line.unit_name in units], units)
    held.taken_at, held.added, held.known = timezone.now(), made, known
    held.issues = len(reading.faults) + len(faults)
    held.save(update_fields=["taken_at", "added", "known", "issues"])
    facts = {"kind": held.kind, "added": made, "known": known, "faults": held.issues}
    write(asker, "plans.import_sheet", held, "", facts)
    return held


def import_sheet(asker: Account, unit: Unit, kind: str, name: str, data: bytes) -> ImportedSheet:
    """Look over and take in at once, for programs. Raises PermissionDenied, Refused."""
    return take_in(asker, look_over(asker, unit, kind, name, data))


def unit_faults(asker: Account, sheet: ImportedSheet, reading: Reading) -> list[Fault]:
    """Rows whose unit nobody knows or the asker may not write for; asked for the page before the table is taken in."""
    return _units(asker, sheet.unit, reading.lines, take=False)[1]


def _units(
    asker: Account, own: Unit, lines: Iterable[Line], *, take: bool = True
) -> tuple[dict[str, Unit], list[Fault]]:
    """The unit of each name that stands in the table; names are asked for in the territory of the own unit."""
    found: dict[str, Unit] = {"": own}
    faults: list[Fault] = []
    today = timezone.localdate()
    held = agencies.directory(asker)
    version = held.unit_as_of(own.key, today) if held.knows(own.key) else None
    context = held.context_of(today, version.name if version else None)
    wrong: dict[str, Issue] = {}
    for line in lines:
        name = line.unit_name
        if name not in found and name not in wrong:
            only = agencies.resolve(asker, name, today, context).only
            if only is None:
                wrong[name] = Issue("unit", "plans.sheet_unit", {"name": name})
            elif not may(asker, "plans.record") or not _may_write(asker, only.unit):
                wrong[name] = Issue("unit", "plans.sheet_unit_permit", {"name": name})
            else:
                found[name] = take_up(asker, [only.unit], ground="nhập bảng")[0] if take else own
        if name in wrong:
            faults.append(Fault(line.unit_cell, wrong[name]))
    return found, faults


def _may_write(asker: Account, key: str) -> bool:
    row = agencies.row_of(asker, key)
    return may(asker, "plans.record", row.pk if row else -1)  # a unit without a row is nobody's own yet


def _make(asker: Account, sheet: ImportedSheet, lines: list[Line], units: dict[str, Unit]) -> tuple[int, int]:
    """How many activities were made, how many rows were known. Many at once: a table may have thousands of rows."""
    kind = catalogue(asker).kinds[sheet.kind]
    entries = {entry_id(units[line.unit_name].key, line): line for line in lines}
    known = set(Activity.objects.filter(entry__in=entries).values_list("entry", flat=True))
    now = timezone.now()
    fresh = [
        Activity(
            entry=entry, unit=units[line.unit_name], kind=kind.code, title=line.entry.title, on=line.entry.on,
            quantity=line.entry.quantity, measure=kind.measure, values=dict(line.entry.values),
            qualifier=line.entry.qualifier, estimate=line.entry.estimate, language=line.language,
            audience=line.audience, channel=line.channel, place=line.place, source=Activity.Source.IMPORTED,
            recorded_by=asker, recorded_at=now,
            search_key=search_key(line.entry.title, line.place, line.channel, line.audience),
        )
        for entry, line in entries.items()
        if entry not in known
    ]  # fmt: skip
    made = Activity.objects.bulk_create(fresh, batch_size=200)
    Evidence.objects.bulk_create(
        Evidence(
            activity=activity, kind=Evidence.Kind.LINK, link=entries[activity.entry].link,
            link_state=Evidence.LinkState.WAITING, attached_by=asker, attached_at=now,
        )
        for activity in made
        if entries[activity.entry].link
    )  # fmt: skip
    _take_back_nils(made)
    return len(made), len(known)


def _take_back_nils(made: list[Activity]) -> None:
    days = {(one.unit_id, one.kind, one.on) for one in made}
    for unit_id, kind, on in days:
        NilReturn.objects.filter(
            unit_id=unit_id, kind=kind, begin__lte=on, end__gte=on, taken_back_at=None
        ).update(taken_back_at=timezone.now())  # fmt: skip
