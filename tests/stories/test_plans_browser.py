"""An officer adopts a plan; an agency takes its task on, hands it in, gets it back; the calendar shows the week."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.stories.test_browser import faultless

from nhip.agencies.actions.directory import load_packaged
from nhip.agencies.actions.units import take_up
from nhip.agencies.models.units import Unit
from nhip.documents.actions.receiving import receive_file
from nhip.documents.actions.reviewing import confirm_record
from nhip.documents.models import Document
from nhip.documents.queries.review import review_of
from nhip.journal.actors import Machine
from nhip.plans.actions.plans import adopt
from nhip.plans.models.activities import Activity
from nhip.plans.models.plans import Plan

pytestmark = [pytest.mark.live, pytest.mark.django_db(transaction=True)]

PLAN = """ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH LẠNG SƠN Độc lập - Tự do - Hạnh phúc

Số: 57/KH-UBND

Lạng Sơn, ngày 12 tháng 3 năm 2024

KẾ HOẠCH
Tuyên truyền cửa khẩu xanh giai đoạn 2024 - 2027

I. MỤC ĐÍCH
- Nâng cao nhận thức của người dân và doanh nghiệp về bảo vệ môi trường tại cửa khẩu.

II. NỘI DUNG
1. Tuyên truyền 02 nhiệm vụ trọng tâm: (1) Giảm rác thải nhựa; (2) Giữ sạch lối mở.

III. TỔ CHỨC THỰC HIỆN
1. Sở Ngoại vụ
- Chủ trì, phối hợp với Sở Kế hoạch và Đầu tư và các cơ quan liên quan xây dựng tài liệu giới thiệu song ngữ.
2. Sở Thông tin và Truyền thông
- Chủ trì, phối hợp với các sở, ban, ngành, UBND các huyện, thành phố tổ chức họp báo định kỳ hằng quý.
3. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh
- Phối hợp tuyên truyền trong đoàn viên, hội viên.

Nơi nhận:
- Như trên;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
"""
WIDTHS = (1280, 390, 360)


@pytest.fixture
def confirmed(transactional_db: None, person: Callable[..., object]) -> Document:
    load_packaged(Machine("thử"))
    asker = person("officer")
    received = receive_file(asker, "ke-hoach.txt", PLAN.encode())
    document = Document.objects.get(pk=received[0].document.pk)
    confirm_record(asker, document, review_of(asker, document).seal)
    return document


def desk(key: str) -> Unit:
    return take_up(Machine("thử"), [key], ground="thử")[0]


@pytest.mark.parametrize("width", WIDTHS)
def test_an_officer_sees_what_a_plan_assigns_adopts_it_and_decides_what_is_open(
    signed_in: Callable[..., Page], confirmed: Document, picture: Callable[..., None], width: int
) -> None:
    page = signed_in("officer", width)
    page.goto("/ke-hoach/")
    page.get_by_role("link", name="Xem trước việc giao").click()
    expect(page.locator("main")).to_contain_text("Cần người quyết định")
    faultless(page)
    picture(page, "plan-preview")
    page.get_by_role("button", name="Đưa vào theo dõi, giao việc").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tuyên truyền cửa khẩu xanh")
    faultless(page)
    picture(page, "plan-tasks")
    page.get_by_role("link", name="Chờ quyết định").click()
    faultless(page)
    picture(page, "plan-questions")
    asked = page.locator(".ask", has_text="UBND các huyện")
    asked.get_by_label("Số, ngày văn bản quyết định").fill("QĐ 12/QĐ-UBND ngày 05/01/2026")
    asked.get_by_role("button").click()
    expect(page.locator("#messages")).to_contain_text("Đã quyết định")
    for section in ("noi-dung", "trien-khai", "chu-de", "kinh-phi", "chien-dich"):
        page.goto(f"/ke-hoach/{Plan.objects.get().pk}/?muc={section}")
        faultless(page)
        picture(page, f"plan-{section}")


def test_a_task_goes_from_desk_to_done_on_a_phone(
    signed_in: Callable[..., Page], confirmed: Document, person: Callable[..., object], picture: Callable[..., None]
) -> None:
    plan = adopt(person("officer"), confirmed, timezone.localdate())
    plan.tasks.update(due_on=timezone.localdate() + timedelta(days=2))
    task = plan.tasks.get(parts__unit__key="lang-son/so-ngoai-vu", parts__role="lead")
    doer = signed_in("focal_point", 390, unit=desk("lang-son/so-ngoai-vu"))
    faultless(doer)
    picture(doer, "today-tasks")
    doer.get_by_role("link", name=task.summary[:40]).click()
    faultless(doer)
    picture(doer, "task")
    doer.get_by_role("button", name="Nhận việc").click()
    doer.get_by_text("Nộp kết quả", exact=True).first.click()
    doer.get_by_label("Kết quả đã đạt").fill("Đã in 500 tờ gấp song ngữ")
    faultless(doer)
    doer.get_by_role("button", name="Nộp kết quả").click()
    expect(doer.locator("#messages")).to_contain_text("chờ nghiệm thu")
    judge = signed_in("officer", unit=desk("lang-son/uy-ban-nhan-dan"))
    expect(judge.locator("main")).to_contain_text("Chờ tôi nghiệm thu")
    faultless(judge)
    picture(judge, "today-judge")
    judge.get_by_role("link", name=task.summary[:40]).click()
    judge.get_by_text("Trả lại, nêu lý do").first.click()
    judge.get_by_label("Lý do").first.fill("Thiếu ảnh chụp tờ gấp")
    faultless(judge)
    picture(judge, "task")
    judge.get_by_role("button", name="Trả lại, nêu lý do").click()
    doer.goto("/")
    expect(doer.locator("main")).to_contain_text("Bị trả lại, cần bổ sung")


def test_the_week_with_its_clashes(
    signed_in: Callable[..., Page], confirmed: Document, person: Callable[..., object], picture: Callable[..., None]
) -> None:
    today, asker = timezone.localdate(), person("officer")
    plan = adopt(asker, confirmed, today)
    plan.tasks.update(due_on=today)
    at = datetime(today.year, today.month, today.day, 2, tzinfo=UTC)
    said = [
        ("Họp báo quý", "lang-son/so-ngoai-vu", "Cán bộ cấp xã", "Họp báo"),
        ("Tập huấn viết tin", "lang-son/so-cong-thuong", "cán bộ cấp xã", "Trực tiếp"),
        ("Phát bản tin cửa khẩu", "lang-son/so-ngoai-vu", "Người dân", "Loa truyền thanh"),
    ]
    for number, (title, key, audience, channel) in enumerate(said, 1):
        Activity.objects.create(
            entry=UUID(int=number), unit=desk(key), kind="event", title=title, on=today, begins_at=at, quantity=1,
            measure="cuộc", audience=audience, channel=channel, state="planned", recorded_by=asker,
            recorded_at=timezone.now(),
        )  # fmt: skip
    for width in WIDTHS:
        page = signed_in("officer", width)
        page.goto("/lich/")
        expect(page.locator("main")).to_contain_text("Trùng đối tượng, trùng giờ")
        faultless(page)
        picture(page, "calendar-week")
        page.goto("/lich/?xem=thang")
        faultless(page)
        picture(page, "calendar-month")
        page.goto("/nhiem-vu/")
        faultless(page)
        picture(page, "tasks")
        page.goto("/ke-hoach/")
        faultless(page)
        picture(page, "plans")
        page.goto("/ke-hoach/moi/")
        faultless(page)
        picture(page, "plan-new")
