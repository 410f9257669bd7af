"""Verbs of the legal library. Each is one transaction and one journal entry."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date

from django.db import connection, transaction

from nhip.journal.actions import write
from nhip.law import book, importing, queries, refreshing, settling
from nhip.law.models import Act, ActLink, PackagedState
from nhip.text.normalise import fold, tone_key


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did: counts of rows, and the rows of people that the package contradicts (symbol or link key)."""

    acts: int = 0
    links: int = 0
    updated: int = 0
    withdrawn: int = 0
    differing: tuple[str, ...] = ()


@transaction.atomic
def load_packaged(actor: object) -> Loaded:
    """Bring the library to the packaged book. What a person changed stays and is listed; see `refreshing.due`."""
    held, texts = book.packaged(), book.packaged_texts()
    acts = {book.symbol_key(one.symbol): one for one in held.acts}
    links = {_link_key(made): made for one in held.acts for made in held.done_by(one.symbol)}
    now = {key: _printed(asdict(one)) for key, one in acts.items()}
    now |= {key: _printed(asdict(made)) for key, made in links.items()}
    edition = refreshing.edition_of([now, {symbol: _digest(text) for symbol, text in texts.items()}])
    state = PackagedState.objects.select_for_update().filter(pk=1).first()
    if state is not None and state.edition == edition:
        return Loaded()
    before: dict[str, dict[str, str]] = state.rows if state is not None else {}
    known = {act.symbol_key: act for act in Act.objects.all()}
    said = {_link_key(queries.link_value(row)): row for row in ActLink.objects.select_related("act", "target")}
    mine = {key: _printed(asdict(queries.act_value(act))) for key, act in known.items()}
    mine |= {key: _printed(asdict(queries.link_value(row))) for key, row in said.items()}
    counts = {"acts": 0, "links": 0, "updated": 0, "withdrawn": 0}
    differing = []
    for key in sorted({*now, *before}, key=lambda key: "|" in key):  # acts first: links point at them
        is_link = "|" in key
        step = refreshing.due(mine.get(key), before.get(key), now.get(key))
        if step == "differs":
            differing.append(key)
        elif step == "add" and is_link:
            counts["links"] += _link(known, links[key])
        elif step == "add":
            text = texts.get(acts[key].symbol, "")
            known[key] = Act.objects.create(**_columns(acts[key]), text=text, text_sha256=_digest(text))
            _index(known[key])
            counts["acts"] += 1
        elif step == "update":
            row, columns = (said[key], _link_columns(links[key])) if is_link else (known[key], _columns(acts[key]))
            for name, value in columns.items():
                setattr(row, name, value)
            row.save(update_fields=list(columns))
            if isinstance(row, Act):
                _index(row)
            counts["updated"] += 1
        elif step == "withdraw" and is_link:
            said[key].delete()
            counts["withdrawn"] += 1
        elif step == "withdraw":
            differing.append(key)  # documents may cite the act: it is listed, never deleted
    Act.objects.filter(symbol_key__in=acts, public=None).update(public=True)
    PackagedState.objects.update_or_create(pk=1, defaults={"edition": edition, "rows": now})
    if any(counts.values()) or differing:
        write(actor, "law.load_packaged", "law", "packaged data", {**counts, "differing": differing})
    return Loaded(**counts, differing=tuple(differing))


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


@transaction.atomic
def confirm_link(actor: object, link: ActLink, ground: str, since: date | None = None) -> ActLink:
    """A person read that one act does this to the other: `ground` says where, `since` the day where it was not known.

    Raises settling.Refused.
    """
    held = ActLink.objects.select_for_update().select_related("act", "target").get(pk=link.pk)
    doer = queries.act_value(held.act)
    if issues := settling.ground_faults(ground) + settling.since_faults(doer, since):
        raise settling.Refused(issues)
    facts = {"symbol": held.act.symbol, "relation": held.relation, "target": held.target.symbol, "since": since}
    write(actor, "law.confirm_link", held, ground.strip(), {**facts, "was": held.source})
    held.confidence, held.source = settling.CONFIRMED_BY_PERSON, ground.strip()
    held.since = since or held.since
    held.save(update_fields=["confidence", "source", "since"])
    return held


