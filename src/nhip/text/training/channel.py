"""From pairs (right word, word as read) to the counts of the damage channel.

Letters are aligned by hard expectation-maximisation from a first guess (the same letter without its marks is likely);
the best alignment then says what each onset and each rime was read as.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from nhip.text.alignment import align, rows
from nhip.text.normalise import bare, nfc, tone_key
from nhip.text.syllables import split

EDGES = "“”\"'‘’([{)]}.,;:!?…-–/*"
# A serif Đ in a poor scan is read as P or B; the rendered pairs hardly show it. Shares of all Đ, stated, not counted.
STATED = (("Đ", "P", 0.25), ("Đ", "B", 0.03))
ROUNDS = 4


def trimmed(right: str, read: str) -> tuple[str, str]:
    """Both words without the marks that stand at their edges in the right word and again in the read one."""
    while right and right[0] in EDGES:
        right, read = right[1:], read[1:] if read[:1] in EDGES else read
    while right and right[-1] in EDGES:
        right, read = right[:-1], read[:-1] if read[-1:] in EDGES else read
    return right, read


def _first_guess(right: str, read: str) -> float:
    if len(right) == 1 and len(read) == 1:
        if right == read:
            return 0.7
        return 0.5 if bare(right) == read else 0.1 if bare(right).lower() == read.lower() else 0.004
    return 0.001 if len(right) == 1 and len(read) == 0 else 0.0005 if len(right) == 1 else 0.0002


class Letters:
    """Counts of alignment steps, smoothed by the first guess."""

    def __init__(self) -> None:
        self.steps: Counter[tuple[str, str]] = Counter()
        self.sums: Counter[str] = Counter()

    def chance(self, right: str, read: str) -> float:
        """P(read part | right part)."""
        return (self.steps[right, read] + 2.0 * _first_guess(right, read)) / (self.sums[right[0]] + 2.0)

    def learn(self, pairs: Iterable[tuple[str, str, int]]) -> None:
        """One round: align every pair with the counts so far, then count anew."""
        fresh: Counter[tuple[str, str]] = Counter()
        for right, read, times in pairs:
            for step in align(right, read, self.chance):
                fresh[step] += times
        self.steps, self.sums = fresh, Counter()
        for (right, _read), times in fresh.items():
            self.sums[right[0]] += times


def channel_rows(pairs: Iterable[tuple[str, str, int]]) -> list[tuple[str, str, str, int]]:
    """Rows (kind, right, read, count) of the channel file; kind is letter, onset, rime or word."""
    clean = []
    for right, read, times in pairs:
        one, other = trimmed(tone_key(right), nfc(read))
        if one and other and one.isalpha() and split(one) is not None and len(other) <= 2 * len(one) + 2:
            clean.append((one, other, times))
    letters = Letters()
    for _ in range(ROUNDS):
        letters.learn(clean)
    counted: Counter[tuple[str, str, str]] = Counter()
    for right, read, times in clean:
        for row in rows(right, read, letters.chance):
            counted[row] += times
    for right, read, share in STATED:
        total = sum(times for (kind, one, _), times in counted.items() if kind == "onset" and one == right)
        for kind in ("onset", "letter"):
            counted[kind, right, read] += round(share * total)
    return sorted((kind, right, read, times) for (kind, right, read), times in counted.items())
