"""A table of entries brought in: each row is opened or saved as a draft, or refused with its reasons. Twice is once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from nhip.agencies.queries.units import resolve
from nhip.agencies.refusals import Refused
from nhip.agencies.resolving import Context
from nhip.journal.actions import write
from nhip.places.actions.entries import open_entry, save_entry
from nhip.places.catalogue import kinds
from nhip.places.models.entries import Entry
from nhip.places.models.makers import Maker
from nhip.places.queries.entries import newest, unit_of
from nhip.places.sheets import Row, read
from nhip.places.states import BOUND
from nhip.plans.sheets.opening import open_table
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.agencies.models.units import Unit


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one row: `how` is "new", "changed", "same" or "refused"."""

    row: int
    code: str
    name: str
    how: str
    entry: int | None = None
    issues: tuple[Issue, ...] = ()


def bring_in(asker: Account, unit: Unit, kind: str, name: str, data: bytes, home: str | None = None) -> list[Taken]:
    """Take the rows of a table as drafts of an agency; a bad row stops none of the others.

    `home`: the province in which communes and agencies are meant. Raises PermissionDenied, Refused for the whole table.
    """
    if kind not in kinds():
        raise Refused([Issue("kind", "places.kind_unknown", {"kind": kind})])
    table = open_table(name, data)
    if isinstance(table, Issue):
        raise Refused([table])
    rows = read(kinds()[kind], table)
    if wrong := [one for one in rows if isinstance(one, Issue)]:
        raise Refused(wrong)
    taken = [_take(asker, unit, kind, one, home) for one in rows if isinstance(one, Row)]
    with transaction.atomic():
        counts = {how: sum(one.how == how for one in taken) for how in ("new", "changed", "same", "refused")}
        write(asker, "places.bring_in", f"places.kind:{kind}", name[:200], counts)
    return taken


def _take(asker: Account, unit: Unit, kind: str, row: Row, home: str | None) -> Taken:
    called = row.words.get("vi", {}).get("name", "")
    facts, issues = _keyed(unit, kind, row, home)
    if row.issues or issues:
        return Taken(row.number, row.code, called, "refused", None, (*row.issues, *issues))
    try:
        with transaction.atomic():
            return _kept(asker, unit, kind, row, facts, called)
    except Refused as refused:
        return Taken(row.number, row.code, called, "refused", None, refused.issues)


def _kept(asker: Account, unit: Unit, kind: str, row: Row, facts: Mapping[str, str], called: str) -> Taken:
    entry = Entry.objects.filter(unit=unit, kind=kind, code=row.code).first()
    fresh = entry is None
    if entry is not None and entry.state in BOUND:
        raise Refused([Issue("code", "places.row_under_way", {"code": row.code})])
    if entry is None:
        entry = open_entry(asker, unit, kind, called, code=row.code)
    before = newest(entry)
    after = save_entry(asker, entry, facts, row.words, f"nhập bảng, dòng {row.number}")
    same = not fresh and before is not None and before.pk == after.pk
    return Taken(row.number, row.code, called, "same" if same else "new" if fresh else "changed", entry.pk)


def _keyed(unit: Unit, kind: str, row: Row, home: str | None) -> tuple[dict[str, str], list[Issue]]:
    """Names of communes, agencies and makers turned into what a fact keeps."""
    facts, issues, today = dict(row.facts), [], timezone.localdate()
    for field in kinds()[kind].plain:
        told = facts.get(field.key, "")
        if not told:
            continue
        if field.type == "unit" and unit_of(told) is None:
            meant = resolve(None, told, today, Context(home) if home else None)
            if meant.only is None:
                issues.append(Issue(field.key, "places.unit_unknown", {"name": told[:80]}))
            else:
                facts[field.key] = meant.only.unit
        elif field.type == "maker" and not told.isdigit():
            maker = Maker.objects.filter(unit=unit, name__iexact=told).first()
            if maker is None:
                issues.append(Issue(field.key, "places.maker_unknown", {"name": told[:80]}))
            else:
                facts[field.key] = str(maker.pk)
    return facts, issues
