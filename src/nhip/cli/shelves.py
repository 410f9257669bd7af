"""The agency directory and the book of laws, built once from packaged data: no database."""

from __future__ import annotations

from functools import cache

from nhip.agencies.directory import Directory
from nhip.law.book import LawBook


@cache
def directory() -> Directory:
    """The directory of agencies shipped with the package."""
    from nhip.agencies import packaged

    return packaged.directory()


@cache
def laws() -> LawBook:
    """The book of laws shipped with the package."""
    from nhip.law.book import packaged

    return packaged()
