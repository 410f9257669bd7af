"""What an address asks about figures: which unit, which period, as the organisation was or as it is."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils import timezone

from nhip.measurement import boards
from nhip.measurement.periods import Period, Slot
from nhip.measurement.queries import boards as known
from nhip.measurement.queries.indicators import sees
from nhip.measurement.queries.rows import unit_row
from nhip.measurement.scope import AS_IS, AS_WAS


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to the figures. `query` is the part of an address that asks it again."""

    unit: str
    name: str
    slot: Slot
    view: str

    @property
    def period(self) -> Period:
        return boards.days(self.slot)

    @property
    def query(self) -> str:
        said = {"don-vi": self.unit, "ky": boards.written(self.slot)}
        return urlencode(said | ({"nhin": "nay"} if self.view == AS_IS else {}))


def asked(request: HttpRequest) -> Asked:
    """Raises Http404 for a unit that does not exist, PermissionDenied for one whose figures the asker may not see."""
    today = timezone.localdate()
    slot = boards.slot_from(request.GET.get("ky", ""), today)
    day = boards.days(slot).end
    unit = request.GET.get("don-vi", "") or known.own_unit(request.user, day)
    if unit is None:
        raise PermissionDenied("measurement.read")
    name = known.unit_name(request.user, unit, day)
    if name is None:
        raise Http404(unit)
    if not sees(request.user, unit_row(unit)):
        raise PermissionDenied("measurement.read")
    return Asked(unit, name, slot, AS_IS if request.GET.get("nhin") == "nay" else AS_WAS)


def form(request: HttpRequest, held: Asked) -> dict[str, object]:
    """What the form over the page offers."""
    day = held.period.end
    province = known.own_unit(request.user, day)
    units = [(province, known.unit_name(request.user, province, day))] if province else []
    units += known.agencies_of(request.user, province, day) if province else []
    if held.unit not in dict(units):
        units.append((held.unit, held.name))
    slots = [(boards.written(slot), slot.label, slot.kind) for slot in boards.choices(timezone.localdate())]
    if boards.written(held.slot) not in {code for code, _, _ in slots}:
        slots.insert(0, (boards.written(held.slot), held.slot.label, held.slot.kind))
    return {"units": units, "slots": slots, "chosen": boards.written(held.slot)}
