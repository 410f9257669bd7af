"""`nhip restore FILE`: checks the whole backup, then puts it in place of what is there."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.utils import timezone

from nhip.journal import queries
from nhip.project import serving_lock
from nhip.project.backup import restoring
from nhip.text.issues import sentence


def main(arguments: Sequence[str]) -> int:
    """0 when restored; 1 when refused, nothing touched; 3 when restored and the journal is faulty."""
    parser = argparse.ArgumentParser(prog="nhip restore", description="Phục hồi từ bản sao lưu.")
    parser.add_argument("file", type=Path, metavar="TỆP")
    asked = parser.parse_args(arguments)
    try:
        with serving_lock.data_folder():
            manifest = restoring.restore(asked.file)
    except serving_lock.InUse:
        print("nhip restore: máy chủ đang chạy. Dừng máy chủ (Ctrl+C) rồi phục hồi lại.", file=sys.stderr)
        return 1
    except (restoring.NotABackup, RuntimeError, OSError) as error:
        print(f"nhip restore: {error}", file=sys.stderr)
        return 1
    written = timezone.localtime(datetime.fromisoformat(manifest["written_at"]))
    print(f"Đã phục hồi bản sao lưu ghi lúc {written:%H:%M, %d/%m/%Y}. Dữ liệu cũ nằm trong thư mục before-restore-…")
    faults = queries.faults()
    for fault in faults:
        print(sentence(fault), file=sys.stderr)
    return 3 if faults else 0
