"""Public reading of the legal library."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nhip.law.models import Act, ActLink
from nhip.law.queries import search, standing
from nhip.portal.languages import Language, spoken
from nhip.portal.pages import page

ON_A_PAGE = 60


def _word(kind: str) -> tuple[str, str]:
    """The colour and the word of a standing."""
    return {
        "in_force": ("ok", _("In force")), "amended": ("ok", _("In force, amended")), "ended": ("late", _("Ended")),
        "not_yet": ("wait", _("Not in force yet")),
    }.get(kind, ("plain", _("Not certain")))  # fmt: skip


@require_safe
@spoken
def laws(request: HttpRequest, lang: Language) -> HttpResponse:
    today, words = timezone.localdate(), request.GET.get("q", "").strip()[:120]
    found = search(None, words, today, limit=ON_A_PAGE, public=True)
    rows = [(one, _word(one.standing.kind)) for one in found]
    return page(request, lang, "laws", {"rows": rows, "words": words, "today": today})


@require_safe
@spoken
def law(request: HttpRequest, lang: Language, number: int) -> HttpResponse:
    act, today = get_object_or_404(Act, pk=number, public=True), timezone.localdate()
    known = ActLink.objects.select_related("act", "target").defer("act__text", "target__text")
    links = [*known.filter(act=act), *known.filter(target=act)]
    word = _word(standing(None, act, today).kind)
    return page(request, lang, "law", {"act": act, "links": links, "word": word, "today": today})
