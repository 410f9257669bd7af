"""Questions and reports of residents: asking, seeing how it stands, and what was answered publicly.

Works without JavaScript and without a cookie. The secret code is shown once, on the answer to the form; it stands in no
address. What was sent comes back into the form when something is wrong with it, and is kept nowhere.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from nhip.agencies.queries.units import names
from nhip.agencies.refusals import Refused
from nhip.feedback.actions.receiving import PORTAL, receive
from nhip.feedback.asking import LONGEST, MOST_PHOTOS, Asked
from nhip.feedback.categories import categories, kinds
from nhip.feedback.models.matters import Matter
from nhip.feedback.queries import public
from nhip.feedback.queries.matters import answer_given, by_code
from nhip.feedback.queries.places import communes
from nhip.feedback.terms import kept
from nhip.portal.asking import TRAP, Pace, from_here, trapped
from nhip.portal.described import question, questions
from nhip.portal.languages import Language, spoken
from nhip.portal.open_data import csv_of
from nhip.portal.pages import page
from nhip.portal.uploads import InMemory

ON_A_PAGE = 20
SENDING = Pace(most=6, seconds=3600)
LOOKING = Pace(most=20, seconds=600)
SALT = "portal.feedback"
HOLDS = timedelta(hours=24)
"""How long a form may stay open before it is sent."""
FIELDS = {"kind": "loai", "category": "linh-vuc", "place": "xa", "text": "noi-dung", "mail": "thu",
          "phone": "dien-thoai", "photo": "anh"}  # fmt: skip
"""Fields of the form by the fields of findings."""


@require_safe
@spoken
def answers(request: HttpRequest, lang: Language) -> HttpResponse:
    """What was answered publicly: `q` words, `linh-vuc` a category, `trang` the page."""
    words, category = request.GET.get("q", "").strip()[:120], request.GET.get("linh-vuc", "")
    rows = public.published(words, category if category in categories() else "")
    sheet = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("trang"))
    units = sorted({one.matter.unit_id for one in sheet.object_list if one.matter.unit_id})
    called = names(None, units, timezone.localdate()) if units else {}
    listed = [(one, called.get(one.matter.unit_id, ""), _named(one.matter.category, lang)) for one in sheet.object_list]
    asked = request.GET.copy()
    asked.pop("trang", None)
    return page(request, lang, "feedback/answers", {
        "described": questions(request, lang, [(one, unit) for one, unit, _ in listed]),
        "rows": listed, "sheet": sheet, "words": words, "category": category, "asked": asked.urlencode(),
        "categories": [(one.code, one.name(lang.code)) for one in categories().values()],
    })  # fmt: skip


@require_safe
@spoken
def answer(request: HttpRequest, lang: Language, number: str) -> HttpResponse:
    """One published question with its answer; 410 where it was taken down."""
    found = public.published_by_number(number)
    if found is None:
        if public.taken_down(number):
            return page(request, lang, "feedback/gone", {}, status=410)
        raise Http404
    matter = found.matter
    unit = names(None, [matter.unit_id], timezone.localdate()).get(matter.unit_id, "")
    described = question(request, lang, found, unit)
    return page(request, lang, "feedback/answer", {
        "described": described, "answer": found, "matter": matter, "unit": unit,
        "category": _named(matter.category, lang),
    })  # fmt: skip


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@spoken
def ask(request: HttpRequest, lang: Language) -> HttpResponse:
    """The form; its answer shows the number and the code."""
    if request.method != "POST":
        return _form(request, lang)
    request.upload_handlers = [InMemory(request)]
    told = request.POST
    if not from_here(request):
        return _form(request, lang, problem=_("The form was not sent from this site. Please send it from this page."),
                     status=403)  # fmt: skip
    if trapped(request):
        return _form(request, lang, problem=_("A field that stays empty was filled in. Please send it again."),
                     status=400)  # fmt: skip
    ticket = _ticket(told.get("phieu", ""))
    if ticket is None:
        return _form(request, lang, problem=_("The form was open for too long. Please send it again."), status=400)
    if not SENDING.takes(request):
        return _form(
            request, lang, status=429,
            problem=_("Too many were sent from your network just now. Please try again in an hour."),
        )  # fmt: skip
    photos = tuple(one.read() for one in request.FILES.getlist("anh") if one.size)
    asked = Asked(
        text=told.get("noi-dung", ""), kind=told.get("loai", ""), category=told.get("linh-vuc", ""),
        commune=told.get("xa", ""), language=lang.code, may_publish="cong-khai" in told, name=told.get("ten", ""),
        mail=told.get("thu", ""), phone=told.get("dien-thoai", ""), photos=photos, ticket=ticket,
    )  # fmt: skip
    try:
        got = receive(PORTAL, asked)
    except Refused as refused:
        wrong = {FIELDS.get(one.field, one.field): _said(one, lang) for one in refused.issues}
        return _form(request, lang, wrong=wrong, photos_lost=bool(photos), status=400)
    matter = got.matter
    unit = names(None, [matter.unit_id], timezone.localdate()).get(matter.unit_id, "") if matter.unit_id else ""
    return page(request, lang, "feedback/taken", {"matter": matter, "code": got.code, "unit": unit})


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@spoken
def status(request: HttpRequest, lang: Language) -> HttpResponse:
    """How a matter stands, for whoever has its number and code. One answer for a wrong number and a wrong code."""
    told, problem = request.POST, ""
    if request.method == "POST":
        if not from_here(request):
            problem = _("The form was not sent from this site. Please send it from this page.")
        elif not LOOKING.takes(request):
            problem = _("Too many tries from your network just now. Please try again in ten minutes.")
        else:
            matter = by_code(told.get("ma-so", ""), told.get("ma-tra-cuu", ""))
            if matter is not None:
                return page(request, lang, "feedback/stands", _standing(matter, lang))
            problem = _("Nothing is kept under this number and code. Please look at both again.")
    parts = {"problem": problem, "number": told.get("ma-so", "")[:20]}
    return page(request, lang, "feedback/status", parts, status=400 if problem else 200)


@require_safe
@spoken
def as_csv(request: HttpRequest, lang: Language) -> HttpResponse:
    columns = ("month", "category", "received")
    return csv_of(columns, _rows(), f"phan-anh-{lang.code}.csv")


@require_safe
@spoken
def as_json(request: HttpRequest, lang: Language) -> HttpResponse:
    return JsonResponse({"feedback": _rows()}, json_dumps_params={"ensure_ascii": False})


def _rows() -> list[dict[str, str]]:
    """Whole months of the last two years; a count below ten is "<10" (docs/rules/feedback.md)."""
    today = timezone.localdate()
    end = timezone.make_aware(datetime(today.year, today.month, 1))
    table = public.counted(end.replace(year=end.year - 2), end, "category")
    return [
        {"month": month, "category": category, "received": str(count) if count is not None else "<10"}
        for (month, category), count in table.cells.items() if count != 0
    ]  # fmt: skip


def _form(
    request: HttpRequest, lang: Language, *, problem: str = "", wrong: dict[str, str] | None = None,
    photos_lost: bool = False, status: int = 200,
) -> HttpResponse:  # fmt: skip
    told = request.POST if request.method == "POST" else request.GET
    return page(request, lang, "feedback/ask", {
        "problem": problem, "wrong": wrong or {}, "photos_lost": photos_lost, "trap": TRAP,
        "ticket": signing.dumps(secrets.token_hex(16), salt=SALT),
        "kinds": [(one.code, one.name(lang.code)) for one in kinds().values()],
        "categories": [(one.code, one.name(lang.code)) for one in categories().values()],
        "communes": communes(settings.NHIP_PROVINCE, timezone.localdate()),
        "kind": told.get("loai") or "question", "category": told.get("linh-vuc", ""), "place": told.get("xa", ""),
        "text": told.get("noi-dung", "")[: LONGEST + 500], "name": told.get("ten", "")[:254],
        "mail": told.get("thu", "")[:254], "phone": told.get("dien-thoai", "")[:40],
        "publish": "cong-khai" in told, "longest": LONGEST, "most_photos": MOST_PHOTOS,
        "months": kept("contact").months,
    }, status=status)  # fmt: skip


def _ticket(told: str) -> str | None:
    """The ticket of a form that this site gave out; None for any other and for one that stayed open too long."""
    try:
        return str(signing.loads(told, salt=SALT, max_age=HOLDS))
    except signing.BadSignature:
        return None


def _named(category: str, lang: Language) -> str:
    held = categories().get(category)
    return held.name(lang.code) if held else ""


def _said(issue: object, lang: Language) -> str:
    """A finding in the reader's language."""
    facts = dict(issue.facts)
    said = {
        "feedback.text_short": _("Please write at least %(least)s letters, so that the office understands."),
        "feedback.text_long": _("This is longer than %(most)s letters. Please shorten it."),
        "feedback.category_unknown": _("Please choose what it is about."),
        "feedback.kind_unknown": _("Please choose what you want."),
        "feedback.mail_wrong": _("The mail address is not right. Please look at it again."),
        "feedback.phone_wrong": _("The telephone number is not right. Please look at it again."),
        "feedback.place_unknown": _("Please choose a commune from the list."),
        "feedback.photos_many": _("At most %(most)s pictures can be sent."),
        "documents.secrecy_mark": _("The text bears a mark of state secrecy. It was not taken in and is kept nowhere."),
    }  # fmt: skip
    words = said.get(issue.code, _("A picture cannot be read. Please send JPEG or PNG, up to 30 MB together."))
    return words % facts if "%(" in words else words


def _standing(matter: Matter, lang: Language) -> dict[str, object]:
    given = answer_given(matter)
    unit = names(None, [matter.unit_id], timezone.localdate()).get(matter.unit_id, "") if matter.unit_id else ""
    states = {
        "received": _("Taken in, an office is being chosen"), "routed": _("With the office that answers"),
        "submitted": _("The answer is being looked over"), "answered": _("Answered"),
        "passed_on": _("Sent on to another body"), "set_aside": _("Not dealt with"), "closed": _("Closed"),
    }  # fmt: skip
    colour = {"answered": "ok", "passed_on": "ok", "closed": "plain", "set_aside": "plain"}.get(matter.state, "wait")
    public_one = public.published_by_number(matter.number or "")
    return {
        "matter": matter, "unit": unit, "state": states[matter.state], "colour": colour, "given": given,
        "category": _named(matter.category, lang), "late": matter.is_open and matter.due_at < timezone.now(),
        "published": public_one is not None,
    }  # fmt: skip
