"""The shared shelf: an approved product is put there, used with a tap that logs itself, taken down with word to all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.documents.intake.looking import bears_mark_in
from nhip.journal.actions import write
from nhip.media import fetching
from nhip.media.actions.originals import keep
from nhip.newsroom.models.shelf import ShelfItem, ShelfUse
from nhip.newsroom.models.stages import Stage
from nhip.newsroom.queries.shelf import may_use, on_shelf
from nhip.newsroom.states import SHOWN
from nhip.newsroom.uses import uses
from nhip.notices.actions import tell
from nhip.plans.actions.activities import record_activity
from nhip.plans.models.activities import Activity
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.agencies.models.units import Unit
    from nhip.newsroom.models.stories import Story
    from nhip.plans.models.tasks import Task

MOST_BYTES = 50 * 1024 * 1024
FILES = {"application/pdf": "%PDF", "image/png": "\x89PNG", "image/jpeg": "\xff\xd8\xff", "audio/mpeg": "",
         "audio/ogg": "OggS"}  # fmt: skip
"""Files that a commune can print or play, each with how it begins (latin-1)."""


@transaction.atomic
def shelve_story(
    asker: Account, story: Story, *, ways: Sequence[str], users: Sequence[Unit] = (), until: date | None = None
) -> ShelfItem:
    """Put a public story on the shelf, for the agencies named or for all. Raises PermissionDenied, Refused."""
    if not may(asker, "newsroom.shelve", story.unit_id):
        raise PermissionDenied("newsroom.shelve")
    issues = _against(ways, until)
    if Stage.objects.get(story=story).public not in SHOWN:
        issues.append(Issue("story", "newsroom.shelf_not_public", {}))
    if ShelfItem.objects.filter(story=story, withdrawn_at__isnull=True).exists():
        issues.append(Issue("story", "newsroom.shelf_already", {}))
    if issues:
        raise Refused(issues)
    return _shelve(asker, story.unit, story.title, ways, users, until, story=story, contact=story.contact,
                   language=story.locale.language_code)  # fmt: skip


def shelve_file(
    asker: Account, unit: Unit, title: str, data: bytes, name: str, type: str, *, contact: str, ways: Sequence[str],
    users: Sequence[Unit] = (), until: date | None = None,
) -> ShelfItem:  # fmt: skip
    """Put a poster or a recording on the shelf. One under a secrecy mark leaves nothing. Raises as `shelve_story`."""
    if not may(asker, "newsroom.shelve", unit):
        raise PermissionDenied("newsroom.shelve")
    issues = _against(ways, until)
    if not title.strip():
        issues.append(Issue("title", "newsroom.title_missing", {}))
    if not contact.strip():
        issues.append(Issue("contact", "newsroom.contact_missing", {}))
    begins = FILES.get(type)
    if not data or len(data) > MOST_BYTES or begins is None or not data.startswith(begins.encode("latin-1")):
        facts = {"name": name[-80:], "most": MOST_BYTES // (1024 * 1024)}
        issues.append(Issue("file", "newsroom.shelf_file", facts))
    if issues:
        raise Refused(issues)
    if not type.startswith("audio/") and bears_mark_in(name, data):
        raise Refused([Issue("file", "documents.picture_secret", {})])
    with transaction.atomic():
        original = keep(asker, data, name, type)
        return _shelve(asker, unit, title.strip(), ways, users, until, original=original, contact=contact.strip())


def _shelve(
    asker: Account, unit: Unit, title: str, ways: Sequence[str], users: Sequence[Unit], until: date | None,
    **more: object,
) -> ShelfItem:  # fmt: skip
    item = ShelfItem.objects.create(
        unit=unit, title=title[:200], uses=list(dict.fromkeys(ways)), everywhere=not users, until=until, by=asker,
        at=timezone.now(), **more,
    )  # fmt: skip
    item.users.set(users)
    write(asker, "newsroom.shelve", item, title[:200], {"uses": item.uses, "until": until, "users": len(users)})
    return item


def _against(ways: Sequence[str], until: date | None) -> list[Issue]:
    issues = [] if ways else [Issue("uses", "newsroom.shelf_no_use", {})]
    issues += [Issue("uses", "newsroom.shelf_use_unknown", {"use": one}) for one in ways if one not in uses()]
    if until is not None and until < timezone.localdate():
        issues.append(Issue("until", "newsroom.shelf_until", {"until": f"{until:%d/%m/%Y}"}))
    return issues


@transaction.atomic
def use_item(
    asker: Account, item: ShelfItem, unit: Unit, use: str, *, entry: UUID, task: Task | None = None,
    quantity: Decimal = Decimal(1), link: str = "",
) -> ShelfUse:  # fmt: skip
    """Log that an agency played, posted or printed a product. The same `entry` again gives the first use.

    It is an activity of that agency under its task; a link typed with it is its proof. Raises PermissionDenied,
    Refused for a product that was withdrawn, ran out or is not for this use.
    """
    if not may_use(asker, item, unit.pk):
        raise PermissionDenied("plans.record")
    held = ShelfItem.objects.select_for_update().get(pk=item.pk)  # two taps wait for each other, a withdrawal too
    known = ShelfUse.objects.filter(entry=entry).first()
    if known is not None:
        return known
    issues, proofs = [], []
    if not on_shelf().filter(pk=held.pk).exists():
        issues.append(Issue("item", "newsroom.shelf_gone", {}))
    if use not in held.uses:
        issues.append(Issue("use", "newsroom.shelf_use_unknown", {"use": use}))
    if quantity < 1:
        issues.append(Issue("quantity", "newsroom.shelf_quantity", {}))
    if link.strip():
        address = fetching.written(link)
        if isinstance(address, Issue):
            issues.append(address)
        else:
            proofs.append(address)
    if issues:
        raise Refused(issues)
    how = uses()[use]
    activity = record_activity(
        asker, entry=entry, unit=unit, task=task, kind=how.counts_as, title=f"{how.said}: {held.title}"[:300],
        on=timezone.localdate(), quantity=quantity if how.many else Decimal(1), proofs=proofs,
        language=held.language.split("-")[0], source=Activity.Source.LOG,
    )  # fmt: skip
    made = ShelfUse.objects.create(
        item=held, unit=unit, entry=entry, use=use, activity=activity, by=asker, at=timezone.now()
    )
    write(asker, "newsroom.use_item", made, held.title, {"use": use, "unit": unit.pk, "quantity": str(quantity)})
    return made


@transaction.atomic
def withdraw_item(asker: Account, item: ShelfItem, reason: str) -> ShelfItem:
    """Take a product down; everybody who used it is told what and why. Down already is no error."""
    if not may(asker, "newsroom.shelve", item.unit_id):
        raise PermissionDenied("newsroom.shelve")
    if not reason.strip():
        raise Refused([Issue("reason", "newsroom.shelf_reason", {})])
    held = ShelfItem.objects.select_for_update().get(pk=item.pk)
    if held.withdrawn_at is None:
        _take_down(asker, held, reason)
    return held


@transaction.atomic
def withdraw_story_items(asker: Account, story: Story, reason: str) -> None:
    """The story was withdrawn from the public: it leaves the shelf too. The permit was asked at the withdrawal."""
    for held in ShelfItem.objects.select_for_update().filter(story=story, withdrawn_at__isnull=True):
        _take_down(asker, held, reason)


def _take_down(asker: Account, held: ShelfItem, reason: str) -> None:
    held.withdrawn_at, held.withdrawn_by, held.withdrawn_why = timezone.now(), asker, reason.strip()[:500]
    held.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
    told = {use.by_id: use.by for use in held.used.select_related("by")}
    for account in told.values():
        tell(asker, account, "shelf_withdrawn", f"shelf:{held.pk}", "/toa-soan/ke-chung/",
             {"title": held.title, "reason": held.withdrawn_why})  # fmt: skip
    write(asker, "newsroom.withdraw_item", held, reason.strip()[:300], {"told": len(told)})
