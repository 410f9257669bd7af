"""The packaged directory: national units, the whole country's territory, and what sources say of two provinces.

Reads the files of `data/` (see its README for where each comes from). No Django, no network, no clock.
"""

from __future__ import annotations

import csv
import gzip
import io
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib import resources

from nhip.agencies.dates import is_exact, read_day
from nhip.agencies.directory import Directory
from nhip.agencies.patterns import ClassRow, Custom, Naming, Pattern, Rule
from nhip.agencies.units import Alias, Disagreement, Event, Link, Tie, Version

_NAMESPACE = "nhip.agencies"


def _text(name: str) -> str:
    source = resources.files(_NAMESPACE).joinpath("data", name)
    data = source.read_bytes()
    return (gzip.decompress(data) if name.endswith(".gz") else data).decode("utf-8")


def _rows(name: str) -> Iterator[dict[str, str]]:
    return csv.DictReader(io.StringIO(_text(name)))


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


@cache
def sources() -> dict[str, dict[str, str]]:
    """Acts by key: act, on, url, confidence."""
    return {row["key"]: row for row in _rows("sources.csv")}


def _source(key: str) -> tuple[str, str]:
    row = sources().get(key)
    return (row["act"], row["url"]) if row else ("", "")


@cache
def naming() -> Naming:
    table = tomllib.loads(_text("naming.toml"))
    return Naming(
        levels={word: (tuple(row["levels"]), tuple(row["kinds"])) for word, row in table["levels"].items()},
        kinds=table["kinds"],
        committees=table["committees"],
        short=table["short"],
        posts={words: (row["post"], row.get("keep", "")) for words, row in table["posts"].items()},
        spellings=table["spellings"],
        class_heads=table["classes"]["heads"],
        class_fillers=tuple(table["classes"]["fillers"]),
        class_open=tuple(table["classes"]["open"]),
    )


@cache
def custom() -> Custom:
    """The national rules: patterns of bodies, their successions, class names, ways of writing."""
    patterns = tuple(
        Pattern(
            row["code"],
            row["level"],
            row["name"],
            row["kind"],
            row["line"],
            _several(row["parent"]),
            _several(row["sector"]),
            read_day(row["valid_from"]),
            read_day(row["valid_to"]),
            is_exact(row["valid_from"], row["valid_to"]),
            _several(row["also"]),
            row["confidence"],
        )
        for row in _rows("patterns.csv")
    )
    rules = tuple(
        Rule(
            row["level"],
            row["old"],
            row["new"],
            row["kind"],
            read_day(row["on"]),
            is_exact(row["on"]),
            row["basis"],
            _several(row["functions"]),
            *_source(row["source"]),
            row["confidence"],
        )
        for row in _rows("rules.csv")
    )
    classes = tuple(
        ClassRow(
            row["code"],
            _several(row["phrases"]),
            _several(row["kinds"]),
            _several(row["lines"]),
            row["level"],
            row["expands"],
        )
        for row in _rows("classes.csv")
    )
    return Custom(patterns, rules, classes, naming())


def _territories() -> tuple[list[Version], list[Tie]]:
    versions, ties = (
        [Version("vn", "Việt Nam", "state", "central", "territory", "vn", "", None, None, True, "T", "", "", "")],
        [],
    )
    names = naming()
    kinds: dict[tuple[str, str], str] = {}
    reader = csv.reader(io.StringIO(_text("territories.csv.gz")))
    next(reader)
    for unit, name, level, code, parent, start, end, confidence in reader:
        first, last = read_day(start), read_day(end)
        key = (name.split(" ", 2)[0] + " " + name.split(" ", 2)[1], level)
        if key not in kinds:
            found = names.kind_of(name)
            kinds[key] = "central_city" if level == "province" and found == "provincial_city" else found
        versions.append(
            Version(unit, name, kinds[key], level, "territory", unit, code, first, last, True, confidence, "", "", "")
        )
        ties.append(Tie(unit, parent, "territory", first, last))
    return versions, ties


