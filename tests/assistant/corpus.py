"""The fixed corpus of the labelled questions as sources of the index: our own news and channels, the packaged legal
library, the packaged agencies of one province."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from nhip.assistant.items import Item
from nhip.assistant.queries.naming import around
from nhip.assistant.queries.sources import agencies
from nhip.assistant.searching.places import gazetteer

HERE = Path(__file__).parent
TODAY = date(2026, 11, 21)
HOME = "lang-son"


class Given:
    """A source of given items."""

    def __init__(self, kind: str, items: Sequence[Item]) -> None:
        self.KIND = kind
        self.held = {(one.number, one.language): one for one in items}

    def stamp(self, on: date) -> str:
        return ""

    def versions(self, on: date) -> Iterator[tuple[tuple[str, str], str]]:
        for key, item in self.held.items():
            yield key, str(abs(hash(item)))

    def items(self, keys: Collection[tuple[str, str]], on: date) -> Iterable[Item]:
        return [self.held[key] for key in keys if key in self.held]

    def still_public(self, numbers: Collection[str], on: date) -> set[str]:
        return {number for number, _ in self.held} & set(numbers)


@dataclass(frozen=True, slots=True)
class Asked:
    """A labelled question. `right`: kind and number of each item that must be found."""

    words: str
    sort: str
    right: tuple[tuple[str, str], ...]


KINDS = {"a": "act", "g": "agency", "c": "channel"}


def asked(name: str) -> list[Asked]:
    """The questions of one file."""
    found = []
    for row in csv.DictReader((HERE / name).read_text("utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        right = tuple(_item_key(one) for one in row["right"].split())
        found.append(Asked(row["query"], row["sort"], right))
    return found


def _item_key(text: str) -> tuple[str, str]:
    sign, colon, rest = text.partition(":")
    return (KINDS[sign], rest) if colon and sign in KINDS else ("story", text)


def sources() -> dict[str, Given]:
    """Every source of the corpus by its kind."""
    from nhip.agencies import packaged
    from nhip.law import book

    held = packaged.directory()
    rows = tomllib.loads((HERE / "corpus.toml").read_text("utf-8"))
    stories = [
        Item(
            "story", row["id"], row.get("language", "vi"), row["id"], row["title"], row["lead"], row["text"],
            around(held, (row.get("place", ""),), TODAY), row["topic"], row.get("place", ""), "",
            TODAY - timedelta(days=3 + 5 * number),
        )
        for number, row in enumerate(rows["story"])
    ]  # fmt: skip
    outlets = [
        Item(
            "channel", row["id"], "vi", row["id"], row["title"], row["lead"], "", around(held, (row["unit"],), TODAY),
            "", "", row["unit"], None, True,
        )
        for row in rows["channel"]
    ]  # fmt: skip
    texts = book.packaged_texts()
    acts = [
        Item(
            "act", act.symbol, "vi", act.symbol, f"{act.type} {act.symbol}: {act.title}", act.issuer,
            texts.get(act.symbol, ""), "", "", "", "", act.issued_on, True,
        )
        for act in book.packaged().acts
    ]  # fmt: skip
    units = [agencies.item_of(held, version, TODAY) for version in agencies.standing_in(held, [HOME], TODAY)]
    given = (Given("story", stories), Given("channel", outlets), Given("act", acts), Given("agency", units))
    return {one.KIND: one for one in given}


def places() -> object:
    """The names of the places of the corpus."""
    from nhip.agencies import packaged

    return gazetteer(packaged.directory(), [HOME], TODAY)
