"""Local servers that speak the published reporting protocols of Matomo, Plausible and Umami."""

from __future__ import annotations

from typing import Any

from tests.channels.platforms import Platform

DAY = {"visits": 1200, "views": 5400, "countries": {"vn": 1000, "cn": 150, "us": 40, "xx": 10}}


class MatomoServer(Platform):
    """Matomo: everything through index.php; faults are told with status 200."""

    token = "matomo-token"

    def posts(self, path: str) -> bool:
        return False

    def answer(self, method: str, path: str, told: dict[str, Any], headers: dict[str, str]) -> tuple[int, Any]:
        if method != "POST" or path != "/index.php" or told.get("module") != "API":
            return 404, None
        if told.get("token_auth") != self.token:
            return 200, {"result": "error", "message": "You can't access this resource as it requires 'view' access."}
        if (told["idSite"], told["period"], told["format"]) != ("7", "day", "JSON"):
            return 200, {"result": "error", "message": "An unexpected website was found in the request."}
        if told["date"] == "2026-06-02":
            return 200, []
        return 200, {
            "VisitsSummary.get": {"nb_visits": DAY["visits"], "nb_actions": 6000, "nb_visits_converted": 0},
            "Actions.get": {"nb_pageviews": DAY["views"], "nb_uniq_pageviews": 4000},
            "UserCountry.getCountry": [
                {"label": code, "nb_visits": count, "nb_actions": count, "code": code}
                for code, count in DAY["countries"].items()
            ],
        }[told["method"]]


class PlausibleServer(Platform):
    """Plausible: POST /api/v2/query with a bearer token."""

    token = "plausible-token"

    def posts(self, path: str) -> bool:
        return False

    def answer(self, method: str, path: str, told: dict[str, Any], headers: dict[str, str]) -> tuple[int, Any]:
        if method != "POST" or path != "/api/v2/query":
            return 404, None
        if headers.get("Authorization") != f"Bearer {self.token}" or told["site_id"] != "mau.vn":
            return 401, {"error": "Invalid API key or site ID."}
        assert told["date_range"] == ["2026-06-01"] * 2
        if told["dimensions"] == ["visit:country"]:
            rows = [{"metrics": [n], "dimensions": [code.upper()]} for code, n in DAY["countries"].items()]
        else:
            values = {"visits": DAY["visits"], "pageviews": DAY["views"], "visitors": 900}
            rows = [{"metrics": [values[name] for name in told["metrics"]], "dimensions": []}]
        return 200, {"results": rows, "meta": {}, "query": {}}


class UmamiServer(Platform):
    """Umami: GET websites/{id}/stats between two moments in milliseconds."""

    token, old = "umami-token", False

    def posts(self, path: str) -> bool:
        return False

    def answer(self, method: str, path: str, told: dict[str, Any], headers: dict[str, str]) -> tuple[int, Any]:
        if headers.get("Authorization") != f"Bearer {self.token}":
            return 401, {"error": {"message": "Unauthorized", "code": "unauthorized", "status": 401}}
        if method != "GET" or path != "/api/websites/abc-1/stats":
            return 404, None
        # 1 June 2026, 00:00 to 23:59:59.999 in Vietnam
        assert (told["startAt"], told["endAt"]) == ("1780246800000", "1780333199999")
        sums = {"pageviews": DAY["views"], "visits": DAY["visits"], "visitors": 900, "bounces": 1, "totaltime": 2}
        return 200, {name: {"value": n, "prev": 0} for name, n in sums.items()} if self.old else sums
