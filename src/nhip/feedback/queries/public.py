"""What anybody may read: published questions with their answers, and counts too large to point at somebody."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from nhip.feedback.counting import Counted, shown
from nhip.feedback.models.answers import Answer
from nhip.feedback.models.matters import Matter
from nhip.feedback.terms import VIETNAM
from nhip.text.normalise import fold


def published(words: str = "", category: str = "", language: str = "") -> QuerySet[Answer]:
    """Published answers, the newest first. `words`: each of them occurs, marks do not matter."""
    rows = Answer.objects.filter(published_at__isnull=False, taken_down_at__isnull=True)
    rows = rows.select_related("matter__unit", "matter__place").order_by("-published_at", "-pk")
    if category:
        rows = rows.filter(matter__category=category)
    if language:
        rows = rows.filter(matter__language=language)
    for word in fold(words).split()[:8]:
        rows = rows.filter(words__contains=word)
    return rows


def published_by_number(number: str) -> Answer | None:
    """The newest published answer to a matter."""
    return published().filter(matter__number=number).first()


def taken_down(number: str) -> bool:
    """Whether an answer to the matter was public and is not any more."""
    return Answer.objects.filter(matter__number=number, taken_down_at__isnull=False).exists()


def counted(begin: datetime, end: datetime, by: str) -> Counted[str, str]:
    """Matters received between two moments, by month and by `category` or `place` (the unit's key); small cells
    are not said."""
    column = "category" if by == "category" else "place__key"
    rows = Matter.objects.filter(received_at__gte=begin, received_at__lt=end).order_by("received_at", "pk")
    pairs = rows.values_list("received_at", column)
    return shown((at.astimezone(VIETNAM).strftime("%Y-%m"), name or "") for at, name in pairs)
