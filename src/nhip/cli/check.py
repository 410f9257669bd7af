"""`nhip check FILE`: what a careful clerk would mark, each finding with its place."""

from __future__ import annotations

import argparse
import sys
from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path

from nhip.cli import exits, voice
from nhip.cli.one_file import opened
from nhip.documents.reading.form_checks import form_issues
from nhip.documents.reading.record import Record, TextError
from nhip.text.issues import Issue, sentence

_END = """Mã thoát: 0 không thấy lỗi; 1 có lỗi hoặc tệp bị từ chối; 2 gọi lệnh sai.
Mỗi dòng một lỗi: vị trí (dòng:cột của văn bản đọc được, hoặc «thể thức» khi thiếu cả một thành phần), rồi nội dung."""
_FORM = "thể thức"
_SHOWN = 80  # letters of the faulty words shown


def main(arguments: Sequence[str]) -> int:
    options = _options(arguments)
    voice.use_utf8()
    read = opened(options.file, options.quiet)
    if read is None:
        return exits.SOME_REFUSED
    from nhip.cli.records import record_of

    record = record_of(read)
    if record is None:
        return exits.SOME_REFUSED
    found = findings(record, read.text)
    for place, words in found:
        sys.stdout.write(f"{place}\t{words}\n")
    if not found:
        voice.say(f"{read.name}: không thấy lỗi.")
    return exits.SOME_REFUSED if found else exits.DONE


def findings(record: Record, text: str) -> list[tuple[str, str]]:
    """Place and sentence of each finding: what the form lacks first, then the words in the order of the text."""
    lines = _line_starts(text)
    lacking = [(_FORM, sentence(issue)) for issue in form_issues(record)]
    ordered = sorted(record.text_errors, key=lambda error: error.start)
    return lacking + [(_place(error.start, lines), _sentence(error)) for error in ordered]


def _sentence(error: TextError) -> str:
    """The sentence of the finding's kind; a kind without one of its own is told in general words."""
    facts = {"words": " ".join(error.text.split())[:_SHOWN], "correct": error.correct or ""}
    end = "" if error.correct else "_open"
    try:
        return sentence(Issue("text", f"documents.finding_{error.kind}{end}", facts))
    except KeyError:
        return sentence(Issue("text", f"documents.finding_other{end}", facts))


def _line_starts(text: str) -> list[int]:
    starts = [0]
    starts += [at + 1 for at, letter in enumerate(text) if letter == "\n"]
    return starts


def _place(at: int, starts: Sequence[int]) -> str:
    """Line and column, both from 1."""
    line = bisect_right(starts, at)
    return f"{line}:{at - starts[line - 1] + 1}"


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = voice.parser(
        "check", "Soát lỗi một văn bản: đánh số, thiếu số ngày, căn cứ, chính tả, lỗi nhận dạng.", _END
    )
    parser.add_argument("file", type=Path, metavar="TỆP")
    parser.add_argument("--quiet", action="store_true", help="không in lưu ý")
    return parser.parse_args(arguments)
