"""Which bodies a province has altogether, by rule and by record: the list behind "complete"."""

from __future__ import annotations

from nhip.agencies.directory import Directory


def bodies_of(directory: Directory, province: str) -> tuple[str, ...]:
    """Every body, past and present, of a province and of all territory that ever stood in it, in a steady order."""
    homes = [province]
    queue = [province]
    while queue:
        below = [tie.unit for tie in directory.ties_below.get(queue.pop(0), ()) if tie.line == "territory"]
        queue += below
        homes += below
    found: list[str] = []
    for home in dict.fromkeys(homes):
        level = directory.level_of(home)
        codes = [pattern.code for pattern in directory.custom.patterns if pattern.level == level]
        found += [f"{home}/{code}" for code in codes if directory.knows(f"{home}/{code}")]
    found += [row.unit for row in directory.versions if row.territory == province and "/" in row.unit]
    return tuple(dict.fromkeys(found))
