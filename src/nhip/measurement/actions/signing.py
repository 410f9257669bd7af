"""Verbs of signed periods: freeze, look again, decide. One transaction, one journal entry each."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhip.agencies.permits import may
from nhip.journal.actions import write
from nhip.journal.actors import Machine
from nhip.measurement import dictionary
from nhip.measurement.figures import Figure
from nhip.measurement.formulas.evaluating import in_period
from nhip.measurement.models.signed import Restatement, SignedFigure, SignedPeriod, SignedRow
from nhip.measurement.queries.indicators import Days, definition, values_for
from nhip.measurement.queries.rows import gather
from nhip.measurement.queries.signed import difference
from nhip.measurement.rows import Row, Span, plain
from nhip.measurement.scope import Scope

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.agencies.models.units import Unit


@transaction.atomic
def sign_period(
    asker: Account, unit: Unit, period: Days, codes: Iterable[str], ground: str = "", *, kind: str = "", label: str = ""
) -> SignedPeriod:
    """Freeze a unit's figures of a period with the rows they were computed from. Signing twice gives the first."""
    if not may(asker, "measurement.sign", unit):
        raise PermissionDenied("measurement.sign")
    held = SignedPeriod.objects.filter(unit=unit, begin=period.start, end=period.end).first()
    if held is not None:
        return held
    figures = values_for(asker, list(codes), (unit,), period, live=True, compare=False)
    seal = hashlib.sha256(json.dumps([[one.code, one.hash] for one in figures]).encode()).hexdigest()
    signed = SignedPeriod.objects.create(
        unit=unit, begin=period.start, end=period.end, kind=kind or getattr(period, "kind", ""),
        label=label or getattr(period, "label", ""), ground=ground, signed_by=asker, signed_at=timezone.now(),
        hash=seal,
    )  # fmt: skip
    SignedRow.objects.bulk_create(_rows(asker, signed, figures))
    SignedFigure.objects.bulk_create(_frozen(signed, one) for one in figures)
    write(asker, "measurement.sign_period", signed, ground, {"figures": len(figures), "hash": seal})
    return signed


@transaction.atomic
def look_again(asker: Account | Machine, signed: SignedPeriod) -> list[Restatement]:
    """Hold a signed period against what is known now; each figure that came out otherwise opens a restatement.

    Nothing of what was signed changes. The same difference found again opens nothing new.
    """
    clerk = isinstance(asker, Machine)
    if not clerk and not any(may(asker, f"measurement.{verb}", signed.unit) for verb in ("record", "sign")):
        raise PermissionDenied("measurement.record")
    opened = []
    for figure in signed.figures.select_related("period__unit"):
        found = difference(asker, figure)
        if found is None:
            continue
        row, created = Restatement.objects.get_or_create(
            figure=figure, hash=found.now.hash,
            defaults={
                "value": _text(found.now.value), "added": list(found.added), "removed": list(found.removed),
                "opened_at": timezone.now(),
            },
        )  # fmt: skip
        if created:
            opened.append(row)
    if opened:
        facts = {row.figure.code: [row.figure.value, row.value] for row in opened}
        write(asker, "measurement.look_again", signed, "", facts)
    return opened


@transaction.atomic
def decide_restatement(asker: Account, restatement: Restatement, accept: bool, reason: str) -> Restatement:
    """Accept the later number or keep the signed one, with the reason. Both stay on record."""
    unit = restatement.figure.period.unit
    if not may(asker, "measurement.sign", unit):
        raise PermissionDenied("measurement.sign")
    row = Restatement.objects.select_for_update().get(pk=restatement.pk)
    if row.state == Restatement.State.OPEN:
        row.state = Restatement.State.ACCEPTED if accept else Restatement.State.REFUSED
        row.decided_by, row.decided_at, row.reason = asker, timezone.now(), reason
        row.save(update_fields=["state", "decided_by", "decided_at", "reason"])
        write(asker, "measurement.decide_restatement", row, reason, {"state": row.state})
    return row


def _rows(asker: Account, signed: SignedPeriod, figures: list[Figure]) -> Iterator[SignedRow]:
    """Once each, every row of the period that the figures read, those that matched no condition as well."""
    span, known = Span(signed.begin, signed.end), dictionary.packaged()
    entities = {name for one in figures for name in definition(one.code, span.end).tree.entities}
    held = gather(asker, entities, span.start, span.end)
    for name, rows in held.of(Scope(held.directory, signed.unit.key, span.end), entities, span).items():
        once: dict[str, Row] = {row.key: row for row in rows if in_period(known[name], row, span)}
        for row in once.values():
            yield SignedRow(
                period=signed, entity=name, key=row.key, unit=row.unit, fields=plain(row.fields),
                standing=row.standing, qualifier=row.qualifier, count=str(row.count),
            )  # fmt: skip


def _frozen(signed: SignedPeriod, one: Figure) -> SignedFigure:
    return SignedFigure(
        period=signed, code=one.code, version=one.version, formula=one.formula, state=one.state,
        value=_text(one.value), proven=_text(one.proven), declared=_text(one.declared),
        estimated=_text(one.estimated), qualifier=one.qualifier, row_keys=list(one.rows), hash=one.hash,
    )  # fmt: skip


def _text(value: Decimal | None) -> str:
    return "" if value is None else str(value)
