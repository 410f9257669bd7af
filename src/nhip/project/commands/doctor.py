"""`nhip doctor`: looks at the machine and the data, says what is missing or wrong and what to do, in plain words."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from nhip.project import health

MARKS = {health.GOOD: "  tốt  ", health.MISSING: " thiếu ", health.WRONG: "  SAI  "}


def main(arguments: Sequence[str]) -> int:
    """0 when nothing is wrong (something optional may be missing), 1 when something is wrong."""
    argparse.ArgumentParser(prog="nhip doctor", description="Khám máy và dữ liệu.").parse_args(arguments)
    findings = health.look()
    for one in findings:
        print(f"[{MARKS[one.state]}] {one.what}")
        if one.advice:
            print(f"{'':10}→ {one.advice}")
    wrong = sum(one.state == health.WRONG for one in findings)
    missing = sum(one.state == health.MISSING for one in findings)
    print(f"\nKhám {len(findings)} mục: {wrong} sai, {missing} thiếu.")
    return 1 if wrong else 0
