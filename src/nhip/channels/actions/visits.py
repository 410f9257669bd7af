"""Verbs of counted visits: take in what the portal counted, join a site's counter, read it day by day, take a rating.

Nothing here is about a person; ratings and counts become sums of a page and a day before anything is written.
"""

from __future__ import annotations

import logging
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.channels import sealing
from nhip.channels.counting import LONGEST, read_counts, rules
from nhip.channels.models.outlets import Outlet
from nhip.channels.models.visits import CountsTaken, PageDay, RatingDay, WebDay, WebSource
from nhip.channels.queries.visits import counter_of, is_our_portal, sources
from nhip.channels.rating import REASONS
from nhip.channels.statistics.kinds import OWN, against
from nhip.channels.statistics.reading import DayRead, NotRead
from nhip.journal.actions import write
from nhip.journal.actors import Machine
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.journal.actors import Actor

log = logging.getLogger(__name__)
READERS = Machine("channels.readers")
AGAIN = 3
"""Days that are read again: counters finish a day late, and correct it."""
MOST_DAYS = 31
"""Days read of one site in one run; a long past is taken up run by run."""


def take_in_counts(actor: Actor, folder: Path) -> int:
    """Add what the portal's processes laid down, each file once whatever breaks. How many openings."""
    total = 0
    for path in sorted(folder.glob("*.json")):
        try:
            total += _take_in(path)
        except ValueError:
            log.warning("no counts of ours: %s", path.name)
            path.rename(path.with_suffix(".bad"))
            continue
        path.unlink(missing_ok=True)
    with transaction.atomic():
        old = timezone.localdate() - timedelta(days=rules().keep_days)
        PageDay.objects.filter(on__lt=old).delete()
        CountsTaken.objects.filter(at__lt=timezone.now() - timedelta(days=7)).delete()
        if total:
            write(actor, "channels.take_in_counts", "channels.pageday", "", {"views": total})
    return total


@transaction.atomic
def _take_in(path: Path) -> int:
    """One file. Added before, by a process that was killed between adding and erasing it, it adds nothing."""
    counts = read_counts(path)
    _, fresh = CountsTaken.objects.get_or_create(name=path.stem[:60], defaults={"at": timezone.now()})
    if not fresh:
        return 0
    for one in counts:
        PageDay.objects.get_or_create(on=one.on, path=one.path)
        PageDay.objects.filter(on=one.on, path=one.path).update(
            views=F("views") + one.views, visits=F("visits") + one.visits
        )
    return sum(one.views for one in counts)


@transaction.atomic
def join_counter(
    asker: Account,
    outlet_id: int,
    kind: str,
    *,
    base: str = "",
    site: str = "",
    token: str = "",
    since: date | None = None,
) -> WebSource:
    """Say where a site's visits are counted. The access token is kept sealed. Raises PermissionDenied, Refused."""
    row = Outlet.objects.select_for_update().get(pk=outlet_id)
    if not may(asker, "channels.register", row.unit_id):
        raise PermissionDenied("channels.register")
    base, site, token = base.strip(), site.strip(), token.strip()
    issues = against(kind, base, site, token, settings.NHIP_STATISTICS_HOSTS)
    if row.platform != "website" or row.ended_on is not None:
        issues.append(Issue("outlet", "channels.counter_needs_site", {}))
    elif kind == OWN and not is_our_portal(row):
        issues.append(Issue("kind", "channels.counter_elsewhere", {}))
    if issues:
        raise Refused(issues)
    told = {"kind": kind, "base": base, "site": site, "fault": "", "joined_by": asker, "joined_at": timezone.now()}
    told["sealed"] = sealing.seal(settings.NHIP_KEYS, {"token": token}) if kind != OWN else ""
    told["since"] = since or timezone.localdate()
    source, _ = WebSource.objects.update_or_create(outlet=row, defaults={**told, "read_until": None})
    write(asker, "channels.join_counter", row, "", {"kind": kind, "since": told["since"]})
    return source


def read_counters(actor: Actor) -> int:
    """Read every joined site's finished days that were not read, and the last ones again. How many days."""
    return sum(_read_site(actor, source) for source in sources())


def _read_site(actor: Actor, source: WebSource) -> int:
    last = timezone.localdate() - timedelta(days=1)
    first = source.since if source.read_until is None else source.read_until - timedelta(days=AGAIN - 1)
    first, read, fault = max(first, source.since), 0, ""
    try:
        counter = counter_of(source)
        for number in range(min((last - first).days + 1, MOST_DAYS)):
            on = first + timedelta(days=number)
            _keep(source.outlet, on, counter.definition, counter.day(on))
            read += 1
    except NotRead as error:
        fault = error.fault
    with transaction.atomic():
        until = first + timedelta(days=read - 1) if read else source.read_until
        WebSource.objects.filter(pk=source.pk).update(read_until=until, fault=fault[:300])
        if read or fault != source.fault:
            write(actor, "channels.read_counter", source.outlet, "", {"days": read, "fault": fault[:200]})
    return read


@transaction.atomic
def _keep(outlet: Outlet, on: date, definition: str, parts: tuple[DayRead, ...]) -> None:
    """The day as it is told now; in one language or several, never both."""
    days = WebDay.objects.filter(outlet=outlet, on=on)
    days.exclude(language__in=[one.language for one in parts]).delete()
    for one in parts:
        told = {
            "definition": definition, "views": one.views, "visits": one.visits, "foreign_visits": one.foreign_visits,
            "read_at": timezone.now(),
        }  # fmt: skip
        WebDay.objects.update_or_create(outlet=outlet, on=on, language=one.language, defaults=told)


@transaction.atomic
def rate_page(path: str, said: str) -> None:
    """Add one word about a page: yes, no, or why not. Nothing says who or when of the day. Raises KeyError."""
    if said not in ("yes", "no") and said not in REASONS:
        raise KeyError(said)
    on, path = timezone.localdate(), path[:LONGEST]
    try:
        with transaction.atomic():
            row, fresh = RatingDay.objects.get_or_create(on=on, path=path, said=said)
    except IntegrityError:
        row, fresh = RatingDay.objects.get(on=on, path=path, said=said), False
    RatingDay.objects.filter(pk=row.pk).update(count=F("count") + 1)
    if fresh:  # one entry for a page, a day and a word: an entry for each would say when somebody was here
        write(READERS, "channels.rate_page", row, "", {"said": said})
