"""The bench of a whole country in small: the same tables on both sides give the same counts and sums."""

from __future__ import annotations

from bench.figures import MONTHS, agree, corrections
from bench.parts.country import by_hand, fill

from nhip.law.holidays import vietnam
from nhip.measurement.catalogue import packaged as indicators
from nhip.measurement.dictionary import packaged as entities
from nhip.measurement.engine.store import Store


def test_both_sides_agree_and_a_correction_reaches_the_country() -> None:
    store = Store(entities(), vietnam())
    fill(store, indicators(), 20_000)
    by_hand(store.connection, indicators(), entities())
    store.recompute(indicators(), MONTHS)
    assert agree(store) < 1e-9
    assert set(corrections(store, 3)) == {"late_correction_ms_median", "late_correction_ms_worst"}
    found = store.connection.execute("SELECT count(*) FROM figures").fetchone()
    assert found == ((3321 + 34 + 1) * 12,)
    store.close()
