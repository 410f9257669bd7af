"""The words of a letter to whoever asked, in their language, from `data/letters.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Letter:
    """What is sent."""

    subject: str
    text: str


@cache
def _told() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    return tomllib.loads(resources.files("nhip.feedback").joinpath("data/letters.toml").read_text("utf-8"))


def letter(
    verb: str, language: str, *, number: str, unit: str, answer: str = "", passed_to: str = "", passed_number: str = "",
    passed_on: date | None = None, reason: str = "", address: str = "",
) -> Letter:  # fmt: skip
    """The letter for a move (approve, pass_on, set_aside); Vietnamese where there is no such language."""
    held = _told().get(language[:2], _told()["vi"])
    facts = {
        "number": number, "unit": unit, "answer": answer, "passed_to": passed_to, "passed_number": passed_number,
        "passed_on": f"{passed_on:%d/%m/%Y}" if passed_on else "", "reason": reason,
        "link": f"{address}/{language[:2] if language[:2] in _told() else 'vi'}/hoi-dap/tra-cuu/",
    }  # fmt: skip
    row = held[verb]
    whole = "\n\n".join((held["frame"]["opening"], row["text"], held["frame"]["closing"]))
    return Letter(row["subject"].format(**facts), whole.format(**facts))
