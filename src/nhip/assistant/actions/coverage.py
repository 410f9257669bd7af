"""Asking the index which official page answers a keyword; the month keeps the last answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from nhip.assistant.models.coverage import Coverage
from nhip.assistant.queries.coverage import covering, first_of
from nhip.journal.actions import write
from nhip.newsroom.models.keywords import Keyword

if TYPE_CHECKING:
    from nhip.journal.actors import Actor


@transaction.atomic
def check_keyword(actor: Actor, keyword: Keyword) -> Coverage:
    """What the index says of a keyword today; doing it again in the same month writes over."""
    today, now = timezone.localdate(), timezone.now()
    found = covering(keyword.words, keyword.language, today)
    told = {
        "covered": found is not None, "kind": found.kind if found else "", "number": found.number if found else "",
        "title": found.title if found else "", "place": found.place if found else 0, "asked_at": now,
    }  # fmt: skip
    row, _ = Coverage.objects.update_or_create(keyword=keyword, month=first_of(today), defaults=told)
    write(actor, "assistant.check_keyword", keyword, keyword.words, {"covered": row.covered, "title": row.title[:120]})
    return row
