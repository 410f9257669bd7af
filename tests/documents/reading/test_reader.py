"""The whole reader: any text gives a record, and every span of the record leads back to the stored text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nhip.documents.reading.reader import read
from nhip.documents.reading.record import as_json

LETTER = """UBND TỈNH HÀ GIANG
SỞ VĂN HÓA, THỂ THAO
VÀ DU LỊCH
Số: 305/SVHTTDL-TTBC
V/v báo cáo kết quả công tác truyền thông năm 2025
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Giang, ngày 04 tháng 11 năm 2025
Kính gửi:
- Các sở, ban, ngành;
- Ủy ban nhân dân các xã, phường.
Thực hiện Kế hoạch số 12/KH-UBND ngày 15/01/2025 của UBND tỉnh Hà Giang về công tác truyền thông năm 2025; \
Nghị định số 72/2015/NĐ-CP, Sở Văn hóa, Thể thao và Du lịch đề nghị các cơ quan báo cáo như sau:
I. NỘI DUNG BÁO CÁO
1. Kết quả công tác chỉ đạo
Nêu các văn bản đã ban hành<sup>1</sup>.
2. Đề xuất, kiến nghị
- Về kinh phí.
---
<sup>1</sup> Kèm theo danh mục văn bản.
Rất mong nhận được sự phối hợp của các cơ quan./.
Nơi nhận:
- Như trên;
- UBND tỉnh (b/c);
- Lưu: VT, TTBC.
KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC
Vàng Thị Sủng
"""


def located(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if {"raw", "start", "end"} <= value.keys():
            yield value
        for inner in value.values():
            yield from located(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from located(inner)


def assert_spans(text: str, *, proofread: bool = False) -> None:
    record = as_json(read(text, source_file="x.txt", proofread=proofread))
    for value in located(record):
        assert text[value["start"] : value["end"]] == value["raw"]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(
            st.integers(0, len(LETTER)),
            st.integers(0, 40),
            st.sampled_from(["", "\n", "\f", " ", "*", "1", "é", "<b>", "|", "("]),
        ),
        max_size=6,
    )
)
def test_spans_hold_in_any_mutated_document(edits: list[tuple[int, int, str]]) -> None:
    text = LETTER
    for at, cut, put in edits:
        text = text[:at] + put + text[at + cut :]
    assert_spans(text)


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=300))
def test_any_string_has_a_record(text: str) -> None:
    assert_spans(text)


def test_spans_of_the_proof_reader_hold_too() -> None:
    assert_spans(
        LETTER.replace("thực hiện", "thực hiện thực hiện").replace("Về kinh phí", "Về kinh phíi zôn"), proofread=True
    )


def test_parts_of_a_letter() -> None:
    record = read(LETTER, source_file="letter.txt")
    header = record.header
    assert header.parent_body is not None
    assert header.parent_body.name == "Ủy ban nhân dân tỉnh Hà Giang"
    assert header.issuing_body is not None
    assert header.issuing_body.name == "Sở Văn hóa, Thể thao và Du lịch"
    assert header.number is not None
    assert (header.number.value, header.number.symbol) == ("305", "SVHTTDL-TTBC")
    assert header.date is not None
    assert header.date.value == "2025-11-04"
    assert header.place is not None
    assert header.place.name == "Hà Giang"
    assert header.doc_type is not None
    assert header.doc_type.code == "CV"
    assert header.title is not None
    assert header.title.value == "báo cáo kết quả công tác truyền thông năm 2025"
    assert [a.text for a in header.addressees] == ["Các sở, ban, ngành", "Ủy ban nhân dân các xã, phường"]
    assert [(c.number, c.issuer, c.issuer_stated, c.role) for c in record.citations] == [
        ("12/KH-UBND", "UBND tỉnh Hà Giang", True, "basis"),
        ("72/2015/NĐ-CP", "Chính phủ", False, "basis"),
    ]
    assert [(s.number, s.title, s.level) for s in record.sections] == [
        ("I", "NỘI DUNG BÁO CÁO", 1),
        ("1", "Kết quả công tác chỉ đạo", 2),
        ("2", "Đề xuất, kiến nghị", 2),
    ]
    assert record.closing is not None
    assert record.closing.text.startswith("Rất mong")
    assert [(r.text, r.note) for r in record.recipients] == [
        ("Như trên", None),
        ("UBND tỉnh (b/c)", "b/c"),
        ("Lưu: VT, TTBC", "lưu"),
    ]
    assert record.signer is not None
    assert (record.signer.authority_form, record.signer.principal, record.signer.position, record.signer.name) == (
        "KT.",
        "GIÁM ĐỐC",
        "PHÓ GIÁM ĐỐC",
        "Vàng Thị Sủng",
    )
    assert [(f.marker, f.text) for f in record.footnotes] == [("1", "1 Kèm theo danh mục văn bản.")]
    assert record.footnotes[0].anchor is not None
    assert record.footnotes[0].anchor.raw == "<sup>1</sup>"
