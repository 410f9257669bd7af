"""Kinds that a province adds or retires by itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.journal.actions import write
from nhip.plans import kinds
from nhip.plans.models.activities import AddedKind
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account


@transaction.atomic
def add_kind(asker: Account, spec: Mapping[str, object], ground: str = "") -> AddedKind:
    """Add a kind, or replace one of the same code. Raises PermissionDenied, Refused with everything that is wrong."""
    if not may(asker, "plans.arrange"):
        raise PermissionDenied("plans.arrange")
    kind, issues = kinds.read_kind(spec, kinds.packaged().groups, added=True)
    if kind is None:
        raise Refused(issues)
    row, _ = AddedKind.objects.update_or_create(
        code=kind.code, defaults={"spec": dict(spec), "by": asker, "at": timezone.now(), "retired_at": None}
    )
    write(asker, "plans.add_kind", row, ground, {"code": kind.code, "name": kind.name})
    return row


@transaction.atomic
def retire_kind(asker: Account, code: str, ground: str = "") -> None:
    """Take a kind out of the forms; what was logged under it stays. Raises PermissionDenied, Refused when unknown."""
    if not may(asker, "plans.arrange"):
        raise PermissionDenied("plans.arrange")
    shipped = kinds.packaged().kinds.get(code)
    row = AddedKind.objects.filter(code=code).first()
    if row is None and shipped is None:
        raise Refused([Issue("kind", "plans.entry_kind", {"kind": code})])
    if row is None:
        row = AddedKind(code=code, spec={}, by=asker, at=timezone.now())  # ours keeps its own words
    row.retired_at = timezone.now()
    row.save()
    write(asker, "plans.retire_kind", row, ground, {"code": code})


@transaction.atomic
def restore_kind(asker: Account, code: str, ground: str = "") -> None:
    """Put a retired kind back into the forms. Raises PermissionDenied, Refused when no kind of the code was retired."""
    if not may(asker, "plans.arrange"):
        raise PermissionDenied("plans.arrange")
    row = AddedKind.objects.filter(code=code).exclude(retired_at=None).first()
    if row is None:
        raise Refused([Issue("kind", "plans.entry_kind", {"kind": code})])
    facts = {"code": code}
    if row.spec:
        row.retired_at = None
        row.save(update_fields=["retired_at"])
        write(asker, "plans.restore_kind", row, ground, facts)
    else:  # ours, taken out by a row that says nothing else
        write(asker, "plans.restore_kind", row, ground, facts)
        row.delete()
