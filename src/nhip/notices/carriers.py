"""What takes a short message out of the house: one small interface, and a local carrier that writes to a file.

A carrier of Zalo or SMS is a class with a `code` and a `send`; it is named in the settings by its dotted path. It gets
an address, one line without any matter, and a link that asks for sign-in: nothing else leaves through it.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Message:
    """One message. `reference` is ours and the same on a second try, so that a carrier can send once."""

    to: str
    line: str
    link: str
    reference: str


class Carrier(Protocol):
    """Takes a message out, or raises `CarrierError`: tried again later."""

    def send(self, message: Message) -> str:
        """The carrier's own number of the message."""


class CarrierError(Exception):
    """The carrier did not take the message."""


class FileCarrier:
    """The local stand-in: each message one line of JSON in a file. For trying out and for tests; it reaches nobody."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def send(self, message: Message) -> str:
        held = self.file.read_text("utf-8").splitlines() if self.file.exists() else []
        for number, line in enumerate(held):
            if json.loads(line)["reference"] == message.reference:
                return f"file:{number}"
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with self.file.open("a", encoding="utf-8") as out:
            out.write(json.dumps(asdict(message), ensure_ascii=False) + "\n")
        return f"file:{len(held)}"
