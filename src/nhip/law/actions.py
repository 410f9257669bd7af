"""Verbs of the legal library. Each is one transaction and one journal entry."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from django.db import connection, transaction

from nhip.journal.actions import write
from nhip.law import book, importing, queries
from nhip.law.models import Act, ActLink
from nhip.text.normalise import fold, tone_key


@transaction.atomic
def load_packaged(actor: object) -> int:
    """Bring the library up to the packaged book; loading twice adds nothing. Returns how many acts are new."""
    held = book.packaged()
    texts = book.packaged_texts()
    known = {act.symbol_key: act for act in Act.objects.defer("text")}
    fresh = [found for found in held.acts if book.symbol_key(found.symbol) not in known]
    for found in fresh:
        text = texts.get(found.symbol, "")
        act = Act.objects.create(**_columns(found), text=text, text_sha256=_digest(text))
        known[act.symbol_key] = act
        _index(act)
    links = 0
    for found in held.acts:
        for made in held.done_by(found.symbol):
            links += _link(known, made)
    if fresh or links:
        write(actor, "law.load_packaged", "law", "packaged data", {"acts": len(fresh), "links": links})
    return len(fresh)


@transaction.atomic
def import_act(
    actor: object,
    found: book.Act,
    text: str = "",
    *,
    links: Iterable[book.Link] = (),
    targets: Iterable[book.Act] = (),
) -> Act:
    """Add an act, or complete the one held. What a source confirmed is never overwritten (`importing.completed`).

    `links` name what the act does to earlier ones; an earlier act that is not held enters as its row of `targets`.
    """
    act, created = Act.objects.select_for_update().get_or_create(
        symbol_key=book.symbol_key(found.symbol), defaults=_columns(found)
    )
    done = importing.completed(queries.act_value(act), found)
    changed = done.act != queries.act_value(act)
    digest = _digest(text)
    fresh_text = digest not in ("", act.text_sha256)
    made = _offer(act, links, targets)
    if not (created or changed or fresh_text or made):
        return act
    for name, value in _columns(done.act).items():
        setattr(act, name, value)
    if fresh_text:
        act.text, act.text_sha256 = text, digest
    act.save()
    _index(act)
    replaced = {one.name: [str(one.held), str(one.said)] for one in done.replaced}
    facts = {"symbol": act.symbol, "text_sha256": digest, "filled": [*done.filled], "replaced": replaced, "links": made}
    write(actor, "law.import_act", f"act:{act.pk}", found.source, facts)
    return act


@transaction.atomic
def note_acts(actor: object, cited_by: str, cited: Iterable[book.Act]) -> list[Act]:
    """Make sure each cited act has a row; one not held yet enters unconfirmed, sourced to the citing document."""
    held, fresh = [], []
    for found in cited:
        act, created = Act.objects.get_or_create(symbol_key=book.symbol_key(found.symbol), defaults=_columns(found))
        held.append(act)
        if created:
            _index(act)
            fresh.append(act.symbol)
    if fresh:
        write(actor, "law.note_acts", "law", cited_by, {"symbols": fresh})
    return held


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest() if text else ""


def _columns(found: book.Act) -> dict[str, object]:
    return {
        "symbol": found.symbol, "symbol_key": book.symbol_key(found.symbol), "type": found.type, "title": found.title,
        "issuer": found.issuer, "issued_on": found.issued_on, "effective_from": found.effective_from,
        "effective_to": found.effective_to, "confidence": found.confidence, "source": found.source, "note": found.note,
    }  # fmt: skip


def _link(known: dict[str, Act], made: book.Link) -> bool:
    values = {
        "since": made.since,
        "seen_on": made.seen_on,
        "confidence": made.confidence,
        "source": made.source,
        "note": made.note,
    }
    return ActLink.objects.get_or_create(
        act=known[book.symbol_key(made.act)],
        relation=made.relation,
        target=known[book.symbol_key(made.target)],
        defaults=values,
    )[1]


def _offer(act: Act, links: Iterable[book.Link], targets: Iterable[book.Act]) -> int:
    """How many links are new. A link to an act that neither the library nor `targets` has is left out."""
    known = {act.symbol_key: act}
    rows = {book.symbol_key(one.symbol): one for one in targets}
    made = 0
    for link in links:
        key = book.symbol_key(link.target)
        held = Act.objects.filter(symbol_key=key).first()
        if held is None and key in rows:
            held = Act.objects.create(**_columns(rows[key]))
            _index(held)
        if held is not None:
            made += _link({**known, key: held}, link)
    return made


def _index(act: Act) -> None:
    """Keep the two word columns, with marks and without, beside the act (see migration 0002)."""
    words = " ".join((act.symbol, act.type, act.title, act.issuer, act.text)).casefold()
    exact, folded = tone_key(words), fold(words)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM law_act_words WHERE rowid = %s", [act.pk])
            cursor.execute(
                "INSERT INTO law_act_words (rowid, exact, folded) VALUES (%s, %s, %s)", [act.pk, exact, folded]
            )
        else:
            cursor.execute(
                "INSERT INTO law_act_words (act_id, exact, folded) "
                "VALUES (%s, to_tsvector('simple', %s), to_tsvector('simple', %s)) "
                "ON CONFLICT (act_id) DO UPDATE SET exact = EXCLUDED.exact, folded = EXCLUDED.folded",
                # word by word: PostgreSQL would keep a symbol such as 30/2020/NĐ-CP as one path
                [act.pk, " ".join(queries.terms(exact)), " ".join(queries.terms(folded))],
            )
