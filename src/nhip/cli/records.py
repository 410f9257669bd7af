"""The record of a text that was read, within a time limit."""

from __future__ import annotations

from pathlib import PurePath

from nhip.cli import voice
from nhip.cli.shelves import directory, laws
from nhip.cli.time_limit import TooSlow, at_most
from nhip.documents.intake.outcome import Read
from nhip.documents.reading.reader import read as read_record
from nhip.documents.reading.record import Record
from nhip.text.issues import Issue, sentence

SECONDS = 60.0


def record_of(read: Read, proofread: bool = True) -> Record | None:
    """The record; None, and a sentence on standard error, when reading takes too long."""
    name = PurePath(read.name).name
    try:
        with at_most(SECONDS):
            return read_record(
                read.text,
                source_file=name,
                from_scan=read.from_scan,
                directory=directory(),
                laws=laws(),
                proofread=proofread,
            )
    except TooSlow:
        told = sentence(Issue("file", "documents.reading_too_slow", {"seconds": round(SECONDS)}))
        voice.say(f"{read.name}: {told}")
        return None
