"""`nhip work`: does the work behind the pages and what is due by the clock. `nhip serve` starts one by itself."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from django.core.management import call_command

from nhip.project import schedule


def main(arguments: Sequence[str]) -> int:
    """Runs until stopped, or with --once until nothing waits."""
    parser = argparse.ArgumentParser(prog="nhip work", description="Làm việc nền cho đến khi dừng.")
    parser.add_argument("--once", action="store_true", help="làm hết việc đang chờ rồi thoát")
    asked = parser.parse_args(arguments)
    if asked.once:
        schedule.run_due()
    else:
        schedule.keep_running()
    options = {"verbosity": 0, "interval": 1, "startup_delay": False, "reload": False, "batch": asked.once}
    call_command("db_worker", **options)
    return 0
