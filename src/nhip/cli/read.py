"""`nhip read FILE... --jsonl`: the record of every document, one a line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from nhip.cli import exits, voice
from nhip.cli.one_by_one import Form, one_by_one

_END = """Mã thoát: 0 đọc được tất cả; 1 có tệp bị từ chối; 2 gọi lệnh sai.
Tệp bị từ chối được nêu lý do ở luồng lỗi; văn bản có dấu mật không được nêu tên."""


def main(arguments: Sequence[str]) -> int:
    options = _options(arguments)
    voice.use_utf8()
    form = Form(text_only=options.text, with_text=options.with_text, quiet=options.quiet, fast=options.fast)
    if options.jobs > 1:
        from nhip.cli.side_by_side import read_side_by_side

        results: Iterable[tuple[str | None, bool]] = read_side_by_side(options.files, options.jobs, form)
    else:
        results = one_by_one(options.files, form)
    return write(results)


def write(results: Iterable[tuple[str | None, bool]]) -> int:
    """Prints each line as it comes; the exit code says whether anything was refused."""
    refused = False
    for line, well in results:
        refused = refused or not well
        if line is not None:
            sys.stdout.write(line)
            sys.stdout.flush()
    return exits.SOME_REFUSED if refused else exits.DONE


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = voice.parser(
        "read", "Đọc văn bản (.docx, .doc, .pdf, ảnh quét, .txt, .md, .html, .zip, thư mục) thành bản ghi.", _END
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="TỆP", help="tệp, tệp nén .zip hoặc thư mục")
    parser.add_argument(
        "--jsonl", action="store_true", help="mỗi dòng một bản ghi JSON (cách in duy nhất, nêu rõ cho chắc)"
    )
    parser.add_argument("--text", action="store_true", help="chỉ in chữ đọc được, không phân tích")
    parser.add_argument("--with-text", action="store_true", help="kèm chữ của văn bản vào bản ghi (để soạn lại)")
    parser.add_argument("--jobs", type=_jobs, default=1, metavar="N", help="số tiến trình đọc song song (mặc định 1)")
    parser.add_argument("--fast", action="store_true", help="không soát lỗi, chỉ đọc cấu trúc")
    parser.add_argument("--quiet", action="store_true", help="không in lưu ý, chỉ in lý do từ chối")
    return parser.parse_args(arguments)


def _jobs(value: str) -> int:
    count = int(value)
    if not 1 <= count <= 64:
        raise ValueError
    return count
