"""Duties and roles, each way of telling them by itself; whole documents stand in tests/corpus."""

from __future__ import annotations

from nhip.documents.reading.reader import read
from nhip.documents.reading.record import Task
from nhip.documents.reading.tasks.deadlines import channel_in, condition_in, deadline_in, period_in, when_in
from nhip.documents.reading.tasks.roles import roles_in

HEAD = (
    "ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI\nSố: 12/KH-UBND\n"
    "Lào Cai, ngày 05 tháng 3 năm 2026\nKẾ HOẠCH\nTruyền thông năm 2026\n"
)
FOOT = "\nNơi nhận:\n- Lưu: VT.\n"


def duties(body: str, head: str = HEAD) -> list[Task]:
    record = read(head + body + FOOT, source_file="plan.txt")
    return [task for task in record.tasks if task.kind == "assignment"]


def names(bodies: object) -> list[str]:
    return [body.name for body in bodies]  # type: ignore[attr-defined]


def test_chu_tri_makes_the_bearer_lead_and_the_others_coordinate() -> None:
    roles = roles_in("Chủ trì, phối hợp với Sở Tài chính, các cơ quan liên quan xây dựng dự toán")
    assert roles.leads
    assert [helper.mention.name for helper in roles.helpers] == ["Sở Tài chính", "các cơ quan liên quan"]
    assert {helper.marker for helper in roles.helpers} == {"phối hợp với"}


def test_chu_tri_of_somebody_else_does_not_make_the_bearer_lead() -> None:
    assert not roles_in("Thực hiện các nhiệm vụ được giao chủ trì tại Kế hoạch").leads
    assert not roles_in("Cung cấp số liệu cho đơn vị chủ trì").leads
    assert roles_in("Là cơ quan đầu mối, chủ trì tổng hợp kết quả").leads


def test_phoi_hop_without_a_body_is_the_bearers_own_role() -> None:
    roles = roles_in("Phối hợp, tổ chức các hoạt động giới thiệu sản phẩm")
    assert roles.opens_together
    assert roles.helpers == ()


def test_a_heading_with_its_points() -> None:
    first, second = duties(
        "I. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ\n"
        "- Chủ trì, phối hợp với Công an tỉnh kiểm tra.\n- Báo cáo trước ngày 20/11.\n"
    )
    assert names(first.lead_agencies) == ["Sở Nội vụ"]
    assert names(first.coordinating_agencies) == ["Công an tỉnh"]
    assert names(second.implementing_agencies) == ["Sở Nội vụ"]
    assert second.deadline == "2026-11-20"
    assert second.implementing_agencies[0].marker == "mục giao việc"


def test_a_party_body_is_asked_not_told() -> None:
    (task,) = duties("I. TỔ CHỨC THỰC HIỆN\n1. Đề nghị Ban Tuyên giáo Tỉnh ủy: định hướng tuyên truyền.\n")
    assert task.request
    assert task.text == "định hướng tuyên truyền."  # the heading that runs in is the heading, not the duty


def test_labels_span_the_whole_item() -> None:
    (task,) = duties(
        "I. NỘI DUNG\n1. Tập huấn nghiệp vụ\n- Nội dung: kỹ năng viết tin.\n- Đơn vị chủ trì: Sở Ngoại vụ.\n"
        "- Đơn vị phối hợp: các sở, ngành; UBND các xã.\n"
    )
    assert task.text.startswith("1. Tập huấn")
    assert names(task.lead_agencies) == ["Sở Ngoại vụ"]
    assert names(task.coordinating_agencies) == ["các sở, ngành", "UBND các xã"]


def test_a_duty_hidden_in_a_sentence() -> None:
    (task,) = duties("I. NỘI DUNG\n1. Theo dõi báo chí\nNắm dư luận hằng ngày. Sở Nội vụ chủ trì tổng hợp phản ánh.\n")
    assert task.text == "Sở Nội vụ chủ trì tổng hợp phản ánh."
    assert names(task.lead_agencies) == ["Sở Nội vụ"]


def test_a_report_gives_out_no_duties() -> None:
    head = HEAD.replace("KH-UBND", "BC-UBND").replace("KẾ HOẠCH", "BÁO CÁO")
    assert (
        duties("I. KẾT QUẢ\n1. Công tác chỉ đạo\nCông an tỉnh chủ trì, phối hợp với Sở Y tế xử lý 02 vụ.\n", head) == []
    )


