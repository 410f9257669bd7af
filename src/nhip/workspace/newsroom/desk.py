"""A story of the newsroom: opened, read as the public would, moved and released."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nhip.agencies.models.units import Unit
from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.channels.actions import releases
from nhip.channels.actions.languages import correct_in, withdraw_in
from nhip.channels.addresses import language_path
from nhip.channels.carrying import ways
from nhip.channels.models.releases import Delivery, Release
from nhip.channels.queries.deliveries import would_go
from nhip.channels.queries.languages import Other, others_public
from nhip.channels.queries.previews import looks
from nhip.newsroom.actions import stories as deeds
from nhip.newsroom.actions.translating import open_translation
from nhip.newsroom.checklist import open_points
from nhip.newsroom.kinds import kinds
from nhip.newsroom.models.stages import Stage
from nhip.newsroom.queries.stories import authors, checklist, digest_of, draft_of, newest, sides, stages_for
from nhip.newsroom.states import SHOWN, allowed
from nhip.plans.queries.sides import home_units, names_of
from nhip.plans.queries.tasks import tasks_for
from nhip.text.issues import Issue
from nhip.workspace.guarding import staff
from nhip.workspace.newsroom.saying import LANGUAGES, MOVES_SAID, POINTS, SAID, WOULD_GO, shown
from nhip.workspace.newsroom.story_tools import tools_of
from nhip.workspace.plans.deeds import done, typed_day
from nhip.workspace.typed import refuse_here


def _stage(request: HttpRequest, pk: int) -> Stage:
    found = stages_for(request.user).filter(story=pk).first()
    if found is None:
        raise Http404
    return found


@staff("newsroom.read")
def story(request: HttpRequest, pk: int) -> HttpResponse:
    row = _stage(request, pk)
    revision, draft = newest(row.story), draft_of(row.story)
    author = request.user.pk in authors(row.story, row)
    points = checklist(row.story)
    releases_may = may(request.user, "channels.release", row.story.unit_id) and not author
    going = list(row.story.releases.prefetch_related("deliveries").select_related("by"))
    for one in going:
        one.shown = [(delivery, ways()[delivery.carrier].name) for delivery in one.deliveries.all()]
    releasing = releases_may and row.state == "approved"
    on = {one.way.code: one for one in looks(draft, row.story_id)} if releasing else {}
    deeds_now = allowed(row.state, sides(request.user, row.story), author=author)
    facts = {
        **shown(row, names_of(request.user, [row.story.unit_id])), "draft": draft, "author": author,
        "language_path": language_path(row.story.locale.language_code),
        "sha256": digest_of(revision) if revision else "", "points": [(point, POINTS[point.code]) for point in points],
        "still_open": len(open_points(points)), "going": going,
        "ways": [(way, on.get(way.code)) for way in ways().values() if not way.follows],
        "plain_deeds": [(verb, MOVES_SAID[verb]) for verb in deeds_now if verb != "return"],
        "returns": "return" in deeds_now,
        "may_write": may(request.user, "newsroom.write", row.story.unit_id),
        "may_record": may(request.user, "channels.record", row.story.unit_id),
        "may_release": releasing, "may_withdraw": releases_may and row.public in SHOWN,
        "moves": row.story.moves.select_related("by").order_by("-pk"), "said": MOVES_SAID,
        "translations": _translations(row), "untranslated": _untranslated(row),
        "others": _others(request, row, releases_may),
        "would_go": [(_called(one), WOULD_GO[how]) for one, how in (would_go(pk) if row.public in SHOWN else ())],
        **tools_of(request, row, draft, points),
    }  # fmt: skip
    return render(request, "workspace/newsroom/story.html", facts)


def _translations(row: Stage) -> list[tuple[object, object]]:
    others = row.story.get_translations().select_related("locale")
    return [(other, dict(LANGUAGES)[other.locale.language_code]) for other in others]


def _untranslated(row: Stage) -> list[tuple[str, object]]:
    held = {row.story.locale.language_code, *(other.locale.language_code for other, _label in _translations(row))}
    return [(code, label) for code, label in LANGUAGES if code not in held]


@staff("newsroom.write")
def story_new(request: HttpRequest) -> HttpResponse:
    """A story opened at one of the asker's agencies, then written in the editor."""
    mine = sorted(pk for pk in home_units(request.user) if may(request.user, "newsroom.write", pk))
    units = list(Unit.objects.filter(pk__in=mine).order_by("pk"))
    told = request.POST if request.method == "POST" else request.GET
    task = tasks_for(request.user).filter(pk=_number(told.get("nhiem-vu"))).first()
    if request.method == "POST":
        try:
            chosen = told.get("don-vi", "")
            unit = next((one for one in units if str(one.pk) == chosen), units[0] if units else None)
            if unit is None:
                raise Http404
            opened = deeds.open_story(
                request.user, unit, told.get("ten", ""), kind=told.get("the-loai", "story"),
                language=told.get("ngon-ngu", "vi"), task=task, planned_on=typed_day(request, "ngay"),
            )  # fmt: skip
            return redirect("wagtailadmin_pages:edit", opened.pk)
        except Refused as refused:
            refuse_here(request, refused)
    facts = {
        "units": units, "names": names_of(request.user, [unit.pk for unit in units]), "kinds": kinds().values(),
        "languages": LANGUAGES, "told": told, "task": task,
    }  # fmt: skip
    return render(request, "workspace/newsroom/new.html", facts)


