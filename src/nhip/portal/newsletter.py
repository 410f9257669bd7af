"""The newsletter's public pages: asking for it, confirming, changing one's choice, leaving, and what was sent.

Whoever asks gets the same answer whether the address is known or not. Pages that a letter's link leads to stand
outside the languages' addresses: they speak the language in which the reader is written to.
"""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import mark_safe
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from nhip.agencies.refusals import Refused
from nhip.channels.actions import subscribers
from nhip.channels.queries import newsletter
from nhip.newsroom.topics import topics
from nhip.portal.asking import TRAP, Pace, from_here, trapped
from nhip.portal.languages import BY_LOCALE, LANGUAGES, Language, spoken
from nhip.portal.pages import page

ON_A_PAGE = 30
PACE = Pace(most=5, seconds=3600)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@spoken
def subscribe(request: HttpRequest, lang: Language) -> HttpResponse:
    """The form. Its answer leads to one page for everybody, which tells to look into the mail."""
    told, problem = request.POST, ""
    chosen = LANGUAGES.get(told.get("ngon-ngu", ""), lang)
    if request.method == "POST" and newsletter.is_open():
        if not from_here(request):
            problem = "elsewhere"
        elif trapped(request):
            return redirect("portal:newsletter_asked", lang)
        elif not PACE.takes(request):
            problem = "often"
        else:
            try:
                subscribers.subscribe(told.get("dia-chi", "")[:300], chosen.locale, told.getlist("chu-de"))
                return redirect("portal:newsletter_asked", lang)
            except Refused:
                problem = "address"
    parts = {
        "problem": problem, "open": newsletter.is_open(), "trap": TRAP, "chosen": chosen.code,
        "address": told.get("dia-chi", "")[:300], "issues": _issues(lang)[:5], **_choices(lang, told.getlist("chu-de")),
    }  # fmt: skip
    return page(request, lang, "newsletter", parts, status={"often": 429, "": 200}.get(problem, 400))


@require_safe
@spoken
def asked(request: HttpRequest, lang: Language) -> HttpResponse:
    return page(request, lang, "newsletter_asked", {})


@require_safe
@spoken
def issues(request: HttpRequest, lang: Language) -> HttpResponse:
    """What was sent, the latest first."""
    sheet = Paginator(newsletter.sent_issues(lang.locale), ON_A_PAGE).get_page(request.GET.get("trang"))
    return page(request, lang, "newsletter_issues", {"rows": _issues(lang, sheet.object_list), "sheet": sheet})


@require_safe
@spoken
def issue(request: HttpRequest, lang: Language, number: int) -> HttpResponse:
    """One letter as its readers had it; of a story that was withdrawn only that and why."""
    row = newsletter.sent_issues(lang.locale).filter(pk=number).first()
    if row is None:
        raise Http404
    if row.release.withdrawn_at is not None:
        return page(request, lang, "newsletter_gone", {"row": row}, status=410)
    said = newsletter.issue_of(row)
    parts = {"row": row, "subject": said.subject, "html": mark_safe(said.html), "languages": {}}  # noqa: S308 - escaped
    return page(request, lang, "newsletter_issue", parts)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, told: str) -> HttpResponse:
    """The link of the first letter shows a button: programs that look into mails follow links and press none."""
    lang = _language(request, newsletter.token_in(told))
    if request.method != "POST":
        return _private(request, lang, "newsletter_confirm", {"told": told})
    token = newsletter.token_in(told) if subscribers.confirm(told) else ""
    return _private(request, lang, "newsletter_confirmed", {"token": token}, status=200 if token else 410)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows a button; POST, also a mail program's one click (RFC 8058), ends it. Unknown ones hear the same."""
    lang = _language(request, token)
    if request.method != "POST":
        return _private(request, lang, "newsletter_leave", {"token": token})
    subscribers.leave(token)
    return _private(request, lang, "newsletter_left", {})


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, token: str) -> HttpResponse:
    """Topics and language changed by whoever holds the link of a letter."""
    row, told, saved = newsletter.subscription(token), request.POST, False
    lang = _language(request, token)
    if row is None:
        return _private(request, lang, "newsletter_left", {"unknown": True}, status=410)
    if request.method == "POST":
        chosen = LANGUAGES.get(told.get("ngon-ngu", ""), lang)
        saved = subscribers.choose(token, chosen.locale, told.getlist("chu-de"))
        row.refresh_from_db()
        lang = BY_LOCALE.get(row.language, lang)
    parts = {"token": token, "saved": saved, "chosen": lang.code, **_choices(lang, row.topics)}
    return _private(request, lang, "newsletter_choose", parts)


def _choices(lang: Language, wanted: list[str]) -> dict[str, object]:
    named = [(code, called.get(lang.locale, code), code in wanted) for code, called in topics().items()]
    return {"topics": named, "tongues": list(LANGUAGES.values())}


def _issues(lang: Language, rows: object = None) -> list[tuple[object, str, str, bool]]:
    """Letter, subject, address, whether its story was withdrawn since."""
    found = newsletter.sent_issues(lang.locale)[:5] if rows is None else rows
    return [
        (row, row.release.revision.content.get("title", ""), reverse("portal:newsletter_issue", args=[lang, row.pk]),
         row.release.withdrawn_at is not None)
        for row in found
    ]  # fmt: skip


def _language(request: HttpRequest, token: str) -> Language:
    """The reader's own; otherwise the one the browser asks for."""
    held = BY_LOCALE.get(newsletter.language_of(token) if token else "")
    if held is not None:
        return held
    wished = translation.get_language_from_request(request)
    return BY_LOCALE.get(wished, LANGUAGES.get(wished.split("-")[0], LANGUAGES["vi"]))


def _private(
    request: HttpRequest, lang: Language, name: str, parts: dict[str, object], status: int = 200
) -> HttpResponse:
    """A page behind a reader's own link: in no cache, in no search, and its address is told to nobody."""
    with translation.override(lang.words):
        answer = page(request, lang, name, {"languages": {}, **parts}, status=status)
    answer.headers["Content-Language"] = lang.tag
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
