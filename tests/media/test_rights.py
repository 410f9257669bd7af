"""Whether a picture or recording may be shown on a day: by its right, by the consent of whom it shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhip.media.rights import WHY, Agreed, Held, erase_from, stopped, uses
from nhip.media.speaking import voices

ON = date(2026, 11, 21)
YEAR = Agreed(date(2026, 1, 1), date(2026, 12, 31), uses=("picture",))
CHILD = replace(YEAR, child=True)


@pytest.mark.parametrize(
    ("held", "why"),
    [
        (Held(), ""),
        (Held(rights_until=ON), ""),
        (Held(rights_until=ON - timedelta(days=1)), "rights"),
        (Held(withdrawn_on=ON), "withdrawn"),
        (Held(withdrawn_on=ON + timedelta(days=1)), ""),
        (Held(consents=(YEAR,)), ""),
        (Held(consents=(replace(YEAR, until=ON - timedelta(days=1)),)), "consent"),
        (Held(consents=(replace(YEAR, since=ON + timedelta(days=1)),)), "consent"),
        (Held(consents=(replace(YEAR, withdrawn_on=ON),)), "consent"),
        (Held(consents=(replace(YEAR, withdrawn_on=ON, replaced=True), YEAR)), ""),
        (Held(consents=(replace(YEAR, uses=("name",)),)), "consent"),
        (Held(use="voice", consents=(YEAR,)), "consent"),
        (Held(shows_children=True), "children"),
        (Held(shows_children=True, consents=(YEAR,)), "children"),
        (Held(shows_children=True, consents=(CHILD,)), ""),
        (Held(shows_children=True, consents=(replace(CHILD, withdrawn_on=ON),)), "consent"),
        (Held(shows_children=True, consents=(replace(CHILD, replaced=True),)), "children"),
    ],
)
def test_the_first_reason_is_said(held: Held, why: str) -> None:
    assert stopped(held, ON) == why


days = st.dates(date(2025, 1, 1), date(2028, 1, 1))
agreed = st.builds(
    Agreed, days, days, st.none() | days, st.booleans(), st.lists(st.sampled_from(sorted(uses())), max_size=4),
    st.booleans(),
)  # fmt: skip


@given(st.builds(Held, st.sampled_from(sorted(uses())), st.none() | days, st.none() | days, st.booleans(),
                 st.lists(agreed, max_size=3)), days)  # fmt: skip
def test_nothing_is_shown_without_right_and_consent(held: Held, on: date) -> None:
    why = stopped(held, on)
    assert why in {"", *WHY}
    if not why:
        assert held.rights_until is None or on <= held.rights_until
        assert held.withdrawn_on is None or on < held.withdrawn_on
        asked = [one for one in held.consents if not one.replaced]
        assert all(one.since <= on <= one.until and not one.withdrawn_on and held.use in one.uses for one in asked)
        assert not held.shows_children or any(one.child for one in asked)


def test_names_go_twenty_days_after_the_end_or_the_withdrawal() -> None:
    assert erase_from(date(2026, 1, 1), None) == date(2026, 1, 21)
    assert erase_from(date(2026, 12, 31), date(2026, 1, 1)) == date(2026, 1, 21)


def test_every_language_of_the_portal_has_a_voice() -> None:
    assert set(voices()) == {"vi", "en", "zh-hans"}
