"""Taking a playback log in: a day's plays become one activity, proven by the log itself. The same line counts once."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.journal.actions import write
from nhip.plans.actions.activities import amend_activity, record_activity
from nhip.plans.actions.evidence import attach_file
from nhip.plans.models.activities import Activity
from nhip.plans.models.evidence import Playback
from nhip.plans.playback import Day, Log, Play, by_day, of_title, read_log
from nhip.plans.sheets.opening import open_table
from nhip.plans.sheets.reading import SPACE
from nhip.text.issues import Issue
from nhip.text.numbers import write_number

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.agencies.models.units import Unit

KINDS = ("loudspeaker_play", "screen_play")
"""Kinds that a log fills."""


@transaction.atomic
def take_log(
    asker: Account, unit: Unit, name: str, data: bytes, kind: str = "loudspeaker_play"
) -> tuple[list[Activity], Log]:
    """The activities of the log's days, and the log with its faults. A line known already adds nothing.

    Raises PermissionDenied, Refused for what is no log or holds no play.
    """
    if not may(asker, "plans.record", unit):
        raise PermissionDenied("plans.record")
    if kind not in KINDS:
        raise Refused([Issue("kind", "plans.entry_kind", {"kind": kind})])
    zone = timezone.get_current_timezone()
    log = read_log(open_table(name, data), zone)
    if log.refused is not None:
        raise Refused([log.refused])
    today = timezone.localdate()
    days = [day for day in by_day(log.plays, zone) if day.on <= today]
    if not days:
        raise Refused([Issue("file", "plans.log_empty")])
    made = [_take_day(asker, unit, kind, day) for day in days]
    for activity in made:
        attach_file(asker, activity, data, name, playback=True)
    facts = {"kind": kind, "days": len(days), "plays": sum(len(day.plays) for day in days), "faults": len(log.faults)}
    write(asker, "plans.take_log", unit, name[:200], facts)
    return made, log


@transaction.atomic
def attach_log(asker: Account, activity: Activity, name: str, data: bytes, title: str = "") -> Activity:
    """Prove an activity that was logged by hand: the log's plays of its day are its plays, counted by the log.

    Plays that bear `title` are taken; where no play of the day has a title, all of them. A play that another activity
    counts already is never counted again. Raises PermissionDenied, Refused for a log that shows nothing of it.
    """
    if not may(asker, "plans.record", activity.unit_id):
        raise PermissionDenied("plans.record")
    held = Activity.objects.select_for_update().select_related("unit").get(pk=activity.pk)
    if held.kind not in KINDS:
        raise Refused([Issue("kind", "plans.entry_kind", {"kind": held.kind})])
    zone = timezone.get_current_timezone()
    log = read_log(open_table(name, data), zone)
    if log.refused is not None:
        raise Refused([log.refused])
    plays = of_title(next((day.plays for day in by_day(log.plays, zone) if day.on == held.on), ()), title)
    if not plays:
        facts = {"day": f"{held.on:%d/%m/%Y}", "title": title}
        raise Refused([Issue("file", "plans.log_without_it", facts)])
    known = set(Playback.objects.filter(unit=held.unit).exclude(activity=held).values_list("device", "at"))
    plays = [one for one in plays if (one.device, one.at) not in known]
    if not plays:
        raise Refused([Issue("file", "plans.log_counted", {"day": f"{held.on:%d/%m/%Y}"})])
    _keep(held, plays)
    _counted(asker, held, held.kind)
    attach_file(asker, held, data, name, playback=True)
    write(asker, "plans.attach_log", held, name[:200], {"plays": len(plays), "faults": len(log.faults)})
    return held


def _take_day(asker: Account, unit: Unit, kind: str, day: Day) -> Activity:
    entry = uuid.uuid5(SPACE, f"log\n{unit.key}\n{kind}\n{day.on.isoformat()}")
    activity = Activity.objects.filter(entry=entry).first() or record_activity(
        asker, entry=entry, unit=unit, task=None, kind=kind, title=f"Phát theo nhật ký, ngày {day.on:%d/%m/%Y}",
        on=day.on, quantity=Decimal(len(day.plays)), values=_values(kind, day.minutes, day.devices), source="log",
    )  # fmt: skip
    _keep(activity, day.plays)
    return _counted(asker, activity, kind)


def _keep(activity: Activity, plays: Sequence[Play]) -> None:
    """A line that is known already stays where it is counted."""
    Playback.objects.bulk_create(
        (
            Playback(
                activity=activity,
                unit=activity.unit,
                device=one.device,
                at=one.at,
                seconds=one.seconds,
                title=one.title,
            )
            for one in plays
        ),
        ignore_conflicts=True,
    )


def _counted(asker: Account, activity: Activity, kind: str) -> Activity:
    """The day counted from all its lines, those of earlier logs as well."""
    rows = list(activity.playbacks.values_list("device", "seconds"))
    minutes = (Decimal(sum(seconds for _, seconds in rows)) / 60).quantize(Decimal("0.1"))
    values = _values(kind, minutes, len({device for device, _ in rows}))
    if activity.state == Activity.State.CANCELLED or (activity.quantity == len(rows) and activity.values == values):
        return activity
    new = {"quantity": Decimal(len(rows)), "values": values}
    return amend_activity(asker, activity, new, f"Bổ sung từ nhật ký phát, nay {write_number(len(rows))} lượt")


def _values(kind: str, minutes: Decimal, devices: int) -> dict[str, object]:
    if kind == "screen_play":
        return {"screens": str(devices)}
    return {"minutes": format(minutes, "f"), "clusters": str(devices)}
