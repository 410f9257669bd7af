"""What exactly is approved of an answer, and what stands against it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date

from nhip.feedback.personal import WORDS, traces
from nhip.law.terms import Term, found_in
from nhip.text.issues import Issue


def digest(text: str, public: bool, title: str, question: str) -> str:
    """SHA-256 of everything that the approver reads."""
    told = json.dumps([text, public, title, question], ensure_ascii=False)
    return hashlib.sha256(told.encode("utf-8")).hexdigest()


def against(
    text: str,
    public: bool,
    title: str,
    question: str,
    *,
    may_publish: bool,
    on: date,
    terms: Sequence[Term],
    language: str = "vi",
    names_nobody: bool = False,
    heard: bool = False,
) -> list[Issue]:
    """Everything that stands against handing an answer in on a day. `heard`: it goes out under a public comment, so
    everybody reads it. `names_nobody`: a person says that what was found in the public text is no private person's
    (the number of an office, for example). `terms`: wordings that no office writes, in the `language` (Wagtail's
    code) of whoever asked; a private letter is an office's word as well."""
    issues = []
    if not text.strip():
        issues.append(Issue("text", "feedback.answer_missing", {}))
    issues += _names("\n".join((title, question, text) if public else (text,)), language, terms, on)
    if not public and not heard:
        return issues
    if public and not may_publish:
        issues.append(Issue("public", "feedback.not_to_publish", {}))
    if public and (not title.strip() or not question.strip()):
        issues.append(Issue("question", "feedback.question_missing", {}))
    found = list(dict.fromkeys(WORDS[one.kind].strip("[]") for one in traces("\n".join((title, question, text)))))
    if found and not names_nobody:
        issues.append(Issue("question", "feedback.names_somebody", {"what": ", ".join(found)}))
    return issues


def _names(text: str, language: str, terms: Sequence[Term], on: date) -> list[Issue]:
    return [
        Issue("text", "feedback.name_not_official", {"found": hit.found, "official": hit.term.official})
        for hit in found_in(text, language, terms, on)
    ]
