"""`nhip prepare [--sample]`: tables, styles, packaged data, and the sample province when asked."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from nhip.project import preparing
from nhip.project.commands.sample import tell
from nhip.project.sample import province


def main(arguments: Sequence[str]) -> int:
    """0 when everything is in place."""
    parser = argparse.ArgumentParser(prog="nhip prepare", description="Chuẩn bị cơ sở dữ liệu và tệp của trang.")
    parser.add_argument("--sample", action="store_true", help="nạp cả tỉnh mẫu và in cách đăng nhập")
    asked = parser.parse_args(arguments)
    preparing.prepare(print)
    if asked.sample:
        tell(province.build(print))
    return 0
