"""Small words for the templates: icons, dates as people say them, Vietnamese numbers, issues as sentences."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from nhip.agencies.permits import roles
from nhip.text.issues import Issue, sentence
from nhip.workspace import journal_words, labels
from nhip.workspace.menu import Entry, Rooms, groups, posts, thumbs
from nhip.workspace.saying import ago, day_name, grouped

register = template.Library()
register.filter("deed_said", journal_words.deed_said)
register.filter("subject_said", journal_words.subject_said)
register.filter("ground_said", journal_words.ground_said)

_NOTES = {"success": ("ok", "check"), "warning": ("wait", "warning"), "error": ("late", "warning")}


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of our own sprite; without a label it is decoration and hidden from screen readers."""
    address = f"{static('icons.svg')}#{name}"
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}"><use href="{}"></use></svg>', label, address)
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}"></use></svg>', address)


@register.filter
def note_class(level: str) -> str:
    return _NOTES.get(level, ("", "info"))[0]


@register.filter
def note_icon(level: str) -> str:
    return _NOTES.get(level, ("", "info"))[1]


@register.filter
def day(value: date | datetime | str | None) -> str:
    """12/11/2026; an ISO string is read first; nothing stays nothing."""
    if not value:
        return ""
    if isinstance(value, str):
        parts = value.split("T")[0].split("-")
        return "/".join(reversed(parts)) if len(parts) in (2, 3) else value
    if isinstance(value, datetime):
        value = timezone.localtime(value) if timezone.is_aware(value) else value
    return value.strftime("%d/%m/%Y")


@register.filter
def long_day(value: date) -> str:
    return day_name(value)


@register.filter
def moment(value: datetime | None) -> str:
    """09:30, 12/11/2026."""
    if value is None:
        return ""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return local.strftime("%H:%M, %d/%m/%Y")


@register.filter
def since(value: datetime | None) -> str:
    """How long ago, in words; exact time stands in the title attribute beside it."""
    return "" if value is None else ago((timezone.now() - value).total_seconds())


@register.filter
def number(value: float | int | None) -> str:
    return "" if value is None else grouped(value)


@register.filter
def said(issue: Issue) -> str:
    return sentence(issue)


@register.filter
def percent(value: float | None) -> str:
    return "" if value is None else f"{round(value * 100)}%"


@register.simple_tag(takes_context=True)
def bar_groups(context: dict[str, object]) -> list[Rooms]:
    """The groups of the bar, worked out once for a page; none for a stranger."""
    request = context.get("request")
    if request is None or not request.user.is_authenticated:
        return []
    if not hasattr(request, "bar"):
        request.bar = groups(request)
    return request.bar


@register.simple_tag(takes_context=True)
def bar_thumbs(context: dict[str, object]) -> list[Entry]:
    """The entries of the phone's bottom bar; none for a stranger."""
    bar = bar_groups(context)
    return thumbs(bar, context["request"].user) if bar else []


@register.filter
def post(account: object) -> str:
    return posts(account)


@register.filter
def role_name(code: str) -> str:
    return next((role.name for role in roles() if role.code == code), code)


@register.filter
def word(code: str, table: str) -> object:
    """The word for a code; a code without a word shows itself, so that nothing is hidden."""
    found = getattr(labels, table.upper()).get(code, code)
    return found[0] if isinstance(found, tuple) else found


@register.filter
def tone(code: str, table: str) -> str:
    """The colour that goes with a code's word."""
    found = getattr(labels, table.upper()).get(code, ("", ""))
    return found[1] if isinstance(found, tuple) else ""


@register.filter
def trouble(document: object) -> str:
    """Why a document could not be read, as a sentence."""
    return sentence(Issue("file", document.trouble, document.trouble_facts)) if document.trouble else ""


@register.filter
def warning(found: dict[str, object]) -> str:
    """A warning kept with a reading, as a sentence."""
    return sentence(Issue("file", found["code"], found["facts"]))


@register.filter
def kind_label(value: object) -> object:
    """What kind of value it is; an error of the text by its own kind."""
    table = labels.FAULTS if value.group == "faults" else labels.KINDS
    return table.get(value.kind, labels.GROUPS.get(value.group, value.kind))


@register.filter
def chip(kind: str) -> str:
    return {"lead": "lead", "implement": "lead", "coordinate": "with", "guide": "with"}.get(kind, "")


@register.filter
def fact(says: str, name: str) -> object:
    """A fact of a value as people read it: dates by day, numbers grouped, codes by their words."""
    if name in ("date", "due", "deadline", "from", "to"):
        return day(says)
    if name == "value":
        return grouped(float(says))
    return labels.FACT_WORDS.get(says, says) if name in ("role", "outline_status") else says


@register.filter
def removable(value: object) -> bool:
    """Whether the whole value is an item that may be taken out."""
    return value.path.rpartition(".")[2].isdigit()


@register.filter
def is_long(holds: object) -> bool:
    return isinstance(holds, str) and len(holds) > 60


@register.filter
def plain(holds: object) -> str:
    """A field's value as typed back: numbers with a comma."""
    return "" if holds is None else grouped(holds) if isinstance(holds, float | int) else str(holds)


@register.filter
def relation(kind: str, side: str) -> object:
    """What one act does to another, said from either side: "by" the doer, "to" the one it is done to."""
    does, suffers = labels.RELATIONS.get(kind, (kind, kind))
    return does if side == "by" else suffers


@register.filter
def act_fact(says: str, name: str) -> str:
    """A fact of an act as people read it."""
    return day(says) if name in ("issued_on", "effective_from", "effective_to") else says


@register.filter
def correction_label(correction: object) -> object:
    """What a correction speaks of: a part of the head, a field, or a whole item by its list."""
    way = correction.path.split(".")
    if way[0] == "header" and way[1] in labels.KINDS:
        return labels.KINDS[way[1]]
    if way[-1].isdigit():
        return labels.KINDS_OF_LISTS.get(way[0], labels.GROUPS.get(way[0], way[0]))
    return labels.FIELDS.get(way[-1], way[-1])


@register.filter
def said_short(holds: object) -> object:
    """A corrected value in a line: an item by its words."""
    holds = holds.get("text") if isinstance(holds, dict) else holds
    return plain(holds) or labels.NOTHING
