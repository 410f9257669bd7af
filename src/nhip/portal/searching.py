"""Search over everything public, with marks, without and with wrong ones; titles that go on as somebody types."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from nhip.agencies.directory import Directory
from nhip.agencies.queries.units import directory
from nhip.assistant.queries.searching import Answer, Filters, Result, edition, suggestions
from nhip.assistant.queries.searching import search as answer_of
from nhip.assistant.searching.asking import LONGEST
from nhip.assistant.searching.kinds import kinds
from nhip.newsroom.topics import topic_name
from nhip.places.catalogue import kinds as kinds_of_entries
from nhip.portal.languages import BY_LOCALE, Language, spoken
from nhip.portal.pages import page
from nhip.text.sorting import key

NAMED = {"kind": "loai", "topic": "chuyen-muc", "place": "dia-ban", "year": "nam"}
"""Filters as they stand in addresses."""
ENTRIES = ("place", "product", "project", "gate", "about")
"""Kinds whose pages the room of places describes."""
PLACES_SHOWN = 3
KEPT = 2_000
_kept: OrderedDict[tuple[object, ...], list[str]] = OrderedDict()


@require_safe
@spoken
def search(request: HttpRequest, lang: Language) -> HttpResponse:
    """`q`: the question; `loai`, `chuyen-muc`, `dia-ban`, `nam`: filters; `trang`: the page."""
    words = request.GET.get("q", "").strip()[:LONGEST]
    given = {name: request.GET.get(part, "").strip()[:120] for name, part in NAMED.items()}
    sheet = request.GET.get("trang", "")
    found = answer_of(words, lang.locale, timezone.localdate(), Filters(**given), int(sheet) if sheet.isdigit() else 1)
    called = directory(None)
    return page(request, lang, "search", {
        "words": words, "found": found, "rows": [_row(one, lang, called) for one in found.results], "given": given,
        "narrowed": any(given.values()), "kinds": _kinds(found, given, words, lang),
        "choices": _choices(found, given, lang, called),
        "now": [(one.full, one.now) for one in found.places if one.now][:PLACES_SHOWN],
        "before": _way(words, given, found.page - 1) if found.page > 1 else "",
        "after": _way(words, given, found.page + 1) if found.page < found.pages else "",
        "instead_way": _way(found.instead, {}), "freely": _way(words, {}),
    })  # fmt: skip


@require_safe
@spoken
def suggest(request: HttpRequest, lang: Language) -> JsonResponse:
    """Titles for what has been typed so far: `{"titles": […]}`."""
    words = request.GET.get("q", "").strip()[:LONGEST]
    day = timezone.localdate()
    asked = (lang.code, words.casefold(), edition(), day)
    held = _kept.get(asked)
    if held is None:
        held = suggestions(words, lang.locale, day) if len(words) > 1 else []
        _kept[asked] = held
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return JsonResponse({"titles": held}, json_dumps_params={"ensure_ascii": False})


def _way(words: str, given: Mapping[str, str], sheet: int = 1) -> str:
    """The address of a search, without its path."""
    parts = {"q": words, **{NAMED[name]: value for name, value in given.items() if value}}
    return "?" + urlencode({**parts, **({"trang": sheet} if sheet > 1 else {})})


def _row(one: Result, lang: Language, called: Directory) -> dict[str, object]:
    """A result as the page shows it. Its HTML was made by `marking`, which escapes everything but its own marks."""
    today = timezone.localdate()
    names = [version.name for key in dict.fromkeys((one.unit, one.place))
             if key and key != one.number and (version := called.unit_as_of(key, today))]  # fmt: skip
    return {
        "url": address_of(one, lang), "title": mark_safe(one.title), "shown": mark_safe(one.shown), "on": one.on,  # noqa: S308
        "kind": kinds()[one.kind].names.get(lang.locale, "") if one.kind in kinds() else "", "names": names,
        "topic": topic_name(one.topic, lang.locale) if one.topic else "", "tag": BY_LOCALE[one.language].tag,
    }  # fmt: skip


def address_of(one: Result, lang: Language) -> str:
    """Where the thing can be read: the page of its kind, or the list it stands in."""
    own = BY_LOCALE[one.language]
    ways = {
        "story": ("portal:story", [own, one.handle]),
        "act": ("portal:law", [lang, one.handle]),
        "agency": ("portal:agency", [lang, one.handle]),
        "answer": ("portal:answer", [own, one.handle]),
        "event": ("portal:event", [own, one.handle]),
    }
    if one.kind == "plan":
        kind, number = one.handle.split("/")
        return reverse(f"portal:{kind}_file", args=[lang, number])
    if one.kind in ENTRIES:
        return reverse("portal:entry", args=[own, kinds_of_entries()[one.kind], one.handle])
    if one.kind == "channel":
        return one.handle if one.handle.startswith(("https://", "http://")) else reverse("portal:channels", args=[lang])
    name, parts = ways[one.kind]
    return reverse(name, args=parts)


def _kinds(found: Answer, given: Mapping[str, str], words: str, lang: Language) -> list[tuple[str, str, str, bool]]:
    """Kinds to narrow to: name, number, address, whether chosen. Without numbers when there are more results."""
    counted = found.counts.get("kind", {})
    rows = []
    for code, kind in kinds().items():
        if code in counted or code == given["kind"]:
            number = "" if found.more else str(counted.get(code, 0))
            rows.append((kind.names[lang.locale], number, _way(words, {**given, "kind": code}), code == given["kind"]))
    return rows if len(rows) > 1 or given["kind"] else []


def _choices(
    found: Answer, given: Mapping[str, str], lang: Language, called: Directory
) -> dict[str, list[tuple[str, str]]]:
    """What the three lists offer: only what would find something, and what is chosen."""
    today = timezone.localdate()

    def values(name: str) -> set[str]:
        return {*found.counts.get(name, {}), *([given[name]] if given[name] else [])}

    places = []
    for one in values("place"):
        version = called.unit_as_of(one, today)
        if version is not None and version.level == "commune":
            places.append((one, version.name))
    return {
        "topic": sorted(((one, topic_name(one, lang.locale)) for one in values("topic")), key=lambda row: key(row[1])),
        "place": sorted(places, key=lambda row: key(row[1])),
        "year": sorted(((one, one) for one in values("year")), reverse=True),
    }
