"""A rehearsal of one carrier as plain values: what was looked at, and the very request that would be sent, in words.

The request is the carrier's own, stopped at the door (`carriers.asking.rehearsal`); nothing here writes one.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources
from urllib.parse import urlsplit

from nhip.channels.carriers.asking import Sent
from nhip.channels.carrying import Way
from nhip.text.issues import Issue

MASK = "•••"
MEDIA = frozenset({"picture", "alt", "clip"})
"""Fields of findings that speak of pictures and films; the others speak of the text."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was looked at. `state`: ok, late (it stops the posting), wait (to look at), open (not reached)."""

    code: str
    state: str
    issues: tuple[Issue, ...] = ()
    told: str = ""


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """How it went. `sent`: the request at the door, secrets masked; None where it was not reached."""

    way: Way
    steps: tuple[Step, ...]
    sent: Sent | None = None

    @property
    def ready(self) -> bool:
        """Whether the posting would have gone out now, as far as anybody can say beforehand."""
        return self.sent is not None and all(one.state in ("ok", "wait") for one in self.steps)


@dataclass(frozen=True, slots=True)
class _Words:
    hidden: frozenset[str]
    fields: Mapping[str, str] = field(hash=False)
    carriers: Mapping[str, Mapping[str, str]] = field(hash=False)


@cache
def _words() -> _Words:
    held = tomllib.loads(resources.files("nhip.channels").joinpath("data/rehearsal.toml").read_text("utf-8"))
    return _Words(frozenset(held["hidden"]), held["fields"], held["carrier"])


def does(way: Way) -> str:
    """What the request does, in an official's words."""
    return _words().carriers.get(way.code, {}).get("does", "")


def then(way: Way) -> str:
    """What follows it in earnest; empty where it is the last."""
    return _words().carriers.get(way.code, {}).get("then", "")


def parted(issues: Iterable[Issue]) -> tuple[tuple[Issue, ...], tuple[Issue, ...]]:
    """Findings of the text, findings of pictures and films."""
    held = tuple(issues)
    return tuple(one for one in held if one.field not in MEDIA), tuple(one for one in held if one.field in MEDIA)


def masked(sent: Sent, secrets: Iterable[str]) -> Sent:
    """The request without anything secret: not in its address, its fields or its headers."""
    hidden = sorted({one for one in secrets if len(one) >= 4}, key=len, reverse=True)

    def hide(value: object) -> object:
        if isinstance(value, str):
            for one in hidden:
                value = value.replace(one, MASK)
            return value
        if isinstance(value, Mapping):
            return {name: hide(one) for name, one in value.items() if name not in _words().hidden}
        return [hide(one) for one in value] if isinstance(value, list | tuple) else value

    fields = hide(dict(sent.fields))
    assert isinstance(fields, dict)
    return replace(sent, url=str(hide(sent.url)), fields=fields, headers={})


def asked_at(sent: Sent) -> str:
    """Which server is asked, and for what: POST graph.facebook.com/v26.0/1002/feed."""
    parts = urlsplit(sent.url)
    return f"{sent.method} {parts.hostname or ''}{parts.path}" if parts.hostname else ""


def in_words(sent: Sent) -> list[tuple[str, str]]:
    """What is sent, line by line, under names that people know; a name that nobody wrote down stays as it is."""
    found: dict[str, list[str]] = {}
    for name, value in _flat("", sent.fields):
        known = _words().fields
        label = known.get(name) or known.get(name.rpartition(".")[2]) or name
        found.setdefault(label, []).append(_said(value))
    return [(label, "\n".join(values)) for label, values in found.items()]


def _flat(name: str, value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, Mapping):
        for key, one in value.items():
            yield from _flat(f"{name}.{key}" if name else str(key), one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _flat(name, one)
    else:
        yield name, value


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "có" if value else "không"
    return str(value)
