"""Repaired words found again from the two texts."""

from nhip.documents.reading.sheet import sheet_of
from nhip.documents.review.mended import mended_words


def test_each_changed_word_keeps_its_place() -> None:
    raw, repaired = "BAO CAO\nKét qua nam 2024\n", "BÁO CÁO\nKết quả năm 2024\n"
    words = mended_words(raw, repaired)
    assert [(raw[one.start : one.end], one.text) for one in words] == [
        ("BAO", "BÁO"), ("CAO", "CÁO"), ("Két", "Kết"), ("qua", "quả"), ("nam", "năm"),
    ]  # fmt: skip
    assert sheet_of(raw, words).view.replace("\n", " ").strip() == "BÁO CÁO Kết quả năm 2024"


def test_a_line_that_lost_a_word_is_shown_as_read() -> None:
    assert mended_words("a - b\nhai\n", "a b\nhài\n")[0].text == "hài"
    assert mended_words("mot\nhai\n", "một hai\n") == ()
