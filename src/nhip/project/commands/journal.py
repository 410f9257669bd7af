"""`nhip journal verify | seal | show`: check the chain, seal its end, list the latest entries."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from django.conf import settings
from django.utils import timezone

from nhip.journal import actions, queries, seals
from nhip.journal.models import Entry
from nhip.text.issues import sentence


def main(arguments: Sequence[str]) -> int:
    """0 when the journal holds, 3 when rows were changed, removed or inserted (each named)."""
    parser = argparse.ArgumentParser(prog="nhip journal", description="Nhật ký: kiểm tra, niêm phong, xem.")
    parser.add_argument("deed", choices=["verify", "seal", "show"], metavar="verify|seal|show")
    parser.add_argument("-n", type=int, default=20, help="số dòng khi xem (mặc định 20)")
    asked = parser.parse_args(arguments)
    return {"verify": _verify, "seal": _seal, "show": lambda: _show(asked.n)}[asked.deed]()


def _verify() -> int:
    faults = queries.faults()
    for fault in faults:
        print(sentence(fault), file=sys.stderr)
    if faults:
        return 3
    print(f"Nhật ký toàn vẹn: {queries.count()} dòng, {len(seals.lines(settings.NHIP_HEADS))} niêm phong.")
    return 0


def _seal() -> int:
    seal = actions.seal()
    if seal is None:
        print("Nhật ký chưa có dòng nào.")
    else:
        print(f"Đã niêm phong đến dòng {seal.number}: {seal.hash}")
        print(f"Chép {settings.NHIP_HEADS / seals.FILE} sang nơi khác để đối chiếu về sau.")
    return 0


def _show(count: int) -> int:
    for entry in Entry.objects.order_by("-pk")[:count]:
        at = f"{timezone.localtime(entry.at):%d/%m/%Y %H:%M:%S}"
        print(entry.number, at, entry.actor_label, entry.verb, entry.subject, entry.ground, sep="\t")
    return 0
