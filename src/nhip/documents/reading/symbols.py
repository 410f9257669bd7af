"""Symbols as they should be written: Đ put back where typing or a scan lost its stroke (ND-CP is NĐ-CP)."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from nhip.documents.reading import issuers, kinds

_GROUP = re.compile(r"[A-Za-zĐđ&]+")


@cache
def _known() -> tuple[frozenset[str], dict[str, str], dict[str, str]]:
    source = resources.files("nhip.documents").joinpath("data", "symbol_groups.txt")
    listed = [line for line in source.read_text("utf-8").splitlines() if line]
    listed += [symbol for kind in kinds.kinds() for symbol in kind.symbols]
    listed += list(issuers.table())
    bare: dict[str, str] = {}
    for group in listed:
        if "Đ" in group:
            bare.setdefault(group.replace("Đ", "D"), group)
    mixed = {group.upper(): group for group in listed if not group.isupper() and len(group) > 2}
    return frozenset(listed), bare, mixed


def canonical(number: str, *, scanned: bool = False) -> str:
    """The number and symbol with its known groups spelled rightly; `scanned`: E may stand for Đ as well."""
    known, bare, mixed = _known()

    def right(found: re.Match[str]) -> str:
        group = found.group()
        if group in known or len(group) < 2:
            return group
        if group in bare:
            return bare[group]
        if group.upper() in mixed:
            return mixed[group.upper()]
        if scanned:
            for i, letter in enumerate(group):
                tried = group[:i] + "D" + group[i + 1 :]
                if letter in "EBP" and tried in bare:
                    return bare[tried]
        return group

    return _GROUP.sub(right, number)
