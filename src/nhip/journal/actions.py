"""The one way to write the journal. Every action of every room calls `write` once, inside its own transaction."""

from __future__ import annotations

import json
from collections.abc import Mapping

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone

from nhip.journal import chains
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
    entry = Entry.objects.create(hash=chains.digest(**fields), **fields)
    end.number, end.hash = entry.number, entry.hash
    end.save(update_fields=["number", "hash"])
    return entry
