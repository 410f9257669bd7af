"""The register brought in from a table: a channel for each row; the same table twice changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhip.agencies.models.units import Unit
from nhip.agencies.queries import units
from nhip.agencies.refusals import Refused
from nhip.agencies.resolving import Context
from nhip.channels.actions.outlets import FIELDS, amend_outlet, open_outlet
from nhip.channels.models.outlets import Outlet
from nhip.channels.register import address_key
from nhip.channels.sheets import Line, Refusal, read
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account


@dataclass(slots=True)
class Brought:
    """What became of the rows."""

    entered: int = 0
    changed: int = 0
    same: int = 0
    refused: list[Refusal] = field(default_factory=list)


def bring_in(asker: Account, home: Unit, name: str, data: bytes) -> Brought:
    """Enter or put right the channels of a table; rows without an agency are of `home`. Raises Refused for the file.

    A row that is refused stops none of the others. Verification and ends are never taken from a table.
    """
    sheet = read(name, data)
    if isinstance(sheet, Issue):
        raise Refused([sheet])
    told = Brought(refused=list(sheet.refused))
    for line in sheet.lines:
        try:
            with transaction.atomic():
                _one(asker, home, line, told)
        except Refused as refused:
            told.refused.append(Refusal(line.number, _called(line.fields), refused.issues))
        except PermissionDenied:
            issue = Issue("unit", "channels.sheet_other_agency", {"unit": line.unit or home.key})
            told.refused.append(Refusal(line.number, _called(line.fields), (issue,)))
    told.refused.sort(key=lambda one: one.number)
    return told


def _one(asker: Account, home: Unit, line: Line, told: Brought) -> None:
    unit = _unit(asker, home, line.unit)
    key = address_key(str(line.fields.get("address", "")))
    held = Outlet.objects.filter(platform=line.platform, address_key=key, ended_on__isnull=True).first()
    if held is None:
        open_outlet(asker, unit, line.platform, line.fields)
        told.entered += 1
        return
    if held.unit_id != unit.pk:
        raise Refused([Issue("address", "channels.address_known", {"name": held.name})])
    fields = {name: value for name, value in line.fields.items() if name in FIELDS}
    # the address is the same however it is written; the spelling that was verified stays
    fields.pop("address", None)
    if all(getattr(held, name) == value for name, value in fields.items()):
        told.same += 1
        return
    amend_outlet(asker, held.pk, fields)
    told.changed += 1


def _unit(asker: Account, home: Unit, written: str) -> Unit:
    if not written:
        return home
    today, held = timezone.localdate(), units.directory(asker)
    versions = held.versions_of(home.key)
    chain = held.chain(versions[-1].territory) if versions else ()
    province = next((one for one in chain if held.level_of(one) == "province"), None)
    found = units.resolve(asker, written, today, Context(province))
    key = written if held.knows(written) else found.only.unit if found.only is not None else ""
    row = units.row_of(asker, key) if key else None
    if row is None:
        raise Refused([Issue("unit", "channels.sheet_unit_unknown", {"unit": written[:120]})])
    return row


def _called(fields: Mapping[str, object]) -> str:
    return str(fields.get("name", ""))
