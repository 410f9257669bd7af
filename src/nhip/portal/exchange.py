"""Stories in full for other portals, first of all the national one (Vietnam.vn): ninjs 2.4 (IPTC) and RSS 2.0.

No format of intake is published by Vietnam.vn; these two are open standards that it, or anybody, can read. A fetch
with the token of the settings leaves a receipt that the text was fetched, never that it was published.
"""

from __future__ import annotations

from html import escape
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.feedgenerator import Rss201rev2Feed
from django.views.decorators.http import require_safe

from nhip.channels.actions.exchange import note_fetch
from nhip.channels.carriers.carrier import Message
from nhip.channels.queries.exchange import Offered, offered
from nhip.channels.queries.messages import message_of
from nhip.portal.feeds import entry_id
from nhip.portal.languages import Language, spoken
from nhip.portal.province import province

MOST = 50
CONTENT = "http://purl.org/rss/1.0/modules/content/"


class FullFeed(Rss201rev2Feed):
    """RSS 2.0 with the whole text (`content:encoded`)."""

    def root_attributes(self) -> dict[str, str]:
        return {**super().root_attributes(), "xmlns:content": CONTENT}

    def add_item_elements(self, handler: Any, item: Any) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["whole"])


@require_safe
@spoken
def ninjs(request: HttpRequest, lang: Language) -> HttpResponse:
    rows = _fetched(request, lang)
    answer = {"items": [_item(one, lang) for one in rows]}
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False})


@require_safe
@spoken
def rss(request: HttpRequest, lang: Language) -> HttpResponse:
    """The same in RSS; a withdrawn story stays with its title and the reason, so that readers of it learn of that."""
    here = request.build_absolute_uri(reverse("portal:exchange_rss", args=[lang]))
    feed = FullFeed(province(lang).title, request.build_absolute_uri("/"), "", language=lang.tag, feed_url=here)
    for one in _fetched(request, lang):
        row, message = one.delivery.release, message_of(one.delivery)
        whole = "" if one.withdrawn else _html(message)
        feed.add_item(
            message.title, message.address, row.reason if one.withdrawn else message.lead, unique_id_is_permalink=False,
            unique_id=entry_id(row.story), pubdate=row.due_at, author_name=message.office, whole=whole,
        )  # fmt: skip
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _fetched(request: HttpRequest, lang: Language) -> list[Offered]:
    rows, token = offered(lang.locale, MOST), settings.NHIP_EXCHANGE_TOKEN
    said = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    if token and constant_time_compare(said, token):
        note_fetch([one.delivery for one in rows if not one.withdrawn])
    return rows


def _item(one: Offered, lang: Language) -> dict[str, Any]:
    row = one.delivery.release
    message, stage = message_of(one.delivery), row.story.stage
    said = timezone.localtime(one.approved_at).strftime("%H:%M %d/%m/%Y") if one.approved_at else ""
    held: dict[str, Any] = {
        "uri": entry_id(row.story), "type": "text", "standard": {"name": "ninjs", "version": "2.4"},
        "language": lang.tag, "version": str(row.pk), "versioncreated": row.due_at.isoformat(),
        "firstcreated": stage.first_public_at.isoformat() if stage.first_public_at else row.due_at.isoformat(),
        "pubstatus": "canceled" if one.withdrawn else "usable", "copyrightholder": message.office,
        "infosources": [{"name": message.office, "rel": "owner"}, {"name": message.contact, "rel": "contact"}],
        "headlines": [{"role": "main", "value": message.title}],
        "altids": [{"role": "address", "value": message.address}],
    }  # fmt: skip
    if one.withdrawn:
        return held | {"ednote": f"Đã gỡ: {row.reason}"}
    notes = [f"Đính chính: {message.note}"] if message.note else []
    notes += [f"Duyệt lúc {said} tại {message.office}."] if said else []
    notes += [message.machine_help] if message.machine_help else []
    held |= {
        "by": row.story.byline, "ednote": "\n".join(notes),
        "descriptions": [{"role": "summary", "value": message.lead}],
        "bodies": [
            {"role": "main", "contenttype": "text/plain", "value": "\n\n".join(message.plain)},
            {"role": "richtext", "contenttype": "application/xhtml+xml", "value": _html(message)},
        ],
    }  # fmt: skip
    if message.picture:
        shown = {"href": message.picture, "contenttype": "image/jpeg", "width": message.width, "height": message.height}
        held["associations"] = [
            {"name": "main", "type": "picture", "uri": message.picture, "renditions": [{"name": "main", **shown}],
             "descriptions": [{"role": "alt", "value": message.alt}]}
        ]  # fmt: skip
    return held


def _html(message: Message) -> str:
    """Paragraphs, and who speaks at the end. Nothing of it comes unescaped."""
    lines = [*message.plain, f"{message.office}. {message.contact}"]
    return "".join(f"<p>{escape(one)}</p>" for one in lines if one.strip())
