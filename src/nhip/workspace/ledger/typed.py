"""What was typed into the form of an entry, as the actions take it. Names of fields are those of the template."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID, uuid4

from django.http import HttpRequest
from django.utils import timezone

from nhip.agencies.refusals import Refused
from nhip.plans.entries import Entry, Given, check
from nhip.plans.kinds import Kind
from nhip.plans.models.tasks import Task
from nhip.plans.models.topics import Topic
from nhip.plans.queries.kinds import catalogue
from nhip.plans.queries.tasks import task_for
from nhip.text.issues import Issue

PLACES = {
    "title": "noi-dung", "on": "ngay", "quantity": "so-luong", "qualifier": "muc-do", "kind": "loai",
    "link": "duong-dan",
    "language": "ngon-ngu", "photo": "anh", "file": "tep", "ends_at": "gio-den",
}  # fmt: skip
"""Where an issue's field stands in the form."""


@dataclass(frozen=True, slots=True)
class Typed:
    """One entry ready to be logged."""

    entry: UUID
    kind: Kind
    said: Entry
    planned: bool
    task: Task | None
    topics: tuple[Topic, ...]
    links: tuple[str, ...]
    more: dict[str, object]


def typed_kind(request: HttpRequest) -> Kind:
    """The kind chosen. Raises Refused for one that is not in force."""
    code = request.POST.get("loai", "")
    kind = catalogue(request.user).kinds.get(code)
    if kind is None:
        raise Refused([Issue("kind", "plans.entry_kind", {"kind": code[:40]})])
    return kind


def typed_entry(request: HttpRequest) -> Typed:
    """Everything typed, checked. Raises Refused with every issue."""
    post, kind = request.POST, typed_kind(request)
    planned = post.get("du-kien") == "1"
    given = given_of(request, kind)
    said, issues = check(kind, given, timezone.localdate(), planned=planned)
    if issues or said is None:
        raise Refused(issues)
    task = post.get("nhiem-vu", "")
    return Typed(
        entry=_uuid(post.get("phieu", "")), kind=kind, said=said, planned=planned,
        task=task_for(request.user, int(task)) if task.isdigit() else None,
        links=tuple(line.strip() for line in post.get("duong-dan", "").split() if line.strip()),
        topics=_topics(post.get("chu-de", "")), more=more_of(request) | hours_of(request, said.on),
    )  # fmt: skip


def given_of(request: HttpRequest, kind: Kind) -> Given:
    post = request.POST
    return Given(
        title=post.get("noi-dung", ""), on=post.get("ngay", ""), quantity=post.get("so-luong", ""),
        qualifier=post.get("muc-do", ""), estimate=post.get("uoc") == "1",
        fields={one.key: post.get(f"f-{kind.code}-{one.key}", "") for one in kind.fields},
    )  # fmt: skip


def more_of(request: HttpRequest) -> dict[str, object]:
    """The columns that are words only."""
    names = (("language", "ngon-ngu", 20), ("audience", "doi-tuong", 200), ("channel", "kenh", 200),
             ("place", "dia-diem", 300))  # fmt: skip
    return {column: request.POST.get(name, "").strip()[:most] for column, name, most in names}


def hours_of(request: HttpRequest, on: date) -> dict[str, object]:
    """Hours of the day, for the calendar and its clashes; who speaks, and until when nothing may go out."""
    post = request.POST
    return {
        "begins_at": _hour(post.get("gio-tu", ""), on, "gio-tu"),
        "ends_at": _hour(post.get("gio-den", ""), on, "gio-den"),
        "spokesperson": post.get("phat-ngon", "").strip()[:200],
        "embargo_until": _moment(post.get("cam-den", ""), "cam-den"),
    }  # fmt: skip


def _hour(text: str, on: date, place: str) -> datetime | None:
    if not text.strip():
        return None
    try:
        return timezone.make_aware(datetime.combine(on, time.fromisoformat(text.strip())))
    except ValueError as error:
        raise Refused([Issue(place, "plans.entry_hour", {"text": text[:20]})]) from error


def _moment(text: str, place: str) -> datetime | None:
    if not text.strip():
        return None
    try:
        return timezone.make_aware(datetime.fromisoformat(text.strip()).replace(tzinfo=None))
    except ValueError as error:
        raise Refused([Issue(place, "plans.entry_hour", {"text": text[:20]})]) from error


def _topics(text: str) -> tuple[Topic, ...]:
    return tuple(Topic.objects.filter(pk=int(text), retired=False)) if text.isdigit() else ()


def place_of(kind: Kind | None, field: str) -> str:
    """The form's name for an issue's field."""
    if field in PLACES:
        return PLACES[field]
    return f"f-{kind.code}-{field}" if kind and kind.field_of(field) else field


def _uuid(text: str) -> UUID:
    """The sender's id; a form that has none (no scripts, very old page) gets a fresh one."""
    try:
        return UUID(text)
    except ValueError:
        return uuid4()
