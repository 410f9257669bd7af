"""Corrections laid over a record: what is changed, what is refused, what is taken out."""

from typing import Any

import pytest

from nhip.documents import corrections
from nhip.documents.corrections import UnknownPath, applied, check_new, seal, value_at

RECORD: dict[str, Any] = {
    "source_sha256": "x",
    "header": {"number": {"value": "15", "raw": "15", "start": 3, "end": 5}, "date": None},
    "tasks": [{"summary": "Một", "lead_agencies": [{"name": "Sở A"}, {"name": "Sở B"}]}, {"summary": "Hai"}],
    "figures": [{"value": 3.0, "unit": None, "estimate": False}],
}


def test_the_record_itself_never_changes() -> None:
    changed = applied(RECORD, [("tasks.0.summary", "Mới")])
    assert changed["tasks"][0]["summary"] == "Mới"
    assert RECORD["tasks"][0]["summary"] == "Một"


def test_positions_stay_true_when_an_item_is_taken_out() -> None:
    changes = [("tasks.0", None), ("tasks.1.summary", "Hai sửa")]
    assert applied(RECORD, changes)["tasks"] == [{"summary": "Hai sửa"}]
    assert applied(RECORD, changes, prune=False)["tasks"][0] is None


def test_a_correction_inside_an_item_taken_out_is_passed_over() -> None:
    assert applied(RECORD, [("tasks.0", None), ("tasks.0.lead_agencies.1.name", "Sở C")])["tasks"] == [
        {"summary": "Hai"}
    ]


def test_one_agency_is_taken_out() -> None:
    assert applied(RECORD, [("tasks.0.lead_agencies.0", None)])["tasks"][0]["lead_agencies"] == [{"name": "Sở B"}]


def test_a_part_not_found_may_be_stated() -> None:
    check_new(RECORD, "header.date.value", "2026-03-12")
    stated = applied(RECORD, [("header.date.value", "2026-03-12")])["header"]["date"]
    assert (stated["value"], stated["start"]) == ("2026-03-12", None)


@pytest.mark.parametrize(
    ("path", "new"),
    [
        ("header.number.raw", "16"),  # what was read is a fact
        ("source_sha256", "y"),
        ("tasks.9.summary", "x"),
        ("tasks.0.nothing", "x"),
        ("tasks.0", {"summary": "x"}),  # a whole item cannot be put in
        ("tasks.0.summary", 5),
        ("figures.0.value", "ba"),
        ("figures.0.value", True),
        ("header.__class__", "x"),
        ("header..number", "x"),
    ],
)
def test_refused(path: str, new: object) -> None:
    with pytest.raises(UnknownPath):
        check_new(RECORD, path, new)


def test_value_at_says_where_it_ends() -> None:
    assert value_at(RECORD, "tasks.0.lead_agencies.1.name") == "Sở B"
    assert corrections.value_now(RECORD, "tasks.7.summary") is None


def test_the_seal_depends_on_content_alone() -> None:
    turned = dict(reversed(list(RECORD.items())))
    assert seal(RECORD) == seal(turned)
    assert seal(RECORD) != seal(applied(RECORD, [("tasks.1.summary", "Khác")]))


def test_the_year_in_a_legal_symbol_is_kept() -> None:
    record = {"header": {"number": {"value": "12", "symbol": "NĐ-CP", "full": "12/2031/NĐ-CP"}}}
    assert applied(record, [("header.number.value", "13")])["header"]["number"]["full"] == "13/2031/NĐ-CP"
    assert applied(record, [("header.number.value", None)])["header"]["number"]["full"] == "NĐ-CP"
