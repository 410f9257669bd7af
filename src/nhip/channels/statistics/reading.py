"""What a counter of visits may do here: say a finished day's sums. Nothing about single visits is asked or could be.

One file for each counter behind this protocol.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from nhip.channels.carriers.asking import ask
from nhip.channels.carriers.carrier import NotTaken, Unclear


@dataclass(frozen=True, slots=True)
class DayRead:
    """A site's day in a language (empty: the whole). `foreign_visits` None: this counter does not say."""

    views: int
    visits: int
    foreign_visits: int | None = None
    language: str = ""


class NotRead(Exception):
    """The counter did not say. `fault`: what happened, in Vietnamese."""

    def __init__(self, fault: str) -> None:
        self.fault = fault
        super().__init__(fault)


class Statistics(Protocol):
    """A counter of visits."""

    @property
    def definition(self) -> str:
        """The code of how it counts, from `data/platforms.toml`."""

    def day(self, on: date) -> tuple[DayRead, ...]:
        """The sums of a finished day. Raises NotRead."""


def asked(
    method: str, url: str, *, fields: Mapping[str, str] | None = None, body: object = None,
    headers: Mapping[str, str] | None = None,
) -> Any:  # fmt: skip
    """The JSON of a counter's answer. Raises NotRead for anything else than a good one."""
    try:
        status, told = ask(method, url, fields=fields, body=body, headers=headers)
    except (NotTaken, Unclear) as error:
        raise NotRead("Không kết nối được máy chủ thống kê.") from error
    if status in (401, 403):
        raise NotRead("Máy chủ thống kê không nhận mã truy cập.")
    if status == 429:
        raise NotRead("Máy chủ thống kê giới hạn lượt hỏi.")
    if status != 200 or told is None:
        raise NotRead(f"Máy chủ thống kê trả lời {status}.")
    return told


def whole(value: object) -> int:
    """A count in an answer. Raises NotRead for what is none."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0 or value != int(value):
        raise NotRead("Máy chủ thống kê trả lời khác mô tả đã công bố.")
    return int(value)
