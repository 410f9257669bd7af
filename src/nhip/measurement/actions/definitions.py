"""Verbs of indicators: a new version of a formula, what is to be reached. One transaction, one journal entry each."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from nhip.agencies.permits import may
from nhip.journal.actions import write
from nhip.measurement import catalogue, dictionary
from nhip.measurement.formulas.checking import check
from nhip.measurement.formulas.reading import parse
from nhip.measurement.models.definitions import Definition, Target
from nhip.text.issues import Issue, sentence

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.agencies.models.units import Unit


@transaction.atomic
def define_formula(
    asker: Account, code: str, formula: str, *, valid_from: date, owner: str, ground: str
) -> Definition | Issue:
    """A new version of an indicator's formula from a day on; a wrong formula comes back with the place of the error."""
    if not may(asker, "measurement.define"):
        raise PermissionDenied("measurement.define")
    indicator = catalogue.indicator(code)
    read = parse(formula)
    if isinstance(read, Issue):
        return read
    if wrong := check(read, dictionary.packaged()):
        return wrong[0]
    last = Definition.objects.filter(code=indicator.code).order_by("version").last()
    version, since = (last.version, last.valid_from) if last else (indicator.version, indicator.valid_from)
    if valid_from <= since:
        facts = {"version": version, "since": f"{since:%d/%m/%Y}"}
        return Issue("valid_from", "measurement.definition_overlaps", facts)
    if last is not None and last.valid_to is None:
        last.valid_to = valid_from - timedelta(days=1)
        last.save(update_fields=["valid_to"])
    made = Definition.objects.create(
        code=indicator.code, version=version + 1, formula=formula, valid_from=valid_from, owner=owner, ground=ground,
        made_by=asker, made_at=timezone.now(),
    )  # fmt: skip
    write(asker, "measurement.define_formula", made, ground, {"code": indicator.code, "version": made.version})
    return made


@transaction.atomic
def set_target(asker: Account, code: str, unit: Unit, begin: date, end: date, value: Decimal, ground: str) -> Target:
    """What the unit is to reach from `begin` to `end`. Raises ValidationError for an indicator that is only watched."""
    if not may(asker, "measurement.define", unit):
        raise PermissionDenied("measurement.define")
    indicator = catalogue.indicator(code)
    if indicator.target_type == "monitor":
        raise ValidationError(sentence(Issue("code", "measurement.monitor_refuses_target", {"id": indicator.id})))
    target, _ = Target.objects.update_or_create(
        code=indicator.code, unit=unit, begin=begin, end=end,
        defaults={"value": value, "ground": ground, "set_by": asker, "set_at": timezone.now()},
    )  # fmt: skip
    write(asker, "measurement.set_target", target, ground, {"code": indicator.code, "value": str(value)})
    return target
