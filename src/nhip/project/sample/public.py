"""Events and spokespersons of the sample: offered by one, shown by another, by the real actions. Twice adds nothing."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from nhip.agencies.models.units import Unit
from nhip.agencies.queries.accounts import account_by_email
from nhip.channels.actions.showings import end_showing, offer_event, offer_paper, show
from nhip.channels.models.showings import PublicEvent
from nhip.documents.queries.documents import original_bytes
from nhip.plans.models.plans import Plan
from nhip.plans.queries.sides import home_units
from nhip.press.actions.spokespersons import enter_spokesperson, show_spokesperson
from nhip.press.models.spokespersons import Spokesperson
from nhip.press.speaking import NEEDED

OFFICER, LEADER = "chuyen-vien@mau.nhip.vn", "lanh-dao@mau.nhip.vn"
SPOKESPERSON = "phat-ngon@mau.nhip.vn"


def show_public(listed: str, today: date) -> None:
    """`listed`: the text of `public.toml`."""
    held = tomllib.loads(listed)
    officer, leader = account_by_email(OFFICER), account_by_email(LEADER)
    unit = Unit.objects.get(pk__in=home_units(leader))
    known = {str(one) for one in PublicEvent.objects.filter(unit=unit)}
    for row in held["event"]:
        if row["vi"]["title"] in known:
            continue
        begins = timezone.make_aware(datetime.combine(today + timedelta(days=row["days"]), time(row["hour"])))
        texts = {code: row[code] for code in ("vi", "en", "zh-hans") if code in row}
        event = offer_event(
            officer, unit, texts, begins, begins + timedelta(hours=row["hours"]), venue=row["venue"],
            contact=row["contact"],
        )  # fmt: skip
        show(leader, event)
        if "off" in row:
            end_showing(leader, event, row["off"])
    for row in held["spokesperson"]:
        if not Spokesperson.objects.filter(name=row["name"], ended_at__isnull=True).exists():
            _speak(row, today)


def show_plans(plans: list[Plan]) -> None:
    """The sample's adopted plans, where their agency has somebody who may show them."""
    officer = account_by_email(OFFICER)
    showers = {pk: one for one in map(account_by_email, (LEADER, SPOKESPERSON)) for pk in home_units(one)}
    for plan in plans:
        if plan.unit_id in showers:
            document = plan.document
            paper = offer_paper(
                officer, plan.unit, "plan", f"plan:{plan.pk}", plan.title, original_bytes(officer, document),
                document.original.name, "text/plain", number=plan.number, issued_on=plan.issued_on, plan=plan,
            )  # fmt: skip
            show(showers[plan.unit_id], paper)


def _speak(row: dict[str, str], today: date) -> None:
    by, shown_by = account_by_email(row["by"]), account_by_email(row["shown_by"])
    unit = Unit.objects.get(pk__in=home_units(shown_by))
    fields = {name: row[name] for name in NEEDED}
    made = enter_spokesperson(by, unit, fields, kind="standing", decided_on=today, since=today)
    show_spokesperson(shown_by, made)
