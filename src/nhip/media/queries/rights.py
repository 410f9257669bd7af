"""Questions about rights: what is known of a picture or recording, what runs out soon, whose consent stands."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from nhip.agencies.permits import reach_of
from nhip.media.models.consents import Consent
from nhip.media.models.pictures import Picture
from nhip.media.models.recordings import Recording
from nhip.media.rights import Agreed, Held

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account


def agreed_of(consent: Consent) -> Agreed:
    """A consent as the rules see it."""
    return Agreed(
        consent.since, consent.until, consent.withdrawn_on, consent.child, tuple(consent.uses),
        consent.replaced_by_id is not None,
    )  # fmt: skip


def held_of(one: Picture | Recording) -> Held:
    """What is known of a picture or a recording."""
    use = "picture" if isinstance(one, Picture) else "voice" if one.kind == "audio" else "video"
    consents = tuple(agreed_of(each) for each in one.consents.all()) if one.pk else ()
    return Held(use, one.rights_until, one.withdrawn_on, one.shows_children, consents)


def words_in(picture: Picture, language: str) -> tuple[str, str]:
    """Description and caption in a language; a Vietnamese one is never given out for another language's."""
    if language == "vi":
        return picture.description, picture.caption
    said = next((one for one in picture.words.all() if one.language == language), None)
    return (said.description, said.caption) if said is not None else ("", "")


def pictures_for(asker: Account) -> QuerySet[Picture]:
    """Pictures of the agencies whose newsroom the asker may read, and those that belong to no agency."""
    reach = reach_of(asker, "newsroom.read")
    rows = Picture.objects.select_related("unit").order_by("-pk")
    return rows if reach is None else rows.filter(Q(unit__in=reach) | Q(unit__isnull=True))


def consents_for(asker: Account) -> QuerySet[Consent]:
    """Consents of the agencies for whose people the asker answers."""
    reach = reach_of(asker, "media.consent")
    rows = Consent.objects.select_related("recorded_by", "evidence")
    return rows if reach is None else rows.filter(unit__in=reach)


def usable_consents(asker: Account, use: str, on: date) -> list[Consent]:
    """Consents in force for a use that the asker may attach to something, the newest first; at most a hundred."""
    rows = consents_for(asker).filter(withdrawn_on=None, replaced_by=None, erased_at=None, since__lte=on, until__gte=on)
    return [one for one in rows[:400] if not use or use in one.uses][:100]


def fallen(on: date) -> QuerySet[Consent]:
    """Consents that stand no longer on a day and that no newer one replaces."""
    return Consent.objects.filter(Q(withdrawn_on__isnull=False) | Q(until__lt=on), replaced_by__isnull=True)
