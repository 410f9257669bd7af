"""Rows gathered for formulas, kept in memory as long as nothing was done that could change them.

Every deed writes the journal, so its last line of the rooms that formulas read says whether what is held is still so
(ruling 11). A country of millions of rows is not held here: see `engine/store.py`.
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from nhip.agencies.directory import Directory
from nhip.agencies.models.units import Unit
from nhip.agencies.queries.units import directory
from nhip.agencies.series import Break
from nhip.journal.models import Entry
from nhip.measurement import dictionary
from nhip.measurement.figures import Figure
from nhip.measurement.formulas.evaluating import in_period
from nhip.measurement.queries.readers import read
from nhip.measurement.rows import Row, Span, Value
from nhip.measurement.scope import Scope
from nhip.measurement.sources import org
from nhip.plans.kinds import Catalogue
from nhip.plans.queries.kinds import catalogue as ledger_kinds

_ROOMS = ("plans.", "feedback.", "channels.", "measurement.", "agencies.")
_CHANGE_NO_ROW = (
    "measurement.sign_period", "measurement.look_again", "measurement.decide_restatement", "feedback.send_letter",
    "feedback.read_contact", "feedback.write_answer",
)  # fmt: skip
_KEPT = 4
_held: OrderedDict[tuple[object, ...], Gathered] = OrderedDict()


@dataclass(slots=True)
class Gathered:
    """Rows of all units from one day to another, an entity read when it is asked for. `figures` keeps what was judged.

    “Không phát sinh” is a row that counts for nothing.
    """

    directory: Directory
    kinds: Catalogue
    begin: date
    end: date
    figures: dict[tuple[object, ...], Figure] = field(default_factory=dict)
    crossed: dict[tuple[str, Span, Span], tuple[Break, ...]] = field(default_factory=dict)
    _rows: dict[str, list[Row]] = field(default_factory=dict)
    _sorted: dict[tuple[str, Span], dict[str, list[Row]]] = field(default_factory=dict)
    _orgs: dict[tuple[str, date], tuple[Row, ...]] = field(default_factory=dict)

    def of(self, scope: Scope, entities: Iterable[str], span: Span) -> dict[str, list[Row]]:
        """The rows of the scope's unit. Agencies themselves are those that stand on the last day."""
        found = {
            name: [row for unit, rows in self._reported(name, span).items() if scope.holds(unit) for row in rows]
            for name in entities
            if name != "org"
        }
        if "org" in entities:
            found["org"] = list(self._agencies(scope))
        return found

    def rows(self, entity: str) -> list[Row]:
        if entity not in self._rows:
            of = dictionary.packaged()[entity]
            self._rows[entity] = read(of, self.kinds, self.directory, self.begin, self.end)
        return self._rows[entity]

    def _reported(self, entity: str, span: Span) -> dict[str, list[Row]]:
        """The entity's rows that may count in the period, by who reported them; sorted out once for all formulas."""
        key = (entity, span)
        if key not in self._sorted:
            of, made = dictionary.packaged()[entity], defaultdict(list)
            for row in self.rows(entity):
                if in_period(of, row, span):
                    made[row.unit].append(row)
            self._sorted[key] = dict(made)
        return self._sorted[key]

    def _agencies(self, scope: Scope) -> tuple[Row, ...]:
        day = scope.of if scope.view == "as_is" else scope.on
        key = (scope.territory or scope.unit, day)
        if key not in self._orgs:
            home = scope.territory
            self._orgs[key] = (
                tuple(org.org(self.directory, home, day, self._said()))
                if home is not None
                else (Row(f"unit:{scope.unit}", scope.unit, {"id": scope.unit, "level": "department", "active": True}),)
            )
        return self._orgs[key]

    def _said(self) -> dict[str, dict[str, Value]]:
        """What was entered about agencies, by unit; a later row over an earlier."""
        found: dict[str, dict[str, Value]] = defaultdict(dict)
        for row in self.rows("org"):
            found[str(row.fields.get("id") or row.unit)].update(row.fields)
        return found


def gather(asker: object, entities: Iterable[str], begin: date, end: date) -> Gathered:
    """Every row that may count from `begin` to `end`, whole years of them, so that pages of one day share what is read.

    Who may see which unit's figures is asked before (see `indicators.sees`). `entities` are read as they are needed.
    """
    first, last = date(min(begin.year, end.year - 1), 1, 1), date(end.year, 12, 31)
    stamp = _stamp()
    key = (stamp, first, last)
    if stamp is not None and key in _held:
        _held.move_to_end(key)
        return _held[key]
    found = Gathered(directory(asker), ledger_kinds(asker), first, last)
    if stamp is not None:
        _held[key] = found
        while len(_held) > _KEPT:
            _held.popitem(last=False)
    return found


def _stamp() -> str | None:
    """The mark of the last deed that could have changed a figure; None before the first."""
    deeds = Q()
    for room in _ROOMS:
        deeds |= Q(verb__startswith=room)
    return (
        Entry.objects.filter(deeds)
        .exclude(verb__in=_CHANGE_NO_ROW)
        .order_by("-number")
        .values_list("hash", flat=True)
        .first()
    )


def unit_rows(units: Iterable[Unit | str]) -> list[Unit]:
    """The units' rows in their order, with one question to the database; see `unit_row`."""
    asked = list(units)
    known = {unit.key: unit for unit in Unit.objects.filter(key__in=[one for one in asked if isinstance(one, str)])}
    return [(known.get(one) or Unit(key=one)) if isinstance(one, str) else one for one in asked]


def unit_row(unit: Unit | str) -> Unit:
    """The unit's row, by its key where a key is given; an unsaved one for a unit that nobody has used yet."""
    if not isinstance(unit, str):
        return unit
    return Unit.objects.filter(key=unit).first() or Unit(key=unit)
