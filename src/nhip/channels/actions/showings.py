"""Papers and events before the public: offered by one, shown by another, taken away with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.channels.models.showings import PublicEvent, PublicPaper, Showing
from nhip.channels.showings import event_faults, term_faults
from nhip.journal.actions import write
from nhip.law.terms import packaged
from nhip.media.actions.originals import keep
from nhip.plans.models.plans import PlanAuthor
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.agencies.models.units import Unit
    from nhip.plans.models.activities import Activity
    from nhip.plans.models.plans import Plan

Shown = TypeVar("Shown", PublicPaper, PublicEvent)


@transaction.atomic
def offer_paper(
    asker: Account, unit: Unit, kind: str, source: str, title: str, data: bytes, name: str, type: str, *,
    number: str = "", issued_on: date | None = None, plan: Plan | None = None,
) -> PublicPaper:  # fmt: skip
    """Offer a signed plan or an issued report with its file; offering again gives the one that stands.

    Raises PermissionDenied, Refused.
    """
    _allowed(asker, "channels.record", unit.pk)
    standing = PublicPaper.objects.filter(source=source, ended_at__isnull=True).first()
    if standing is not None:
        return standing
    issues = [] if title.strip() else [Issue("title", "channels.paper_title_missing", {})]
    if issues := issues + term_faults(title, "vi", timezone.localdate(), packaged()):
        raise Refused(issues)
    row = PublicPaper.objects.create(
        unit=unit, kind=kind, source=source, title=title.strip(), number=number, issued_on=issued_on, plan=plan,
        original=keep(asker, data, name, type), offered_by=asker, offered_at=timezone.now(),
    )  # fmt: skip
    write(asker, "channels.offer_paper", row, title.strip()[:300], {"source": source, "number": number})
    return row


@transaction.atomic
def offer_event(
    asker: Account, unit: Unit, texts: Mapping[str, Mapping[str, str]], begins_at: datetime | None,
    ends_at: datetime | None, *, venue: str, contact: str, place: Unit | None = None, activity: Activity | None = None,
) -> PublicEvent:  # fmt: skip
    """Offer an event. Raises PermissionDenied, Refused with all it lacks."""
    _allowed(asker, "channels.record", unit.pk)
    told = {language: {name: words.strip() for name, words in one.items()} for language, one in texts.items()}
    told = {language: one for language, one in told.items() if any(one.values())}
    if issues := event_faults(told, begins_at, ends_at, venue, contact, timezone.now(), packaged()):
        raise Refused(issues)
    row = PublicEvent.objects.create(
        unit=unit, texts=told, begins_at=begins_at, ends_at=ends_at, venue=venue.strip()[:300],
        contact=contact.strip()[:300], place=place, activity=activity, offered_by=asker, offered_at=timezone.now(),
    )  # fmt: skip
    write(asker, "channels.offer_event", row, str(row)[:300], {"begins_at": begins_at})
    return row


@transaction.atomic
def show(asker: Account, row: Shown) -> Shown:
    """Let the public have it. Who offered it, or wrote the plan, never shows it. Raises PermissionDenied, Refused."""
    held = _locked(row)
    _allowed(asker, "channels.release", held.unit_id)
    if held.state == "shown":
        return held
    if held.state == "ended":
        raise Refused([Issue("state", "channels.showing_ended", {})])
    if asker.pk in _authors(held):
        raise Refused([Issue("by", "channels.shown_by_another", {})])
    if (until := _embargo(held)) is not None:
        local = timezone.localtime(until)
        raise Refused([Issue("at", "channels.before_embargo", {"until": f"{local:%H:%M ngày %d/%m/%Y}"})])
    held.shown_by, held.shown_at = asker, timezone.now()
    held.save(update_fields=("shown_by", "shown_at"))
    write(asker, "channels.show", held, str(held)[:300])
    return held


@transaction.atomic
def end_showing(asker: Account, row: Shown, reason: str) -> Shown:
    """Take it from the public, or turn the offer down; an event is called off. Raises PermissionDenied, Refused."""
    held = _locked(row)
    _allowed(asker, "channels.release", held.unit_id)
    if not reason.strip():
        raise Refused([Issue("reason", "channels.showing_reason_missing", {})])
    if held.state == "ended":
        return held
    held.ended_by, held.ended_at, held.reason = asker, timezone.now(), reason.strip()[:300]
    held.save(update_fields=("ended_by", "ended_at", "reason"))
    write(asker, "channels.end_showing", held, reason.strip()[:300])
    return held


def _authors(held: Showing) -> set[int]:
    found = {held.offered_by_id}
    if isinstance(held, PublicPaper) and held.plan_id:
        found |= set(PlanAuthor.objects.filter(plan=held.plan_id).values_list("account_id", flat=True))
    return found


def _embargo(held: Showing) -> datetime | None:
    """Until when an event stays inside because the activity behind it does; None where nothing holds it."""
    if not isinstance(held, PublicEvent) or held.activity is None:
        return None
    until = held.activity.embargo_until
    return until if until is not None and until > timezone.now() else None


def _locked(row: Shown) -> Shown:
    return type(row).objects.select_for_update().get(pk=row.pk)


def _allowed(asker: Account, verb: str, unit_id: int) -> None:
    if not may(asker, verb, unit_id):
        raise PermissionDenied(verb)
