"""Entries on their way: hand in, take back, approve, return, publish, withdraw, and the word that one was checked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.journal.actions import write
from nhip.places.actions.telling import tell_move
from nhip.places.catalogue import kinds
from nhip.places.checking import stars_on
from nhip.places.content import languages
from nhip.places.models.entries import Entry, EntryMove, Version
from nhip.places.models.public import EntryFile, EntryPicture, PlacesEdition, PublicText
from nhip.places.points import read as read_point
from nhip.places.queries.entries import authors, missing, newest, post_of, sides, unit_of
from nhip.places.states import BOUND, MOVES, refusals
from nhip.text.issues import Issue
from nhip.text.normalise import fold

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account


@transaction.atomic
def move(asker: Account, entry: Entry, verb: str, reason: str = "", *, sha256: str | None = None) -> Entry:
    """Make one move of the table. `sha256`: the version the asker was looking at; another one is refused.

    Raises PermissionDenied off its side, Refused with all that stands against it, KeyError for an unknown verb.
    """
    entry = Entry.objects.select_for_update().get(pk=entry.pk)
    rule = MOVES[verb]
    if rule.side not in sides(asker, entry):
        raise PermissionDenied(rule.permit)
    version = newest(entry)
    open_points = len(missing(entry)) if rule.whole else 0
    issues = refusals(verb, entry.state, author=asker.pk in authors(entry), reason=reason, missing=open_points)
    if (
        version is None
        or (sha256 is not None and sha256 != version.sha256)
        or (entry.state in BOUND and entry.sha256 != version.sha256)
    ):
        issues.append(Issue("text", "places.text_changed", {}))
    if issues:
        raise Refused(issues)
    event = _moved(asker, entry, verb, rule.now, reason, version)
    tell_move(asker, entry, verb, event.pk, reason)
    if verb == "publish":
        now = timezone.now()
        entry.public, entry.released, entry.public_at, entry.note = "public", version, now, reason.strip()[:500]
        entry.first_public_at = entry.first_public_at or now
        _show(entry, version.content)
        entry.save()
        PlacesEdition.turn()
    return entry


@transaction.atomic
def withdraw_entry(asker: Account, entry: Entry, reason: str) -> Entry:
    """Take an entry away from the public; its address then says when and why. Raises PermissionDenied, Refused."""
    entry = Entry.objects.select_for_update().get(pk=entry.pk)
    if not may(asker, "places.publish", entry.unit_id):
        raise PermissionDenied("places.publish")
    issues = []
    if entry.public != "public":
        issues.append(Issue("state", "places.not_public", {}))
    if not reason.strip():
        issues.append(Issue("reason", "places.withdrawal_reason_missing", {}))
    if issues:
        raise Refused(issues)
    _moved(asker, entry, "withdraw", "draft", reason, entry.released)
    entry.public, entry.public_at, entry.note = "withdrawn", timezone.now(), reason.strip()[:500]
    entry.save()
    _hide(entry)
    PlacesEdition.turn()
    return entry


@transaction.atomic
def confirm_checked(asker: Account, entry: Entry, ground: str = "", on: date | None = None) -> Entry:
    """Say that the entry was held against the truth today (or on an earlier day), at one's post.

    Raises PermissionDenied, Refused for a day to come.
    """
    entry = Entry.objects.select_for_update().get(pk=entry.pk)
    if not may(asker, "places.write", entry.unit_id):
        raise PermissionDenied("places.write")
    on = on or timezone.localdate()
    if on > timezone.localdate():
        raise Refused([Issue("checked_on", "places.day_to_come", {})])
    entry.checked_on, entry.checked_by, entry.checked_post = on, asker, post_of(asker, entry.unit_id, "places.write")
    entry.save(update_fields=["checked_on", "checked_by", "checked_post"])
    write(asker, "places.confirm_checked", entry, ground.strip()[:300], {"on": on})
    if entry.public == "public":
        PlacesEdition.turn()
    return entry


def _moved(asker: Account, entry: Entry, verb: str, now: str, reason: str, version: Version | None) -> EntryMove:
    was, entry.state = entry.state, now
    entry.sha256 = version.sha256 if version is not None and now in BOUND else ""
    entry.save(update_fields=["state", "sha256"])
    event = EntryMove.objects.create(
        entry=entry, verb=verb, was=was, now=now, by=asker, at=timezone.now(), reason=reason.strip()[:500],
        version=version,
    )  # fmt: skip
    facts = {"was": was, "sha256": version.sha256 if version else ""}
    write(asker, f"places.{verb}", entry, reason.strip()[:300], facts)
    return event


def _show(entry: Entry, content: dict[str, Any]) -> None:
    """What lists and files of the public need, taken from the version that it now has."""
    _hide(entry)
    facts, kind = content["facts"], kinds()[entry.kind]
    point = read_point(facts.get("point", ""))
    entry.commune = unit_of(facts.get("commune", ""))
    entry.sort = facts.get("sort", "")
    entry.stars = stars_on(content, timezone.localdate()) if kind.code == "product" else 0
    entry.until = date.fromisoformat(facts["until"]) if facts.get("until") else None
    entry.latitude, entry.longitude = (point.latitude, point.longitude) if point else (None, None)
    PublicText.objects.bulk_create(
        PublicText(
            entry=entry, language=one, name=content["words"][one]["name"], lead=content["words"][one]["lead"],
            folded=fold(content["words"][one]["name"])[:200],
        )
        for one in languages(content)
    )  # fmt: skip
    shown = [(pk, False) for pk in content["pictures"]]
    shown += [(content["scene"], True)] if content["scene"] else []
    EntryPicture.objects.bulk_create(
        EntryPicture(entry=entry, picture_id=pk, place=place, scene=scene) for place, (pk, scene) in enumerate(shown)
    )
    EntryFile.objects.bulk_create(
        EntryFile(entry=entry, original_id=one["original"], what=one["what"], title=one["title"])
        for one in content["files"]
    )


def _hide(entry: Entry) -> None:
    """Nobody finds the entry or sees its pictures and files any more."""
    for table in (PublicText, EntryPicture, EntryFile):
        table.objects.filter(entry=entry).delete()
