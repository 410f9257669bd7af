"""Questions to the legal library. Anyone who is signed in may ask; the asker comes first as everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Case, IntegerField, QuerySet, When

from nhip.law import book
from nhip.law.models import Act, ActLink
from nhip.law.settling import STRUCK_BY_PERSON
from nhip.text.normalise import fold, tone_key


@dataclass(frozen=True, slots=True)
class Found:
    """One line of a search: the act, how it stands on the day asked, and whether the words met with their marks."""

    act: Act
    standing: book.Standing
    exact: bool


def law_book() -> book.LawBook:
    """The library as the frozen value that readers take."""
    acts = [act_value(act) for act in Act.objects.defer("text")]
    links = ActLink.objects.select_related("act", "target").defer("act__text", "target__text")
    links = links.exclude(confidence=STRUCK_BY_PERSON).order_by("pk")
    return book.LawBook(acts, [link_value(link) for link in links])


def book_of(acts: Iterable[Act]) -> book.LawBook:
    """A book of these acts alone, with what was done to them: enough to say how each stands."""
    held = list(acts)
    links = ActLink.objects.select_related("act", "target").defer("act__text", "target__text")
    links = links.filter(target__in=[act.pk for act in held]).exclude(confidence=STRUCK_BY_PERSON).order_by("pk")
    return book.LawBook([act_value(act) for act in held], [link_value(link) for link in links])


def act_by_symbol(asker: object, symbol: str) -> Act | None:
    return Act.objects.filter(symbol_key=book.symbol_key(symbol)).first()


def public_acts() -> QuerySet[Act]:
    """The acts that anybody may read, always in the same order."""
    return Act.objects.filter(public=True).order_by("pk")


def search(asker: object, words: str, on: date, *, limit: int = 50, public: bool = False) -> list[Found]:
    """Acts whose symbol, title, issuer or text hold all the words; those that match with their marks come first.

    `public`: only those that anybody may read.
    """
    return stated(asker, list(matching(asker, words, public=public)[:limit]), words, on)


def matching(asker: object, words: str, *, public: bool = False) -> QuerySet[Act]:
    """The same acts as rows in their order, for pages of them."""
    rows = _matching(words)
    return rows.filter(public=True) if public else rows


def stated(asker: object, acts: list[Act], words: str, on: date) -> list[Found]:
    """Acts with how each stands on a day, and whether it holds the words with their marks."""
    held, wanted = book_of(acts), tone_key(words)
    return [Found(act, held.status(act.symbol, on), not wanted or wanted in tone_key(_searched(act))) for act in acts]


def standing(asker: object, act: Act, on: date) -> book.Standing:
    return book_of([act]).status(act.symbol, on)


def _matching(words: str) -> QuerySet[Act]:
    if not words.strip():
        return Act.objects.order_by("-issued_on", "symbol_key")
    exact = _found("exact", terms(tone_key(words)))
    folded = _found("folded", terms(fold(words)))
    called = _called(words, folded)
    ranked = exact + [found for found in folded if found not in set(exact)]
    if fold(words) == words.casefold():  # typed without marks: words that have none are no better than the rest
        ranked.sort(key=lambda found: found not in called)
    else:
        ranked.sort(key=lambda found: (found not in set(exact), found not in called))
    order = Case(*[When(pk=pk, then=place) for place, pk in enumerate(ranked)], output_field=IntegerField())
    return Act.objects.filter(pk__in=ranked).order_by(order)


def _called(words: str, among: list[int]) -> set[int]:
    """Those whose symbol or title holds the words in a row; the rest only speak of them."""
    wanted = fold(words)
    heads = Act.objects.filter(pk__in=among).values_list("pk", "symbol", "type", "title")
    return {pk for pk, *head in heads if wanted in fold(" ".join(head))}


def terms(words: str) -> list[str]:
    """The words as the index keeps them: letters and digits, small."""
    return re.findall(r"\w+", words.casefold())


def _found(column: str, terms: list[str]) -> list[int]:
    """Ids in order of rank, from the full-text index of the database in use (see migration 0002)."""
    if not terms:
        return []
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            phrase = " AND ".join(f'"{term}"*' if term is terms[-1] else f'"{term}"' for term in terms)
            cursor.execute(
                "SELECT rowid FROM law_act_words WHERE law_act_words MATCH %s ORDER BY rank", [f"{column} : ({phrase})"]
            )
        else:
            phrase = " & ".join(f"{term}:*" if term is terms[-1] else term for term in terms)
            cursor.execute(
                f"SELECT act_id FROM law_act_words WHERE {column} @@ to_tsquery('simple', %s) "  # noqa: S608
                f"ORDER BY ts_rank({column}, to_tsquery('simple', %s)) DESC",
                [phrase, phrase],
            )
        return [row[0] for row in cursor.fetchall()]


def _searched(act: Act) -> str:
    return " ".join((act.symbol, act.type, act.title, act.issuer, act.text)).casefold()


def act_value(act: Act) -> book.Act:
    """The row as the frozen value that plain code takes; without its text."""
    return book.Act(
        act.symbol, act.type, act.title, act.issuer, act.issued_on, act.effective_from, act.effective_to,
        act.confidence, act.source, act.note,
    )  # fmt: skip


def link_value(link: ActLink) -> book.Link:
    return book.Link(
        link.act.symbol, link.relation, link.target.symbol, link.since, link.seen_on,
        link.confidence, link.source, link.note,
    )  # fmt: skip
