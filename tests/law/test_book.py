import csv
import hashlib
from datetime import date
from importlib import resources

import pytest

from nhip.law.book import Act, LawBook, Link, packaged, packaged_texts, symbol_key

TODAY = date(2026, 11, 21)


def act(symbol: str, **more: object) -> Act:
    base: dict[str, object] = {
        "type": "Nghị định",
        "title": "",
        "issuer": "Chính phủ",
        "confidence": "T",
        "source": "mẫu",
    }
    days: dict[str, object] = {"issued_on": None, "effective_from": None, "effective_to": None}
    return Act(symbol=symbol, **(base | days | more))  # type: ignore[arg-type]


def link(a: str, relation: str, target: str, since: date | None, confidence: str = "T") -> Link:
    return Link(a, relation, target, since, date(2026, 11, 20), confidence, "mẫu")


@pytest.mark.parametrize("written", ["09/2017/NĐ-CP", "Số: 9/2017/nđ–cp", "số 09 / 2017 / NĐ-CP"])
def test_a_symbol_has_one_key(written: str) -> None:
    assert symbol_key(written) == "9/2017/nđ-cp"


def test_a_decree_dies_on_the_day_its_successor_binds() -> None:
    book = packaged()
    assert book.status("09/2017/NĐ-CP", date(2026, 6, 30)).kind == "in_force"
    standing = book.status("09/2017/NĐ-CP", date(2026, 7, 1))
    assert standing.dead
    assert [found.act for found in standing.links] == ["244/2026/NĐ-CP"]
    assert [found.symbol for found in book.replaced_by("09/2017/NĐ-CP", TODAY)] == ["244/2026/NĐ-CP"]


def test_an_amended_decree_stays_in_force() -> None:
    assert packaged().status("72/2015/NĐ-CP", TODAY).kind == "amended"
    assert packaged().status("72/2015/NĐ-CP", date(2024, 1, 1)).kind == "in_force"


def test_what_is_not_confirmed_is_never_called_dead() -> None:
    standing = packaged().status("22/2016/TT-BTTTT", TODAY)
    assert standing.kind == "unknown"
    assert "chưa xác nhận" in standing.open_question
    doubtful = LawBook([act("1/2000/NĐ-CP")], [link("2/2020/NĐ-CP", "repeals", "1/2000/NĐ-CP", date(2020, 1, 1), "U")])
    assert not doubtful.status("1/2000/NĐ-CP", TODAY).dead


def test_an_ending_without_a_day_is_open_until_the_source_saw_it() -> None:
    book = packaged()
    assert book.status("52/2016/QĐ-TTg", date(2023, 12, 31)).kind == "in_force"
    assert book.status("52/2016/QĐ-TTg", date(2024, 6, 15)).kind == "unknown"
    assert book.status("52/2016/QĐ-TTg", TODAY).dead


def test_an_act_may_not_bind_yet_or_be_over_by_its_own_term() -> None:
    book = LawBook(
        [act("1/2026/NĐ-CP", effective_from=date(2026, 12, 1)), act("2/2016/NĐ-CP", effective_to=date(2020, 12, 31))],
        [],
    )
    assert book.status("1/2026/NĐ-CP", TODAY).kind == "not_yet"
    assert book.status("2/2016/NĐ-CP", date(2020, 12, 31)).kind == "in_force"
    assert book.status("2/2016/NĐ-CP", date(2021, 1, 1)).dead


def test_replacement_follows_chains_and_survives_a_circle() -> None:
    day = date(2020, 1, 1)
    book = LawBook(
        [act("1/2000/NĐ-CP"), act("2/2010/NĐ-CP"), act("3/2015/NĐ-CP")],
        [
            link("2/2010/NĐ-CP", "replaces", "1/2000/NĐ-CP", day),
            link("3/2015/NĐ-CP", "replaces", "2/2010/NĐ-CP", day),
            link("1/2000/NĐ-CP", "replaces", "2/2010/NĐ-CP", day),
        ],
    )
    assert [found.symbol for found in book.replaced_by("1/2000/NĐ-CP", TODAY)] == ["3/2015/NĐ-CP"]


def test_every_packaged_row_names_its_source_and_every_link_ends_at_an_act() -> None:
    book = packaged()
    for found in book.acts:
        assert found.source
        assert found.confidence in "TSUCM"
        for made in book.done_by(found.symbol):
            assert made.source
            assert book.act(made.target) is not None


def test_an_unknown_symbol_is_said_to_be_unknown() -> None:
    assert packaged().status("999/1999/XX-YY", TODAY).kind == "unknown"
    assert packaged().status("999/1999/XX-YY", TODAY).act is None


def test_every_packaged_text_is_the_one_its_row_names() -> None:
    rows = resources.files("nhip.law").joinpath("data", "texts.csv").read_text("utf-8").splitlines()
    texts = packaged_texts()
    for row in csv.DictReader(rows):
        assert hashlib.sha256(texts[row["symbol"]].encode()).hexdigest() == row["sha256"]
        assert packaged().act(row["symbol"]) is not None
        assert row["source"]
