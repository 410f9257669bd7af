"""Cells of tables that programs for spreadsheets open: text is shown there and never run."""

from __future__ import annotations

RISKY = ("=", "+", "-", "@", "\t", "\r")


def safe(text: str) -> str:
    """Text that a spreadsheet shows and never runs: an apostrophe before what would start a formula."""
    return f"'{text}" if text.startswith(RISKY) else text
