"""Official names in each language: where a text uses one, and whether its translation says it as it is fixed.

Prose: docs/rules/translation.md. Packaged names are in `data/glossary.toml`; an office's own rows stand over them.
A form may hold "…" for up to 60 signs between its words ("Chairman of … People's Committee").
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import resources

from nhip.newsroom.marks import shown
from nhip.text.issues import Issue
from nhip.text.normalise import nfc, tone_key

KINDS = ("sovereignty", "place", "agency", "product", "title", "other")
STATUSES = ("official", "used", "proposed", "withdrawn")
"""`official`: a legal text or the office itself fixed it, it binds. `used`: official media write so; a warning only."""

_SYMBOL = re.compile(r"\b\d+(?:/\d{4})?/[A-ZĐ][\w.&-]*")


@dataclass(frozen=True, slots=True)
class Name:
    """One name in its languages: the first form of each is the one to write, the others are accepted too."""

    key: str
    kind: str
    forms: Mapping[str, tuple[str, ...]]
    status: str
    source: str
    since: date
    forbidden: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    agency: str = ""
    until: date | None = None
    note: str = ""
    own: bool = False
    """Whether an office entered it; else it came with the program."""

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@cache
def packaged() -> tuple[Name, ...]:
    """The names of `data/glossary.toml`, in its order."""
    text = resources.files("nhip.newsroom").joinpath("data/glossary.toml").read_text("utf-8")
    return tuple(
        Name(row["key"], row["kind"], _forms(row["forms"]), row["status"], row["source"], row["since"],
             _forms(row.get("forbidden", {})), row.get("agency", ""), row.get("until"), row.get("note", ""))
        for row in tomllib.loads(text)["name"]
    )  # fmt: skip


def _forms(row: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    return {language: tuple(map(nfc, forms)) for language, forms in row.items()}


def over(base: Iterable[Name], own: Iterable[Name]) -> tuple[Name, ...]:
    """The office's names over the packaged ones: the same key is the same name, said by the office.

    One that nobody settled, or that was withdrawn, takes nothing away from the packaged one.
    """
    held = {one.key: one for one in base}
    held.update((one.key, one) for one in own if one.key not in held or one.status in ("official", "used"))
    return tuple(held.values())


@dataclass(frozen=True, slots=True)
class Use:
    """A name where a text uses it: code points of the text without marks."""

    name: Name
    found: str
    start: int
    end: int


def uses(text: str, language: str, names: Iterable[Name], on: date) -> tuple[Use, ...]:
    """Names that a text in a language uses, in reading order; one inside a longer one is part of that.

    The symbol of a document (12/BC-UBND) names nobody: it stays as it is in every language.
    """
    words = _even(shown(text))
    symbols = [one.span() for one in _SYMBOL.finditer(words)]
    hits = [
        Use(name, match[0], match.start(), match.end())
        for name in names
        if name.status != "withdrawn" and name.holds_on(on)
        for form in name.forms.get(language, ())
        for match in _pattern(form, language).finditer(words)
        if not any(start <= match.start() and match.end() <= end for start, end in symbols)
    ]
    taken: list[Use] = []
    for hit in sorted(hits, key=lambda one: (one.start - one.end, one.start)):
        if not any(other.start <= hit.start and hit.end <= other.end for other in taken):
            taken.append(hit)
    return tuple(sorted(taken, key=lambda one: one.start))


def said_in(text: str, language: str, name: Name) -> bool:
    """Whether a text says the name in one of its forms; endings of words (a plural) do not matter."""
    words = _even(shown(text))
    return any(_inside(form, language).search(words) for form in name.forms.get(language, ()))


def checked(
    source: str, source_language: str, target: str, target_language: str, names: Sequence[Name], on: date
) -> list[Issue]:
    """What a translation does with the official names of its source, the graver first.

    `newsroom.name_forbidden` and `newsroom.name_missing` (an official name) bind; `newsroom.name_used` only advises.
    """
    issues = [
        Issue("target", "newsroom.name_forbidden", {"found": found, "official": name.forms[target_language][0]})
        for name, found in _forbidden(target, target_language, names, on)
    ]
    seen: set[str] = set()
    for use in uses(source, source_language, names, on):
        forms = use.name.forms.get(target_language)
        if not forms or use.name.key in seen or said_in(target, target_language, use.name):
            continue
        seen.add(use.name.key)
        facts = {"name": use.found, "official": forms[0]}
        if use.name.status == "official":
            issues.append(Issue("target", "newsroom.name_missing", facts))
        elif use.name.status == "used":
            issues.append(Issue("target", "newsroom.name_used", facts))
    return sorted(issues, key=lambda issue: issue.code == "newsroom.name_used")


def _forbidden(text: str, language: str, names: Iterable[Name], on: date) -> list[tuple[Name, str]]:
    words = _even(shown(text))
    found = []
    for name in names:
        if not name.holds_on(on) or name.status not in ("official", "used") or language not in name.forms:
            continue
        # a form that is right may hold a wrong one: "Hoang Sa (Paracel) Archipelago"
        right = [match.span() for form in name.forms[language] for match in _inside(form, language).finditer(words)]
        for form in name.forbidden.get(language, ()):
            for match in _pattern(form, language).finditer(words):
                if not any(start <= match.start() and match.end() <= end for start, end in right):
                    found.append((name, match[0]))
    return found


def _even(text: str) -> str:
    """One spelling for tones and apostrophes; as long as it was."""
    even = tone_key(nfc(text))
    return even.replace("\u2019", "'") if len(even) == len(nfc(text)) else nfc(text).replace("\u2019", "'")


@cache
def _pattern(form: str, language: str) -> re.Pattern[str]:
    """The form as whole words; a name that begins with a capital letter is only found with one."""
    spaced = _inside(form, language).pattern
    if language.startswith("zh"):
        return re.compile(spaced)
    first = form[:1]
    capital = rf"(?=(?-i:{re.escape(first)}))" if first.isupper() else ""
    return re.compile(rf"(?<!\w){capital}{spaced}(?!\w)", re.IGNORECASE)


@cache
def _inside(form: str, language: str) -> re.Pattern[str]:
    gap = ".{0,60}?"
    pieces = [r"\s+".join(map(re.escape, _even(piece).split())) for piece in form.split("…")]
    return re.compile(gap.join(rf"\s*{piece}" if at else piece for at, piece in enumerate(pieces)), re.IGNORECASE)
