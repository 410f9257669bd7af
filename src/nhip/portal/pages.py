"""Home, news, an article, what was withdrawn, corrections."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from nhip.agencies.queries.units import names
from nhip.newsroom.kinds import kinds, public_label
from nhip.newsroom.models.stories import Story
from nhip.newsroom.queries import public
from nhip.newsroom.topics import topics
from nhip.places.queries.public import edition as places_edition
from nhip.portal import addresses, described, keeping
from nhip.portal.asking import page_mark
from nhip.portal.cards import card_of
from nhip.portal.languages import LANGUAGES, Language, spoken
from nhip.portal.pieces import cards, image, names_of, parts
from nhip.portal.places.home import doors
from nhip.portal.province import province
from nhip.portal.sounds import listen
from nhip.text.sorting import key

ON_A_PAGE = 12
ON_THE_HOME_PAGE = 6


@require_safe
def root(request: HttpRequest) -> HttpResponse:
    return redirect("portal:home", "vi")


@require_safe
@spoken
def home(request: HttpRequest, lang: Language) -> HttpResponse:
    rows = public.with_pictures(public.public_stories(lang.locale))[:ON_THE_HOME_PAGE]
    shown = cards(rows)
    return page(request, lang, "home", {
        "first": shown[0] if shown else None, "rest": shown[1:], "topics": _topics(lang),
        "described": described.site(request, lang),
        **keeping.part(("doors", lang.code), places_edition, lambda: doors(lang)),
    })  # fmt: skip


@require_safe
@spoken
def news(request: HttpRequest, lang: Language) -> HttpResponse:
    """`chuyen-muc`: a topic's code; `dia-ban`: the id of a place; `trang`: the page."""
    rows = public.public_stories(lang.locale)
    topic, place = request.GET.get("chuyen-muc", ""), request.GET.get("dia-ban", "")
    placed = keeping.part(("places of news", lang.code), public.edition, lambda: _places(rows))
    if topic:
        rows = rows.filter(topic=topic)
    if place in {str(pk) for pk, _ in placed}:
        rows = rows.filter(place_id=int(place))
    sheet = Paginator(public.with_pictures(rows), ON_A_PAGE).get_page(request.GET.get("trang"))
    asked = request.GET.copy()
    asked.pop("trang", None)
    return page(request, lang, "news", {
        "cards": cards(sheet.object_list), "sheet": sheet, "topics": _topics(lang), "topic": topic,
        "places": placed, "place": place, "asked": asked.urlencode(), "total": sheet.paginator.count,
    })  # fmt: skip


@require_safe
@spoken
def story_by_number(request: HttpRequest, lang: Language, number: int) -> HttpResponse:
    """The address that never changes, whatever the title becomes."""
    found = public.known_story(lang.locale, number=number)
    if found is None:
        raise Http404
    return redirect(addresses.of_story(found))


@require_safe
@spoken
def story(request: HttpRequest, lang: Language, slug: str) -> HttpResponse:
    found = public.known_story(lang.locale, slug=slug)
    if found is None:
        moved = public.story_once_at(lang.locale, slug)
        if moved is None:
            raise Http404
        if moved.stage.public != "withdrawn":
            return redirect(addresses.of_story(moved), permanent=True)
        found = moved
    if found.stage.public == "withdrawn":
        return page(request, lang, "gone", {"story": found}, status=410)
    today = timezone.localdate()
    called, others = names_of([found], today), public.translations(found)
    lead_picture = image(found.picture, "wide", today, language=lang.locale)
    agency = called.get(found.unit_id, "")
    shared = image(found.picture, "shared", today, language=lang.locale) or card_of(found, agency, today)
    more = public.with_pictures(public.public_stories(lang.locale).exclude(pk=found.pk))
    near = cards(more.filter(topic=found.topic)[:3]) if found.topic else []
    return page(request, lang, "story", {
        "story": found, "parts": parts(found), "listen": listen(found), "picture": lead_picture, "shared": shared,
        "unit": called.get(found.unit_id, ""), "place": called.get(found.place_id, ""),
        "corrected": found.stage.public == "corrected", "near": near,
        "topic": _topic(found, lang), "kind": kinds().get(found.kind), "label": public_label(found.kind, lang.locale),
        "others": [(addresses.language_of(one), addresses.of_story(one), one) for one in others],
        "described": described.story(request, lang, found, called.get(found.unit_id, ""), shared),
        "languages": {addresses.language_of(one).code: addresses.of_story(one) for one in others},
    })  # fmt: skip


@require_safe
@spoken
def corrections(request: HttpRequest, lang: Language) -> HttpResponse:
    sheet = Paginator(public.changed_stories(lang.locale), 30).get_page(request.GET.get("trang"))
    rows = list(sheet.object_list)
    called = names_of(rows, timezone.localdate())
    listed = [(one, public.title_of(one), addresses.of_story(one), called.get(one.unit_id, "")) for one in rows]
    return page(request, lang, "corrections", {"rows": listed, "sheet": sheet})


def page(request: HttpRequest, lang: Language, name: str, parts: dict[str, object], status: int = 200) -> HttpResponse:
    """One page with what all of them need: the languages, the way it is called, its own address."""
    here = request.path
    rest = here.removeprefix(f"/{lang.code}/")
    ways = parts["languages"] if "languages" in parts else {code: f"/{code}/{rest}" for code in LANGUAGES}
    spoken_here = status == 200 and rest != here and here == request.path_info  # a commune's own host has no answers
    full = {
        "lang": lang, "province": province(lang),
        "here": request.build_absolute_uri(here), "origin": request.build_absolute_uri("/")[:-1],
        "all_languages": [(one, ways.get(one.code) or reverse("portal:home", args=[one]), one.code in ways)
                          for one in LANGUAGES.values()],
        "rated": page_mark(here) if spoken_here else "",
        **parts,
    }  # fmt: skip
    return render(request, f"portal/{name}.html", full, status=status)


def _topics(lang: Language) -> list[tuple[str, str]]:
    return [(code, called.get(lang.locale, code)) for code, called in topics().items()]


def _topic(found: Story, lang: Language) -> str:
    return topics().get(found.topic, {}).get(lang.locale, found.topic)


def _places(rows: object) -> list[tuple[int, str]]:
    """Places that a public story is about, by name."""
    pks = sorted(set(rows.filter(place__isnull=False).order_by().values_list("place_id", flat=True)))
    called = names(None, pks, timezone.localdate()) if pks else {}
    return sorted(called.items(), key=lambda one: key(one[1]))
