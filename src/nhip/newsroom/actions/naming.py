"""Official names entered by offices: proposed by whoever writes, settled by somebody else who may, ended on a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from anyascii import anyascii
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.journal.actions import write
from nhip.newsroom.languages import languages
from nhip.newsroom.models.translating import OfficialName
from nhip.newsroom.names import KINDS
from nhip.newsroom.names import packaged as packaged_names
from nhip.text.issues import Issue
from nhip.text.normalise import nfc

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.agencies.models.units import Unit


@transaction.atomic
def propose_name(
    asker: Account, forms: Mapping[str, Sequence[str]], *, kind: str, source: str, agency: Unit | None = None,
    forbidden: Mapping[str, Sequence[str]] | None = None, since: date | None = None, note: str = "",
    replaces: str = "",
) -> OfficialName:  # fmt: skip
    """A name as somebody says it should be; it binds nobody until another person settles it.

    `replaces`: the key of the name that it is to take the place of. Raises PermissionDenied, Refused.
    """
    if not may(asker, "newsroom.write"):
        raise PermissionDenied("newsroom.write")
    said, wrong = _spellings(forms), _spellings(forbidden or {})
    issues = []
    if not said.get("vi") or len(said) < 2:
        issues.append(Issue("forms", "newsroom.name_empty", {}))
    if kind not in KINDS:
        issues.append(Issue("kind", "newsroom.name_kind_unknown", {"kind": kind}))
    if not source.strip():
        issues.append(Issue("source", "newsroom.name_source_missing", {}))
    if issues:
        raise Refused(issues)
    row = OfficialName.objects.create(
        key=_key(said["vi"][0]), replaces=replaces[:80], kind=kind, status="proposed", forms=said, forbidden=wrong,
        source=source.strip()[:500], agency=agency, note=note.strip()[:300], since=since or timezone.localdate(),
        by=asker, at=timezone.now(),
    )  # fmt: skip
    write(asker, "newsroom.propose_name", row, source.strip()[:300], {"name": said["vi"][0]})
    return row


@transaction.atomic
def settle_name(asker: Account, row: OfficialName, status: str) -> OfficialName:
    """Make a proposed name official, used, or withdraw it. Raises PermissionDenied, Refused for one's own."""
    if not may(asker, "newsroom.names"):
        raise PermissionDenied("newsroom.names")
    row = OfficialName.objects.select_for_update().get(pk=row.pk)
    issues = []
    if row.by_id == asker.pk and status != "withdrawn":
        issues.append(Issue("by", "newsroom.name_own", {}))
    if row.status != "proposed" and status != "withdrawn":
        issues.append(Issue("status", "newsroom.name_status_wrong", {}))
    if issues:
        raise Refused(issues)
    row.status, row.settled_by, row.settled_at = status, asker, timezone.now()
    if row.replaces and status != "withdrawn":
        before = OfficialName.objects.filter(key=row.replaces).first()
        if before is not None:
            before.key, before.status = f"{before.key[:60]}-{before.pk}", "withdrawn"
            before.save(update_fields=["key", "status"])
        row.key = row.replaces
    row.save(update_fields=["key", "status", "settled_by", "settled_at"])
    write(asker, "newsroom.settle_name", row, "", {"name": row.forms["vi"][0], "status": status})
    return row


def _spellings(forms: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    found = {}
    for language, spelled in forms.items():
        kept = [" ".join(nfc(one).split())[:200] for one in spelled if one.strip()]
        if language in languages() and kept:
            found[language] = list(dict.fromkeys(kept))
    return found


def _key(name: str) -> str:
    stem = slugify(anyascii(name))[:70] or "ten"
    known = {one.key for one in packaged_names()} | set(OfficialName.objects.values_list("key", flat=True))
    number, key = 1, stem
    while key in known:
        number += 1
        key = f"{stem}-{number}"
    return key
