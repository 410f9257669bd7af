"""Matomo's Reporting API: VisitsSummary.get, Actions.get, UserCountry.getCountry, a day at a time.

The access token goes in the body, never in an address that logs would keep.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from nhip.channels.statistics.reading import DayRead, NotRead, asked, whole

HOME = "vn"


@dataclass(frozen=True, slots=True)
class Matomo:
    """A site (`idSite`) of a Matomo server."""

    base: str
    site: str
    token: str = field(repr=False)
    definition: str = "website.visits.matomo"

    def day(self, on: date) -> tuple[DayRead, ...]:
        """The sums of a day in the site's own time zone. Raises NotRead."""
        visits = whole(self._ask("VisitsSummary.get", on).get("nb_visits", 0))
        views = whole(self._ask("Actions.get", on).get("nb_pageviews", 0))
        rows = self._ask("UserCountry.getCountry", on, filter_limit="-1")
        if not isinstance(rows, list):
            raise NotRead("Matomo trả lời khác mô tả đã công bố.")
        # "xx" is Matomo's own word for a country it does not know; it is not counted as abroad
        foreign = sum(whole(row.get("nb_visits", 0)) for row in rows if row.get("code") not in (HOME, "xx"))
        return (DayRead(views, visits, foreign),)

    def _ask(self, method: str, on: date, **more: str) -> Any:
        fields = {
            "module": "API", "method": method, "idSite": self.site, "period": "day", "date": f"{on}",
            "format": "JSON", "token_auth": self.token, **more,
        }  # fmt: skip
        told = asked("POST", f"{self.base.rstrip('/')}/index.php", fields=fields)
        if isinstance(told, dict) and told.get("result") == "error":
            raise NotRead(f"Matomo báo lỗi: {str(told.get('message', ''))[:200]}")
        # Matomo says an empty report as an empty list, whatever the report
        return {} if told == [] and method != "UserCountry.getCountry" else told
