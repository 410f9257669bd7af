"""Which guidance is for whom, and who has not read it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from nhip.agencies.models.accounts import Account, Appointment
from nhip.agencies.permits import may, reach_of, table
from nhip.newsroom.models.guidance import GuidanceNote, GuidanceSeen

if TYPE_CHECKING:
    from collections.abc import Sequence


def writing_roles() -> tuple[str, ...]:
    """The roles whose work a note touches where it names none: who writes, who approves."""
    held = table()
    return tuple(role for role, reach in held["newsroom.write"].items() if reach or held["newsroom.approve"].get(role))


def guidance_for(asker: Account, on: date | None = None) -> list[GuidanceNote]:
    """Notes that run on a day (today) and are for the asker, each with `read`; those unread first, then the newest."""
    day = on or timezone.localdate()
    rows = GuidanceNote.objects.filter(since__lte=day, ended_at__isnull=True).exclude(until__lt=day)
    seen = GuidanceSeen.objects.filter(note=OuterRef("pk"), account=asker)
    rows = rows.select_related("unit", "by").prefetch_related("desks").annotate(read=Exists(seen))
    return sorted((one for one in rows if is_for(asker, one)), key=lambda one: (one.read, -one.since.toordinal()))


def given_by(asker: Account) -> QuerySet[GuidanceNote]:
    """Every note of the agencies for which the asker may give guidance, ended ones too."""
    rows = GuidanceNote.objects.select_related("unit", "by").prefetch_related("desks")
    reach = reach_of(asker, "newsroom.guide")
    return rows if reach is None else rows.filter(unit__in=reach)


def note_for(asker: Account, pk: int) -> GuidanceNote | None:
    """A note that is for the asker or was given by their agency; None otherwise."""
    note = GuidanceNote.objects.select_related("unit", "by").prefetch_related("desks").filter(pk=pk).first()
    if note is None or not (is_for(asker, note) or may(asker, "newsroom.guide", note.unit_id)):
        return None
    return note


def is_for(asker: Account, note: GuidanceNote) -> bool:
    """Whether the asker holds a role that the note speaks to, at a desk that it speaks to."""
    wanted, desks = set(note.roles or writing_roles()), _desks(note)
    return any(held.role in wanted and (desks is None or held.unit_id in desks) for held in asker.held())


def readers_of(note: GuidanceNote) -> list[Account]:
    """Everybody the note is for, by name."""
    today, desks = timezone.localdate(), _desks(note)
    held = Appointment.objects.filter(role__in=note.roles or writing_roles(), since__lte=today)
    held = held.exclude(until__lt=today)
    if desks is not None:
        held = held.filter(unit__in=desks)
    return list(Account.objects.filter(is_active=True, appointments__in=held).distinct().order_by("name", "pk"))


def not_read_by(note: GuidanceNote) -> Sequence[Account]:
    """Who has not said that they read it."""
    read = set(note.seen.values_list("account_id", flat=True))
    return [one for one in readers_of(note) if one.pk not in read and one.pk != note.by_id]


def _desks(note: GuidanceNote) -> set[int] | None:
    """The agencies a note speaks to; None for all."""
    if note.everywhere:
        return None
    named = {one.pk for one in note.desks.all()}
    return named or {note.unit_id}
