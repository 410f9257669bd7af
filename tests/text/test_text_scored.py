"""Repair and restoration measured on the shared seeds and on Decree 30; floors only rise."""

from pathlib import Path

import pytest

from nhip.text.normalise import bare, nfc, tone_key
from nhip.text.repair import repair, restore
from nhip.text.spelling import suspects

SHARED = Path(__file__).parents[3] / "shared"
pytestmark = [pytest.mark.scored, pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not here")]
CLEAN = ("000", "001", "003", "004")


def seed(number: str) -> str:
    return next((SHARED / "seeds").glob(f"{number}_*.txt")).read_text("utf-8")


def right(gold: str, got: str) -> float:
    pairs = list(zip(tone_key(gold).split(), tone_key(got).split(), strict=True))
    return sum(one == other for one, other in pairs) / len(pairs)


def test_no_clean_word_is_changed() -> None:
    for number in CLEAN:
        assert repair(seed(number)).text == seed(number)


def test_marks_are_restored() -> None:
    shares = [right(nfc(seed(number)), restore(bare(nfc(seed(number)))).text) for number in CLEAN]
    assert sum(shares) / len(shares) >= 0.9915


def test_the_scan_in_the_wrong_language_is_repaired() -> None:
    gold = (SHARED / "gold" / "002.repaired.txt").read_text("utf-8").split("\n")
    got = repair(seed("002")).text.split("\n")
    assert len(gold) == len(got)
    lines = [(one.split(), two.split()) for one, two in zip(map(tone_key, gold), map(tone_key, got), strict=True)]
    words = sum(len(one) for one, _ in lines)
    hits = sum(a == b for one, two in lines if len(one) == len(two) for a, b in zip(one, two, strict=True))
    assert hits / words >= 0.982


def test_legal_text_raises_little_suspicion() -> None:
    text = "\n".join(path.read_text("utf-8") for path in sorted((SHARED / "decree30").glob("*.txt")))
    assert 1000 * len(suspects(text)) / len(text.split()) <= 0.3
