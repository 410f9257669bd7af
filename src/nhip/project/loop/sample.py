"""The documents of the sample province, for a run without documents of one's own."""

from __future__ import annotations

from importlib import resources
from pathlib import Path


def files() -> list[Path]:
    """Every document packaged with the sample province."""
    folder = Path(str(resources.files("nhip.project.sample")))
    return [folder / "plan.txt", *sorted((folder / "documents").glob("*.txt"))]
