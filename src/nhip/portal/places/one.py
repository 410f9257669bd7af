"""One place, product, project or gate: what it is, where it lies, who answers for it and when it was last checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from nhip.agencies.queries.units import names, row_of
from nhip.media import originals
from nhip.places.catalogue import Kind, chosen
from nhip.places.checking import due_on, stars_on
from nhip.places.content import stale
from nhip.places.queries import public
from nhip.portal.languages import LANGUAGES, Language, spoken
from nhip.portal.pages import page
from nhip.portal.pieces import image
from nhip.portal.places import described
from nhip.portal.places.cards import address, entry_cards, map_of
from nhip.portal.places.values import facts

if TYPE_CHECKING:
    from nhip.places.models.entries import Entry


@require_safe
@spoken
def entry(request: HttpRequest, lang: Language, kind: Kind, slug: str) -> HttpResponse:
    found = public.known_entry(kind.code, slug)
    if found is None:
        raise Http404
    if found.public == "withdrawn":
        parts = {"entry": found, "kind": kind, "name": _was_called(found, lang), "title": kind.names[lang.locale]}
        return page(request, lang, "places/gone", parts, status=410)
    texts = public.texts_of(found)
    if lang.locale not in texts:
        raise Http404
    found.name, found.lead = texts[lang.locale].name, texts[lang.locale].lead
    return page(request, lang, "places/one", _parts(request, lang, kind, found, set(texts)))


def _parts(request: HttpRequest, lang: Language, kind: Kind, found: Entry, texts: set[str]) -> dict[str, object]:
    today, now, content = timezone.localdate(), timezone.now(), found.released.content
    words = content["words"][lang.locale]
    called = names(None, [pk for pk in (found.unit_id, found.commune_id) if pk], today)
    stars = stars_on(content, today) if kind.code == "product" else 0
    shown = [one for one in found.public_pictures.all() if not one.scene]
    pictures = [made for one in shown if (made := image(one.picture, "wide", today, language=lang.locale))]
    scene = next((one.picture for one in found.public_pictures.all() if one.scene), None)
    shared = image(shown[0].picture, "shared", today, language=lang.locale) if shown else None
    maker = public.named_maker(content, today) if kind.code == "product" else None
    card = entry_cards([found], lang, pictures=False)
    files = public.files_of(found)
    model = next((one for one in files if one.what == "model"), None)
    status = public.stated([found.pk], now).get(found.pk) if kind.code == "gate" else None
    return {
        "entry": found, "kind": kind, "title": kind.names[lang.locale], "words": words, "content": content,
        "facts": facts(kind, content, lang, _units(content, today), stars), "stars": stars, "pictures": pictures,
        "shared": shared, "scene": image(scene, "scene", today),
        "scene_poster": image(scene, "wide", today, language=lang.locale),
        "model": model, "model_url": reverse("portal:entry_file", args=[model.original_id]) if model else "",
        "papers": [one for one in files if one.what == "document"], "maker": maker,
        "link": content["facts"].get("link", ""),
        "unit": called.get(found.unit_id, ""), "place": called.get(found.commune_id, ""),
        "commune_url": reverse("portal:agency", args=[lang, found.commune.key]) if found.commune else "",
        "sort": chosen(kind.choices, found.sort, lang.locale), "map": map_of(card), "status": status,
        "state": chosen("gate_states", status.state, lang.locale) if status else "",
        "note": _note(status, lang), "history": _history(found, lang, now) if kind.code == "gate" else [],
        "late": due_on(kind.code, found.checked_on) < today, "stale": lang.locale in stale(content),
        "near": [(one, far) for one, far in _near(found, lang)], "more": _more(maker, found, lang),
        "described": described.entry(request, lang, kind, found, shared, stars, maker),
        "languages": {one.code: address(kind.code, found.slug, one) for one in LANGUAGES.values()
                      if one.locale in texts},
    }  # fmt: skip


def _was_called(found: Entry, lang: Language) -> str:
    words = found.released.content["words"]
    return words.get(lang.locale, {}).get("name", "") or words["vi"]["name"]


def _units(content: dict[str, Any], on: Any) -> dict[str, str]:
    """Names of the agencies that facts name by their keys."""
    told = [content["facts"].get(key, "") for key in ("office",)]
    rows = {one: row for one in told if one and (row := row_of(None, one))}
    called = names(None, [row.pk for row in rows.values()], on) if rows else {}
    return {one: called.get(row.pk, one) for one, row in rows.items()}


def _note(status: public.Stated | None, lang: Language) -> tuple[str, str]:
    """The board's note and its language: the page's where there is one, the Vietnamese otherwise."""
    return _words(status, lang) if status is not None and status.current else ("", "")


def _words(status: public.Stated, lang: Language) -> tuple[str, str]:
    if status.notes.get(lang.locale):
        return status.notes[lang.locale], lang.tag
    return status.notes.get("vi", ""), "vi"


def _history(found: Entry, lang: Language, now: Any) -> list[tuple[public.Stated, str, tuple[str, str]]]:
    """Reports, the newest first: the state in words, the note with its language."""
    return [
        (one, chosen("gate_states", one.state, lang.locale), _words(one, lang))
        for one in public.history(found, now, 20)
    ]


def _near(found: Entry, lang: Language) -> list[tuple[Any, float]]:
    rows = public.near(found, lang.locale)
    cards = {one.entry.pk: one for one in entry_cards([row for row, _ in rows], lang)}
    return [(cards[row.pk], far) for row, far in rows]


def _more(maker: Any, found: Entry, lang: Language) -> list[Any]:
    if maker is None or not maker.name:
        return []
    rows = public.with_pictures(public.made_by(maker, lang.locale).exclude(pk=found.pk))[:3]
    return entry_cards(rows, lang)


@require_safe
def file(request: HttpRequest, number: int) -> HttpResponseBase:
    """A paper or a model of a public entry; not found for everything else."""
    found = public.public_file(number)
    if found is None:
        raise Http404
    try:
        opened = originals.place(settings.NHIP_MEDIA, found.sha256).open("rb")
    except FileNotFoundError as missing:
        raise Http404 from missing
    answer = FileResponse(opened, content_type=found.type, filename=found.name)
    answer.headers["Cache-Control"] = "public, max-age=3600"
    return answer
