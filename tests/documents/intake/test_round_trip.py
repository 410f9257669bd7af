"""A composed report, printed, scanned at 200 dpi and read again: the same record as from its text."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pytest
from bench.parts.agreement import agreement
from bench.parts.samples import report

from nhip.documents.composing.pdf import to_pdf
from nhip.documents.composing.word import compose
from nhip.documents.intake.door import open_file
from nhip.documents.intake.limits import Limits
from nhip.documents.intake.outcome import Read
from nhip.documents.reading.reader import read as read_record


def scanned(pdf: bytes, folder: Path, dpi: int = 200) -> bytes:
    """The PDF as pictures, the way a scanner makes it."""
    from PIL import Image

    (folder / "a.pdf").write_bytes(pdf)
    subprocess.run(["pdftoppm", "-r", str(dpi), "-gray", "-png", str(folder / "a.pdf"), str(folder / "p")], check=True)
    pages = [Image.open(path).convert("L") for path in sorted(folder.glob("p-*.png"))]
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=dpi)
    return out.getvalue()


def text_and_record(name, data):
    outcome = open_file(name, data, Limits(seconds=240.0))
    assert isinstance(outcome, Read), outcome
    return outcome, read_record(outcome.text, source_file=name, from_scan=outcome.from_scan)


@pytest.fixture(scope="module")
def printed():
    word = compose(report(3))
    return word, to_pdf(word)


@pytest.mark.live
@pytest.mark.slow
def test_a_scan_of_a_composed_report_gives_the_record_of_its_text(printed, tmp_path):
    word, pdf = printed
    _, from_word = text_and_record("a.docx", word)
    scan, from_scan = text_and_record("a.pdf", scanned(pdf, tmp_path))
    assert scan.from_scan
    assert all(page.how == "ocr" for page in scan.pages)
    found = agreement(from_word, from_scan)
    assert found["all"] >= 0.95, found
    assert found["citations"] >= 0.95, found


@pytest.mark.live
def test_a_printed_report_gives_the_record_of_its_text(printed):
    word, pdf = printed
    _, from_word = text_and_record("a.docx", word)
    read, from_pdf = text_and_record("a.pdf", pdf)
    assert read.how == "pdf"
    assert not read.from_scan
    found = agreement(from_word, from_pdf)
    assert found["all"] >= 0.97, found


@pytest.mark.live
def test_words_of_a_scan_stand_where_the_text_says(printed, tmp_path):
    _, pdf = printed
    scan, _ = text_and_record("a.pdf", scanned(pdf, tmp_path))
    assert len(scan.pages) >= 2
    for page in scan.pages:
        assert 0 <= page.start <= page.end <= len(scan.text)
        for word in page.words:
            assert page.start <= word.start < word.end <= page.end
            assert not any(c.isspace() for c in scan.text[word.start : word.end])
            assert 0 <= word.box.left < word.box.right <= page.width + 1
