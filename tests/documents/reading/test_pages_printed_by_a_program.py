"""Tables as a program prints them from real pages (an office suite to PDF, `pdftotext -layout` to text).

Letters of unequal width move the cells of each row, columns stand one space apart, and pages break inside rows. The
same 18 rows (`printed/rows.json`: duty, lead, coordinating, time, product) are printed in four ways.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nhip.documents.reading.reader import read
from nhip.documents.reading.record import Task

HERE = Path(__file__).parent / "printed"
ROWS = [(row[0], row[1], row[2]) for row in json.loads((HERE / "rows.json").read_text("utf-8"))]


def words(text: str) -> set[str]:
    return set(text.lower().split())


def names(told: str) -> set[str]:
    return {name.strip().lower() for name in told.split(";")}


def reached(tasks: list[Task]) -> float:
    """F1 of the bodies of all rows, lead and coordinating together; each row takes the duty most like its words."""
    right = expected = found = 0
    left = list(tasks)
    for duty, lead, coordinating in ROWS:
        near = max(left, key=lambda task: len(words(duty) & words(task.text)), default=None)
        mine = names(lead), names(coordinating)
        expected += sum(map(len, mine))
        if near is None:
            continue
        left.remove(near)
        theirs = {b.name.lower() for b in near.lead_agencies}, {b.name.lower() for b in near.coordinating_agencies}
        found += sum(map(len, theirs))
        right += sum(len(a & b) for a, b in zip(mine, theirs, strict=True))
    return 2 * right / (expected + found)


@pytest.mark.parametrize(
    ("name", "floor"), [("centred", 0.86), ("groups", 0.86), ("without_numbers", 0.86), ("time_first", 0.60)]
)
def test_bodies_stand_in_their_columns(name: str, floor: float) -> None:
    tasks = read((HERE / f"{name}.txt").read_text("utf-8"), source_file="x.txt", proofread=False).tasks
    assert reached([task for task in tasks if task.kind == "assignment"]) >= floor
