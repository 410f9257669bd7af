"""The rows behind a figure: what each was, who reported it, when, how much, and what proves it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from nhip.agencies.queries.units import directory
from nhip.agencies.tenure import name_on
from nhip.measurement import dictionary
from nhip.measurement.figures import Figure
from nhip.measurement.models.events import RecordedEvent
from nhip.measurement.rows import DECLARED, ESTIMATED, PROVEN, local_day
from nhip.plans.models.activities import Activity, NilReturn
from nhip.plans.models.tasks import Task

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


def rows_behind(asker: Account, figure: Figure, limit: int | None = None) -> list[Behind]:
    """The rows of a figure in the order of their day; those of a signed figure as they were when it was signed."""
    keys: dict[str, list[int | str]] = defaultdict(list)
    for key in figure.rows if limit is None else figure.rows[:limit]:
        source, _, pk = key.partition(":")
        keys[source].append(int(pk) if pk.isdigit() else pk)
    found = [*_activities(keys["activity"]), *_events(keys["event"]), *_tasks(keys["task"]), *_nil(keys["nil"])]
    seen = {one.key for one in found}
    found += [_other(key) for key in figure.rows[:limit] if key not in seen and key.partition(":")[0] in keys]
    held = directory(asker)
    day = figure.end
    named = [_with_name(one, name_on(held, one.unit, one.on or day) if one.unit else "") for one in found]
    return sorted(named, key=lambda one: (one.on or date.min, one.key))


def _with_name(one: Behind, name: str) -> Behind:
    return Behind(one.key, one.source, one.pk, one.title, name, one.on, one.amount, one.measure, one.standing,
                  one.qualifier, one.links)  # fmt: skip


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
        said = [str(value) for name, value in one.fields.items() if known[one.entity].fields.get(name) == "text"]
        amount = next((Decimal(str(one.fields[name])) for name in ("value", "n", "visits") if name in one.fields), None)
        standing = ESTIMATED if one.estimate else PROVEN if one.proof or one.source == "room" else DECLARED
        on = local_day(one.at) if one.at else one.since
        links = (one.proof,) if one.proof.startswith("http") else ()
        title = ": ".join([known[one.entity].name, *([", ".join(said[:4])] if said else [])])
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


def _other(key: str) -> Behind:
    source, _, pk = key.partition(":")
    unit = pk if source == "unit" else ""
    return Behind(
        key, source, int(pk) if pk.isdigit() else None, key if not unit else "", unit, None, None, "", PROVEN, ""
    )
