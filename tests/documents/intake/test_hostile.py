"""Every hostile file is refused or read, with a clear sentence; none crashes, hangs, fills the memory or is lost."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import pytest
from hostile import KINDS, names

from nhip.documents.intake import door
from nhip.documents.intake.limits import Limits
from nhip.documents.intake.outcome import Read, Refusal
from nhip.text.issues import sentence

LIMITS = Limits(seconds=20.0)


def test_there_are_at_least_forty_kinds():
    assert len(KINDS) >= 40


@pytest.mark.parametrize("name", names())
def test_a_hostile_file_is_refused_or_read_with_a_clear_sentence(name):
    label, data = KINDS[name].build()
    began = time.monotonic()
    openings = list(door.open_parcel(label, data, LIMITS))
    assert time.monotonic() - began < 40
    assert openings, "a file must never be lost"
    for opening in openings:
        outcome = opening.outcome
        assert opening.name is not None
        assert opening.data is not None
        got = "read" if isinstance(outcome, Read) else outcome.issue.code.removeprefix("documents.")
        assert got in KINDS[name].sound or len(openings) > 1, got
        for issue in outcome.warnings if isinstance(outcome, Read) else [outcome.issue]:
            told = sentence(issue)
            assert told.endswith((".", "?", "�."))
            assert "{" not in told
        if isinstance(outcome, Read):
            outcome.text.encode("utf-8")
            assert "root:" not in outcome.text
    assert any(
        ("read" if isinstance(o.outcome, Read) else o.outcome.issue.code.removeprefix("documents."))
        in KINDS[name].sound
        for o in openings
    )


def test_a_file_after_a_hostile_one_is_read_as_ever():
    for name in ("pdf_stream_bomb", "word_billion_laughs", "html_of_a_million_nested_tags"):
        list(door.open_parcel(*KINDS[name].build(), LIMITS))
        assert isinstance(door.open_file("a.html", "<html><body><p>Báo cáo</p></body></html>".encode(), LIMITS), Read)


def test_a_file_that_takes_too_long_is_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(door, "_here", type(door._here)())
    began = time.monotonic()
    outcome = door.open_file(*KINDS["pdf_of_ten_thousand_pages"].build(), Limits(seconds=0.05, pages=20_000))
    assert isinstance(outcome, Refusal)
    assert outcome.issue.code == "documents.file_too_slow"
    assert time.monotonic() - began < 5
    assert list(Path(tmp_path).iterdir()) == []


def test_escapes_and_doubles_in_an_archive_are_shown_under_harmless_names():
    (escaped,) = door.open_parcel(*KINDS["archive_with_path_escapes"].build(), LIMITS)
    assert escaped.name == "a.zip/etc/cron.d/x.txt"
    assert [o.name for o in door.open_parcel(*KINDS["archive_with_one_name_twice"].build(), LIMITS)] == [
        "a.zip/a.txt",
        "a.zip/a (2).txt",
    ]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("word_with_macros", "macros_left_out"),
        ("direction_overrides", "direction_marks"),
        ("nul_bytes_in_text", "text_has_nul"),
        ("text_cut_in_a_letter", "text_bytes_replaced"),
        ("old_letters_tcvn3", "text_encoding_assumed"),
        ("utf16_without_mark", "text_encoding"),
    ],
)
def test_what_was_left_out_or_assumed_is_said(name, code):
    (opening,) = door.open_parcel(*KINDS[name].build(), LIMITS)
    assert isinstance(opening.outcome, Read)
    assert f"documents.{code}" in [issue.code for issue in opening.outcome.warnings]


def test_word_saved_html_loses_its_wrappings():
    page = (
        "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head>"
        "<!--[if gte mso 9]><xml><o:Author>X</o:Author></xml><![endif]--></head><body>"
        "<p class=MsoNormal><b>BÁO&nbsp;CÁO</b><o:p></o:p></p><![if !supportLists]>"
        "<p><span style='mso-list:Ignore'>I.<span>&nbsp;</span></span>KẾT QUẢ</p><![endif]>"
        "<table border=0><tr><td>UBND XÃ</td><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</td></tr></table>"
        "<table border=1><tr><td>a</td><td>b</td></tr></table></body></html>"
    )
    outcome = door.open_file("a.html", page.encode(), LIMITS)
    assert isinstance(outcome, Read)
    lines = [line for line in outcome.text.splitlines() if line]
    assert lines == ["BÁO CÁO", "I. KẾT QUẢ", "UBND XÃ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "| a | b |"]
