"""`nhip repair FILE`: the text with its Vietnamese restored, on standard output."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from nhip.cli import exits, voice
from nhip.cli.one_file import opened

_END = """Mã thoát: 0 đã in văn bản; 1 tệp bị từ chối; 2 gọi lệnh sai.
Chữ Việt lành, số và ký hiệu không bao giờ bị sửa."""


def main(arguments: Sequence[str]) -> int:
    options = _options(arguments)
    voice.use_utf8()
    read = opened(options.file, options.quiet)
    if read is None:
        return exits.SOME_REFUSED
    from nhip.text.repair import repair, restore

    result = restore(read.text) if options.restore else repair(read.text)
    sys.stdout.write(result.text)
    if not options.quiet:
        changed = sum(1 for word in result.words if word.raw != word.text)
        voice.say(f"{read.name}: đã sửa {changed} từ." if changed else f"{read.name}: không có từ nào phải sửa.")
    return exits.DONE


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = voice.parser(
        "repair", "Phục hồi chữ Việt trong văn bản nhận dạng sai ngôn ngữ; in ra văn bản đã sửa.", _END
    )
    parser.add_argument("file", type=Path, metavar="TỆP")
    parser.add_argument("--restore", action="store_true", help="văn bản không dấu: thêm dấu cho mọi từ")
    parser.add_argument("--quiet", action="store_true", help="không in lưu ý")
    return parser.parse_args(arguments)
