"""Pages of plans, tasks and the calendar: every address answers, deeds are carried out, refusals are said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from nhip.agencies.actions.units import take_up
from nhip.documents.actions import reviewing
from nhip.documents.models import Document
from nhip.documents.queries.review import review_of
from nhip.journal.actors import Machine
from nhip.plans.actions.plans import adopt
from nhip.plans.models.campaigns import Campaign
from nhip.plans.models.plans import Plan
from nhip.plans.models.tasks import Task

pytestmark = pytest.mark.django_db
GIVER, DOER = "lang-son/so-van-hoa-the-thao-va-du-lich", "lang-son/so-ngoai-vu"
BODIES = {"lead": "Sở Ngoại vụ", "coordinating": "Sở Công Thương; Sở Nội vụ"}


@pytest.fixture
def office() -> Callable[[str], object]:
    return lambda key: take_up(Machine("thử"), [key], ground="thử")[0]


@pytest.fixture
def officer(signed_in: Callable[..., Client], office: Callable[[str], object]) -> Client:
    return signed_in("officer", unit=office(GIVER))


@pytest.fixture
def confirmed(plan: Document, person: Callable[..., object]) -> Document:
    asker = person("officer")
    reviewing.confirm_record(asker, plan, review_of(asker, plan).seal)
    plan.refresh_from_db()
    return plan


@pytest.fixture
def written(officer: Client) -> Plan:
    """A plan written through the pages, with a task."""
    unit = take_up(Machine("thử"), [GIVER], ground="thử")[0]
    said = {"unit": unit.pk, "title": "Truyền thông năm 2026", "objectives": "Một\nHai", "contents": "Ba"}
    assert officer.post("/ke-hoach/moi/", said).status_code == 302
    made = Plan.objects.get()
    due = (timezone.localdate() + timedelta(days=3)).isoformat()
    officer.post(f"/ke-hoach/{made.pk}/viec/assign/", {"text": "Mở 02 lớp", "due_on": due, **BODIES})
    return made


def adopted(officer: Client, leader: Client, plan: Plan) -> Task:
    officer.post(f"/ke-hoach/{plan.pk}/viec/submit/")
    leader.post(f"/ke-hoach/{plan.pk}/viec/approve/")
    officer.post(f"/ke-hoach/{plan.pk}/viec/adopt/", {"number": "12/KH-SVHTTDL"})
    plan.refresh_from_db()
    assert plan.state == "adopted"
    return plan.tasks.get()


def text(answer: object) -> str:
    return answer.content.decode()


def test_what_adoption_would_do_is_shown_before_it_is_done(officer: Client, confirmed: Document) -> None:
    assert "Xem trước việc giao" in text(officer.get("/ke-hoach/"))
    shown = text(officer.get(f"/ke-hoach/dua-vao/{confirmed.pk}/"))
    assert "Sở Ngoại vụ" in shown
    assert Plan.objects.count() == 0
    answer = officer.post(f"/ke-hoach/dua-vao/{confirmed.pk}/")
    plan = Plan.objects.get()
    assert answer.url == f"/ke-hoach/{plan.pk}/"
    assert officer.get(f"/ke-hoach/dua-vao/{confirmed.pk}/").url == f"/ke-hoach/{plan.pk}/"
    for section in ("nhiem-vu", "quyet-dinh", "noi-dung", "trien-khai", "chu-de", "kinh-phi", "chien-dich"):
        assert officer.get(f"/ke-hoach/{plan.pk}/?muc={section}").status_code == 200, section
    said = text(officer.get(f"/ke-hoach/{plan.pk}/?muc=noi-dung"))
    assert f"/van-ban/{confirmed.pk}/#v-objectives-0" in said, "each line leads to its place"
    assert officer.get(f"/ke-hoach/{plan.pk}/?muc=khac").status_code == 404


def test_an_unconfirmed_document_is_not_adopted(officer: Client, plan: Document) -> None:
    assert officer.get(f"/ke-hoach/dua-vao/{plan.pk}/").url == f"/van-ban/{plan.pk}/"


def test_a_question_is_settled_on_the_page(officer: Client, confirmed: Document, person: Callable[..., object]) -> None:
    plan = adopt(person("officer"), confirmed, date(2026, 11, 21))
    part = plan.tasks.first().parts.first()
    part.unit, part.question, part.was = None, "function", ""
    part.save()
    assert part.name in text(officer.get(f"/ke-hoach/{plan.pk}/?muc=quyet-dinh"))
    there = f"/ke-hoach/{plan.pk}/viec/settle/"
    said = {"name": part.name, "was": "", "others": "Sở Ngoại vụ", "decision": ""}
    assert "làm căn cứ" in text(officer.post(there, said, follow=True))
    said |= {"others": "Sở Không Có"}
    assert "Không tìm thấy cơ quan" in text(officer.post(there, said, follow=True))
    officer.post(there, said | {"others": "Sở Ngoại vụ tỉnh Lạng Sơn", "decision": "QĐ 1"})
    part.refresh_from_db()
    assert (part.question, part.unit.key) == ("", DOER)


def test_a_plan_is_written_approved_by_another_and_taken_as_a_file(
    officer: Client, written: Plan, signed_in: Callable[..., Client], office: Callable[[str], object]
) -> None:
    assert written.objectives.count() == 2
    assert officer.get("/ke-hoach/moi/").status_code == 200
    assert "Ghi tên." in text(officer.post("/ke-hoach/moi/", {"unit": written.unit_id, "title": " "}))
    assert officer.get(f"/ke-hoach/{written.pk}/soan/").status_code == 200
    leader = signed_in("leader", unit=office(GIVER))
    officer.post(f"/ke-hoach/{written.pk}/viec/submit/")
    assert "Chờ tôi duyệt" in text(leader.get("/"))
    assert officer.post(f"/ke-hoach/{written.pk}/viec/approve/").status_code == 403
    leader.post(f"/ke-hoach/{written.pk}/viec/return/", {"reason": "Thiếu kinh phí"})
    assert "Thiếu kinh phí" in text(officer.get(f"/ke-hoach/{written.pk}/"))
    adopted(officer, leader, written)
    file = officer.get(f"/ke-hoach/{written.pk}/tep/docx/")
    assert file.content[:2] == b"PK"
    assert officer.get(f"/ke-hoach/{written.pk}/tep/odt/").status_code == 404
    copy = officer.post(f"/ke-hoach/{written.pk}/sao-chep/")
    assert "năm 2027" in text(officer.get(copy.url))


def test_a_task_is_done_from_a_phone_and_returned_with_a_reason(
    officer: Client, written: Plan, signed_in: Callable[..., Client], office: Callable[[str], object]
) -> None:
    task = adopted(officer, signed_in("leader", unit=office(GIVER)), written)
    doer = signed_in("focal_point", unit=office(DOER))
    assert "Mở 02 lớp" in text(doer.get("/"))
    there = f"/nhiem-vu/{task.pk}/"
    assert "Nhận việc" in text(doer.get(there))
    doer.post(f"{there}viec/accept/")
    doer.post(f"{there}viec/report_progress/", {"text": "Đã mở lớp 1", "percent": "50", "link": "https://mau.vn/1"})
    doer.post(f"{there}viec/hand_in/", {"result": "02 lớp"})
    assert "Chờ tôi nghiệm thu" in text(officer.get("/"))
    assert "Ghi lý do trả lại" in text(officer.post(f"{there}viec/return_hand_in/", {"reason": " "}, follow=True))
    officer.post(f"{there}viec/return_hand_in/", {"reason": "Thiếu danh sách"})
    assert "Bị trả lại, cần bổ sung" in text(doer.get("/"))
    assert "Thiếu danh sách" in text(doer.get(there))
    doer.post(f"{there}viec/hand_in/", {"result": "02 lớp, có danh sách"})
    officer.post(f"{there}viec/accept_hand_in/")
    task.refresh_from_db()
    assert task.state == "done"
    assert "1 nhiệm vụ đã hoàn thành, đã đóng" in text(officer.get(f"/ke-hoach/{written.pk}/"))
    assert doer.post(f"{there}viec/accept/", follow=True).status_code == 200
    assert doer.post(f"{there}viec/xoa/").status_code == 404


def test_every_other_deed_of_a_task_answers(
    officer: Client, written: Plan, signed_in: Callable[..., Client], office: Callable[[str], object]
) -> None:
    task = adopted(officer, signed_in("leader", unit=office(GIVER)), written)
    there = f"/nhiem-vu/{task.pk}/viec/"
    due = (task.due_on + timedelta(days=9)).isoformat()
    officer.post(f"{there}extend/", {"due_on": due, "decision": "CV 1"})
    officer.post(f"{there}split/", {"pieces": "Một\nHai"})
    officer.post(f"{there}propose/", {"what": "Giảng viên", "quantity": "2", "measure": "buổi", "norm": "1.500.000"})
    line = task.funding.get()
    assert line.amount == 3000000
    officer.post(f"{there}advance/", {"line": line.pk, "state": "appraised", "amount": "2.000.000", "decision": "QĐ 2"})
    assert "không phải là số" in text(officer.post(f"{there}propose/", {"what": "x", "quantity": "hai"}, follow=True))
    part = task.parts.get(role="lead")
    said = {"part": part.pk, "unit": "Sở Công Thương", "decision": "QĐ 3"}
    officer.post(f"{there}hand_over/", said)
    officer.post(f"{there}repeat/", {"rule": "monthly"})
    task.refresh_from_db()
    part.refresh_from_db()
    assert (task.due_on.isoformat(), task.pieces.count(), task.recurs) == (due, 2, "monthly")
    assert part.unit.key == "lang-son/so-cong-thuong"
    assert task.instances.count() == 1
    assert officer.get(f"/nhiem-vu/{task.pk}/").status_code == 200
    assert "2.000.000" in text(officer.get(f"/ke-hoach/{written.pk}/?muc=kinh-phi"))
    sheet = officer.get("/nhiem-vu/nhiem-vu.csv?tinh-trang=").content.decode("utf-8-sig")
    assert "12/KH-SVHTTDL" in sheet
    officer.post(f"/ke-hoach/{written.pk}/viec/add-topic/", {"name": "Mùa hồi", "kind": "theme", "muc": "chu-de"})
    topic = written.topics.get()
    officer.post(f"{there}tag/", {"topics": [topic.pk]})
    assert list(task.topics.all()) == [topic]
    assert "Mùa hồi" in text(officer.get(f"/ke-hoach/{written.pk}/?muc=chu-de"))
    officer.post(f"/ke-hoach/{written.pk}/viec/retire-topic/", {"topic": topic.pk})
    topic.refresh_from_db()
    assert topic.retired
    assert "Mở 02 lớp" in text(officer.get("/nhiem-vu/", {"tim": "MO 02 LOP", "tinh-trang": ""}))
    for view in ("open", "overdue", "returned", "waiting", "done", ""):
        asked = {"tinh-trang": view, "co-quan": "Sở Ngoại vụ", "cua-toi": "1", "tim": "lớp"}
        assert officer.get("/nhiem-vu/", asked).status_code == 200


def test_the_calendar_and_its_feed(officer: Client, written: Plan, signed_in: Callable[..., Client]) -> None:
    for asked in ({}, {"xem": "thang"}, {"theo": "audience", "kenh": "loa"}, {"ngay": "2026-02-31"}):
        assert officer.get("/lich/", asked).status_code == 200
    answer = officer.post("/lich/nguon/", {"scope": "all"}, follow=True)
    address = text(answer).split('feed-address">')[1].split("<")[0]
    assert address.endswith(".ics")
    path = address.split("testserver")[1]
    feed = Client().get(path)
    assert feed["Content-Type"].startswith("text/calendar")
    assert feed["Referrer-Policy"] == "no-referrer"
    assert address not in text(officer.get("/lich/")), "shown once"
    officer.post("/lich/nguon/", {"deed": "close"})
    assert Client().get(path).status_code == 404
    day = timezone.localdate().isoformat()
    said = {"first": day, "last": day, "name": "Quốc tang", "decision": "Thông cáo đặc biệt"}
    assert "Quốc tang" in text(officer.post("/lich/ngay-lang/", said, follow=True))


def test_a_campaign_is_not_launched_before_it_is_complete(officer: Client, written: Plan) -> None:
    officer.post(f"/chien-dich/moi/?ke-hoach={written.pk}", {"title": "Mùa hồi", "baseline_promised": "on"})
    held = Campaign.objects.get()
    assert officer.get("/chien-dich/moi/").status_code == 200
    assert "Mùa hồi" in text(officer.get(f"/chien-dich/{held.pk}/soan/"))
    there = f"/chien-dich/{held.pk}/"
    assert "số liệu ban đầu" in text(officer.get(there))
    own = {"text": "Quay phim rừng hồi", "lead": "Sở Ngoại vụ", "campaign": held.pk}
    officer.post(f"/ke-hoach/{written.pk}/viec/assign/", own)
    assert "Quay phim rừng hồi" in text(officer.get(there)), "its own tasks"
    assert "Mở 02 lớp" not in text(officer.get(there))
    officer.post(f"{there}viec/launch/")
    held.refresh_from_db()
    assert held.launched_at is None
    parts = dict.fromkeys(("objective", "audience", "strategy", "implementation", "scoring"), "Đã ghi")
    said = {"title": "Mùa hồi", "smart_ok": "on", "baseline_promised": "on", "baseline_at": "2026-01-01", **parts}
    officer.post(f"{there}soan/", said)
    officer.post(f"{there}viec/launch/")
    officer.post(f"{there}viec/evaluate/", {"learned": "Bài học"})
    held.refresh_from_db()
    assert held.evaluated_at is not None
    assert "Mùa hồi" in text(officer.get(f"/ke-hoach/{written.pk}/?muc=chien-dich"))


def test_strangers_see_nothing(officer: Client, written: Plan, signed_in: Callable[..., Client]) -> None:
    stranger = signed_in("focal_point", unit=take_up(Machine("thử"), ["lang-son/so-tai-chinh"], ground="thử")[0])
    task = written.tasks.get()
    for address in (f"/ke-hoach/{written.pk}/", f"/nhiem-vu/{task.pk}/"):
        assert stranger.get(address).status_code == 404
    assert stranger.post("/lich/ngay-lang/", {}).status_code == 403
    assert stranger.post(f"/nhiem-vu/{task.pk}/viec/accept/").status_code == 404


def test_filters_stand_behind_one_control_and_say_how_many_are_set(officer: Client, written: Plan) -> None:
    assert "điều kiện" not in text(officer.get("/nhiem-vu/"))
    assert "2 điều kiện" in text(officer.get("/nhiem-vu/", {"tinh-trang": "done", "cua-toi": "1"}))
    assert "1 điều kiện" in text(officer.get("/lich/", {"kenh": "loa"}))
    assert "2 điều kiện" in text(officer.get("/hoat-dong/", {"thieu": "1", "loai": "leaflet"}))


def test_a_drafted_task_is_given_to_every_role_and_taken_out_again(officer: Client, written: Plan) -> None:
    said = {"text": "Mở gian hàng", "lead": "Sở Ngoại vụ", "guiding": "Sở Tài chính", "requested": "Sở Nội vụ"}
    officer.post(f"/ke-hoach/{written.pk}/viec/assign/", said)
    made = written.tasks.get(text="Mở gian hàng")
    assert set(made.parts.values_list("role", flat=True)) == {"lead", "guiding", "requested"}
    assert "viec/strike/" in text(officer.get(f"/ke-hoach/{written.pk}/"))
    officer.post(f"/ke-hoach/{written.pk}/viec/strike/", {"task": made.pk})
    assert not written.tasks.filter(pk=made.pk).exists()


def test_an_activity_is_logged_from_the_page_of_its_task(
    officer: Client, written: Plan, signed_in: Callable[..., Client], office: Callable[[str], object]
) -> None:
    task = adopted(officer, signed_in("leader", unit=office(GIVER)), written)
    doer = signed_in("focal_point", unit=office(DOER))
    doer.post(f"/nhiem-vu/{task.pk}/viec/accept/")
    assert f"/hoat-dong/ghi/?nhiem-vu={task.pk}" in text(doer.get(f"/nhiem-vu/{task.pk}/"))
    form = text(doer.get(f"/hoat-dong/ghi/?nhiem-vu={task.pk}&loai=training"))
    assert f'<option value="{task.pk}" selected>' in form
    today = timezone.localdate()
    said = {"loai": "training", "noi-dung": "Lớp thứ nhất", "so-luong": "1", "ngay": today.isoformat()}
    made = doer.post("/hoat-dong/ghi/", said | {"nhiem-vu": task.pk})
    assert f'href="{made.url}"' in text(doer.get(f"/nhiem-vu/{task.pk}/"))
    assert f'href="{made.url}"' in text(doer.get("/lich/"))
    assert "Lớp thứ nhất" not in text(officer.get("/lich/", {"co-quan": "Sở Công Thương"}))
    assert "Lớp thứ nhất" in text(officer.get("/lich/", {"co-quan": "Sở Ngoại vụ"}))


def test_a_link_that_is_no_address_of_a_page_is_refused(
    officer: Client, written: Plan, signed_in: Callable[..., Client], office: Callable[[str], object]
) -> None:
    task = adopted(officer, signed_in("leader", unit=office(GIVER)), written)
    doer = signed_in("focal_point", unit=office(DOER))
    doer.post(f"/nhiem-vu/{task.pk}/viec/accept/")
    for link in ("javascript:alert(1)", "data:text/html,x", "https://ai:mk@vi-du.vn/"):
        doer.post(f"/nhiem-vu/{task.pk}/viec/report_progress/", {"text": "Xong", "link": link})
    assert not task.progress.exists()
    doer.post(f"/nhiem-vu/{task.pk}/viec/report_progress/", {"text": "Xong", "link": "vi-du.vn/tin"})
    assert task.progress.get().link == "https://vi-du.vn/tin"


@pytest.mark.parametrize(
    ("role", "places"),
    [
        ("officer", ("Hôm nay", "Văn bản", "Kế hoạch", "Báo cáo")),
        ("focal_point", ("Hôm nay", "Hoạt động", "Kế hoạch", "Báo cáo")),
        ("leader", ("Hôm nay", "Kế hoạch", "Báo cáo", "Chỉ số")),
        ("auditor", ("Hôm nay", "Kế hoạch", "Báo cáo", "Chỉ số")),
    ],
)
def test_the_bar_under_the_thumb_holds_the_rooms_of_daily_work(
    role: str, places: tuple[str, ...], signed_in: Callable[..., Client], office: Callable[[str], object]
) -> None:
    page = text(signed_in(role, unit=office(GIVER)).get("/"))
    bar = page.split('<nav class="tabs"')[1].split("</nav>")[0]
    said = [part.split("</span>")[0] for part in bar.split("<span>")[1:]]
    assert said == [*places, "Thêm"]


def test_whoever_does_no_tasks_sees_on_the_first_page_how_plans_run(
    officer: Client, written: Plan, signed_in: Callable[..., Client], office: Callable[[str], object]
) -> None:
    leader = signed_in("leader", unit=office(GIVER))
    adopted(officer, leader, written)
    page = text(leader.get("/"))
    assert "Truyền thông năm 2026" in page
    assert "Đã xong 0/1 nhiệm vụ" in page
