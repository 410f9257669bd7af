"""What a question means: its words in groups, each with the other wordings that would do as well.

A group is required or not. Filler words of a question, the word for a kind of place before its name and words that ask
for a kind of result are not required: they only weigh. Words in quotation marks must stand together as written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from nhip.assistant.searching.kinds import fillers, kinds
from nhip.assistant.searching.places import KINDS, Gazetteer, Place
from nhip.assistant.searching.short_forms import short_forms
from nhip.assistant.searching.words import Word, folded_words, is_han, words
from nhip.text.normalise import nfc

Phrase = tuple[str, ...]
LONGEST = 160
"""Characters of a question that are read."""
MOST_WORDS = 24
OTHER_PLACE = 0.5
"""What another name of the same ground is worth beside the one that was asked for."""
_QUOTED = re.compile(r'"([^"]+)"|“([^”]+)”|«([^»]+)»')
PROVINCE = ("tinh",)
_KIND_WORDS = {tuple(folded_words(kind)) for kind in KINDS}
_LONGEST_FORM = max(len(form) for form in short_forms())


@dataclass(frozen=True, slots=True)
class Group:
    """Words that belong together. `others` are wordings that mean the same, each worth `worth` of the own one."""

    words: Phrase
    exact: Phrase
    others: tuple[Phrase, ...] = ()
    worth: float = 0.8
    required: bool = True
    quoted: bool = False
    open_ended: bool = False
    """The last word may be the beginning of a longer one."""
    name: bool = False
    """A name or a short form was recognised: it tells more than loose words do."""

    @property
    def marked(self) -> bool:
        """Whether it was typed with marks."""
        return self.words != self.exact

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        return (self.words, *self.others)

    @property
    def loose(self) -> tuple[Phrase, ...]:
        """Long wordings of which all words count, in a row or not: "xúc tiến đầu tư, thương mại" is XTTM too."""
        return tuple(one for one in self.phrases if len(one) > 2) if self.name and self.worth == 1.0 else ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question understood. `places`: names of places it holds; `kinds`: kinds of result that its words ask for."""

    text: str
    groups: tuple[Group, ...] = ()
    places: tuple[Place, ...] = ()
    kinds: frozenset[str] = field(default_factory=frozenset)

    @property
    def required(self) -> tuple[Group, ...]:
        return tuple(one for one in self.groups if one.required)

    @property
    def units(self) -> frozenset[str]:
        """Keys of the units that stand today where the named places are."""
        return frozenset(unit for place in self.places for unit in place.units)

    @property
    def marked(self) -> bool:
        return any(one.marked for one in self.groups)

    @property
    def folded(self) -> tuple[str, ...]:
        return tuple(word for one in self.groups for word in one.words)


def understood(text: str, gazetteer: Gazetteer) -> Question:
    """The question in a line of text. A question of nothing but filler words is taken at its words."""
    composed = nfc(text)[:LONGEST].strip()
    groups: list[Group] = []
    places: list[Place] = []
    asked: set[str] = set()
    for part, quoted in _parts(composed):
        row = list(words(part))[: MOST_WORDS - sum(len(one.words) for one in groups)]
        if quoted and row:
            groups.append(_group(row, required=True, quoted=True))
        elif row:
            groups += _plain(row, gazetteer, places, asked)
    if groups and not any(one.required for one in groups):
        groups = [Group(one.words, one.exact, one.others, one.worth) for one in groups]
    return Question(composed, tuple(groups), tuple(dict.fromkeys(places)), frozenset(asked))


def _parts(text: str) -> list[tuple[str, bool]]:
    found, at = [], 0
    for quoted in _QUOTED.finditer(text):
        found += [(text[at : quoted.start()], False), (next(part for part in quoted.groups() if part), True)]
        at = quoted.end()
    return [*found, (text[at:], False)]


def _group(
    row: list[Word], others: tuple[Phrase, ...] = (), *, worth: float = 1.0, required: bool = True,
    quoted: bool = False, name: bool = False,
) -> Group:  # fmt: skip
    folded, exact = tuple(one.folded for one in row), tuple(one.exact for one in row)
    return Group(folded, exact, others, worth, required, quoted, name=name)


def _said(word: Word, marked: bool) -> bool:
    """Whether a word only helps to ask. Typed without marks many such words look like others: only clear ones count."""
    _, single, bare = fillers()
    return word.exact in single if marked else word.folded in bare


def _plain(row: list[Word], gazetteer: Gazetteer, places: list[Place], asked: set[str]) -> list[Group]:
    folded = [one.folded for one in row]
    wordings, _, _ = fillers()
    marked = any(one.exact != one.folded for one in row)
    groups: list[Group] = []
    at = 0
    while at < len(row):
        if size := _filler(folded, at, wordings):
            groups += [_group([one], required=False) for one in row[at : at + size]]
            at += size
        elif found := gazetteer.at(folded, at):
            found = _of_kind(found, groups)
            size = len(found[0].words)
            places += found
            near = dict.fromkeys(other for place in found for other in place.others)
            groups.append(_group(row[at : at + size], tuple(near), worth=OTHER_PLACE, name=True))
            at += size
        elif (size := _form(folded, at)) > 0:
            others = short_forms()[tuple(folded[at : at + size])]
            kind = any(one in _KIND_WORDS for one in (tuple(folded[at : at + size]), *others))
            free = kind and bool(gazetteer.at(folded, at + size))
            groups.append(_group(row[at : at + size], others, required=not free, name=True))
            at += size
        elif is_han(folded[at]):
            if len(folded[at]) > 1 or not groups or not is_han(groups[-1].words[0]):
                groups.append(_group([row[at]]))
            at += 1
        else:
            free = _said(row[at], marked) or _kind_word(folded, at, gazetteer)
            groups.append(_group([row[at]], required=not free))
            at += 1
    _note_kinds(folded, asked)
    return groups


def _of_kind(found: tuple[Place, ...], groups: list[Group]) -> tuple[Place, ...]:
    """Of places of one name those whose kind stands before it, where one does: "xã Hồng Phong" is no town.

    The province's name alone means the province.
    """
    before = {tuple(word for group in groups[-2:] for word in group.words)}
    before |= {one for group in groups[-1:] for one in group.phrases}
    fitting = tuple(one for one in found if one.kind and any(row[-len(one.kind) :] == one.kind for row in before))
    return fitting or tuple(one for one in found if one.kind == PROVINCE) or found


def _filler(folded: list[str], at: int, wordings: tuple[Phrase, ...]) -> int:
    return next((len(one) for one in wordings if tuple(folded[at : at + len(one)]) == one), 0)


def _form(folded: list[str], at: int) -> int:
    """How many words from here make a short form or what one stands for, the longest."""
    for size in range(min(_LONGEST_FORM, len(folded) - at), 0, -1):
        if tuple(folded[at : at + size]) in short_forms():
            return size
    return 0


def _kind_word(folded: list[str], at: int, gazetteer: Gazetteer) -> bool:
    """Whether the word belongs to "xã", "thị trấn"… right before the name of a place."""
    for size in (1, 2):
        for start in (at, at - 1):
            if start >= 0 and start + size > at and tuple(folded[start : start + size]) in _KIND_WORDS:
                if gazetteer.at(folded, start + size):
                    return True
    return False


def _note_kinds(folded: list[str], asked: set[str]) -> None:
    line = f" {' '.join(folded)} "
    for kind in kinds().values():
        if any(f" {' '.join(one)} " in line for one in kind.asked_by):
            asked.add(kind.code)
