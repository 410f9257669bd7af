"""Lists of places, products, projects and gates: filters without a script, a map of points beside the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from nhip.agencies.queries.units import names
from nhip.places.catalogue import Kind, choices, kind_at, kinds
from nhip.places.queries.public import public_entries, with_pictures
from nhip.portal.languages import Language, spoken
from nhip.portal.pages import page
from nhip.portal.places.cards import EntryCard, entry_cards, map_of
from nhip.text.languages import said_in
from nhip.text.normalise import fold
from nhip.text.sorting import key

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from nhip.places.models.entries import Entry

ON_A_PAGE = 24
STARS = (3, 4, 5)
MAPPED = frozenset({"place", "gate", "project"})


class ThingPart:
    """Path converter: the word of a kind in addresses, as the kind."""

    regex = "|".join(kind.path for kind in kinds().values())

    def to_python(self, value: str) -> Kind:
        found = kind_at(value)
        if found is None:
            raise ValueError(value)
        return found

    def to_url(self, value: Kind | str) -> str:
        return value.path if isinstance(value, Kind) else value


@require_safe
@spoken
def entries(request: HttpRequest, lang: Language, kind: Kind) -> HttpResponse:
    """`loai`: a code of its list; `dia-ban`: the id of a commune; `sao`: stars; `q`: words of the name; `trang`."""
    rows = public_entries(kind.code, lang.locale)
    told = {name: request.GET.get(name, "").strip()[:80] for name in ("loai", "dia-ban", "sao", "q")}
    communes = communes_of(rows)
    rows = narrowed(rows, told)
    sheet = Paginator(with_pictures(rows), ON_A_PAGE).get_page(request.GET.get("trang"))
    cards = entry_cards(sheet.object_list, lang)
    asked = request.GET.copy()
    asked.pop("trang", None)
    return page(request, lang, "places/list", {
        "kind": kind, "title": kind.names[lang.locale], "sort_name": kind.field("sort").names[lang.locale],
        "cards": cards, "sheet": sheet,
        "told": told | {"commune": told["dia-ban"]},
        "sorts": [(code, said_in(called, lang.locale)) for code, called in choices(kind.choices).items()],
        "communes": communes,
        "stars": STARS if kind.code == "product" else (), "asked": asked.urlencode(), "total": sheet.paginator.count,
        "map": map_of(cards) if kind.code in MAPPED else None, "tiles": tiles(kind, cards),
    })  # fmt: skip


def tiles(kind: Kind, cards: list[EntryCard]) -> bool:
    """Whether the list is shown with pictures; gates and projects are compared by their words."""
    return kind.code in ("place", "product") and any(one.image for one in cards)


def narrowed(rows: QuerySet[Entry], told: dict[str, str]) -> QuerySet[Entry]:
    """The rows that somebody asked for; what is no code, number or word changes nothing."""
    if told.get("loai"):
        rows = rows.filter(sort=told["loai"])
    if told.get("dia-ban", "").isdigit():
        rows = rows.filter(commune=int(told["dia-ban"][:15]))
    if told.get("sao", "").isdigit():
        rows = rows.filter(stars=int(told["sao"][:3]), until__gte=timezone.localdate())
    for word in fold(told.get("q", "")).split()[:6]:
        rows = rows.filter(folded__contains=word)
    return rows


def communes_of(rows: QuerySet[Entry]) -> list[tuple[int, str]]:
    """Communes in which something of these rows lies, by the alphabet."""
    pks = sorted(set(rows.filter(commune__isnull=False).order_by().values_list("commune_id", flat=True)))
    called = names(None, pks, timezone.localdate()) if pks else {}
    return sorted(called.items(), key=lambda one: key(one[1]))
