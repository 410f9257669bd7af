"""A commune's own address under the province's (`dongdang.langson.gov.vn`), shown as a part of this portal.

Decree 224/2026/NĐ-CP (Art. 9-13, from 1 July 2026): the site of a commune is a component of the provincial portal,
under its unaccented name. There its page is the first page in each language; every other page is the portal's own, and
asked for under a commune's name leads there. Where two communes bear one name, the kind before it tells them apart
(`phuongdongkinh`). The setting NHIP_COMMUNE_DOMAIN names the province's domain; without it nothing here happens.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.utils import timezone

from nhip.assistant.searching.places import bare_name
from nhip.feedback.queries.places import communes
from nhip.portal.languages import LANGUAGES
from nhip.portal.missing import not_found
from nhip.text.normalise import fold

FILES = ("/static/", "/anh/", "/ban-ghi/", "/nghe/")
"""What a page brings along: answered under any name."""
_held: dict[str, tuple[object, dict[str, str]]] = {}


def commune_sites(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, before anything of the portal is looked at. Other hosts pass untouched."""

    def answer(request: HttpRequest) -> HttpResponse:
        label = _label(request.META.get("HTTP_HOST", ""))
        if not label or request.path.startswith(FILES):
            return get_response(request)
        unit = labels(timezone.localdate()).get(label)
        if unit is None:
            return not_found(request, Http404())
        code = request.path.strip("/")
        if not code:
            return HttpResponseRedirect(f"/{next(iter(LANGUAGES))}/")
        if code not in LANGUAGES:
            return HttpResponsePermanentRedirect(settings.NHIP_PORTAL + request.get_full_path())
        request.path_info = f"/{code}/co-quan/{unit}/"
        return get_response(request)

    return answer


def own_address(unit: str, code: str) -> str:
    """Where a commune's page stands under its own name; empty where the province gives none."""
    if not settings.NHIP_COMMUNE_DOMAIN:
        return ""
    label = next((label for label, one in labels(timezone.localdate()).items() if one == unit), "")
    scheme = "https" if settings.PUBLIC else "http"
    return f"{scheme}://{label}.{settings.NHIP_COMMUNE_DOMAIN}/{code}/" if label else ""


def labels(on: date) -> Mapping[str, str]:
    """The communes of this province by the first part of their hosts: the bare name where one alone bears it, and
    always the name with its kind."""
    rows = communes(settings.NHIP_PROVINCE, on)
    seen, held = _held.get("now", (None, {}))
    if seen is not rows:
        held = _labels(rows)
        _held["now"] = (rows, held)
    return held


def _labels(rows: tuple[tuple[str, str], ...]) -> dict[str, str]:
    bare: dict[str, list[str]] = {}
    whole: dict[str, str] = {}
    for unit, name in rows:
        bare.setdefault(_joined(bare_name(name)[0]), []).append(unit)
        whole[_joined(name)] = unit
    return {**{label: units[0] for label, units in bare.items() if len(units) == 1}, **whole}


def _joined(name: str) -> str:
    return "".join(sign for sign in fold(name) if sign.isascii() and sign.isalnum())


def _label(host: str) -> str:
    """The part before the province's domain; empty for every other host."""
    name, domain = host.partition(":")[0].lower(), settings.NHIP_COMMUNE_DOMAIN
    if not domain or not name.endswith(f".{domain}") or name in settings.ALLOWED_HOSTS:
        return ""
    return name.removesuffix(f".{domain}")
