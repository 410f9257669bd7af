"""The packaged files hold together: every code, key, source and day that one file names exists in the other."""

import csv
import gzip
from collections import defaultdict
from datetime import date
from importlib import resources
from itertools import pairwise

import pytest

from nhip.agencies import packaged
from nhip.agencies.units import BASES, CONFIDENCES, EVENT_KINDS, LEVELS, LINES

DATA = resources.files("nhip.agencies").joinpath("data")


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(DATA.joinpath(name).read_text("utf-8").splitlines()))


def test_every_version_is_of_a_known_sort() -> None:
    held = packaged.directory()
    assert {v.level for v in held.versions} <= set(LEVELS)
    assert {v.line for v in held.versions} | {t.line for t in held.ties} <= set(LINES)
    assert {v.confidence for v in held.versions} | {e.confidence for e in held.events} <= set(CONFIDENCES)
    assert {e.kind for e in held.events} <= set(EVENT_KINDS)
    assert {link.basis for e in held.events for link in e.links} <= set(BASES)


def test_versions_of_a_unit_never_overlap() -> None:
    of_unit = defaultdict(list)
    for version in packaged.directory().versions:
        of_unit[version.unit].append(version)
    for versions in of_unit.values():
        ordered = sorted(versions, key=lambda v: v.valid_from or date.min)
        for before, after in pairwise(ordered):
            assert before.valid_to is not None
            assert after.valid_from is not None
            assert before.valid_to < after.valid_from, before.unit


def test_every_unit_that_an_event_a_tie_or_an_alias_names_is_known() -> None:
    held = packaged.directory()
    named = {u for e in held.events for link in e.links for u in (link.old, link.new) if u}
    named |= {u for tie in held.ties for u in (tie.unit, tie.above)} | {alias.unit for alias in held.aliases}
    assert [unit for unit in sorted(named) if not held.knows(unit)] == []


def test_every_rule_leads_from_and_to_a_body_by_rule() -> None:
    custom = packaged.custom()
    codes = defaultdict(set)
    for pattern in custom.patterns:
        codes[pattern.level].add(pattern.code)
    levels = {"": lambda level: level, ">": lambda _: "commune", "^": lambda _: "province"}
    for rule in custom.rules:
        assert rule.old in codes[rule.level], rule
        if rule.new == "?":
            continue
        mark = rule.new[0] if rule.new[0] in "><^" else ""
        assert rule.new.lstrip(">^") in codes[levels[mark](rule.level)], rule


def test_a_body_that_ended_by_rule_says_where_it_went() -> None:
    custom = packaged.custom()
    told = {(rule.level, rule.old) for rule in custom.rules}
    silent = [(p.level, p.code) for p in custom.patterns if p.valid_to and (p.level, p.code) not in told]
    assert silent == [("district", "dai-hoi-dang-bo")], "a congress is an occasion: it has no successor"


@pytest.mark.parametrize("name", ["rules.csv", "central.csv", "central_links.csv"])
def test_every_source_named_is_listed(name: str) -> None:
    known = set(packaged.sources())
    assert {row["source"] for row in rows(name) if row["source"]} <= known


def test_a_pattern_above_another_exists() -> None:
    held = packaged.directory()
    for pattern in held.custom.patterns:
        for above in (*pattern.above, *pattern.sector):
            code = above.lstrip("^")
            assert held.knows(f"vn/{code}") or any(p.code == code for p in held.custom.patterns), pattern


def test_confirmed_events_of_the_two_provinces_name_their_act_and_page() -> None:
    for row in rows("body_links.csv"):
        assert row["confidence"] == "U" or (row["act"] and row["url"].startswith("http")), row["old"]


def test_what_is_not_confirmed_is_worded_in_vietnamese() -> None:
    for name in ("bodies.csv", "body_links.csv", "sources.csv", "resolutions.csv", "disagreements.csv"):
        text = DATA.joinpath(name).read_text("utf-8")
        assert "[U]" not in text
        assert "gold" not in text


def test_the_files_are_small() -> None:
    assert sum(len(path.read_bytes()) for path in DATA.iterdir()) < 1_000_000
    packed = DATA.joinpath("territories.csv.gz").read_bytes()
    assert packed[4:8] == b"\0\0\0\0", "no time of building inside: the same content is the same bytes"
    assert gzip.decompress(packed).decode().startswith("unit,name,level")


def test_every_decision_of_the_reform_has_a_day() -> None:
    for event in packaged.directory().events:
        assert event.on is not None or event.confidence == "U", event.key
