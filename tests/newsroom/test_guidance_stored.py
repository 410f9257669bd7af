"""Guidance reaches whom it is for, is acknowledged once by each, and a secret leaves no trace."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from tests.channels.conftest import DESK

from nhip.agencies.refusals import Refused
from nhip.journal.models import Entry
from nhip.newsroom.actions.guidance import acknowledge, end_guidance, give_guidance
from nhip.newsroom.models.guidance import GuidanceNote
from nhip.newsroom.queries.guidance import guidance_for, not_read_by, note_for
from nhip.notices.models import Notice

pytestmark = [pytest.mark.django_db, pytest.mark.database]
COMMUNE = "lang-son.xa-ba-son/uy-ban-nhan-dan"


def today() -> date:
    return timezone.localdate()


def given(newsroom: SimpleNamespace, **more: object) -> GuidanceNote:
    body = "Viết “xã Đồng Đăng”, không viết “thị trấn Đồng Đăng”."
    return give_guidance(newsroom.approver, newsroom.unit, "Tên gọi sau sắp xếp", body, **{"since": today(), **more})


def test_each_reader_is_told_and_says_that_they_read_it(newsroom: SimpleNamespace) -> None:
    note = given(newsroom)
    assert {one.account_id for one in Notice.objects.all()} == {newsroom.reporter.pk, newsroom.editor.pk}
    assert [one.read for one in guidance_for(newsroom.reporter)] == [False]
    acknowledge(newsroom.reporter, note)
    acknowledge(newsroom.reporter, note)
    assert note.seen.count() == 1
    assert [one.pk for one in not_read_by(note)] == [newsroom.editor.pk]
    assert [one.read for one in guidance_for(newsroom.reporter)] == [True]
    end_guidance(newsroom.approver, note)
    assert guidance_for(newsroom.editor) == []


def test_desks_roles_and_days_say_for_whom_and_when(
    newsroom: SimpleNamespace, person: Callable[..., object], unit: Callable[[str], object]
) -> None:
    there, officer = person("reporter", COMMUNE), person("officer", DESK)
    for_editors = given(newsroom, to_roles=["editor"])
    ahead = given(newsroom, since=today() + timedelta(days=1))
    given(newsroom, since=today() - timedelta(days=9), until=today() - timedelta(days=1))
    assert guidance_for(newsroom.reporter) == []
    assert [one.pk for one in guidance_for(newsroom.editor)] == [for_editors.pk]
    assert [one.pk for one in guidance_for(newsroom.editor, ahead.since)] == [ahead.pk, for_editors.pk]
    assert guidance_for(there) == []
    assert note_for(there, for_editors.pk) is None
    with pytest.raises(PermissionDenied):
        acknowledge(there, for_editors)
    to_one = give_guidance(officer, newsroom.unit, "A", "B", since=today(), desks=[unit(COMMUNE)])
    to_all = give_guidance(officer, newsroom.unit, "C", "D", since=today(), everywhere=True)
    assert {one.pk for one in guidance_for(there)} == {to_one.pk, to_all.pk}


def test_only_who_answers_gives_it_and_only_the_officer_beyond_home(
    newsroom: SimpleNamespace, unit: Callable[[str], object]
) -> None:
    with pytest.raises(PermissionDenied):
        give_guidance(newsroom.reporter, newsroom.unit, "A", "B", since=today())
    for beyond in ({"everywhere": True}, {"desks": [unit(COMMUNE)]}):
        with pytest.raises(PermissionDenied):
            given(newsroom, **beyond)
    with pytest.raises(Refused, match="trước ngày bắt đầu"):
        given(newsroom, until=today() - timedelta(days=1))
    with pytest.raises(Refused, match="Không có vai trò"):
        given(newsroom, to_roles=["giám đốc"])


@pytest.mark.parametrize("body", ["MẬT\nNội dung kín xyz", "Nội dung kín xyz\n\nTỐI MẬT", "Kín xyz\n[TUYỆT MẬT]\nthôi"])
def test_a_secret_is_refused_and_leaves_no_trace(newsroom: SimpleNamespace, body: str) -> None:
    before = Entry.objects.count()
    with pytest.raises(Refused, match="dấu mật"):
        give_guidance(newsroom.approver, newsroom.unit, "Tiêu đề kín xyz", body, since=today())
    assert not GuidanceNote.objects.exists()
    written = list(Entry.objects.order_by("pk")[before:])
    assert [one.verb for one in written] == ["documents.refuse_secret"]
    assert "xyz" not in "".join(str(vars(one)) for one in written)
    assert not Notice.objects.exists()


def test_words_about_secrets_are_no_mark(newsroom: SimpleNamespace) -> None:
    give_guidance(newsroom.approver, newsroom.unit, "Bảo mật", "Không đưa bí mật nhà nước lên mạng.", since=today())
    assert GuidanceNote.objects.count() == 1
