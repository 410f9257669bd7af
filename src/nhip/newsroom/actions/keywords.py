"""Words to be answered by an official page: entered by who writes for the agency, ended when nobody asks any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.journal.actions import write
from nhip.newsroom.languages import languages
from nhip.newsroom.models.keywords import Keyword
from nhip.newsroom.topics import topics
from nhip.text.issues import Issue
from nhip.text.normalise import nfc

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.agencies.models.units import Unit

LONGEST = 120
MOST = 200
"""Wordings taken in one go."""


@transaction.atomic
def add_keywords(asker: Account, unit: Unit, language: str, topic: str, lines: str) -> list[Keyword]:
    """Enter wordings, one a line; those that stand already are left as they are. Raises PermissionDenied, Refused."""
    if not may(asker, "newsroom.write", unit.pk):
        raise PermissionDenied("newsroom.write")
    wordings = list(dict.fromkeys(" ".join(nfc(line).split()) for line in lines.splitlines() if line.strip()))
    issues = []
    if not wordings:
        issues.append(Issue("words", "newsroom.keyword_missing", {}))
    if len(wordings) > MOST:
        issues.append(Issue("words", "newsroom.keywords_many", {"most": MOST}))
    issues += [Issue("words", "newsroom.keyword_long", {"words": one[:40], "most": LONGEST})
               for one in wordings if len(one) > LONGEST]  # fmt: skip
    if language not in languages() or (topic and topic not in topics()):
        issues.append(Issue("language", "newsroom.keyword_place", {}))
    if issues:
        raise Refused(issues)
    held = set(Keyword.objects.filter(unit=unit, language=language, ended_at=None).values_list("words", flat=True))
    now = timezone.now()
    made = [Keyword(unit=unit, language=language, topic=topic, words=one, by=asker, at=now)
            for one in wordings if one not in held]  # fmt: skip
    Keyword.objects.bulk_create(made)
    write(asker, "newsroom.add_keywords", unit, topic, {"language": language, "words": [one.words for one in made]})
    return made


@transaction.atomic
def end_keyword(asker: Account, keyword: Keyword) -> None:
    """The wording is looked after no longer; what was found of it stays."""
    if not may(asker, "newsroom.write", keyword.unit_id):
        raise PermissionDenied("newsroom.write")
    Keyword.objects.filter(pk=keyword.pk, ended_at=None).update(ended_at=timezone.now())
    write(asker, "newsroom.end_keyword", keyword, keyword.words, {"words": keyword.words})
