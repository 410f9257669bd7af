"""Reads entities from activities of the ledger. Which kind of activity feeds which entity is data of the kinds
themselves (`feeds` in plans/data/kinds.toml); a kind that names none feeds nothing."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from importlib import resources

from nhip.measurement.dictionary import Dictionary
from nhip.measurement.rows import DECLARED, ESTIMATED, PROVEN, Row, Value, instant, typed
from nhip.plans.kinds import Catalogue, Feed
from nhip.text.normalise import fold


@dataclass(frozen=True, slots=True)
class Deed:
    """An activity as this room sees it. `values`: the other figures of its kind; `topics`: the names of its topics."""

    key: str
    unit: str
    kind: str
    on: date
    quantity: Decimal
    values: Mapping[str, object] = field(default_factory=dict, hash=False)
    at: datetime | None = None
    qualifier: str = ""
    estimate: bool = False
    proven: bool = False
    title: str = ""
    place: str = ""
    task: str = ""
    language: str = ""
    audience: str = ""
    channel: str = ""
    topics: tuple[str, ...] = ()
    campaign: str = ""


def kinds_feeding(entity: str, kinds: Catalogue) -> frozenset[str]:
    """The kinds of which “không phát sinh” speaks for the entity."""
    return frozenset(code for code, kind in kinds.kinds.items() if any(feed.entity == entity for feed in kind.feeds))


def rows(
    deeds: Iterable[Deed], entities: frozenset[str], kinds: Catalogue, dictionary: Dictionary
) -> Iterator[tuple[str, Row]]:
    """Rows of the wanted entities, each with its entity's code."""
    for deed in deeds:
        for feed in _feeds(kinds, deed.kind):
            if feed.entity in entities and feed.entity in dictionary:
                yield feed.entity, _row(deed, feed, kinds, dictionary)


def _row(deed: Deed, feed: Feed, kinds: Catalogue, dictionary: Dictionary) -> Row:
    entity = dictionary[feed.entity]
    at = deed.at or instant(deed.on)
    own: dict[str, object] = {
        **_defaults(kinds, deed.kind), **deed.values, "quantity": deed.quantity, "on": at, "title": deed.title,
        "channel": deed.channel, "audience": deed.audience, "place": deed.place, "task": deed.task,
    }  # fmt: skip
    given: dict[str, object] = {
        "org": deed.unit, "office": deed.unit, "lang": deed.language, "topic": topic_code(deed.topics),
        "lang_class": _class_of(kinds, deed.language), "campaign": deed.campaign,
        "plan_topic": deed.topics[0] if deed.topics else "", "month": f"{deed.on:%Y-%m}",
    }  # fmt: skip
    if given["lang_class"] == "accessible":
        given["accessible"] = True
    given |= {name: own[taken] for name, taken in feed.taken.items() if own.get(taken) not in (None, "")}
    given |= feed.fixed
    if entity.period:
        given[entity.period] = at
    standing = PROVEN if deed.proven else ESTIMATED if deed.estimate else DECLARED
    fields = dict(_typed(given, entity.fields))
    if entity.kind == "stock":
        fields["valid_from"] = deed.on
    return Row(deed.key, deed.unit, fields, standing, deed.qualifier, _times(feed.times, own))


def _feeds(kinds: Catalogue, code: str) -> Sequence[Feed]:
    kind = kinds.kinds.get(code)
    return kind.feeds if kind is not None else ()


def _defaults(kinds: Catalogue, code: str) -> dict[str, object]:
    """What stands where the ledger left a figure of the kind open."""
    kind = kinds.kinds.get(code)
    return {one.key: one.default for one in kind.fields if one.default} if kind is not None else {}


def _class_of(kinds: Catalogue, language: str) -> str:
    held = kinds.languages.get(language)
    return held.kind if held is not None else ""


def _typed(given: Mapping[str, object], types: Mapping[str, str]) -> Iterator[tuple[str, Value]]:
    for name, value in given.items():
        if name in types:
            try:
                yield from typed({name: value}, {name: types[name]}).items()
            except (ValueError, ArithmeticError):
                continue  # a figure that was typed as words says nothing here


def _times(times: str, own: Mapping[str, object]) -> Decimal:
    if times.isdigit():
        return Decimal(times)
    try:
        return Decimal(str(own.get(times) or 0))
    except ArithmeticError:
        return Decimal(0)


@cache
def _topics() -> tuple[tuple[str, tuple[str, ...]], ...]:
    text = resources.files("nhip.measurement").joinpath("data", "topics.toml").read_text("utf-8")
    return tuple((code, tuple(fold(word) for word in words)) for code, words in tomllib.loads(text).items())


@cache
def topic_code(names: tuple[str, ...]) -> str:
    """The code of the first topic that formulas know, otherwise the first topic's own name."""
    for code, words in _topics():
        if any(word in fold(name) for name in names for word in words):
            return code
    return names[0][:300] if names else ""
