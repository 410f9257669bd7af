"""Questions to the ledger. The asker is the first argument; an asker sees what the permit table lets them read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet, Sum

from nhip.agencies.permits import may, reach_of
from nhip.plans.kinds import Kind
from nhip.plans.models.activities import Activity, NilReturn
from nhip.plans.models.evidence import Evidence
from nhip.plans.queries.kinds import catalogue
from nhip.plans.queries.proofs import STANDING, proven
from nhip.text.normalise import fold

__all__ = ["STANDING"]

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account


def activities(asker: Account) -> QuerySet[Activity]:
    """Every activity of the units that the asker may read, with `proven` marked, the cancelled ones as well."""
    reach = reach_of(asker, "plans.read")
    rows = Activity.objects.annotate(proven=proven())
    return rows if reach is None else rows.filter(unit_id__in=reach)


def activities_between(asker: Account, begin: date, end: date) -> QuerySet[Activity]:
    """What was done from `begin` to `end`, both days included; what is planned or cancelled is not counted."""
    if not may(asker, "plans.read"):
        return Activity.objects.none()
    return Activity.objects.filter(on__range=(begin, end), state=Activity.State.DONE).order_by("on", "pk")


def planned_between(asker: Account, begin: date, end: date) -> QuerySet[Activity]:
    """What goes out or went out in those days, for the calendar: planned and done."""
    return activities(asker).filter(on__range=(begin, end)).exclude(state=Activity.State.CANCELLED).order_by("on", "pk")


def search(
    asker: Account, words: str = "", *, kind: str = "", unit_id: int | None = None, begin: date | None = None,
    end: date | None = None, state: str = "", unproven: bool = False,
) -> QuerySet[Activity]:  # fmt: skip
    """The ledger, newest first. Without `state` the cancelled ones are left out."""
    found = activities(asker).select_related("unit", "recorded_by")
    if kind:
        found = found.filter(kind=kind)
    if unit_id:
        found = found.filter(unit_id=unit_id)
    if begin:
        found = found.filter(on__gte=begin)
    if end:
        found = found.filter(on__lte=end)
    found = found.filter(state=state) if state else found.exclude(state=Activity.State.CANCELLED)
    if unproven:
        found = found.filter(proven=False, state=Activity.State.DONE)
    for word in fold(words).split():
        found = found.filter(search_key__contains=word)
    return found.order_by("-on", "-pk")


def activity_for(asker: Account, pk: int) -> Activity | None:
    return activities(asker).select_related("unit", "recorded_by", "task").filter(pk=pk).first()


def evidence_for(asker: Account, pk: int) -> Evidence | None:
    """One proof, withdrawn ones too, when its activity may be read."""
    found = Evidence.objects.select_related("activity", "original", "archived", "document").filter(pk=pk).first()
    return found if found and activity_for(asker, found.activity_id) else None


def nil_returns(asker: Account, begin: date, end: date, unit_ids: Sequence[int] | None = None) -> QuerySet[NilReturn]:
    """Nil returns that stand and touch those days."""
    reach = reach_of(asker, "plans.read")
    rows = NilReturn.objects.filter(begin__lte=end, end__gte=begin, taken_back_at=None)
    if reach is not None:
        rows = rows.filter(unit_id__in=reach)
    return rows if unit_ids is None else rows.filter(unit_id__in=unit_ids)


@dataclass(frozen=True, slots=True)
class Line:
    """One kind on a unit's sheet of a period. `said`: value | nil | missing; `quantity` None: nothing to add up."""

    kind: Kind
    said: str
    count: int
    quantity: Decimal | None
    proven: int
    nil: NilReturn | None


def sheet(asker: Account, unit_id: int, level: str | None, begin: date, end: date) -> tuple[Line, ...]:
    """The unit's first eight kinds, then whatever else it logged in those days: what stands, what is still unsaid."""
    known = catalogue(asker)
    done = activities(asker).filter(unit_id=unit_id, on__range=(begin, end), state=Activity.State.DONE)
    counted = {
        row["kind"]: row
        for row in done.values("kind")
        .order_by("kind")
        .annotate(n=Count("pk"), total=Sum("quantity"), proofs=Count("pk", filter=Q(proven=True)))
    }
    nils = {nil.kind: nil for nil in nil_returns(asker, begin, end, [unit_id]) if (nil.begin, nil.end) == (begin, end)}
    first = known.first_for(level)
    others = [kind for code, kind in known.kinds.items() if (code in counted or code in nils) and kind not in first]
    return tuple(_line(kind, counted.get(kind.code), nils.get(kind.code)) for kind in (*first, *others))


def _line(kind: Kind, row: dict[str, object] | None, nil: NilReturn | None) -> Line:
    if row is not None:
        total = row["total"] if kind.sums else None
        return Line(kind, "value", row["n"], total, row["proofs"], None)
    return Line(kind, "nil" if nil else "missing", 0, None, 0, nil)
