"""What the translation memory keeps: translations that went out, and files that somebody with the permit takes in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.journal.actions import write
from nhip.newsroom.exchange import tmx
from nhip.newsroom.exchange.tmx import Pairing
from nhip.newsroom.marks import shown
from nhip.newsroom.memory import folded, key_of
from nhip.newsroom.models.stories import Story
from nhip.newsroom.models.translating import MemoryUnit
from nhip.newsroom.queries.translating import translation_of
from nhip.newsroom.segments import cut
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from wagtail.models import Revision

    from nhip.agencies.models.accounts import Account
    from nhip.journal.actors import Actor


@transaction.atomic
def remember(actor: Actor, story: Story, revision: Revision) -> int:
    """Keep the segments of a translation that went out, those of the published text only; how many are new.

    Called when a text is made public: what is under embargo or not approved is never offered to other desks.
    """
    bound = translation_of(story)
    if bound is None:
        return 0
    public = {one.key: shown(one.text) for one in cut(revision.content)}
    source, target = bound.source.locale.language_code, story.locale.language_code
    pairings = [
        Pairing(source, row.source, target, row.target)
        for row in bound.segments.exclude(target="")
        if not row.unread and public.get(row.key) == shown(row.target)
    ]
    new = _add(pairings, bound.source.title, story)
    write(actor, "newsroom.remember", story, "", {"segments": new})
    return new


@transaction.atomic
def forget(actor: Actor, story: Story) -> int:
    """What came from a story that was taken down is no longer offered."""
    gone = MemoryUnit.objects.filter(story=story).delete()[0]
    if gone:
        write(actor, "newsroom.forget", story, "", {"segments": gone})
    return gone


@transaction.atomic
def take_memory(asker: Account, name: str, data: bytes) -> tuple[int, int, list[Issue]]:
    """Take a TMX file: how many are new, how many were known, what was refused.

    Raises PermissionDenied, Refused with why the whole file is not taken.
    """
    if not may(asker, "newsroom.names"):
        raise PermissionDenied("newsroom.names")
    read = tmx.read(data)
    if isinstance(read, Issue):
        raise Refused([read])
    pairings, refused = read
    new = _add(pairings, name[:200], None)
    facts = {"file": name[:120], "taken": new, "same": len(pairings) - new, "refused": len(refused)}
    write(asker, "newsroom.take_memory", "newsroom.memoryunit", name[:200], facts)
    return new, len(pairings) - new, refused


def _add(pairings: Iterable[Pairing], origin: str, story: Story | None) -> int:
    """Each wording once for each pair of languages."""
    now = timezone.now()
    rows = {
        (one.source_language, one.target_language, key_of(one.source), one.target): one for one in pairings
    }  # fmt: skip
    known = set(
        MemoryUnit.objects.filter(source_sha256__in={key[2] for key in rows}).values_list(
            "source_language", "target_language", "source_sha256", "target"
        )
    )
    made = [
        MemoryUnit(
            source_language=one.source_language, target_language=one.target_language, source=one.source,
            source_sha256=key[2], folded=folded(one.source), length=len(folded(one.source)), target=one.target,
            story=story, origin=origin[:300], at=now,
        )
        for key, one in rows.items() if key not in known
    ]  # fmt: skip
    MemoryUnit.objects.bulk_create(made, batch_size=500)
    return len(made)
