"""Addresses that are ours, lie below one of ours, or only look like it. No database."""

from __future__ import annotations

import pytest

from nhip.channels.genuine import alike, part_of

OURS = ("facebook.com/congmau", "mau.vn", "zalo.me/0123456789", "facebook.com/profile.php?id=10001")


@pytest.mark.parametrize(
    ("asked", "found"),
    [("facebook.com/congmau/posts/12", "facebook.com/congmau"), ("mau.vn/vi/tin", "mau.vn"), ("facebook.com/khac", ""),
     ("khac.mau.vn/vi", ""), ("facebook.com", ""), ("mau.vn.khac.com/vi", "")],
)  # fmt: skip
def test_a_part_lies_below(asked: str, found: str) -> None:
    assert part_of(asked, OURS) == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [("facebook.com/cong.mau", "facebook.com/congmau"), ("facebook.com/congmau1", "facebook.com/congmau"),
     ("tiktok.com/@congmau", ""), ("facebook.com/nguoikhac", ""), ("facebook.com/congmau", "")],
)  # fmt: skip
def test_what_looks_like_ours_is_said(asked: str, found: str) -> None:
    assert alike(asked, OURS) == found