def _territory_events() -> list[Event]:
    resolutions = {row["province"]: row for row in _rows("resolutions.csv")}
    reader = csv.reader(io.StringIO(_text("territory_links.csv.gz")))
    next(reader)
    grouped: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    for row in reader:
        grouped.setdefault((row[2], row[1]), []).append(tuple(row))
    events = []
    for (on, new), rows in grouped.items():
        kinds = {row[3] for row in rows}
        kind = kinds.pop() if len(kinds) == 1 else "merge"
        home = new.split(".")[0]
        if rows[0][7]:
            act, url = _source(rows[0][7])
        elif "." not in new:
            act, url = _source("tinh-2025")
        elif home in resolutions:
            act, url = resolutions[home]["act"], resolutions[home]["url"]
        else:
            act, url = _source("xa-2025")
        links = tuple(Link(row[0], row[1], row[4], None, (), row[5], row[6]) for row in rows)
        worst = "U" if any(link.confidence == "U" for link in links) else rows[0][5]
        events.append(Event(f"{on}:{new}", kind, read_day(on), True, act, url, worst, links))
    return events


def _bodies() -> tuple[list[Version], list[Tie], list[Alias]]:
    versions: list[Version] = []
    ties: list[Tie] = []
    aliases: list[Alias] = []
    for row in _rows("central.csv"):
        act, url = _source(row["source"])
        first, last = read_day(row["valid_from"]), read_day(row["valid_to"])
        unit = f"vn/{row['key']}"
        exact = is_exact(row["valid_from"], row["valid_to"])
        versions.append(
            Version(
                unit,
                row["name"],
                row["kind"],
                "central",
                row["line"],
                "vn",
                "",
                first,
                last,
                exact,
                row["confidence"],
                act,
                url,
                "",
            )
        )
        if row["above"]:
            ties.append(Tie(unit, f"vn/{row['above']}", row["line"], first, last))
        aliases += [Alias(unit, name) for name in _several(row["also"])]
    for row in _rows("bodies.csv"):
        first, last = read_day(row["valid_from"]), read_day(row["valid_to"])
        exact = is_exact(row["valid_from"], row["valid_to"])
        versions.append(
            Version(
                row["unit"],
                row["name"],
                row["kind"],
                row["level"],
                row["line"],
                row["territory"],
                "",
                first,
                last,
                exact,
                row["confidence"],
                row["act"],
                row["url"],
                row["note"],
            )
        )
        ties += [
            Tie(row["unit"], above, row["line"], first, last)
            for above in _several(row["above"])
            if above != row["unit"]
        ]
        aliases += [Alias(row["unit"], name) for name in _several(row["also"])]
    return versions, ties, aliases


def _body_events() -> list[Event]:
    events = []
    for row in _rows("central_links.csv"):
        act, url = _source(row["source"])
        events.append(_event(row, f"vn/{row['old']}", f"vn/{row['new']}" if row["new"] else None, act, url))
    for row in _rows("body_links.csv"):
        events.append(_event(row, row["old"], row["new"] or None, row["act"], row["url"]))
    return events


def _event(row: dict[str, str], old: str, new: str | None, act: str, url: str) -> Event:
    note = row.get("note", "")
    link = Link(old, new, row["basis"], None, _several(row["functions"]), row["confidence"], note)
    on: date | None = read_day(row["on"])
    key = f"{row['on'] or 'chua-ro'}:{old}>{new or 'chua-ro'}"
    return Event(key, row["kind"], on, is_exact(row["on"]), act, url, row["confidence"], (link,), note)


def disagreements() -> tuple[Disagreement, ...]:
    """What the sources on the 121 new communes of Lạng Sơn and Cao Bằng do not agree on."""
    return tuple(
        Disagreement(
            row["unit_name"],
            row["province"],
            row["code"],
            row["about"],
            row["one"],
            row["other"],
            row["source_one"],
            row["source_other"],
            row["state"],
            row["note"],
        )
        for row in _rows("disagreements.csv")
    )


@cache
def directory() -> Directory:
    """The packaged directory, read once."""
    places, place_ties = _territories()
    bodies, body_ties, aliases = _bodies()
    return Directory(
        versions=tuple(places + bodies),
        ties=tuple(place_ties + body_ties),
        events=tuple(_territory_events() + _body_events()),
        aliases=tuple(aliases),
        disagreements=disagreements(),
        custom=custom(),
    )
