"""Links that show a draft to somebody without an account: which hold, and what keeps a text inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core import signing
from django.utils import timezone

from nhip.newsroom.models.addresses import PreviewLink
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.newsroom.models.stages import Stage

_SALT = "nhip.newsroom.preview"


def token_of(link: PreviewLink) -> str:
    """What stands in the address: signed, so that a guess never reaches the table."""
    return signing.dumps([link.pk, link.nonce], salt=_SALT)


def link_of(token: str) -> PreviewLink | None:
    """The link behind a token while it holds; None when it ended, was taken back, or its story may not be seen."""
    try:
        pk, nonce = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, TypeError, ValueError):
        return None
    link = PreviewLink.objects.select_related("story__stage").filter(pk=pk, nonce=nonce, revoked_at=None).first()
    if link is None or link.until <= timezone.now() or closed(link.story.stage):
        return None
    return link


def closed(stage: Stage) -> list[Issue]:
    """What keeps a text inside: it was withdrawn, or its embargo still holds."""
    issues = []
    if stage.public == "withdrawn":
        issues.append(Issue("story", "newsroom.preview_withdrawn", {}))
    if stage.embargo_until is not None and stage.embargo_until > timezone.now():
        issues.append(Issue("story", "newsroom.preview_embargo", {}))
    return issues
