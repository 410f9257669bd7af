"""Answers: the author never approves, whatever the order; only what was read goes out; nothing that names somebody."""

from __future__ import annotations

import random
from contextlib import suppress
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from tests.feedback.conftest import ELSEWHERE, OFFICE

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("seed", range(12))
def test_no_order_of_deeds_lets_an_author_approve_or_a_text_out_unread(house: SimpleNamespace, seed: int) -> None:
    """People with every role at once try everything in any order."""
    from datetime import date

    from nhip.agencies.actions.accounts import appoint
    from nhip.agencies.refusals import Refused
    from nhip.feedback.actions import answering, handling
    from nhip.feedback.models.answers import Answer
    from nhip.feedback.queries.public import published
    from nhip.journal.actors import Machine

    whole = [house.writer, house.second, house.leader]
    for person in whole:
        for role in ("officer", "focal_point", "approver"):
            appoint(Machine("thử"), person, role=role, unit=house.asked().matter.unit, since=date(2021, 1, 1),
                    decision="thử")  # fmt: skip
    chance, pk = random.Random(seed), house.routed().pk

    def seal() -> str:
        held = Answer.objects.filter(matter=pk, approved_at=None).first()
        return chance.choice([held.sha256 if held else "", "0" * 64])

    def draft(asker: object) -> object:
        text, public = f"Bản {chance.random()}", chance.random() < 0.6
        return answering.write_answer(asker, pk, text, public=public, title="Tên", question="Hỏi")

    deeds = [
        draft, lambda who: answering.submit(who, pk), lambda who: answering.approve(who, pk, seal()),
        lambda who: answering.return_answer(who, pk, "sửa"), lambda who: answering.take_back(who, pk),
        lambda who: handling.reopen(who, pk, "hỏi lại"), lambda who: handling.route(who, pk, OFFICE),
        lambda who: handling.hand_back(who, pk, "không thuộc"), lambda who: handling.close(who, pk),
        lambda who: answering.take_down(who, pk, "gỡ"), lambda who: handling.set_aside(who, pk, "trùng"),
    ]  # fmt: skip
    for _ in range(60):
        with suppress(Refused, PermissionDenied):
            chance.choice(deeds)(chance.choice(whole))
        for answer in Answer.objects.filter(matter=pk):
            wrote = set(answer.edits.values_list("by_id", flat=True))
            if answer.approved_by_id:
                assert answer.approved_by_id not in wrote
                assert answer.sha256
            if answer.published_at:
                assert answer.approved_by_id
                assert answer.public
        assert published().filter(matter=pk).count() <= 1


def test_the_text_that_was_read_is_the_text_that_goes_out(house: SimpleNamespace) -> None:
    from nhip.agencies.refusals import Refused
    from nhip.feedback.actions import answering
    from nhip.feedback.models.answers import Answer

    matter = house.routed()
    answering.write_answer(house.writer, matter.pk, "Bản một.")
    read = answering.submit(house.writer, matter.pk).sha256
    answering.take_back(house.writer, matter.pk)
    answering.write_answer(house.second, matter.pk, "Bản hai.")
    answering.submit(house.second, matter.pk)
    with pytest.raises(Refused) as refused:
        answering.approve(house.approver, matter.pk, read)
    assert refused.value.issues[0].code == "feedback.answer_changed"
    Answer.objects.update(text="Bị sửa thẳng trong cơ sở dữ liệu")
    with pytest.raises(Refused):
        answering.approve(house.approver, matter.pk, Answer.objects.get().sha256)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"text": ""}, "feedback.answer_missing"),
        ({"public": True}, "feedback.question_missing"),
        ({"public": True, "title": "A", "question": "Gọi 0912 345 678"}, "feedback.names_somebody"),
        ({"public": True, "title": "A", "question": "B", "text": "Xin gọi 0205 3812 345"}, "feedback.names_somebody"),
        ({"public": True, "title": "A", "question": "Tàu ở Tây Sa", "text": "B"}, "feedback.name_not_official"),
        ({"text": "Tàu đi qua biển Hoa Nam."}, "feedback.name_not_official"),
    ],
)
def test_what_may_not_be_handed_in(house: SimpleNamespace, fields: dict[str, object], code: str) -> None:
    from nhip.agencies.refusals import Refused
    from nhip.feedback.actions import answering

    matter = house.routed()
    told = {"text": "Đã xử lý.", **fields}
    answering.write_answer(house.writer, matter.pk, told.pop("text"), **told)
    with pytest.raises(Refused) as refused:
        answering.submit(house.writer, matter.pk)
    assert [one.code for one in refused.value.issues] == [code]


@pytest.mark.parametrize(
    ("language", "text", "stands"),
    [
        ("en", "Ships in the South China Sea report there.", False),
        ("en", "Ships in the East Sea report there.", True),
        ("zh", "南海船只须报告。", False),
        ("vi", "Tàu trên Biển Đông báo về trạm.", True),
    ],
)
def test_official_names_hold_in_the_language_of_whoever_asked(
    house: SimpleNamespace, language: str, text: str, stands: bool
) -> None:
    from nhip.agencies.refusals import Refused
    from nhip.feedback.actions import answering
    from nhip.feedback.models.matters import Matter

    matter = house.routed()
    Matter.objects.filter(pk=matter.pk).update(language=language)
    answering.write_answer(house.writer, matter.pk, text)
    if stands:
        assert answering.submit(house.writer, matter.pk).sha256
        return
    with pytest.raises(Refused) as refused:
        answering.submit(house.writer, matter.pk)
    assert [one.code for one in refused.value.issues] == ["feedback.name_not_official"]


