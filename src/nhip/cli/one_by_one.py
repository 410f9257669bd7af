"""Files read in the order they were named: for each document the line to print and whether it was read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from nhip.cli import voice
from nhip.documents.intake.door import open_path
from nhip.documents.intake.outcome import Opening, Read


@dataclass(frozen=True, slots=True)
class Form:
    """What is printed of each document."""

    text_only: bool = False
    with_text: bool = False
    quiet: bool = False
    fast: bool = False


def one_by_one(paths: Sequence[Path], form: Form) -> Iterator[tuple[str | None, bool]]:
    watch = voice.Watch(len(paths) if len(paths) > 1 else None, "tệp")
    for path in paths:
        for opening in open_path(path, progress=watch.page()):
            yield answer(opening, form)
        watch.step()
    watch.close()


def answer(opening: Opening, form: Form) -> tuple[str | None, bool]:
    """The line to print for one document, and whether it was read."""
    outcome = opening.outcome
    voice.tell(outcome, form.quiet)
    if not isinstance(outcome, Read):
        return None, False
    if form.text_only:
        return outcome.text, True
    from nhip.cli.records import record_of
    from nhip.documents.reading.record import as_json

    record = record_of(outcome, proofread=not form.fast)
    if record is None:
        return None, False
    # the digest of the bytes as sent, which for a plain text is that of the text
    found = {**as_json(record), "source_sha256": outcome.sha256}
    if form.with_text:
        found["text"] = outcome.text
    return json.dumps(found, ensure_ascii=False) + "\n", True
