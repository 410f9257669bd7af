"""Regimes as data: they hold together, say how sure they are, and give the last days the law gives."""

from __future__ import annotations

from datetime import date

from nhip.law.holidays import vietnam
from nhip.measurement import catalogue
from nhip.measurement.periods import Slot
from nhip.reporting.opening import by_hand, by_regime, refusals
from nhip.reporting.regimes import Regime, check, doubts, packaged, packaged_outlines


def regime(code: str) -> Regime:
    return next(one for one in packaged() if one.code == code)


def test_the_packaged_data_hold_together() -> None:
    assert check(packaged(), packaged_outlines(), [one.code for one in catalogue.packaged()]) == []


def test_a_wrong_row_is_named() -> None:
    import dataclasses

    wrong = dataclasses.replace(regime("grassroots"), window="lunar", outline="none", receivers=())
    assert len(check([wrong], packaged_outlines(), [])) >= 3


def test_every_regime_says_its_source_and_unconfirmed_ones_stay_marked() -> None:
    assert all(one.source for one in packaged())
    assert {one.code for one in packaged() if one.confidence == "U"} == {"culture_ministry", "foreign_press_year"}
    assert all(one.confidence == "D" for one in packaged() if "Đề xuất của hệ thống" in one.source)


def test_the_spokesperson_report_is_due_before_the_twentieth_of_december() -> None:
    held = regime("spokesperson_year")
    slot = Slot("year", 2026)
    assert slot.period(held.window).end == date(2026, 12, 14)
    assert held.due_for("province", slot, vietnam()) == date(2026, 12, 18), "the 19th is a Saturday"
    assert held.due_for("commune", slot, vietnam()) is None
    assert not held.holds(date(2026, 6, 30))


def test_communes_have_one_working_day_after_the_window_closes() -> None:
    held = regime("communications_local")
    assert held.due_for("commune", Slot("half", 2026, 1), vietnam()) == date(2026, 6, 15), "14/6 is a Sunday"


def test_the_squeeze_of_december_is_said_and_not_repaired() -> None:
    found = doubts(regime("science_ministry"), Slot("year", 2026), vietnam())
    assert [one.code for one in found] == ["reporting.due_before_close"]
    assert found[0].facts["due"] == date(2026, 12, 14)


def test_a_regime_opens_with_a_last_day_for_each_level() -> None:
    held = regime("communications_local")
    levels = {"x/uy-ban-nhan-dan": "commune", "p/so-tai-chinh": "province"}
    opening = by_regime(
        held, packaged_outlines()[held.outline], Slot("quarter", 2026, 1), vietnam(), levels, "p/so-vhttdl"
    )
    assert {unit: day.due for unit, day in opening.units.items() if day} == {
        "x/uy-ban-nhan-dan": date(2026, 3, 16), "p/so-tai-chinh": date(2026, 3, 17),
    }  # fmt: skip
    assert (
        opening.key
        == by_regime(
            held, packaged_outlines()[held.outline], Slot("quarter", 2026, 1), vietnam(), {}, "p/so-vhttdl"
        ).key
    ), "the same period opens once"


def test_a_round_without_agencies_or_outline_is_refused() -> None:
    import dataclasses

    outline = packaged_outlines()["general"]
    opening = by_hand("Báo cáo", outline, Slot("month", 2026, 1).period("calendar"), None, [], None)
    assert [one.code for one in refusals(opening)] == ["reporting.round_without_units"]
    assert len(refusals(dataclasses.replace(opening, outline=()))) == 2


def test_a_document_prints_what_a_regime_is_about_and_no_doubt_about_its_source() -> None:
    for regime in packaged():
        assert regime.subject[:7] not in ("", "Báo cáo"), regime.code
        assert not {";", "xuất"} & set(regime.cites.replace(";", " ; ").split()), regime.code
        assert bool(regime.cites) == (regime.confidence != "D"), regime.code
