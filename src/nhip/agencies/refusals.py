"""A deed that the rules do not allow, with every finding."""

from __future__ import annotations

from collections.abc import Sequence

from nhip.text.issues import Issue, sentence


class Refused(Exception):
    """Raised by actions; `issues` says what is wrong, in the words of `messages.toml` when shown."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        self.issues = tuple(issues)
        super().__init__(" ".join(sentence(issue) for issue in self.issues))
