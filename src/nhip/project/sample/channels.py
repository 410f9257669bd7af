"""Official channels of the sample, what a merger made of them, and what came back from readers. Twice adds nothing."""

from __future__ import annotations

import tempfile
import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from nhip.agencies.actions.units import take_up
from nhip.agencies.models.accounts import Account
from nhip.agencies.queries.accounts import account_by_email
from nhip.channels.actions.outlets import decide_fate, measure_outlet, open_outlet, verify_outlet
from nhip.channels.actions.subscribers import confirm, subscribe
from nhip.channels.actions.visits import join_counter, rate_page, read_counters, take_in_counts
from nhip.channels.addresses import language_path
from nhip.channels.counting import PageCount, write_counts
from nhip.channels.models.outlets import Outlet
from nhip.channels.models.subscribers import Letter, Subscriber
from nhip.channels.models.visits import PageDay, RatingDay
from nhip.channels.queries.carriers import signed
from nhip.channels.register import address_key
from nhip.newsroom.queries.public import public_stories

OFFICER = "chuyen-vien@mau.nhip.vn"
DAYS = 40
DOMAIN = "mau.invalid"
"""A domain of which it is agreed that it never exists (RFC 2606)."""


def keep_channels(actor: object, ground: str, listed: str, today: date) -> None:
    """`listed`: the text of `channels.toml`."""
    held, officer = tomllib.loads(listed), account_by_email(OFFICER)
    units = {unit.key: unit for unit in take_up(actor, [row["unit"] for row in held["channel"]], ground=ground)}
    with transaction.atomic():
        for row in held["channel"]:
            _channel(officer, units[row["unit"]], row, today)
        for row in held["channel"]:
            _fate(officer, row)
        if not PageDay.objects.exists():
            _open(actor, held["opened"], today)
            read_counters(actor)
        if not RatingDay.objects.exists():
            _rate(held["rated"])
        if not Subscriber.objects.exists():
            _subscribe(held["subscribed"])


def _channel(officer: Account, unit: object, row: Mapping[str, Any], today: date) -> None:
    address = settings.NHIP_PORTAL if row["address"] == "portal" else row["address"]
    if "." not in address.partition("//")[2]:
        address = "https://cong-mau.invalid/"  # a machine without a name: the register takes no such address
    if Outlet.objects.filter(address_key=address_key(address)).exists():
        return
    fields = {name: row[name] for name in ("name", "administrators", "licence", "opened_on") if name in row}
    if "licence_days" in row:
        fields["licence_until"] = today + timedelta(days=row["licence_days"])
    made = open_outlet(account_by_email(row["by"]), unit, row["platform"], {**fields, "address": address})
    if "verified" in row:
        verify_outlet(officer, made.pk, row["verified"])
    for on, value in row.get("counts", ()):
        measure_outlet(
            officer, made.pk, f"{row['platform']}.followers", Decimal(value), date.fromisoformat(on),
            proof="https://mau.invalid/",
        )  # fmt: skip
    if row["address"] == "portal" and address == settings.NHIP_PORTAL:
        join_counter(officer, made.pk, "portal", since=today - timedelta(days=DAYS))


def _fate(officer: Account, row: Mapping[str, Any]) -> None:
    held = Outlet.objects.filter(address=row["address"]).first()
    if held is None or held.turns.exists():
        return
    for fate in ("kept", "merged"):
        if fate in row:
            told = row[fate]
            into = Outlet.objects.filter(address=told["into"]).first() if "into" in told else None
            decide_fate(officer, held.pk, fate, told["on"], told["decision"], into=into, breaks=told.get("breaks"))


def _open(actor: object, rows: list[dict[str, Any]], today: date) -> None:
    """Every day a little more or less, the same on every machine."""
    counts = []
    for number in range(DAYS, 0, -1):
        on = today - timedelta(days=number)
        for row in rows:
            for place, path in enumerate(_paths(row["path"])):
                share = (70 + (number * 37 + place * 23) % 60) * (5 if on.weekday() < 5 else 3)
                views, visits = (row[name] * share // (500 * (place + 1)) for name in ("views", "visits"))
                if views:
                    counts.append(PageCount(on, path, views, visits))
    with tempfile.TemporaryDirectory() as folder:
        write_counts(Path(folder), "sample", counts)
        take_in_counts(actor, Path(folder))


def _paths(path: str) -> list[str]:
    if path != "*":
        return [path]
    return [
        f"/{language_path(one.locale.language_code)}/tin/{one.slug}/" for one in public_stories().order_by("-pk")[:12]
    ]


def _rate(rows: list[dict[str, Any]]) -> None:
    for row, path in zip(rows, _paths("*"), strict=False):
        for said, count in (("yes", row["yes"]), ("no", row["no"]), *row["reasons"].items()):
            for _ in range(count):
                rate_page(path, said)


def _subscribe(rows: list[dict[str, Any]]) -> None:
    for place, row in enumerate(rows):
        for number in range(row["count"]):
            subscribe(f"ban-doc-{place}-{number}@{DOMAIN}", row["language"], row["topics"])
            confirm(signed(Subscriber.objects.latest("pk")))
    # nobody is there to get the first letters
    Letter.objects.filter(subscriber__where__address__endswith=f"@{DOMAIN}").delete()
