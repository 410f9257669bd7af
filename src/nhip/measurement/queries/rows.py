"""Gathers the rows that formulas read: what was entered, and what the rooms below keep, each entity by its reader."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from decimal import Decimal
from itertools import chain

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from nhip.agencies.directory import Directory
from nhip.agencies.models.units import Unit
from nhip.agencies.queries.units import directory
from nhip.channels.models import Receipt
from nhip.measurement import dictionary
from nhip.measurement.figures import NIL
from nhip.measurement.formulas.evaluating import in_period
from nhip.measurement.models.events import RecordedEvent, SwitchOver
from nhip.measurement.rows import DECLARED, ESTIMATED, PROVEN, VIETNAM, Row, Span, Value, typed
from nhip.measurement.scope import Scope, home_of
from nhip.measurement.sources import deeds, org, plan_work
from nhip.plans.models.activities import Activity, NilReturn
from nhip.plans.models.campaigns import Campaign
from nhip.plans.models.cascade import PlanReceipt
from nhip.plans.models.evidence import Evidence
from nhip.plans.models.funding import FundingLine
from nhip.plans.models.tasks import Task, TaskPart
from nhip.plans.models.topics import Topic
from nhip.plans.queries.kinds import catalogue as ledger_kinds

_LONG_AGO = date(1900, 1, 1)


@dataclass(slots=True)
class Gathered:
    """Rows of all units from one day to another, by entity; “không phát sinh” is a row that counts for nothing."""

    directory: Directory
    begin: date
    end: date
    rows: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    entered: dict[str, dict[str, dict[str, Value]]] = field(default_factory=dict)
    _sorted: dict[tuple[str, Span], dict[str, list[Row]]] = field(default_factory=dict)
    _orgs: dict[tuple[str, date], tuple[Row, ...]] = field(default_factory=dict)

    def of(self, scope: Scope, entities: Iterable[str], span: Span) -> dict[str, list[Row]]:
        """The rows of the scope's unit. Agencies themselves are those that stand on the last day."""
        found = {
            name: [row for unit, rows in self._reported(name, span).items() if scope.holds(unit) for row in rows]
            for name in entities
            if name != "org"
        }
        if "org" in entities:
            found["org"] = list(self._agencies(scope))
        return found

    def _reported(self, entity: str, span: Span) -> dict[str, list[Row]]:
        """The entity's rows that may count in the period, by who reported them; sorted out once for all formulas."""
        key = (entity, span)
        if key not in self._sorted:
            of, made = dictionary.packaged()[entity], defaultdict(list)
            for row in self.rows[entity]:
                if in_period(of, row, span):
                    made[row.unit].append(row)
            self._sorted[key] = dict(made)
        return self._sorted[key]

    def _agencies(self, scope: Scope) -> tuple[Row, ...]:
        day = scope.of if scope.view == "as_is" else scope.on
        key = (scope.territory or scope.unit, day)
        if key not in self._orgs:
            known = self.entered.get("org", {})
            home = scope.territory
            self._orgs[key] = (
                tuple(org.org(self.directory, home, day, known))
                if home is not None
                else (Row(f"unit:{scope.unit}", scope.unit, {"id": scope.unit, "level": "department", "active": True}),)
            )
        return self._orgs[key]


def gather(asker: object, entities: Iterable[str], begin: date, end: date) -> Gathered:
    """Every row that may count from `begin` to `end`. Who may see which unit's is asked before (see `indicators`)."""
    wanted, known = frozenset(entities), dictionary.packaged()
    found = Gathered(directory(asker), begin, end)
    kinds = ledger_kinds(asker)
    switched = dict(SwitchOver.objects.values_list("entity", "on"))
    for name, row in _entered(wanted, begin, end):
        if name == "org":
            found.entered.setdefault("org", {}).setdefault(str(row.fields.get("id", row.unit)), {}).update(row.fields)
        found.rows[name].append(row)
    told = chain(_deeds(kinds, wanted, begin, end), _nil_returns(begin, end))
    for name, row in deeds.rows(told, wanted, kinds, known):
        found.rows[name].append(row)
    for name, row in _plan_work(wanted, begin, end):
        found.rows[name].append(row)
    _apply_switches(found, switched)
    _name_agencies(found)
    return found


