"""What comes through the door: text or a refusal, one for every file."""

from __future__ import annotations

import hashlib

from builders import REPORT, docx_of, pdf_of, zip_of

from nhip.documents.intake.door import open_file, open_parcel, open_path
from nhip.documents.intake.limits import Limits
from nhip.documents.intake.outcome import Read, Refusal


def read(name, data, limits=None):
    outcome = open_file(name, data, limits or Limits())
    assert isinstance(outcome, Read), outcome
    return outcome


def refusal(name, data, limits=None):
    outcome = open_file(name, data, limits or Limits())
    assert isinstance(outcome, Refusal), outcome
    return outcome


def test_a_plain_text_comes_out_exactly_as_stored():
    stored = "\ufeffa\u0300 Hoa\u0300\r\nBáo cáo\rcuối".encode()
    outcome = read("a.txt", stored)
    assert outcome.text.encode() == stored
    assert outcome.how == "text"
    assert outcome.sha256 == hashlib.sha256(stored).hexdigest()
    assert outcome.warnings == ()


def test_word_pdf_and_html_are_read():
    assert "Báo cáo quý I" in read("a.docx", docx_of("Báo cáo quý I")).text
    assert "Bao cao quy I" in read("a.pdf", pdf_of("Bao cao quy I")).text
    assert (
        "Báo cáo quý I"
        in read("a.html", "<html><body><p>Báo cáo <b>quý I</b></p><script>x</script></body></html>".encode()).text
    )


def test_a_text_stored_with_its_tags_keeps_them_so_that_places_are_those_of_the_file():
    stored = "<html><body><p>Báo cáo <b>quý I</b></p></body></html>"
    outcome = read("a.txt", stored.encode())
    assert (outcome.text, outcome.how) == (stored, "text")


def test_the_bytes_decide_and_a_wrong_name_is_said():
    outcome = read("a.pdf", docx_of("Báo cáo quý I"))
    assert outcome.kind == "docx"
    assert [issue.code for issue in outcome.warnings] == ["documents.file_mislabelled"]


def test_every_member_of_an_archive_comes_out_under_its_name():
    data = zip_of(
        {
            "x/bao-cao.txt": REPORT.encode(),
            "../../etc/passwd.txt": b"root",
            "empty.txt": b"",
            "inner.zip": zip_of({"a.txt": b"a"}),
        }
    )
    openings = list(open_parcel("gui.zip", data))
    assert [opening.name for opening in openings] == [
        "gui.zip/x/bao-cao.txt",
        "gui.zip/etc/passwd.txt",
        "gui.zip/empty.txt",
        "gui.zip/inner.zip",
    ]
    assert [type(opening.outcome) for opening in openings] == [Read, Read, Refusal, Refusal]
    assert openings[0].data == REPORT.encode()
    assert openings[3].outcome.issue.code == "documents.archive_nested"


def test_a_folder_is_read_in_the_order_of_names_and_links_are_not_followed(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "2.txt").write_text("hai", "utf-8")
    (tmp_path / "a.txt").write_text("một", "utf-8")
    (tmp_path / "c.txt").symlink_to("/etc/hostname")
    openings = list(open_path(tmp_path))
    assert [opening.name for opening in openings] == ["a.txt", "b/2.txt", "c.txt"]
    assert openings[2].outcome.issue.code == "documents.member_link"


def test_a_file_that_is_not_there_is_refused():
    from pathlib import Path

    (opening,) = open_path(Path("/nowhere/khong-co.txt"))
    assert opening.outcome.issue.code == "documents.file_not_found"


def test_size_limit():
    outcome = refusal("a.txt", b"a" * 2_000_000, Limits(file_bytes=1_048_576))
    assert outcome.issue.code == "documents.file_too_large"
    assert outcome.keep
