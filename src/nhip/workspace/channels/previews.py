"""A story as it would look on each channel before it goes out: the text folded, the picture cut, each fault said."""

from __future__ import annotations

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from nhip.agencies.permits import may
from nhip.channels.previewing import Look
from nhip.channels.queries.previews import looks
from nhip.newsroom.queries.cards import agency_of, card_mark
from nhip.newsroom.queries.stories import draft_of, stages_for
from nhip.workspace.guarding import staff

DRAWS_CARD = frozenset({"facebook", "telegram"})
"""Ways whose platform fetches the link's card from the portal and shows it under the text."""


@staff("newsroom.read")
def previews(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever reads the story sees how it would go out; nothing is sent and no platform is asked."""
    stage = stages_for(request.user).filter(story=pk).first()
    if stage is None:
        raise Http404
    draft = draft_of(stage.story)
    note = stage.note if stage.public in ("published", "corrected") else ""
    found = looks(draft, pk, note)
    ordered = sorted(found, key=lambda one: (one.standing.how == "hand", not one.issues))
    on = timezone.localdate()
    mark = card_mark(draft, agency_of(draft), on)
    card = reverse("portal:card", args=[pk, mark]) if mark else ""
    facts = {
        "card": card, "story": stage.story, "draft": draft, "looks": [_facts(one) for one in ordered],
        "may_rehearse": _may_rehearse(request, stage.story.unit_id),
    }  # fmt: skip
    return render(request, "workspace/channels/previews.html", facts)


def _may_rehearse(request: HttpRequest, unit_id: int) -> bool:
    return any(may(request.user, verb, unit_id) for verb in ("channels.record", "channels.release"))


def _facts(one: Look) -> dict[str, object]:
    picture = one.picture.partition("//")[2]
    return {
        "look": one, "by_hand": one.standing.how == "hand", "fields": _told(one),
        "picture": f"/{picture.partition('/')[2]}" if picture else "",
        "draws_card": one.way.code in DRAWS_CARD, "shape": f"{one.ratio:.2f} : 1" if one.ratio else "",
    }  # fmt: skip


def _told(one: Look) -> str:
    """The vendor's own fields, as they would be sent; the key that marks a delivery is made at its release."""
    return json.dumps(dict(one.fields), ensure_ascii=False, indent=1) if one.fields else ""
