"""A feedback system of a province as a local server that speaks the written protocol (docs/rules/feedback.md)."""

from __future__ import annotations

from typing import Any

from tests.channels.platforms import Platform


class ProvinceSystem(Platform):
    """Takes each of our numbers once (Idempotency-Key) and says how a matter stands."""

    key = "khoa-cua-tinh"

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[str, dict[str, Any]] = {}
        self.made = 0

    def posts(self, path: str) -> bool:
        return path.endswith("/matters")

    def answer(self, method: str, path: str, told: dict[str, Any], headers: dict[str, str]) -> tuple[Any, ...]:
        if headers.get("Authorization") != f"Bearer {self.key}":
            return 401, {"fault": "unknown key"}
        if method == "POST":
            number = told["number"]
            assert headers["Idempotency-Key"] == number
            known = number in self.held
            if not known:
                self.made += 1
                self.held[number] = {"number": f"PA-{self.made:04d}", "state": "Tiếp nhận", "told": told}
            return 200 if known else 201, {"number": self.held[number]["number"]}
        found = self.held.get(told.get("reference", ""))
        if found is None:
            return 404, None
        more = {"state": found["state"], "changed_at": "2026-11-21T10:00:00+07:00"}
        return 200, {"number": found["number"], **more}
