"""The documents of the sample province, for a run without documents of one's own."""

from __future__ import annotations

from importlib import resources
from pathlib import Path


def files() -> list[Path]:
    """Every document packaged with the sample province."""
    return sorted((Path(str(resources.files("nhip.project.sample"))) / "documents").glob("*.txt"))
