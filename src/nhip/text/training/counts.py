"""Counts of words, pairs and triples from the inputs of the model; nothing of a text's own wording is kept.

Tokens as in the shared counts: a syllable in lower case, `<num>`, `<p>` (a mark), `<s>` (start of a paragraph).
"""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from nhip.text.normalise import tone_key

SPECIAL = ("<unk>", "<s>", "<p>", "<num>")
_TOKEN = re.compile(r"(?P<number>\d+(?:[.,/:]\d+)*)|(?P<word>[^\W\d_]+)|(?P<mark>[^\w\s]|_)")
HELD_OUT = 40  # every 40th full text is kept back for measuring
# Weights of one name or phrase, in sightings: chosen on the held-out news and Decree 30, no seed used.
PHRASE_WEIGHT = 100.0
NAME_WEIGHTS = {"province": 300.0, "district": 60.0}
OTHER_NAME_WEIGHT = 10.0
_LONG_KINDS = ("thành phố", "thị xã", "thị trấn", "đặc khu")


@dataclass
class Counts:
    """Weighted sightings; `capital` and `inside` count how often a word inside a sentence opens with a capital."""

    one: dict[str, float] = field(default_factory=dict)
    pairs: dict[tuple[str, str], float] = field(default_factory=dict)
    triples: dict[tuple[str, str, str], float] = field(default_factory=dict)
    capital: Counter[str] = field(default_factory=Counter)
    inside: Counter[str] = field(default_factory=Counter)

    def add(self, tokens: list[str], weight: float) -> None:
        """Count a row of lower-case tokens."""
        for at, token in enumerate(tokens):
            self.one[token] = self.one.get(token, 0) + weight
            if at > 0:
                pair = (tokens[at - 1], token)
                self.pairs[pair] = self.pairs.get(pair, 0) + weight
            if at > 1:
                triple = (tokens[at - 2], tokens[at - 1], token)
                self.triples[triple] = self.triples.get(triple, 0) + weight


def tokens(paragraph: str) -> list[str]:
    """The tokens of one paragraph, case kept, without its start mark."""
    found = []
    for token in _TOKEN.finditer(paragraph):
        found.append("<num>" if token["number"] else token["word"] or "<p>")
    return found


def shared_counts(folder: Path) -> Counts:
    """The pruned counts of the shared n-gram folder."""
    counts = Counts()
    for row in _rows(folder / "uni.tsv.gz"):
        counts.one[row[0]] = float(row[1])
    for row in _rows(folder / "bi.tsv.gz"):
        counts.pairs[row[0], row[1]] = float(row[2])
    for row in _rows(folder / "tri.tsv.gz"):
        counts.triples[row[0], row[1], row[2]] = float(row[3])
    return counts


def _rows(path: Path) -> Iterator[list[str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


def press_texts(folder: Path, *, held_out: bool) -> Iterator[str]:
    """Texts of the shared data folder: those that train, or the held-out ones."""
    shapes = {
        "full-texts.jsonl.gz": ("t",),
        "news-sample.jsonl.gz": ("title", "summary"),
        "danes.jsonl.gz": ("title", "description"),
        "sections.jsonl.gz": ("text",),
    }
    for name, keys in shapes.items():
        with gzip.open(folder / name, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                kept_back = name == "full-texts.jsonl.gz" and number % HELD_OUT == 0
                if kept_back == held_out:
                    record = json.loads(line)
                    yield "\n".join(str(record.get(key) or "") for key in keys)


def add_press(counts: Counts, texts: Iterable[str]) -> None:
    """Count texts, each paragraph once; new words need 20 sightings, new pairs and triples two."""
    fresh = Counts()
    seen: set[int] = set()
    for text in texts:
        for paragraph in tone_key(text).split("\n"):
            if not paragraph.strip() or hash(paragraph.strip()) in seen:
                continue
            seen.add(hash(paragraph.strip()))
            row = ["<s>", *tokens(paragraph)]
            lower = [token if token in SPECIAL else token.lower() for token in row]
            _count_capitals(fresh, row, lower)
            fresh.add(lower, 1)
    counts.capital, counts.inside = fresh.capital, fresh.inside
    for one, times in fresh.one.items():
        if one in counts.one or times >= 20:
            counts.one[one] = counts.one.get(one, 0) + times
    for pair, times in fresh.pairs.items():
        if pair in counts.pairs or times >= 2:
            counts.pairs[pair] = counts.pairs.get(pair, 0) + times
    for triple, times in fresh.triples.items():
        if triple in counts.triples or times >= 2:
            counts.triples[triple] = counts.triples.get(triple, 0) + times


def _count_capitals(counts: Counts, row: list[str], lower: list[str]) -> None:
    for at in range(1, len(row)):
        word, before = row[at], row[at - 1]
        shouted = len(word) > 1 and word.isupper() and before.isupper()
        if word not in SPECIAL and before not in SPECIAL and not shouted:
            counts.inside[lower[at]] += 1
            counts.capital[lower[at]] += word[0].isupper()


def add_names(counts: Counts, territories: Path) -> None:
    """Count the names of administrative units (one row each, columns name and level); provinces weigh most."""
    seen: set[str] = set()
    with gzip.open(territories, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            name, level = row["name"], row["level"]
            if name in seen:
                continue
            seen.add(name)
            lower = [token.lower() for token in tokens(tone_key(name))]
            weight = NAME_WEIGHTS.get(level, OTHER_NAME_WEIGHT)
            counts.add(lower, weight)
            if level in NAME_WEIGHTS:  # in lists the kind is said once: "các huyện A, B, C"
                kind = 2 if " ".join(lower[:2]) in _LONG_KINDS else 1
                counts.add(["<p>", *lower[kind:], "<p>"], weight / 2)


def add_phrases(counts: Counts, path: Path) -> None:
    """Count the set phrases of the trade, one a line."""
    for line in path.read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            counts.add([token.lower() for token in tokens(tone_key(line.strip()))], PHRASE_WEIGHT)
