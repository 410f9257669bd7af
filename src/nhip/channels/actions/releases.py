"""The only door to the public: release an approved text, let it go out at its moment, record postings, withdraw."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.channels.actions.entering import enter
from nhip.channels.carrying import ways
from nhip.channels.deliveries import STANDING
from nhip.channels.models.browsers import BrowserNote
from nhip.channels.models.outlets import Outlet
from nhip.channels.models.releases import Delivery, Release
from nhip.channels.models.subscribers import Letter
from nhip.channels.queries.posting import joined_outlet, who_posts
from nhip.channels.unagreed import unagreed
from nhip.journal.actions import write
from nhip.law.terms import packaged
from nhip.newsroom.actions.publishing import hold_for, make_public, take_down
from nhip.newsroom.checklist import open_points, points
from nhip.newsroom.models.stages import Stage
from nhip.newsroom.queries.stories import authors, checklist, copy_of, digest_of, newest
from nhip.newsroom.states import SHOWN
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.journal.actors import Actor
    from nhip.media.models.consents import Consent
    from nhip.newsroom.models.stories import Story

UNAGREED = unagreed("vi")
"""What the journal keeps when a story was taken down because somebody no longer agreed; it names nobody."""


@transaction.atomic
def release(
    asker: Account, story: Story, carriers: Sequence[str], due_at: datetime | None = None, note: str = "",
    *, sha256: str | None = None,
) -> Release:  # fmt: skip
    """Decide that the approved text goes out by these carriers at a moment (now where none is given).

    `sha256`: the text the asker was looking at. Raises PermissionDenied, Refused with all that stands against it.
    """
    if not may(asker, "channels.release", story.unit_id):
        raise PermissionDenied("channels.release")
    stage = Stage.objects.select_for_update().get(story=story)
    now = timezone.now()
    due_at = max(due_at or now, now)
    if issues := _against(asker, story, stage, list(carriers), due_at, note, sha256):
        raise Refused(issues)
    for waiting in (one for one in _standing(story) if not _gone(one)):
        _drop(asker, waiting)  # the newer decision stands
    row = Release.objects.create(
        story=story,
        revision=stage.revision,
        sha256=stage.sha256,
        due_at=due_at,
        by=asker,
        at=now,
        note=note.strip()[:500],
    )
    carried = _carried(story)
    for code in dict.fromkeys([*carriers, *carried, *_following(carriers)]):
        outlet = carried.get(code) or joined_outlet(story.unit_id, code)
        Delivery.objects.create(release=row, carrier=code, outlet=outlet, key=f"{row.pk}-{code}-{row.sha256[:16]}")
    hold_for(asker, stage)
    write(asker, "channels.release", row, note.strip()[:300], {"due_at": due_at, "carriers": ", ".join(carriers)})
    if due_at <= now:
        go_out(asker, row.pk)
        row.refresh_from_db()
    return row


def _against(
    asker: Account, story: Story, stage: Stage, carriers: list[str], due_at: datetime, note: str, sha256: str | None
) -> list[Issue]:
    issues = []
    if stage.state != "approved":
        issues.append(Issue("state", "channels.not_approved", {}))
    revision = newest(story)
    seen = digest_of(revision) if revision else ""
    if (stage.state == "approved" and seen != stage.sha256) or sha256 not in (None, seen):
        issues.append(Issue("text", "channels.text_changed", {}))
    if any(one.sha256 == seen and _gone(one) for one in _standing(story)):
        issues.append(Issue("text", "channels.already_going", {}))
    if asker.pk in authors(story, stage):
        issues.append(Issue("by", "channels.own_story", {}))
    if missing := len(open_points(checklist(story))):
        issues.append(Issue("checklist", "channels.checklist_open", {"count": f"{missing:02d}"}))
    if stage.embargo_until and due_at < stage.embargo_until:
        local = timezone.localtime(stage.embargo_until)
        issues.append(Issue("due_at", "channels.before_embargo", {"until": f"{local:%H:%M ngày %d/%m/%Y}"}))
    if stage.public in SHOWN and not note.strip():
        issues.append(Issue("note", "channels.note_missing", {}))
    if not carriers:
        issues.append(Issue("carriers", "channels.no_way", {}))
    elif "portal" not in carriers:
        issues.append(Issue("carriers", "channels.portal_first", {}))
    issues += [Issue("carriers", "channels.way_unknown", {"way": one}) for one in carriers if one not in ways()]
    return issues


@transaction.atomic
def go_out(actor: Actor, release_id: int) -> Release:
    """Let a release go out when its moment has come. Called again, it does only what was left undone.

    The text that goes out is the approved one, byte for byte; a release that was cancelled stays in.
    """
    row = Release.objects.select_for_update().select_related("story", "revision", "by").get(pk=release_id)
    stage = Stage.objects.select_for_update().get(story=row.story)
    now = timezone.now()
    if row.cancelled_at or row.withdrawn_at:
        return row
    if not _gone(row) and _taken_back(row):
        _drop(actor, row)
        return row
    early = row.due_at > now or (stage.embargo_until is not None and stage.embargo_until > now)
    if early or digest_of(row.revision) != row.sha256 or _held(row):
        return row
    made = make_public(actor, row.by, stage, row.revision, row.sha256, row.note)
    _overtake(row)
    for delivery in row.deliveries.select_for_update().filter(state="waiting"):
        how = _how(delivery)
        if how == "machine" and ways()[delivery.carrier].corrects == "hand" and _stands(delivery):
            how = "hand"
        if how == "hand":
            delivery.state = "by_hand"
        elif how == "portal":
            delivery.state, delivery.out_at, delivery.reference = "out", now, f"story:{row.story_id}:{row.pk}"
        else:
            delivery.next_at = now  # the worker's, from now on
        delivery.save(update_fields=["state", "out_at", "reference", "next_at"])
        if delivery.state == "out":
            enter(actor, row, delivery)
    if made:
        write(actor, "channels.go_out", row, "", {"story": row.story_id, "sha256": row.sha256})
    return row


def _standing(story: Story) -> list[Release]:
    """Decisions to release the story that were neither cancelled nor withdrawn."""
    return list(story.releases.select_for_update().filter(cancelled_at__isnull=True, withdrawn_at__isnull=True))


def _gone(row: Release) -> bool:
    return row.deliveries.exclude(state__in=("waiting", "cancelled")).exists()


def _carried(story: Story) -> dict[str, Outlet | None]:
    """The ways by which the story went, or may still come, to the public: a correction goes there too, to the same
    channel."""
    held = Delivery.objects.filter(release__story=story, release__cancelled_at__isnull=True, state__in=STANDING)
    held = held.filter(release__withdrawn_at__isnull=True).exclude(carrier="portal").exclude(carrier__in=_followers())
    rows = held.select_related("outlet").order_by("pk")
    return {row.carrier: row.outlet if row.outlet and row.outlet.ended_on is None else None for row in rows}


def _overtake(row: Release) -> None:
    """What was still to come of an older text comes no more; its letters and messages stay unsent."""
    older = Delivery.objects.filter(release__story=row.story, release__pk__lt=row.pk)
    older.filter(state__in=("waiting", "by_hand", "failed")).update(state="cancelled", next_at=None)
    for kind in (Letter, BrowserNote):
        unsent = kind.objects.filter(delivery__in=older, state__in=("waiting", "failed"))
        unsent.update(state="cancelled", next_at=None)


def _stands(delivery: Delivery) -> bool:
    """Whether a posting of an older text stands at the same way."""
    older = Delivery.objects.filter(release__story=delivery.release.story_id, carrier=delivery.carrier)
    return older.filter(pk__lt=delivery.pk, state__in=("out", "sending", "unknown")).exists()


def _followers() -> list[str]:
    return [way.code for way in ways().values() if way.follows]


def _taken_back(row: Release) -> bool:
    """Whether somebody returned or took back the approved text after it was released and before its moment."""
    return row.story.moves.filter(verb__in=("return", "take_back"), at__gte=row.at).exists()


def _drop(actor: Actor, row: Release) -> None:
    """A decision that no longer stands goes out never."""
    row.cancelled_at = timezone.now()
    row.save(update_fields=["cancelled_at"])
    row.deliveries.update(state="cancelled", next_at=None)
    write(actor, "channels.drop_release", row)


def _held(row: Release) -> bool:
    """Whether something ran out since it was approved (a picture's right, say); then it stays in and says why."""
    found = points(copy_of(row.revision.as_object()), packaged(), timezone.localdate())
    missing = [point.code for point in open_points(found)]
    told = ", ".join(missing)[:500]
    if row.held != told:
        row.held = told
        row.save(update_fields=["held"])
    return bool(missing)


def _following(carriers: Sequence[str]) -> list[str]:
    """Ways that go with a chosen one: a hub is told whenever the portal's feeds change, where a hub is set."""
    return [way.code for way in ways().values() if way.follows in carriers and settings.NHIP_HUB]


def _how(delivery: Delivery) -> str:
    """Who posts: a machine only where there is something to post with."""
    return who_posts(delivery.carrier, joined=bool(delivery.outlet_id))


@transaction.atomic
def record_posting(asker: Account, delivery_id: int, url: str) -> Delivery:
    """A person posted it by hand and records the link: the receipt. The same link again is no error. What turns out to
    stand there although its story was withdrawn meanwhile is a person's to take down."""
    delivery = Delivery.objects.select_for_update().select_related("release__story").get(pk=delivery_id)
    row = delivery.release
    if not may(asker, "channels.record", row.story.unit_id):
        raise PermissionDenied("channels.record")
    if delivery.state in ("out", "withdrawing") and delivery.url == url.strip():
        return delivery
    issues = []
    stuck = delivery.state == "failed" or (delivery.state == "sending" and delivery.next_at is None)
    if delivery.state not in ("by_hand", "unknown") and not stuck:
        issues.append(Issue("delivery", "channels.delivery_not_open", {}))
    if not url.strip().startswith("https://"):
        issues.append(Issue("url", "channels.link_missing", {}))
    if issues:
        raise Refused(issues)
    now, gone = timezone.now(), row.withdrawn_at is not None
    delivery.state, delivery.out_at = "withdrawing" if gone else "out", now
    delivery.url, delivery.reference = url.strip(), url.strip()[:300]
    delivery.next_at, delivery.fault = None, ""
    delivery.save(update_fields=["state", "out_at", "url", "reference", "next_at", "fault"])
    older = Delivery.objects.filter(release__story=row.story_id, carrier=delivery.carrier, pk__lt=delivery.pk)
    older.filter(state="out").update(state="replaced")
    if not gone:
        enter(asker, row, delivery)
    write(asker, "channels.record_posting", delivery, "", {"carrier": delivery.carrier, "url": url.strip()[:200]})
    return delivery


@transaction.atomic
def cancel(asker: Account, release_id: int) -> Release:
    """Take back a release whose moment has not come. The text stays approved. Raises Refused once it went out."""
    row = Release.objects.select_for_update().select_related("story").get(pk=release_id)
    if not may(asker, "channels.release", row.story.unit_id):
        raise PermissionDenied("channels.release")
    if _gone(row):
        raise Refused([Issue("release", "channels.gone_already", {})])
    if row.cancelled_at is None:
        row.cancelled_at = timezone.now()
        row.save(update_fields=["cancelled_at"])
        row.deliveries.update(state="cancelled", next_at=None)
        Stage.objects.filter(story=row.story, state="scheduled").update(state="approved")
        write(asker, "channels.cancel", row)
    return row


@transaction.atomic
def withdraw(asker: Account, story: Story, reason: str) -> Stage:
    """Take a public story down everywhere: our own pages at once, each posting by hand is asked for. Its address stays
    and says when and why. Raises PermissionDenied, Refused."""
    if not may(asker, "channels.release", story.unit_id):
        raise PermissionDenied("channels.release")
    stage = Stage.objects.select_for_update().get(story=story)
    issues = []
    if stage.public not in SHOWN:
        issues.append(Issue("story", "channels.not_public", {}))
    if asker.pk in authors(story, stage):
        issues.append(Issue("by", "channels.own_withdrawal", {}))
    if not reason.strip():
        issues.append(Issue("reason", "channels.reason_missing", {}))
    if issues:
        raise Refused(issues)
    return _take_back(asker, story, stage, reason)


@transaction.atomic
def withdraw_unagreed(actor: Actor, story: Story, consent: Consent) -> bool:
    """Take a story down everywhere because somebody it shows or names no longer agrees. False when it is down already.

    It goes in the name of who recorded the withdrawal (or, when it ran out, the consent); the reason names nobody.
    """
    stage = Stage.objects.select_for_update().get(story=story)
    if stage.public not in SHOWN:
        return False
    told = unagreed(story.locale.language_code)
    _take_back(consent.withdrawn_by or consent.recorded_by, story, stage, told)
    write(actor, "channels.withdraw_unagreed", story, UNAGREED, {"consent": consent.pk})
    return True


def _take_back(asker: Account, story: Story, stage: Stage, reason: str) -> Stage:
    """Our own pages at once; machines are asked to take down what they posted, people what they posted by hand."""
    now = timezone.now()
    take_down(asker, stage, reason.strip()[:500])
    for row in story.releases.select_for_update().filter(withdrawn_at__isnull=True, cancelled_at__isnull=True):
        row.withdrawn_at, row.withdrawn_by, row.reason = now, asker, reason.strip()[:500]
        row.save(update_fields=["withdrawn_at", "withdrawn_by", "reason"])
        row.deliveries.filter(carrier="portal", state="out").update(state="withdrawn")
        kept = [way.code for way in ways().values() if way.keeps]
        out = row.deliveries.filter(state="out").exclude(carrier__in=kept)
        machines = [one.pk for one in out if _takes_down(one)]
        out.filter(pk__in=machines).update(state="withdrawing", next_at=now, tries=0)
        out.exclude(pk__in=machines).update(state="withdrawing", next_at=None)
        row.deliveries.filter(state__in=("waiting", "by_hand", "failed")).update(state="cancelled", next_at=None)
        for kind in (Letter, BrowserNote):
            unsent = kind.objects.filter(delivery__release=row, state__in=("waiting", "failed"))
            unsent.update(state="cancelled")
    write(asker, "channels.withdraw", story, reason.strip()[:300])
    stage.refresh_from_db()
    return stage


def _takes_down(delivery: Delivery) -> bool:
    """Whether a machine can take the posting down: it posted it, and the platform lets it."""
    way = ways()[delivery.carrier]
    return _how(delivery) == "machine" and way.takes_down == "machine" and delivery.reference != delivery.url


@transaction.atomic
def confirm_taken_down(asker: Account, delivery_id: int, proof: str) -> Delivery:
    """A person took a posting down where a machine could not. `proof`: a link or a paper that shows it. Twice is no
    error. Raises PermissionDenied, Refused."""
    delivery = Delivery.objects.select_for_update().select_related("release__story").get(pk=delivery_id)
    if not may(asker, "channels.record", delivery.release.story.unit_id):
        raise PermissionDenied("channels.record")
    if delivery.state == "withdrawing":
        if not proof.strip():
            raise Refused([Issue("proof", "channels.proof_missing", {})])
        delivery.state, delivery.next_at, delivery.proof, delivery.fault = "withdrawn", None, proof.strip()[:500], ""
        delivery.save(update_fields=["state", "next_at", "proof", "fault"])
        write(asker, "channels.confirm_taken_down", delivery, proof.strip()[:300], {"carrier": delivery.carrier})
    return delivery
