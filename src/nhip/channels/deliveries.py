"""The states of a delivery, as one table. Prose: docs/rules/release.md.

`sending` is written before a carrier is asked. A process that dies there leaves `sending`; whoever finds it asks the
carrier what it has before trying again, so nothing is posted twice.
"""

from __future__ import annotations

from collections.abc import Mapping

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

MOVES: Mapping[str, frozenset[str]] = {
    "waiting": frozenset({"sending", "by_hand", "out", "cancelled"}),
    "sending": frozenset({"out", "failed", "sending", "by_hand", "withdrawing", "cancelled"}),
    "by_hand": frozenset({"out", "cancelled"}),
    "failed": frozenset({"sending", "by_hand", "cancelled"}),
    "out": frozenset({"withdrawing", "withdrawn"}),
    "withdrawing": frozenset({"withdrawn", "withdrawing"}),
    "withdrawn": frozenset(),
    "cancelled": frozenset(),
}

OPEN = frozenset({"waiting", "sending", "failed", "withdrawing"})
"""What a machine still has to do."""


def may_become(was: str, now: str) -> bool:
    """Whether a delivery in one state may come into another. Raises KeyError for a state the table does not know."""
    return now in MOVES[was]


def circuit_name(carrier: str, outlet: int | None) -> str:
    """What is left alone together after faults: one carrier at one channel."""
    return f"{carrier}:{outlet or 0}"
