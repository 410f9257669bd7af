"""`nhip layout FILE.docx`: every fault of layout, with the point of Decree 30/2020's appendix it offends."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from nhip.cli import exits, voice
from nhip.documents.intake import kinds
from nhip.documents.intake.outcome import Read, Refusal
from nhip.text.issues import Issue, sentence

_END = """Mã thoát: 0 đúng thể thức; 1 có lỗi hoặc tệp bị từ chối; 2 gọi lệnh sai."""


def main(arguments: Sequence[str]) -> int:
    options = _options(arguments)
    voice.use_utf8()
    data = _word_file(options.file)
    if data is None:
        return exits.SOME_REFUSED
    from nhip.documents.composing.layout import check

    faults = check(data)
    for fault in faults:
        sys.stdout.write(sentence(fault) + "\n")
    if not faults:
        voice.say(f"{options.file.name}: không thấy lỗi thể thức.")
    return exits.SOME_REFUSED if faults else exits.DONE


def _word_file(path: Path) -> bytes | None:
    """The bytes of a .docx that passed the door; None after the refusal was told."""
    from nhip.documents.intake.door import open_path

    openings = list(open_path(path))
    outcome = openings[0].outcome if len(openings) == 1 else Refusal(name=path.name, issue=_only_one())
    if isinstance(outcome, Read) and (outcome.kind != "docx" or openings[0].data is None):
        facts = {"kind": kinds.CALLED.get(outcome.kind, outcome.kind)}
        outcome = Refusal(name=path.name, issue=Issue("file", "documents.layout_needs_word", facts))
    voice.tell(outcome, quiet=True)
    return openings[0].data if isinstance(outcome, Read) else None


def _only_one() -> Issue:
    return Issue("file", "documents.one_file_only", {})


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = voice.parser("layout", "Kiểm tra thể thức văn bản .docx theo Phụ lục I Nghị định 30/2020/NĐ-CP.", _END)
    parser.add_argument("file", type=Path, metavar="TỆP.docx")
    return parser.parse_args(arguments)
