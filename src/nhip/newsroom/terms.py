"""Official names as the newsroom calls them; they are kept in `law`, because every room that publishes asks them."""

from __future__ import annotations

from nhip.law.terms import Hit, Term, found_in, packaged

__all__ = ["Hit", "Term", "found_in", "packaged"]
