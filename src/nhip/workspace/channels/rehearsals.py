"""“Chạy thử”: a story tried on one channel, everything but the posting; shown at once and kept nowhere."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from nhip.agencies.refusals import Refused
from nhip.channels.actions.rehearsing import rehearse
from nhip.channels.rehearsing import asked_at, does, in_words, then
from nhip.newsroom.queries.stories import draft_of, stages_for
from nhip.workspace.guarding import staff

STEPS = {
    "text": gettext_lazy("Text, agency and contact"),
    "media": gettext_lazy("Pictures and film"),
    "limit": gettext_lazy("Postings of the last 24 hours"),
    "token": gettext_lazy("Connection and token"),
    "readers": gettext_lazy("Readers who asked for it"),
    "request": gettext_lazy("The request, made ready"),
}
TONES = {"ok": "ok", "late": "late", "wait": "wait", "open": ""}
STATES = {
    "ok": gettext_lazy("Holds"), "late": gettext_lazy("Stopped"), "wait": gettext_lazy("Look at it"),
    "open": gettext_lazy("Not reached"),
}  # fmt: skip


@staff("newsroom.read")
@require_POST
def story_rehearse(request: HttpRequest, pk: int) -> HttpResponse:
    stage = stages_for(request.user).filter(story=pk).first()
    if stage is None:
        raise Http404
    draft = draft_of(stage.story)
    note = stage.note if stage.public in ("published", "corrected") else ""
    try:
        done = rehearse(request.user, stage.story, draft, request.POST.get("kenh", ""), note)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("workspace:story-ways", pk)
    facts = {
        "story": stage.story, "draft": draft, "done": done,
        "steps": [(one, STEPS[one.code], STATES[one.state], TONES[one.state]) for one in done.steps],
        "does": does(done.way), "then": then(done.way),
        "asked": asked_at(done.sent) if done.sent is not None else "",
        "fields": in_words(done.sent) if done.sent is not None else [],
    }  # fmt: skip
    return render(request, "workspace/channels/rehearsal.html", facts)
