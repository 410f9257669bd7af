# ruff: noqa: S608  (every name and text comes from our own dictionary)
"""Ten million rows of a country that does not exist, made by the engine itself, and the same aggregation by hand.

Rows are spread over the entities as a country's would be: most are products and visits, few are contracts. Texts are
those that formulas ask for, and one that none asks for. Nothing here is a person or a real event.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import duckdb

from nhip.measurement.catalogue import Indicator
from nhip.measurement.dictionary import Dictionary, Entity
from nhip.measurement.engine.store import Store

COMMUNES, PROVINCES = 3321, 34
HEAVY = {
    "product": 0.46, "web_stat": 0.12, "metric_flow": 0.08, "task": 0.07, "mention": 0.06, "event": 0.05,
    "feedback": 0.05, "document": 0.02, "enquiry": 0.01, "assistant_turn": 0.01,
}  # fmt: skip
"""Shares of all rows; the other entities share the rest evenly."""


def fill(store: Store, indicators: Sequence[Indicator], rows: int) -> None:
    """Units and rows of one year, the same on every run. Rows come in the order of their day, as a log's do."""
    run = store.connection.execute
    run(f"INSERT INTO units SELECT i, i % {PROVINCES}, 'xa-' || i FROM range({COMMUNES}) AS t(i)")
    light = [name for name in store.dictionary if name not in HEAVY]
    rest = (1 - sum(HEAVY.values())) / len(light)
    for number, entity in enumerate(store.dictionary.values()):
        count = max(int(rows * HEAVY.get(entity.code, rest)), 1)
        run(f'INSERT INTO "{entity.code}" {_made(entity, words(indicators, entity.code), count, number)}')
    run("CHECKPOINT")


def words(indicators: Sequence[Indicator], entity: str) -> Mapping[str, list[str]]:
    """field -> the texts that formulas hold it against."""
    found: dict[str, set[str]] = {}
    for one in indicators:
        for inside in re.findall(rf"\({entity}\b(.*)", one.formula):
            for field, text in re.findall(r"(\w+) ?(?:=|in \()([^)=<>]*)", inside):
                found.setdefault(field, set()).update(re.findall(r"'([^']*)'", text))
    return {field: sorted(texts) for field, texts in found.items()}


def _made(entity: Entity, texts: Mapping[str, list[str]], count: int, seed: int) -> str:
    day = f"TIMESTAMP '2026-01-01' + to_seconds((i * 31536000 // {count}))"
    columns = ["i + 1 AS row_id", f"CAST(hash(i + {seed}) % {COMMUNES} AS INTEGER)", "1"]
    for place, (name, of) in enumerate(entity.fields.items()):
        chance = f"hash(i * 31 + {seed * 100 + place})"
        if name == entity.period:
            columns.append(day if of == "moment" else f"CAST({day} AS DATE)")
        elif of == "moment":
            columns.append(
                f"CASE WHEN {chance} % 10 > 0 THEN {day} + to_minutes(CAST({chance} % 30000 AS INTEGER)) END"
            )
        elif of == "truth":
            columns.append(f"{chance} % 10 < 7")
        elif of == "number":
            columns.append(f"CAST({chance} % 100 AS DECIMAL(18,3))")
        elif texts.get(name):
            held = ", ".join(f"'{text}'" for text in [*texts[name], "other"])
            columns.append(f"[{held}][CAST({chance} % {len(texts[name]) + 1} AS INTEGER) + 1]")
        else:
            columns.append(f"'{name}-' || ({chance} % 40)")
    if entity.kind == "stock":
        columns += [f"DATE '2025-01-01' + CAST(hash(i + {seed}) % 400 AS INTEGER)", "NULL"]
    return f"SELECT {', '.join(columns)} FROM range({count}) AS t(i)"


# -- the peer: what a person would write in SQL, without our rules ----------------------------------------------------


