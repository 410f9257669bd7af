"""The legal library. It speaks Vietnamese and is shown to readers of every language."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from datetime import date

from nhip.assistant.items import Item
from nhip.law.models import Act

KIND = "act"
COLUMNS = ("symbol", "type", "title", "issuer", "issued_on", "text_sha256")


def stamp(on: date) -> str:
    """Never the same: the list is short enough to be looked through each time."""
    return ""


def versions(on: date) -> Iterator[tuple[tuple[str, str], str]]:
    for pk, *told in Act.objects.order_by("issued_on", "pk").values_list("pk", *COLUMNS):
        yield (str(pk), "vi"), hashlib.sha256("\x1f".join(map(str, told)).encode()).hexdigest()[:40]


def items(keys: Collection[tuple[str, str]], on: date) -> Iterable[Item]:
    for act in Act.objects.filter(pk__in=[int(number) for number, _ in keys]).order_by("issued_on", "pk"):
        title = f"{act.type} {act.symbol}: {act.title}" if act.title else f"{act.type} {act.symbol}"
        yield Item(
            KIND, str(act.pk), "vi", str(act.pk), title[:600], act.issuer, act.text, "", "", "", "", act.issued_on, True
        )


def still_public(numbers: Collection[str], on: date) -> set[str]:
    rows = Act.objects.filter(pk__in=[int(number) for number in numbers])
    return {str(pk) for pk in rows.order_by().values_list("pk", flat=True)}
