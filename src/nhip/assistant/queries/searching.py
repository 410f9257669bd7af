"""Search over everything public. Nothing is asked but the index; what it finds is held against its source once more."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Sum

from nhip.assistant.items import LANGUAGES
from nhip.assistant.models.entries import Entry, Shelf, Term
from nhip.assistant.queries import homes
from nhip.assistant.queries.index import Clause, found
from nhip.assistant.queries.source import all_sources
from nhip.assistant.searching.asking import Group, Phrase, Question, understood
from nhip.assistant.searching.marking import marked, snippet
from nhip.assistant.searching.places import Place
from nhip.assistant.searching.ranking import FREE, NAME, Candidate, Scale, Signs
from nhip.assistant.searching.spelling import Vocabulary, corrected, respelled, vocabulary
from nhip.assistant.searching.words import is_han, mark_of

ON_A_PAGE = 15
CANDIDATES = 200
"""Entries that are put in order; for a question that more of them answer, the newest and those with it in the title."""
COUNTED = 1_000
FEW = 10
"""Below so many answers, entries that hold only a part of the question are looked for, and what was meant instead."""
COMMON = 3_000
HALF = 0.4
"""The share of a question (by weight) that an entry holds at least."""
READ = 20_000
"""Characters of a text in which the lines to show are looked for."""
MEANT = 0.8
"""What an answer to a corrected question counts beside one to the question itself."""

_held: dict[str, tuple[int, Vocabulary]] = {}
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Filters:
    """What the results are narrowed to; empty: not at all. `place` is the key of a commune."""

    kind: str = ""
    topic: str = ""
    place: str = ""
    year: str = ""

    def marks(self, language: str) -> list[list[str]]:
        pairs = (("l", language), ("k", self.kind), ("t", self.topic), ("p", self.place), ("y", self.year))
        return [[mark_of(sign, value)] for sign, value in pairs if value]


@dataclass(frozen=True, slots=True)
class Result:
    """One line. `title` and `shown` are HTML with the found words marked; nothing else in them is markup."""

    kind: str
    number: str
    handle: str
    language: str
    title: str
    shown: str
    on: date | None
    topic: str
    place: str
    unit: str


@dataclass(frozen=True, slots=True)
class Answer:
    """`total` is exact unless `more`. `instead`: what was probably meant. `counts`: results by kind, topic, place and
    year, when all of them were looked at."""

    question: Question
    results: tuple[Result, ...] = ()
    total: int = 0
    more: bool = False
    page: int = 1
    pages: int = 1
    instead: str = ""
    places: tuple[Place, ...] = ()
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


def edition() -> int:
    """Another number whenever anything in the index changed."""
    return int(Shelf.objects.aggregate(all=Sum("edition"))["all"] or 0)


def words_known(now: int) -> Vocabulary:
    """The vocabulary of the index of this edition, kept until the index changes."""
    with _lock:
        known, held = _held.get("now", (-1, None))
        if held is None or known != now:
            rows = Term.objects.filter(entries__gt=0).values_list("word", "folded", "pair", "entries")
            held = vocabulary(Entry.objects.count(), rows.iterator(chunk_size=5000))
            _held["now"] = (now, held)
        return held


def forget() -> None:
    """No vocabulary and no place is kept: for tests, whose databases are rolled back."""
    with _lock:
        _held.clear()
    homes.forget()


def search(text: str, language: str, on: date, filters: Filters | None = None, page: int = 1) -> Answer:
    """What answers a question, the best first. `language`: the reader's (vi, en, zh-hans)."""
    asked = filters or Filters()
    now = edition()
    known, gazetteer = words_known(now), homes.places(on, now)
    question = understood(text, gazetteer)
    if not question.groups:
        return Answer(question)
    question = _open_end(question, known)
    marks = asked.marks(language)
    scored, total, more, as_typed = _scored(question, marks, known, on)
    instead = ""
    if total < FEW and (meant := corrected(question, known, gazetteer.by_name)):
        others, found_too, _, _ = _scored(meant, marks, known, on)
        if found_too:
            instead = respelled(meant, known)
        for pk, points in others.items():
            scored[pk] = max(scored.get(pk, 0.0), points * MEANT)
        question = replace(question, groups=(*question.groups, *(replace(one, required=False) for one in meant.groups)))
    elif question.marked and not as_typed and not is_han(question.folded[0]):
        instead = respelled(question, known)
    if instead.casefold() == " ".join(word for group in question.groups for word in group.exact):
        instead = ""
    ordered = sorted(scored, key=lambda pk: (-scored[pk], -pk))
    total = total if more else len(ordered)
    pages = max(1, -(-len(ordered) // ON_A_PAGE))
    page = min(max(1, page), pages)
    results = _shown(ordered[(page - 1) * ON_A_PAGE : page * ON_A_PAGE], question, on)
    counts = {} if more else _counts(ordered)
    return Answer(question, results, total, more, page, pages, instead, question.places, counts)


def _open_end(question: Question, known: Vocabulary) -> Question:
    """A last word that stands nowhere as typed may be the beginning of one."""
    last = question.groups[-1]
    if last.quoted or not last.required or (last.exact[-1] in known.known and not _one_sign(last)):
        return question
    if len(last.words[-1]) < 2 and not _one_sign(last):
        return question
    return replace(question, groups=(*question.groups[:-1], replace(last, open_ended=True)))


def _one_sign(group: Group) -> bool:
    return len(group.words[-1]) == 1 and is_han(group.words[-1])


def _clauses(question: Question) -> list[Clause]:
    return [_clause(group) for group in question.required]


def _clause(group: Group) -> Clause:
    return Clause(group.phrases, group.open_ended, group.loose)


def _scored(
    question: Question, marks: Sequence[Sequence[str]], known: Vocabulary, on: date
) -> tuple[dict[int, float], int, bool, bool]:
    """Points by entry, how many hold the whole question, whether there are more, whether any holds it as typed."""
    clauses = _clauses(question)
    answering = found(clauses, marks, limit=COUNTED + 1)
    whole, total, more = answering[:CANDIDATES], len(answering), len(answering) > COUNTED
    titled = found(clauses, marks, title=True, limit=CANDIDATES) if total > CANDIDATES else []
    typed: set[int] = set()
    if question.marked:
        exact = [Clause((group.exact,), group.open_ended) for group in question.required]
        typed = set(found(exact, marks, form="exact", limit=CANDIDATES))
    rowed: set[int] = set()
    if len(question.folded) > 1 and len(question.groups) > 1:
        rowed = set(found([Clause((question.folded,))], marks, limit=CANDIDATES))
    weights = {
        group: known.rarity(group.words) * (NAME if group.name else 1.0) * (1.0 if group.required else FREE)
        for group in dict.fromkeys(question.groups)
    }
    pages: list[int] = []
    if question.units and len(marks) == 1:  # the page of a named place is looked at however many speak of it
        pages = list(Entry.objects.filter(kind="agency", number__in=question.units).values_list("pk", flat=True))
    shares = dict.fromkeys((*whole, *titled, *typed, *rowed), 1.0)
    shares.update((pk, 1.0 if len(question.required) == 1 else HALF) for pk in pages if pk not in shares)
    if total < FEW and len(question.required) > 1:
        for pk, share in _parts(question, marks, known, weights).items():
            shares.setdefault(pk, share)
    scale = Scale(question, weights, on)
    points = {
        one.pk: scale.points(one, Signs(shares[one.pk], one.pk in typed, one.pk in rowed))
        for one in _candidates(shares)
    }
    return points, total, more, bool(typed)


def _parts(
    question: Question, marks: Sequence[Sequence[str]], known: Vocabulary, weights: Mapping[Group, float]
) -> dict[int, float]:
    """Entries that hold a good part of what the question weighs, with the share each holds. Once the words that are
    left weigh too little to make an entry one of them, they are only sought beside the others."""
    held: Counter[int] = Counter()
    left = whole = sum(weights[group] for group in question.required)
    before: list[Clause] = []
    for group in sorted(question.required, key=lambda one: -weights[one]):
        if len(held) > 4 * COMMON:
            break
        among = before if left < HALF * whole else ()
        for pk in found([_clause(group)], marks, among=among, limit=COMMON):
            held[pk] += weights[group] / whole
        left -= weights[group]
        before.append(_clause(group))
    best = [(pk, share) for pk, share in held.most_common(CANDIDATES) if share >= HALF]
    return dict(best)


def _candidates(pks: Collection[int]) -> list[Candidate]:
    columns = ("pk", "kind", "number", "on", "title_exact", "title_folded", "lead_folded")
    return [Candidate(*row) for row in Entry.objects.filter(pk__in=list(pks)).values_list(*columns)]


def _shown(pks: Sequence[int], question: Question, on: date) -> tuple[Result, ...]:
    rows = {row.pk: row for row in Entry.objects.filter(pk__in=pks)}
    open_to_all = _public(rows.values(), on)
    wanted = {one for group in question.groups if group.required for one in group.phrases}
    wanted |= {group.words for group in question.groups if len(group.words) > 1}
    wanted |= {(word,) for group in question.groups for one in group.loose for word in one}
    return tuple(
        Result(
            row.kind, row.number, row.handle, row.language, marked(row.title, wanted),
            _lines(row, wanted), row.on, row.topic, row.place, row.unit,
        )
        for pk in pks
        if (row := rows.get(pk)) is not None and (row.kind, row.number) in open_to_all
    )  # fmt: skip


def _lines(row: Entry, wanted: set[Phrase]) -> str:
    """The part of the text that shows why, or the lead where the text does not."""
    lead = snippet(row.lead, wanted)
    if "<mark>" in lead or not row.text:
        return lead
    text = snippet(row.text[:READ], wanted)
    return text if "<mark>" in text else lead or text


def _public(rows: Collection[Entry], on: date) -> set[tuple[str, str]]:
    """What anybody may read at this very moment, whatever the index still holds."""
    by_kind: dict[str, set[str]] = {}
    for row in rows:
        by_kind.setdefault(row.kind, set()).add(row.number)
    sources = all_sources()
    return {
        (kind, number)
        for kind, numbers in by_kind.items()
        if kind in sources
        for number in sources[kind].still_public(numbers, on)
    }


def _counts(pks: Sequence[int]) -> dict[str, dict[str, int]]:
    counted: dict[str, Counter[str]] = {name: Counter() for name in ("kind", "topic", "place", "year")}
    for kind, topic, place, on in Entry.objects.filter(pk__in=pks).values_list("kind", "topic", "place", "on"):
        for name, value in (("kind", kind), ("topic", topic), ("place", place), ("year", str(on.year) if on else "")):
            if value:
                counted[name][value] += 1
    return {name: dict(rows) for name, rows in counted.items()}


def suggestions(text: str, language: str, on: date, most: int = 8) -> list[str]:
    """Titles that go on as somebody types: those that begin so first."""
    question = understood(text, homes.places(on, edition()))
    words = question.folded
    if not words or language not in LANGUAGES:
        return []
    clauses = [*(Clause(((word,),)) for word in words[:-1]), Clause(((words[-1],),), True)]
    pks = found(clauses, Filters().marks(language), title=True, limit=60)
    start = " ".join(words)
    rows = Entry.objects.filter(pk__in=pks).values_list("title", "title_folded", "title_exact", "kind", "number")
    typed = " ".join(word for group in question.groups for word in group.exact)

    def far(row: tuple[str, ...]) -> tuple[object, ...]:
        return not row[1].startswith(start), not row[2].startswith(typed), start not in row[1], len(row[1])

    ranked = sorted(rows, key=far)[: 2 * most]
    sources, out = all_sources(), []
    for kind in {row[3] for row in ranked}:
        numbers = {row[4] for row in ranked if row[3] == kind}
        out.append((kind, sources[kind].still_public(numbers, on)))
    open_to_all = {(kind, number) for kind, numbers in out for number in numbers}
    return list(dict.fromkeys(row[0] for row in ranked if (row[3], row[4]) in open_to_all))[:most]
