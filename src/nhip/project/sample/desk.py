"""What stands around the sample's desks: guidance, the shared shelf with one use, a link from the press. Twice adds
nothing."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

from django.db import transaction

from nhip.agencies.actions.units import take_up
from nhip.agencies.models.units import Unit
from nhip.agencies.queries.accounts import account_by_email
from nhip.newsroom.actions.guidance import acknowledge, give_guidance
from nhip.newsroom.actions.intake import send_link
from nhip.newsroom.actions.shelf import shelve_story, use_item
from nhip.newsroom.models.guidance import GuidanceNote
from nhip.newsroom.models.shelf import ShelfItem
from nhip.newsroom.queries.public import public_stories

OFFICER, REPORTER, COMMUNE = "chuyen-vien@mau.nhip.vn", "phong-vien@mau.nhip.vn", "dau-moi-xa@mau.nhip.vn"
DESK = "lang-son/bao-va-phat-thanh-truyen-hinh"
NAMES = "Viết tên xã, phường theo đơn vị hành chính từ 01/7/2025"
GUIDE = (
    "Viết tên xã, phường đang có; tên cũ đặt trong ngoặc khi cần cho người đọc nhận ra.\n"
    "Không viết “huyện”, “thị trấn” trong tin mới, trừ khi kể việc đã qua."
)
_ENTRY = uuid.UUID("0d0a5e4c-2f3b-4a7d-8c52-6b1e7e0f6a90")


@transaction.atomic
def furnish_desks(actor: object, ground: str, today: date) -> None:
    """Guidance for every desk, two products on the shelf, one of them used, one link from the press."""
    officer, reporter, focal = (account_by_email(one) for one in (OFFICER, REPORTER, COMMUNE))
    desk = take_up(actor, [DESK], ground=ground)[0]
    home = Unit.objects.get(pk=next(one.unit_id for one in officer.held() if one.unit_id))
    if not GuidanceNote.objects.filter(title=NAMES).exists():
        note = give_guidance(officer, home, NAMES, GUIDE, since=today - timedelta(days=3), everywhere=True)
        acknowledge(reporter, note)
    if not ShelfItem.objects.exists():
        for story in public_stories("vi").filter(unit=desk, topic__in=("du-lich", "doi-song"))[:2]:
            shelve_story(officer, story, ways=["play", "post", "print"], until=today + timedelta(days=60))
    item = ShelfItem.objects.filter(withdrawn_at__isnull=True).order_by("pk").first()
    commune = next((one.unit_id for one in focal.held() if one.unit_id), None)
    if item is not None and commune is not None:
        entry = uuid.uuid5(_ENTRY, str(item.story_id))
        use_item(focal, item, Unit.objects.get(pk=commune), "play", entry=entry)
    link = "https://bao.mau.nhip.vn/hoi-vao-vu.html"
    send_link(reporter, desk, link, "Hoa hồi vào vụ (bài mẫu)", today - timedelta(days=2), contract="Hợp đồng mẫu 01")
