"""What the house tests share: the floors, the rooms, and which files are plain."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "nhip"

FLOORS = (
    "text", "journal", "law", "agencies", "notices", "media", "documents", "plans", "newsroom", "places", "press",
    "feedback", "channels", "measurement", "reporting", "assistant", "workspace", "portal", "project",
)  # fmt: skip
"""Lower floors first; `portal` and `cli` stand beside `workspace`."""

FACES = ("workspace", "portal", "project")
"""May import Django anywhere; own no tables."""

FIXED = ("models", "actions", "queries", "jobs", "admin", "apps", "migrations")
"""The files (or folders) of a room that may import Django."""

FRAMEWORKS = ("django", "allauth", "axes", "django_tasks", "django_tasks_db", "whitenoise", "wagtail")


def sources() -> Iterator[Path]:
    """Every Python file of the package."""
    yield from sorted(path for path in SOURCE.rglob("*.py") if "__pycache__" not in path.parts)


def room_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def is_plain(path: Path) -> bool:
    """Whether the file must run without Django."""
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return parts[0] not in FACES and not any(part in FIXED for part in parts[1:])


def module_of(path: Path) -> str:
    parts = path.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> Iterator[str]:
    """The modules a file names in its imports, those inside functions as well."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
