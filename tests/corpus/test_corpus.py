"""The reader on documents composed for this repository: what is read today may only be read better tomorrow.

Each folder holds a `text.txt` (invented people, real places) and a `gold.json` written from what its author
meant, before
the reader saw it. `floors.json` holds the least F1 of each measure over all documents; raise a floor when the
reader earns it.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from nhip.documents.reading.reader import read
from nhip.documents.reading.record import as_json

HERE = Path(__file__).parent
DOCUMENTS = sorted(path.parent for path in HERE.glob("*/gold.json"))


def _scoring() -> Any:
    spec = importlib.util.spec_from_file_location("corpus_scoring", HERE / "scoring.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


scoring = _scoring()


def _text(folder: Path) -> str:
    return (folder / "text.txt").read_bytes().decode("utf-8")


def _located(value: Any) -> list[dict[str, Any]]:
    """Every value of a record that says where it stands."""
    if isinstance(value, list):
        return [found for entry in value for found in _located(entry)]
    if isinstance(value, dict):
        own = [value] if {"raw", "start", "end"} <= value.keys() else []
        return own + [found for entry in value.values() for found in _located(entry)]
    return []


@pytest.mark.parametrize("folder", DOCUMENTS, ids=lambda folder: folder.name)
def test_every_value_stands_where_it_says(folder: Path) -> None:
    text = _text(folder)
    found = _located(as_json(read(text, source_file="text.txt")))
    assert found
    for value in found:
        assert value["raw"] == text[value["start"] : value["end"]]


def test_the_corpus_is_read_at_least_as_well_as_before() -> None:
    sums: dict[str, Any] = {}
    for folder in DOCUMENTS:
        gold = json.loads((folder / "gold.json").read_text("utf-8"))
        for measure, count in scoring.score(gold, as_json(read(_text(folder), source_file="text.txt"))).items():
            total = sums.setdefault(measure, scoring.Count())
            total.right += count.right
            total.expected += count.expected
            total.found += count.found
    floors = json.loads((HERE / "floors.json").read_text("utf-8"))
    below = {
        measure: (round(sums[measure].f1, 4), floor) for measure, floor in floors.items() if sums[measure].f1 < floor
    }
    assert not below
    assert floors.keys() == sums.keys()
