"""The forward calendar: what is planned to go out and what falls due, for whoever asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Q

from nhip.agencies.permits import reach_of
from nhip.law.quiet_days import QuietDays, packaged
from nhip.plans.calendar import Item
from nhip.plans.clashes import Clash, clashes
from nhip.plans.feeds import hash_of
from nhip.plans.models.activities import Activity
from nhip.plans.models.calendar import FeedKey, QuietDay
from nhip.plans.models.tasks import Task
from nhip.plans.queries.sides import home_units, names_of, seen_tasks
from nhip.plans.states import OPEN
from nhip.text.normalise import fold

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a calendar is narrowed to. `mine`: only the asker's own units. `tasks`: last days of tasks too."""

    unit: int | None = None
    channel: str = ""
    audience: str = ""
    mine: bool = False
    tasks: bool = True


def items_between(asker: Account, begin: date, end: date, wanted: Wanted | None = None) -> tuple[Item, ...]:
    """Everything from `begin` to `end`, both days included, that the asker may read."""
    asked = wanted or Wanted()
    found = list(_activities(asker, begin, end, asked))
    if asked.tasks and not asked.channel and not asked.audience:
        found += _due(asker, begin, end, asked)
    return tuple(sorted(found, key=lambda item: (item.on, item.key)))


def clashes_between(asker: Account, begin: date, end: date) -> tuple[Clash, ...]:
    """Every clash among what the asker may read in those days, whatever the page is narrowed to."""
    return clashes(items_between(asker, begin, end, Wanted(tasks=False)), quiet_days(asker, begin, end))


def quiet_days(asker: object, begin: date, end: date) -> tuple[QuietDays, ...]:
    """The quiet days that touch a stretch: those of the data, and those declared here."""
    declared = (
        QuietDays(row.first, row.last, row.kind, row.name, row.ground, "") for row in QuietDay.objects.order_by("first")
    )
    return tuple(one for one in (*packaged(), *declared) if one.first <= end and one.last >= begin)


def feed_items(secret: str, today: date) -> tuple[Account, tuple[Item, ...], datetime] | None:
    """Whose feed a secret opens and what stands in it, from 30 days back to a year ahead; None for a dead secret."""
    key = FeedKey.objects.filter(hash=hash_of(secret), ended_at=None).select_related("account").first()
    if key is None or not key.account.is_active:
        return None
    begin, end = today.fromordinal(today.toordinal() - 30), today.fromordinal(today.toordinal() + 366)
    items = items_between(key.account, begin, end, Wanted(mine=key.scope == "mine"))
    return key.account, items, key.made_at


def feed_of(asker: Account) -> FeedKey | None:
    """The asker's own open feed."""
    return FeedKey.objects.filter(account=asker, ended_at=None).first()


def _activities(asker: Account, begin: date, end: date, wanted: Wanted) -> Iterable[Item]:
    reach = reach_of(asker, "plans.read")
    rows = Activity.objects.filter(on__range=(begin, end)).exclude(state=Activity.State.CANCELLED)
    if reach is not None:
        rows = rows.filter(unit__in=reach)
    if wanted.unit is not None:
        rows = rows.filter(unit=wanted.unit)
    if wanted.mine:
        rows = rows.filter(unit__in=home_units(asker))
    kept = [row for row in rows if _fits(row, wanted)]
    names = names_of(asker, [row.unit_id for row in kept])
    for row in kept:
        yield Item(
            key=f"hoat-dong-{row.pk}",
            kind="activity",
            title=row.title,
            on=row.on,
            begins=row.begins_at,
            ends=row.ends_at,
            goes_out=row.release_at,
            unit=row.unit_id,
            unit_name=names.get(row.unit_id, ""),
            channel=row.channel,
            audience=row.audience,
            language=row.language,
            spokesperson=row.spokesperson,
            embargo_until=row.embargo_until,
            subject=row.task_id,
            place=row.place,
            state=row.state,
        )


def _fits(row: Activity, wanted: Wanted) -> bool:
    if wanted.channel and fold(wanted.channel) != fold(row.channel):
        return False
    audiences = {fold(part).strip() for part in row.audience.split(";")}
    return not wanted.audience or fold(wanted.audience).strip() in audiences


def _due(asker: Account, begin: date, end: date, wanted: Wanted) -> Iterable[Item]:
    rows = Task.objects.filter(seen_tasks(asker), due_on__range=(begin, end), state__in=OPEN, parent=None, recurs="")
    parts = Q()
    if wanted.unit is not None:
        parts &= Q(parts__unit=wanted.unit)
    if wanted.mine:
        parts &= Q(parts__unit__in=home_units(asker))
    rows = rows.filter(parts).distinct().prefetch_related("parts") if parts else rows.prefetch_related("parts")
    rows = list(rows.distinct())
    leads = {row.pk: _lead(row) for row in rows}
    names = names_of(asker, [unit for unit in leads.values() if unit])
    for row in rows:
        unit = leads[row.pk]
        yield Item(
            key=f"nhiem-vu-{row.pk}", kind="task", title=str(row), on=row.due_on, unit=unit,
            unit_name=names.get(unit, "") if unit else "", subject=row.pk, state=row.state,
        )  # fmt: skip


def _lead(task: Task) -> int | None:
    order = {"lead": 0, "implementing": 1, "requested": 2}
    parts = [part for part in task.parts.all() if part.unit_id and part.role in order]
    return min(parts, key=lambda part: (order[part.role], part.pk)).unit_id if parts else None
