"""The chain: each row carries the hash of the row before it, so no row changes, leaves or enters unseen.

Promise (exact prose in `docs/rules/journal.md`): hash = SHA-256 over the canonical JSON of every field of the row, the
previous hash and the number included. Numbers run 1, 2, 3, ... without gaps; row 1 names sixty-four zeros before it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    mark: str


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


def mark_of(row_hash: str, key: bytes) -> str:
    """HMAC-SHA256 of a row's hash under this machine's key, which the database does not hold.

    Somebody who writes to the database alone can compute hashes, not marks: even a chain rewritten to its end shows.
    """
    return hmac.new(key, row_hash.encode("ascii"), hashlib.sha256).hexdigest()


def _marked(row: Row, key: bytes | None) -> bool:
    return key is None or hmac.compare_digest(mark_of(row.hash, key), row.mark)


@dataclass(frozen=True, slots=True)
class Head:
    """The last number and hash of a chain at some instant, known from outside the rows."""

    chain: str
    number: int
    hash: str


def faults(rows: Iterable[Row], heads: Sequence[Head], chain: str, key: bytes | None = None) -> Iterator[Issue]:
    """Walk one chain in number order and say which rows were changed, removed or inserted.

    `heads` are the ends known from outside the rows: the chain's own end and the signed seals.
    A row that fails its own hash was *changed*. A number that is missing was *removed*. A row that holds and does not
    follow the row before it, or bears no mark of this machine, or takes a number twice, was *inserted*. A row that
    holds and differs from a known head was *rewritten*. A head beyond the last row shows that the tail was cut.
    """
    known: dict[int, set[str]] = {}
    for head in heads:
        known.setdefault(head.number, set()).add(head.hash)
    previous, expected = START, 1
    for row in rows:
        field = f"{chain}/{row.number}"
        place = {"chain": chain, "number": row.number}
        if row.number < expected:
            yield Issue(field, "journal.inserted", place)
            continue
        if row.number > expected:
            lost = {"chain": chain, "first": expected, "last": row.number - 1}
            yield Issue(f"{chain}/{expected}", "journal.removed", lost)
        if _digest_of(row) != row.hash:
            yield Issue(field, "journal.changed", place)
        elif (row.number == expected and row.previous != previous) or not _marked(row, key):
            yield Issue(field, "journal.inserted", place)
        if known.get(row.number, set()) - {row.hash}:
            yield Issue(field, "journal.rewritten", place)
        previous, expected = row.hash, row.number + 1
    if beyond := [head.number for head in heads if head.number >= expected]:
        lost = {"chain": chain, "first": expected, "last": max(beyond)}
        yield Issue(f"{chain}/{expected}", "journal.removed", lost)