def _entered(wanted: frozenset[str], begin: date, end: date) -> Iterator[tuple[str, Row]]:
    known = dictionary.packaged()
    first, last = datetime.combine(begin, time.min, VIETNAM), datetime.combine(end, time.max, VIETNAM)
    series = [name for name in wanted if known[name].kind == "series"]
    flows = [name for name in wanted if known[name].kind == "flow"]
    stocks = [name for name in wanted if known[name].kind == "stock"]
    rows = RecordedEvent.objects.filter(withdrawn_at__isnull=True, replaced_by__isnull=True).filter(
        Q(entity__in=flows, at__range=(first, last)) | Q(entity__in=series, at__lte=last) | Q(entity__in=stocks)
    )
    for event in rows.select_related("unit").order_by("pk"):
        entity = known[event.entity]
        fields = typed(event.fields, entity.fields)
        if entity.kind == "stock":
            fields |= {"valid_from": event.since, "valid_to": event.until}
        if "org" in entity.fields:
            fields.setdefault("org", event.unit.key)
        standing = ESTIMATED if event.estimate else PROVEN if event.proof or event.source == "room" else DECLARED
        yield event.entity, Row(f"event:{event.pk}", event.unit.key, fields, standing, event.qualifier)


def _deeds(kinds: object, wanted: frozenset[str], begin: date, end: date) -> Iterator[deeds.Deed]:
    feeding = frozenset().union(*(deeds.kinds_feeding(name, kinds) for name in wanted)) if wanted else frozenset()
    if not feeding:
        return
    for activity in _activities(feeding, begin if not _has_stock(wanted) else _LONG_AGO, end):
        yield deeds.Deed(
            key=f"activity:{activity.pk}", unit=activity.unit.key, kind=activity.kind, on=activity.on,
            quantity=activity.quantity, values=activity.values, at=activity.begins_at, qualifier=activity.qualifier,
            estimate=activity.estimate, proven=activity.is_proven, title=activity.title, place=activity.place,
            task=str(activity.task_id or ""), language=activity.language, audience=activity.audience,
            channel=activity.channel, topics=tuple(topic.name for topic in activity.topics.all()),
            campaign=str(activity.task.campaign_id or "") if activity.task else "",
        )  # fmt: skip


def _has_stock(wanted: frozenset[str]) -> bool:
    """Spokespersons published are a stock: they speak from their day on."""
    return "spokesperson" in wanted


def _activities(kinds: frozenset[str], begin: date, end: date) -> QuerySet[Activity]:
    """Done activities. Proven: a carrier's receipt, or evidence neither withdrawn nor found gone (ruling 6)."""
    receipt = Receipt.objects.filter(activity=OuterRef("pk"))
    proof = Evidence.objects.filter(activity=OuterRef("pk"), withdrawn_at__isnull=True).exclude(
        link_state__in=(Evidence.LinkState.GONE, Evidence.LinkState.REFUSED)
    )
    return (
        Activity.objects.filter(state=Activity.State.DONE, kind__in=kinds, on__range=(begin, end))
        .exclude(source=Activity.Source.PAST, kind="")
        .annotate(is_proven=Exists(receipt) | Exists(proof))
        .select_related("unit", "task")
        .prefetch_related(Prefetch("topics", Topic.objects.order_by("pk")))
        .order_by("pk")
    )


def _plan_work(wanted: frozenset[str], begin: date, end: date) -> Iterator[tuple[str, Row]]:
    if "task" in wanted:
        yield from _tasks(begin, end)
    if "plan_ack" in wanted:
        receipts = PlanReceipt.objects.filter(disseminated_on__range=(begin, end)).select_related("unit")
        for one in receipts.order_by("pk"):
            key, on = f"plan_receipt:{one.pk}", one.disseminated_on
            yield "plan_ack", plan_work.plan_ack(key, one.unit.key, str(one.plan_id), on)
    if "campaign" in wanted:
        for one in Campaign.objects.filter(end__range=(begin, end)).select_related("unit").order_by("pk"):
            yield "campaign", plan_work.campaign(plan_work.Effort(
                f"campaign:{one.pk}", one.unit.key, one.smart_ok, one.start, one.end, one.baseline_at, one.evaluated_at
            ))  # fmt: skip
    if "budget_line" in wanted:
        yield from _money(begin, end)
    if "plan_topic" in wanted:
        topics = Topic.objects.filter(plan__unit__isnull=False, retired=False, plan__state="adopted")
        for one in topics.select_related("plan__unit").order_by("pk"):
            key, since = f"topic:{one.pk}", one.plan.adopted_on
            yield "plan_topic", plan_work.plan_topic(key, one.plan.unit.key, one.name, since)


