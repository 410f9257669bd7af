"""LibreOffice itself: the composed document as PDF, and as Word again."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import time

import pypdfium2
import pytest
from docx import Document
from tests.documents.composing import samples

from nhip.documents.composing import pdf
from nhip.documents.composing.layout import check
from nhip.documents.composing.word import compose

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


def pages(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_range() for page in document]


@pytest.fixture(scope="module")
def report() -> bytes:
    return pdf.to_pdf(compose(samples.report()))


@pytest.mark.live
def test_the_motto_stays_on_one_line_and_pages_are_numbered_from_two(report):
    shown = pages(report)
    assert any(line.strip().endswith(MOTTO) for line in shown[0].splitlines())
    first = [page.split()[0] for page in shown]
    assert first[0] != "1"
    assert first[1:3] == ["2", "3"]


@pytest.mark.live
def test_each_appendix_counts_its_own_pages(report):
    shown = pages(report)
    second = next(i for i, page in enumerate(shown) if page.lstrip().startswith("Phụ lục II"))
    assert shown[second + 1].split()[0] == "2"
    document = pypdfium2.PdfDocument(report)
    assert document[second].get_width() > document[second].get_height()
    assert document[0].get_size() == pytest.approx((595.3, 841.9), abs=1)


@pytest.mark.live
def test_header_rows_are_repeated_on_the_next_page(report):
    shown = pages(report)
    second = next(i for i, page in enumerate(shown) if page.lstrip().startswith("Phụ lục II"))
    assert "Tên điểm di tích" in shown[second]
    assert "Tên điểm di tích" in shown[second + 1]


@pytest.mark.live
def test_all_letters_come_from_times_new_roman_or_its_twin(report):
    names = set(re.findall(rb"/BaseFont\s*/([A-Za-z+-]+)", report))
    assert names
    assert all(b"LiberationSerif" in name or b"TimesNewRoman" in name or b"Tinos" in name for name in names), names


@pytest.mark.live
def test_the_pdf_is_tagged_has_bookmarks_and_bears_the_day_of_issue(report):
    document = pypdfium2.PdfDocument(report)
    assert b"/StructTreeRoot" in report
    assert [item.get_title() for item in document.get_toc()][:2] == ["I. TÌNH HÌNH CHUNG", "1. Thuận lợi"]
    assert document.get_metadata_dict()["CreationDate"].startswith("D:20260605000000")


@pytest.mark.live
def test_the_same_document_gives_the_same_pdf():
    data = compose(samples.letter())
    pdf.to_pdf(data)  # on a machine just set up the first run may meet a font cache in the making
    first = pdf.to_pdf(data)
    time.sleep(1.1)
    assert pdf.to_pdf(data) == first


@pytest.mark.live
def test_libreoffice_reads_the_document_and_writes_it_again(tmp_path):
    source = tmp_path / "in" / "document.docx"
    source.parent.mkdir()
    source.write_bytes(compose(samples.plan()))
    program = shutil.which("soffice")
    subprocess.run(
        [program, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "docx",
         "--outdir", str(tmp_path), str(source)],
        check=True, capture_output=True, timeout=120, env={**os.environ, "HOME": str(tmp_path)},
    )  # fmt: skip
    again = Document(io.BytesIO((tmp_path / "document.docx").read_bytes()))
    headings = [p.text for p in again.paragraphs if p.style.name.startswith("Heading")]
    assert headings[:2] == ["Phần I\nMỤC TIÊU", "I. MỤC TIÊU CHUNG"]
    assert again.tables[0].cell(0, 1).text.startswith(MOTTO)


@pytest.mark.live
def test_what_another_program_has_saved_is_judged_alike(tmp_path):
    source = tmp_path / "in"
    source.mkdir()
    for name, draft in samples.ALL.items():
        (source / f"{name}.docx").write_bytes(compose(draft()))
    subprocess.run(
        [shutil.which("soffice"), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--convert-to", "docx", "--outdir", str(tmp_path), *map(str, sorted(source.iterdir()))],
        check=True, capture_output=True, timeout=120, env={**os.environ, "HOME": str(tmp_path)},
    )  # fmt: skip
    saved = sorted(tmp_path.glob("*.docx"))
    assert len(saved) == len(samples.ALL)
    assert {path.name: check(path.read_bytes()) for path in saved} == {path.name: [] for path in saved}


@pytest.mark.live
def test_time_is_limited_and_nothing_is_left_behind():
    with pytest.raises(pdf.ConversionFailed):
        pdf.to_pdf(compose(samples.letter()), seconds=0.05)


def test_a_machine_without_libreoffice_is_told_so(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(pdf.NoConverter):
        pdf.to_pdf(b"")


def test_the_clock_is_taken_out_without_moving_a_byte():
    raw = (
        b"<</CreationDate(D:20261121031512+07'00')>> <xmp:CreateDate>2026-11-21T03:15:12+07:00</xmp:CreateDate> "
        b"/ID [ <00112233445566778899AABBCCDDEEFF> <00112233445566778899AABBCCDDEEFF> ] /DocChecksum /ABCDEF0123456789"
    )
    later = raw
    for old, new in ((b"031512", b"041613"), (b"03:15:12", b"04:16:13"), (b"0011", b"FF11"), (b"ABCD", b"9BCD")):
        later = later.replace(old, new)
    assert pdf.without_clock(raw) == pdf.without_clock(later)
    assert len(pdf.without_clock(raw)) == len(raw)
    assert b"20200305000000+07'00'" in pdf.without_clock(raw)
