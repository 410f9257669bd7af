"""The full-text table on either database: written with the same words, asked in the same way.

SQLite: FTS5 with the words of title and body in both forms and the marks for filters. PostgreSQL: two tsvectors made
here word by word (no dictionary of the server takes part). Two words in a row are a word of their own ("den_mau"),
those of the title stand once more with "@", marks begin with "=": so its index answers alone, and the vectors of what
it found, which lie apart from the rows, are never read. A row of three and more words is held by its pairs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.db import connection

Phrase = tuple[str, ...]
MOST = 80_000
"""Different words and pairs of one entry on PostgreSQL, whose vectors hold up to a megabyte."""


@dataclass(frozen=True, slots=True)
class Row:
    """The words of one entry, exact and folded, and its marks."""

    pk: int
    title: tuple[list[str], list[str]]
    body: tuple[list[str], list[str]]
    marks: list[str]


@dataclass(frozen=True, slots=True)
class Clause:
    """One of the phrases must stand there. `begins`: the last word of each may go on; `loose`: of these wordings all
    words, in a row or not."""

    phrases: tuple[Phrase, ...]
    begins: bool = False
    loose: tuple[Phrase, ...] = ()


def put(rows: Sequence[Row]) -> None:
    """Write the words of entries anew."""
    remove([row.pk for row in rows])
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(
                "INSERT INTO assistant_words (rowid, te, tf, be, bf, marks) VALUES (%s, %s, %s, %s, %s, %s)",
                [(row.pk, *(" ".join(part) for part in (*row.title, *row.body)), " ".join(row.marks)) for row in rows],
            )
        else:
            cursor.executemany(
                "INSERT INTO assistant_words (entry_id, exact, folded) VALUES (%s, %s::tsvector, %s::tsvector)",
                [(row.pk, _vector(row.title[0], row.body[0], ()), _vector(row.title[1], row.body[1], row.marks))
                 for row in rows],
            )  # fmt: skip


def remove(pks: Iterable[int]) -> None:
    """Nobody finds these entries any more."""
    key = "rowid" if connection.vendor == "sqlite" else "entry_id"
    with connection.cursor() as cursor:
        cursor.executemany(f"DELETE FROM assistant_words WHERE {key} = %s", [(pk,) for pk in pks])  # noqa: S608


def _vector(title: Sequence[str], body: Sequence[str], marks: Iterable[str]) -> str:
    heads = [*title, *_pairs(title)]
    lexemes = dict.fromkeys([*(f"@{one}" for one in heads), *heads, *body, *_pairs(body)])
    return " ".join(_lexeme(one) for one in [*list(lexemes)[:MOST], *(f"={mark}" for mark in marks)])


def _pairs(words: Sequence[str]) -> list[str]:
    return [f"{one}_{two}" for one, two in pairwise(words)]


def found(
    clauses: Sequence[Clause], marks: Sequence[Sequence[str]], *, form: str = "folded", title: bool = False,
    limit: int,
) -> list[int]:  # fmt: skip
    """Ids of entries that hold every clause and of each list of marks one; the newest first."""
    if not clauses:
        return []
    with connection.cursor() as cursor:
        cursor.execute(*_question(clauses, marks, form, title, limit))
        return [row[0] for row in cursor.fetchall()]


def count(clauses: Sequence[Clause], marks: Sequence[Sequence[str]], most: int) -> int:
    """How many entries hold every clause, counted up to `most`."""
    sql, parameters = _question(clauses, marks, "folded", False, most, ordered=False)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({sql}) AS answering", parameters)  # noqa: S608 - made below
        return int(cursor.fetchone()[0])


def _question(
    clauses: Sequence[Clause], marks: Sequence[Sequence[str]], form: str, title: bool, limit: int,
    *, ordered: bool = True,
) -> tuple[str, list[object]]:  # fmt: skip
    if connection.vendor == "sqlite":
        columns = {"exact": ("te", "be"), "folded": ("tf", "bf")}[form]
        where = f"{{{columns[0] if title else ' '.join(columns)}}} : "
        parts = [f"({where} ({_fts(clause)}))" for clause in clauses]
        parts += [f"(marks : ({' OR '.join(_quoted((one,)) for one in several)}))" for several in marks]
        order = "ORDER BY rowid DESC" if ordered else ""
        return (
            f"SELECT rowid FROM assistant_words WHERE assistant_words MATCH %s {order} LIMIT %s",  # noqa: S608
            [" AND ".join(parts), limit],
        )
    words = " & ".join(f"({_tsquery(clause, '@' if title else '')})" for clause in clauses)
    filters = " & ".join(f"({' | '.join(_lexeme('=' + one) for one in several)})" for several in marks)
    if form == "folded":
        condition, values = "folded @@ %s::tsquery", [f"{words} & {filters}" if filters else words]
    else:
        condition, values = "exact @@ %s::tsquery", [words]
        if filters:
            condition, values = condition + " AND folded @@ %s::tsquery", [words, filters]
    order = "ORDER BY entry_id DESC" if ordered else ""
    return f"SELECT entry_id FROM assistant_words WHERE {condition} {order} LIMIT %s", [*values, limit]  # noqa: S608


def _quoted(phrase: Phrase) -> str:
    return '"' + " ".join(phrase) + '"'


def _fts(clause: Clause) -> str:
    parts = [_quoted(one) + (" *" if clause.begins else "") for one in clause.phrases]
    parts += [f"({' AND '.join(_quoted((word,)) for word in one)})" for one in clause.loose]
    return " OR ".join(parts)


def _lexeme(word: str, more: str = "") -> str:
    return f"'{word}'" + (f":{more}" if more else "")


def _tsquery(clause: Clause, before: str) -> str:
    def phrase(words: Phrase) -> str:
        parts = _pairs(words) or list(words)
        last = "*" if clause.begins else ""
        return " & ".join([*(_lexeme(before + one) for one in parts[:-1]), _lexeme(before + parts[-1], last)])

    parts = [f"({phrase(one)})" for one in clause.phrases]
    parts += [f"({' & '.join(_lexeme(before + word) for word in one)})" for one in clause.loose]
    return " | ".join(parts)
