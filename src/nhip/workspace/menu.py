"""The rooms a person sees: those whose pages they may open, grouped by the work (the table: rooms.py)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from nhip.agencies.permits import may, roles
from nhip.workspace.rooms import GROUPS, MOST_THUMBS, THUMBS, TODAY, Room


@dataclass(frozen=True, slots=True)
class Entry:
    """One place in the bar. `short` stands in the phone's bottom bar and for a group that has nothing else."""

    name: str
    label: str
    short: str
    says: str
    icon: str
    url: str
    here: bool


@dataclass(frozen=True, slots=True)
class Rooms:
    """One group of the bar as this person sees it; without a label: a single room."""

    label: str
    entries: list[Entry]

    @property
    def here(self) -> bool:
        return any(entry.here for entry in self.entries)


def _open(request: HttpRequest) -> Iterator[tuple[str, list[tuple[Room, str]]]]:
    """The groups with the rooms this person may open and their addresses; a group without any is left out."""
    for group in GROUPS:
        rooms = [
            (room, reverse(f"workspace:{room.name}"))
            for room in group.rooms
            if room.verb is None or may(request.user, room.verb)
        ]
        if rooms:
            yield str(group.label), rooms


def _here(path: str, rooms: list[tuple[Room, str]]) -> str:
    """The name of the room a page belongs to: the one with the longest beginning of its address; "" for none."""
    found = [(len(start), room.name) for room, url in rooms for start in (url, *room.beyond) if path.startswith(start)]
    return max(found)[1] if found else ""


def _entry(room: Room, url: str, here: str) -> Entry:
    return Entry(room.name, str(room.label), str(room.short), str(room.says), room.icon, url, room.name == here)


def groups(request: HttpRequest) -> list[Rooms]:
    """The bar for this person: today, then the groups of rooms."""
    found = list(_open(request))
    here = _here(request.path, [pair for _label, rooms in found for pair in rooms])
    home = reverse(f"workspace:{TODAY.name}")
    first = Rooms("", [_entry(TODAY, home, TODAY.name if request.path == home else "")])
    return [
        first,
        *(
            Rooms(label if len(rooms) > 1 else "", [_entry(room, url, here) for room, url in rooms])
            for label, rooms in found
        ),
    ]


def thumbs(bar: list[Rooms], account: object) -> list[Entry]:
    """The phone's bottom bar: the rooms of a person's daily work first, filled up with the others."""
    every = {entry.name: entry for group in bar for entry in group.entries}
    first = next((names for verb, names in THUMBS if may(account, verb)), (TODAY.name,))
    wanted = [every[name] for name in first if name in every]
    leading = [group.entries[0] for group in bar if group.entries[0] not in wanted]
    return [*wanted, *leading][:MOST_THUMBS]


def posts(account: object) -> str:
    """The roles a person holds, as the bar shows them."""
    names = {role.code: role.name for role in roles()}
    return " · ".join(dict.fromkeys(names[held.role] for held in account.held() if held.role in names))
