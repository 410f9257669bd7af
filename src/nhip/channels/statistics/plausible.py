"""Plausible's Stats API v2: one address, POST /api/v2/query. Visits are summed, never people between days."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from nhip.channels.statistics.reading import DayRead, NotRead, asked, whole

HOME = "VN"
MOST = 1000
"""Rows asked for: there are fewer countries."""


@dataclass(frozen=True, slots=True)
class Plausible:
    """A site (its domain) of a Plausible server."""

    base: str
    site: str
    token: str = field(repr=False)
    definition: str = "website.visits.plausible"

    def day(self, on: date) -> tuple[DayRead, ...]:
        """The sums of a day in the site's own time zone. Raises NotRead."""
        rows = self._ask(on, ["visits", "pageviews"], [])
        visits, views = rows[0]["metrics"] if rows else (0, 0)
        places = self._ask(on, ["visits"], ["visit:country"])
        foreign = sum(whole(row["metrics"][0]) for row in places if row["dimensions"][0] not in (HOME, "", None))
        return (DayRead(whole(views), whole(visits), foreign),)

    def _ask(self, on: date, metrics: list[str], dimensions: list[str]) -> list[dict[str, Any]]:
        body = {
            "site_id": self.site, "metrics": metrics, "date_range": [f"{on}", f"{on}"], "dimensions": dimensions,
            "pagination": {"limit": MOST, "offset": 0},
        }  # fmt: skip
        told = asked(
            "POST", f"{self.base.rstrip('/')}/api/v2/query", body=body,
            headers={"Authorization": f"Bearer {self.token}"},
        )  # fmt: skip
        rows = told.get("results") if isinstance(told, dict) else None
        if not isinstance(rows, list) or any(len(row.get("metrics", ())) != len(metrics) for row in rows):
            raise NotRead("Plausible trả lời khác mô tả đã công bố.")
        return rows
