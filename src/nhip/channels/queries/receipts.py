"""What proves that an activity went out, and what came of it by each platform's own count."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.conf import settings

from nhip.channels.addresses import language_path, story_path
from nhip.channels.carrying import ways
from nhip.channels.models.receipts import Receipt
from nhip.channels.models.releases import Delivery, PostingCount
from nhip.channels.queries.visits import views_of
from nhip.channels.register import definitions

if TYPE_CHECKING:
    from nhip.plans.models.activities import Activity

OPENED = "Lượt mở trang, bộ đếm của cổng không dùng cookie"
LETTERS = "Thư máy chủ đã nhận chuyển"
BROWSERS = "Trình duyệt đã nhận"


@dataclass(frozen=True, slots=True)
class Number:
    """A number as whoever counted it defines it. `on`: the day of the reading (None: up to now). `name`: ours
    (interactions, reach), empty where it is none of them."""

    text: str
    value: int
    on: date | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Receipted:
    """A receipt as people read it. `gone`: the posting stands there no more (taken down, or missing)."""

    way: str
    at: datetime
    url: str
    reference: str
    gone: bool
    numbers: tuple[Number, ...]


def receipts_of(activity: Activity) -> list[Receipted]:
    """The receipts of an activity, the first first. The same posting corrected in place is one receipt."""
    told: dict[str, Receipted] = {}
    for one in Receipt.objects.filter(activity=activity).order_by("at", "pk"):
        row = _told(one)
        same = f"portal {row.url}" if one.carrier == "portal" else str(one.pk)  # our page is corrected where it stands
        told[same] = replace(row, at=told[same].at) if same in told else row
    return list(told.values())


def _told(one: Receipt) -> Receipted:
    way = ways().get(one.carrier)
    held = Delivery.objects.filter(carrier=one.carrier, reference=one.reference).order_by("-pk")
    row = held.select_related("release__story__locale").first()
    gone = row is not None and (row.state in ("withdrawing", "withdrawn") or row.missing_at is not None)
    return Receipted(
        way.name if way is not None else one.carrier, one.at, _address(one, row), one.reference, gone,
        tuple(_numbers(one, row)),
    )  # fmt: skip


def _address(one: Receipt, row: Delivery | None) -> str:
    if row is not None and one.carrier == "portal":
        story = row.release.story
        return f"{settings.NHIP_PORTAL}{story_path(story.locale.language_code, story.pk)}"
    if row is not None and row.url:
        return row.url
    return one.reference if one.reference.startswith("https://") else ""


def _numbers(one: Receipt, row: Delivery | None) -> list[Number]:
    """The newest reading of each definition; two definitions are never one number."""
    if row is None:
        return []
    if one.carrier == "portal":
        story = row.release.story
        path = f"/{language_path(story.locale.language_code)}/tin/{story.slug}/"
        opened = views_of(path)
        return [Number(OPENED, opened)] if opened else []
    if one.carrier == "newsletter":
        return [Number(LETTERS, row.letters.filter(state="out").count())]
    if one.carrier == "push":
        return [Number(BROWSERS, row.notes.filter(state="out").count())]
    newest: dict[str, PostingCount] = {}
    counts = PostingCount.objects.filter(delivery__carrier=one.carrier, delivery__reference=one.reference)
    for count in counts.order_by("on", "pk"):
        newest[count.definition] = count
    return [_number(count) for count in newest.values()]


def _number(count: PostingCount) -> Number:
    held = definitions().get(count.definition)
    text, name = (held[1].text, held[1].name) if held is not None else (count.definition, "")
    return Number(text, int(count.value), count.on, name)
