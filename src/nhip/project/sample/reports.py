"""The reports of the sample's year: a half-year told and rolled up, a quarter with gaps, a year just opened."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from random import Random

from django.db import transaction

from nhip.agencies.models.accounts import Account
from nhip.agencies.queries.accounts import account_by_email
from nhip.law.holidays import vietnam
from nhip.measurement.periods import Slot
from nhip.project.sample.clock import Clock
from nhip.project.sample.province import bring_in, text
from nhip.reporting.actions.drafting import save_paragraph
from nhip.reporting.actions.moving import move
from nhip.reporting.actions.rolling import roll_up
from nhip.reporting.actions.rounds import open_from_letter, open_round
from nhip.reporting.models.reports import Report
from nhip.reporting.models.rounds import Round
from nhip.reporting.opening import by_regime
from nhip.reporting.queries.regimes import outlines, regime

COLLECTOR = "lang-son/so-van-hoa-the-thao-va-du-lich"
HEAD = "lanh-dao@mau.nhip.vn"
LOCAL, MINISTRY = "communications_local", "culture_ministry"
OTHER = ("Thực hiện theo kế hoạch của tỉnh và của cơ quan.", "Đã phân công đầu mối theo dõi.")
TOLD = tomllib.loads(text("told.toml"))
"""What agencies write under the parts of the outline, by the part's key."""


def report_year(
    say: Callable[[str], None], clock: Clock, officer: Account, people: Mapping[tuple[str, str], Account],
    levels: Mapping[str, str], today: date,
) -> None:  # fmt: skip
    """`levels`: key of each reporting agency with its level."""
    for slot, complete in ((Slot("half", 2026, 1), True), (Slot("quarter", 2026, 3), False)):
        period = slot.period("mid_month")
        if period.end < today:
            if not Round.objects.filter(key__startswith=LOCAL, start=period.start, end=period.end).exists():
                say(f"Báo cáo {period.label}…")
            _round(clock, officer, people, levels, slot, complete)
    letter_day = date(2026, 11, 2)
    if letter_day < today:
        clock.set(letter_day)
        letter = bring_in(officer, "cong-van-de-nghi-bao-cao-mau.txt", text("documents/request-letter.txt"))
        open_from_letter(officer, letter)


def _round(
    clock: Clock, officer: Account, people: Mapping[tuple[str, str], Account], levels: Mapping[str, str], slot: Slot,
    complete: bool,
) -> None:  # fmt: skip
    end = slot.period("mid_month").end
    clock.set(end, 17)  # everything of the period is logged: the figures are counted once, for all agencies together
    whole = _open(officer, MINISTRY, slot, {COLLECTOR: "province"}, None)
    round = _open(officer, LOCAL, slot, levels, COLLECTOR, feeds=whole)
    for report in round.reports.filter(state="drafting").select_related("unit", "round").order_by("pk"):
        _report(clock, officer, people, report, end, complete)
    if complete:
        clock.set(end + timedelta(days=4))
        _whole(officer, account_by_email(HEAD), whole.reports.get())


def _open(
    officer: Account, code: str, slot: Slot, levels: Mapping[str, str], receiver: str | None, feeds: Round | None = None
) -> Round:
    end = slot.period("mid_month").end
    found = regime(officer, code, end)
    opening = by_regime(found, outlines(officer)[found.outline], slot, vietnam(), levels, receiver)
    return open_round(officer, opening, feeds=feeds)


@transaction.atomic
def _report(
    clock: Clock, officer: Account, people: Mapping[tuple[str, str], Account], report: Report, end: date,
    complete: bool,
) -> None:  # fmt: skip
    """Most come in time, some late; of a round that is not complete some never come and one is sent back."""
    chance = Random(f"{report.unit.key} {end}")  # noqa: S311 - invented, no secret
    fate = chance.random()
    if not complete and fate < 0.08:
        return
    writer, head = people[report.unit.key, "focal_point"], people[report.unit.key, "leader"]
    sent = (report.due_on or end) + timedelta(
        days=chance.choice((2, 3, 5)) if fate > 0.9 else chance.choice((0, 0, -1))
    )
    clock.set(max(sent, end), 9)
    _write(writer, report, chance)
    if not complete and fate < 0.12:
        return
    move(writer, report.pk, "submit")
    if not complete and fate < 0.16:
        return
    clock.set(max(sent, end), 15)
    move(head, report.pk, "check")
    move(head, report.pk, "approve")
    if complete:
        move(officer, report.pk, "lock")
    elif fate < 0.18:
        move(officer, report.pk, "return", "Số liệu truyền thanh thấp hơn nhật ký phát, đề nghị kiểm tra lại.")


def _write(writer: Account, report: Report, chance: Random) -> None:
    for row in report.paragraphs.all():
        if not row.text:
            told = chance.sample(TOLD.get(row.key, OTHER), 1 + chance.randrange(2))
            save_paragraph(writer, row.pk, row.edition, "\n".join(f"- {one}" for one in told))


def _whole(officer: Account, head: Account, report: Report) -> None:
    """The province's own report: rolled up by the officer, checked and approved by the head."""
    if report.state != "drafting":
        return
    roll_up(officer, report.pk)
    _write(officer, report, Random(1))  # noqa: S311
    for by, verb in ((officer, "submit"), (head, "check"), (head, "approve")):
        move(by, report.pk, verb)
