"""Public reading of the legal library."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nhip.law.models import Act, ActLink
from nhip.law.queries import matching, standing, stated
from nhip.portal import described, legal_text
from nhip.portal.languages import Language, spoken
from nhip.portal.pages import page

ON_A_PAGE = 30


def worded(kind: str) -> tuple[str, str]:
    """The colour and the word of a standing."""
    return {
        "in_force": ("ok", _("In force")), "amended": ("ok", _("In force, amended")), "ended": ("late", _("Ended")),
        "not_yet": ("wait", _("Not in force yet")),
    }.get(kind, ("plain", _("Not certain")))  # fmt: skip


@require_safe
@spoken
def laws(request: HttpRequest, lang: Language) -> HttpResponse:
    today, words = timezone.localdate(), request.GET.get("q", "").strip()[:120]
    sheet = Paginator(matching(None, words, public=True), ON_A_PAGE).get_page(request.GET.get("trang"))
    rows = [(one, worded(one.standing.kind)) for one in stated(None, list(sheet.object_list), words, today)]
    return page(request, lang, "laws", {
        "rows": rows, "words": words, "today": today, "sheet": sheet, "asked": urlencode({"q": words}) if words else "",
    })  # fmt: skip


@require_safe
@spoken
def law(request: HttpRequest, lang: Language, number: int) -> HttpResponse:
    act, today = get_object_or_404(Act, pk=number, public=True), timezone.localdate()
    known = ActLink.objects.select_related("act", "target").defer("act__text", "target__text")
    links = [(_did(one.relation), one.act, True) for one in known.filter(target=act)]
    links += [(_does(one.relation), one.target, False) for one in known.filter(act=act)]
    word, text = worded(standing(None, act, today).kind), legal_text.parts(act.text)
    return page(request, lang, "law", {
        "act": act, "links": links, "word": word, "today": today, "text": text, "contents": legal_text.contents(text),
        "described": described.act(request, lang, act, standing(None, act, today).kind),
    })  # fmt: skip


def _does(relation: str) -> str:
    """What this act does to another."""
    return {
        "replaces": _("It replaces"), "repeals": _("It repeals"), "amends": _("It amends"),
        "details": _("It gives the details of"),
    }.get(relation, relation)  # fmt: skip


def _did(relation: str) -> str:
    """What another act does to this one."""
    return {
        "replaces": _("It was replaced by"), "repeals": _("It was repealed by"), "amends": _("It was amended by"),
        "details": _("Its details are in"),
    }.get(relation, relation)  # fmt: skip
