"""The money of a task: quantity x norm, and the states it goes through, each with its own amount (đồng)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal

from nhip.text.issues import Issue

STATES = (
    ("proposed", "đề xuất"),
    ("appraised", "thẩm định"),
    ("allotted", "được giao"),
    ("spent", "đã chi"),
)
_ORDER = [code for code, _ in STATES]


def amount_of(quantity: Decimal, norm: Decimal) -> Decimal:
    """Quantity x norm in whole đồng, halves up."""
    return (quantity * norm).quantize(Decimal(1), rounding=ROUND_HALF_UP)


def refusals(state: str, given: Decimal, new_state: str, new_amount: Decimal, ground: str) -> list[Issue]:
    """What stands against a step: it goes forward by one, or says the same state anew; never more than was given.

    `given` is what was allotted. Money is appraised and allotted by a document, which must be named; spending is
    proved by its own papers.
    """
    issues = []
    here, there = _ORDER.index(state), _ORDER.index(new_state)
    if there not in (here, here + 1):
        issues.append(Issue("state", "plans.funding_step", {"state": STATES[here][1], "next": STATES[there][1]}))
    if new_amount < 0:
        issues.append(Issue("amount", "plans.funding_negative", {}))
    if new_state == "spent" and new_amount > given:
        issues.append(Issue("amount", "plans.funding_overspent", {"given": _said(given), "spent": _said(new_amount)}))
    if new_state in ("appraised", "allotted") and not ground.strip():
        issues.append(Issue("ground", "plans.decision_missing", {}))
    return issues


def totals(steps: Iterable[tuple[int, str, Decimal]]) -> Mapping[str, Decimal]:
    """What each state amounts to: of every line (its id) the last step in that state counts, lines are summed."""
    last: dict[tuple[int, str], Decimal] = {}
    for line, state, amount in steps:
        last[line, state] = amount
    found = dict.fromkeys(_ORDER, Decimal(0))
    for (_, state), amount in last.items():
        found[state] += amount
    return found


def _said(amount: Decimal) -> str:
    return f"{int(amount):,}".replace(",", ".")
