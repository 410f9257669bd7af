"""Official names as they stand now: the packaged ones under what offices entered."""

from __future__ import annotations

from collections.abc import Iterable

from nhip.agencies.models.units import Unit
from nhip.newsroom.models.translating import OfficialName
from nhip.newsroom.names import Name, over, packaged
from nhip.text.normalise import fold


def names_now() -> tuple[Name, ...]:
    """Every name, an office's own over the packaged one of the same key."""
    return over(packaged(), (name_of(row) for row in OfficialName.objects.select_related("agency").order_by("key")))


def name_of(row: OfficialName) -> Name:
    """An office's row as the checks see it."""
    return Name(
        row.key, row.kind, _forms(row.forms), row.status, row.source, row.since, _forms(row.forbidden),
        row.agency.key if row.agency else "", row.until, row.note, own=True,
    )  # fmt: skip


def found_names(names: Iterable[Name], asked: str = "", kind: str = "", status: str = "") -> list[Name]:
    """Those that hold the words asked (with or without marks) in any language, of a kind and a status."""
    words = fold(asked).split()
    return [
        one for one in names
        if (not kind or one.kind == kind) and (not status or one.status == status)
        and all(any(word in fold(form) for forms in one.forms.values() for form in forms) for word in words)
    ]  # fmt: skip


def unit_at(pk: int | None) -> Unit | None:
    """The agency that a name belongs to."""
    return Unit.objects.filter(pk=pk).first() if pk else None


def _forms(row: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {language: tuple(forms) for language, forms in row.items() if forms}
