"""Writing an entry: opened by its name, then one form of facts and Vietnamese words; translations side by side."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from nhip.agencies.permits import may
from nhip.agencies.queries.units import resolve
from nhip.agencies.refusals import Refused
from nhip.agencies.resolving import Context
from nhip.places.actions import entries as deeds
from nhip.places.catalogue import LANGUAGES, Field, choices, kinds
from nhip.places.content import stale, words_digest
from nhip.places.models.entries import Entry
from nhip.places.models.makers import Maker
from nhip.places.queries.entries import content_of
from nhip.text.issues import Issue
from nhip.workspace.guarding import staff
from nhip.workspace.places.showing import TONGUES, found, own_units, rows_of, unit_chosen, value
from nhip.workspace.plans.deeds import bodies_here, home_of
from nhip.workspace.typed import refuse_here

LONG = frozenset({"body"})
COMMITTEE = "Ủy ban nhân dân "
ALSO_LONG = frozenset({"lead", "directions", "where", "terms", "goods", "source", "basis"})


@staff("places.write")
def entry_new(request: HttpRequest) -> HttpResponse:
    told = request.POST if request.method == "POST" else request.GET
    if request.method == "POST":
        try:
            made = deeds.open_entry(
                request.user, unit_chosen(request), told.get("loai", ""), told.get("ten", ""), code=told.get("ma", "")
            )
            return redirect("workspace:place-edit", made.pk)
        except Refused as refused:
            refuse_here(request, refused)
    facts = {"units": own_units(request), "kinds": kinds().values(), "told": told}
    return render(request, "workspace/places/new.html", facts)


@staff("places.write")
def entry_edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = found(request, pk)
    if not may(request.user, "places.write", row.unit_id):
        raise PermissionDenied("places.write")
    kind, content, told = kinds()[row.kind], content_of(row), None
    if request.method == "POST":
        told = request.POST
        try:
            facts = {one.key: _typed(request, row, one) for one in kind.plain}
            words = {"vi": {one.key: told.get(one.key, "") for one in kind.spoken}}
            deeds.save_entry(request.user, row, facts, words)
            messages.success(request, _("Saved."))
            return redirect("workspace:place", row.pk)
        except Refused as refused:
            refuse_here(request, refused)
    fields = [_shown(row, one, content, told) for one in kind.fields]
    bodies = bodies_here(request)
    communes = [name.removeprefix(COMMITTEE) for name in bodies if name.startswith(COMMITTEE)]
    facts = {**rows_of(request, [row])[0], "fields": fields, "bodies": bodies, "communes": communes}
    return render(request, "workspace/places/edit.html", facts)


def _typed(request: HttpRequest, row: Entry, field: Field) -> str:
    """A field as typed; agencies by name become their key. Raises Refused for a name that nobody bears."""
    told = request.POST.getlist(field.key)
    text = ", ".join(told) if field.type == "choices" else (told[0] if told else "")
    if field.type != "unit" or not text.strip():
        return text
    home = home_of(request)
    meant = resolve(request.user, text.strip(), timezone.localdate(), Context(home) if home else None)
    if meant.only is None:
        raise Refused([Issue(field.key, "places.unit_unknown", {"name": text[:80]})])
    return meant.only.unit.removesuffix("/uy-ban-nhan-dan") if field.key == "commune" else meant.only.unit


def _shown(row: Entry, field: Field, content: dict[str, Any], told: Any) -> dict[str, Any]:
    held = content["words"].get("vi", {}) if field.spoken else content["facts"]
    text = held.get(field.key, "")
    if told is not None:
        text = ", ".join(told.getlist(field.key)) if field.type == "choices" else told.get(field.key, "")
    elif field.type in ("number", "unit"):
        text = value(field, text)
    options: list[tuple[str, str]] = []
    if field.type in ("choice", "choices"):
        options = [(code, names["vi"]) for code, names in choices(field.choices).items()]
    if field.type == "maker":
        options = [(str(one.pk), str(one)) for one in Maker.objects.filter(unit=row.unit_id, ended_at=None)]
    rows = 12 if field.key in LONG else 3 if field.key in ALSO_LONG else 1
    ticked = [one.strip() for one in text.split(",")] if field.type == "choices" else []
    return {"field": field, "text": text, "options": options, "ticked": ticked, "rows": rows}


@staff("places.translate")
def entry_translate(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    row = found(request, pk)
    if language not in LANGUAGES[1:]:
        raise Http404
    if not may(request.user, "places.translate", row.unit_id):
        raise PermissionDenied("places.translate")
    kind, content, told = kinds()[row.kind], content_of(row), None
    if request.method == "POST":
        told = request.POST
        try:
            words = {one.key: told.get(one.key, "") for one in kind.spoken}
            deeds.translate_entry(request.user, row, language, words, told.get("ban"))
            messages.success(request, _("The translation is saved."))
            return redirect("workspace:place", row.pk)
        except Refused as refused:
            refuse_here(request, refused)
    held = content["words"].get(language, {})
    pairs = [
        (one, content["words"]["vi"].get(one.key, ""), told.get(one.key, "") if told else held.get(one.key, ""),
         12 if one.key in LONG else 4 if one.key in ALSO_LONG else 2)
        for one in kind.spoken
    ]  # fmt: skip
    facts = {
        **rows_of(request, [row])[0], "pairs": [one for one in pairs if one[1] or one[2]], "language": language,
        "tongue": TONGUES[language], "stale": language in stale(content), "made_of": words_digest(content),
    }  # fmt: skip
    return render(request, "workspace/places/translate.html", facts)
