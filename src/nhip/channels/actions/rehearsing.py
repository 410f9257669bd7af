"""A rehearsal of a story on one carrier: everything but the request that would change something there.

Asked for in earnest: the channel, its token (exchanged where it is near its end), one question to the platform that
proves it, the mail server up to the letter. Not asked for: anything that anybody would see, or that a platform counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.channels.actions.joining import secrets_of, token_over
from nhip.channels.carriers import letters, push
from nhip.channels.carriers.asking import Rehearsed, Sent, rehearsal
from nhip.channels.carriers.carrier import Carrier, Message, NotTaken, Unclear
from nhip.channels.carriers.joined import joined
from nhip.channels.carriers.websub import Hub
from nhip.channels.carrying import Way, ways
from nhip.channels.models.outlets import Outlet
from nhip.channels.models.releases import Delivery
from nhip.channels.previewing import look
from nhip.channels.queries.browsers import readers_count
from nhip.channels.queries.carriers import server, way_at
from nhip.channels.queries.messages import message_for
from nhip.channels.queries.newsletter import is_open, readers_of
from nhip.channels.queries.posting import joined_outlet
from nhip.channels.queries.previews import KEY, standing
from nhip.channels.rehearsing import Rehearsal, Step, masked, parted
from nhip.journal.actions import write
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.newsroom.models.stories import Story

LIMITS = ("posts_a_day", "uploads_a_day")


def rehearse(asker: Account, story: Story, draft: Story, code: str, note: str = "") -> Rehearsal:
    """Try a text of a story on a carrier without posting it. `draft`: the text. Raises PermissionDenied, Refused."""
    if not any(may(asker, verb, story.unit_id) for verb in ("channels.record", "channels.release")):
        raise PermissionDenied("channels.record")
    if code not in ways() or ways()[code].how != "machine":
        raise Refused([Issue("way", "channels.way_unknown", {"way": code})])
    way = way_at(code)
    message = message_for(draft, story.pk, KEY, note, way)
    outlet = joined_outlet(story.unit_id, code) if way.join.needs else None
    found = look(way, message, standing(way, outlet, ())) if not way.follows else None
    text, media = parted(found.issues if found is not None else ())
    steps = [_step("text", text), _step("media", (*media, *_file(message)))]
    if outlet is not None:
        steps.append(_step("limit", _day_limit(way, outlet)))
    made, sent = _tried(asker, way, outlet, message, story)
    steps += made
    done = Rehearsal(way, tuple(steps), sent)
    with transaction.atomic():
        write(asker, "channels.rehearse", story, "", {"carrier": code, "ready": done.ready})
    return done


def _step(code: str, issues: tuple[Issue, ...]) -> Step:
    return Step(code, "late" if issues else "ok", issues)


def _file(message: Message) -> tuple[Issue, ...]:
    clip = message.clip
    whole = clip is None or (clip.path.is_file() and clip.path.stat().st_size == clip.size)
    return () if whole else (Issue("clip", "channels.clip_file_missing", {}),)


def _day_limit(way: Way, outlet: Outlet) -> tuple[Issue, ...]:
    """Whether the channel has posted as much in 24 hours as the platform takes."""
    most = next((way.limit(name) for name in LIMITS if way.limit(name)), 0)
    since = timezone.now() - timedelta(hours=24)
    count = Delivery.objects.filter(outlet=outlet, carrier=way.code, out_at__gte=since).count() if most else 0
    if not most or count < most:
        return ()
    return (Issue("way", "channels.day_limit", {"way": way.name, "most": str(most), "count": str(count)}),)


def _tried(
    asker: Account, way: Way, outlet: Outlet | None, message: Message, story: Story
) -> tuple[list[Step], Sent | None]:
    """The connection and the request. A fault of the connection leaves the request open."""
    if way.code == "newsletter":
        return _letter(message, story)
    if way.code == "push":
        count = readers_count()
        steps = [Step("readers", "ok" if count else "wait", told=str(count)), Step("request", "ok")]
        return steps, Sent("POST", "", dict(push.note_of(way, str(story.pk), message)[1].fields))
    if way.code == "websub":
        if not settings.NHIP_HUB:
            return [Step("token", "late", told="Chưa đặt trạm tin WebSub.")], None
        return _asked(Hub(settings.NHIP_HUB, settings.NHIP_FEED), message, ())
    if outlet is None:
        return [Step("token", "late", (Issue("way", "channels.way_not_joined", {"way": way.name}),))], None
    try:
        held = secrets_of(asker, outlet)
        carrier = joined(way, held)
        carrier.audience()
    except (NotTaken, Unclear) as fault:
        if isinstance(fault, NotTaken) and fault.token:
            token_over(asker, outlet, fault.fault)
        return [Step("token", "late", told=_fault(fault))], None
    asked, sent = _asked(carrier, message, [held.get(one.name, "") for one in way.join.needs if one.secret])
    return [Step("token", "ok", told=outlet.name), *asked], sent


def _asked(carrier: Carrier, message: Message, secret: Iterable[str]) -> tuple[list[Step], Sent | None]:
    try:
        with rehearsal():
            carrier.publish(message)
    except Rehearsed as stopped:
        return [Step("request", "ok")], masked(stopped.sent, secret)
    except (NotTaken, Unclear) as fault:
        return [Step("request", "late", told=_fault(fault))], None
    raise RuntimeError("a carrier published in a rehearsal")


def _letter(message: Message, story: Story) -> tuple[list[Step], Sent | None]:
    if not is_open():
        return [Step("token", "late", told="Chưa đặt máy chủ thư của bản tin.")], None
    post, subject, text = server(), letters.subject_of(message), letters.story_text(message)
    leave = f"{settings.NHIP_PORTAL}/ban-tin/thoi/{'0' * 32}/"
    letter = letters.Letter(
        KEY, post.sender, "0" * 32, subject, text, message.language, timezone.now(), leave, leave
    )  # fmt: skip
    try:
        size = post.rehearse(letter)
    except NotTaken as fault:
        return [Step("token", "late", told=fault.fault)], None
    count = sum(1 for _ in readers_of(message.language, story.topic))
    fields = {"From": post.sender, "Subject": subject, "body": letter.body, "size": size}
    steps = [Step("token", "ok", told=post.host), Step("readers", "ok" if count else "wait", told=str(count))]
    return [*steps, Step("request", "ok")], Sent("SMTP", f"smtp://{post.host}", fields)


def _fault(fault: NotTaken | Unclear) -> str:
    return fault.fault if isinstance(fault, NotTaken) else "Nền tảng chưa trả lời."
