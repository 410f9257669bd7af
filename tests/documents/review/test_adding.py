"""An item that the reader missed."""

import pytest

from nhip.documents.reading.sheet import sheet_of
from nhip.documents.review.adding import ADDABLE, item_of, list_of, located

TEXT = "Khó khăn: Kinh phí cho truyền\nthông cơ sở còn ít.\nNơi nhận: Như trên.\n"


def test_the_words_are_found_across_lines() -> None:
    sheet = sheet_of(TEXT)
    start, end = located(sheet, "Kinh phí cho  truyền thông cơ sở còn ít")
    assert TEXT[start:end].split() == ["Kinh", "phí", "cho", "truyền", "thông", "cơ", "sở", "còn", "ít"]


@pytest.mark.parametrize("kind", [kind for kind in ADDABLE if list_of(kind) == kind])
def test_an_item_has_the_shape_of_its_list(kind: str) -> None:
    item = item_of(kind, sheet_of(TEXT), "Như trên", 3)
    assert item is not None
    assert (item["raw"], item["id"], item["confidence"]) == ("Như trên", "N03", 1.0)
    assert TEXT[item["start"] : item["end"]] == item["raw"]


def test_nothing_is_added_that_the_text_does_not_say() -> None:
    assert item_of("limitations", sheet_of(TEXT), "Thiếu cán bộ", 1) is None
    assert item_of("limitations", sheet_of(TEXT), "  ", 1) is None


FIGURES = "Năm 2031 đã tổ chức 03 lớp tập huấn cho\n120 cán bộ cấp xã. Tỷ lệ đạt 95,5%. Tổng cộng: 7"


@pytest.mark.parametrize(
    ("words", "value", "unit", "number"),
    [
        ("tổ chức 03 lớp tập huấn", 3, "lớp", "03"),
        ("120 cán bộ cấp xã", 120, "cán bộ", "120"),
        ("Tỷ lệ đạt 95,5%", 95.5, "%", "95,5"),
        ("Tổng cộng: 7", 7, None, "7"),
        ("Năm 2031 đã tổ chức 03 lớp tập huấn", 3, "lớp", "03"),
    ],
)
def test_a_figure_is_made_from_words_with_one_number(words: str, value: float, unit: str | None, number: str) -> None:
    item = item_of("figures.result", sheet_of(FIGURES), words, 4)
    assert item is not None
    assert (item["value"], item["unit"], item["number_raw"], item["kind"]) == (value, unit, number, "result")
    assert FIGURES[item["number_start"] : item["number_end"]] == number
    assert item["indicator"]


@pytest.mark.parametrize("words", ["03 lớp tập huấn cho 120 cán bộ", "đã tổ chức", "Năm 2031", "9 lớp"])
def test_words_without_one_number_make_no_figure(words: str) -> None:
    assert item_of("figures.target", sheet_of(FIGURES), words, 1) is None


def test_a_figure_of_no_known_kind_cannot_be_added() -> None:
    with pytest.raises(KeyError):
        item_of("figures.khac", sheet_of(FIGURES), "120 cán bộ", 1)
