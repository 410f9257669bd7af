"""The set of indicators: complete, sound, and unable to reward what must not be rewarded."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal

from nhip.measurement.catalogue import LEVELS, indicator, lint, packaged
from nhip.measurement.dictionary import packaged as entities


def codes(*changed: object) -> set[str]:
    return {issue.code for issue in lint(changed, entities())}


def test_there_are_120_of_six_levels_and_nothing_is_wrong_with_them() -> None:
    assert lint(packaged(), entities()) == []
    assert len(packaged()) == 120
    assert Counter(one.level for one in packaged()) == dict(zip(LEVELS, (11, 50, 37, 9, 6, 7), strict=True))
    assert indicator("C06") == indicator("loudspeaker_plays")


def test_what_is_only_watched_has_no_target() -> None:
    assert codes(replace(indicator("F04"), target_default=Decimal(50))) == {"measurement.monitor_has_target"}
    assert codes(replace(indicator("F04"), direction="up")) == {"measurement.monitor_has_target"}
    assert codes(replace(indicator("H14"), target_type="plan")) == {"measurement.enforcement_has_target"}


def test_followers_are_taken_by_channel() -> None:
    wrong = "last(metric: value by platform where name='followers')"
    assert codes(replace(indicator("E03"), formula=wrong)) == {"measurement.followers_by_channel"}


def test_a_stock_or_series_is_never_added_over_time() -> None:
    assert codes(replace(indicator("E03"), formula="sum(metric: value)")) == {"measurement.formula_series_needs_last"}


def test_a_breakdown_is_a_field_of_what_is_read() -> None:
    assert codes(replace(indicator("C01"), breakdown=("outlet",))) == {"measurement.breakdown_unknown"}


def test_names_are_given_once() -> None:
    assert codes(indicator("C01"), replace(indicator("C02"), id="C01")) == {"measurement.indicator_twice"}


def test_every_target_that_must_be_met_has_its_level() -> None:
    assert codes(replace(indicator("B04"), target_default=None)) == {"measurement.target_missing"}
