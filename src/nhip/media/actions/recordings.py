"""A recording received, packed for the public, described, and heard by a second person."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.journal.actions import write
from nhip.media import originals
from nhip.media.actions.originals import erase, keep
from nhip.media.actions.rights import look_again
from nhip.media.models.recordings import Recording
from nhip.media.packing import MOST_BYTES, Packed, pack, reader_of
from nhip.media.queries.recordings import heard_of
from nhip.media.recordings import languages, tidy_captions, wrong_captions
from nhip.text.issues import Issue, sentence

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.agencies.models.units import Unit
    from nhip.journal.actors import Actor


@transaction.atomic
def receive_recording(
    asker: Account, unit: Unit, key: str, kind: str, title: str, language: str, data: bytes
) -> Recording:
    """Keep what a person recorded; the same key twice is one recording. Raises PermissionDenied, Refused."""
    if not may(asker, "media.record", unit):
        raise PermissionDenied("media.record")
    known = Recording.objects.filter(key=key, recorded_by=asker).first()
    if known is not None:
        return known
    issues = []
    if not title.strip():
        issues.append(Issue("title", "media.recording_nameless", {}))
    if language not in languages():
        issues.append(Issue("language", "media.language_unknown", {"language": language}))
    if kind not in dict(Recording.KINDS) or not reader_of(data[:16]):
        issues.append(Issue("file", "media.recording_unknown", {}))
    if len(data) > MOST_BYTES:
        issues.append(Issue("file", "media.recording_heavy", {"most": MOST_BYTES // 1048576}))
    if issues:
        raise Refused(issues)
    sent = keep(asker, data, f"ghi-{key}", "application/octet-stream")
    row = Recording.objects.create(
        unit=unit, key=key, kind=kind, title=title.strip()[:200], language=language, sent=sent, recorded_by=asker,
        recorded_at=timezone.now(), hands=[asker.pk],
    )  # fmt: skip
    write(asker, "media.receive_recording", row, "", {"kind": kind, "language": language, "size": len(data)})
    return row


def pack_recording(actor: Actor, recording_id: int) -> Recording:
    """Pack one that was sent. Packing takes minutes and happens outside the transaction; twice does it once."""
    row = Recording.objects.select_related("sent").get(pk=recording_id)
    if row.state != "sent":
        return row
    found = pack(originals.load(settings.NHIP_MEDIA, row.sent.sha256), row.kind)
    return _keep_packed(actor, recording_id, found)


@transaction.atomic
def _keep_packed(actor: Actor, recording_id: int, found: Packed | Issue) -> Recording:
    row = Recording.objects.select_for_update(of=("self",)).select_related("sent").get(pk=recording_id)
    if row.state != "sent":
        return row
    if isinstance(found, Issue):
        row.state, row.fault = "refused", sentence(found)[:300]
        erase(actor, row.sent, "không dùng được")
    else:
        row.state, row.seconds, row.width, row.height = "ready", found.seconds, found.width, found.height
        row.packed = keep(actor, found.data, f"ban-ghi-{row.pk}", found.type)
        if found.poster:
            row.poster = keep(actor, found.poster, f"ban-ghi-{row.pk}.jpg", "image/jpeg")
    row.save()
    write(actor, "media.pack_recording", row, row.fault, {"state": row.state, "seconds": row.seconds})
    return row


@transaction.atomic
def describe_recording(
    asker: Account, recording: Recording, *, title: str, language: str, transcript: str, captions: str, credit: str,
    licence: str, rights_holder: str, rights_until: date | None = None, machine_made: bool = False,
    shows_children: bool = False,
) -> Recording:  # fmt: skip
    """Write its words and its rights. Whoever works on it is no second listener of it any more; what was heard falls
    when a word changes. Raises PermissionDenied, Refused."""
    row = Recording.objects.select_for_update(of=("self",)).select_related("packed").get(pk=recording.pk)
    if not may(asker, "media.record", row.unit_id):
        raise PermissionDenied("media.record")
    issues = wrong_captions(captions, row.seconds)
    if not title.strip():
        issues.append(Issue("title", "media.recording_nameless", {}))
    if language not in languages():
        issues.append(Issue("language", "media.language_unknown", {"language": language}))
    if licence and not rights_holder.strip():
        issues.append(Issue("rights_holder", "media.holder_missing", {}))
    if issues:
        raise Refused(issues)
    row.title, row.transcript, row.captions = title.strip()[:200], transcript.strip(), tidy_captions(captions)
    row.credit, row.licence, row.rights_holder = credit.strip()[:200], licence, rights_holder.strip()[:200]
    row.rights_until, row.machine_made, row.language = rights_until, machine_made, language
    row.shows_children = shows_children
    row.hands = sorted({*row.hands, asker.pk})
    if row.heard_sha256 != heard_of(row) or row.heard_by_id in row.hands:
        row.heard_by, row.heard_at, row.heard_sha256 = None, None, ""
    row.save()
    write(asker, "media.describe_recording", row, "", {"language": language, "licence": licence})
    look_again(asker, [row], timezone.localdate())
    return row


@transaction.atomic
def hear_recording(asker: Account, recording: Recording, sha256: str) -> Recording:
    """A second person heard exactly this, and what is said is what its words say. `sha256`: what the asker heard.

    Raises PermissionDenied, Refused for whoever had a hand in it and for another file or other words than heard.
    """
    row = Recording.objects.select_for_update(of=("self",)).select_related("packed").get(pk=recording.pk)
    if not may(asker, "media.listen", row.unit_id):
        raise PermissionDenied("media.listen")
    issues = []
    if row.state != "ready":
        issues.append(Issue("state", "media.recording_unready", {}))
    if asker.pk == row.recorded_by_id or asker.pk in row.hands:
        issues.append(Issue("by", "media.own_recording", {}))
    if not row.transcript.strip():
        issues.append(Issue("transcript", "media.nothing_to_compare", {}))
    if sha256 != heard_of(row):
        issues.append(Issue("sha256", "media.recording_changed", {}))
    if issues:
        raise Refused(issues)
    row.heard_by, row.heard_at, row.heard_sha256 = asker, timezone.now(), sha256
    row.save(update_fields=["heard_by", "heard_at", "heard_sha256"])
    write(asker, "media.hear_recording", row, "", {"sha256": sha256, "language": row.language})
    return row
