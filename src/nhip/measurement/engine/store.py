# ruff: noqa: S608  (names of tables and columns come from our own dictionary, values are bound)
"""Rows of the whole country in columns, and every indicator of every unit and period recomputed from them at once.

The engine is DuckDB (MIT) in this process, on a file or in memory; what it works out are our formulas. Units stand in
a province, provinces in the country: each row counts for all three, and what must not be added (medians, distinct
values, shared pages) is worked out anew at each level. Moments are kept in Vietnam's time.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import duckdb

from nhip.law.holidays import Calendar
from nhip.measurement.catalogue import Indicator
from nhip.measurement.dictionary import Dictionary, Entity
from nhip.measurement.engine.compiling import Column, column, combined, condition, expression
from nhip.measurement.formulas import tree
from nhip.measurement.rows import Row, Span, Value, instant

_TYPES = {
    "text": "VARCHAR", "unit": "VARCHAR", "number": "DECIMAL(18,3)", "moment": "TIMESTAMP", "day": "DATE",
    "truth": "BOOLEAN",
}  # fmt: skip
_FIRST, _LAST = date(2015, 1, 1), date(2035, 12, 31)
_SETS = "GROUPING SETS ((p, province, unit_id), (p, province), (p))"


@dataclass(frozen=True, slots=True)
class _Asked:
    """An aggregate that indicators ask for, under the name of its column."""

    name: str
    aggregate: tree.Aggregate


class Store:
    """A columnar copy of the rows: a table an entity with row_id, unit_id, weight_of and the entity's fields."""

    def __init__(self, dictionary: Dictionary, calendar: Calendar, path: str = ":memory:", memory: str = "4GB") -> None:
        self.dictionary = dictionary
        self.connection = duckdb.connect(path, config={"memory_limit": memory, "threads": 2})
        self.connection.execute("CREATE TABLE units (unit_id INTEGER, province INTEGER, key VARCHAR)")
        self._weighted: set[str] = set()
        self._holidays(calendar)
        for entity in dictionary.values():
            self.connection.execute(f'CREATE TABLE "{entity.code}" ({columns(entity)})')

    def close(self) -> None:
        self.connection.close()

    def _holidays(self, calendar: Calendar) -> None:
        """How many working days there were up to each day, as one list."""
        count, counts, day = 0, [], _FIRST
        while day <= _LAST:
            count += calendar.is_working(day)
            counts.append(count)
            day += timedelta(days=1)
        self.connection.execute("CREATE TABLE workdays (worked INTEGER[], first_day DATE)")
        self.connection.execute("INSERT INTO workdays VALUES (?, ?)", [counts, _FIRST])

    def load_units(self, units: Iterable[tuple[int, int, str]]) -> None:
        """(unit, province, key) of every unit."""
        self.connection.executemany("INSERT INTO units VALUES (?, ?, ?)", list(units))

    def load(self, entity: str, rows: Iterable[Row], number_of: Mapping[str, int]) -> None:
        """Rows of an entity; `number_of` gives the number of each unit's key."""
        of = self.dictionary[entity]
        names = [*of.fields, *(("valid_from", "valid_to") if of.kind == "stock" else ())]
        begun = self.connection.execute(f'SELECT coalesce(max(row_id), 0) FROM "{entity}"').fetchone()
        start = begun[0] + 1 if begun else 1
        made = [
            (n, number_of[row.unit], row.count, *(_stored(row.fields.get(name)) for name in names))
            for n, row in enumerate(rows, start)
        ]
        if made:
            marks = ", ".join("?" * len(made[0]))
            self.connection.executemany(f'INSERT INTO "{entity}" VALUES ({marks})', made)
            self.weigh(entity)

    def weigh(self, entity: str) -> None:
        """Look whether rows of the entity stand for more than one thing."""
        found = self.connection.execute(f'SELECT count(*) FROM "{entity}" WHERE weight_of <> 1').fetchone()
        (self._weighted.add if found and found[0] else self._weighted.discard)(entity)

    # -- recomputing ----------------------------------------------------------------------------------------------

    def recompute(self, indicators: Sequence[Indicator], spans: Sequence[Span], into: str = "figures") -> None:
        """Every indicator of every unit, province and the country in every period, into a table.

        Its columns: p (number of the period), province, unit_id (empty: the level above), then one for each indicator,
        by its code. Periods must not overlap.
        """
        self._periods(spans)
        asked = _asked(indicators)
        for entity, wanted in asked.items():
            self.connection.execute(f'CREATE OR REPLACE TABLE "{into}_{entity}" AS {self._query(entity, wanted)}')
        self.connection.execute(f"CREATE OR REPLACE TABLE {into} AS {self._whole(indicators, asked, into)}")

    def correct(
        self, entity: str, n: int, changed: Mapping[str, Value], indicators: Sequence[Indicator], into: str = "figures"
    ) -> list[str]:
        """Change one row, then bring every figure it moves up to date: its unit's, its province's, the country's.

        Returns the codes of the indicators that read the entity. For flows; the row stays in its period and unit.
        """
        if not self.dictionary[entity].period or self.dictionary[entity].kind != "flow":
            raise ValueError(f"{entity} is no flow: recompute instead")
        sets = ", ".join(f'"{name}" = ?' for name in changed)
        values = [_stored(value) for value in changed.values()]
        self.connection.execute(f'UPDATE "{entity}" SET {sets} WHERE row_id = ?', [*values, n])
        row = self.connection.execute(
            f'SELECT unit_id, CAST("{self.dictionary[entity].period}" AS DATE) FROM "{entity}" WHERE row_id = ?',
            [n],
        ).fetchone()
        assert row is not None
        found = self.connection.execute(
            "SELECT p, first, last, province FROM periods, units WHERE ? BETWEEN first AND last AND unit_id = ?",
            [row[1], row[0]],
        ).fetchone()
        assert found is not None
        p, first, last, province = found
        touched = [one for one in indicators if entity in one.tree.entities]
        asked = _asked(indicators)
        groups = f"(unit_id = {row[0]} OR unit_id IS NULL AND (province = {province} OR province IS NULL))"
        whole = self._whole(touched, asked, into, f"p = {p} AND {groups}")
        renewed = ", ".join(f'"{one.code}" = now."{one.code}"' for one in touched)
        same = "f.p = now.p AND f.unit_id IS NOT DISTINCT FROM now.unit_id"
        same += " AND f.province IS NOT DISTINCT FROM now.province"
        self.connection.execute("BEGIN")
        at = f'"{self.dictionary[entity].period}"'
        during = f"{at} >= TIMESTAMP '{first}' AND {at} < TIMESTAMP '{last + timedelta(days=1)}'"
        self._carry_up(entity, asked[entity], during, (p, row[0], province), into)
        self.connection.execute(f"UPDATE {into} AS f SET {renewed} FROM ({whole}) AS now WHERE {same}")
        self.connection.execute("COMMIT")
        return [one.code for one in touched]

    def _carry_up(
        self, entity: str, asked: Sequence[_Asked], during: str, place: tuple[int, int, int], into: str
    ) -> None:
        """One unit's columns read again from its rows; what they changed by is added to the levels above.

        What does not add up is read again at each level, its own columns only.
        """
        p, unit, province = place
        found = [column(one.aggregate, one.name, entity in self._weighted) for one in asked]
        rows = f"{_from(self.dictionary[entity], self._needs_days(found))} WHERE {during}"
        inner = [pair for one in found for pair in one.inner]
        picked = ", ".join(f"{sql} AS {name}" for name, sql in inner)
        self.connection.execute(
            f"CREATE OR REPLACE TEMP TABLE fresh AS SELECT {picked} FROM {rows} AND unit_id = {unit}"
        )
        adding = [name for one in found if one.adds for name, _ in one.inner]
        whole = [pair for one in found if not one.adds for pair in one.inner]
        table = f'"{into}_{entity}"'
        above = f"p = {p} AND unit_id IS NULL"
        if adding:
            change = ", ".join(
                f"{name} = coalesce(t.{name}, 0) + coalesce(fresh.{name}, 0) - coalesce(was.{name}, 0)"
                for name in adding
            )
            was = f"(SELECT * FROM {table} WHERE p = {p} AND unit_id = {unit}) AS was"
            where = f"t.p = {p} AND t.unit_id IS NULL AND (t.province = {province} OR t.province IS NULL)"
            self.connection.execute(f"UPDATE {table} AS t SET {change} FROM fresh, {was} WHERE {where}")
        if whole:
            sets = ", ".join(f"{name} = now.{name}" for name, _ in whole)
            again = ", ".join(f"{sql} AS {name}" for name, sql in whole)
            for level, rule in ((f"province = {province}", f" AND province = {province}"), ("province IS NULL", "")):
                now = f"(SELECT {again} FROM {rows}{rule}) AS now"
                self.connection.execute(f"UPDATE {table} SET {sets} FROM {now} WHERE {above} AND {level}")
        own = ", ".join(f"{name} = fresh.{name}" for name, _ in inner)
        self.connection.execute(f"UPDATE {table} AS t SET {own} FROM fresh WHERE t.p = {p} AND t.unit_id = {unit}")

    def value(
        self, code: str, p: int, unit: int | None = None, province: int | None = None, into: str = "figures"
    ) -> Any:
        """One value; without a unit its province's, without both the country's."""
        which = f"unit_id = {unit}" if unit is not None else "unit_id IS NULL"
        where = f"{which} AND province {'IS NULL' if unit is None and province is None else 'IS NOT NULL'}"
        if unit is None and province is not None:
            where += f" AND province = {province}"
        found = self.connection.execute(f'SELECT "{code}" FROM {into} WHERE p = ? AND {where}', [p]).fetchone()
        return found[0] if found else None

    def _periods(self, spans: Sequence[Span]) -> None:
        self.connection.execute(
            "CREATE OR REPLACE TABLE periods (p INTEGER, first DATE, last DATE, months INTEGER, last_instant TIMESTAMP)"
        )
        rows = [(p, s.start, s.end, s.months, s.last_instant.replace(tzinfo=None)) for p, s in enumerate(spans)]
        self.connection.executemany("INSERT INTO periods VALUES (?, ?, ?, ?, ?)", rows)
        self.connection.execute(
            "CREATE OR REPLACE TABLE days AS SELECT p, months, last_instant,"
            " unnest(generate_series(first, last, INTERVAL 1 DAY))::DATE AS on_day FROM periods"
        )

    def _query(self, entity: str, asked: Sequence[_Asked]) -> str:
        """The entity's inner columns for every unit, every province and the country."""
        of = self.dictionary[entity]
        if of.kind == "series":
            return _series(of, asked)
        found = [column(one.aggregate, one.name, entity in self._weighted) for one in asked]
        inner = ", ".join(f"{sql} AS {name}" for one in found for name, sql in one.inner)
        rows = _from(of, self._needs_days(found))
        return f"SELECT p, province, unit_id, {inner} FROM {rows} GROUP BY {_SETS}"

    def _needs_days(self, found: Sequence[Column]) -> bool:
        return any("worked[" in sql for one in found for _, sql in one.inner)

    def _whole(
        self, indicators: Sequence[Indicator], asked: Mapping[str, Sequence[_Asked]], into: str, where: str = "true"
    ) -> str:
        """All units, provinces and the country in all periods, each entity's columns beside them, each formula."""
        keys = (
            "SELECT p, months, last_instant, province, unit_id FROM periods, units GROUP BY GROUPING SETS ("
            "(p, months, last_instant, province, unit_id),"
            " (p, months, last_instant, province), (p, months, last_instant))"
        )
        joins, name_of = "", {}
        needed = {name for one in indicators for name in one.tree.entities}
        for entity, wanted in asked.items():
            if entity not in needed:
                continue
            same = f'k.p = "{entity}".p AND k.unit_id IS NOT DISTINCT FROM "{entity}".unit_id'
            same += f' AND k.province IS NOT DISTINCT FROM "{entity}".province'
            joins += f' LEFT JOIN "{into}_{entity}" AS "{entity}" ON {same}'
            of = self.dictionary[entity]
            for one in wanted:
                if of.kind == "series":
                    name_of[_key(one.aggregate)] = f'"{entity}".{one.name}'
                    continue
                inside = column(one.aggregate, one.name, entity in self._weighted)
                value = inside.outer
                for name, _ in sorted(inside.inner, key=lambda pair: -len(pair[0])):
                    value = re.sub(rf'(?<![."\w]){name}\b', f'"{entity}".{name}', value)
                nought = of.kind == "stock" and one.aggregate.name in ("count", "sum", "whole", "distinct")
                there = f'"{entity}".p IS NOT NULL'
                otherwise = "0" if nought else "NULL"
                name_of[_key(one.aggregate)] = f"(CASE WHEN {there} THEN {value} ELSE {otherwise} END)"
        columns = ", ".join(
            f'{combined(one.tree.root, {a.at: name_of[_key(a)] for a in one.tree.aggregates})} AS "{one.code}"'
            for one in indicators
        )
        return f"SELECT k.p, k.province, k.unit_id, {columns} FROM (SELECT * FROM ({keys}) WHERE {where}) AS k{joins}"


