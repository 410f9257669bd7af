"""Make the text models again: `python -m nhip.text.training SHARED --territories FILE`.

SHARED is the folder that holds `ngram/` and `data/`. Writes `model.npz`, `garble.tsv.gz` and `recipe.json` (every input
with its SHA-256, sizes, quality on held-out text) into the package's `data/`.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from collections import Counter
from pathlib import Path

import numpy as np

from nhip.text.training.channel import channel_rows
from nhip.text.training.counts import SPECIAL, add_names, add_phrases, add_press, press_texts, shared_counts
from nhip.text.training.model import MOST_WORDS, stored_model

HERE = Path(__file__).parent
DATA = HERE.parent / "data"
DISCOUNT = 0.75


def make_model(shared: Path, territories: Path) -> None:
    """Write the trigram model."""
    counts = shared_counts(shared / "ngram")
    add_press(counts, press_texts(shared / "data", held_out=False))
    add_names(counts, territories)
    add_phrases(counts, HERE / "phrases.txt")
    counts.one["<unk>"] = 1
    common = sorted((word for word in counts.one if word not in SPECIAL), key=lambda word: (-counts.one[word], word))
    words = [*SPECIAL, *common[: MOST_WORDS - len(SPECIAL)]]
    capital = {word: (counts.capital[word] + 0.5) / (times + 1) for word, times in counts.inside.items()}
    arrays = stored_model(words, counts.one, counts.pairs, counts.triples, capital, DISCOUNT, DISCOUNT)
    np.savez_compressed(DATA / "model.npz", allow_pickle=False, **arrays)


def make_channel(shared: Path) -> None:
    """Write the counts of the damage channel from the shared pairs and those rendered at home (`pairs.tsv.gz`)."""
    pairs: Counter[tuple[str, str]] = Counter()
    for path in (shared / "ngram" / "ocr-eng-pairs.tsv.gz", HERE / "pairs.tsv.gz"):
        for line in gzip.decompress(path.read_bytes()).decode("utf-8").splitlines():
            right, read, times = line.split("\t")
            pairs[right, read] += int(times)
    rows = channel_rows((right, read, times) for (right, read), times in sorted(pairs.items()))
    packed = "\n".join("\t".join(map(str, row)) for row in rows).encode("utf-8")
    (DATA / "garble.tsv.gz").write_bytes(gzip.compress(packed, mtime=0))


def inputs(shared: Path, territories: Path) -> dict[str, str]:
    """SHA-256 of every input, by a name that tells where it comes from."""
    names = [f"ngram/{name}.tsv.gz" for name in ("uni", "bi", "tri", "ocr-eng-pairs")]
    names += [f"data/{name}.jsonl.gz" for name in ("full-texts", "news-sample", "danes", "sections")]
    files = {f"../shared/{name}": shared / name for name in names}
    files |= {"agencies/data/territories.csv.gz": territories}
    files |= {f"text/training/{name}": HERE / name for name in ("phrases.txt", "pairs.tsv.gz")}
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()}


def main() -> None:
    """Build, measure, write the recipe."""
    parser = argparse.ArgumentParser(prog="python -m nhip.text.training", description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--territories", type=Path, required=True, help="table of administrative units: name, level")
    options = parser.parse_args()
    make_channel(options.shared)
    make_model(options.shared, options.territories)
    from nhip.text.training.quality import measured  # after the files are new: the models are read once

    recipe = {
        "made_by": "python -m nhip.text.training ../shared --territories src/nhip/agencies/data/territories.csv.gz",
        "inputs": inputs(options.shared, options.territories),
        "not_used": "no seed, no gold; Decree 30/2020 and every 40th full text are held out for measuring",
        "outputs": {
            name: {
                "bytes": (DATA / name).stat().st_size,
                "sha256": hashlib.sha256((DATA / name).read_bytes()).hexdigest(),
            }
            for name in ("model.npz", "garble.tsv.gz")
        },
        "quality": measured(options.shared),
    }
    (DATA / "recipe.json").write_text(json.dumps(recipe, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