def test_rows_of_a_table_go_on_after_a_repeated_heading() -> None:
    found = duties(
        "I. PHÂN CÔNG\n\n| TT | Nhiệm vụ | Chủ trì | Phối hợp |\n"
        "|---|---|---|---|\n| 1 | Viết sổ tay | Sở Tư pháp | |\n"
        "| TT | Nhiệm vụ | Chủ trì | Phối hợp |\n| 2 | In sổ tay | Sở Nội vụ | Sở Tài chính |\n"
    )
    assert [names(task.lead_agencies) for task in found] == [["Sở Tư pháp"], ["Sở Nội vụ"]]
    assert names(found[1].coordinating_agencies) == ["Sở Tài chính"]


def test_deadlines() -> None:
    assert deadline_in("hoàn thành trước ngày 15/12/2026", 2026) == "2026-12-15"
    assert deadline_in("hoàn thành trước hoặc trong ngày 15/12/2026", 2026) == "2026-12-15"
    assert deadline_in("gửi báo cáo chậm nhất ngày 05 tháng 6", 2026) == "2026-06-05"
    assert deadline_in("hoàn thành trong quý III năm 2026", 2026) == "quý III năm 2026"
    assert deadline_in("thực hiện Quyết định ngày 15/12/2025 của tỉnh", 2026) is None
    assert deadline_in("trước ngày 31/5", None) is None
    assert when_in("Thường xuyên", 2026) == "Thường xuyên"
    assert when_in("30/9/2026", None) == "2026-09-30"


def test_the_small_print() -> None:
    closing = "nếu có vướng mắc, các đơn vị báo cáo UBND tỉnh (qua Sở Nội vụ) để xem xét"
    assert condition_in(closing) == "nếu có vướng mắc"
    assert channel_in(closing) == "Sở Nội vụ"
    period = period_in("triển khai trong giai đoạn 2026 - 2030")
    assert period is not None
    assert (period.from_, period.to) == ("2026-01-01", "2030-12-31")


def test_a_table_printed_with_spaces() -> None:
    found = duties(
        "I. PHÂN CÔNG NHIỆM VỤ\n"
        " STT   Nội dung công việc         Cơ quan chủ trì     Cơ quan phối hợp         Thời gian\n"
        "  1    Xây dựng kế hoạch          Sở Văn hóa, Thể     Sở Nội vụ; Sở Y tế       Tháng 3/2026\n"
        "       truyền thông               thao và Du lịch\n"
        "  2    Tập huấn                   Sở Nội vụ           UBND các xã, phường      30/6/2026\n"
    )
    assert [names(task.lead_agencies) for task in found] == [["Sở Văn hóa, Thể thao và Du lịch"], ["Sở Nội vụ"]]
    assert [names(task.coordinating_agencies) for task in found] == [["Sở Nội vụ", "Sở Y tế"], ["UBND các xã, phường"]]
    assert [task.deadline for task in found] == ["Tháng 3/2026", "2026-06-30"]


def test_a_row_goes_on_after_a_page_break_and_lines_of_a_cell_stand_apart() -> None:
    (task,) = duties(
        "I. PHÂN CÔNG\n\n| TT | Nội dung | Cơ quan chủ trì | Cơ quan phối hợp |\n|---|---|---|---|\n"
        "| 1 | Viết sổ tay | Sở Tư pháp | Sở Nội vụ;<br>Sở Tài chính<br>UBND các xã |\n"
        "| | và phát hành rộng rãi | | Sở Y tế |\n"
    )
    assert names(task.coordinating_agencies) == ["Sở Nội vụ", "Sở Tài chính", "UBND các xã", "Sở Y tế"]


def test_labels_whose_bodies_stand_on_the_lines_below() -> None:
    (task,) = duties(
        "I. NỘI DUNG\n1. Tập huấn\n- Đơn vị chủ trì:\nSở Nội vụ\n- Đơn vị phối hợp:\n+ Sở Y tế;\n+ UBND các xã.\n"
    )
    assert names(task.lead_agencies) == ["Sở Nội vụ"]
    assert names(task.coordinating_agencies) == ["Sở Y tế", "UBND các xã"]


def test_one_order_after_another_in_one_sentence() -> None:
    first, second = duties(
        "I. NỘI DUNG\n1. Số liệu\nUBND tỉnh giao Sở Nội vụ chủ trì tổng hợp; giao Sở Y tế cung cấp số liệu.\n"
    )
    assert names(first.lead_agencies) == ["Sở Nội vụ"]
    assert names(second.implementing_agencies) == ["Sở Y tế"]
