"""Questions to the newsletter: who reads what, what was sent, what comes next. No address leaves these."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core import signing
from django.db.models import Count, Q, QuerySet

from nhip.agencies.permits import reach_of
from nhip.channels.carriers import letters as post
from nhip.channels.models.releases import Delivery
from nhip.channels.models.subscribers import Letter, Subscriber
from nhip.channels.queries.carriers import SALT
from nhip.channels.queries.messages import message_of

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account

WAY = "newsletter"
HOLDS = timedelta(days=7)
"""How long the link in the first letter holds; an address that was not confirmed by then is erased."""


def is_open() -> bool:
    """Whether letters can be sent at all: without a mail server nobody is asked for an address."""
    return bool(settings.EMAIL_HOST and settings.NHIP_NEWSLETTER_FROM)


def readers_of(language: str, topic: str) -> Iterator[Subscriber]:
    """Who gets a story: confirmed, in its language, and wanting its topic. A story without one goes to all."""
    for one in Subscriber.objects.filter(state="confirmed", language=language).order_by("pk"):
        if not one.topics or not topic or topic in one.topics:
            yield one


def subscription(token: str) -> Subscriber | None:
    """Whoever holds the link of a letter, while letters still go there."""
    return Subscriber.objects.filter(token=token, state="confirmed").first()


def token_in(told: str) -> str:
    """Whom the link of a first letter names; empty where it was not written by us or holds no more."""
    try:
        return str(signing.loads(told, salt=SALT, max_age=HOLDS))
    except signing.BadSignature:
        return ""


def language_of(token: str) -> str:
    """The language somebody was written to in; empty where the token names nobody."""
    return Subscriber.objects.filter(token=token).values_list("language", flat=True).first() or ""


def sent_issues(language: str) -> QuerySet[Delivery]:
    """Every letter that went out in a language, the latest first; withdrawn ones too: they were sent."""
    rows = Delivery.objects.filter(carrier=WAY, state="out", release__story__locale__language_code=language)
    return rows.select_related("release__story__locale", "release__revision").order_by("-out_at", "-pk")


@dataclass(frozen=True, slots=True)
class Issue:
    """A letter as its readers saw it. `html` is ours: paragraphs and links, everything else escaped."""

    subject: str
    text: str
    html: str


def issue_of(row: Delivery) -> Issue:
    """What a delivery of the newsletter says, from the approved text alone."""
    message = message_of(row)
    text = post.story_text(message)
    return Issue(post.subject_of(message), text, post.drawn(text))


@dataclass(frozen=True, slots=True)
class Standing:
    """Subscribers of one language. `joined` and `left` since a moment; `topics`: how many want each."""

    language: str
    confirmed: int
    asked: int
    joined: int
    left: int
    dead: int
    topics: tuple[tuple[str, int], ...]


def standings(since: datetime) -> list[Standing]:
    """How many read the newsletter in each language: numbers alone."""
    rows = Subscriber.objects.values("language").annotate(
        confirmed=Count("pk", filter=Q(state="confirmed")), asked=Count("pk", filter=Q(state="asked")),
        joined=Count("pk", filter=Q(confirmed_at__gte=since)),
        left=Count("pk", filter=Q(state="left", ended_at__gte=since)),
        dead=Count("pk", filter=Q(state="dead", ended_at__gte=since)),
    )  # fmt: skip
    wanted: dict[str, Counter[str]] = {}
    for language, topics in Subscriber.objects.filter(state="confirmed").values_list("language", "topics"):
        wanted.setdefault(language, Counter()).update(topics or ["*"])
    return [
        Standing(topics=tuple(sorted(wanted.get(row["language"], Counter()).items())), **row)
        for row in rows.order_by("language")
    ]


def letters_for(asker: Account, states: tuple[str, ...]) -> QuerySet[Delivery]:
    """Deliveries of the newsletter of the agencies whose channels the asker may record, with how their letters went."""
    rows = Delivery.objects.filter(carrier=WAY, state__in=states).exclude(release__cancelled_at__isnull=False)
    reach = reach_of(asker, "channels.record")
    if reach is not None:
        rows = rows.filter(release__story__unit__in=reach)
    counted = {f"n_{name}": Count("letters", filter=Q(letters__state=name)) for name, _ in Letter.STATES}
    return rows.select_related("release__story__locale", "release__revision").annotate(**counted)
