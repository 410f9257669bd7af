"""What was promised comes back in the next report with its owner, its answer and how far it has come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from tests.reporting.conftest import ABROAD, CLERK, TRADE

from nhip.agencies.refusals import Refused
from nhip.documents.intake.door import open_parcel
from nhip.measurement.periods import Slot
from nhip.reporting.actions.drafting import save_paragraph
from nhip.reporting.actions.moving import move
from nhip.reporting.actions.promises import answer_promise, assign_promise, gather, tell_how_far
from nhip.reporting.actions.rounds import open_round
from nhip.reporting.models.reports import Report
from nhip.reporting.opening import by_hand
from nhip.reporting.queries.composed import composed
from nhip.reporting.queries.promised import open_promises, standing_for
from nhip.reporting.regimes import packaged_outlines

pytestmark = pytest.mark.django_db

TEXTS = {
    "directions": "- Mở 04 lớp tập huấn cho cán bộ xã.\n- Nâng cấp trang thông tin điện tử.",
    "proposals": "1. Đề nghị Sở Ngoại vụ hỗ trợ tài liệu song ngữ.",
}


@pytest.fixture
def sent(opened: Any, person: Callable[..., Any]) -> tuple[Report, Any]:
    report = Report.objects.select_related("round", "unit").get(round=opened, unit__key=TRADE)
    writer, head = person("focal_point", TRADE), person("leader", TRADE)
    for row in report.paragraphs.all():
        save_paragraph(writer, row.pk, row.edition, TEXTS.get(row.key, f"Nội dung {row.key}."))
    for who, verb in ((writer, "submit"), (head, "check"), (head, "approve")):
        move(who, report.pk, verb)
    report.refresh_from_db()
    return report, writer


def next_report(person: Callable[..., Any]) -> Report:
    period = Slot("half", 2026, 2).period("mid_month")
    outline = packaged_outlines()["communications"]
    opening = by_hand("Báo cáo công tác truyền thông", outline, period, date(2026, 12, 16), [TRADE], CLERK)
    made = open_round(person("officer", CLERK), opening)
    return Report.objects.select_related("round", "unit").get(round=made, unit__key=TRADE)


def test_promises_stand_in_the_next_report(sent: Any, person: Callable[..., Any]) -> None:
    report, writer = sent
    made = gather(writer, report)
    assert [(one.kind, one.state) for one in made] == [("direction", "open")] * 2 + [("proposal", "open")]
    assert len(gather(writer, report)) == 3
    assert made[2].owner is not None
    assert made[2].owner.key == ABROAD

    following = next_report(person)
    tell_how_far(writer, made[0], following, "done", "Đã mở 04 lớp, 120 người học")
    answer_promise(person("focal_point", ABROAD), made[2], "doing", "Đang biên soạn bộ tài liệu")
    standing = standing_for(writer, following)
    assert [(one.state, bool(one.how_far)) for one in standing] == [("done", True), ("open", False), ("doing", True)]
    (opened,) = open_parcel("b.docx", composed(writer, following).docx)
    text = opened.outcome.text  # type: ignore[union-attr]
    for words in ("Đã mở 04 lớp, 120 người học", "chưa thực hiện", "Đang biên soạn", "Sở Ngoại vụ"):
        assert words in text


def test_only_a_sent_report_promises_and_only_its_people_speak(
    opened: Any, sent: Any, person: Callable[..., Any]
) -> None:
    report, writer = sent
    drafting = Report.objects.get(round=opened, unit__key=ABROAD)
    with pytest.raises(Refused):
        gather(person("focal_point", ABROAD), drafting)
    made = gather(writer, report)
    with pytest.raises(PermissionDenied):
        tell_how_far(person("focal_point", ABROAD), made[0], None, "done", "x")
    with pytest.raises(PermissionDenied):
        answer_promise(writer, made[2], "done", "x")
    with pytest.raises(Refused):
        tell_how_far(writer, made[0], None, "done", " ")


def test_a_proposal_is_given_to_a_body_with_a_day(sent: Any, person: Callable[..., Any]) -> None:
    report, writer = sent
    asked = gather(writer, report)[2]
    held = assign_promise(writer, asked, CLERK, due_on=date(2026, 9, 1))
    assert (held.owner.key, held.due_on) == (CLERK, date(2026, 9, 1))
    assert asked in open_promises(person("focal_point", CLERK))
    answer_promise(person("focal_point", CLERK), held, "done", "Đã gửi tài liệu")
    assert asked not in open_promises(writer)
