"""Consents attached to a picture or recording, and taken away when they were attached by mistake."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy

from nhip.agencies.permits import may
from nhip.media.actions.consents import point_to_consent, unpoint_consent
from nhip.media.models.pictures import Picture
from nhip.media.models.recordings import Recording
from nhip.media.queries.rights import agreed_of, consents_for, usable_consents

ATTACHING = {
    "point": gettext_lazy("The consent is attached."),
    "unpoint": gettext_lazy("The consent is no longer attached."),
}


def consents_on(request: HttpRequest, row: Picture | Recording, use: str) -> dict[str, object]:
    """Consents of the people it shows, for whoever keeps consents; None for everybody else. `use`: what they allow."""
    if not may(request.user, "media.consent", row.unit_id):
        return {"consents": None, "others": []}
    on = timezone.localdate()
    held = list(row.consents.all())
    here = {one.pk for one in held}
    others = [one for one in usable_consents(request.user, use, on) if one.pk not in here]
    return {"consents": [(one, agreed_of(one).holds(on, use)) for one in held], "others": others}


def act_on_consent(request: HttpRequest, row: Picture | Recording, deed: str) -> None:
    """Attach or take away the consent that was chosen. Raises Refused, PermissionDenied, Http404."""
    chosen = request.POST.get("dong-y", "")
    consent = get_object_or_404(consents_for(request.user), pk=int(chosen) if chosen.isdigit() else 0)
    (point_to_consent if deed == "point" else unpoint_consent)(request.user, row, consent)
