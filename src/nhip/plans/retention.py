"""How long a proof that names people may be kept: dated data, asked with the day of the activity."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Rule:
    """`days` after the activity; in force from `begin` until a later rule for the same proof."""

    proof: str
    days: int
    begin: date
    ground: str


@cache
def rules() -> tuple[Rule, ...]:
    text = resources.files("nhip.plans").joinpath("data", "retention.toml").read_text("utf-8")
    rows = tomllib.loads(text)["rule"]
    return tuple(Rule(row["proof"], row["days"], row["from"], row["ground"]) for row in rows)


def erase_on(proof: str, on: date, today: date) -> date | None:
    """The day after which the proof must be gone; None for one that may stay. The rule is that of `today`."""
    known = sorted((rule for rule in rules() if rule.proof == proof), key=lambda rule: rule.begin)
    if not known:
        return None
    rule = next((one for one in reversed(known) if one.begin <= today), known[0])
    return max(on, today) + timedelta(days=rule.days)