def test_the_number_of_an_office_passes_when_a_person_says_so(house: SimpleNamespace) -> None:
    from nhip.feedback.actions import answering

    matter = house.routed()
    answering.write_answer(
        house.writer, matter.pk, "Xin gọi tổng đài 0205 3812 345.", public=True, title="A", question="B"
    )
    assert answering.submit(house.writer, matter.pk, names_nobody=True).sha256


def test_who_does_not_want_it_public_gets_a_private_answer(house: SimpleNamespace) -> None:
    from nhip.agencies.refusals import Refused
    from nhip.feedback.actions import answering

    matter = house.routed(may_publish=False)
    answering.write_answer(house.writer, matter.pk, "Đã xử lý.", public=True, title="A", question="B")
    with pytest.raises(Refused) as refused:
        answering.submit(house.writer, matter.pk)
    assert refused.value.issues[0].code == "feedback.not_to_publish"


def test_another_office_neither_sees_nor_answers(house: SimpleNamespace, person: object) -> None:
    from nhip.feedback.actions import answering
    from nhip.feedback.queries.matters import matters_for

    stranger, matter = person("focal_point", ELSEWHERE), house.routed()
    assert not matters_for(stranger).exists()
    with pytest.raises(PermissionDenied):
        answering.write_answer(stranger, matter.pk, "Xen vào.")


def test_answering_again_takes_the_place_of_what_was_public(house: SimpleNamespace) -> None:
    from nhip.feedback.actions import answering, handling
    from nhip.feedback.queries.public import published

    matter = house.answered()
    first = matter.replied_at
    handling.reopen(house.officer, matter.pk, "hỏi lại")
    assert published().get().text.startswith("Sở đã cử"), "the old one stands until the new one is approved"
    answering.write_answer(house.writer, matter.pk, "Xong ngày 28.", public=True, title="Đường", question="Hỏi")
    answer = answering.submit(house.writer, matter.pk)
    answering.approve(house.approver, matter.pk, answer.sha256)
    assert published().get().text == "Xong ngày 28."
    matter.refresh_from_db()
    assert matter.replied_at == first, "the clock keeps the first answer"


def test_passing_on_keeps_one_bare_line(house: SimpleNamespace) -> None:
    from datetime import date

    from nhip.agencies.refusals import Refused
    from nhip.feedback.actions.handling import pass_on

    matter = house.asked().matter
    with pytest.raises(Refused):
        pass_on(house.officer, matter.pk, "Công an tỉnh", "", None, "thẩm quyền")
    row = pass_on(house.officer, matter.pk, "Công an tỉnh", "12/CV", date(2026, 11, 20), "thẩm quyền")
    assert (row.state, row.passed_to, row.passed_number) == ("passed_on", "Công an tỉnh", "12/CV")
    assert row.replied_at is not None


def test_what_is_set_aside_never_counts_as_answered(house: SimpleNamespace) -> None:
    from nhip.feedback.actions.handling import set_aside

    row = set_aside(house.approver, house.routed().pk, "trùng với việc khác")
    assert (row.state, row.replied_at) == ("set_aside", None)


def test_the_office_is_told_once_and_the_author_is_not_asked_to_approve(house: SimpleNamespace) -> None:
    from nhip.feedback.actions import answering
    from nhip.notices.models import Notice

    matter = house.routed()
    assert Notice.objects.filter(kind="feedback_assigned", account=house.writer).count() == 1
    answering.write_answer(house.writer, matter.pk, "Đã xử lý.")
    answering.submit(house.writer, matter.pk)
    told = set(Notice.objects.filter(kind="feedback_waiting").values_list("account_id", flat=True))
    assert {house.approver.pk, house.leader.pk} <= told
    assert house.writer.pk not in told


def test_late_matters_are_told_once_a_week(house: SimpleNamespace) -> None:
    from datetime import timedelta

    from django.utils import timezone

    from nhip.feedback.actions.telling import remind_of_matters
    from nhip.journal.actors import Machine
    from nhip.notices.models import Notice

    matter, clerk = house.routed(), Machine("thử")
    assert remind_of_matters(clerk, timezone.now()) == 0
    assert remind_of_matters(clerk, matter.due_at - timedelta(hours=1)) > 0
    late = matter.due_at + timedelta(days=1)
    first = remind_of_matters(clerk, late)
    assert first > 0
    assert remind_of_matters(clerk, late) == 0
    assert remind_of_matters(clerk, late + timedelta(days=9)) == first
    body = Notice.objects.filter(kind="feedback_overdue").first().body
    assert "sạt lở" not in body


def test_the_file_for_the_other_system_has_no_contact_and_masks_people(house: SimpleNamespace) -> None:
    from nhip.feedback.actions.exporting import hand_over
    from nhip.feedback.actions.handling import record_handover

    text = "Tôi tên là Hứa Văn Lộ, số 0912 345 678, đường bị sạt."
    matter = house.asked(text, mail="lo@thu.vn", name="Hứa Văn Lộ").matter
    told = hand_over(house.officer)
    assert matter.number in told
    for secret in ("Hứa Văn Lộ", "0912", "lo@thu.vn"):
        assert secret not in told
    record_handover(house.officer, matter.pk, "Hệ thống phản ánh của tỉnh", "HT-77")
    assert matter.number not in hand_over(house.officer)


def test_the_provinces_own_term_counts_from_its_day(house: SimpleNamespace) -> None:
    from django.utils import timezone

    from nhip.feedback.actions.defining import set_term

    set_term(house.officer, "roads", 3, timezone.localdate(), "Quyết định thử")
    matter = house.asked().matter
    assert (matter.term_days, matter.term_source) == (3, "Quyết định thử")
    with pytest.raises(PermissionDenied):
        set_term(house.writer, "", 5, timezone.localdate(), "x")
