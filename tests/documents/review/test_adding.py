"""An item that the reader missed."""

import pytest

from nhip.documents.reading.sheet import sheet_of
from nhip.documents.review.adding import ADDABLE, item_of, located

TEXT = "Khó khăn: Kinh phí cho truyền\nthông cơ sở còn ít.\nNơi nhận: Như trên.\n"


def test_the_words_are_found_across_lines() -> None:
    sheet = sheet_of(TEXT)
    start, end = located(sheet, "Kinh phí cho  truyền thông cơ sở còn ít")
    assert TEXT[start:end].split() == ["Kinh", "phí", "cho", "truyền", "thông", "cơ", "sở", "còn", "ít"]


@pytest.mark.parametrize("kind", ADDABLE)
def test_an_item_has_the_shape_of_its_list(kind: str) -> None:
    item = item_of(kind, sheet_of(TEXT), "Như trên", 3)
    assert item is not None
    assert (item["raw"], item["id"], item["confidence"]) == ("Như trên", "N03", 1.0)
    assert TEXT[item["start"] : item["end"]] == item["raw"]


def test_nothing_is_added_that_the_text_does_not_say() -> None:
    assert item_of("limitations", sheet_of(TEXT), "Thiếu cán bộ", 1) is None
    assert item_of("limitations", sheet_of(TEXT), "  ", 1) is None
