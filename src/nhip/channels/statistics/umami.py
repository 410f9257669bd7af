"""Umami's API: GET websites/{id}/stats. It knows countries of visitors, not of visits: those from abroad stay unsaid.

The base is the API's own: `https://…/api` of a server of one's own, `https://api.umami.is/v1` of the vendor's.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from urllib.parse import quote, urlsplit

from nhip.channels.statistics.reading import DayRead, NotRead, asked, whole

VENDOR = "umami.is"
VIETNAM = timezone(timedelta(hours=7))


@dataclass(frozen=True, slots=True)
class Umami:
    """A site (its id) of an Umami server."""

    base: str
    site: str
    token: str = field(repr=False)
    definition: str = "website.visits.umami"

    def day(self, on: date) -> tuple[DayRead, ...]:
        """The sums of a day in Vietnam's time. Raises NotRead."""
        first = datetime.combine(on, time.min, VIETNAM)
        last = first + timedelta(days=1) - timedelta(milliseconds=1)
        span = {"startAt": f"{first.timestamp() * 1000:.0f}", "endAt": f"{last.timestamp() * 1000:.0f}"}
        told = asked(
            "GET", f"{self.base.rstrip('/')}/websites/{quote(self.site, safe='')}/stats", fields=span,
            headers=self._key(),
        )  # fmt: skip
        if not isinstance(told, dict):
            raise NotRead("Umami trả lời khác mô tả đã công bố.")
        return (DayRead(_sum(told, "pageviews"), _sum(told, "visits")),)

    def _key(self) -> dict[str, str]:
        host = urlsplit(self.base).hostname or ""
        if host == VENDOR or host.endswith(f".{VENDOR}"):
            return {"x-umami-api-key": self.token}
        return {"Authorization": f"Bearer {self.token}"}


def _sum(told: dict[str, object], name: str) -> int:
    """Older servers wrap each sum: {"value": 12, "prev": 9}."""
    held = told.get(name)
    return whole(held.get("value") if isinstance(held, dict) else held)
