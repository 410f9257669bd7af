"""Official channels for anybody: the list, one channel with its code to scan, and the check of an address."""

from __future__ import annotations

import io
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources

import qrcode
import qrcode.image.svg
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from nhip.agencies.queries.units import names
from nhip.channels.models.outlets import Outlet, OutletTurn
from nhip.channels.queries import genuine
from nhip.channels.queries.outlets import public_list, series
from nhip.channels.register import FOLLOWERS, SUBSCRIBERS, Count, platforms, thinned
from nhip.portal.languages import Language, spoken
from nhip.portal.pages import page

LONGEST = 500
MOST_PARTS, MOST_DAYS, FEW = 4, 12, 10
PEOPLE = {FOLLOWERS: gettext_lazy("Followers"), SUBSCRIBERS: gettext_lazy("Confirmed subscribers")}
WHY = {"definition": gettext_lazy("counted differently"), "fate": gettext_lazy("decided at a merger")}
FATES = {
    "kept": gettext_lazy("Kept, with another agency"), "renamed": gettext_lazy("It was renamed"),
    "merged": gettext_lazy("It joined another channel"), "redirected": gettext_lazy("It leads to another channel"),
    "closed": gettext_lazy("It was closed"),
}  # fmt: skip


@require_safe
@spoken
def channels(request: HttpRequest, lang: Language) -> HttpResponse:
    """Every verified channel, then those that ended not long ago."""
    today = timezone.localdate()
    rows, gone = list(public_list(today)), list(genuine.ended_lately(today))
    called = names(None, sorted({one.unit_id for one in (*rows, *gone)}), today) if rows or gone else {}
    return page(request, lang, "channels", {
        "rows": [(one, _link(one), platform(one, lang), called.get(one.unit_id, "")) for one in rows],
        "gone": [(one, platform(one, lang), genuine.now_of(one, today)) for one in gone], "asked": "",
    })  # fmt: skip


@require_safe
@spoken
def channel(request: HttpRequest, lang: Language, number: int) -> HttpResponse:
    """One channel: whose it is, when that was confirmed, what became of it, and a code that leads here.

    The address stands on boards and leaflets: of a channel whose place another one took it leads on for good (301), of
    one that was closed it stays and says so (410).
    """
    today = timezone.localdate()
    row = genuine.shown(today).filter(pk=number).first()
    if row is None:
        raise Http404
    ended = row.ended_on is not None and row.ended_on <= today
    now = genuine.now_of(row, today)
    if ended and now is not None:
        onward = reverse("portal:channel", args=[lang, now.pk])
        return redirect(f"{onward}#kenh-{row.pk}", permanent=True)
    here = request.build_absolute_uri(reverse("portal:channel", args=[lang, row.pk]))
    turns = [(one, _fate(one)) for one in genuine.turns_shown(row) if one.on <= today]
    return page(request, lang, "channel", {
        "row": row, "link": "" if ended else _link(row), "platform": platform(row, lang), "ended": ended,
        "unit": names(None, [row.unit_id], today).get(row.unit_id, ""), "turns": turns,
        "code": None if ended else _code(here), "word": turns[-1][1] if turns else "",
        "came": [(one, _fate(one)) for one in genuine.became(row, today)], "series": _followers(row),
        "people": PEOPLE[_stock(row)],
    }, status=410 if ended else 200)  # fmt: skip


@require_safe
@spoken
def check(request: HttpRequest, lang: Language) -> HttpResponse:
    """Somebody pastes an address and learns whether it is ours."""
    asked, today = request.GET.get("dia-chi", "").strip()[:LONGEST], timezone.localdate()
    found = genuine.checked(asked, today) if asked else None
    unit = ""
    if found is not None and found.outlet is not None:
        unit = names(None, [found.outlet.unit_id], today).get(found.outlet.unit_id, "")
    return page(request, lang, "channel_check", {
        "asked": asked, "found": found, "unit": unit,
        "platform": platform(found.outlet, lang) if found is not None and found.outlet is not None else "",
        "now_link": _link(found.now) if found is not None and found.now is not None else "",
    })  # fmt: skip


def _followers(row: Outlet) -> list[tuple[str, str, Sequence[Count]]]:
    """Who follows it, in parts that may each be read as one series: how it was counted, why a part begins, its days."""
    name, found = _stock(row), []
    for part in thinned(series(row, name))[-MOST_PARTS:]:
        # a count of our own between 1 and 9 is never told (docs/rules/channels.md, visits)
        told = [one for one in part.counts if name == FOLLOWERS or not 0 < one.value < FEW]
        if told:
            found.append((_counted(row, part.definition), str(WHY.get(part.why, "")), told[-MOST_DAYS:]))
    return found


def _stock(row: Outlet) -> str:
    held = platforms().get(row.platform)
    return held.stock if held is not None else FOLLOWERS


def _counted(row: Outlet, definition: str) -> str:
    held = platforms().get(row.platform)
    return next((one.text for one in held.measures if one.code == definition), "") if held is not None else ""


def _fate(turn: OutletTurn) -> str:
    if turn.fate == "kept" and turn.was_unit_id == turn.now_unit_id:
        return str(_("Kept"))
    return str(FATES.get(turn.fate, turn.fate))


def platform(row: Outlet, lang: Language) -> str:
    """What the kind of a channel is called in a language."""
    held = platforms().get(row.platform)
    return _called().get(row.platform, {}).get(lang.code) or (held.name if held is not None else row.platform)


@cache
def _called() -> dict[str, dict[str, str]]:
    return tomllib.loads(resources.files("nhip.portal").joinpath("data", "platforms.toml").read_text("utf-8"))


def _link(row: Outlet) -> str:
    """Where the channel can be opened; stations and boards have a place instead."""
    return row.address if row.address.startswith(("https://", "http://")) else ""


def _code(address: str) -> SafeString:
    """The address as a code for phones, drawn into the page."""
    out = io.BytesIO()
    qrcode.make(address, image_factory=qrcode.image.svg.SvgPathImage, border=2).save(out)
    text = out.getvalue().decode("utf-8")
    return mark_safe(text[text.index("<svg") :])  # noqa: S308 - drawn by the library from our own address
