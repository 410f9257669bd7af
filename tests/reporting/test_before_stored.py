"""An agency's own report stands beside what it reported before, else beside the records; the row says which."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.reporting.conftest import ABROAD, CLERK, TRADE
from tests.reporting.test_chain_stored import report_of, sent

from nhip.measurement.periods import Slot
from nhip.reporting.actions.drafting import state_figure
from nhip.reporting.actions.filling import count_again
from nhip.reporting.actions.rounds import open_round
from nhip.reporting.opening import by_hand
from nhip.reporting.regimes import packaged_outlines

pytestmark = pytest.mark.django_db


def test_the_period_before_is_what_was_sent_where_something_was(opened: Any, person: Callable[..., Any]) -> None:
    trade = report_of(opened, TRADE)
    row = trade.figures.get(code="banners")
    state_figure(person("focal_point", TRADE), row.pk, row.edition, value=Decimal(15), explanation="Đếm lại")
    drafted = report_of(opened, ABROAD).figures.get(code="banners")
    state_figure(person("focal_point", ABROAD), drafted.pk, drafted.edition, value=Decimal(9), explanation="Đếm tay")
    sent(person, trade, TRADE)
    period = Slot("half", 2026, 2).period("mid_month")
    outline = packaged_outlines()["communications"]
    later = open_round(
        person("officer", CLERK),
        by_hand("Báo cáo công tác truyền thông", outline, period, date(2026, 12, 16), [TRADE, ABROAD], CLERK),
    )
    held = report_of(later, TRADE).figures.get(code="banners")
    assert (held.previous, held.reported) == (Decimal(15), "previous"), "not the 12 of the records"
    assert report_of(later, ABROAD).figures.get(code="banners").reported == "", "what was never sent is not reported"
    silent = report_of(later, TRADE).figures.exclude(code="banners").filter(reported="")
    assert silent.exists()
    count_again(person("focal_point", TRADE), report_of(later, TRADE).pk)
    held.refresh_from_db()
    assert (held.previous, held.reported) == (Decimal(15), "previous")
    year = Slot("half", 2027, 1).period("mid_month")
    next_year = open_round(
        person("officer", CLERK), by_hand("Báo cáo năm sau", outline, year, date(2027, 6, 16), [TRADE], CLERK)
    )
    assert report_of(next_year, TRADE).figures.get(code="banners").last_year == Decimal(15)
