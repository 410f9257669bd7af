"""What may take a released story out, and nothing else: publish, find by key, put right, withdraw, read its results.

A carrier knows no database and reads nothing that is not its own agency's posting. It says one of three things of a
publication: it is out (`Posting`), it was surely not taken (`NotTaken`), or the answer was lost (`Unclear`). After
`Unclear`, or when a process died while asking, `find` is asked before anything is published again; where a platform
cannot be asked (`Unknowable`), a person looks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from nhip.text.issues import Issue


@dataclass(frozen=True, slots=True)
class Clip:
    """A film as a file. `size` in bytes, `seconds` its length (0: not known)."""

    path: Path
    size: int
    kind: str = "video/mp4"
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class Message:
    """A released story as carriers get it. `key` is the same on every try; `contact` the office and its number.

    `note` is what was put right, for a correction. `plain` is the whole text in paragraphs. `width`, `height` are the
    picture's in pixels, `weight` its bytes (0: not known), `alt` its words for those who do not see it.
    """

    key: str
    title: str
    lead: str
    plain: tuple[str, ...]
    address: str
    office: str
    contact: str
    language: str = "vi"
    note: str = ""
    picture: str = ""
    machine_help: str = ""
    alt: str = ""
    width: int = 0
    height: int = 0
    weight: int = 0
    clip: Clip | None = None
    handle: str = ""
    """What an earlier try of the same message left to ask by."""
    hold: Callable[[str], None] | None = field(default=None, compare=False, repr=False)
    """Called before each piece of an upload with what it can be asked by: it is kept, and the message stays in hand.
    Raises Overtaken where it does not any more."""

    @property
    def marked_address(self) -> str:
        """The story's address with the key behind it, where no server sees it: it marks our posting, not its reader."""
        return f"{self.address}#{self.key}"


@dataclass(frozen=True, slots=True)
class Preview:
    """Exactly what would be sent: `fields` by the vendor's names, `text` as a reader sees it; `issues` stop it."""

    text: str
    fields: Mapping[str, object] = field(hash=False, default_factory=dict)
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Posting:
    """The carrier's own number of what it has, and where it can be seen."""

    reference: str
    url: str = ""


class NotTaken(Exception):
    """The carrier surely did not take it. `again`: a later try may help. `fault`: what happened, in Vietnamese.

    `after`: seconds that the platform asks to wait. `token`: the access token is over and has to be exchanged first.
    """

    def __init__(self, fault: str, *, again: bool, after: int = 0, token: bool = False) -> None:
        self.fault, self.again, self.after, self.token = fault, again, after, token
        super().__init__(fault)


class Gone(NotTaken):
    """What was asked for is not on the platform any more."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault, again=False)


class Unclear(Exception):
    """The answer was lost: the carrier may have it or not. `handle`: what the platform can be asked about it by."""

    def __init__(self, told: str = "", *, handle: str = "") -> None:
        self.handle = handle
        super().__init__(told)


class Overtaken(Exception):
    """Somebody else has the message in hand now, or it may not go out any more: whoever uploads it stops."""


class Unknowable(Exception):
    """The platform has no question that would say whether it has a posting: a person has to look."""


class Carrier(Protocol):
    """One way out. Whoever implements this cannot do more than it says."""

    def preview(self, message: Message) -> Preview:
        """Exactly what would be sent. Pure: asks nobody."""

    def publish(self, message: Message) -> Posting:
        """Post it. Raises NotTaken, Unclear."""

    def find(self, message: Message) -> Posting | None:
        """What the carrier already has under the message's key. Raises NotTaken, Unclear; Unknowable where the platform
        has no such question."""

    def update(self, reference: str, message: Message) -> Posting:
        """Put a posting of ours right, as the platform lets one: in place, or by a comment of ours below it. Called
        again it changes nothing more. The posting's own reference. Raises Gone, NotTaken, Unclear."""

    def withdraw(self, reference: str) -> None:
        """Take a posting of ours down; one that is already gone is no error. Raises NotTaken, Unclear."""

    def results(self, reference: str) -> Mapping[str, int]:
        """What came of a posting of ours, by the platform's definitions. Raises Gone, NotTaken, Unclear."""

    def audience(self) -> Mapping[str, int]:
        """What is known of our channel, by the platform's definitions; asking it proves that the token holds."""


def attributed(message: Message) -> str:
    """The lines that say who speaks and where to ask. Every carrier's text ends with them."""
    lines = [message.office, message.contact]
    if message.machine_help:
        lines.append(message.machine_help)
    return "\n".join(dict.fromkeys(line for line in lines if line))


def against(message: Message) -> list[Issue]:
    """What no message may lack, whatever the carrier."""
    issues = []
    if not message.office.strip() or not message.contact.strip():
        issues.append(Issue("contact", "channels.message_unattributed", {}))
    if not message.title.strip():
        issues.append(Issue("title", "channels.message_untitled", {}))
    return issues


def too_long(name: str, text: str, most: int, way: str) -> list[Issue]:
    """A finding where a text is longer than the carrier takes (0: no limit is known)."""
    if not most or len(text) <= most:
        return []
    return [Issue(name, "channels.too_long", {"way": way, "length": str(len(text)), "most": str(most)})]
