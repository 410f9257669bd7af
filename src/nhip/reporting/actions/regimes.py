"""Regimes and outlines into the tables, and changed there by a decision."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.journal.actions import write
from nhip.measurement import catalogue
from nhip.reporting import regimes
from nhip.reporting.models.regimes import Outline, Regime
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.journal.actors import Machine


@transaction.atomic
def load_packaged(machine: Machine) -> int:
    """Bring the packaged rows in; those that a person changed stay as they are. The number of rows written."""
    done = 0
    for row in regimes.rows("outlines", "outline"):
        held = Outline.objects.filter(code=row["code"]).first()
        if held is None or (held.packaged and held.data != _json(row)):
            Outline.objects.update_or_create(code=row["code"], defaults={"name": row["name"], "data": _json(row)})
            done += 1
    for row in regimes.rows("regimes", "regime"):
        key = {"code": row["code"], "valid_from": row["valid_from"]}
        kept = Regime.objects.filter(**key).first()
        if kept is None or (kept.packaged and kept.data != _json(row)):
            Regime.objects.update_or_create(
                **key, defaults={"name": row["name"], "data": _json(row), "valid_to": row.get("valid_to")}
            )
            done += 1
    if done:
        write(machine, "reporting.load_packaged", "reporting", "", {"rows": done})
    return done


@transaction.atomic
def change_regime(asker: Account, code: str, data: Mapping[str, Any], since: date, ground: str) -> Regime:
    """The regime reads so from a day on; the one that stood ends on the eve, a later one that is known still follows.

    Rounds that were opened keep what they were opened with. Raises PermissionDenied without the permit, Refused without
    a ground or when the data do not hold together.
    """
    if not may(asker, "reporting.open"):
        raise PermissionDenied("reporting.open")
    if not ground.strip():
        raise Refused([Issue("ground", "reporting.regime_needs_ground", {})])
    row = {name: said for name, said in data.items() if name != "valid_to"} | {"code": code, "valid_from": since}
    value = regimes.regime_from(row)
    outlines = {one.code: regimes.outline_from(one.data) for one in Outline.objects.all()}
    if issues := regimes.check(
        [value], outlines or regimes.packaged_outlines(), [one.code for one in catalogue.packaged()]
    ):
        raise Refused(issues)
    standing = Regime.objects.filter(code=code, valid_from__lt=since).exclude(valid_to__lt=since)
    standing.update(valid_to=since - timedelta(days=1), packaged=False)
    later = Regime.objects.filter(code=code, valid_from__gt=since).order_by("valid_from").first()
    held, _ = Regime.objects.update_or_create(
        code=code, valid_from=since,
        defaults={
            "name": value.name, "data": _json(row), "packaged": False, "ground": ground.strip()[:300],
            "valid_to": later.valid_from - timedelta(days=1) if later else None,
        },
    )  # fmt: skip
    write(asker, "reporting.change_regime", held, ground, {"code": code, "since": since})
    return held


def _json(value: Any) -> Any:
    """As it comes back from the table: days as text."""
    if isinstance(value, Mapping):
        return {key: _json(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_json(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value
