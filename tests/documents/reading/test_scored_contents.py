"""The goals on the annotated seeds, where they are at hand: duties, figures, judgements."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from nhip.documents.reading.reader import read
from nhip.documents.reading.record import as_json

ROOT = Path(__file__).parents[3]
SHARED = ROOT.parent / "shared"
GOALS = {
    "tasks": 0.95,
    "lead_agencies": 0.95,
    "implementing_agencies": 0.95,
    "coordinating_agencies": 0.95,
    "figures": 0.92,
    "unit": 0.95,
    "qualifier": 0.95,
    "indicator": 0.85,
    "limitations": 0.95,
    "directions": 0.95,
    "proposals": 0.95,
}


def _scoring() -> Any:
    spec = importlib.util.spec_from_file_location("corpus_scoring", ROOT / "tests" / "corpus" / "scoring.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def _comparable(gold: dict[str, Any]) -> dict[str, Any]:
    """The annotation with the keys of our corpus: only assignments, bodies by name."""
    tasks = [
        {
            **task,
            **{
                role: [body["name"] for body in task.get(role) or []]
                for role in ("lead_agencies", "implementing_agencies", "coordinating_agencies")
            },
        }
        for task in gold["tasks"]
        if task["kind"] == "assignment"
    ]
    kept = {key: gold[key] for key in ("figures", "limitations", "directions", "proposals", "objectives")}
    return {"tasks": tasks, **kept}


@pytest.mark.scored
@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the annotated seeds are not here")
def test_the_goals_on_the_annotated_seeds() -> None:
    scoring = _scoring()
    sums: dict[str, Any] = {}
    for path in sorted((SHARED / "gold").glob("[0-9]*.json")):
        gold = json.loads(path.read_text("utf-8"))
        text = (SHARED / "seeds" / gold["source_file"]).read_bytes().decode("utf-8")
        found = as_json(read(text, source_file=gold["source_file"]))
        for measure, count in scoring.score(_comparable(gold), found).items():
            total = sums.setdefault(measure, scoring.Count())
            total.right += count.right
            total.expected += count.expected
            total.found += count.found
    short = {measure: round(sums[measure].f1, 3) for measure, goal in GOALS.items() if sums[measure].f1 < goal}
    assert not short
