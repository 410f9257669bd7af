"""The full-text table on either database: written with the same words, asked in the same way.

SQLite: FTS5 with the words of title and body in both forms and the marks for filters. PostgreSQL: two tsvectors made
here word by word (no dictionary of the server takes part). Two words in a row are a word of their own ("den_mau"),
those of the title stand once more with "@", marks begin with "=": so its index answers alone, and the vectors of what
it found, which lie apart from the rows, are never read. The order stands outside ("OFFSET 0"): asked for the newest,
the server would rather walk through all vectors from the newest down. The newest entries, which a mark names, are asked
first: of a common word they hold enough. A row of three and more words is held by its pairs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.db import connection
from django.db.backends.utils import CursorWrapper

Phrase = tuple[str, ...]
SQLITE = "SELECT rowid FROM assistant_words WHERE assistant_words MATCH %s"
POSTGRESQL = "SELECT entry_id FROM assistant_words WHERE {form} @@ %s::tsquery"
BLOCK, NEWEST = 5_000, 4
"""Entries that share a mark by the order in which they came, and how many such marks are asked first."""
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
                [(row.pk, *_vectors(row)) for row in rows],
            )


def remove(pks: Iterable[int]) -> None:
    """Nobody finds these entries any more."""
    key = "rowid" if connection.vendor == "sqlite" else "entry_id"
    with connection.cursor() as cursor:
        cursor.executemany(f"DELETE FROM assistant_words WHERE {key} = %s", [(pk,) for pk in pks])  # noqa: S608


def settle() -> None:
    """What was written stands in the index itself: PostgreSQL first keeps it in a list, which every question walks."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT gin_clean_pending_list('assistant_words_exact')")
            cursor.execute("SELECT gin_clean_pending_list('assistant_words_folded')")


def _vectors(row: Row) -> tuple[str, str]:
    marks = [*row.marks, f"b{row.pk // BLOCK}"]
    return _vector(row.title[0], row.body[0], marks), _vector(row.title[1], row.body[1], marks)


def _vector(title: Sequence[str], body: Sequence[str], marks: Iterable[str]) -> str:
    heads = [*title, *_pairs(title)]
    lexemes = dict.fromkeys([*(f"@{one}" for one in heads), *heads, *body, *_pairs(body)])
    return " ".join(_lexeme(one) for one in [*list(lexemes)[:MOST], *(f"={mark}" for mark in marks)])


def _pairs(words: Sequence[str]) -> list[str]:
    return [f"{one}_{two}" for one, two in pairwise(words)]


def found(
    clauses: Sequence[Clause], marks: Sequence[Sequence[str]], *, among: Sequence[Clause] = (), form: str = "folded",
    title: bool = False, limit: int,
) -> list[int]:  # fmt: skip
    """Ids of entries that hold every clause, one of `among` where there are any, and of each list of marks one; the
    newest first."""
    if not clauses:
        return []
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            asked = _match(clauses, among, marks, form, title)
            cursor.execute(f"{SQLITE} ORDER BY rowid DESC LIMIT %s", [asked, limit])
            return [row[0] for row in cursor.fetchall()]
        held = POSTGRESQL.format(form=form)
        sql = f"SELECT entry_id FROM ({held} OFFSET 0) AS held ORDER BY entry_id DESC LIMIT %s"  # noqa: S608
        for part in ([_newest(cursor)], []):
            cursor.execute(sql, [_tsquery(clauses, among, [*marks, *part], title), limit])
            pks = [row[0] for row in cursor.fetchall()]
            if len(pks) == limit:
                break
        return pks


def _newest(cursor: CursorWrapper) -> list[str]:
    cursor.execute("SELECT max(entry_id) FROM assistant_words")
    last = (cursor.fetchone()[0] or 0) // BLOCK
    return [f"b{number}" for number in range(max(0, last - NEWEST + 1), last + 1)]


def _match(
    clauses: Sequence[Clause], among: Sequence[Clause], marks: Sequence[Sequence[str]], form: str, title: bool
) -> str:
    columns = {"exact": ("te", "be"), "folded": ("tf", "bf")}[form]
    where = f"{{{columns[0] if title else ' '.join(columns)}}} : "
    parts = [f"({where} ({_fts(clause)}))" for clause in clauses]
    parts += [f"({where} ({' OR '.join(map(_fts, among))}))"] if among else []
    parts += [f"(marks : ({' OR '.join(_quoted((one,)) for one in several)}))" for several in marks]
    return " AND ".join(parts)


def _tsquery(clauses: Sequence[Clause], among: Sequence[Clause], marks: Sequence[Sequence[str]], title: bool) -> str:
    before = "@" if title else ""
    parts = [f"({_lexemes(clause, before)})" for clause in clauses]
    parts += [f"({' | '.join(_lexemes(clause, before) for clause in among)})"] if among else []
    parts += [f"({' | '.join(_lexeme('=' + one) for one in several)})" for several in marks]
    return " & ".join(parts)


def _quoted(phrase: Phrase) -> str:
    return '"' + " ".join(phrase) + '"'


def _fts(clause: Clause) -> str:
    parts = [_quoted(one) + (" *" if clause.begins else "") for one in clause.phrases]
    parts += [f"({' AND '.join(_quoted((word,)) for word in one)})" for one in clause.loose]
    return " OR ".join(parts)


def _lexeme(word: str, more: str = "") -> str:
    return f"'{word}'" + (f":{more}" if more else "")


def _lexemes(clause: Clause, before: str) -> str:
    def phrase(words: Phrase) -> str:
        parts = _pairs(words) or list(words)
        last = "*" if clause.begins else ""
        return " & ".join([*(_lexeme(before + one) for one in parts[:-1]), _lexeme(before + parts[-1], last)])

    parts = [f"({phrase(one)})" for one in clause.phrases]
    parts += [f"({' & '.join(_lexeme(before + word) for word in one)})" for one in clause.loose]
    return " | ".join(parts)
