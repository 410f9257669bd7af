"""The brand kit: an item added, approved by another person, ended."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.journal.actions import write
from nhip.media.actions.originals import keep
from nhip.media.models.brands import BrandItem
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.agencies.models.units import Unit

COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
MOST_BYTES = 20 * 1024 * 1024


@transaction.atomic
def add_brand_item(
    asker: Account, unit: Unit, kind: str, name: str, since: date, until: date | None = None, *, value: str = "",
    file: tuple[str, bytes, str] | None = None, note: str = "",
) -> BrandItem:  # fmt: skip
    """Add a logo, a colour, a template or a font; `file` is (name, bytes, type). Raises PermissionDenied, Refused."""
    if not may(asker, "media.brand", unit):
        raise PermissionDenied("media.brand")
    issues = []
    if kind not in dict(BrandItem.KINDS):
        issues.append(Issue("kind", "media.brand_kind_unknown", {"kind": kind}))
    if not name.strip():
        issues.append(Issue("name", "media.brand_nameless", {}))
    if kind == "colour" and not COLOUR.fullmatch(value.strip()):
        issues.append(Issue("value", "media.brand_colour_form", {}))
    if kind != "colour" and (file is None or not file[1] or len(file[1]) > MOST_BYTES):
        issues.append(Issue("file", "media.brand_file_missing", {"most": MOST_BYTES // 1048576}))
    if until is not None and until < since:
        issues.append(Issue("until", "media.consent_backwards", {"until": f"{until:%d/%m/%Y}"}))
    if issues:
        raise Refused(issues)
    original = keep(asker, file[1], file[0], file[2]) if file is not None and kind != "colour" else None
    row = BrandItem.objects.create(
        unit=unit, kind=kind, name=name.strip()[:120], value=value.strip().lower() if kind == "colour" else "",
        original=original, note=note.strip()[:300], since=since, until=until, added_by=asker, added_at=timezone.now(),
    )  # fmt: skip
    write(asker, "media.add_brand_item", row, "", {"kind": kind, "since": since})
    return row


@transaction.atomic
def approve_brand_item(asker: Account, item: BrandItem) -> BrandItem:
    """Say that an item is the agency's; never by who added it. Twice is no error. Raises PermissionDenied, Refused."""
    row = BrandItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if not may(asker, "media.brand", row.unit_id):
        raise PermissionDenied("media.brand")
    if asker.pk == row.added_by_id:
        raise Refused([Issue("by", "media.own_brand_item", {})])
    if row.approved_by_id is None:
        row.approved_by, row.approved_at = asker, timezone.now()
        row.save(update_fields=["approved_by", "approved_at"])
        write(asker, "media.approve_brand_item", row, "", {"kind": row.kind})
    return row


@transaction.atomic
def end_brand_item(asker: Account, item: BrandItem, until: date) -> BrandItem:
    """The last day on which an item is used. Raises PermissionDenied, Refused."""
    row = BrandItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if not may(asker, "media.brand", row.unit_id):
        raise PermissionDenied("media.brand")
    if until < row.since:
        raise Refused([Issue("until", "media.consent_backwards", {"until": f"{until:%d/%m/%Y}"})])
    row.until = until
    row.save(update_fields=["until"])
    write(asker, "media.end_brand_item", row, "", {"until": until})
    return row
