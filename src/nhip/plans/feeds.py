"""The calendar as an iCalendar file (RFC 5545), made by the `icalendar` library. The same items give the same bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from nhip.plans.calendar import Item

TYPE = "text/calendar; charset=utf-8"


def ics(items: Iterable[Item], *, name: str, host: str, stamp: datetime) -> bytes:
    """The feed. `host` makes the entries' ids unique in the world; `stamp` (an instant) says when it was made."""
    feed = Calendar()
    feed.add("prodid", "-//Nhip//Lich//VI")
    feed.add("version", "2.0")
    feed.add("method", "PUBLISH")
    feed.add("x-wr-calname", name)
    feed.add("x-wr-timezone", "Asia/Ho_Chi_Minh")
    feed.add("refresh-interval", timedelta(hours=1))
    for item in sorted(items, key=lambda one: (one.on, one.key)):
        feed.add_component(_event(item, host, stamp))
    return bytes(feed.to_ical())


def _event(item: Item, host: str, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", f"{item.key}@{host}")
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("summary", item.title)
    if item.begins is None:
        event.add("dtstart", item.on)
        event.add("dtend", item.on + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    else:
        event.add("dtstart", item.begins.astimezone(UTC))
        ends = item.ends if item.ends and item.ends > item.begins else item.begins + timedelta(hours=1)
        event.add("dtend", ends.astimezone(UTC))
    if item.place:
        event.add("location", item.place)
    told = [part for part in (item.unit_name, item.channel, item.audience) if part]
    if told:
        event.add("description", "\n".join(told))
    if item.address:
        event.add("url", item.address)
    if item.state == "cancelled":
        event.add("status", "CANCELLED")
    return event


def hash_of(secret: str) -> str:
    """What is kept of the secret in a feed's address."""
    return hashlib.sha256(secret.encode()).hexdigest()
