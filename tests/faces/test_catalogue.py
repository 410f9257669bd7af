"""Every message in use has its Vietnamese, with the same blanks to fill, and the compiled file is up to date."""

from __future__ import annotations

import re

import pytest
from tools import messages

BLANK = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def test_no_message_lacks_its_vietnamese() -> None:
    assert messages.missing() == []


def test_the_compiled_catalogue_is_the_one_written() -> None:
    written = messages.compiled(messages.CATALOGUE.read_text("utf-8"))
    assert messages.CATALOGUE.with_suffix(".mo").read_bytes() == written


@pytest.mark.parametrize(
    "entry", messages.parsed(messages.CATALOGUE.read_text("utf-8")), ids=lambda entry: entry[0][:40]
)
def test_blanks_are_the_same(entry: tuple[str, str, str]) -> None:
    one, many, vietnamese = entry
    assert set(BLANK.findall(vietnamese)) == set(BLANK.findall(many or one))
    assert vietnamese.strip()
