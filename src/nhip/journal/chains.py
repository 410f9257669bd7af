"""The chain: each row carries the hash of the row before it, so no row changes, leaves or enters unseen.

Promise (exact prose in `docs/rules/journal.md`): hash = SHA-256 over the canonical JSON of every field of the row, the
previous hash and the number included. Numbers run 1, 2, 3, ... without gaps; row 1 names sixty-four zeros before it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from nhip.text.issues import Issue

START = "0" * 64


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the journal, as stored."""

    chain: str
    number: int
    at: datetime
    actor_id: str
    actor_label: str
    verb: str
    subject: str
    ground: str
    facts: Mapping[str, object]
    previous: str
    hash: str


def canonical(facts: object) -> str:
    """JSON with sorted keys, no spaces, marks kept. Raises TypeError or ValueError for what JSON cannot carry."""
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest(
    *,
    chain: str,
    number: int,
    at: datetime,
    actor_id: str,
    actor_label: str,
    verb: str,
    subject: str,
    ground: str,
    facts: Mapping[str, object],
    previous: str,
) -> str:
    """SHA-256 of the row in lower-case hex. `at` must carry a time zone; it is written in UTC with microseconds."""
    content = {
        "chain": chain,
        "number": number,
        "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor_id": actor_id,
        "actor_label": actor_label,
        "verb": verb,
        "subject": subject,
        "ground": ground,
        "facts": facts,
        "previous": previous,
    }
    return hashlib.sha256(canonical(content).encode("utf-8")).hexdigest()


def _digest_of(row: Row) -> str:
    return digest(
        chain=row.chain,
        number=row.number,
        at=row.at,
        actor_id=row.actor_id,
        actor_label=row.actor_label,
        verb=row.verb,
        subject=row.subject,
        ground=row.ground,
        facts=row.facts,
        previous=row.previous,
    )


@dataclass(frozen=True, slots=True)
class Head:
    """The last number and hash of a chain at some instant."""

    chain: str
    number: int
    hash: str


def faults(rows: Iterable[Row], heads: Mapping[int, str], chain: str) -> Iterator[Issue]:
    """Walk one chain in number order and say which rows were changed, removed or inserted.

    `heads` are hashes known from outside the table, by number: signed heads and the head row. A row that fails its own
    hash was *changed*; a number that is missing was *removed*; a row whose hash holds and whose `previous` does not, or
    whose number is taken twice, was *inserted*; a known head that no row carries shows a cut tail or a rewritten chain.
    """
    previous, expected = START, 1
    for row in rows:
        place = {"chain": chain, "number": row.number}
        if row.number < expected:
            yield Issue(f"{chain}/{row.number}", "journal.inserted", place)
            continue
        if row.number > expected:
            last = row.number - 1
            yield Issue(f"{chain}/{expected}", "journal.removed", {"chain": chain, "first": expected, "last": last})
        true_hash = _digest_of(row)
        if true_hash != row.hash:
            yield Issue(f"{chain}/{row.number}", "journal.changed", place)
        elif row.number == expected and row.previous != previous:
            yield Issue(f"{chain}/{row.number}", "journal.inserted", place)
        if (known := heads.get(row.number)) is not None and known != row.hash:
            yield Issue(f"{chain}/{row.number}", "journal.rewritten", place)
        previous, expected = row.hash, row.number + 1
    if lost := [number for number in heads if number >= expected]:
        yield Issue(f"{chain}/{expected}", "journal.removed", {"chain": chain, "first": expected, "last": max(lost)})