def by_hand(connection: duckdb.DuckDBPyConnection, indicators: Sequence[Indicator], dictionary: Dictionary) -> None:
    """The same indicators of every unit, province and the country in every month, into the table `peer`."""
    wanted: dict[str, dict[str, str]] = {}
    formulas = []
    for one in indicators:
        text = one.formula.replace("months()", "1")
        for whole, name, entity, inside in _aggregates(text):
            columns = wanted.setdefault(entity, {})
            column = columns.setdefault(_by_hand(name, inside), f"c{len(columns)}")
            text = text.replace(whole, f"{entity}.{column}", 1)
        guarded = re.sub(r"/(.+)$", r"/nullif(1.0*(\1),0)", text)
        formulas.append(f'{guarded} AS "{one.code}"')
    sets = "GROUPING SETS ((m, province, unit_id), (m, province), (m))"
    for entity, columns in wanted.items():
        of = dictionary[entity]
        picked = ", ".join(f"{sql} AS {name}" for sql, name in columns.items())
        if of.kind == "stock":
            rows = f'"{entity}" JOIN units USING (unit_id) JOIN (SELECT i + 1 AS m FROM range(12) AS t(i)) ON'
            rows += " valid_from <= last_day(make_date(2026, CAST(m AS INTEGER), 1))"
        else:
            rows = f'(SELECT *, month("{of.period}") AS m FROM "{entity}") JOIN units USING (unit_id)'
        grouped = f"SELECT m, province, unit_id, {picked} FROM {rows} GROUP BY {sets}"
        connection.execute(f"CREATE OR REPLACE TABLE peer_{entity} AS {grouped}")
    joins = "".join(
        f" LEFT JOIN peer_{entity} AS {entity} ON k.m = {entity}.m AND k.unit_id IS NOT DISTINCT FROM {entity}.unit_id"
        f" AND k.province IS NOT DISTINCT FROM {entity}.province"
        for entity in wanted
    )
    keys = f"SELECT m, province, unit_id FROM units, (SELECT i + 1 AS m FROM range(12) AS t(i)) GROUP BY {sets}"
    whole = f"SELECT k.m, k.province, k.unit_id, {', '.join(formulas)} FROM ({keys}) AS k{joins}"
    connection.execute(f"CREATE OR REPLACE TABLE peer AS {whole}")


def _aggregates(text: str) -> Iterator[tuple[str, str, str, str]]:
    """(whole, name, entity, inside) of each aggregate in the text."""
    for match in list(re.finditer(r"\b(count|sum|whole|avg|median|distinct|last)\((\w+)", text)):
        depth, at = 0, match.end(1)
        while True:
            depth += (text[at] == "(") - (text[at] == ")")
            at += 1
            if depth == 0:
                break
        yield text[match.start() : at], match[1], match[2], text[match.end() : at - 1]


def _by_hand(name: str, inside: str) -> str:
    of, _, where = inside.lstrip(":").partition("where")
    of, _, _ = of.partition(" by ")
    sql = {
        "distinct": "count(DISTINCT {})",
        "count": "count(*)",
        "whole": "CASE WHEN count({0}) = count(*) THEN sum({0}) END",
        "last": 'arg_max({}, "at")',
    }.get(name, name + "({})")
    sql = sql.format(of.strip())
    sql += f" FILTER (WHERE {where.strip()})" if where else ""
    sql = re.sub(r"(?<!')\bforeign\b(?!')", '"foreign"', sql)
    for old, new in (("is set", "is not null"), ("period_end()", "last_day(make_date(2026, CAST(m AS INTEGER), 1))")):
        sql = sql.replace(old, new)
    sql = re.sub(r"hours\((\w+), (\w+)\)", r"(epoch(\2) - epoch(\1)) / 3600", sql)
    return re.sub(r"(?:work)?days\((\w+), ", r"date_diff('day', CAST(\1 AS DATE), ", sql)
