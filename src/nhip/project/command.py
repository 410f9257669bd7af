"""The command `nhip`: one table of verbs, each loaded only when it is called.

File verbs belong to `nhip.cli` and need no database. Database verbs are Django management commands of the same name;
Django is
set up here and nowhere else. The table is all that `nhip --help` loads.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module

FILE_VERBS: dict[str, tuple[str, str]] = {
    "read": ("nhip.cli.read", "đọc văn bản, in ra bản ghi (JSON, mỗi dòng một văn bản)"),
    "check": ("nhip.cli.check", "soát lỗi văn bản như một văn thư cẩn thận"),
    "repair": ("nhip.cli.repair", "phục hồi chữ Việt bị hỏng do nhận dạng; --restore thêm dấu cho chữ không dấu"),
    "compose": ("nhip.cli.compose", "soạn .docx hoặc .pdf từ một bản ghi"),
    "layout": ("nhip.cli.layout", "kiểm tra thể thức .docx theo Nghị định 30/2020/NĐ-CP"),
}

DATABASE_VERBS: dict[str, str] = {
    "serve": "chạy máy chủ",
    "demo": "nạp tỉnh mẫu",
    "backup": "sao lưu cơ sở dữ liệu và tệp",
    "restore": "phục hồi từ bản sao lưu",
    "doctor": "kiểm tra máy: thiếu gì, sai gì, cần làm gì",
    "journal": "nhật ký: verify kiểm tra toàn vẹn",
    "loop": "chạy trọn một vòng: văn bản, kế hoạch, hoạt động, báo cáo",
    "work": "chạy việc nền",
    "migrate": "cập nhật cấu trúc cơ sở dữ liệu",
}

USAGE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one verb and returns its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or words[0] in ("-h", "--help", "help"):
        print(_help(), end="")
        return 0 if words else USAGE
    if words[0] in ("-V", "--version"):
        from importlib.metadata import version

        print(f"nhip {version('nhip')}")
        return 0
    verb, rest = words[0], words[1:]
    if verb in FILE_VERBS:
        return int(import_module(FILE_VERBS[verb][0]).main(rest))
    if verb in DATABASE_VERBS:
        return _database_verb(verb, rest)
    print(f"nhip: không có lệnh «{verb}». Gõ nhip --help để xem các lệnh.", file=sys.stderr)
    return USAGE


def _help() -> str:
    lines = [
        "Nhịp: từ kế hoạch được ký đến báo cáo có chứng cứ.",
        "",
        "Cách dùng: nhip LỆNH [TÙY CHỌN]   (nhip LỆNH --help để xem chi tiết)",
        "",
        "Văn bản, không cần cơ sở dữ liệu:",
    ]
    lines += [f"  {verb:<9} {text}" for verb, (_, text) in FILE_VERBS.items()]
    lines += ["", "Cơ sở dữ liệu:"]
    lines += [f"  {verb:<9} {text}" for verb, text in DATABASE_VERBS.items()]
    return "\n".join(lines) + "\n"


def _database_verb(verb: str, rest: Sequence[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhip.project.settings")
    from django.core.management import CommandError, execute_from_command_line

    try:
        execute_from_command_line(["nhip", verb, *rest])
    except CommandError as error:
        print(f"nhip {verb}: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
