"""The states of a delivery. Prose: docs/rules/release.md.

`sending` is written before a carrier is asked. A process that dies there leaves `sending`; whoever finds it asks the
carrier what it has before trying again, so nothing is posted twice.
"""

from __future__ import annotations

STATES = (
    ("waiting", "chờ phát hành"),
    ("sending", "đang gửi"),
    ("by_hand", "chờ đăng tay"),
    ("out", "đã đăng"),
    ("failed", "chưa gửi được"),
    ("withdrawing", "đang gỡ"),
    ("withdrawn", "đã gỡ"),
    ("cancelled", "đã hủy"),
)

OPEN = frozenset({"waiting", "sending", "failed", "withdrawing"})
"""What a machine still has to do."""


def circuit_name(carrier: str, outlet: int | None) -> str:
    """What is left alone together after faults: one carrier at one channel."""
    return f"{carrier}:{outlet or 0}"
