"""The states of a delivery. Prose: docs/rules/release.md.

`sending` is written before a carrier is asked. A process that dies there leaves `sending`; whoever finds it asks the
carrier what it has before trying again, so nothing is posted twice. Where a platform cannot be asked, the row becomes
`unknown` and a person says what stands there. `replaced`: a correction took the posting over.
"""

from __future__ import annotations

STATES = (
    ("waiting", "chờ phát hành"),
    ("sending", "đang gửi"),
    ("unknown", "chưa rõ đã đăng"),
    ("by_hand", "chờ đăng tay"),
    ("out", "đã đăng"),
    ("failed", "chưa gửi được"),
    ("replaced", "đã đính chính"),
    ("withdrawing", "đang gỡ"),
    ("withdrawn", "đã gỡ"),
    ("cancelled", "đã hủy"),
)

OPEN = frozenset({"waiting", "sending", "failed", "withdrawing"})
"""What a machine still has to do."""


STANDING = frozenset({"out", "sending", "unknown", "by_hand", "failed", "waiting"})
"""Where an older text is, or may still come to be: a correction goes there too."""


def circuit_name(carrier: str, outlet: int | None) -> str:
    """What is left alone together after faults: one carrier at one channel."""
    return f"{carrier}:{outlet or 0}"
