"""The columns of the ledger: which may be given with an entry, which may be changed later, what they cannot be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from nhip.plans.entries import LARGEST, TITLE
from nhip.plans.kinds import packaged
from nhip.plans.qualifiers import qualifier_of
from nhip.text.issues import Issue
from nhip.text.normalise import fold

GIVEN = frozenset({
    "values", "qualifier", "estimate", "language", "audience", "channel", "place", "source", "state", "begins_at",
    "ends_at", "release_at", "embargo_until", "spokesperson",
})  # fmt: skip
"""Columns that may come with an entry beside what every entry has."""

CHANGED = (GIVEN - {"source"}) | {"title", "on", "quantity", "measure"}
"""Columns that may be amended. Who did it, of which kind, by which entry stays: cancel and log anew."""

FOUND_BY = ("place", "channel", "audience")
"""Columns that words are looked for in, beside the title."""

STATES = frozenset({"planned", "done"})


def columns(more: Mapping[str, object]) -> dict[str, object]:
    """The given columns. Raises TypeError for a name that is none: a misspelt figure must not vanish."""
    if unknown := set(more) - GIVEN:
        raise TypeError(f"no column of the ledger: {', '.join(sorted(unknown))}")
    return {name: value for name, value in more.items() if value is not None or name.endswith(("_at", "_until"))}


def changes(given: Mapping[str, object]) -> dict[str, object]:
    """The changes. Raises TypeError for a column that is never changed."""
    if unknown := set(given) - CHANGED:
        raise TypeError(f"never changed: {', '.join(sorted(unknown))}")
    return dict(given)


def column_issues(given: Mapping[str, object]) -> list[Issue]:
    """What a column cannot be, whoever gives it."""
    issues: list[Issue] = []
    title = given.get("title")
    if isinstance(title, str) and not title.strip():
        issues.append(Issue("title", "plans.entry_title"))
    elif isinstance(title, str) and len(title) > TITLE:
        issues.append(Issue("title", "plans.entry_title_long", {"count": len(title), "most": TITLE}))
    quantity = given.get("quantity")
    if isinstance(quantity, Decimal) and not 0 <= quantity <= LARGEST:
        issues.append(Issue("quantity", "plans.entry_negative" if quantity < 0 else "plans.entry_too_large",
                            {"name": "Số lượng", "text": str(quantity)}))  # fmt: skip
    word = given.get("qualifier")
    if isinstance(word, str) and qualifier_of(word) != word:
        issues.append(Issue("qualifier", "plans.entry_qualifier", {"word": word}))
    language = given.get("language")
    if isinstance(language, str) and language and language not in packaged().languages:
        issues.append(Issue("language", "plans.entry_language", {"text": language}))
    begins, ends = given.get("begins_at"), given.get("ends_at")
    if isinstance(begins, datetime) and isinstance(ends, datetime) and ends < begins:
        issues.append(Issue("ends_at", "plans.entry_ends"))
    if (state := given.get("state")) is not None and str(state) not in STATES:
        issues.append(Issue("state", "plans.move_not_from_here", {"state": state}))
    return issues


def search_key(title: str, *more: str) -> str:
    """What an activity is found by: its words without marks and capitals."""
    return " ".join(fold(" ".join((title, *more))).split())


def as_json(values: Mapping[str, object]) -> dict[str, object]:
    """Column values as history keeps them: numbers and times as text, nothing rounded."""
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value
