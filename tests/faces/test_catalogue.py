"""Every message in use has its Vietnamese, with the same blanks to fill, and the compiled file is up to date."""

from __future__ import annotations

import re

from tools import messages

BLANK = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def test_no_message_lacks_its_vietnamese() -> None:
    assert messages.missing() == []


def test_the_compiled_catalogue_is_the_one_written() -> None:
    written = messages.compiled(messages.CATALOGUE.read_text("utf-8"))
    assert messages.CATALOGUE.with_suffix(".mo").read_bytes() == written


def test_blanks_are_the_same() -> None:
    wrong = [
        (one, vietnamese)
        for one, many, vietnamese in messages.parsed(messages.CATALOGUE.read_text("utf-8"))
        if set(BLANK.findall(vietnamese)) != set(BLANK.findall(many or one)) or not vietnamese.strip()
    ]
    assert wrong == []
