"""The vocabulary of the index: how common a word is, how it is spelled, and what was probably meant instead.

Corrections are sought only for what the index does not know: a word that stands nowhere, or two neighbours that stand
together in no title while two that differ in one letter do.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from rapidfuzz import process
from rapidfuzz.distance import OSA

from nhip.assistant.searching.asking import Group, Phrase, Question

SHORTEST = 3
"""Shorter words are not corrected: one letter of two is half of it."""
MOST = 3


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`words`, `pairs`: folded -> number of entries; `spelled`: folded word or pair -> its commonest spelling."""

    entries: int = 0
    words: dict[str, int] = field(default_factory=dict)
    pairs: dict[str, int] = field(default_factory=dict)
    spelled: dict[str, str] = field(default_factory=dict)
    known: frozenset[str] = frozenset()
    """Exact words."""
    near_words: list[str] = field(default_factory=list)
    near_pairs: list[str] = field(default_factory=list)

    def rarity(self, phrase: Phrase) -> float:
        """How much a phrase tells: 1 for what stands nearly nowhere, about 0 for what stands in every entry."""
        if not self.entries:
            return 1.0
        held = min((self.words.get(word, 0) for word in phrase), default=0)
        for one, other in itertools.pairwise(phrase):
            held = min(held, 4 * self.pairs.get(f"{one} {other}", held))
        return max(0.05, math.log((self.entries + 1) / (held + 0.5)) / math.log(2 * self.entries + 2))


def vocabulary(entries: int, rows: Iterable[tuple[str, str, bool, int]]) -> Vocabulary:
    """From rows of (exact, folded, whether a pair, number of entries)."""
    words: dict[str, int] = {}
    pairs: dict[str, int] = {}
    best: dict[str, tuple[int, str]] = {}
    known = set()
    for exact, folded, pair, number in rows:
        held = pairs if pair else words
        held[folded] = held.get(folded, 0) + number
        if not pair:
            known.add(exact)
        if number > best.get(folded, (0, ""))[0]:
            best[folded] = (number, exact)
    spelled = {folded: exact for folded, (_, exact) in best.items()}
    near = [word for word in words if len(word) >= SHORTEST and not word.isdigit()]
    return Vocabulary(entries, words, pairs, spelled, frozenset(known), near, list(pairs))


def corrected(question: Question, held: Vocabulary, places: Iterable[Phrase] = ()) -> Question | None:
    """The question as it was probably meant; None where nothing near is known."""
    groups = list(question.groups)
    names = [" ".join(one) for one in places]
    at, changed = 0, False
    while at < len(groups):
        group = groups[at]
        if not group.required or group.quoted or len(group.words) > 1:
            at += 1
            continue
        beside = groups[at + 1] if at + 1 < len(groups) else None
        if beside is not None and _single(beside) and (pair := _near_pair(group, beside, held, names)):
            groups[at : at + 2] = [_as_group(pair, held)]
            changed = True
        elif found := _near_word(group.words[0], held, names):
            groups[at] = _as_group(found[0], held, found[1:])
            changed = True
        at += 1
    return replace(question, groups=tuple(groups)) if changed else None


def _single(group: Group) -> bool:
    return len(group.words) == 1 and not group.quoted


def _as_group(words: str, held: Vocabulary, others: Iterable[str] = ()) -> Group:
    folded = tuple(words.split())
    exact = tuple(held.spelled.get(words, words).split())
    return Group(
        folded, exact if len(exact) == len(folded) else folded, tuple(tuple(one.split()) for one in others), 0.7
    )


def _near_pair(one: Group, other: Group, held: Vocabulary, names: list[str]) -> str:
    """Two neighbours that stand together somewhere and differ in one letter; nothing where these do themselves."""
    asked = f"{one.words[0]} {other.words[0]}"
    if asked in held.pairs or len(asked) < 6 or any(asked in name for name in names):
        return ""
    if one.words[0].isdigit() or other.words[0].isdigit():
        return ""
    return _best(asked, [*names, *held.near_pairs], held.pairs)


def _near_word(word: str, held: Vocabulary, names: list[str]) -> list[str]:
    """Words one letter away from one that stands nowhere, the commonest first; two words that were written as one."""
    if word in held.words or len(word) < SHORTEST or any(sign.isdigit() for sign in word):
        return []
    if len(word) >= 6 and (pair := _best(word, [*names, *held.near_pairs], held.pairs)):
        return [pair]
    found = process.extract(word, held.near_words, scorer=OSA.distance, score_cutoff=1, limit=20)
    if not found and len(word) >= 6:
        found = process.extract(word, held.near_words, scorer=OSA.distance, score_cutoff=2, limit=20)
    ranked = sorted((distance, -held.words[near], near) for near, distance, _ in found)
    return [near for _, _, near in ranked[:MOST]]


def _best(asked: str, among: list[str], counts: dict[str, int]) -> str:
    found = process.extract(asked, among, scorer=OSA.distance, score_cutoff=1, limit=10)
    return min(((distance, -counts.get(near, 50), near) for near, distance, _ in found), default=(0, 0, ""))[2]


def respelled(question: Question, held: Vocabulary) -> str:
    """The question in the commonest spelling of its words, for "did you mean"."""
    words = [word for group in question.groups for word in group.words]
    typed = [word for group in question.groups for word in group.exact]
    out: list[str] = []
    at = 0
    while at < len(words):
        pair = " ".join(words[at : at + 2])
        if pair in held.pairs and at + 1 < len(words):
            out.append(held.spelled[pair])
            at += 2
            continue
        before = f"{words[at - 1]} {words[at]}" if at else ""
        if before in held.pairs:
            out.append(held.spelled[before].split()[-1])
        else:
            out.append(typed[at] if typed[at] in held.known else held.spelled.get(words[at], typed[at]))
        at += 1
    return " ".join(out)
