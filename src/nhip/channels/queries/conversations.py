"""Doors by their address, conversations that can be answered now, and what to say of one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings

from nhip.channels import sealing
from nhip.channels.models.conversations import Conversation, Door
from nhip.feedback.terms import VIETNAM

if TYPE_CHECKING:
    from nhip.feedback.models.matters import Matter


def door_by_name(name: str) -> Door | None:
    """The open door at an address."""
    rows = Door.objects.select_related("outlet__unit").filter(closed_at__isnull=True, outlet__ended_on__isnull=True)
    return rows.filter(name=name[:40]).first()


def secrets_at(door: Door) -> Mapping[str, str]:
    """What proves a call genuine. Raises ValueError where another key folder sealed it."""
    return sealing.unseal(settings.NHIP_KEYS, door.sealed)


def to_answer(now: datetime) -> list[int]:
    """Conversations whose matter has its approved answer, or was sent on, and that a machine may answer now."""
    rows = Conversation.objects.filter(
        state__in=("open", "sending"), next_at__lte=now, matter__state__in=("answered", "passed_on", "closed")
    )
    return list(rows.order_by("next_at", "pk").values_list("pk", flat=True)[:200])


def said_of(matter: Matter) -> str:
    """Whether an answer still reaches the person there, plainly; empty where it did not come by a channel."""
    row = Conversation.objects.select_related("outlet").filter(matter=matter).first()
    if row is None:
        return ""
    until = f"{row.expires_at.astimezone(VIETNAM):%H:%M, %d/%m/%Y}"
    return {
        "open": f"{row.outlet.name}: trả lời được ở đó đến {until}.",
        "sending": f"{row.outlet.name}: đang gửi câu trả lời.",
        "out": f"{row.outlet.name}: đã trả lời ở đó.",
        "failed": f"{row.outlet.name}: không trả lời được ở đó. {row.fault}",
        "expired": f"{row.outlet.name}: hết hạn trả lời ở đó từ {until}; mã hội thoại đã xóa.",
        "gone": f"{row.outlet.name}: người viết đã gỡ; nội dung và mã hội thoại đã xóa.",
    }[row.state]
