"""Values carried over the reform of July 2025: summed where whole, never shared out where split."""

from datetime import date
from decimal import Decimal

import pytest

from nhip.agencies import packaged
from nhip.agencies.series import Point, Series, Value, View, as_it_is, as_it_was, rebuilt

NOW = date(2026, 11, 21)
Y2024 = (date(2024, 1, 1), date(2024, 12, 31))
Y2026 = (date(2026, 1, 1), date(2026, 12, 31))
LOC = "lang-son.huyen-cao-loc"
DINH_LAP = "lang-son.huyen-dinh-lap"


def value(unit: str, number: int, period: tuple[date, date] = Y2024) -> Value:
    return Value(unit, *period, Decimal(number))


def series_of(view: View, unit: str) -> Series:
    return next(series for series in view.series if series.unit == unit)


def points_of(view: View, unit: str) -> tuple[Point, ...]:
    return series_of(view, unit).points


def test_whole_mergers_are_summed_and_the_break_is_marked() -> None:
    old = [value(f"{LOC}.{x}", n) for x, n in (("xa-loc-yen", 10), ("xa-thanh-loa", 20), ("xa-thach-dan", 30))]
    view = as_it_is(packaged.directory(), [*old, value("lang-son.xa-cao-loc", 75, Y2026)], NOW)
    series = series_of(view, "lang-son.xa-cao-loc")
    assert series.name == "Xã Cao Lộc"
    assert [(p.value, p.mark) for p in series.points] == [(60, "summed"), (75, "")]
    assert [b.on for b in series.points[1].breaks] == [date(2025, 7, 1)]
    assert series.points[0].breaks == ()
    assert view.unplaced == ()


def test_a_predecessor_that_did_not_report_is_named_and_nothing_is_summed() -> None:
    view = as_it_is(packaged.directory(), [value(f"{LOC}.xa-loc-yen", 10), value(f"{LOC}.xa-thanh-loa", 20)], NOW)
    (point,) = points_of(view, "lang-son.xa-cao-loc")
    assert (point.value, point.mark, point.missing) == (None, "missing", (f"{LOC}.xa-thach-dan",))


def test_a_split_is_a_break_and_is_never_shared_out() -> None:
    old = [value(f"{DINH_LAP}.{x}", 10) for x in ("thi-tran-dinh-lap", "xa-dinh-lap", "xa-binh-xa", "xa-bac-xa")]
    view = as_it_is(packaged.directory(), old, NOW)
    assert [(v.unit, why) for v, why in view.unplaced] == [(f"{DINH_LAP}.xa-binh-xa", "split")]
    for target in ("lang-son.xa-dinh-lap", "lang-son.xa-kien-moc"):
        (point,) = points_of(view, target)
        assert (point.value, point.mark) == (None, "split")


def test_a_split_predecessor_that_did_not_report_still_breaks_the_series() -> None:
    view = as_it_is(packaged.directory(), [value(f"{DINH_LAP}.xa-bac-xa", 5)], NOW)
    (point,) = points_of(view, "lang-son.xa-kien-moc")
    assert (point.value, point.mark) == (None, "split")


def test_as_it_was_keeps_each_value_at_the_unit_of_its_time() -> None:
    figures = [value(f"{LOC}.thi-tran-cao-loc", 7), value("lang-son.xa-cao-loc", 9, Y2026)]
    view = as_it_was(packaged.directory(), figures)
    assert [(s.name, s.points[0].value) for s in view.series] == [("Thị trấn Cao Lộc", 7), ("Xã Cao Lộc", 9)]


def test_a_district_is_rebuilt_only_from_units_that_are_wholly_its_own() -> None:
    held = packaged.directory()
    new = [v.unit for v in held.members_of_class("@commune", NOW, "lang-son")]
    figures = [value(unit, 1, Y2026) for unit in new]
    whole = rebuilt(held, figures, "lang-son.huyen-trang-dinh", NOW)
    assert [(p.value, p.mark) for p in whole.points] == [(7, "summed")]
    crossed = rebuilt(held, figures, "lang-son.huyen-cao-loc", NOW)
    assert [(p.value, p.mark) for p in crossed.points] == [(None, "split")]


@pytest.mark.parametrize(
    ("province", "own"),
    [
        ("lang-son", {"Tràng Định", "Bình Gia", "Văn Lãng", "Bắc Sơn", "Hữu Lũng", "Chi Lăng", "Lộc Bình", "Đình Lập"}),
        ("cao-bang", {"Hà Quảng", "Hạ Lang"}),
    ],
)
def test_which_districts_can_be_rebuilt(province: str, own: set[str]) -> None:
    held = packaged.directory()
    figures = [value(v.unit, 1, Y2026) for v in held.members_of_class("@commune", NOW, province)]
    districts = held.members_of_class("@district", date(2025, 6, 30), province)
    found = {d.name for d in districts if rebuilt(held, figures, d.unit, NOW).points[0].value is not None}
    assert {held.custom.naming.bare(name) for name in found} == own


def test_a_value_of_an_unchanged_unit_stays_plain() -> None:
    view = as_it_is(packaged.directory(), [value("lang-son/so-cong-thuong", 3)], NOW)
    (point,) = points_of(view, "lang-son/so-cong-thuong")
    assert (point.value, point.mark, point.breaks) == (3, "", ())
