""" "Was this page useful?" Yes or no with one press, and if not why, from a list. Nothing of the reader is kept.

Decree 224/2026/NĐ-CP, Art. 11, asks for a rating online that stays confidential. Which page is meant stands signed in
its form, so that nobody fills the sums with pages that do not exist.
"""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from nhip.channels.actions.visits import rate_page
from nhip.channels.rating import REASONS
from nhip.portal.asking import Pace, from_here, page_of
from nhip.portal.languages import Language, spoken
from nhip.portal.pages import page

NAMES = {
    "missing": gettext_lazy("What I looked for is not there"),
    "unclear": gettext_lazy("Hard to understand"),
    "outdated": gettext_lazy("Out of date"),
    "wrong": gettext_lazy("Something is wrong"),
    "hard_to_use": gettext_lazy("Hard to read or to use on my device"),
}
PACE, ONCE = Pace(most=40, seconds=3600), Pace(most=1, seconds=86_400)


@csrf_exempt
@require_POST
@spoken
def rate(request: HttpRequest, lang: Language) -> HttpResponse:
    """Takes the word and leads to the next page. Said twice of a page on a day, it counts once."""
    told, path = request.POST, page_of(request.POST.get("trang", ""))
    said = told.get("noi", "")
    known = said in ("yes", "no") or said in REASONS
    about = f"{path} {'reason' if said in REASONS else ''}"
    if path and known and from_here(request) and PACE.takes(request) and ONCE.takes(request, about):
        rate_page(path, said)
    name = "rating_why" if said == "no" else "rating_thanks"
    return redirect(f"{reverse(f'portal:{name}', args=[lang])}?{urlencode({'trang': told.get('trang', '')})}")


@require_safe
@spoken
def why(request: HttpRequest, lang: Language) -> HttpResponse:
    told = request.GET.get("trang", "")
    return page(
        request, lang, "rating_why", {"told": told, "back": page_of(told), "reasons": NAMES.items(), "rated": ""}
    )


@require_safe
@spoken
def thanks(request: HttpRequest, lang: Language) -> HttpResponse:
    return page(request, lang, "rating_thanks", {"back": page_of(request.GET.get("trang", "")), "rated": ""})


def reason_name(code: str) -> str:
    """A reason in the words of its form."""
    return str(NAMES.get(code, _("Another reason")))
