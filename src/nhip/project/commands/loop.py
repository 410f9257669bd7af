"""`nhip loop [--seeds DIR] --out DIR [--data DIR]`: documents in, tasks on desks, figures in the ledger, reports out.

Without `--data` the run has a data folder of its own that is gone afterwards, so it never touches the office's data.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

INSIDE = "NHIP_LOOP_INSIDE"


def main(arguments: Sequence[str]) -> int:
    """0 when every task stands on a desk; 1 when some do not; 2 for a folder without documents."""
    parser = argparse.ArgumentParser(prog="nhip loop", description="Chạy cả vòng: văn bản, nhiệm vụ, số liệu, báo cáo.")
    parser.add_argument("--seeds", type=Path, help="thư mục văn bản; bỏ trống thì dùng tỉnh mẫu")
    parser.add_argument("--out", type=Path, required=True, help="thư mục ghi báo cáo và danh sách nhiệm vụ")
    parser.add_argument("--data", type=Path, help="thư mục dữ liệu để giữ lại; bỏ trống thì dùng thư mục tạm")
    asked = parser.parse_args(arguments)
    if os.environ.get(INSIDE):
        return _run(asked)
    if asked.data:
        return _in(asked.data, arguments)
    with tempfile.TemporaryDirectory(prefix="nhip-vong-") as folder:
        return _in(Path(folder), arguments)


def _in(folder: Path, arguments: Sequence[str]) -> int:
    """In a process of its own: where the data lies is settled when the settings load."""
    environment = {key: value for key, value in os.environ.items() if key != "NHIP_DATABASE_URL"}
    environment |= {"NHIP_DATA": str(folder.resolve()), INSIDE: "1"}
    command = [sys.executable, "-m", "nhip.project.command", "loop", *arguments]
    return subprocess.run(command, check=False, env=environment).returncode  # noqa: S603


def _run(asked: argparse.Namespace) -> int:
    from django.core.management import call_command
    from django.utils import timezone

    from nhip.agencies.actions.directory import load_packaged as load_agencies
    from nhip.law.actions import load_packaged as load_law
    from nhip.project.loop import running, sample, writing

    today = timezone.localdate()
    files = sorted(one for one in asked.seeds.iterdir() if one.is_file()) if asked.seeds else sample.files()
    if not files:
        print(f"nhip loop: không có văn bản nào trong {asked.seeds}.", file=sys.stderr)
        return 2
    print("Chuẩn bị dữ liệu…")
    call_command("migrate", verbosity=0, interactive=False)
    load_agencies(running.ACTOR)
    load_law(running.ACTOR)
    officer = running.officer(today)
    print(f"Đưa vào {len(files)} văn bản:")
    run = running.run(officer, files, today, print)
    print(f"Ghi kết quả vào {asked.out}:")
    landed = writing.write_all(officer, run, asked.out, today, sample=not asked.seeds, say=print)
    return 0 if landed else 1
