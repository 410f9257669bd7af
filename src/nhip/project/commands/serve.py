"""`nhip serve [--sample]`: prepares what is due, then serves the pages and does the work behind them, until stopped."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence

from django.db import connections
from django.utils import timezone

from nhip.project import preparing, serving_lock
from nhip.project.commands.sample import tell
from nhip.project.sample import province, working

PATIENCE = 10
"""Seconds that a stopped process may take to finish what it has in hand."""


def main(arguments: Sequence[str]) -> int:
    """0 after an orderly stop; 1 when the address or the data folder is taken, or a process fell over."""
    parser = argparse.ArgumentParser(prog="nhip serve", description="Chạy Nhịp.")
    parser.add_argument("--host", default="127.0.0.1", help="địa chỉ nghe (mặc định chỉ máy này)")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--threads", type=int, default=8, help="số yêu cầu làm cùng lúc")
    parser.add_argument(
        "--sample", nargs="?", const="year", choices=("year", "people"),
        help="nạp tỉnh mẫu và in cách đăng nhập; people: chỉ người và một kế hoạch, không có năm làm việc",
    )  # fmt: skip
    asked = parser.parse_args(arguments)
    if _taken(asked.host, asked.port):
        print(
            f"nhip serve: cổng {asked.port} đang có chương trình khác dùng. Thử: nhip serve --port {asked.port + 1}",
            file=sys.stderr,
        )
        return 1
    try:
        with serving_lock.data_folder():
            preparing.prepare(_say)
            people = province.build(_say) if asked.sample else []
            if asked.sample == "year":
                working.work_year(_say, timezone.localdate())
            connections.close_all()
            if people:
                tell(people)
            return _run(asked)
    except serving_lock.InUse:
        print("nhip serve: thư mục dữ liệu này đang có máy chủ khác dùng.", file=sys.stderr)
        return 1


def _say(text: str) -> None:
    print(text, flush=True)


def _taken(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((host, port)) == 0


def _run(asked: argparse.Namespace) -> int:
    web = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", asked.host, "--port", str(asked.port),
        "--workers", "1", "--blocking-threads", str(asked.threads), "--backpressure", str(asked.threads * 16),
        "--log-level", "error", "--workers-kill-timeout", str(PATIENCE), "nhip.project.wsgi:application",
    ]  # fmt: skip
    work = [sys.executable, "-m", "nhip.project.command", "work"]
    processes = [subprocess.Popen(command, env=dict(os.environ)) for command in (web, work)]  # noqa: S603
    stopped: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda given, _frame: stopped.append(given))
    print(f"Nhịp chạy tại http://{asked.host}:{asked.port} — dừng bằng Ctrl+C.", flush=True)
    while not stopped and all(process.poll() is None for process in processes):
        time.sleep(0.2)
    for process in processes:
        if process.poll() is None:
            process.terminate()
    for process in processes:
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
    return 0 if stopped else 1
