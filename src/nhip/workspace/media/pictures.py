"""The library of pictures: whose they are, how long they may be used, what they say in each language."""

from __future__ import annotations

from datetime import timedelta

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from nhip.agencies.models.units import Unit
from nhip.agencies.permits import may
from nhip.media.actions.rights import describe_picture, withdraw_right
from nhip.media.models.pictures import Picture
from nhip.media.queries.rights import pictures_for
from nhip.media.rights import WHY
from nhip.newsroom.models.public import PublicPicture
from nhip.newsroom.states import SHOWN
from nhip.plans.queries.sides import home_units, names_of
from nhip.workspace.guarding import staff
from nhip.workspace.media.attaching import ATTACHING, act_on_consent, consents_on
from nhip.workspace.newsroom.saying import LANGUAGES
from nhip.workspace.plans.deeds import done, typed_day

SOON = timedelta(days=30)
PER_PAGE = 24
VIEWS = (
    ("tat-ca", gettext_lazy("All")),
    ("sap-het", gettext_lazy("Right ends soon")),
    ("dung", gettext_lazy("May not be shown")),
    ("thieu", gettext_lazy("Right not said")),
)
SAID = {
    "describe": gettext_lazy("Saved."),
    "withdraw": gettext_lazy("Recorded; the picture is shown nowhere from now on."),
    **ATTACHING,
}


@staff("newsroom.read")
def pictures(request: HttpRequest) -> HttpResponse:
    view, words = request.GET.get("xem", "tat-ca"), request.GET.get("tim", "").strip()
    rows, today = pictures_for(request.user), timezone.localdate()
    chosen = {
        "sap-het": rows.filter(rights_until__gte=today, rights_until__lte=today + SOON),
        "dung": rows.exclude(stopped=""),
        "thieu": rows.filter(Q(licence="") | Q(rights_holder="")),
    }.get(view, rows)
    if words:
        chosen = chosen.filter(Q(title__icontains=words) | Q(caption__icontains=words) | Q(credit__icontains=words))
    sheet = Paginator(chosen.prefetch_related("renditions"), PER_PAGE).get_page(request.GET.get("trang"))
    facts = {
        "sheet": sheet, "rows": [(row, WHY.get(row.stopped, "")) for row in sheet], "views": VIEWS, "view": view,
        "words": words, "may_write": may(request.user, "newsroom.write"),
        "may_consent": may(request.user, "media.consent"),
    }  # fmt: skip
    return render(request, "workspace/media/pictures.html", facts)


@staff("newsroom.read")
def picture(request: HttpRequest, pk: int) -> HttpResponse:
    row = _one(request, pk)
    said = {one.language: one for one in row.words.all()}
    stands = PublicPicture.objects.filter(picture=row).select_related("story__stage")
    facts = {
        "row": row, "why": WHY.get(row.stopped, ""), "unit": names_of(request.user, [row.unit_id]).get(row.unit_id, "")
        if row.unit_id else "", "licences": Picture.Licence.choices,
        "tongues": [(code, label, row.description if code == "vi" else getattr(said.get(code), "description", ""),
                     row.caption if code == "vi" else getattr(said.get(code), "caption", ""))
                    for code, label in LANGUAGES],
        "stories": [one.story for one in stands if one.story.stage.public in SHOWN],
        **consents_on(request, row, "picture"), "deeds": "workspace:picture-do",
        "may_write": may(request.user, "newsroom.write", row.unit_id) and row.withdrawn_on is None,
    }  # fmt: skip
    return render(request, "workspace/media/picture.html", facts)


@staff("newsroom.write")
@require_POST
def picture_do(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    row, told = _one(request, pk), request.POST
    if deed not in SAID:
        raise Http404

    def act() -> None:
        if deed == "describe":
            rights = {
                "title": told.get("ten", row.title)[:255] or row.title, "credit": told.get("tac-gia", "")[:200],
                "licence": told.get("quyen", "") if told.get("quyen", "") in Picture.Licence.values else "",
                "licence_note": told.get("can-cu", "")[:300], "rights_holder": told.get("chu-quyen", "")[:200],
                "rights_until": typed_day(request, "den-ngay"), "shows_children": "tre-em" in told,
                "machine_made": "may" in told,
            }  # fmt: skip
            words = {code: (told.get(f"mo-ta-{code}", ""), told.get(f"chu-thich-{code}", "")) for code, _ in LANGUAGES}
            home = sorted(pk for pk in home_units(request.user) if may(request.user, "newsroom.write", pk))
            unit = Unit.objects.filter(pk__in=home).order_by("pk").first()
            describe_picture(request.user, row, rights, words, unit)
        elif deed == "withdraw":
            withdraw_right(request.user, row, told.get("ly-do", ""))
        else:
            act_on_consent(request, row, deed)

    return done(request, act, str(SAID[deed]), reverse("workspace:picture", args=[pk]))


def _one(request: HttpRequest, pk: int) -> Picture:
    return get_object_or_404(pictures_for(request.user), pk=pk)
