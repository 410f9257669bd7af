"""Every action writes the journal: seen in the source, and again while the sample province is built."""

from __future__ import annotations

import ast
from collections.abc import Callable
from functools import wraps
from importlib import import_module
from pathlib import Path

import pytest
from tests.house.floors import SOURCE, module_of

from nhip.journal.models import Entry

EXCUSED = {
    "nhip.journal.actions.write": "is the writing itself",
    "nhip.journal.actions.seal": "changes nothing in the database; its trace is the seal",
    "nhip.newsroom.actions.desks.take_seat": "decides nothing: permits and appointments did, each with its entry",
    "nhip.documents.actions.reading.documents_waiting": "a question, kept beside the claim that it serves",
}
"""Public functions of action files that write no entry, each with its reason. This list only shrinks."""


def files() -> list[Path]:
    return sorted([*SOURCE.glob("*/actions.py"), *SOURCE.glob("*/actions/*.py")])


def _functions(path: Path) -> dict[str, ast.FunctionDef]:
    return {node.name: node for node in ast.parse(path.read_text("utf-8")).body if isinstance(node, ast.FunctionDef)}


def _calls(function: ast.FunctionDef) -> set[str]:
    """What it calls, and what it hands on to be called."""
    return {ast.unparse(node) for node in ast.walk(function) if isinstance(node, ast.Name | ast.Attribute)}


def _imported_actions(path: Path) -> set[str]:
    """Names under which the file knows functions or modules of actions, its own room's or a lower one's."""
    known = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and ".actions" in f".{node.module}." + ".actions" * 0:
            known |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and any(alias.name == "actions" for alias in node.names):
            known |= {alias.asname or alias.name for alias in node.names if alias.name == "actions"}
    return known


def _writes(
    name: str, functions: dict[str, ast.FunctionDef], known: set[str], seen: frozenset[str] = frozenset()
) -> bool:
    for called in _calls(functions[name]):
        first = called.split(".")[0]
        if first in known:
            return True
        if called in functions and called not in seen | {name} and _writes(called, functions, known, seen | {name}):
            return True
    return False


@pytest.mark.parametrize("path", files(), ids=lambda path: module_of(path))
def test_every_public_action_reaches_the_journal(path: Path) -> None:
    functions, known = _functions(path), _imported_actions(path)
    silent = [
        f"{module_of(path)}.{name}"
        for name in functions
        if not name.startswith("_")
        and not _writes(name, functions, known)
        and f"{module_of(path)}.{name}" not in EXCUSED
    ]
    assert silent == []


def test_the_excused_still_exist() -> None:
    for name in EXCUSED:
        module, _, function = name.rpartition(".")
        assert hasattr(import_module(module), function), name


@pytest.mark.django_db
@pytest.mark.slow
def test_every_action_that_builds_the_sample_province_leaves_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    from nhip.project.sample import province

    ran: dict[str, int] = {}

    def watched(name: str, act: Callable[..., object]) -> Callable[..., object]:
        @wraps(act)
        def deed(*args: object, **kwargs: object) -> object:
            before = Entry.objects.count()
            answer = act(*args, **kwargs)
            ran[name] = ran.get(name, 0) + Entry.objects.count() - before
            return answer

        return deed

    for path in files():
        module = import_module(module_of(path))
        for name in _functions(path):
            full = f"{module_of(path)}.{name}"
            if not name.startswith("_") and full not in EXCUSED:
                monkeypatch.setattr(module, name, watched(full, getattr(module, name)))
    province.build(lambda text: None)
    assert len(ran) >= 4
    assert [name for name, entries in ran.items() if entries == 0] == []
