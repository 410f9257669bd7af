# ruff: noqa: E501
"""Citations in all the shapes in which offices write them."""

from __future__ import annotations

import pytest

from nhip.documents.reading.reader import read


def cited(text: str) -> list[tuple[str | None, str | None, str | None, bool, str | None, str | None]]:
    found = read(text, source_file="x", proofread=False).citations
    return [(c.type_code, c.number, c.issuer, c.issuer_stated, c.date, c.subject) for c in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Thực hiện Công văn số 1227/SVHTTDL-TTBC, ngày 29/5/2025 của Sở Văn hóa, Thể thao và Du lịch tỉnh Lào Cai về việc báo cáo.",
            ("CV", "1227/SVHTTDL-TTBC", "Sở Văn hóa, Thể thao và Du lịch tỉnh Lào Cai", True, "2025-05-29", None),
        ),
        (
            "Căn cứ Quyết định số 467/QĐ-TTg ngày 25 tháng 4 năm 2019 của Thủ tướng Chính phủ về tích hợp chính sách;",
            ("QĐ", "467/QĐ-TTg", "Thủ tướng Chính phủ", True, "2019-04-25", "tích hợp chính sách"),
        ),
        (
            "Căn cứ Luật Báo chí số 126/2025/QH15 ngày 10 tháng 12 năm 2025;",
            ("Luật", "126/2025/QH15", "Quốc hội", False, "2025-12-10", "Báo chí"),
        ),
        (
            "theo Kết luận số 57-KL/TW ngày 15/6/2023 của Bộ Chính trị về tiếp tục nâng cao chất lượng.",
            ("KL", "57-KL/TW", "Bộ Chính trị", True, "2023-06-15", "tiếp tục nâng cao chất lượng"),
        ),
        (
            "theo Thông tư liên tịch số 05/2015/TTLT-BTTTT-BNV ngày 10/3/2015;",
            ("TTLT", "05/2015/TTLT-BTTTT-BNV", "Bộ Nội vụ", False, "2015-03-10", None),
        ),
        (
            "theo Nghị quyết số 202/2025/QH15 ngày 12/6/2025 của Quốc hội về việc sắp xếp đơn vị hành chính cấp tỉnh.",
            ("NQ", "202/2025/QH15", "Quốc hội", True, "2025-06-12", "sắp xếp đơn vị hành chính cấp tỉnh"),
        ),
        ("theo quy định tại Nghị định số 09/2017/NĐ-CP.", ("NĐ", "09/2017/NĐ-CP", "Chính phủ", False, None, None)),
        ("theo Nghị định 147/2024/ND-CP.", ("NĐ", "147/2024/NĐ-CP", "Chính phủ", False, None, None)),
        ("Thực hiện Kế hoạch 368 - KH/TU ngày 27-02-2024 của Tỉnh ủy Sơn La, Sở đề nghị.", ("KH", "368-KH/TU", "Tỉnh ủy Sơn La", True, "2024-02-27", None)),
        ("Thực hiện Chỉ thị số 05 ngày 15/5/2016 của Bộ Chính trị về học tập và làm theo.", ("CT", "05", "Bộ Chính trị", True, "2016-05-15", "học tập và làm theo")),
        ("theo quy định của Luật Tiếp cận thông tin và các văn bản hướng dẫn.", ("Luật", None, "Quốc hội", False, None, "Tiếp cận thông tin")),
    ],
)  # fmt: skip
def test_one(text: str, expected: tuple[object, ...]) -> None:
    found = cited(text)
    assert len(found) >= 1
    if expected[5] is None:
        assert found[0][:5] == expected[:5]
    else:
        assert found[0] == expected


def test_enumeration_under_one_type_word() -> None:
    text = "Triển khai các Nghị định số 72/2015/NĐ-CP, số 49/2024/NĐ-CP và số 147/2024/NĐ-CP của Chính phủ."
    assert [(c[0], c[1]) for c in cited(text)] == [
        ("NĐ", "72/2015/NĐ-CP"),
        ("NĐ", "49/2024/NĐ-CP"),
        ("NĐ", "147/2024/NĐ-CP"),
    ]


def test_one_cited_inside_another_is_nested() -> None:
    text = "Thực hiện Công văn số 19/SVHTTDL-VP của Sở về báo cáo kết quả thực hiện Kế hoạch số 15/KH-UBND về thông tin cơ sở năm 2025."
    found = read(text, source_file="x", proofread=False).citations
    assert [(c.number, c.role) for c in found] == [("19/SVHTTDL-VP", "basis"), ("15/KH-UBND", "nested")]


def test_named_again_is_the_same_document() -> None:
    text = "I. CĂN CỨ\nQuyết định số 12/QĐ-TTg ngày 3/1/2025.\nII. NỘI DUNG\nTriển khai Quyết định số 12/QĐ-TTg.\n"
    found = read(text, source_file="x", proofread=False).citations
    assert [(c.id, c.same_as) for c in found] == [("C01", None), ("C02", "C01")]


def test_the_documents_own_number_is_no_citation() -> None:
    text = "UBND XÃ YÊN SƠN\nSố: 45/BC-UBND\nYên Sơn, ngày 3 tháng 7 năm 2025\nBÁO CÁO\nKết quả truyền thông\nUBND xã báo cáo như sau:\nI. KẾT QUẢ\nTốt.\n"
    assert cited(text) == []


def test_dates_and_ordinary_fractions_are_no_citations() -> None:
    assert cited("Ngày 19/10/2024 có 15/20 xã, tỷ lệ 3/4 hộ; quốc lộ 4A, mốc 1088/2 - 1089.") == []


def test_the_body_ends_where_the_sentence_speaks_of_force():
    text = "Nghị định số 12/2021/NĐ-CP ngày 03 tháng 02 năm 2021 của Chính phủ hết hiệu lực kể từ ngày 01 tháng 7 năm 2026.\n"
    (cited,) = read(text, source_file="a.txt").citations
    assert (cited.issuer, cited.date) == ("Chính phủ", "2021-02-03")
