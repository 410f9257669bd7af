"""Guidance to desks: given, acknowledged by each reader, ended. A text under a secrecy mark leaves no trace."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhip.agencies.permits import may, reach_of, roles
from nhip.agencies.refusals import Refused
from nhip.documents.actions.receiving import refuse_secret
from nhip.documents.intake.secrecy import bears_mark, top_bears_mark
from nhip.journal.actions import write
from nhip.newsroom.models.guidance import GuidanceNote, GuidanceSeen
from nhip.newsroom.queries.guidance import is_for, readers_of
from nhip.notices.actions import tell
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.agencies.models.units import Unit


def give_guidance(
    asker: Account, unit: Unit, title: str, body: str, *, since: date, until: date | None = None,
    everywhere: bool = False, desks: Sequence[Unit] = (), to_roles: Sequence[str] = (),
) -> GuidanceNote:  # fmt: skip
    """A dated note to desks and roles; each reader is told once. Raises PermissionDenied, Refused.

    Of a text that bears a secrecy mark nothing is kept but that somebody was refused, and when.
    """
    if not may(asker, "newsroom.guide", unit):
        raise PermissionDenied("newsroom.guide")
    if _secret(f"{title}\n{body}"):
        issue = Issue("body", "newsroom.guidance_secret", {})
        refuse_secret(asker, issue)
        raise Refused([issue])
    issues = [] if title.strip() and body.strip() else [Issue("title", "newsroom.guidance_empty", {})]
    if until is not None and until < since:
        facts = {"since": f"{since:%d/%m/%Y}", "until": f"{until:%d/%m/%Y}"}
        issues.append(Issue("until", "newsroom.guidance_days", facts))
    known = {role.code for role in roles()}
    issues += [Issue("roles", "newsroom.role_unknown", {"role": one}) for one in to_roles if one not in known]
    if reach_of(asker, "newsroom.guide") is not None and (everywhere or any(one.pk != unit.pk for one in desks)):
        raise PermissionDenied("newsroom.guide")
    if issues:
        raise Refused(issues)
    return _give(asker, unit, title.strip()[:200], body.strip()[:4000], since, until, everywhere, desks, to_roles)


@transaction.atomic
def _give(
    asker: Account, unit: Unit, title: str, body: str, since: date, until: date | None, everywhere: bool,
    desks: Sequence[Unit], to_roles: Sequence[str],
) -> GuidanceNote:  # fmt: skip
    note = GuidanceNote.objects.create(
        unit=unit, title=title, body=body, since=since, until=until, everywhere=everywhere,
        roles=list(dict.fromkeys(to_roles)), by=asker, at=timezone.now(),
    )  # fmt: skip
    note.desks.set(desks)
    facts = {"since": since, "until": until, "everywhere": everywhere, "desks": len(desks), "roles": note.roles}
    write(asker, "newsroom.give_guidance", note, title, facts)
    for reader in readers_of(note):
        if reader.pk != asker.pk:
            tell(asker, reader, "guidance_given", f"guidance:{note.pk}", f"/toa-soan/chi-dan/{note.pk}/",
                 {"title": title, "since": f"{since:%d/%m/%Y}"})  # fmt: skip
    return note


@transaction.atomic
def acknowledge(asker: Account, note: GuidanceNote) -> GuidanceSeen:
    """Say that one has read a note that is for one; twice is once. Raises PermissionDenied for anybody else's note."""
    if not is_for(asker, note):
        raise PermissionDenied("newsroom.read")
    seen, fresh = GuidanceSeen.objects.get_or_create(note=note, account=asker, defaults={"at": timezone.now()})
    if fresh:
        write(asker, "newsroom.acknowledge", note, note.title)
    return seen


@transaction.atomic
def end_guidance(asker: Account, note: GuidanceNote) -> GuidanceNote:
    """Take a note back from today on; its readers keep having read it. Ended already is no error."""
    if not may(asker, "newsroom.guide", note.unit_id):
        raise PermissionDenied("newsroom.guide")
    held = GuidanceNote.objects.select_for_update().get(pk=note.pk)
    if held.ended_at is None:
        held.ended_at = timezone.now()
        held.save(update_fields=["ended_at"])
        write(asker, "newsroom.end_guidance", held, held.title)
    return held


def _secret(text: str) -> bool:
    """A note is short: a mark on any of its lines counts as one at its head."""
    return bears_mark(text) or any(top_bears_mark([line]) for line in text.splitlines())
