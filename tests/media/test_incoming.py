"""Pieces over a weak line: sent twice, out of order or broken off, the file is the one that was recorded."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nhip.media.incoming import DAYS, add, held, place, sweep
from nhip.media.packing import reader_of


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.binary(min_size=1, max_size=400), st.lists(st.tuples(st.integers(0, 400), st.integers(1, 90)), max_size=30))
def test_whatever_was_sent_before_the_file_ends_whole(
    tmp_path: Path, data: bytes, tries: list[tuple[int, int]]
) -> None:
    path = place(tmp_path, 7, "0123abcd")
    path.unlink(missing_ok=True)
    for begin, length in tries:
        add(path, begin, data[begin : begin + length], 1000)
        assert data.startswith(path.read_bytes() if path.exists() else b"")
    while held(path) < len(data):
        add(path, held(path), data[held(path) : held(path) + 50], 1000)
    assert path.read_bytes() == data


def test_bounds_and_keys(tmp_path: Path) -> None:
    path = place(tmp_path, 1, "0123abcd")
    with pytest.raises(ValueError, match="too much"):
        add(path, 0, b"x" * 11, 10)
    for wrong in ("../../etc", "", "x" * 50, "ABC/def0"):
        with pytest.raises(ValueError, match="not a key"):
            place(tmp_path, 1, wrong)


def test_what_never_became_whole_is_swept(tmp_path: Path) -> None:
    path = place(tmp_path, 1, "0123abcd")
    add(path, 0, b"x", 10)
    os.utime(path, (1000, 1000))
    assert sweep(tmp_path, 1000 + DAYS * 86_400 - 1) == 0
    assert sweep(tmp_path, 1000 + DAYS * 86_400 + 1) == 1


@pytest.mark.parametrize(
    ("head", "reader"),
    [(b"ID3\x04", "mp3"), (b"\xff\xfb\x90\x00", "mp3"), (b"\xff\xf1\x50", "aac"), (b"\x1aE\xdf\xa3", "matroska"),
     (b"OggS", "ogg"), (b"RIFF0000WAVE", "wav"), (b"\0\0\0 ftypisom", "mov"), (b"#EXTM3U\n", ""), (b"ffconcat", ""),
     (b"<svg", ""), (b"", "")],
)  # fmt: skip
def test_the_kind_is_told_by_the_first_bytes(head: bytes, reader: str) -> None:
    assert reader_of(head) == reader
