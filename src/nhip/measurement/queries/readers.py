"""Reads the rows of one entity: what was entered, and what the rooms below keep, by the readers of `sources/`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import chain

from django.conf import settings
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from nhip.agencies.directory import Directory
from nhip.channels.models.outlets import Outlet, OutletCount
from nhip.channels.models.receipts import Receipt
from nhip.channels.models.visits import WebDay
from nhip.channels.queries.outlets import turns_of
from nhip.channels.register import STOCKS, Count, Holding, holdings
from nhip.feedback.models.matters import Matter
from nhip.measurement import dictionary
from nhip.measurement.dictionary import Entity
from nhip.measurement.figures import NIL
from nhip.measurement.models.events import RecordedEvent, SwitchOver
from nhip.measurement.rows import DECLARED, ESTIMATED, PROVEN, VIETNAM, Row, Value, typed
from nhip.measurement.scope import home_of
from nhip.measurement.sources import deeds, feedback, outlets, plan_work
from nhip.plans.kinds import Catalogue
from nhip.plans.models.activities import Activity, NilReturn
from nhip.plans.models.campaigns import Campaign
from nhip.plans.models.cascade import PlanReceipt
from nhip.plans.models.evidence import Evidence
from nhip.plans.models.funding import FundingLine
from nhip.plans.models.tasks import Task, TaskPart
from nhip.plans.models.topics import Topic

_LONG_AGO = date(1900, 1, 1)


def read(entity: Entity, kinds: Catalogue, directory: Directory, begin: date, end: date) -> list[Row]:
    """Every row of the entity that may count from `begin` to `end`, of all units."""
    found = list(_entered(entity, begin, end))
    told = chain(_deeds(entity, kinds, begin, end), _nil_returns(begin, end))
    found += [row for _, row in deeds.rows(told, frozenset({entity.code}), kinds, dictionary.packaged())]
    found += _plan_work(entity.code, begin, end)
    found += _outlets(entity.code, begin, end)
    if entity.code == "feedback":
        found += _matters(begin, end)
    switched = SwitchOver.objects.filter(entity=entity.code).first()
    if switched is not None and entity.period:
        found = [
            row for row in found
            if row.key.startswith("event:") is (_day(row.fields.get(entity.period)) < switched.on)
        ]  # fmt: skip
    elif switched is not None:
        found = list(_handed_over(found, switched.on))
    return list(_named(found, directory, end))


def _entered(entity: Entity, begin: date, end: date) -> Iterator[Row]:
    first, last = datetime.combine(begin, time.min, VIETNAM), datetime.combine(end, time.max, VIETNAM)
    when = {"flow": Q(at__range=(first, last)), "series": Q(at__lte=last), "stock": Q()}[entity.kind]
    rows = RecordedEvent.objects.filter(when, entity=entity.code, withdrawn_at__isnull=True, replaced_by__isnull=True)
    for event in rows.select_related("unit").order_by("pk"):
        fields = typed(event.fields, entity.fields)
        if entity.kind == "stock":
            fields |= {"valid_from": event.since, "valid_to": event.until}
        if "org" in entity.fields:
            fields.setdefault("org", event.unit.key)
        standing = ESTIMATED if event.estimate else PROVEN if event.proof or event.source == "room" else DECLARED
        yield Row(f"event:{event.pk}", event.unit.key, fields, standing, event.qualifier)


def _deeds(entity: Entity, kinds: Catalogue, begin: date, end: date) -> Iterator[deeds.Deed]:
    feeding = deeds.kinds_feeding(entity.code, kinds)
    if not feeding:
        return
    done = _done(feeding, begin if entity.kind == "flow" else _LONG_AGO, end)
    topics: dict[int, list[str]] = defaultdict(list)
    named = Activity.topics.through.objects.filter(activity__in=done.values("pk")).order_by("topic_id")
    for activity, name in named.values_list("activity_id", "topic__name"):
        topics[activity].append(name)
    rows = done.order_by("pk").values_list(
        "pk", "unit__key", "kind", "on", "quantity", "values", "begins_at", "qualifier", "estimate", "is_proven",
        "title", "place", "task_id", "language", "audience", "channel", "task__campaign_id",
    )  # fmt: skip
    for pk, *told, task, language, audience, channel, campaign in rows.iterator(chunk_size=4000):
        yield deeds.Deed(
            f"activity:{pk}", *told, str(task or ""), language, audience, channel, tuple(topics.get(pk, ())),
            str(campaign or ""),
        )  # fmt: skip


def _done(kinds: frozenset[str], begin: date, end: date) -> QuerySet[Activity]:
    """Done activities. Proven: a carrier's receipt, or evidence neither withdrawn nor found gone (ruling 6)."""
    receipt = Receipt.objects.filter(activity=OuterRef("pk"))
    proof = Evidence.objects.filter(activity=OuterRef("pk"), withdrawn_at__isnull=True).exclude(
        link_state__in=(Evidence.LinkState.GONE, Evidence.LinkState.REFUSED)
    )
    done = Activity.objects.filter(state=Activity.State.DONE, kind__in=kinds, on__range=(begin, end))
    return done.annotate(is_proven=Exists(receipt) | Exists(proof))


