"""Made-up public items from the project's own texts: a chain of word pairs, seeded, so that each run makes the same."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from importlib import resources
from itertools import pairwise
from typing import Any

from nhip.agencies import packaged
from nhip.assistant.items import Item
from nhip.law import book

FIRST = date(2021, 1, 1)
DAYS = 2_100
TOPICS = ("du-lich", "san-vat", "cua-khau", "dau-tu", "chinh-thuc")
BODY = (90, 240)
"""Words of a text, least and most."""


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)


def own_texts() -> list[str]:
    """Sample stories and deeds, titles of laws, the packaged full text, names of agencies."""
    folder = resources.files("nhip.project.sample")
    found = []
    for name in ("stories.toml", "deeds.toml", "steering.toml", "told.toml"):
        found += [one for one in _strings(tomllib.loads(folder.joinpath(name).read_text("utf-8"))) if " " in one]
    found += [act.title for act in book.packaged().acts]
    found += book.packaged_texts().values()
    found += [version.name for version in packaged.directory().versions if version.unit.startswith("lang-son/")]
    return [one for one in found if not any("\u4e00" <= sign <= "\u9fff" for sign in one)]


class Articles:
    """A source of the index: `number` stories of a province."""

    KIND = "story"

    def __init__(self, number: int, seed: int = 7) -> None:
        self.number, self.seed = number, seed
        chain: dict[str, list[str]] = {}
        for text in own_texts():
            words = text.split()
            for one, other in pairwise(words):
                chain.setdefault(one, []).append(other)
        self.chain, self.starts = chain, sorted(one for one in chain if one[:1].isupper())
        held = packaged.directory()
        standing = [one for one in held.versions if one.unit.startswith("lang-son.") and one.line == "territory"]
        self.places = [(one.unit if one.valid_to is None else "", one.name) for one in standing]

    def _words(self, chance: random.Random, number: int) -> list[str]:
        word = chance.choice(self.starts)
        out = [word]
        while len(out) < number:
            word = chance.choice(self.chain.get(word) or self.starts)
            out.append(word)
        return out

    def item(self, number: int) -> Item:
        """One story, the same each time."""
        chance = random.Random(self.seed * 1_000_003 + number)  # noqa: S311
        place, name = chance.choice(self.places)
        title = self._words(chance, chance.randint(5, 11))
        if chance.random() < 0.6:
            title += [*chance.choice(("ở", "tại", "về")).split(), name]
        body = self._words(chance, chance.randint(*BODY))
        on = FIRST + timedelta(days=number * DAYS // self.number)
        return Item(
            "story", str(number), "vi", f"bai-{number}", " ".join(title), " ".join(body[:24]), " ".join(body[24:]),
            name, chance.choice(TOPICS), place, "", on,
        )  # fmt: skip

    def stamp(self, on: date) -> str:
        return ""

    def versions(self, on: date) -> Iterator[tuple[tuple[str, str], str]]:
        for number in range(self.number):
            yield (str(number), "vi"), "1"

    def items(self, keys: Collection[tuple[str, str]], on: date) -> Iterable[Item]:
        return [self.item(int(number)) for number, _ in keys]

    def still_public(self, numbers: Collection[str], on: date) -> set[str]:
        return set(numbers)

    def questions(self, number: int) -> list[str]:
        """What people would ask of them: parts of titles with marks, without, with wrong ones and with a slip; one
        common word or two; names of places old and new."""
        from nhip.text.normalise import bare

        chance = random.Random(self.seed)  # noqa: S311
        out = []
        for turn in range(number):
            title = self.item(chance.randrange(self.number)).title.split()
            size = chance.randint(1, 5)
            at = chance.randint(0, max(0, len(title) - size))
            words = " ".join(title[at : at + size])
            way = turn % 6
            if way == 0:
                out.append(words)
            elif way == 1:
                out.append(bare(words))
            elif way == 2:
                out.append(words.translate(str.maketrans("àảãạáơôồộ", "áàạảãôơốổ")))
            elif way == 3:
                cut = chance.randrange(max(1, len(words)))
                out.append(words[:cut] + words[cut + 1 :])
            elif way == 4:
                out.append(chance.choice(self.places)[1])
            else:
                out.append(chance.choice(("lạng sơn", "du lịch", "thong tin", "báo cáo", "cơ quan nhà nước", "UBND xã",
                                          "cua khau", "OCOP", "tổ chức", "thực hiện nhiệm vụ")))  # fmt: skip
        return out
