"""`nhip compose RECORD -o FILE`: a record set again as a document in the layout of Decree 30/2020."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from nhip.cli import exits, voice
from nhip.cli.one_file import opened
from nhip.text.issues import Issue, sentence

_END = """Mã thoát: 0 đã ghi tệp; 1 không soạn được; 2 gọi lệnh sai.
BẢN_GHI là một dòng của nhip read --with-text, hoặc của nhip read cùng với --text VĂN_BẢN_GỐC."""
_KINDS = (".docx", ".pdf")


class _CannotCompose(Exception):
    """Why no document came of it: the rule of a sentence in the room documents."""

    def __init__(self, rule: str, **facts: object) -> None:
        super().__init__(rule)
        self.issue = Issue("record", f"documents.{rule}", facts)


def main(arguments: Sequence[str]) -> int:
    options = _options(arguments)
    voice.use_utf8()
    try:
        data = _record(options.record, options.line)
        text = _text(data, options.text)
        composed = _composed(data, text, options.output.suffix.lower())
        options.output.write_bytes(composed)
    except _CannotCompose as reason:
        voice.say(f"{options.record.name}: {sentence(reason.issue)}")
        return exits.SOME_REFUSED
    except OSError as error:
        voice.say(
            f"{options.output}: {sentence(Issue('file', 'documents.not_written', {'reason': error.strerror or ''}))}"
        )
        return exits.SOME_REFUSED
    voice.say(f"{options.output}: đã ghi {len(composed)} byte.")
    return exits.DONE


def _record(path: Path, line: int) -> Mapping[str, Any]:
    """A .json of one record, or one line of a .jsonl."""
    try:
        content = path.read_text("utf-8")
        if path.suffix.lower() == ".jsonl":
            content = [one for one in content.splitlines() if one.strip()][line - 1]
        data = json.loads(content)
    except FileNotFoundError as error:
        raise _CannotCompose("file_not_found") from error
    except (ValueError, IndexError, UnicodeDecodeError, RecursionError) as error:
        raise _CannotCompose("not_a_record") from error
    if not isinstance(data, dict) or "header" not in data:
        raise _CannotCompose("not_a_record")
    return data


def _text(data: Mapping[str, Any], source: Path | None) -> str:
    """The text the record was read from: a record alone only says where things stand in it."""
    if source is not None:
        read = opened(source, quiet=True)
        text = read.text if read is not None else None
    else:
        text = data.get("text")
    if not isinstance(text, str):
        raise _CannotCompose("record_without_text")
    if data.get("source_chars") != len(text):
        raise _CannotCompose("record_of_another_text")
    return text


def _composed(data: Mapping[str, Any], text: str, kind: str) -> bytes:
    from nhip.documents.composing.drafting import draft_of
    from nhip.documents.composing.reloading import record_of_json
    from nhip.documents.composing.word import compose

    try:
        document = compose(draft_of(record_of_json(data), text))
    except (ValueError, KeyError) as error:
        raise _CannotCompose("record_not_composable") from error
    if kind == ".docx":
        return document
    from nhip.documents.composing.pdf import ConversionFailed, NoConverter, to_pdf

    try:
        return to_pdf(document)
    except NoConverter as error:
        raise _CannotCompose("libreoffice_missing_for_pdf") from error
    except ConversionFailed as error:
        raise _CannotCompose("pdf_not_made") from error


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = voice.parser("compose", "Soạn văn bản theo thể thức Nghị định 30/2020/NĐ-CP từ một bản ghi.", _END)
    parser.add_argument("record", type=Path, metavar="BẢN_GHI", help="tệp .json của một bản ghi, hoặc .jsonl")
    parser.add_argument(
        "-o", "--output", type=_output, required=True, metavar="TỆP", help="tệp .docx hoặc .pdf cần ghi"
    )
    parser.add_argument("--text", type=Path, metavar="VĂN_BẢN_GỐC", help="văn bản mà bản ghi được đọc từ đó")
    parser.add_argument("--line", type=int, default=1, metavar="N", help="dòng thứ mấy của tệp .jsonl (mặc định 1)")
    return parser.parse_args(arguments)


def _output(value: str) -> Path:
    path = Path(value)
    if path.suffix.lower() not in _KINDS:
        raise argparse.ArgumentTypeError("tệp cần ghi phải là .docx hoặc .pdf")
    return path
