"""The one law: the later knows the earlier. Imports, foreign keys (also by string), signals, and who knows Django."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest
from django.apps import apps
from django.core.management import call_command
from tests.house.floors import FIXED, FLOORS, FRAMEWORKS, ROOT, SOURCE, imports, is_plain, module_of, room_of, sources


def test_imports_point_down() -> None:
    command = [
        sys.executable,
        "-c",
        "import sys; from importlinter.cli import lint_imports_command as c; sys.exit(c())",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]


def test_the_rooms_are_the_ones_we_know() -> None:
    found = {folder.name for folder in SOURCE.iterdir() if folder.is_dir() and folder.name != "__pycache__"}
    assert found - {"web"} == {*FLOORS, "cli"}


def test_only_the_fixed_names_import_a_framework() -> None:
    wrong = [
        f"{path.relative_to(SOURCE)}: {name}"
        for path in sources()
        if is_plain(path)
        for name in imports(path)
        if name.split(".")[0] in FRAMEWORKS
    ]
    assert wrong == []


BLOCKED = """
import importlib, sys, traceback
class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {frameworks!r}:
            raise ImportError(name + " is blocked")
sys.meta_path.insert(0, Blocked())
failed = 0
for name in sys.stdin.read().split():
    try:
        importlib.import_module(name)
    except Exception:
        failed += 1
        print(name, traceback.format_exc().strip().splitlines()[-1])
sys.exit(1 if failed else 0)
"""


def test_every_plain_file_is_importable_without_django() -> None:
    plain = "\n".join(module_of(path) for path in sources() if is_plain(path))
    done = subprocess.run(
        [sys.executable, "-c", BLOCKED.format(frameworks=FRAMEWORKS)],
        input=plain, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_foreign_keys_point_down() -> None:
    order = {room: number for number, room in enumerate(FLOORS)}
    wrong = []
    for model in apps.get_models(include_auto_created=True):
        if not model.__module__.startswith("nhip."):
            continue
        room = model._meta.app_label
        for field in model._meta.get_fields():
            other = field.related_model if field.is_relation and not field.auto_created else None
            if (
                other is not None
                and other.__module__.startswith("nhip.")
                and order[other._meta.app_label] > order[room]
            ):
                wrong.append(f"{model._meta.label}.{field.name} -> {other._meta.label}")
    assert wrong == []


def test_faces_own_no_tables() -> None:
    assert [model for model in apps.get_models() if model._meta.app_label in ("workspace", "cli", "project")] == []


def test_no_room_listens_to_signals() -> None:
    """Nothing calls upward. The project alone listens, and only to the sign-in libraries (`project/sign_in.py`)."""
    wrong = []
    for path in sources():
        if room_of(path) == "project":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = getattr(node, "func", None)
            called = getattr(name, "id", getattr(name, "attr", ""))
            if isinstance(node, ast.Call) and (
                called == "receiver" or (called == "connect" and "signal" in ast.unparse(name))
            ):
                wrong.append(f"{path.relative_to(SOURCE)}:{node.lineno}")
    assert wrong == []


def test_rooms_never_read_the_clock_or_the_network_in_plain_files() -> None:
    """Plain code is given the day; only the journal's seals and the intake's time limits may look at a clock."""
    wrong = []
    for path in sources():
        if not is_plain(path) or room_of(path) in ("cli",):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                called = ast.unparse(node.func)
                if called in ("datetime.now", "date.today", "datetime.today", "datetime.utcnow", "time.time"):
                    wrong.append(f"{path.relative_to(SOURCE)}:{node.lineno} {called}")
    assert wrong == []


@pytest.mark.django_db
def test_the_migrations_say_what_the_models_say() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_fixed_names_are_folders_or_files_not_both() -> None:
    wrong = [
        f"{room.name}/{name}"
        for room in SOURCE.iterdir()
        for name in FIXED
        if (room / f"{name}.py").exists() and (room / name).is_dir()
    ]
    assert wrong == []
