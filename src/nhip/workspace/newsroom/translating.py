"""Translating beside the source: the page, what is saved from it segment by segment, and the files of a translation."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.newsroom.actions.translating import (
    Change,
    ask_machine,
    open_translation,
    save_segments,
    take_file,
)
from nhip.newsroom.aligning import CHANGED, DONE, EMPTY, MACHINE, Pair, Progress, difference, progress
from nhip.newsroom.exchange import xliff
from nhip.newsroom.exchange.parsing import MOST_BYTES
from nhip.newsroom.languages import Language, languages
from nhip.newsroom.marks import faults, pieces
from nhip.newsroom.memory import Match
from nhip.newsroom.models.stories import Story
from nhip.newsroom.models.translating import Translation
from nhip.newsroom.names import Name, checked
from nhip.newsroom.queries.names import names_now
from nhip.newsroom.queries.translating import (
    Beside,
    beside,
    exact_suggestions,
    library_words,
    sources_for,
    suggestions,
    translation_into,
    translation_of,
    translator,
    untouched,
)
from nhip.text.issues import Issue, sentence
from nhip.workspace.guarding import staff

LABELS = {
    "title": gettext_lazy("Headline"), "lead": gettext_lazy("Lead paragraph"), "sources": gettext_lazy("Sources"),
    "contact": gettext_lazy("Contact"), "machine_help": gettext_lazy("Machine help"),
    "search_description": gettext_lazy("Summary for search engines"), "words": gettext_lazy("Paragraph"),
    "alt": gettext_lazy("Description of a picture"), "caption": gettext_lazy("Caption"),
    "quote.words": gettext_lazy("Quotation"), "said_by": gettext_lazy("Who said it"),
    "heading": gettext_lazy("Heading"), "facts.words": gettext_lazy("Facts"),
}  # fmt: skip
STATES = {
    EMPTY: (gettext_lazy("not translated"), "wait"),
    MACHINE: (gettext_lazy("machine-made, unread"), "late"),
    CHANGED: (gettext_lazy("the source has changed"), "late"),
    DONE: (gettext_lazy("translated"), "ok"),
}


@dataclass(frozen=True, slots=True)
class At:
    """What an address names: a source, the language, and the story there, bound to the source or not."""

    source: Story
    language: Language
    story: Story | None
    bound: Translation | None


def _at(request: HttpRequest, pk: int, lang: str) -> At:
    stage = sources_for(request.user).filter(story=pk).first()
    if stage is None or lang not in languages():
        raise Http404
    own = translation_of(stage.story)
    source = own.source if own else stage.story
    if source.locale.language_code == lang:
        raise Http404
    story = translation_into(source, lang)
    return At(source, languages()[lang], story, translation_of(story) if story else None)


@staff("newsroom.read")
def translation(request: HttpRequest, pk: int, lang: str) -> HttpResponse:
    """Source left, translation right, each segment with its state, names and what was translated like it before."""
    at = _at(request, pk, lang)
    held = beside(at.bound) if at.bound else untouched(at.source)
    names = names_now()
    source = at.source.locale.language_code
    writes = may(request.user, "newsroom.translate", at.source.unit_id) and at.bound is not None
    empty = [pair.segment for pair in held.pairs if not pair.target]
    known = exact_suggestions(empty, source, lang) | library_words(held, lang) if writes else {}
    asked = request.GET.get("doan", "")
    near = {
        pair.segment.key: suggestions(pair.segment.text, source, lang)
        for pair in held.pairs if writes and pair.segment.key == asked
    }  # fmt: skip
    facts = {
        "at": at, "held": held, "progress": progress(held.pairs), "writes": writes,
        "rows": [_shown(pair, number, source, lang, names, known, near) for number, pair in enumerate(held.pairs, 1)],
        "may_open": at.story is None and may(request.user, "newsroom.translate", at.source.unit_id),
        "reads": may(request.user, "newsroom.read", at.source.unit_id),
        "machine": translator() if writes else None, "of": languages()[source],
    }  # fmt: skip
    return render(request, "workspace/newsroom/translation.html", facts)


def _shown(
    pair: Pair, number: int, source: str, target: str, names: tuple[Name, ...], known: dict[str, object],
    near: dict[str, list[Match]],
) -> dict[str, object]:  # fmt: skip
    unit = known.get(pair.segment.key)
    said, tint = STATES[pair.state]
    issues = _issues(pair, source, target, names)
    return {
        "pair": pair, "n": number, "label": _label(pair.segment.path), "pieces": list(pieces(pair.segment.text)),
        "marks": [_mark(kind, value) for kind, value in pieces(pair.segment.text) if kind != "words"],
        "difference": difference(pair.was, pair.segment.text) if pair.was else (), "said": said, "tint": tint,
        "issues": issues, "excusable": pair.excuse or any(one.code == "newsroom.name_missing" for one in issues),
        "near": near.get(pair.segment.key, [Match(unit, 100)] if unit and not pair.target else []),
        "asked": pair.segment.key in near,
        "lines": max(2, min(12, len(pair.segment.text) // 48 + 1)),
    }  # fmt: skip


def _label(path: str) -> object:
    parts = path.split(".")
    return LABELS.get(".".join(parts[-2:])) or LABELS.get(parts[-1], parts[-1])


def _mark(kind: str, number: str) -> str:
    return {"open": "{%s}", "close": "{/%s}", "alone": "{%s/}"}[kind] % number


def _issues(pair: Pair, source: str, target: str, names: tuple[Name, ...]) -> list[Issue]:
    """Marks and names of one segment, as the page says them; an excuse silences what may be excused."""
    if not pair.target:
        return []
    found = checked(pair.segment.text, source, pair.target, target, names, timezone.localdate())
    return faults(pair.segment.text, pair.target) + found


@staff("newsroom.translate")
@require_POST
def translation_check(request: HttpRequest, pk: int, lang: str) -> HttpResponse:
    """What stands against a segment as it is being typed, and what was translated like it before. Keeps nothing."""
    at = _at(request, pk, lang)
    if at.bound is None or not may(request.user, "newsroom.translate", at.source.unit_id):
        raise PermissionDenied
    pair = next((one for one in beside(at.bound).pairs if one.segment.key == request.POST.get("doan")), None)
    if pair is None:
        raise Http404
    source = at.source.locale.language_code
    typed = Pair(pair.segment, request.POST.get("ban-dich", ""), DONE)
    answer: dict[str, object] = {"issues": _said(_issues(typed, source, lang, names_now()))}
    if request.POST.get("goi-y"):
        answer["near"] = [
            {"percent": one.percent, "source": one.unit.source, "target": one.unit.target, "origin": one.unit.origin}
            for one in suggestions(pair.segment.text, source, lang)
        ]
    return JsonResponse(answer)


@staff("newsroom.translate")
@require_POST
def translation_do(request: HttpRequest, pk: int, lang: str, deed: str) -> HttpResponse:
    at, back = _at(request, pk, lang), reverse("workspace:translation", args=[pk, lang])
    try:
        if deed == "mo":
            open_translation(request.user, at.source, lang)
        elif at.story is None or at.bound is None:
            raise Http404
        elif deed == "luu":
            return _save(request, at, back)
        elif deed == "may":
            for issue in ask_machine(request.user, at.story):
                messages.warning(request, sentence(issue))
            messages.success(request, _("The machine has translated; read each segment and say that it is right."))
        elif deed == "tep":
            _take(request, at.story)
        else:
            raise Http404
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(back)


def _take(request: HttpRequest, story: Story) -> None:
    file = request.FILES.get("tep")
    if file is None:
        messages.error(request, _("Choose a file first."))
        return
    found = take_file(request.user, story, file.name or "", file.read(MOST_BYTES + 1))
    said = ngettext("%(count)s segment was taken.", "%(count)s segments were taken.", len(found.taken))
    messages.success(request, said % {"count": f"{len(found.taken):02d}"})
    for issue in found.refused[:20]:
        messages.warning(request, sentence(issue))


def _save(request: HttpRequest, at: At, back: str) -> HttpResponse:
    """Every segment of the form that was touched; the script sends one at a time and is answered in data."""
    assert at.story is not None
    changes = _typed(request)
    refused = save_segments(request.user, at.story, changes)
    if request.headers.get("Accept") != "application/json":
        for issue in refused.values():
            messages.error(request, sentence(issue))
        if not refused:
            messages.success(request, _("Saved."))
        return redirect(back)
    assert at.bound is not None
    held = beside(at.bound)
    return JsonResponse(_answer(held, at, changes, refused))


def _answer(held: Beside, at: At, changes: dict[str, Change], refused: dict[str, Issue]) -> dict[str, object]:
    source, names = at.source.locale.language_code, names_now()
    rows = {}
    for pair in held.pairs:
        key = pair.segment.key
        if key not in changes:
            continue
        said, tint = STATES[pair.state]
        issues = _issues(pair, source, at.language.code, names)
        rows[key] = {
            "edition": pair.edition, "state": pair.state, "said": str(said), "tint": tint, "issues": _said(issues),
            "excusable": any(one.code == "newsroom.name_missing" for one in issues),
        }  # fmt: skip
    counted: Progress = progress(held.pairs)
    return {
        "rows": rows, "refused": {key: sentence(issue) for key, issue in refused.items()},
        "done": counted.done, "whole": counted.whole, "at": f"{timezone.localtime():%H:%M}",
    }  # fmt: skip


def _typed(request: HttpRequest) -> dict[str, Change]:
    """What a form says of each segment; one that shows what it showed before is not a change."""
    told, changes = request.POST, {}
    for name in told:
        if not name.startswith("key-"):
            continue
        number = name.removeprefix("key-")
        text, read = told.get(f"text-{number}", "").replace("\r\n", "\n"), told.get("read") == number
        excuse = told.get(f"excuse-{number}")
        untouched_text = text == told.get(f"had-{number}", "").replace("\r\n", "\n")
        if untouched_text and not read and excuse == told.get(f"excused-{number}"):
            continue
        edition = told.get(f"edition-{number}", "")
        changes[told[name]] = Change(
            text, told.get(f"seen-{number}", ""), int(edition) if edition.isdigit() else None, read, excuse
        )
    return changes


def _said(issues: list[Issue]) -> list[dict[str, str]]:
    return [{"code": one.code.rpartition(".")[2], "said": sentence(one)} for one in issues]


@staff("newsroom.read")
def translation_file(request: HttpRequest, pk: int, lang: str) -> HttpResponse:
    """The segments as XLIFF 1.2 for a translator who works elsewhere."""
    at = _at(request, pk, lang)
    if at.bound is None or at.story is None:
        raise Http404
    data = xliff.write(at.story.pk, at.source.locale.language_code, lang, beside(at.bound).pairs)
    answer = HttpResponse(data, content_type="application/xliff+xml")
    answer.headers["Content-Disposition"] = f'attachment; filename="tin-{at.story.pk}-{lang}.xlf"'
    return answer
