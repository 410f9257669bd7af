"""The model made from tiny counts: probabilities add up, the lattice follows them, the channel learns its pairs."""

import math

import numpy as np
import pytest

from nhip.text import garble, lattice
from nhip.text.alignment import rows
from nhip.text.language_model import LanguageModel, from_arrays
from nhip.text.memory import remembered
from nhip.text.training.channel import channel_rows, trimmed
from nhip.text.training.counts import Counts, add_press, tokens
from nhip.text.training.model import stored_model

WORDS = ["<unk>", "<s>", "<p>", "<num>", "nhân", "dân", "dần", "ủy", "ban"]


@pytest.fixture(scope="module")
def model() -> LanguageModel:
    one = {"<s>": 10.0, "<p>": 10.0, "nhân": 20.0, "dân": 22.0, "dần": 8.0, "ủy": 10.0, "ban": 10.0}
    pairs = {("ủy", "ban"): 9.0, ("ban", "nhân"): 8.0, ("nhân", "dân"): 18.0, ("<p>", "dần"): 5.0}
    triples = {("ban", "nhân", "dân"): 8.0, ("ủy", "ban", "nhân"): 8.0}
    return from_arrays(stored_model(WORDS, one, pairs, triples, {"nhân": 0.1}, 0.75, 0.75))


def test_probabilities_add_up_to_one(model: LanguageModel) -> None:
    every = np.arange(len(WORDS))
    for before in ("nhân", "ủy", "dần"):
        first = np.full(len(WORDS), model.ids[before])
        assert math.isclose(float(np.exp(model.score_pairs(first, every)).sum()), 1.0, abs_tol=0.06)
        start = np.full(len(WORDS), model.ids["ban"])
        assert math.isclose(float(np.exp(model.score_triples(start, first, every)).sum()), 1.0, abs_tol=0.06)


def test_what_was_seen_is_likelier(model: LanguageModel) -> None:
    nhan, dan, other = (np.array([model.ids[word]]) for word in ("nhân", "dân", "dần"))
    assert model.score_pairs(nhan, dan)[0] > model.score_pairs(nhan, other)[0]
    assert model.knows_pairs(nhan, dan)[0]
    assert not model.knows_pairs(dan, nhan)[0]


def test_the_lattice_takes_the_likelier_way_and_says_how_sure(model: LanguageModel) -> None:
    row = [np.array([model.ids[word]]) for word in ("ủy", "ban", "nhân")] + [
        np.array([model.ids["dần"], model.ids["dân"]])
    ]
    decoded = lattice.decode(model, row, [np.zeros(len(one), np.float32) for one in row])
    assert [best for best, *_ in decoded] == [0, 0, 0, 1]
    assert 0.8 < decoded[3][1] <= 1.0001
    assert lattice.decode(model, [], []) == []
    assert lattice.decode(model, row[3:], [np.zeros(2, np.float32)])[0][0] == 1  # alone, the commoner word


def test_a_document_settles_its_own_words() -> None:
    keys = ["ban", "nhan"] * 3
    words = [np.array([8]), np.array([4, 5])] * 3
    first = [np.ones(1, np.float32), np.array([0.95, 0.05], np.float32)] * 2
    first += [np.ones(1, np.float32), np.array([0.45, 0.55], np.float32)]
    scores = list(remembered(keys, words, first))
    assert scores[0].tolist() == [0.0]
    assert scores[5][0] > scores[5][1]


def test_pairs_teach_words_onsets_rimes_and_letters() -> None:
    pairs = [("của", "ctia", 5), ("đối", "d6i", 4), ("“Đảng”", "“Dang”", 9), ("of", "of", 3)]
    counted = {row[:3]: row[3] for row in channel_rows(pairs)}
    assert counted["word", "của", "ctia"] == 5
    assert counted["rime", "ối", "6i"] == 4
    assert counted["onset", "Đ", "D"] == 9
    assert counted["letter", "ố", "6"] == 4
    assert counted["onset", "Đ", "P"] == 2  # the stated share
    assert not any(row[1] == "of" for row in counted)
    assert trimmed("“Đảng”,", "“Dang”,") == ("Đảng", "Dang")


def test_a_document_teaches_its_damage() -> None:
    damage = garble.load()
    before = damage.candidates("dbi").get("đối", -99.0)
    taught = damage.taught({("phối", "phbi"): 30, ("đối", "dbi"): 10})
    assert taught.candidates("dbi")["đối"] > before
    assert rows("xyz", "abc", lambda right, read: 0.1) == []


def test_counts_know_capitals_and_starts() -> None:
    counts = Counts()
    add_press(counts, ["Ủy ban nhân dân xã Mẫu Sơn họp.\n" + "Nhân dân đồng tình."] * 3)
    assert counts.capital["mẫu"] == 1  # each paragraph once
    assert counts.inside["ban"] == 1
    assert tokens("Số 15/KH: xong.") == ["Số", "<num>", "<p>", "KH", "<p>", "xong", "<p>"]