def _handed_over(rows: list[Row], on: date) -> Iterator[Row]:
    """What stands between two days: entered rows until the day before the room took over, the room's own from then."""
    for row in rows:
        since, until = row.fields.get("valid_from"), row.fields.get("valid_to")
        if row.key.startswith("event:"):
            last = on - timedelta(days=1)
            if not isinstance(since, date) or since <= last:
                ends = min(until, last) if isinstance(until, date) else last
                yield replace(row, fields={**row.fields, "valid_to": ends})
        elif not isinstance(until, date) or until >= on:
            begins = max(since, on) if isinstance(since, date) else on
            yield replace(row, fields={**row.fields, "valid_from": begins})


def _outlets(entity: str, begin: date, end: date) -> Iterator[Row]:
    """Official channels and their numbers, from the register."""
    if entity not in ("channel", "metric", "metric_flow", "web_stat"):
        return
    rows = Outlet.objects.select_related("unit").prefetch_related("shares__unit", "turns").order_by("pk")
    for one in rows.exclude(opened_on__gt=end):
        turns = turns_of(one) if one.turns.all() else []
        channel = outlets.Channel(
            f"outlet:{one.pk}", one.platform, one.paused, one.verified_on is not None, one.ended_on,
            tuple(holdings(one.unit.key, one.opened_on, one.ended_on, turns)),
            tuple(Holding(share.unit.key, share.since or one.opened_on, _last(share.until, one.ended_on))
                  for share in one.shares.all()),
            one.it_enabled, one.population,
        )  # fmt: skip
        if entity == "channel":
            yield from outlets.channels(channel)
        elif entity == "web_stat":
            yield from (outlets.site_day(channel, day) for day in _site_days(one, begin, end))
        else:
            yield from _readings(entity, channel, one.pk, begin, end)


def _matters(begin: date, end: date) -> Iterator[Row]:
    """What people asked, at the office that answers; what no office has yet counts at the province's committee."""
    first, last = datetime.combine(begin, time.min, VIETNAM), datetime.combine(end, time.max, VIETNAM)
    home = f"{settings.NHIP_PROVINCE}/uy-ban-nhan-dan"
    rows = Matter.objects.filter(received_at__range=(first, last)).order_by("pk")
    for pk, unit, *told in rows.values_list(
        "pk", "unit__key", "came_by", "category", "received_at", "due_at", "replied_at"
    ):
        yield feedback.feedback(feedback.Asked(f"matter:{pk}", unit or home, *told))


def _last(until: date | None, ended_on: date | None) -> date | None:
    last = ended_on - timedelta(days=1) if ended_on else None
    return min(until, last) if until and last else until or last


def _readings(entity: str, channel: outlets.Channel, outlet: int, begin: date, end: date) -> Iterator[Row]:
    told = OutletCount.objects.filter(outlet=outlet, withdrawn_at__isnull=True, on__lte=end).order_by("on", "pk")
    if entity == "metric":
        held = ((f"count:{one.pk}", _count(one), _proven(one)) for one in told.filter(name__in=STOCKS))
        yield from outlets.people(channel, held)
    else:
        for one in told.filter(on__gte=begin).exclude(name__in=STOCKS):
            yield outlets.flow(channel, f"count:{one.pk}", _count(one), one.name, _proven(one))


def _site_days(site: Outlet, begin: date, end: date) -> Iterator[outlets.SiteDay]:
    """What a machine read; what people entered of a site ends where the machine begins."""
    if site.platform != "website":
        return
    days = WebDay.objects.filter(outlet=site)
    for one in days.filter(on__range=(begin, end)):
        language = one.language or site.language
        yield outlets.SiteDay(f"web_day:{one.pk}", one.on, language, one.visits, one.foreign_visits, proven=True)
    first = days.values_list("on", flat=True).first()
    told = OutletCount.objects.filter(outlet=site, name="visits", withdrawn_at__isnull=True, on__range=(begin, end))
    for one in told if first is None else told.filter(on__lt=first):
        yield outlets.SiteDay(f"count:{one.pk}", one.on, site.language, int(one.value), None, proven=_proven(one))


