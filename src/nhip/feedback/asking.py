"""What somebody asks, as it comes in by any way, and what stands against taking it in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from nhip.documents.intake.secrecy import bears_mark
from nhip.feedback.categories import categories, kinds
from nhip.text.issues import Issue

SHORTEST, LONGEST = 10, 4_000
"""Signs of a text; comments under a posting may be shorter."""
MOST_PHOTOS = 3
WAYS = (
    ("portal", "Cổng thông tin"),
    ("desk", "Tại cơ quan, điện thoại"),
    ("facebook", "Facebook"),
    ("zalo", "Zalo"),
)
"""How a matter came."""
CONVERSATIONS = frozenset({"facebook", "zalo"})
"""Ways that keep no text after the answer and give no code: the answer goes back where the question stood."""
HEARD = frozenset({"facebook"})
"""Conversations that others read as well."""
_MAIL = re.compile(r"[^@\s<>\"]{1,64}@[^@\s<>\".]+(\.[^@\s<>\".]+)+")
_PHONE = re.compile(r"\+?[\d .()-]{8,20}")


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, report, proposal or praise. `commune` is a unit's key; contact is optional and kept apart.
    `unit`: the office it was written to; empty where the category says who answers."""

    text: str
    kind: str = "report"
    category: str = "other"
    commune: str = ""
    language: str = "vi"
    came_by: str = "portal"
    may_publish: bool = False
    name: str = field(default="", repr=False)
    mail: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    photos: tuple[bytes, ...] = field(default=(), repr=False)
    ticket: str = field(default="", repr=False)
    unit: str = ""

    @property
    def contact(self) -> dict[str, str]:
        """What was given to reach the person by; empty when nothing was."""
        told = {"name": self.name.strip(), "mail": self.mail.strip(), "phone": self.phone.strip()}
        return {name: value[:254] for name, value in told.items() if value}


def against(asked: Asked) -> list[Issue]:
    """Everything that stands against taking it in. A text under a secrecy mark is refused and kept nowhere."""
    if bears_mark(asked.text):
        return [Issue("text", "documents.secrecy_mark", {})]
    issues, length = [], len(asked.text.strip())
    if length < (1 if asked.came_by in CONVERSATIONS else SHORTEST):
        issues.append(Issue("text", "feedback.text_short", {"least": SHORTEST}))
    if length > LONGEST:
        issues.append(Issue("text", "feedback.text_long", {"length": length, "most": LONGEST}))
    if asked.category not in categories():
        issues.append(Issue("category", "feedback.category_unknown", {}))
    if asked.kind not in kinds():
        issues.append(Issue("kind", "feedback.kind_unknown", {}))
    if asked.mail.strip() and (len(asked.mail) > 254 or not _MAIL.fullmatch(asked.mail.strip())):
        issues.append(Issue("mail", "feedback.mail_wrong", {}))
    if asked.phone.strip() and not _PHONE.fullmatch(asked.phone.strip()):
        issues.append(Issue("phone", "feedback.phone_wrong", {}))
    if len(asked.photos) > MOST_PHOTOS:
        issues.append(Issue("photo", "feedback.photos_many", {"most": MOST_PHOTOS}))
    return issues
