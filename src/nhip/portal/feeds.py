"""What other machines read: RSS, Atom and JSON feeds in each language, and the word to crawlers.

An entry keeps its id for ever: it is made of the story's own key and its language, whatever happens to the title.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.views.decorators.http import require_safe

from nhip.newsroom.kinds import Kind, official
from nhip.newsroom.models.stories import Story
from nhip.newsroom.queries import public
from nhip.portal.languages import LANGUAGES, Language, spoken
from nhip.portal.pieces import Card, cards
from nhip.portal.province import province
from nhip.text.languages import said_in

MOST = 30
SUMMARY = {"vi": "Tin, bài mới nhất", "en": "Latest news", "zh": "最新消息"}


def entry_id(story: Story) -> str:
    """The id of a story in feeds, the same across edits."""
    return uuid.uuid5(story.translation_key, story.locale.language_code).urn


@require_safe
@spoken
def rss(request: HttpRequest, lang: Language) -> HttpResponse:
    return _feed(request, lang, Rss201rev2Feed, "rss")


@require_safe
@spoken
def atom(request: HttpRequest, lang: Language) -> HttpResponse:
    return _feed(request, lang, Atom1Feed, "atom")


@require_safe
@spoken
def said(request: HttpRequest, lang: Language) -> HttpResponse:
    """Only what agencies say in their own name, for newsrooms that follow it."""
    return _feed(request, lang, Atom1Feed, "statements_atom", official())


def _feed(
    request: HttpRequest, lang: Language, kind: type[SyndicationFeed], name: str, only: Sequence[Kind] = ()
) -> HttpResponse:
    rows = public.public_stories(lang.locale)
    if only:
        rows = rows.filter(kind__in=[one.code for one in only])
    whole = request.build_absolute_uri
    feed = kind(
        province(lang).title, whole(reverse("portal:home", args=[lang])), said_in(SUMMARY, lang.code),
        language=lang.tag, feed_url=whole(reverse(f"portal:{name}", args=[lang])),
        feed_guid=whole(reverse("portal:home", args=[lang])),
    )  # fmt: skip
    for one in cards(rows[:MOST], pictures=False):
        feed.add_item(
            one.title, whole(one.url), _summary(one.story), unique_id=entry_id(one.story), unique_id_is_permalink=False,
            pubdate=one.at, updateddate=one.story.stage.public_at, author_name=one.story.byline or one.unit,
            categories=_tags(one),
        )  # fmt: skip
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


@require_safe
@spoken
def json_feed(request: HttpRequest, lang: Language) -> HttpResponse:
    """JSON Feed 1.1."""
    whole = request.build_absolute_uri
    items = [
        {
            "id": entry_id(one.story), "url": whole(one.url), "title": one.title, "summary": _summary(one.story),
            "content_text": _summary(one.story), "language": lang.tag, "date_published": one.at.isoformat(),
            "date_modified": one.story.stage.public_at.isoformat(), "tags": _tags(one),
            "authors": [{"name": one.story.byline or one.unit}],
            **({"image": whole(one.image.url)} if one.image else {}),
        }
        for one in cards(public.with_pictures(public.public_stories(lang.locale))[:MOST])
    ]  # fmt: skip
    answer = {
        "version": "https://jsonfeed.org/version/1.1", "title": province(lang).title, "language": lang.tag,
        "home_page_url": whole(reverse("portal:home", args=[lang])),
        "feed_url": whole(reverse("portal:json_feed", args=[lang])), "items": items,
    }  # fmt: skip
    return JsonResponse(
        answer, content_type="application/feed+json; charset=utf-8", json_dumps_params={"ensure_ascii": False}
    )


def _tags(one: Card) -> list[str]:
    """What it is, where an agency says it in its own name, and its topic."""
    return [tag for tag in (one.kind, one.topic) if tag]


def _summary(story: Story) -> str:
    """The lead; a correction is said first, so that whoever read the older text learns of it."""
    if story.stage.public == "corrected" and story.stage.note:
        return f"[{story.stage.note}] {story.lead}"
    return story.lead


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Crawlers read the public pages and nothing else."""
    lines = ["User-agent: *", *(f"Allow: /{code}/" for code in LANGUAGES), "Allow: /anh/", "Allow: /static/"]
    lines += ["Allow: /tep/", "Allow: /api/v1/", "Allow: /sitemap"]
    lines += [f"Disallow: /{code}/{part}/" for code in LANGUAGES for part in ("tim", "nhung")]
    lines += ["Disallow: /", "", f"Sitemap: {request.build_absolute_uri(reverse('portal:sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