def _tasks(begin: date, end: date) -> Iterator[tuple[str, Row]]:
    """Each task once, at the body that leads it (the first that carries it out where nobody leads)."""
    doing = ("lead", "implementing", "requested")
    parts = TaskPart.objects.filter(unit__isnull=False, role__in=doing).select_related("unit").order_by("pk")
    tasks = Task.objects.filter(due_on__range=(begin, end), recurs="").exclude(state="draft")
    for one in tasks.prefetch_related(Prefetch("parts", parts, to_attr="doing")).order_by("pk"):
        bearers = sorted(one.doing, key=lambda part: doing.index(part.role))
        if bearers:
            done = one.done_at if one.state in ("done", "closed") else None
            duty = plan_work.Duty(f"task:{one.pk}", bearers[0].unit.key, one.due_on, done, str(one.campaign_id or ""))
            yield "task", plan_work.task(duty)


def _money(begin: date, end: date) -> Iterator[tuple[str, Row]]:
    """A line counts on the day of its last step."""
    for one in FundingLine.objects.select_related("unit", "task").prefetch_related("steps").order_by("pk"):
        steps = [step.at for step in one.steps.all() if step.at is not None]
        on = max(steps).astimezone(VIETNAM).date() if steps else None
        if one.unit is not None and on is not None and begin <= on <= end:
            campaign = str(one.task.campaign_id or "")
            told = (f"funding:{one.pk}", one.unit.key, on, one.state, one.amount, one.source, campaign)
            yield "budget_line", plan_work.budget_line(*told)


def _apply_switches(found: Gathered, switched: Mapping[str, date]) -> None:
    """From an entity's switch-over on, its entered rows no longer count; before it, the room's do not."""
    known = dictionary.packaged()
    for name, on in switched.items():
        period = known[name].period
        if not period:
            continue
        found.rows[name] = [
            row for row in found.rows[name]
            if row.key.startswith("event:") is (_day(row.fields.get(period)) < on)
        ]  # fmt: skip


def _day(value: Value) -> date:
    if isinstance(value, datetime):
        return value.astimezone(VIETNAM).date()
    return value if isinstance(value, date) else _LONG_AGO


def _name_agencies(found: Gathered) -> None:
    """Below the province an agency is its territory: a commune's offices are one agency to a share of agencies."""
    names: dict[str, str] = {}
    for rows in found.rows.values():
        for number, row in enumerate(rows):
            held = row.fields.get("org")
            if isinstance(held, str):
                if held not in names:
                    names[held] = _agency(found.directory, held, found.end)
                if names[held] != held:
                    rows[number] = replace(row, fields={**row.fields, "org": names[held]})


def _agency(directory: Directory, unit: str, on: date) -> str:
    home = home_of(directory, unit, on)
    return home if home is not None and directory.level_of(home) in ("commune", "district") else unit


def _nil_returns(begin: date, end: date) -> Iterator[deeds.Deed]:
    """What units declared not to have happened: on the last day of their statement, nothing, counted nought times."""
    returns = NilReturn.objects.filter(taken_back_at__isnull=True, end__range=(begin, end)).order_by("pk")
    for pk, unit, kind, last in returns.values_list("pk", "unit__key", "kind", "end"):
        yield deeds.Deed(key=f"{NIL}:{pk}", unit=unit, kind=kind, on=last, quantity=Decimal(0))


def unit_row(unit: Unit | str) -> Unit:
    """The unit's row, by its key where a key is given; an unsaved one for a unit that nobody has used yet."""
    if not isinstance(unit, str):
        return unit
    return Unit.objects.filter(key=unit).first() or Unit(key=unit)
