"""What stands against showing a paper or an event to the public. Plain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from nhip.law.terms import Term, found_in
from nhip.text.issues import Issue
from nhip.text.languages import codes

LANGUAGES = codes()
"""Wagtail's codes of the public languages; Vietnamese is always there."""
LONGEST = {"title": 200, "text": 3000}


def event_faults(
    texts: Mapping[str, Mapping[str, str]], begins_at: datetime | None, ends_at: datetime | None, venue: str,
    contact: str, now: datetime, terms: Sequence[Term],
) -> list[Issue]:  # fmt: skip
    """Everything an event lacks or says wrongly; `now` aware."""
    issues = []
    if not texts.get("vi", {}).get("title", "").strip():
        issues.append(Issue("title", "channels.event_title_missing", {}))
    for name, value in (("venue", venue), ("contact", contact)):
        if not value.strip():
            issues.append(Issue(name, f"channels.event_{name}_missing", {}))
    if begins_at is None:
        issues.append(Issue("begins_at", "channels.event_begin_missing", {}))
    elif begins_at < now:
        issues.append(Issue("begins_at", "channels.event_is_past", {}))
    elif ends_at is not None and ends_at < begins_at:
        issues.append(Issue("ends_at", "channels.event_ends_before", {}))
    for language, told in texts.items():
        for name, most in LONGEST.items():
            if len(told.get(name, "")) > most:
                issues.append(Issue(name, "channels.event_too_long", {"most": most}))
        issues += term_faults(" ".join(told.values()), language, now.date(), terms)
    return issues


def term_faults(text: str, language: str, on: date, terms: Sequence[Term]) -> list[Issue]:
    """Words that must not stand in a publication, each with what to write."""
    hits = found_in(text, language, terms, on)
    return [
        Issue("text", "channels.unofficial_name", {"found": hit.found, "official": hit.term.official}) for hit in hits
    ]
