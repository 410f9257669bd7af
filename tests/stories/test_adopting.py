"""A plan lands on the desks of today, everything may be sent twice, nobody acts without the permit."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied

from nhip.agencies.actions.accounts import appoint, open_account
from nhip.agencies.actions.directory import load_packaged
from nhip.agencies.actions.units import take_up
from nhip.agencies.models.accounts import Account
from nhip.documents.actions.reading import read_document
from nhip.documents.actions.receiving import receive_file
from nhip.documents.actions.reviewing import confirm_record
from nhip.documents.models import Document
from nhip.documents.queries.review import review_of
from nhip.journal.actors import Machine
from nhip.plans.actions.activities import record_activity
from nhip.plans.actions.plans import adopt
from nhip.plans.models.activities import Activity
from nhip.plans.models.plans import Plan
from nhip.plans.models.tasks import TaskPart
from nhip.plans.queries.tasks import tasks_of

PLAN = """ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH LẠNG SƠN Độc lập - Tự do - Hạnh phúc

Số: 57/KH-UBND

Lạng Sơn, ngày 12 tháng 3 năm 2024

KẾ HOẠCH
Tuyên truyền cửa khẩu xanh năm 2024

Ủy ban nhân dân tỉnh ban hành Kế hoạch tuyên truyền cửa khẩu xanh năm 2024 như sau:

I. MỤC ĐÍCH
- Nâng cao nhận thức của người dân và doanh nghiệp về bảo vệ môi trường tại cửa khẩu.

II. TỔ CHỨC THỰC HIỆN
1. Sở Ngoại vụ
- Chủ trì, phối hợp với Sở Kế hoạch và Đầu tư và các cơ quan liên quan xây dựng tài liệu giới thiệu song ngữ.
2. Sở Tài nguyên và Môi trường
- Chủ trì cung cấp số liệu môi trường cho các cơ quan báo chí.
3. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh
- Phối hợp tuyên truyền trong đoàn viên, hội viên.

Nơi nhận:
- Như trên;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
"""
TODAY = date(2026, 11, 21)
BEGIN = date(2026, 1, 1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(settings: object, tmp_path: object) -> Account:
    settings.NHIP_ORIGINALS = tmp_path  # type: ignore[attr-defined]
    load_packaged(Machine("mẫu"))
    account = open_account(
        Machine("mẫu"), email="nong.thi.mai@mau.vn", name="Nông Thị Mai", password=None, ground="mẫu"
    )
    appoint(Machine("mẫu"), account, role="officer", unit=None, since=BEGIN, decision="mẫu")
    return account


def confirmed(officer: Account) -> Document:
    (received,) = receive_file(officer, "ke-hoach.txt", PLAN.encode())
    assert received.document is not None
    document = read_document(Machine("mẫu"), received.document.pk)
    assert document is not None
    confirm_record(officer, document, review_of(officer, document).seal)
    return document


def deed(officer: Account, plan: Plan, quantity: int, entry: int) -> Activity:
    (unit,) = take_up(officer, ["lang-son/so-ngoai-vu"], ground="mẫu")
    return record_activity(
        officer, entry=UUID(int=entry), unit=unit, task=plan.tasks.first(), kind="loudspeaker_play",
        title="Phát bản tin cửa khẩu xanh", on=date(2026, 5, 4), quantity=Decimal(quantity), measure="lượt",
    )  # fmt: skip


def test_duties_land_on_the_desks_of_today_or_stay_questions(officer: Account) -> None:
    plan = adopt(officer, confirmed(officer), TODAY)
    parts = {part.name: part for part in TaskPart.objects.filter(task__plan=plan).select_related("unit")}
    assert parts["Sở Ngoại vụ"].unit is not None
    moved = parts["Sở Kế hoạch và Đầu tư"]
    assert moved.unit is not None
    assert moved.moved_by
    assert moved.unit.key == "lang-son/so-tai-chinh" or "tai-chinh" in moved.unit.key
    assert all((part.unit is None) == bool(part.question) for part in parts.values())
    assert plan.tasks.filter(request=True).count() == 1
    assert plan.tasks.first() in tasks_of(officer, parts["Sở Ngoại vụ"].unit)


def test_everything_may_be_sent_twice(officer: Account) -> None:
    document = confirmed(officer)
    plan = adopt(officer, document, TODAY)
    assert adopt(officer, document, TODAY) == plan
    assert deed(officer, plan, 5, 9) == deed(officer, plan, 5, 9)
    assert Activity.objects.count() == 1


def test_nobody_adopts_or_records_without_the_permit(officer: Account) -> None:
    document = confirmed(officer)
    plan = adopt(officer, document, TODAY)
    stranger = open_account(Machine("mẫu"), email="khach@mau.vn", name="Lục Văn Kha", password=None, ground="mẫu")
    with pytest.raises(PermissionDenied):
        adopt(stranger, document, TODAY)
    with pytest.raises(PermissionDenied):
        deed(stranger, plan, 1, 3)
