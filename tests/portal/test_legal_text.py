"""Acts are drawn by chapter, article and table, with nothing lost but rules made of signs."""

from __future__ import annotations

import re

from nhip.portal.legal_text import contents, parts

TEXT = """| CHÍNH PHỦ / _______ / Số: 1/2030/NĐ-CP | CỘNG HÒA / Độc lập / ______ |

NGHỊ ĐỊNH
__________
Căn cứ Luật mẫu;
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi
Nghị định này quy định việc mẫu.
Điều 2. Đối tượng
1. Cơ quan.
Mục 1
VIỆC RIÊNG
Điều 3. Việc
Điều 3a. Việc thêm
MỤC LỤC HỒ SƠ
Điều 1 của Luật này áp dụng cho mọi người.
Phụ lục I
| 1 | Đơn |
|  | Mẫu |
Điều 1. Trong mẫu
"""


def test_chapters_articles_and_tables_stand_in_their_order() -> None:
    found = parts(TEXT)
    assert [one.kind for one in found] == [
        "table", "line", "line", "chapter", "article", "line", "article", "line", "chapter", "article", "article",
        "line", "line", "chapter", "table", "article",
    ]  # fmt: skip
    assert found[0].rows == ([["CHÍNH PHỦ", "Số: 1/2030/NĐ-CP"], ["CỘNG HÒA", "Độc lập"]],)
    assert found[3].text == "Chương I\nQUY ĐỊNH CHUNG"
    assert found[14].rows == ([["1"], ["Đơn"]], [[], ["Mẫu"]])


def test_each_head_has_an_address_of_its_own() -> None:
    heads = contents(parts(TEXT))
    anchors = [one.anchor for one in heads]
    assert len(set(anchors)) == len(anchors)
    assert {"dieu-1", "dieu-3a", "dieu-1-2"} <= set(anchors)


def test_a_short_text_needs_no_contents() -> None:
    assert contents(parts("Điều 1. Một\nĐiều 2. Hai")) == []


def test_no_word_is_lost() -> None:
    told = parts(TEXT)
    said = " ".join([one.text for one in told] + [
        line for one in told for row in one.rows for cell in row for line in cell
    ])  # fmt: skip
    assert sorted(re.findall(r"\w+", said)) == sorted(word for word in re.findall(r"\w+", TEXT) if word.strip("_"))
