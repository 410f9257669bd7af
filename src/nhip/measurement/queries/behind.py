"""The rows behind a figure: what each was, who reported it, when, how much, and what proves it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from nhip.agencies.queries.units import directory
from nhip.agencies.tenure import name_on
from nhip.channels.models.outlets import Outlet, OutletCount
from nhip.channels.models.visits import WebDay
from nhip.channels.register import definitions
from nhip.measurement import dictionary
from nhip.measurement.figures import Figure
from nhip.measurement.forms import word
from nhip.measurement.models.events import RecordedEvent
from nhip.measurement.rows import DECLARED, ESTIMATED, PROVEN, local_day
from nhip.plans.models.activities import Activity, NilReturn
from nhip.plans.models.campaigns import Campaign
from nhip.plans.models.cascade import PlanReceipt
from nhip.plans.models.funding import FundingLine
from nhip.plans.models.tasks import Task
from nhip.plans.models.topics import Topic

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account


@dataclass(frozen=True, slots=True)
class Behind:
    """One row behind a figure. `source` is the table ("activity", "event", "task", ...), `pk` its row there."""

    key: str
    source: str
    pk: int | None
    title: str
    unit: str
    on: date | None
    amount: Decimal | None
    measure: str
    standing: str
    qualifier: str
    links: tuple[str, ...] = ()


def rows_behind(asker: Account, figure: Figure, limit: int | None = None, start: int = 0) -> list[Behind]:
    """The rows of a figure in the order of their day; those of a signed figure as they were when it was signed.

    With a `limit`, that many from the one numbered `start` (from 0) on.
    """
    wanted = figure.rows if limit is None else figure.rows[start : start + limit]
    keys: dict[str, list[int | str]] = defaultdict(list)
    for key in wanted:
        source, _, pk = key.partition(":")
        keys[source].append(int(pk) if pk.isdigit() else pk)
    found = [*_activities(keys["activity"]), *_events(keys["event"]), *_tasks(keys["task"]), *_nil(keys["nil"])]
    found += [*_plan_work(keys), *_channels(keys)]
    seen = {one.key for one in found}
    found += [_other(key) for key in wanted if key not in seen and key.partition(":")[0] in keys]
    held = directory(asker)
    day = figure.end
    named = [_with_name(one, name_on(held, one.unit, one.on or day) if one.unit else "") for one in found]
    return sorted(named, key=lambda one: (one.on or date.min, one.key))


def _with_name(one: Behind, name: str) -> Behind:
    return replace(one, unit=name)


def _activities(pks: Iterable[int | str]) -> Iterable[Behind]:
    rows = Activity.objects.filter(pk__in=list(pks)).select_related("unit").prefetch_related("evidence", "receipts")
    for one in rows:
        proofs = [
            proof
            for proof in one.evidence.all()
            if proof.withdrawn_at is None and proof.link_state not in ("gone", "refused")
        ]
        proven = bool(proofs) or bool(one.receipts.all())
        standing = PROVEN if proven else ESTIMATED if one.estimate else DECLARED
        yield Behind(
            f"activity:{one.pk}", "activity", one.pk, one.title, one.unit.key, one.on, one.quantity.normalize(),
            one.measure, standing, one.qualifier, tuple(proof.link for proof in proofs if proof.link),
        )  # fmt: skip


def _events(pks: Iterable[int | str]) -> Iterable[Behind]:
    known = dictionary.packaged()
    for one in RecordedEvent.objects.filter(pk__in=list(pks)).select_related("unit"):
        entity = known[one.entity]
        said = [
            str(word(entity, name, one.fields[name]))
            for name, of in entity.fields.items()
            if of == "text" and name in one.fields
        ]
        amount = next((Decimal(str(one.fields[name])) for name in ("value", "n", "visits") if name in one.fields), None)
        standing = ESTIMATED if one.estimate else PROVEN if one.proof or one.source == "room" else DECLARED
        on = local_day(one.at) if one.at else one.since
        links = (one.proof,) if one.proof.startswith("http") else ()
        title = ": ".join([entity.name, *([", ".join(said[:4])] if said else [])])
        yield Behind(
            f"event:{one.pk}", "event", one.pk, title, one.unit.key, on, amount, "", standing, one.qualifier, links
        )


def _tasks(pks: Iterable[int | str]) -> Iterable[Behind]:
    for one in Task.objects.filter(pk__in=list(pks)).prefetch_related("parts__unit"):
        lead = next((part.unit.key for part in one.parts.all() if part.unit is not None), "")
        yield Behind(f"task:{one.pk}", "task", one.pk, str(one), lead, one.due_on, None, "", PROVEN, "")


def _nil(pks: Iterable[int | str]) -> Iterable[Behind]:
    for one in NilReturn.objects.filter(pk__in=list(pks)).select_related("unit"):
        yield Behind(
            f"nil:{one.pk}", "nil", one.pk, "Không phát sinh", one.unit.key, one.end, Decimal(0), "", DECLARED, ""
        )


def _plan_work(keys: Mapping[str, list[int | str]]) -> Iterable[Behind]:
    """What plans keep besides tasks: campaigns, receipts, money, topics; by its own name."""
    for one in Campaign.objects.filter(pk__in=keys.get("campaign", [])).select_related("unit"):
        yield _kept("campaign", one.pk, str(one), one.unit.key if one.unit else "", one.end)
    for receipt in PlanReceipt.objects.filter(pk__in=keys.get("plan_receipt", [])).select_related("unit", "plan"):
        yield _kept("plan_receipt", receipt.pk, receipt.plan.title, receipt.unit.key, receipt.disseminated_on)
    for line in FundingLine.objects.filter(pk__in=keys.get("funding", [])).select_related("unit", "task"):
        unit = line.unit.key if line.unit else ""
        yield replace(_kept("funding", line.pk, line.what, unit, None), amount=line.amount, measure="đồng")
    for topic in Topic.objects.filter(pk__in=keys.get("topic", [])).select_related("plan__unit"):
        unit = topic.plan.unit.key if topic.plan.unit else ""
        yield _kept("topic", topic.pk, topic.name, unit, topic.plan.adopted_on)


def _channels(keys: Mapping[str, list[int | str]]) -> Iterable[Behind]:
    """Official channels, readings of their numbers by the platform's definition, days of sites."""
    told = [str(key) for key in keys.get("outlet", [])]  # “12:0”: the first holder of channel 12
    known = Outlet.objects.select_related("unit").in_bulk({int(key.partition(":")[0]) for key in told})
    for key in told:
        outlet = known.get(int(key.partition(":")[0]))
        if outlet is not None:
            standing = PROVEN if outlet.verified_on is not None else DECLARED
            yield Behind(
                f"outlet:{key}", "outlet", outlet.pk, outlet.name, outlet.unit.key, outlet.opened_on, None, "",
                standing, "", _links(outlet.address),
            )  # fmt: skip
    for one in OutletCount.objects.filter(pk__in=keys.get("count", [])).select_related("outlet__unit"):
        standing = PROVEN if one.machine or one.proof else DECLARED
        yield Behind(
            f"count:{one.pk}", "outlet", one.outlet_id, f"{one.outlet.name}: {_definition(one.definition)}",
            one.outlet.unit.key, one.on, one.value.normalize(), "", standing, "", _links(one.proof),
        )  # fmt: skip
    for day in WebDay.objects.filter(pk__in=keys.get("web_day", [])).select_related("outlet__unit"):
        yield Behind(
            f"web_day:{day.pk}", "outlet", day.outlet_id, f"{day.outlet.name}: {_definition(day.definition)}",
            day.outlet.unit.key, day.on, Decimal(day.visits), "", PROVEN, "", _links(day.outlet.address),
        )  # fmt: skip


def _definition(code: str) -> str:
    held = definitions().get(code)
    return held[1].text if held is not None else code


def _links(address: str) -> tuple[str, ...]:
    return (address,) if address.startswith(("https://", "http://")) else ()


def _kept(source: str, pk: int, title: str, unit: str, on: date | None) -> Behind:
    return Behind(f"{source}:{pk}", source, pk, title, unit, on, None, "", PROVEN, "")


def _other(key: str) -> Behind:
    source, _, pk = key.partition(":")
    unit = pk if source == "unit" else ""
    return Behind(
        key, source, int(pk) if pk.isdigit() else None, key if not unit else "", unit, None, None, "", PROVEN, ""
    )
