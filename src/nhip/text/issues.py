"""A finding about a value: which field, which rule, with which facts.

Plain code returns issues and never sentences. The Vietnamese sentence for a code stands in the
`messages.toml` of the room that found it, so one place can be proof-read by one person.
"""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources


@dataclasses.dataclass(frozen=True, slots=True)
class Issue:
    """One finding. `field` names what is wrong, `code` the rule as `room.rule`, `facts` the values that caused it."""

    field: str
    code: str
    facts: Mapping[str, object] = dataclasses.field(default_factory=dict)


@cache
def _catalogue(room: str) -> Mapping[str, str]:
    source = resources.files(f"nhip.{room}").joinpath("messages.toml")
    return tomllib.loads(source.read_text("utf-8"))


def sentence(issue: Issue) -> str:
    """The Vietnamese sentence for an issue, with its facts filled in.

    Raises KeyError when the room's `messages.toml` lacks the code: a missing message is a defect, not a blank.
    """
    room, _, rule = issue.code.partition(".")
    return _catalogue(room)[rule].format(**issue.facts)
