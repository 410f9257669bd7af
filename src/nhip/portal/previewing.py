"""A draft drawn as its readers will see it: inside the editor, and by a link for somebody without an account.

The page is never public: not kept, not listed, not for robots. Pictures of the link's page lie inside it, because their
own addresses answer only writers before publication.
"""

from __future__ import annotations

import base64
import mimetypes
from dataclasses import replace
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from nhip.newsroom.actions.previews import open_preview
from nhip.newsroom.queries.previews import link_of
from nhip.newsroom.queries.public import rendition_of
from nhip.newsroom.queries.stories import draft_of
from nhip.newsroom.topics import topic_name
from nhip.portal.addresses import language_of
from nhip.portal.pages import page
from nhip.portal.pieces import Image, Part, image, names_of, parts

if TYPE_CHECKING:
    from collections.abc import Callable

    from nhip.newsroom.models.stories import Story


@require_safe
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """The newest text of a story for whoever holds a link that still runs; 404 for everything else."""
    link = link_of(token) if request.method == "HEAD" else open_preview(token)
    if link is None:
        raise Http404
    answer = drawn(request, draft_of(link.story), inside=True, until=link.until)
    answer.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"  # a way out of the page does not carry the link along
    return answer


def in_editor(request: HttpRequest, story: Story) -> HttpResponse:
    """For the editor's own window: whoever asks has signed in there, and sees pictures at their own addresses."""
    return drawn(request, story, inside=False)


def drawn(request: HttpRequest, story: Story, *, inside: bool, until: object = None) -> HttpResponse:
    """A text in the page of its language. `inside`: its pictures are written into the page."""
    lang, today = language_of(story), timezone.localdate()
    kept: Callable[[Image | None], Image | None] = _inside if inside else lambda one: one
    with translation.override(lang.words):
        called = names_of([story], today)
        answer = page(request, lang, "preview", {
            "story": story, "picture": kept(image(story.picture, "wide", today)),
            "parts": [_with(one, kept) for one in parts(story)], "unit": called.get(story.unit_id, ""),
            "place": called.get(story.place_id, ""), "topic": topic_name(story.topic, lang.locale), "until": until,
            "languages": {lang.code: request.path},
        })  # fmt: skip
    answer.headers["Content-Language"] = lang.tag
    return answer


def _with(part: Part, kept: Callable[[Image | None], Image | None]) -> Part:
    return replace(part, image=kept(part.image)) if part.image else part


def _inside(one: Image | None) -> Image | None:
    """The picture with its bytes in its address."""
    if one is None:
        return None
    name = one.url.removeprefix(reverse("portal:picture", args=["x"])[:-1])
    made = rendition_of(name)
    if made is None:
        return None
    with made.file.open("rb") as file:
        data = base64.b64encode(file.read()).decode("ascii")
    return replace(one, url=f"data:{mimetypes.guess_type(name)[0] or 'image/webp'};base64,{data}")
