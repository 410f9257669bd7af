"""What a load does to one row: weigh the held row against what was packaged before and what is packaged now. Plain."""

from __future__ import annotations

import hashlib
import json


def edition_of(rows: object) -> str:
    """A sum that changes with any packaged fact."""
    return hashlib.sha256(json.dumps(rows, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def due(held: object, before: object, now: object) -> str:
    """One of keep, add, update, withdraw, differs. Only a row still as it was packaged before follows the package.

    A row is anything that can be compared (its columns, its sum), None where there is none. Without `before` nobody
    knows whose the held row is: it counts as a person's.
    """
    if held == now:
        return "keep"
    if held is None:
        return "add" if before is None else "keep"
    if before is None:
        return "differs" if now is not None else "keep"
    if held == before:
        return "update" if now is not None else "withdraw"
    return "differs" if now != before else "keep"
