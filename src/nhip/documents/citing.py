"""The acts that a confirmed record cites, as the legal library takes them: unconfirmed until a source is read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from nhip.law.book import Act, symbol_key

LONGEST = 60
"""Signs of a symbol; what is longer was misread."""


def acts_cited(record: Mapping[str, Any], source: str) -> list[Act]:
    """Each cited act with a number, once, in the order of the text. `source` names the citing document."""
    found: dict[str, Act] = {}
    for one in record.get("citations") or ():
        symbol = (one.get("number") or "").strip()
        if not symbol or len(symbol) > LONGEST or symbol_key(symbol) in found:
            continue
        found[symbol_key(symbol)] = Act(
            symbol=symbol, type=(one.get("type") or "")[:60], title=one.get("subject") or "",
            issuer=(one.get("issuer") or "")[:200], issued_on=_day(one.get("date")), effective_from=None,
            effective_to=None, confidence="U", source=source,
        )  # fmt: skip
    return list(found.values())


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat(written or "")
    except ValueError:
        return None
