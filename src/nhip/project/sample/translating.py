"""Translations of the sample, made on their own page: whole ones in two languages, one left behind, one begun."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from wagtail.rich_text import RichText

from nhip.agencies.actions.units import take_up
from nhip.agencies.models.accounts import Account
from nhip.agencies.models.units import Unit
from nhip.agencies.queries.accounts import account_by_email
from nhip.channels.actions.releases import release
from nhip.newsroom.actions.naming import propose_name
from nhip.newsroom.actions.stories import move, open_story, save_text
from nhip.newsroom.actions.translating import Change, open_translation, save_segments
from nhip.newsroom.models.stories import Story
from nhip.newsroom.models.translating import OfficialName
from nhip.newsroom.queries.translating import beside, translation_of
from nhip.project.sample import clock
from nhip.project.sample.stories import APPROVER, CONTACT, DESK, REPORTER

LANGUAGES = ("en", "zh-hans")
TRANSLATOR = "bien-dich@mau.nhip.vn"
"""Of another agency: whoever translates for the province reaches what is approved, and hands in nothing elsewhere."""


def translate_stories(actor: object, ground: str, listed: str, today: date) -> int:
    """Bring out what is not there yet; the number of stories. `listed`: the text of `translating.toml`."""
    reporter, approver, translator = (account_by_email(one) for one in (REPORTER, APPROVER, TRANSLATOR))
    unit = take_up(actor, [DESK], ground=ground)[0]
    known = set(Story.objects.filter(unit=unit).values_list("title", flat=True))
    made = 0
    with clock.running() as shown:
        for row in tomllib.loads(listed)["story"]:
            if row["title"] in known:
                continue
            shown.set(today - timedelta(days=row["days"]), 9)
            with transaction.atomic():
                made += _bring_out(reporter, approver, translator, unit, row)
        if not OfficialName.objects.exists():
            shown.set(today - timedelta(days=1), 10)
            _name(reporter)
    return made


def _bring_out(
    reporter: Account, approver: Account, translator: Account, unit: Unit, row: Mapping[str, Any]
) -> int:  # fmt: skip
    source = open_story(reporter, unit, row["title"])
    save_text(
        reporter, source, lead=row["lead"], sources=row["sources"], contact=CONTACT, topic=row["topic"],
        byline=reporter.name, body=_body(row, row["paragraphs"]),
    )  # fmt: skip
    _out(reporter, approver, source, "")
    others = [language for language in LANGUAGES if language in row]
    for language in others:
        story = open_translation(translator, source, language)
        _say(translator, story, row[language])
        if len(row[language]) > 4:  # the shorter ones are still at the translator's desk
            _out(reporter, approver, story, "")
    if "corrected" in row:
        old, new, note = row["corrected"]
        save_text(reporter, source, body=_body(row, [new if one == old else one for one in row["paragraphs"]]))
        _out(reporter, approver, source, note)
    return 1 + len(others)


def _body(row: Mapping[str, Any], paragraphs: list[str]) -> list[tuple[str, Any]]:
    words = "".join(f'<p data-block-key="k{at}">{one}</p>' for at, one in enumerate(paragraphs, 1))
    body: list[tuple[str, Any]] = [("words", RichText(words))]
    if "quote" in row:
        body.append(("quote", dict(zip(("words", "said_by"), row["quote"], strict=True))))
    return body


def _say(translator: Account, story: Story, said: Mapping[str, str]) -> None:
    bound = translation_of(story)
    assert bound is not None
    pairs = {pair.segment.key.rsplit("/", 1)[-1]: pair.segment for pair in beside(bound).pairs}
    changes = {pairs[name].key: Change(text, pairs[name].sha256) for name, text in said.items()}
    save_segments(translator, story, changes)


def _out(reporter: Account, approver: Account, story: Story, note: str) -> None:
    move(reporter, story, "submit")
    move(approver, story, "approve")
    release(approver, story, ["portal"], note=note)


def _name(reporter: Account) -> None:
    propose_name(
        reporter, {"vi": ["Phố đi bộ Kỳ Lừa"], "en": ["Ky Lua Walking Street"], "zh-hans": ["驱驴步行街"]},
        kind="place", source="Dữ liệu mẫu: đề nghị của tòa soạn, chờ xác nhận",
    )  # fmt: skip
