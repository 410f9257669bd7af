"""Verbs that take one document: open it, or say why not."""

from __future__ import annotations

from pathlib import Path

from nhip.cli import voice
from nhip.documents.intake.door import open_path
from nhip.documents.intake.outcome import Read, Refusal
from nhip.text.issues import Issue


def opened(path: Path, quiet: bool = False) -> Read | None:
    """The text of the file; None after the refusal was told. A folder or a .zip is not one document."""
    if path.is_dir():
        voice.tell(Refusal(name=path.name, issue=Issue("file", "documents.one_file_only", {})))
        return None
    openings = list(open_path(path, progress=voice.Watch(None, "trang").page()))
    if len(openings) != 1:
        voice.tell(Refusal(name=path.name, issue=Issue("file", "documents.one_file_only", {})))
        return None
    outcome = openings[0].outcome
    voice.tell(outcome, quiet)
    return outcome if isinstance(outcome, Read) else None