@transaction.atomic
def strike_link(actor: object, link: ActLink, ground: str) -> ActLink:
    """A person read that one act does not do this to the other: the row stays, so that no later load brings it back.

    Confirming it takes the stroke away again. Raises settling.Refused without a ground.
    """
    held = ActLink.objects.select_for_update().select_related("act", "target").get(pk=link.pk)
    if issues := settling.ground_faults(ground):
        raise settling.Refused(issues)
    facts = {"symbol": held.act.symbol, "relation": held.relation, "target": held.target.symbol}
    write(actor, "law.strike_link", held, ground.strip(), {**facts, "was": held.source})
    held.confidence, held.source = settling.STRUCK_BY_PERSON, ground.strip()
    held.save(update_fields=["confidence", "source"])
    return held


@transaction.atomic
def show_to_public(actor: object, act: Act, shown: bool, ground: str) -> Act:
    """Decide whether the public library shows an act. Raises settling.Refused without a ground."""
    act = Act.objects.select_for_update().get(pk=act.pk)
    if issues := settling.ground_faults(ground):
        raise settling.Refused(issues)
    if act.public == shown:
        return act
    act.public = shown
    act.save(update_fields=["public"])
    write(actor, "law.show_to_public", f"act:{act.pk}", ground.strip(), {"symbol": act.symbol, "shown": shown})
    return act


@transaction.atomic
def restate(actor: object, act: Act, name: str, value: str | date | None, ground: str) -> Act:
    """A person decided that a fact (one of `importing.FACTS`, or "text") is otherwise than the library held.

    Raises settling.Refused; ValueError for a name that is no fact.
    """
    if name not in (*importing.FACTS, "text"):
        raise ValueError(name)
    act = Act.objects.select_for_update().get(pk=act.pk)
    before = queries.act_value(act)
    after = before if name == "text" else replace(before, **{name: value})
    if issues := settling.ground_faults(ground) + settling.span_faults(after):
        raise settling.Refused(issues)
    if name == "text":
        act.text_sha256 = _digest(str(value))
        said = {"text_sha256": act.text_sha256}
    else:
        said = {"was": str(getattr(before, name) or ""), "is": str(value or "")}
    setattr(act, name, value)
    act.save()
    _index(act)
    write(actor, "law.restate", f"act:{act.pk}", ground.strip(), {"symbol": act.symbol, "fact": name, **said})
    return act


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest() if text else ""


def _columns(found: book.Act) -> dict[str, object]:
    return {
        "symbol": found.symbol, "symbol_key": book.symbol_key(found.symbol), "type": found.type, "title": found.title,
        "issuer": found.issuer, "issued_on": found.issued_on, "effective_from": found.effective_from,
        "effective_to": found.effective_to, "confidence": found.confidence, "source": found.source, "note": found.note,
    }  # fmt: skip


def _printed(values: dict[str, object]) -> dict[str, str]:
    return {name: "" if value is None else str(value) for name, value in values.items()}


def _link_key(made: book.Link) -> str:
    return "|".join((book.symbol_key(made.act), made.relation, book.symbol_key(made.target)))


def _link_columns(made: book.Link) -> dict[str, object]:
    return {
        "since": made.since,
        "seen_on": made.seen_on,
        "confidence": made.confidence,
        "source": made.source,
        "note": made.note,
    }


def _link(known: dict[str, Act], made: book.Link) -> bool:
    return ActLink.objects.get_or_create(
        act=known[book.symbol_key(made.act)],
        relation=made.relation,
        target=known[book.symbol_key(made.target)],
        defaults=_link_columns(made),
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
