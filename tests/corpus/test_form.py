"""The form of the composed documents: head, sections, citations, recipients, signer and errors of the text.

Annotations with these keys are plain cards (see `form_scoring.py`); `form_floors.json` holds the least F1 of each
measure over all of them. A floor is raised when the reader earns it, and never lowered.
"""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

from nhip.documents.reading.reader import read
from nhip.documents.reading.record import as_json

HERE = Path(__file__).parent
KEYS = {"header", "sections", "citations", "recipients", "signer", "text_errors"}


def _form_scoring() -> ModuleType:
    spec = importlib.util.spec_from_file_location("corpus_form_scoring", HERE / "form_scoring.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_form_is_read_at_least_as_well_as_before() -> None:
    form = _form_scoring().form
    sums: dict[str, list[int]] = {}
    for path in sorted(HERE.glob("*/gold.json")):
        gold = json.loads(path.read_text("utf-8"))
        if not KEYS & gold.keys():
            continue
        text = path.with_name("text.txt").read_bytes().decode("utf-8")
        for measure, tally in form(gold, as_json(read(text, source_file="text.txt")), text).items():
            sums[measure] = [a + b for a, b in zip(sums.get(measure, [0, 0, 0]), tally, strict=True)]
    reached = {m: 2 * right / (expected + found) for m, (right, expected, found) in sums.items()}
    floors = json.loads((HERE / "form_floors.json").read_text("utf-8"))
    assert {m: (reached[m], floor) for m, floor in floors.items() if reached[m] < floor} == {}
    assert floors.keys() == reached.keys()
