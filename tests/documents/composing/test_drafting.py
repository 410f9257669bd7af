"""A composed document read again gives the record it came from, and composing that record gives the document again."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from tests.documents.composing import samples

from nhip.documents.composing.draft import Note, Part
from nhip.documents.composing.drafting import draft_of
from nhip.documents.composing.reloading import record_of_json
from nhip.documents.composing.word import compose
from nhip.documents.intake.limits import Limits
from nhip.documents.intake.word.text import read_docx
from nhip.documents.reading.reader import read
from nhip.documents.reading.record import as_json


def reading_of(data: bytes):
    text, _, _ = read_docx(data, Limits())
    return read(text, source_file="mau.docx"), text


def facts(record):
    """What a record says, without the places where it says it."""
    header = record.header
    return {
        "body": header.issuing_body and header.issuing_body.name,
        "parent": header.parent_body and header.parent_body.name,
        "number": header.number and (header.number.value, header.number.symbol),
        "place": header.place and header.place.name,
        "date": header.date and header.date.value,
        "type": header.doc_type and header.doc_type.code,
        "title": header.title and header.title.value,
        "addressees": [a.text for a in header.addressees],
        "sections": [(s.number, s.title, s.level, s.run_in) for s in record.sections],
        "citations": [(c.number, c.issuer, c.date, c.role) for c in record.citations],
        "closing": record.closing and record.closing.text,
        "recipients": [r.text for r in record.recipients],
        "signer": record.signer and (
            record.signer.on_behalf, record.signer.authority_form, record.signer.principal, record.signer.position,
            record.signer.name,
        ),
        "tasks": sorted((t.kind, *(a.name for a in t.lead_agencies)) for t in record.tasks),
        "figures": sorted((f.value, f.unit or "", f.indicator) for f in record.figures),
        "statements": sorted(
            s.text for kind in (record.strengths, record.limitations, record.directions, record.proposals) for s in kind
        ),
        "footnotes": [(n.marker, n.text) for n in record.footnotes],
    }  # fmt: skip


@pytest.mark.parametrize("name", samples.ALL)
def test_a_composed_document_read_and_composed_again_says_the_same(name):
    first, text = reading_of(compose(samples.ALL[name]()))
    again, again_text = reading_of(compose(draft_of(first, text)))
    assert facts(again) == facts(first)
    assert again_text.split("\n\n")[:8] == text.split("\n\n")[:8]


@pytest.mark.parametrize("name", samples.ALL)
def test_the_head_that_was_composed_is_the_head_that_is_read(name):
    draft = samples.ALL[name]()
    record, text = reading_of(compose(draft))
    made = draft_of(record, text)
    for field in ("type_code", "issuing_body", "parent_body", "symbol", "place", "date", "title", "addressees", "bases",
                  "enacting", "authority", "recipients", "signature", "drafter", "copies"):  # fmt: skip
        assert getattr(made, field) == getattr(draft, field) or field == "signature", field
    assert made.signature.name == draft.signature.name
    assert (made.number or "").lstrip("0") == (draft.number or "").lstrip("0")


def test_parts_notes_tables_and_appendices_come_back():
    record, text = reading_of(compose(samples.report()))
    made = draft_of(record, text)
    parts = [block for block in made.body if isinstance(block, Part)]
    assert [part.number for part in parts] == ["I", "II", "III"]
    assert parts[0].blocks[0].blocks[0].notes[0].text == "Từ ngày 15 tháng 12 năm 2025 đến ngày 14 tháng 6 năm 2026."
    assert [a.title for a in made.appendices] == ["NHIỆM VỤ TRỌNG TÂM", "DANH MỤC ĐIỂM DI TÍCH SỐ HÓA"]
    assert made.appendices[1].landscape


def test_words_before_a_number_are_kept():
    record, text = reading_of(compose(samples.plan()))
    made = draft_of(record, text)
    assert [part.number for part in made.body] == ["Phần I", "Phần II"]


def test_the_json_of_a_record_is_the_record():
    record, _ = reading_of(compose(samples.decision()))
    assert as_json(record_of_json(json.loads(json.dumps(as_json(record))))) == as_json(record)


def test_what_is_no_record_is_refused():
    with pytest.raises(ValueError, match="not a record"):
        record_of_json({"header": {}})


def test_a_record_without_a_body_cannot_be_composed():
    text = "Một đoạn văn không phải văn bản hành chính."
    with pytest.raises(ValueError, match="no issuing body"):
        draft_of(read(text, source_file="x.txt"), text)


def test_the_footnote_of_a_heading_comes_back():
    draft = samples.decision()
    note = Note(at=0, text="Theo Nghị quyết của Hội đồng nhân dân xã.")
    body = tuple(replace(part, notes=(note,)) if part.title else part for part in draft.body)
    record, text = reading_of(compose(replace(draft, body=body)))
    made = draft_of(record, text)
    assert [n.text for part in made.body for n in part.notes] == [note.text]


@pytest.mark.scored
def test_real_reports_come_back_with_the_same_outline():
    folder = Path("../shared/seeds")
    if not folder.exists():
        pytest.skip("../shared is not here")
    tried = 0
    for path in sorted(folder.glob("*.txt")):
        text = path.read_text("utf-8")
        record = read(text, source_file=path.name)
        if record.header.issuing_body is None or record.header.doc_type is None:
            continue
        again, _ = reading_of(compose(draft_of(record, text)))
        before = [(s.number, s.title.casefold()) for s in record.sections]
        after = [(s.number, s.title.casefold()) for s in again.sections]
        same = sum(a == b for a, b in zip(before, after, strict=False))
        assert same >= 0.9 * len(before), (path.name, before, after)
        tried += 1
    assert tried >= 3


TWO_COLUMNS = """ỦY BAN NHÂN DÂN                          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
 TỈNH LẠNG SƠN                                Độc lập - Tự do - Hạnh phúc

Số: 999/KH-UBND                              Lạng Sơn, ngày 12 tháng 01 năm 2026

KẾ HOẠCH
Truyền thông về du lịch năm 2026

I. MỤC ĐÍCH

Giới thiệu điểm đến của tỉnh.
"""


def test_the_head_of_two_columns_keeps_the_columns_apart():
    draft = draft_of(read(TWO_COLUMNS, source_file="mau.txt"), TWO_COLUMNS)
    assert draft.issuing_body == "ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN"


def test_a_corrected_body_is_the_one_that_is_printed():
    record = read(TWO_COLUMNS, source_file="mau.txt")
    body = replace(record.header.issuing_body, name="Ủy ban nhân dân tỉnh Cao Bằng")
    corrected = replace(record, header=replace(record.header, issuing_body=body))
    assert draft_of(corrected, TWO_COLUMNS).issuing_body == "ỦY BAN NHÂN DÂN TỈNH CAO BẰNG"
