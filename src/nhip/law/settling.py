"""What a person must say to settle a fact of the library: the ground, and days that fit. Plain."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from nhip.law.book import Act
from nhip.law.importing import SOURCE_SIGNS
from nhip.text.issues import Issue, sentence

CONFIRMED_BY_PERSON = "T"
STRUCK_BY_PERSON = "X"
"""A relation that a person found to be none: kept and shown with the reason, believed by nobody."""
"""Who confirms says which text was read."""


class Refused(Exception):
    """The deed lacks what it needs; `issues` says what, in the words of `messages.toml`."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        self.issues = tuple(issues)
        super().__init__(" ".join(sentence(issue) for issue in self.issues))


def ground_faults(ground: str) -> list[Issue]:
    """A settled fact names the text or decision it rests on."""
    words = ground.strip()
    if not words:
        return [Issue("ground", "law.ground_missing")]
    if len(words) > SOURCE_SIGNS:
        return [Issue("ground", "law.ground_too_long", {"most": SOURCE_SIGNS})]
    return []


def since_faults(doer: Act, since: date | None) -> list[Issue]:
    """An act does nothing to another before it is issued."""
    if since is not None and doer.issued_on is not None and since < doer.issued_on:
        days = {"since": f"{since:%d/%m/%Y}", "issued": f"{doer.issued_on:%d/%m/%Y}", "symbol": doer.symbol}
        return [Issue("since", "law.since_before_issue", days)]
    return []


def span_faults(act: Act) -> list[Issue]:
    """An act ends after it begins."""
    if act.effective_from and act.effective_to and act.effective_to < act.effective_from:
        days = {"begins": f"{act.effective_from:%d/%m/%Y}", "ends": f"{act.effective_to:%d/%m/%Y}"}
        return [Issue("effective_to", "law.ends_before_it_begins", days)]
    return []
