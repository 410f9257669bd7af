"""The history of an activity in words: which field, what stood, what stands."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhip.plans.entries import shown
from nhip.plans.kinds import Kind
from nhip.plans.models.activities import Activity, Amendment
from nhip.text.numbers import write_number

NAMES = {
    "title": _("Content"),
    "on": _("Day"),
    "quantity": _("Quantity"),
    "qualifier": _("How exact"),
    "place": _("Where it was"),
    "estimate": _("Estimate"),
    "language": _("Language"),
    "audience": _("Audience"),
    "channel": _("Channel"),
    "state": _("State"),
    "begins_at": _("From hour"),
    "ends_at": _("To hour"),
    "spokesperson": _("Who speaks"),
    "embargo_until": _("Nothing goes out before"),
    "values": _("Other figures"),
}


def changes_of(one: Activity, kind: Kind | None) -> list[tuple[Amendment, list[tuple[str, str, str]]]]:
    """Each amendment with its fields: name, before, after."""
    return [
        (row, [(str(NAMES.get(name, name)), _said(name, row.before[name], kind), _said(name, row.after[name], kind))
               for name in row.after])
        for row in one.amendments.select_related("by").order_by("-version")
    ]  # fmt: skip


def _said(name: str, value: object, kind: Kind | None) -> str:
    if name == "quantity":
        return write_number(Decimal(str(value)).normalize() if value else Decimal(0))
    if name == "values" and isinstance(value, dict):
        return "; ".join(f"{label}: {text}" for label, text in shown(kind, value)) if kind else ""
    if name == "on":
        return f"{date.fromisoformat(str(value)):%d/%m/%Y}"
    if name in ("begins_at", "ends_at", "embargo_until") and value:
        return f"{timezone.localtime(datetime.fromisoformat(str(value))):%H:%M %d/%m/%Y}"
    if name == "state":
        return dict(Activity.State.choices).get(str(value), str(value))
    if isinstance(value, bool):
        return "có" if value else "không"
    return str(value or "trống")