@staff("newsroom.read")
@require_POST
def story_do(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    row, told = _stage(request, pk), request.POST

    def act() -> None:
        if deed in ("submit", "take_back", "approve", "return"):
            deeds.move(request.user, row.story, deed, told.get("ly-do", ""), sha256=told.get("ban") or None)
        elif deed == "plan":
            day = typed_day(request, "ngay")
            deeds.plan_day(request.user, row.story, day, _moment(told.get("cam-den", "")))
        elif deed == "translate":
            open_translation(request.user, row.story, told.get("ngon-ngu", ""))
        elif deed == "release":
            due = _moment(told.get("luc", ""))
            note, seen = told.get("ghi-chu", ""), told.get("ban") or None
            ready = {pk: (said, told.get(f"ban-{pk}", "")) for pk, said in _ticked(request, "cung-sua").items()}
            correct_in(
                request.user, row.story, told.getlist("kenh"), due, note, sha256=seen, ready=ready,
                down=_ticked(request, "cung-go"),
            )  # fmt: skip
        elif deed == "withdraw":
            withdraw_in(request.user, row.story, told.get("ly-do", ""), _ticked(request, "cung-go"))
        elif deed == "cancel":
            releases.cancel(request.user, _own(row, "releases", told.get("lenh")))
        elif deed in ("post", "down"):
            delivery = _own(row, "deliveries", told.get("kenh"))
            if deed == "post":
                releases.record_posting(request.user, delivery, told.get("duong-dan", ""))
            else:
                releases.confirm_taken_down(request.user, delivery, told.get("minh-chung", ""))
        else:
            raise Http404

    def said() -> str:
        return f"{SAID.get(deed, _('Saved.'))} {_went(row.story_id) if deed in ('release', 'withdraw') else ''}".strip()

    return done(request, act, said, reverse("workspace:story", args=[pk]))


def _called(delivery: Delivery) -> str:
    way = ways()[delivery.carrier].name
    return f"{way} ({delivery.outlet.name})" if delivery.outlet else way


def _went(story: int) -> str:
    """What the last release or withdrawal did, channel by channel."""
    last = Release.objects.filter(story=story, cancelled_at__isnull=True).order_by("-pk").first()
    rows = last.deliveries.exclude(carrier="websub").select_related("outlet").order_by("pk") if last else ()
    return "; ".join(f"{_called(one)}: {one.get_state_display()}" for one in rows)


def _others(request: HttpRequest, row: Stage, releases_may: bool) -> list[tuple[Other, object]]:
    """Its other public languages, where something of this one can be taken down or corrected now."""
    held = others_public(request.user, row.story) if releases_may and row.public in SHOWN else ()
    return [(one, dict(LANGUAGES)[one.story.locale.language_code]) for one in held]


def _ticked(request: HttpRequest, name: str) -> dict[int, str]:
    """The other languages that were ticked, each with what was typed for its readers."""
    return {_number(one): request.POST.get(f"loi-{one}", "") for one in request.POST.getlist(name)}


def _own(row: Stage, what: str, typed: str | None) -> int:
    """A release or delivery of this very story; another one's number is not found."""
    number = _number(typed)
    found = row.story.releases.filter(**{"pk" if what == "releases" else "deliveries__pk": number})
    if not found.exists():
        raise Http404
    return number


def _number(typed: str | None) -> int:
    return int(typed) if (typed or "").isdigit() else 0


def _moment(typed: str) -> datetime | None:
    """A browser's local date and time; nothing typed is None. Raises Refused for what no calendar holds."""
    try:
        return timezone.make_aware(datetime.fromisoformat(typed)) if typed.strip() else None
    except ValueError as error:
        raise Refused([Issue("at", "plans.day_unread", {"typed": typed[:30]})]) from error
