"""More languages by configuration: a setting names them, and nothing in the code has to change."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from nhip.text.languages import chosen, codes, known, said_in


def test_the_setting_chooses_among_what_is_known() -> None:
    assert list(chosen("")) == ["vi", "en", "zh-hans"]
    assert list(chosen("ko, zh-hans")) == ["vi", "en", "ko", "zh-hans"], "Vietnamese and English are always there"
    with pytest.raises(ValueError, match="xx"):
        chosen("vi xx")
    assert codes()[0] == "vi"
    paths = [one.path for one in known().values()]
    assert len(paths) == len(set(paths))


def test_what_nobody_said_in_a_language_is_said_in_english() -> None:
    assert said_in({"vi": "a", "en": "b", "ko": "c"}, "ko") == "c"
    assert said_in({"vi": "a", "en": "b"}, "ko") == "b"
    assert said_in({"vi": "a"}, "ko") == "a"
    with pytest.raises(KeyError):
        said_in({"fr": "d"}, "ko")


@pytest.mark.live
def test_a_fourth_language_is_a_setting() -> None:
    """The program itself, started with the setting: pages, feeds, search, events, entries, desks."""
    whole = Path(__file__).resolve().parents[2]
    told = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/portal/in_korean.py"],
        cwd=whole, env={**os.environ, "NHIP_LANGUAGES": "vi en zh-hans ko"}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stdout[-4000:] + told.stderr[-2000:]
