"""Columns of a kind's table: the same in the template, in what is brought in and in what is taken out."""

from __future__ import annotations

from dataclasses import dataclass

from nhip.plans.kinds import Kind
from nhip.text.normalise import fold


@dataclass(frozen=True, slots=True)
class Column:
    """`key` is a column of the ledger or `field:` and a key of the kind. `needed`: a table without it is refused."""

    key: str
    name: str
    needed: bool = False
    choices: tuple[str, ...] = ()
    help: str = ""
    width: int = 18


def columns(kind: Kind) -> tuple[Column, ...]:
    """The columns in the order of the template."""
    return (
        Column("on", "Ngày", needed=True, help="Ngày thực hiện, ví dụ 05/6/2026.", width=14),
        Column("title", "Nội dung", needed=True, help="Tên hoặc nội dung hoạt động, mỗi hoạt động một dòng.", width=50),
        Column("quantity", f"Số lượng ({kind.measure})", needed=True, help="Ghi bằng chữ số. Không có thì ghi 0."),
        *(
            Column(
                f"field:{one.key}",
                one.label,
                choices=("Có", "Không") if one.type == "truth" else tuple(option.name for option in one.options),
                help=one.help,
            )
            for one in kind.fields
        ),
        Column("qualifier", "Mức độ chính xác", choices=("trên", "hơn", "khoảng", "gần", "dưới", "ít nhất", "ước"),
               help="Để trống nếu là số đếm chính xác."),
        Column("language", "Ngôn ngữ", help="Để trống nếu là tiếng Việt."),
        Column("audience", "Đối tượng", width=24),
        Column("channel", "Kênh", width=24),
        Column("place", "Địa điểm", width=24),
        Column("link", "Đường dẫn minh chứng", help="Địa chỉ trang, bắt đầu bằng https://.", width=40),
        Column("unit", "Cơ quan, đơn vị", help="Để trống nếu là đơn vị đang nhập.", width=30),
    )  # fmt: skip


def heading(text: str) -> str:
    """A heading as it is compared: without marks, capitals, stars and double spaces."""
    return " ".join(fold(text).replace("*", " ").split())


def matched(kind: Kind, headings: list[str]) -> tuple[dict[int, Column], list[str], list[int]]:
    """Column by its place, the needed ones that are missing, the places of headings nobody knows."""
    known: dict[str, Column] = {}
    for column in columns(kind):
        known.setdefault(heading(column.name), column)
        known.setdefault(heading(column.name.partition("(")[0]), column)
    found: dict[int, Column] = {}
    strange = []
    for place, text in enumerate(headings):
        met = known.get(heading(text))
        if not text.strip():
            continue
        if met is None or met in found.values():
            strange.append(place)
        else:
            found[place] = met
    missing = [column.name for column in columns(kind) if column.needed and column not in found.values()]
    return found, missing, strange


def cell_name(place: int, row: int) -> str:
    """C5 for the third column (place 2) of row 5."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"
