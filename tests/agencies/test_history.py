"""The page of one agency, as a value a face can render."""

from datetime import date

import pytest

from nhip.agencies import packaged
from nhip.agencies.history import history

THEN, NOW = date(2024, 8, 20), date(2026, 11, 21)


def test_a_department_that_ended() -> None:
    page = history(packaged.directory(), "lang-son/so-thong-tin-va-truyen-thong", NOW)
    assert (page.name, page.standing) == ("Sở Thông tin và Truyền thông tỉnh Lạng Sơn", None)
    assert [v.valid_to for v in page.versions] == [date(2025, 2, 28)]
    assert {(m.kind, m.on) for m in page.moments} == {
        ("merge", date(2025, 3, 1)),
        ("transfer_function", date(2025, 3, 1)),
    }
    assert all(m.url.startswith("https://") for m in page.moments)
    press = next(heir for heir in page.heirs if "Văn hóa" in heir.unit.name)
    assert (press.automatic, press.why, press.confidence) == (False, "unconfirmed", "U")
    assert "thông tin đối ngoại" in press.functions


def test_a_department_made_by_merger_shows_whom_it_came_from() -> None:
    page = history(packaged.directory(), "lang-son/so-tai-chinh", NOW)
    came = {part.old.name for moment in page.moments if moment.came_in for part in moment.parts}
    assert came == {"Sở Tài chính tỉnh Lạng Sơn", "Sở Kế hoạch và Đầu tư tỉnh Lạng Sơn"}
    assert len(page.moments) == 1, "one act on one day is one moment"
    assert page.heirs == ()
    assert page.classes == ("so-ban-nganh",)
    assert {standing.line: standing.above.name for standing in page.hierarchies} == {
        "territory": "Tỉnh Lạng Sơn",
        "state": "Ủy ban nhân dân tỉnh Lạng Sơn",
        "sector": "Bộ Tài chính",
    }


def test_a_commune_shows_its_disagreement_and_its_parts() -> None:
    page = history(packaged.directory(), "lang-son.xa-cao-loc", NOW)
    assert [(row.about, row.one, row.state) for row in page.disagreements] == [("code", "06193", "unconfirmed")]
    (moment,) = page.moments
    assert (moment.kind, moment.act, moment.came_in) == ("merge", "Nghị quyết 1672/NQ-UBTVQH15", True)
    assert {part.old.name for part in moment.parts} == {"Xã Lộc Yên", "Xã Thanh Lòa", "Xã Thạch Đạn"}


def test_a_province_lists_its_territory_of_the_day() -> None:
    held = packaged.directory()
    assert len(history(held, "cao-bang", THEN).members) == 10
    assert len(history(held, "cao-bang", NOW).members) == 56


def test_a_commune_that_kept_its_name_and_lost_its_district() -> None:
    held = packaged.directory()
    moved = next(e for e in held.events if e.kind == "move" and e.key.startswith("2025-07-01:"))
    page = history(held, moved.links[0].old, NOW)
    assert len(page.versions) == 2
    assert [(m.kind, m.on) for m in page.moments] == [("move", date(2025, 7, 1))]
    assert page.heirs == ()


def test_an_unknown_unit_is_an_error() -> None:
    with pytest.raises(KeyError):
        history(packaged.directory(), "khong-co", NOW)
