"""The reader on documents written by another hand, mostly without having read its code.

Each folder of `blind/` and `blind_second/` (a later round, with citations annotated in full) holds a `text.txt`
(invented people, real places) and a `gold.json`; their `floors.json` hold the least F1 of each measure over all of
them. They are kept apart from the rest of the corpus because their floors say how well the reader does on what it was
not written for; a floor is raised when the reader earns it, never lowered.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from nhip.documents.reading.reader import read
from nhip.documents.reading.record import as_json

HERE = Path(__file__).parent
ROUNDS = ("blind", "blind_second")
HEAD = ("number", "symbol", "place", "date", "type", "title")


def _module(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"blind_{name}", HERE / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


scoring, form_scoring = _module("scoring"), _module("form_scoring")


def _head(record: dict[str, Any]) -> dict[str, Any]:
    header = record["header"]

    def of(key: str, name: str) -> Any:
        return (header.get(key) or {}).get(name)

    return {
        "number": of("number", "value"),
        "symbol": of("number", "symbol"),
        "place": of("place", "name"),
        "date": of("date", "value"),
        "type": of("doc_type", "code"),
        "title": of("title", "value"),
    }


def _tallies(gold: dict[str, Any], record: dict[str, Any], text: str) -> dict[str, tuple[int, int, int]]:
    content = {key: gold[key] for key in ("tasks", "figures", "limitations", "directions", "proposals")}
    out = {m: (c.right, c.expected, c.found) for m, c in scoring.score(content, record).items()}
    del out["deadline"], out["kind"]  # not annotated here
    out.update(form_scoring.form({key: gold[key] for key in ("sections", "recipients", "signer")}, record, text))
    mine, theirs = gold["header"], _head(record)
    right = sum(bool(mine[k]) and form_scoring.likeness(mine[k], theirs[k]) >= 0.9 for k in HEAD)
    out["header"] = (right, sum(bool(mine[k]) for k in HEAD), sum(bool(theirs[k]) for k in HEAD))
    found = [citation["number"] for citation in record["citations"] if citation["number"]]
    common = sum(min(gold["citations"].count(n), found.count(n)) for n in set(found))
    out["citations"] = (common, len(gold["citations"]), len(found))
    if "cited" in gold:
        out.update(_cited(gold["cited"], record["citations"]))
    return out


def _cited(gold: list[dict[str, Any]], read: list[dict[str, Any]]) -> dict[str, tuple[int, int, int]]:
    """Citations with and without a number by their place, and what is told of each."""
    pairs = scoring.paired(gold, read, scoring.overlap, 0.5)
    out = {"cited": (len(pairs), len(gold), len(read))}
    for key, least in (("number", 1.0), ("type_code", 1.0), ("issuer", 0.75), ("date", 1.0)):
        right = sum(scoring.likeness(mine[key], theirs[key]) >= least for mine, theirs in pairs)
        out[f"cited.{key}"] = (right, len(pairs), len(pairs))
    return out


def reached(folder: str) -> dict[str, float]:
    """F1 of each measure over all blind documents of one round."""
    sums: dict[str, tuple[int, int, int]] = {}
    for path in sorted(HERE.glob(f"{folder}/*/gold.json")):
        text = path.with_name("text.txt").read_bytes().decode("utf-8")
        record = as_json(read(text, source_file="text.txt"))
        for measure, (right, expected, found) in _tallies(json.loads(path.read_text("utf-8")), record, text).items():
            before = sums.get(measure, (0, 0, 0))
            sums[measure] = (before[0] + right, before[1] + expected, before[2] + found)
    return {m: 2 * r / (e + f) if e + f else 1.0 for m, (r, e, f) in sums.items()}


@pytest.mark.parametrize("folder", ROUNDS)
def test_blind_documents_are_read_at_least_as_well_as_before(folder: str) -> None:
    now = reached(folder)
    floors = json.loads((HERE / folder / "floors.json").read_text("utf-8"))
    assert {m: (now[m], floor) for m, floor in floors.items() if now[m] < floor} == {}
    assert floors.keys() == now.keys()


def test_every_value_of_a_blind_document_stands_where_it_says() -> None:
    def located(value: Any) -> list[dict[str, Any]]:
        if isinstance(value, list):
            return [found for entry in value for found in located(entry)]
        if isinstance(value, dict):
            own = [value] if {"raw", "start", "end"} <= value.keys() else []
            return own + [found for entry in value.values() for found in located(entry)]
        return []

    for path in [path for folder in ROUNDS for path in HERE.glob(f"{folder}/*/text.txt")]:
        text = path.read_bytes().decode("utf-8")
        found = located(as_json(read(text, source_file="text.txt")))
        assert found
        assert all(value["raw"] == text[value["start"] : value["end"]] for value in found)
