"""`nhip sample [code EMAIL]`: build the sample province, print its sign-ins, or the six digits of the moment."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence

from django.utils import timezone

from nhip.project.sample import province, working


def main(arguments: Sequence[str]) -> int:
    """0 when done; 1 for an address that is not of the sample."""
    parser = argparse.ArgumentParser(
        prog="nhip sample", description="Tỉnh mẫu: dựng, in cách đăng nhập, in mã xác thực."
    )
    parser.add_argument("--code", metavar="EMAIL", help="in mã xác thực lúc này của một người trong tỉnh mẫu")
    asked = parser.parse_args(arguments)
    if not asked.code:
        people = province.build(print)
        working.work_year(print, timezone.localdate())
        tell(people)
        return 0
    for person in province.people():
        if person.email == asked.code.lower():
            print(person.code(time.time()) or "Vai trò này không cần mã xác thực.")
            return 0
    print(f"nhip sample: tỉnh mẫu không có {asked.code}.", file=sys.stderr)
    return 1


def tell(people: Sequence[province.Person]) -> None:
    """Print the sign-in of each role."""
    width = max((len(person.role_name) for person in people), default=0)
    print("\nĐăng nhập mẫu (mật khẩu chỉ có trên máy này):")
    for person in people:
        more = f"   mã lúc này: {person.code(time.time())}" if person.secret else ""
        print(f"  {person.role_name:<{width}}   {person.email:<26} {person.password}{more}")
    print("Mã xác thực đổi mỗi 30 giây; xem lại bằng: nhip sample --code EMAIL\n")
