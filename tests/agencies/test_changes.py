"""What must hold of a change before it is recorded, and how a refusal reads."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from nhip.agencies import packaged
from nhip.agencies.changes import check
from nhip.agencies.refusals import Refused
from nhip.agencies.units import Event, Link
from nhip.text.issues import sentence

DAY = date(2027, 1, 1)
ONE, OTHER = "lang-son.xa-cao-loc", "lang-son.xa-dong-dang"
WHOLE = Link(ONE, OTHER, "whole", None, (), "T")
PARTS = (Link(ONE, OTHER, "area", Decimal("0.7")), Link(ONE, "lang-son.xa-ba-son", "area", Decimal("0.4")))
GOOD = Event("2027-01-01:x", "merge", DAY, True, "Nghị quyết 01/NQ-UBTVQH16", "", "T", (WHOLE,))


def codes(event: Event, ends: tuple[str, ...] = ()) -> list[str]:
    return [issue.code for issue in check(packaged.directory(), event, (), ends)]


def test_a_sound_change_has_no_finding() -> None:
    assert codes(GOOD, (ONE,)) == []


@pytest.mark.parametrize(
    ("event", "code"),
    [
        (replace(GOOD, kind="vanish"), "agencies.event_kind_unknown"),
        (replace(GOOD, confidence="?"), "agencies.confidence_unknown"),
        (replace(GOOD, act=" "), "agencies.event_without_act"),
        (replace(GOOD, on=None), "agencies.event_without_day"),
        (replace(GOOD, links=()), "agencies.event_without_links"),
        (replace(GOOD, links=(Link("khong-co", OTHER, "whole"),)), "agencies.unit_unknown"),
        (replace(GOOD, links=(Link(ONE, OTHER, "half"),)), "agencies.basis_unknown"),
        (replace(GOOD, kind="split"), "agencies.split_into_one"),
        (replace(GOOD, kind="split", links=PARTS), "agencies.shares_above_one"),
    ],
)
def test_each_fault_is_named_and_has_its_sentence(event: Event, code: str) -> None:
    issues = check(packaged.directory(), event, (), ())
    assert code in [issue.code for issue in issues]
    assert all(sentence(issue).endswith(".") or sentence(issue).endswith(").") for issue in issues)


def test_what_is_unconfirmed_may_lack_its_day_and_act() -> None:
    assert codes(replace(GOOD, confidence="U", on=None, act="")) == []


def test_a_unit_ends_once() -> None:
    assert codes(GOOD, ("lang-son.huyen-cao-loc",)) == ["agencies.unit_already_ended"]


def test_a_version_must_not_start_inside_a_later_one() -> None:
    version = packaged.directory().versions_of(ONE)[0]
    early = replace(GOOD, on=date(2025, 7, 1))
    issues = check(packaged.directory(), early, (version,), ())
    assert [issue.code for issue in issues] == ["agencies.version_overlaps"]


def test_a_refusal_reads_as_a_sentence() -> None:
    issues = check(packaged.directory(), replace(GOOD, act=""), (), ())
    assert "chưa ghi văn bản" in str(Refused(issues))
