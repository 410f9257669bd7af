"""A use of the shared shelf is proven where it was tapped: with a photo, the log of the loudspeaker, or the link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from nhip.agencies.refusals import Refused
from nhip.journal.actions import write
from nhip.newsroom.uses import uses
from nhip.plans.actions.evidence import attach_link, attach_photo
from nhip.plans.actions.playback import attach_log
from nhip.plans.models.activities import Activity
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.newsroom.models.shelf import ShelfUse


@transaction.atomic
def prove_use(
    asker: Account, use: ShelfUse, *, photo: bytes = b"", log: tuple[str, bytes] | None = None, link: str = ""
) -> ShelfUse:
    """Attach what proves a use to its activity; from then on `measurement` counts it as proven (ruling 6).

    `log`: name and bytes of a playback log, only for what is played; it also says how many times. The product may have
    been withdrawn since: what was done was done. Raises PermissionDenied, Refused.
    """
    activity = use.activity
    if activity.state == Activity.State.CANCELLED:
        raise Refused([Issue("use", "newsroom.shelf_use_cancelled", {})])
    if not photo and log is None and not link.strip():
        raise Refused([Issue("file", "plans.proof_empty", {})])
    if log is not None:
        if not uses()[use.use].logs:
            raise Refused([Issue("file", "newsroom.shelf_no_log", {})])
        attach_log(asker, activity, *log, title=use.item.title)
    if photo:
        attach_photo(asker, activity, photo)
    if link.strip():
        attach_link(asker, activity, link)
    how = "log" if log is not None else "photo" if photo else "link"
    write(asker, "newsroom.prove_use", use, use.item.title, {"how": how, "activity": activity.pk})
    return use
