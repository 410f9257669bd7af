"""What the index asks of each source (`sources/`, one small file each), and the list of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol

from nhip.assistant.items import Item
from nhip.assistant.queries import sources


class Source(Protocol):
    """Pulls the public things of one kind from the queries of a lower room. Only what anybody may read now."""

    KIND: str

    def stamp(self, on: date) -> str:
        """A cheap word that is another one whenever anything may have changed."""

    def versions(self, on: date) -> Iterable[tuple[tuple[str, str], str]]:
        """Every public thing (number, language) with a cheap word for its state: equal ones are not read again."""

    def items(self, keys: Collection[tuple[str, str]], on: date) -> Iterable[Item]:
        """These things, as far as they are public at this moment."""

    def still_public(self, numbers: Collection[str], on: date) -> set[str]:
        """Which of the numbers anybody may read at this moment: asked for each page of results."""


@cache
def all_sources() -> dict[str, Source]:
    """Every source by its kind: a file is one, or holds several as `SOURCES`."""
    modules = [import_module(f"{sources.__name__}.{one.name}") for one in iter_modules(sources.__path__)]
    found = [one for module in modules for one in getattr(module, "SOURCES", (module,))]
    return {one.KIND: one for one in found}