def _count(one: OutletCount) -> Count:
    return Count(one.on, one.value, one.definition)


def _proven(one: OutletCount) -> bool:
    """Read by the machine from the platform itself, or with a page that shows it."""
    return one.machine or bool(one.proof)


def _plan_work(entity: str, begin: date, end: date) -> Iterator[Row]:
    if entity == "task":
        yield from _tasks(begin, end)
    elif entity == "plan_ack":
        receipts = PlanReceipt.objects.filter(disseminated_on__range=(begin, end)).select_related("unit")
        for one in receipts.order_by("pk"):
            key, on = f"plan_receipt:{one.pk}", one.disseminated_on
            yield plan_work.plan_ack(key, one.unit.key, str(one.plan_id), on)
    elif entity == "campaign":
        for one in Campaign.objects.filter(end__range=(begin, end)).select_related("unit").order_by("pk"):
            yield plan_work.campaign(plan_work.Effort(
                f"campaign:{one.pk}", one.unit.key, one.smart_ok, one.start, one.end, one.baseline_at, one.evaluated_at
            ))  # fmt: skip
    elif entity == "budget_line":
        yield from _money(begin, end)
    elif entity == "plan_topic":
        topics = Topic.objects.filter(plan__unit__isnull=False, retired=False, plan__state="adopted")
        for one in topics.select_related("plan__unit").order_by("pk"):
            key, since = f"topic:{one.pk}", one.plan.adopted_on
            yield plan_work.plan_topic(key, one.plan.unit.key, one.name, since)


def _tasks(begin: date, end: date) -> Iterator[Row]:
    """Each task once, at the body that leads it (the first that carries it out where nobody leads)."""
    doing = ("lead", "implementing", "requested")
    parts = TaskPart.objects.filter(unit__isnull=False, role__in=doing).select_related("unit").order_by("pk")
    tasks = Task.objects.filter(due_on__range=(begin, end), recurs="").exclude(state="draft")
    for one in tasks.prefetch_related(Prefetch("parts", parts, to_attr="doing")).order_by("pk"):
        bearers = sorted(one.doing, key=lambda part: doing.index(part.role))
        if bearers:
            done = one.done_at if one.state in ("done", "closed") else None
            duty = plan_work.Duty(f"task:{one.pk}", bearers[0].unit.key, one.due_on, done, str(one.campaign_id or ""))
            yield plan_work.task(duty)


def _money(begin: date, end: date) -> Iterator[Row]:
    """A line counts on the day of its last step."""
    for one in FundingLine.objects.select_related("unit", "task").prefetch_related("steps").order_by("pk"):
        on = max((step.on for step in one.steps.all()), default=None)
        if one.unit is not None and on is not None and begin <= on <= end:
            campaign = str(one.task.campaign_id or "")
            told = (f"funding:{one.pk}", one.unit.key, on, one.state, one.amount, one.source, campaign)
            yield plan_work.budget_line(*told)


def _day(value: Value) -> date:
    if isinstance(value, datetime):
        return value.astimezone(VIETNAM).date()
    return value if isinstance(value, date) else _LONG_AGO


def _named(rows: list[Row], directory: Directory, on: date) -> Iterator[Row]:
    """Below the province an agency is its territory: a commune's offices are one agency to a share of agencies."""
    names: dict[str, str] = {}
    for row in rows:
        held = row.fields.get("org")
        if isinstance(held, str):
            if held not in names:
                names[held] = _agency(directory, held, on)
            if names[held] != held:
                yield replace(row, fields={**row.fields, "org": names[held]})
                continue
        yield row


def _agency(directory: Directory, unit: str, on: date) -> str:
    home = home_of(directory, unit, on)
    return home if home is not None and directory.level_of(home) in ("commune", "district") else unit


def _nil_returns(begin: date, end: date) -> Iterator[deeds.Deed]:
    """What units declared not to have happened: on the last day of their statement, nothing, counted nought times."""
    returns = NilReturn.objects.filter(taken_back_at__isnull=True, end__range=(begin, end)).order_by("pk")
    for pk, unit, kind, last in returns.values_list("pk", "unit__key", "kind", "end"):
        yield deeds.Deed(key=f"{NIL}:{pk}", unit=unit, kind=kind, on=last, quantity=Decimal(0))
