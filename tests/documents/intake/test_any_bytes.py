"""Any bytes whatever: text or a refusal with a sentence. The long form is the fuzzing of `make prove`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from builders import REPORT, docx_of, part, with_parts
from hypothesis import given, settings
from hypothesis import strategies as st

from nhip.documents.intake.limits import Limits
from nhip.documents.intake.opening import open_here
from nhip.documents.intake.outcome import Read
from nhip.documents.reading.reader import read as read_record
from nhip.documents.reading.record import as_json
from nhip.text.issues import sentence

LIMITS = Limits(seconds=8.0)
WORD = docx_of("Báo cáo")
MAIN = part(WORD, "word/document.xml")


def judged(outcome):
    for issue in outcome.warnings if isinstance(outcome, Read) else [outcome.issue]:
        assert sentence(issue)
    if isinstance(outcome, Read):
        outcome.text.encode("utf-8")
        return outcome.text
    return None


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes(data):
    judged(open_here("a.txt", data, LIMITS))


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=300),
    st.sampled_from([b"<html>", b"%PDF-1.4\n", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", b"\xff\xfe"]),
)
def test_any_bytes_after_the_mark_of_a_format(data, mark):
    judged(open_here("a", mark + data, LIMITS))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(MAIN) - 1), st.binary(max_size=6))
def test_a_word_file_with_bytes_changed(at, change):
    judged(
        open_here(
            "a.docx", with_parts(WORD, {"word/document.xml": MAIN[:at] + change + MAIN[at + len(change) :]}), LIMITS
        )
    )


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.integers(0, len(REPORT)))
def test_a_report_with_any_words_in_it_is_recorded_where_it_says(words, at):
    text = REPORT[:at] + words + REPORT[at:]
    record = as_json(read_record(text, source_file="a", proofread=False))

    def stands(value):
        if isinstance(value, dict):
            if isinstance(value.get("raw"), str) and isinstance(value.get("start"), int):
                assert text[value["start"] : value["end"]] == value["raw"]
            for inner in value.values():
                stands(inner)
        elif isinstance(value, list):
            for inner in value:
                stands(inner)

    stands(record)


@pytest.mark.slow
def test_a_short_guided_fuzzing(tmp_path):
    """The same inputs each time, so that a red test means a change; `make prove` goes on where nobody went before."""
    root = Path(__file__).parents[3]
    command = [sys.executable, str(root / "tests/prove/fuzz_reader.py"), "--finds", str(tmp_path)]
    command += ["--seconds", "120", "--runs", "1500", "--seed", "20261121"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, cwd=tmp_path, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    assert list(tmp_path.glob("crash-*")) == []
    assert "Done " in done.stderr


def test_a_page_with_control_signs_between_scripts_is_read():
    """Found by fuzzing: text after a dropped element held a control sign that the tree refused."""
    table = "<table border=1><tr><td>a<script>y</script><td>b</table>"
    page = f"<html><body><td>\x02áo cáo&#2;<script>x</script>\x03đuôi<!-- {'ẩn ' * 60}-->{table}"
    outcome = open_here("a.html", page.encode(), LIMITS)
    assert isinstance(outcome, Read)
    assert " ".join(outcome.text.split()) == "áo cáo đuôi | a | b |"
