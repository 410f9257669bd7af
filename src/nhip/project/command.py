"""The command `nhip`: one table of verbs, each loaded only when it is called.

File verbs belong to `nhip.cli` and need no database. Database verbs are the files of `commands/`; Django is set up for
them here and nowhere else. The table is all that `nhip --help` loads.
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

DATABASE_VERBS: dict[str, tuple[str, str]] = {
    "serve": ("nhip.project.commands.serve", "chuẩn bị và chạy máy chủ; --sample nạp cả tỉnh mẫu"),
    "prepare": ("nhip.project.commands.prepare", "cập nhật cơ sở dữ liệu và tệp của trang"),
    "work": ("nhip.project.commands.work", "làm việc nền (serve tự chạy một)"),
    "sample": ("nhip.project.commands.sample", "tỉnh mẫu: dựng, in cách đăng nhập"),
    "loop": ("nhip.project.commands.loop", "chạy cả vòng từ văn bản đến báo cáo, ghi kết quả ra thư mục"),
    "account": ("nhip.project.commands.account", "mở, khóa tài khoản, giao vai trò, cấp mật khẩu"),
    "backup": ("nhip.project.commands.backup", "sao lưu cơ sở dữ liệu, tệp gốc, niêm phong, khóa"),
    "restore": ("nhip.project.commands.restore", "phục hồi từ bản sao lưu"),
    "journal": ("nhip.project.commands.journal", "nhật ký: verify kiểm tra toàn vẹn, seal niêm phong"),
    "search": ("nhip.project.commands.search", "chỉ mục tìm kiếm: refresh cập nhật, rebuild lập lại, ask hỏi thử"),
    "doctor": ("nhip.project.commands.doctor", "khám máy: thiếu gì, sai gì, cần làm gì"),
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
        "Nhịp: từ kế hoạch được ký đến báo cáo có minh chứng.",
        "",
        "Cách dùng: nhip LỆNH [TÙY CHỌN]   (nhip LỆNH --help để xem chi tiết)",
        "",
        "Văn bản, không cần cơ sở dữ liệu:",
    ]
    lines += [f"  {verb:<9} {text}" for verb, (_, text) in FILE_VERBS.items()]
    lines += ["", "Cơ sở dữ liệu:"]
    lines += [f"  {verb:<9} {text}" for verb, (_, text) in DATABASE_VERBS.items()]
    return "\n".join(lines) + "\n"


def _database_verb(verb: str, rest: Sequence[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhip.project.settings.whole")
    import django

    django.setup()
    return int(import_module(DATABASE_VERBS[verb][0]).main(rest))


if __name__ == "__main__":
    sys.exit(main())
