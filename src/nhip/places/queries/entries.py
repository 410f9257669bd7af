"""Questions about entries at the desks: which, on which side, what a version says, what is missing, who wrote it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from nhip.agencies.permits import may, reach_of, roles, table
from nhip.agencies.queries.units import key_of_row, names, row_of
from nhip.law.terms import packaged
from nhip.media.models.pictures import Picture
from nhip.media.queries.maps import map_right
from nhip.media.queries.rights import held_of
from nhip.media.rights import WHY, stopped
from nhip.places import checking
from nhip.places.catalogue import kinds
from nhip.places.content import empty
from nhip.places.models.entries import Entry, Version
from nhip.places.models.makers import Maker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nhip.agencies.models.accounts import Account
    from nhip.agencies.models.units import Unit
    from nhip.text.issues import Issue

SIDES = {"writer": "places.write", "approver": "places.approve", "publisher": "places.publish"}


def entries_for(asker: Account) -> QuerySet[Entry]:
    """The entries of the agencies whose desk the asker may read."""
    reach = reach_of(asker, "places.read")
    rows = Entry.objects.select_related("unit", "commune", "checked_by", "released").order_by("-pk")
    return rows if reach is None else rows.filter(unit__in=reach)


def sides(asker: Account, entry: Entry) -> frozenset[str]:
    """The sides of the table of moves on which the asker stands for an entry."""
    return frozenset(side for side, verb in SIDES.items() if may(asker, verb, entry.unit_id))


def newest(entry: Entry) -> Version | None:
    return entry.versions.order_by("number").last()


def content_of(entry: Entry) -> dict[str, Any]:
    """What the newest version says; an empty content before the first."""
    version = newest(entry)
    return version.content if version else empty()


def contents_of(entries: Sequence[Entry]) -> dict[int, dict[str, Any]]:
    """What the newest version of each says, by the entry's id, read at once."""
    numbers = Version.objects.filter(entry=OuterRef("entry")).order_by("-number").values("pk")[:1]
    rows = Version.objects.filter(entry__in=[one.pk for one in entries], pk=Subquery(numbers))
    held = {row.entry_id: row.content for row in rows}
    return {one.pk: held.get(one.pk) or empty() for one in entries}


def authors(entry: Entry) -> frozenset[int]:
    """Accounts that wrote or handed in any version since the public one. What was withdrawn is nobody's approved text:
    then everybody counts who ever wrote in it."""
    versions, submits = entry.versions.all(), entry.moves.filter(verb="submit")
    first: set[int] = {entry.opened_by_id}
    if entry.released_id and entry.public == "public":
        last = entry.moves.filter(verb="publish").values_list("pk", flat=True).last() or 0
        versions, submits, first = versions.filter(number__gt=entry.released.number), submits.filter(pk__gt=last), set()
    return frozenset(first | set(versions.values_list("by", flat=True)) | set(submits.values_list("by", flat=True)))


def missing(entry: Entry, content: dict[str, Any] | None = None, on: date | None = None) -> list[Issue]:
    """Everything that stands against the newest version (or `content`) going out on a day."""
    content, on = content if content is not None else content_of(entry), on or timezone.localdate()
    pictures = [
        checking.Shown(
            one.title,
            one.description,
            one.licence,
            WHY.get(stopped(held_of(one), on), ""),
            one.is_map,
            map_right(one) if one.is_map else None,
        )
        for one in pictures_of(content)
    ]
    facts = checking.Facts(kinds()[entry.kind], content, entry.checked_on, pictures, _maker(content, on))
    return checking.missing(facts, packaged(), on)


def pictures_of(content: dict[str, Any]) -> list[Picture]:
    """The pictures of a content in their order, the scene last."""
    asked = [*content["pictures"], *([content["scene"]] if content["scene"] else [])]
    held = {one.pk: one for one in Picture.objects.filter(pk__in=asked)}
    return [held[pk] for pk in dict.fromkeys(asked) if pk in held]


def maker_of(content: dict[str, Any]) -> Maker | None:
    told = content["facts"].get("maker", "")
    return Maker.objects.select_related("commune").filter(pk=int(told) if told.isdigit() else 0).first()


def is_named(maker: Maker, on: date) -> bool:
    """Whether a maker's name may be shown on a day."""
    if not maker.household:
        return bool(maker.name)
    runs = maker.agreed_on is not None and maker.agreed_until is not None and maker.ended_at is None
    return bool(maker.name and runs and maker.agreed_on <= on <= maker.agreed_until)


def _maker(content: dict[str, Any], on: date) -> checking.Maker | None:
    maker = maker_of(content)
    return None if maker is None else checking.Maker(maker.household, is_named(maker, on))


def makers_for(asker: Account) -> QuerySet[Maker]:
    """The makers that the agencies of the asker entered."""
    reach = reach_of(asker, "places.read")
    rows = Maker.objects.select_related("unit", "commune")
    return rows if reach is None else rows.filter(unit__in=reach)


def unit_of(told: str) -> Unit | None:
    """The row of an agency or a unit of territory that a fact names by its key."""
    return row_of(None, told) if told else None


def post_of(account: Account, unit: int, verb: str) -> str:
    """At which post somebody acts: the role that lets them, and the unit where they hold it."""
    called = {role.code: role.name for role in roles()}
    reach = table()[verb]
    held = [one for one in account.held() if reach.get(one.role) in ("all", "own")]
    here = [one for one in held if one.unit_id == unit] or held
    if not here:
        return ""
    at = here[0].unit_id
    where = names(account, [at], timezone.localdate()).get(at, "") if at else ""
    return ", ".join(filter(None, (called.get(here[0].role, here[0].role), where)))[:300]


def unchecked(on: date) -> list[Entry]:
    """Public entries whose last check no longer counts on a day, or ends within a fortnight."""
    rows = Entry.objects.filter(public="public").exclude(kind="outage", until__lt=on).select_related("unit")
    return [one for one in rows if (checking.due_on(one.kind, one.checked_on) - on).days <= 14]


def certificates_ending(on: date, within: int = 60) -> QuerySet[Entry]:
    """Public products whose certificate ends within so many days, or ended."""
    limit = date.fromordinal(on.toordinal() + within)
    return Entry.objects.filter(kind="product", public="public", stars__gt=0, until__lte=limit).select_related("unit")


def key_of(unit: int | None) -> str:
    return (key_of_row(None, unit) or "") if unit else ""
