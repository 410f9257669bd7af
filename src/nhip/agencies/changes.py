"""What must hold of a change of organisation before it is recorded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from nhip.agencies.directory import Directory
from nhip.agencies.units import BASES, CONFIDENCES, EVENT_KINDS, Event, Version
from nhip.text.issues import Issue


def check(directory: Directory, event: Event, starts: Sequence[Version], ends: Sequence[str]) -> list[Issue]:
    """Everything wrong with a change: an event, the versions that start with it and the units that end with it."""
    found = [*_check_words(event), *_check_units(directory, event, starts, ends), *_check_shares(event)]
    for version in starts:
        last = event.on is not None and version.unit not in ends
        standing = directory.unit_as_of(version.unit, version.valid_from) if last and version.valid_from else None
        if (
            standing is not None
            and standing.valid_from is not None
            and standing.valid_from >= (event.on or standing.valid_from)
        ):
            found.append(Issue("starts", "agencies.version_overlaps", {"name": standing.name, "on": _day(event)}))
    return found


def _check_words(event: Event) -> list[Issue]:
    found = []
    if event.kind not in EVENT_KINDS:
        found.append(Issue("kind", "agencies.event_kind_unknown", {"kind": event.kind}))
    if event.confidence not in CONFIDENCES:
        found.append(Issue("confidence", "agencies.confidence_unknown", {"confidence": event.confidence}))
    if not event.act.strip() and event.confidence != "U":
        found.append(Issue("act", "agencies.event_without_act", {}))
    if event.on is None and event.confidence != "U":
        found.append(Issue("on", "agencies.event_without_day", {}))
    if not event.links:
        found.append(Issue("links", "agencies.event_without_links", {}))
    return found


def _check_units(directory: Directory, event: Event, starts: Sequence[Version], ends: Sequence[str]) -> list[Issue]:
    new = {version.unit for version in starts}
    named = {link.old for link in event.links} | {link.new for link in event.links if link.new} | set(ends)
    found = [
        Issue("links", "agencies.unit_unknown", {"unit": unit})
        for unit in sorted(named)
        if unit not in new and not directory.knows(unit)
    ]
    if event.on is not None:
        for unit in ends:
            rows = directory.versions_of(unit)
            if rows and rows[-1].valid_to is not None and rows[-1].valid_to < event.on:
                facts = {"name": rows[-1].name, "last": f"{rows[-1].valid_to:%d/%m/%Y}"}
                found.append(Issue("ends", "agencies.unit_already_ended", facts))
    return found


def _check_shares(event: Event) -> list[Issue]:
    found = [
        Issue("links", "agencies.basis_unknown", {"basis": link.basis})
        for link in event.links
        if link.basis not in BASES
    ]
    total: dict[str, Decimal] = defaultdict(Decimal)
    for link in event.links:
        total[link.old] += link.share or Decimal(0)
    found += [
        Issue("links", "agencies.shares_above_one", {"unit": unit, "total": share})
        for unit, share in total.items()
        if share > 1
    ]
    targets = {link.new for link in event.links}
    if event.kind == "split" and len(targets) < 2 and all(link.basis == "whole" for link in event.links):
        found.append(Issue("links", "agencies.split_into_one", {}))
    return found


def _day(event: Event) -> str:
    return f"{event.on:%d/%m/%Y}" if event.on else ""