def columns(entity: Entity) -> str:
    """The columns of an entity's table."""
    names = [f'"{name}" {_TYPES[of]}' for name, of in entity.fields.items()]
    if entity.kind == "stock":
        names += ["valid_from DATE", "valid_to DATE"]
    return ", ".join(["row_id BIGINT", "unit_id INTEGER", "weight_of DECIMAL(18,3)", *names])


def _from(of: Entity, needs_days: bool) -> str:
    extra = ", workdays" if needs_days else ""
    if of.kind == "stock":
        valid = "(valid_from IS NULL OR valid_from <= last) AND (valid_to IS NULL OR valid_to >= last)"
        return f'"{of.code}" JOIN units USING (unit_id) JOIN periods ON {valid}{extra}'
    return f'"{of.code}" JOIN units USING (unit_id) JOIN days ON on_day = CAST("{of.period}" AS DATE){extra}'


def _series(of: Entity, asked: Sequence[_Asked]) -> str:
    """The last value of each key up to the end of each period, once at every level however many units share it."""
    at = f'"{of.period}"'
    inner, outer = [], []
    for one in asked:
        aggregate = one.aggregate
        assert aggregate.of is not None
        wanted = [f"{expression(aggregate.of)} IS NOT NULL", *([condition(aggregate.where)] if aggregate.where else [])]
        met = " AND ".join(wanted)
        newest = f"arg_max({expression(aggregate.of)}, ({at}, row_id))"
        inner.append(f"{newest} FILTER (WHERE {met}) AS {one.name}")
        if aggregate.name == "delta":
            inner.append(f"{newest} FILTER (WHERE {met} AND {at} < first) AS {one.name}_before")
            outer.append(f"sum({one.name} - {one.name}_before) AS {one.name}")
        else:
            outer.append(f"sum({one.name}) AS {one.name}")
    keys = {one.aggregate.key for one in asked}
    if len(keys) != 1:
        raise ValueError(f"{of.code}: one key for a series, not {sorted(map(str, keys))}")
    key = f'"{keys.pop()}"'
    during = f"CAST({at} AS DATE) <= last" + ("" if of.carry else f" AND CAST({at} AS DATE) >= first")
    sets = f"GROUPING SETS ((p, province, unit_id, {key}), (p, province, {key}), (p, {key}))"
    return (
        f"SELECT p, province, unit_id, {', '.join(outer)} FROM (SELECT p, province, unit_id, {key}, {', '.join(inner)}"
        f' FROM "{of.code}" JOIN units USING (unit_id) JOIN periods ON {during}'
        f" WHERE {key} IS NOT NULL GROUP BY {sets})"
        " GROUP BY p, province, unit_id"
    )


def _key(aggregate: tree.Aggregate) -> tuple[object, ...]:
    """What makes two aggregates the same: all of it but its place in the text."""
    of = expression(aggregate.of) if aggregate.of is not None else ""
    where = condition(aggregate.where) if aggregate.where is not None else ""
    return aggregate.name, aggregate.entity, of, aggregate.key, where


def _asked(indicators: Sequence[Indicator]) -> dict[str, list[_Asked]]:
    """Each aggregate once, by entity: indicators share what they divide by."""
    found: dict[str, dict[tuple[object, ...], _Asked]] = defaultdict(dict)
    for one in indicators:
        for aggregate in one.tree.aggregates:
            held = found[aggregate.entity]
            held.setdefault(_key(aggregate), _Asked(f"a{len(held)}", aggregate))
    return {entity: list(held.values()) for entity, held in found.items()}


def _stored(value: Value) -> object:
    """Moments as local time, for the engine keeps no zone."""
    if isinstance(value, date):
        return instant(value).astimezone(instant(_FIRST).tzinfo).replace(tzinfo=None)
    return value
