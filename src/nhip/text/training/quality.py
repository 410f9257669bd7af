"""What the models do on text they never saw: restoration and false suspicion on Decree 30 and on held-out news."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from nhip.text.normalise import bare, nfc, tone_key
from nhip.text.repair import repair, restore
from nhip.text.spelling import suspects
from nhip.text.training.counts import press_texts

NEWS_TEXTS = 40


def held_out(shared: Path) -> Iterator[tuple[str, str]]:
    """Names and texts that trained nothing."""
    decree = sorted((shared / "decree30").glob("*.txt"))
    yield "decree_30", "\n".join(path.read_text("utf-8") for path in decree)
    news = [text for text, _ in zip(press_texts(shared / "data", held_out=True), range(NEWS_TEXTS), strict=False)]
    yield "news", "\n".join(news)


def right_words(gold: str, got: str) -> float:
    """Share of words that are exactly right; both texts have the same number of words."""
    pairs = list(zip(tone_key(gold).split(), tone_key(got).split(), strict=True))
    return sum(one == other for one, other in pairs) / len(pairs)


def measured(shared: Path) -> dict[str, dict[str, float]]:
    """Quality by text: share of words right after restoring, words changed by repair, suspects in 1 000 words."""
    found = {}
    for name, text in held_out(shared):
        composed = nfc(text)
        words = len(composed.split())
        found[name] = {
            "words": words,
            "restored_right": round(right_words(composed, restore(bare(composed)).text), 4),
            "changed_by_repair": sum(word.raw != word.text for word in repair(composed).words),
            "suspects_per_1000": round(1000 * len(suspects(composed)) / words, 3),
        }
    return found
