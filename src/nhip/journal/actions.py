"""The one way to write the journal. Every action of every room calls `write` once, inside its own transaction."""

from __future__ import annotations

import json
from collections.abc import Mapping

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone

from nhip.journal import chains, keys, seals
from nhip.journal.actors import Actor
from nhip.journal.models import Chain, Entry

MAIN = "nhip"


def write(
    actor: Actor,
    verb: str,
    subject: object,
    ground: str = "",
    facts: Mapping[str, object] | None = None,
) -> Entry:
    """Append one entry: `actor` did `verb` ("room.deed") to `subject` on `ground` (a decision, a request, a rule).

    `subject` is text such as "documents.document:12", or a saved model row, from which that text is made. `facts` are
    small values (texts, numbers, dates): what was decided, never a body, a password or a stranger's name.
    Raises TransactionManagementError outside a transaction: an entry must stand or fall with the deed it tells of.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError(f"{verb}: the journal is written inside the deed's transaction")
    room, _, deed = verb.partition(".")
    if not room or not deed:
        raise ValueError(f"A verb is written 'room.deed', not {verb!r}")
    plain_facts = json.loads(json.dumps(facts or {}, cls=DjangoJSONEncoder, allow_nan=False))
    Chain.objects.get_or_create(name=MAIN, defaults={"number": 0, "hash": chains.START})
    end = Chain.objects.select_for_update().get(name=MAIN)
    fields = {
        "chain": MAIN,
        "number": end.number + 1,
        "at": timezone.now(),
        "actor_id": actor.actor_id,
        "actor_label": actor.actor_label,
        "verb": verb,
        "subject": subject if isinstance(subject, str) else f"{subject._meta.label_lower}:{subject.pk}",
        "ground": ground,
        "facts": plain_facts,
        "previous": end.hash,
    }
    row_hash = chains.digest(**fields)
    mark = chains.mark_of(row_hash, keys.mark_key(settings.NHIP_KEYS))
    entry = Entry.objects.create(hash=row_hash, mark=mark, **fields)
    end.number, end.hash = entry.number, entry.hash
    end.save(update_fields=["number", "hash"])
    return entry


def seal() -> seals.Seal | None:
    """Sign where the chain ends and append the seal to the file outside the database; None before the first entry.

    The daily job and every backup do so. Nothing in the database changes, so the journal itself has no line of it.
    """
    end = Chain.objects.filter(name=MAIN).first()
    if end is None:
        return None
    written, _ = seals.read(seals.lines(settings.NHIP_HEADS), keys.public_key(settings.NHIP_KEYS))
    if written and written[-1].head == chains.Head(MAIN, end.number, end.hash):
        return written[-1]
    previous = written[-1].signature if written else ""
    made = seals.sign(
        keys.signing_key(settings.NHIP_KEYS), chains.Head(MAIN, end.number, end.hash), timezone.now(), previous
    )
    seals.append(settings.NHIP_HEADS, made)
    return made
