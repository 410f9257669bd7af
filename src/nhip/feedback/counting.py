"""Counts for the public: a small number may say who it was, so it is not said, nor what would give it away."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

SMALL = 10
"""Cells from 1 to 9 are not shown (rule R3: groups of fewer than ten)."""

RowKey = TypeVar("RowKey", bound=Hashable)
ColumnKey = TypeVar("ColumnKey", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Counted(Generic[RowKey, ColumnKey]):
    """A table of counts; None: not shown because it is small or would give a small one away."""

    rows: tuple[RowKey, ...]
    columns: tuple[ColumnKey, ...]
    cells: Mapping[tuple[RowKey, ColumnKey], int | None]
    row_totals: Mapping[RowKey, int | None]
    column_totals: Mapping[ColumnKey, int | None]
    total: int | None


def shown(pairs: Iterable[tuple[RowKey, ColumnKey]], least: int = SMALL) -> Counted[RowKey, ColumnKey]:
    """The table of all pairs. Where one cell of a line is hidden while its total is shown, a second one is hidden too:
    otherwise a subtraction would show the first.
    """
    counts: dict[tuple[RowKey, ColumnKey], int] = {}
    for pair in pairs:
        counts[pair] = counts.get(pair, 0) + 1
    rows = tuple(dict.fromkeys(row for row, _ in counts))
    columns = tuple(dict.fromkeys(column for _, column in counts))
    whole = {(row, column): counts.get((row, column), 0) for row in rows for column in columns}
    by_row = {row: sum(whole[row, column] for column in columns) for row in rows}
    by_column = {column: sum(whole[row, column] for row in rows) for column in columns}
    hidden = {cell for cell, count in whole.items() if 0 < count < least}
    _hide_seconds(hidden, whole, rows, columns)
    said_rows = _totals(by_row, least)
    said_columns = _totals(by_column, least)
    total = sum(by_row.values())
    return Counted(
        rows, columns, {cell: None if cell in hidden else count for cell, count in whole.items()},
        said_rows, said_columns, None if 0 < total < least else total,
    )  # fmt: skip


def _hide_seconds(
    hidden: set[tuple[RowKey, ColumnKey]], whole: Mapping[tuple[RowKey, ColumnKey], int],
    rows: Sequence[RowKey], columns: Sequence[ColumnKey],
) -> None:  # fmt: skip
    lines = [[(row, column) for column in columns] for row in rows]
    lines += [[(row, column) for row in rows] for column in columns]
    changed = True
    while changed:
        changed = False
        for line in lines:
            out = [cell for cell in line if cell in hidden]
            left = [cell for cell in line if cell not in hidden]
            if len(out) == 1 and left:
                hidden.add(min(left, key=lambda cell: (whole[cell] == 0, whole[cell])))
                changed = True


def _totals(told: Mapping[RowKey, int], least: int) -> dict[RowKey, int | None]:
    """Totals; small ones and, where one alone would be hidden, the next smallest are not shown."""
    hidden = {key for key, count in told.items() if 0 < count < least}
    if len(hidden) == 1 and len(told) > 1:
        hidden.add(min((key for key in told if key not in hidden), key=lambda key: told[key]))
    return {key: None if key in hidden else count for key, count in told.items()}
