"""The calendar of events: to come, past, by month, one by one, and as a calendar file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from nhip.agencies.queries.units import names
from nhip.channels.models.showings import PublicEvent
from nhip.channels.queries.showings import events_between, known_event, past_events, public_events
from nhip.portal import described, months
from nhip.portal.languages import LANGUAGES, Language, spoken
from nhip.portal.pages import page
from nhip.portal.province import province
from nhip.text.languages import SOURCE

ON_A_PAGE = 30
MOST = 200
"""Events in a calendar file."""
AN_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Told:
    """An event in one language. `until`: its last day when it is not the first."""

    row: PublicEvent
    title: str
    text: str
    unit: str
    place: str
    called_off: bool
    until: date | None = None


@require_safe
@spoken
def events(request: HttpRequest, lang: Language) -> HttpResponse:
    """`xem=da-qua`: those that took place; `thang=2026-12`: those of a month."""
    if "thang" in request.GET:
        return _month(request, lang, request.GET["thang"])
    past, now = request.GET.get("xem") == "da-qua", timezone.now()
    rows = past_events(now, lang.locale) if past else public_events(now, lang.locale)
    sheet = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("trang"))
    return page(request, lang, "events", {
        "rows": told(list(sheet.object_list), lang), "sheet": sheet, "past": past,
        "present": months.month_of(timezone.localdate(now)),
    })  # fmt: skip


def _month(request: HttpRequest, lang: Language, asked: str) -> HttpResponse:
    """A month as a table of weeks and as a list; the present one in place of one that nobody can mean."""
    now, zone = timezone.now(), timezone.get_current_timezone()
    today = timezone.localdate(now)
    present, known = months.month_of(today), months.read(asked, today)
    month = known or present
    every = list(events_between(*month.bounds(zone), now, SOURCE)[:MOST])
    rows = told([row for row in every if _says(row, lang.locale)], lang)
    before, behind = months.beside(month, today)
    ways = {code: f"{reverse('portal:events', args=[code])}?thang={month}" for code in LANGUAGES}
    return page(request, lang, "events_month", {
        "rows": rows, "month": month, "present": present, "refused": known is None,
        "weeks": months.weeks(month, [(one.row, one) for one in rows], today, zone),
        "names": list(zip(lang.week, lang.week_short, strict=True)), "before": before, "behind": behind,
        "told_in": {code for code, locale in CODES.items() if any(_says(row, locale) for row in every)},
        "languages": ways, "here": request.build_absolute_uri(ways[lang.code]),
    })  # fmt: skip


@require_safe
@spoken
def event(request: HttpRequest, lang: Language, number: int) -> HttpResponse:
    held = known_event(number, lang.locale)
    if held is None:
        raise Http404
    (one,) = told([held], lang)
    ways = {
        code: reverse("portal:event", args=[code, held.pk]) for code, locale in CODES.items() if locale in held.texts
    }
    return page(
        request, lang, "event", {"one": one, "languages": ways, "described": described.event(request, lang, one)}
    )


@require_safe
@spoken
def calendar(request: HttpRequest, lang: Language) -> HttpResponse:
    """What is to come as iCalendar, to follow from any calendar program."""
    made = Calendar()
    made.add("prodid", "-//Nhip//Events//VI")
    made.add("version", "2.0")
    made.add("name", province(lang).title)
    for one in told(list(public_events(timezone.now(), lang.locale)[:MOST]), lang):
        made.add_component(_entry(request, lang, one))
    answer = HttpResponse(made.to_ical(), content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = "inline; filename=su-kien.ics"
    return answer


CODES = {one.code: one.locale for one in LANGUAGES.values()}


def told(rows: list[PublicEvent], lang: Language) -> list[Told]:
    """Events in a language; the names of agencies and places are asked for at once."""
    asked = sorted({pk for row in rows for pk in (row.unit_id, row.place_id) if pk})
    called = names(None, asked, timezone.localdate()) if asked else {}
    return [
        Told(
            row, row.texts[lang.locale]["title"], row.texts[lang.locale].get("text", ""), called.get(row.unit_id, ""),
            called.get(row.place_id, ""), row.state == "ended", _until(row),
        )
        for row in rows
    ]  # fmt: skip


def _says(row: PublicEvent, locale: str) -> bool:
    return bool(row.texts.get(locale, {}).get("title"))


def _until(row: PublicEvent) -> date | None:
    first, last = months.days_of(row, timezone.get_current_timezone())
    return last if last != first else None


def _entry(request: HttpRequest, lang: Language, one: Told) -> Event:
    entry = Event()
    entry.add("uid", f"su-kien-{one.row.pk}-{lang.code}@{request.get_host()}")
    entry.add("dtstamp", one.row.ended_at or one.row.shown_at)
    entry.add("dtstart", _utc(one.row.begins_at))
    entry.add("dtend", _utc(one.row.ends_at or one.row.begins_at + AN_HOUR))
    entry.add("summary", one.title)
    entry.add("location", one.row.venue)
    entry.add("description", one.text)
    entry.add("url", request.build_absolute_uri(reverse("portal:event", args=[lang, one.row.pk])))
    entry.add("status", "CANCELLED" if one.called_off else "CONFIRMED")
    return entry


def _utc(at: datetime) -> datetime:
    return at.astimezone(timezone.get_fixed_timezone(0))
