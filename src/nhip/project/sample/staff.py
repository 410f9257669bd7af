"""Who works at each agency of the sample province: a focal point and a head, with invented names. Plain values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

FAMILIES = (
    "Hoàng",
    "Nông",
    "Vy",
    "Lương",
    "Hà",
    "Lộc",
    "Triệu",
    "Đàm",
    "Bế",
    "Chu",
    "Mã",
    "Lý",
    "Dương",
    "Phan",
    "Sầm",
)
MIDDLES = ("Thị", "Văn", "Thu", "Minh", "Ngọc", "Đức", "Thanh", "Quang")
GIVEN = ("Mẫu", "Mẫu Hạ", "Mẫu Xuân", "Mẫu Thu", "Mẫu An", "Mẫu Bình", "Mẫu Lan")
"""Every given name says that nobody bears it."""


@dataclass(frozen=True, slots=True)
class Member:
    """`role` at `unit` (its key). The address is made of the key, so it stays the same at every building."""

    unit: str
    role: str
    email: str
    name: str


def staff(units: Sequence[str]) -> Iterator[Member]:
    """A focal point and a leader for each unit, in the order given."""
    for number, unit in enumerate(units):
        for place, (role, word) in enumerate((("focal_point", "dau-moi"), ("leader", "thu-truong"))):
            at = 2 * number + place
            name = f"{FAMILIES[at % 15]} {MIDDLES[at // 15 % 8]} {GIVEN[at // 120 % 7]}"
            yield Member(unit, role, f"{word}.{_address(unit)}@mau.nhip.vn", name)


def _address(unit: str) -> str:
    return unit.removesuffix("/uy-ban-nhan-dan").replace("/", ".")
