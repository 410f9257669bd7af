"""Hours, points, facts, tables and checks as plain values."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhip.places import checking, hours, labels, points, sheets
from nhip.places.catalogue import LANGUAGES, choices, kind_at, kinds
from nhip.places.content import changes, day, digest, empty, fact, languages, months, number, stale, word, words_digest
from nhip.places.states import BOUND, MOVES, STATES, allowed, refusals
from nhip.plans.sheets.opening import Table, open_table
from nhip.text.issues import Issue

ON = date(2026, 11, 21)


def test_every_kind_and_choice_is_named_in_each_language() -> None:
    for kind in kinds().values():
        assert kind_at(kind.path) is kind
        assert set(kind.names) == set(LANGUAGES)
        for field in kind.fields:
            assert all(field.names[one] for one in LANGUAGES)
            if field.choices:
                assert all(set(names) == set(LANGUAGES) for names in choices(field.choices).values())
    with pytest.raises(KeyError):
        kinds()["place"].field("nothing")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("T2-T6 7h30-11h30, 13h30-17h; T7-CN 8:00-17:00", "T2-T6 07:30-11:30, 13:30-17:00; T7-CN 08:00-17:00"),
        ("t2-cn 0:00-24:00", "T2-CN 00:00-24:00"),
        ("CN 09:00–10:00", "CN 09:00-10:00"),
    ],
)
def test_hours_are_kept_in_one_spelling(typed: str, kept: str) -> None:
    spans = hours.read(typed)
    assert spans is not None
    assert hours.written(spans) == kept
    assert hours.read(kept) == spans


@pytest.mark.parametrize(
    "typed",
    ["", "cả ngày", "T2 17:00-08:00", "T2-T3 08:00-09:00; T3 10:00-11:00", "T6-T2 08:00-09:00", "T2 25:00-26:00", "T2"],
)
def test_hours_that_mean_nothing_are_not_guessed(typed: str) -> None:
    assert hours.read(typed) is None


def test_hours_are_said_in_each_language_and_for_machines() -> None:
    text = "T2-T6 07:30-11:30; T7 08:00-12:00"
    assert hours.said(text, "vi") == ("Thứ Hai – Thứ Sáu: 07:30–11:30", "Thứ Bảy: 08:00–12:00")
    assert hours.said("T2-CN 06:00-18:00", "zh-hans") == ("每天: 06:00–18:00",)
    assert hours.said("theo mùa", "en") == ("theo mùa",)
    told = hours.for_machines(text)
    assert told[0]["dayOfWeek"][-1] == "https://schema.org/Friday"
    assert (told[1]["opens"], told[1]["closes"]) == ("08:00", "12:00")


@pytest.mark.parametrize("typed", ["", "21.9", "106.7, 21.9", "91, 200", "abc, def", "21,9; 106,7"])
def test_a_point_outside_the_country_or_turned_round_is_refused(typed: str) -> None:
    assert points.read(typed) is None


def test_distance_is_the_great_circle() -> None:
    lang_son, ha_noi = points.Point(21.8537, 106.7615), points.Point(21.0285, 105.8542)
    assert points.kilometres(lang_son, ha_noi) == pytest.approx(131.2, abs=0.5)
    assert points.kilometres(lang_son, lang_son) == 0


SPOTS = st.builds(points.Point, st.floats(8, 23.4), st.floats(102, 118))


@given(st.lists(SPOTS, min_size=1, max_size=30))
def test_every_point_lies_on_the_map_with_north_up(spots: list[points.Point]) -> None:
    drawn = points.drawing(spots)
    assert all(0 <= x <= drawn.width and 0 <= y <= drawn.height for x, y in drawn.places)
    for one, (_, y) in zip(spots, drawn.places, strict=True):
        for other, (_, below) in zip(spots, drawn.places, strict=True):
            if one.latitude > other.latitude:
                assert y <= below
    with pytest.raises(ValueError, match="nothing"):
        points.drawing([])


@given(st.lists(SPOTS, min_size=1, max_size=30))
def test_numbers_stay_on_the_map_and_the_same_points_give_the_same_map(spots: list[points.Point]) -> None:
    drawn = points.drawing(spots)
    assert all(0 <= x <= drawn.width and 0 <= y <= drawn.height for x, y in drawn.numbers)
    assert drawn == points.drawing(spots)


@given(st.lists(SPOTS, min_size=2, max_size=4), st.integers(1, 3))
def test_numbers_give_way_to_each_other(spots: list[points.Point], together: int) -> None:
    drawn = points.drawing([*spots, *spots[:1] * together])  # some at the very same place
    for place, one in enumerate(drawn.numbers):
        assert all(dist(one, other) > points.APART - 2 for other in drawn.numbers[:place])


def test_what_lies_far_enough_is_not_moved() -> None:
    far = [points.Point(21.85, 106.76), points.Point(21.55, 106.55), points.Point(22.2, 106.4)]
    drawn = points.drawing(far)
    assert drawn.numbers == drawn.places
    near = points.drawing([*far, points.Point(21.8501, 106.7601)])
    assert near.numbers[1:3] == near.places[1:3]
    middle = [(near.numbers[0][axis] + near.numbers[3][axis]) / 2 for axis in (0, 1)]
    assert dist(middle, near.places[0]) < 2  # both gave way by the same measure


def _boxes(drawn: points.Drawing, names: list[str]) -> list[tuple[float, float, float, float]]:
    found = []
    for one, name in zip(labels.labels(drawn, names), names, strict=True):
        if one is not None:
            start = one.x - len(name) * labels.LETTER if one.before else one.x
            found.append((start, one.y - labels.ABOVE, start + len(name) * labels.LETTER, one.y + labels.BELOW))
    return found


@given(st.lists(SPOTS, min_size=1, max_size=8), st.lists(SPOTS, max_size=8))
def test_names_cover_no_number_and_no_other_name(spots: list[points.Point], seats: list[points.Point]) -> None:
    drawn = points.drawing(spots, seats)
    boxes = _boxes(drawn, ["Xã Chi Lăng"] * len(seats))
    for place, (left, top, right, bottom) in enumerate(boxes):
        assert min(left, top, drawn.width - right, drawn.height - bottom) > -0.2
        assert not any(left < x < right and top < y < bottom for x, y in drawn.numbers)
        for other in boxes[:place]:
            assert (
                max(other[0] - right, left - other[2], other[1] - bottom, top - other[3]) > -0.2
            )  # tenths are rounded


def test_a_name_stands_behind_its_point_or_before_it_or_nowhere() -> None:
    here, west, east = points.Point(21.6, 106.6), points.Point(21.8, 106.4), points.Point(21.8, 107.0)
    drawn = points.drawing([here], [west, east])
    assert [one and one.before for one in labels.labels(drawn, ["Xã A", "Xã B"])] == [False, True]
    assert labels.labels(drawn, ["Xã A", "X" * 60])[1] is None
    with pytest.raises(ValueError, match="zip"):
        labels.labels(drawn, ["Xã A"])


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("1.250,5", "1250.5"), ("1250.5", "1250.5"), ("12.345", "12345"), ("0", "0"), ("12,50", "12.5"), ("-1", None),
     ("nan", None), ("một", None), ("1e99", None)],
)  # fmt: skip
def test_numbers_as_people_type_them(typed: str, kept: str | None) -> None:
    found = number(typed)
    assert (None if found is None else f"{found.normalize():f}") == kept


def test_days_and_months() -> None:
    assert day("21/11/2026") == day("2026-11-21") == ON
    assert day("31/02/2026") is None
    assert months("9-11") == (9, 10, 11)
    assert months("11-2, 7") == (11, 12, 1, 2, 7)
    assert months("0-3") is None
    assert months("tháng chín") is None


def test_a_fact_has_one_spelling_or_an_issue() -> None:
    place, product = kinds()["place"], kinds()["product"]
    assert fact(place.field("access"), "Có người hướng dẫn; ramp") == "guide,ramp"
    assert fact(place.field("sort"), "den, chua") == "worship"
    assert fact(product.field("months"), "9-11") == "9,10,11"
    assert fact(product.field("until"), "9/3/2028") == "2028-03-09"
    assert fact(place.field("fee"), " ") == ""
    wrong = ((place.field("sort"), "lạ"), (place.field("fee"), "1,5"), (place.field("point"), "0, 0"),
             (product.field("link"), "javascript:alert(1)"))  # fmt: skip
    for field, typed in wrong:
        found = fact(field, typed)
        assert isinstance(found, Issue)
        assert found.field == field.key
    assert isinstance(word(place.field("lead"), "x" * 501), Issue)
    assert word(place.field("body"), " một \r\n\n\n\n hai ") == "một\n\nhai"


def test_what_is_the_same_has_the_same_digest_and_a_translation_grows_old() -> None:
    one, other = empty(), empty()
    for content in (one, other):
        content["words"]["vi"] = {"name": "A", "lead": "B"}
        content["words"]["en"] = {"name": "A", "lead": "B"}
        content["of"]["en"] = words_digest(content)
    assert digest(one) == digest(other)
    assert languages(one) == ("vi", "en")
    assert stale(one) == ()
    other["words"]["vi"]["lead"] = "C"
    assert stale(other) == ("en",)
    assert [(row.key, row.language, row.was, row.now) for row in changes(kinds()["place"], one, other)] == [
        ("lead", "vi", "B", "C")
    ]


def whole(**facts: str) -> checking.Facts:
    content = empty()
    content["facts"] = {"sort": "food", "commune": "lang-son.xa-x", "contact": "c", "source": "s", **facts}
    content["words"]["vi"] = {"name": "A", "lead": "B"}
    return checking.Facts(kinds()["product"], content, ON, (), checking.Maker(False, True))


STARRED = {"stars": "4", "decision": "Quyết định 1", "decided_on": "2026-01-01", "until": "2026-11-21"}


def found(facts: checking.Facts) -> set[str]:
    from nhip.law.terms import packaged

    return {issue.code for issue in checking.missing(facts, packaged(), ON)}


def test_stars_need_their_decision_and_end_on_their_last_day() -> None:
    assert found(whole()) == set()
    assert found(whole(**STARRED)) == set()
    assert found(whole(stars="4")) == {"places.stars_unproved"}
    assert found(whole(**{**STARRED, "stars": "2"})) == {"places.stars_range"}
    assert found(whole(**{**STARRED, "until": "2026-11-20"})) == {"places.stars_ended"}
    assert "places.day_to_come" in found(whole(**{**STARRED, "decided_on": "2026-12-01", "until": "2027-12-01"}))
    content = whole(**STARRED).content
    assert checking.stars_on(content, ON) == 4
    assert checking.stars_on(content, ON + timedelta(days=1)) == 0
    assert checking.stars_on(content, date(2025, 12, 31)) == 0


def test_official_names_pictures_and_checks_stand_in_the_way() -> None:
    from dataclasses import replace

    fine = whole()
    wrong = whole()
    wrong.content["words"]["en"] = {"name": "Paracel Islands", "lead": "x"}
    assert found(wrong) == {"places.name_not_official"}
    wrong.content["words"]["en"] = {"name": "Only a name"}
    assert found(wrong) == {"places.language_half"}
    assert found(replace(fine, checked_on=None)) == {"places.not_checked"}
    assert found(replace(fine, checked_on=ON - timedelta(days=181))) == {"places.not_checked"}
    assert found(replace(fine, maker=None)) == {"places.maker_missing"}
    assert found(replace(fine, maker=checking.Maker(True, False))) == {"places.maker_unagreed"}
    shown = (checking.Shown("ảnh", "", "", "đã hết thời hạn"),)
    assert found(replace(fine, pictures=shown)) == {
        "places.alt_missing", "places.licence_missing", "places.picture_stopped",
    }  # fmt: skip


def test_periods_come_from_the_rule_in_force() -> None:
    assert checking.due_on("gate", ON) == ON + timedelta(days=30)
    said = datetime(2026, 11, 21, 7, tzinfo=UTC)
    assert checking.status_ends(said) == said + timedelta(hours=24)
    with pytest.raises(KeyError):
        checking.days_for("nothing", ON)


@given(st.sampled_from([state for state, _ in STATES]), st.sets(st.sampled_from(["writer", "approver", "publisher"])))
def test_no_author_is_ever_allowed_what_other_eyes_must_do(state: str, sides: set[str]) -> None:
    for verb in allowed(state, sides, author=True):
        assert MOVES[verb].side == "writer"
    for move in MOVES.values():
        if move.four_eyes:
            assert "places.own_entry" in {one.code for one in refusals(move.verb, state, author=True, reason="x")}
    assert {"submitted", "approved"} == BOUND


def test_a_table_is_read_row_by_row() -> None:
    kind = kinds()["place"]
    table = open_table("mau.xlsx", sheets.template(kind, [["A1", "Chùa Mẫu", "Chùa cổ", "Đền, chùa"]]))
    assert isinstance(table, Table)
    (row,) = sheets.read(kind, table)
    assert (row.code, row.facts["sort"], row.words["vi"]["name"], row.issues) == ("A1", "worship", "Chùa Mẫu", ())
    assert [one.code for one in sheets.read(kinds()["gate"], table)] == ["places.sheet_kind"]
    headless = open_table("x.csv", "Cột lạ;Cột khác\n1;2\n".encode())
    assert isinstance(headless, Table)
    assert {one.code for one in sheets.read(kind, headless)} == {"places.sheet_heading"}
    assert sheets.as_csv(kind, [["=1+1"]]).splitlines()[1] == "'=1+1"
