"""`nhip backup FILE`: database, originals, seals and keys in one checked file."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from nhip.project.backup import writing


def main(arguments: Sequence[str]) -> int:
    """0 when written; 1 with the reason when not, and an older file of that name is untouched."""
    parser = argparse.ArgumentParser(
        prog="nhip backup", description="Sao lưu cơ sở dữ liệu, tệp gốc, niêm phong và khóa."
    )
    parser.add_argument("file", type=Path, metavar="TỆP")
    parser.add_argument("--without-keys", action="store_true", help="không kèm khóa; phải cất thư mục keys ở nơi khác")
    asked = parser.parse_args(arguments)
    try:
        manifest = writing.write(asked.file.absolute(), with_keys=not asked.without_keys)
    except (OSError, RuntimeError) as error:
        print(f"nhip backup: chưa sao lưu được vào {asked.file}: {error}", file=sys.stderr)
        return 1
    files = sum(name.startswith("originals/") for name in manifest["members"])
    size = asked.file.stat().st_size / 1_000_000
    print(f"Đã sao lưu vào {asked.file}: {manifest['entries']} dòng nhật ký, {files} tệp gốc, {size:.1f} MB.")
    if manifest["with_keys"]:
        print("Bản này có khóa: cất như cất mật khẩu.")
    return 0
