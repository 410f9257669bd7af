"""Questions of the sample: asked, answered and approved by the real actions, some still waiting. Twice adds nothing."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from nhip.agencies.queries.accounts import account_by_email
from nhip.feedback.actions import answering, handling
from nhip.feedback.actions.receiving import PORTAL, receive
from nhip.feedback.asking import Asked
from nhip.project.sample import clock

ROUTER = "chuyen-vien@mau.nhip.vn"


def ask_questions(listed: str, today: date) -> int:
    """Take in what is not in yet; the number of matters. `listed`: the text of `questions.toml`."""
    told = tomllib.loads(listed)
    made = 0
    with clock.running() as shown:
        for number, row in enumerate(told["question"]):
            shown.set(today - timedelta(days=row["days"]), 10)
            got = receive(PORTAL, Asked(
                row["text"], kind=row["kind"], category=row["category"], commune=row.get("commune", ""),
                language=row.get("language", "vi"), may_publish=row.get("public", True), ticket=f"mau-{number}",
            ))  # fmt: skip
            if got.fresh:
                made += 1
                _go_on(shown, got.matter.pk, row, told["offices"].get(row.get("office", "")), today)
    return made


def _go_on(shown: clock.Clock, pk: int, row: Mapping[str, Any], office: Mapping[str, str] | None, today: date) -> None:
    router = account_by_email(ROUTER)
    if "pass_on" in row:
        to, number, reason = row["pass_on"]
        handling.pass_on(router, pk, to, number, today - timedelta(days=row["days"]), reason)
    if office is None:
        return
    handling.route(router, pk, office["unit"])
    if "answer" not in row:
        return
    shown.set(today - timedelta(days=row["days"] - row.get("then", 2)), 15)
    writer, approver = account_by_email(office["writer"]), account_by_email(office["approver"])
    answering.write_answer(
        writer, pk, row["answer"], public=row["public"], title=row.get("title", ""), question=row.get("question", "")
    )
    answer = answering.submit(writer, pk)
    if "hold" not in row:
        answering.approve(approver, pk, answer.sha256)
