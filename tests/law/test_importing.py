"""What a document may add to the library, and the day it names itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from nhip.law.book import Act
from nhip.law.importing import completed, effective_from, takes

SIGNED = date(2031, 3, 12)
SAID = Act(
    "5/2031/NĐ-CP", "Nghị định", "Quy định về bến đò", "Chính phủ", SIGNED, date(2031, 5, 1), None, "T", "Văn bản 7"
)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Nghị định này có hiệu lực thi hành từ ngày 01 tháng 5 năm 2031.", date(2031, 5, 1)),
        ("1. Nghị định này có\nhiệu lực kể từ ngày 1/5/2031 và thay thế Nghị định số 1/2020/NĐ-CP.", date(2031, 5, 1)),
        ("Nghị định này có hiệu lực kể từ ngày ký.", SIGNED),
        ("Nghị định này có hiệu lực thi hành, kể từ ngày ký ban hành.", SIGNED),
        ("Nghị định này chính thức có hiệu lực từ ngày 15 tháng 6 năm 2031, trừ khoản 2.", date(2031, 6, 15)),
        ("Nghị định này có hiệu lực sau 45 ngày kể từ ngày ký.", None),
        ("Khoản 2 Điều 5 của Nghị định này có hiệu lực từ ngày 01/7/2032.", None),
        ("Quy chế này có hiệu lực từ ngày 01/7/2032.", None),
        ("hết hiệu lực kể từ ngày Nghị định này có hiệu lực thi hành.", None),
        ("Nghị định này có hiệu lực từ ngày 31 tháng 02 năm 2031.", None),
        ("Nghị định này có hiệu lực từ tháng 5 năm 2031.", None),
        ("Nghị định này có hiệu lực từ ngày 1/5/2031. Nghị định này có hiệu lực từ ngày 2/5/2031.", None),
        ("Nghị định này quy định về bến đò.", None),
    ],
)
def test_the_day_from_which_an_act_says_it_is_in_force(text: str, day: date | None) -> None:
    assert effective_from(text, "Nghị định", SIGNED) == day


def test_the_library_takes_legal_documents_only() -> None:
    assert takes("Nghị định")
    assert takes("QUYẾT ĐỊNH")
    assert not takes("Công văn")
    assert not takes("Kế hoạch")
    assert not takes(None)


def test_what_is_missing_is_filled_in() -> None:
    held = replace(SAID, title="", effective_from=None, confidence="S", source="trang phụ")
    done = completed(held, SAID)
    assert (done.act.title, done.act.effective_from) == (SAID.title, SAID.effective_from)
    assert done.act.confidence == "T"
    assert done.act.source == "trang phụ; Văn bản 7"
    assert (set(done.filled), done.replaced, done.differences) == ({"title", "effective_from"}, (), ())


def test_a_confirmed_value_stays_and_the_other_is_told() -> None:
    held = replace(SAID, issued_on=date(2031, 3, 10), confidence="S", source="trang phụ")
    done = completed(held, SAID)
    assert done.act == held
    assert [(one.name, one.held, one.said) for one in done.differences] == [("issued_on", date(2031, 3, 10), SIGNED)]


def test_what_nobody_confirmed_gives_way() -> None:
    held = replace(SAID, title="bến đò", effective_from=None, confidence="U", source="Văn bản viện dẫn: 3")
    done = completed(held, SAID)
    assert (done.act.title, done.act.confidence, done.act.source) == (SAID.title, "T", "Văn bản 7")
    assert [one.name for one in done.replaced] == ["title"]


def test_a_value_that_the_text_does_not_say_keeps_the_old_mark() -> None:
    held = replace(SAID, effective_to=date(2040, 1, 1), confidence="U")
    assert completed(held, SAID).act.confidence == "U"


def test_the_same_words_in_other_letters_are_no_difference() -> None:
    held = replace(SAID, title="QUY ĐỊNH VỀ BẾN ĐÒ", confidence="S")
    assert completed(held, SAID).differences == ()


def test_a_beginning_after_a_known_end_is_a_difference() -> None:
    held = replace(SAID, effective_from=None, effective_to=date(2031, 4, 1), confidence="S")
    done = completed(held, SAID)
    assert done.act.effective_from is None
    assert [one.name for one in done.differences] == ["effective_from"]


def test_an_unconfirmed_document_completes_nothing() -> None:
    held = replace(SAID, title="")
    assert completed(held, replace(SAID, confidence="U")).act == held
