"""Stories of the sample: written, approved by another person and released by the real actions. Twice adds nothing."""

from __future__ import annotations

import io
import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image, ImageDraw
from wagtail.rich_text import RichText

from nhip.agencies.actions.units import take_up
from nhip.agencies.models.accounts import Account
from nhip.agencies.models.units import Unit
from nhip.agencies.queries.accounts import account_by_email
from nhip.channels.actions.releases import release, withdraw
from nhip.media.actions.rights import describe_picture
from nhip.media.models.pictures import Picture
from nhip.newsroom.actions.stories import move, open_story, save_text
from nhip.newsroom.models.stories import Story
from nhip.project.sample import clock
from nhip.project.sample.pictures import write_on

REPORTER, APPROVER = "phong-vien@mau.nhip.vn", "nguoi-duyet@mau.nhip.vn"
DESK = "lang-son/bao-va-phat-thanh-truyen-hinh"
CONTACT = "Tòa soạn mẫu, điện thoại 0205 000 000"
SIZE = (1200, 750)
_SAID = {
    "vi": ("Dữ liệu mẫu, do dự án tự viết", "Hình vẽ minh họa, không phải ảnh chụp. Dữ liệu mẫu."),
    "en": ("Sample data, written by the project", "A drawing, not a photograph. Sample data."),
    "zh-hans": ("示例数据，由本项目编写", "示意图，并非照片。示例数据。"),
}

_DRAWN = {
    "en": ("Hills drawn in two colours, marked “Dữ liệu mẫu” (sample data).", "A drawing. Sample data."),
    "zh-hans": ("两色山丘示意图，标有“Dữ liệu mẫu”（示例数据）。", "示意图。示例数据。"),
}


def publish_stories(actor: object, ground: str, listed: str, today: date) -> int:
    """Bring out what is not out yet; the number of stories. `listed`: the text of `stories.toml`."""
    reporter, approver = account_by_email(REPORTER), account_by_email(APPROVER)
    rows = tomllib.loads(listed)["story"]
    places = sorted({row["place"] for row in rows if "place" in row})
    units = {unit.key: unit for unit in take_up(actor, [DESK, *places], ground=ground)}
    known = set(Story.objects.filter(unit=units[DESK]).values_list("title", flat=True))
    made = 0
    with clock.running() as shown:
        for row in sorted(rows, key=lambda one: -one["days"]):
            if row["title"] in known:
                continue
            shown.set(today - timedelta(days=row["days"]), 8)
            with transaction.atomic():
                made += _bring_out(reporter, approver, units, row)
    return made


def _bring_out(reporter: Account, approver: Account, units: Mapping[str, Unit], row: Mapping[str, Any]) -> int:
    picture = picture_of(row["title"], row["colours"], units[DESK])
    second = picture_of(f"{row['title']} (2)", row["colours"][::-1], units[DESK]) if "quote" in row else None
    story = _one(reporter, approver, units, row, "vi", row, picture, second, None)
    for each in (one for one in (picture, second) if one is not None):
        describe_picture(reporter, each, {"rights_holder": "Nhịp"}, _DRAWN)
    others = [language for language in ("en", "zh-hans") if language in row]
    for language in others:
        _one(reporter, approver, units, row, language, row[language], picture, second, story)
    if "correct" in row:
        note, lead = row["correct"]
        save_text(reporter, story, lead=lead)
        _approved(reporter, approver, story)
        release(approver, story, ["portal"], note=note)
    if "withdraw" in row:
        withdraw(approver, story, row["withdraw"])
    return 1 + len(others)


def _one(
    reporter: Account, approver: Account, units: Mapping[str, Unit], row: Mapping[str, Any], language: str,
    said: Mapping[str, Any], picture: Picture, second: Picture | None, original: Story | None,
) -> Story:  # fmt: skip
    story = open_story(reporter, units[DESK], said["title"], language=language, translation_of=original,
                       kind=row.get("kind", "story"))  # fmt: skip
    sources, caption = _SAID[language]
    sources = said.get("sources", sources)
    first, *rest = said["words"]
    body: list[tuple[str, Any]] = [("words", RichText(f"<p>{first}</p>"))]
    if second is not None:
        body.append(("picture", {"picture": second, "alt": caption, "caption": caption}))
    body += [("words", RichText("".join(f"<p>{one}</p>" for one in rest)))] if rest else []
    if "quote" in said:
        body.append(("quote", dict(zip(("words", "said_by"), said["quote"], strict=True))))
    if "facts" in said:
        heading, words = said["facts"]
        body.append(("facts", {"heading": heading, "words": RichText(f"<p>{words}</p>")}))
    save_text(
        reporter, story, lead=said["lead"], sources=sources, contact=CONTACT, topic=row["topic"], picture=picture,
        place=units.get(row.get("place", "")), byline=reporter.name, body=body,
    )  # fmt: skip
    _approved(reporter, approver, story)
    release(approver, story, ["portal", *(row.get("ways", ()) if original is None else ())])
    return story


def _approved(reporter: Account, approver: Account, story: Story) -> None:
    move(reporter, story, "submit")
    move(approver, story, "approve")


def picture_of(title: str, colours: list[str], unit: Unit) -> Picture:
    """Hills in two colours that say what they are; never taken for a photograph."""
    drawn = Image.new("RGB", SIZE, colours[0])
    draw = ImageDraw.Draw(drawn)
    seed = sum(map(ord, title))
    for layer, part in enumerate((0.45, 0.6, 0.78)):
        points = [(x, int(SIZE[1] * part) + (seed * (x // 100 + 3 + layer) * 7919 % 120) - 60) for x in
                  range(0, SIZE[0] + 1, 100)]  # fmt: skip
        draw.polygon([*points, (SIZE[0], SIZE[1]), (0, SIZE[1])], fill=_between(colours, 0.35 + 0.32 * layer))
    write_on(draw, (40, SIZE[1] - 60), "Dữ liệu mẫu: hình vẽ minh họa, không phải ảnh chụp", 26, "#ffffff")
    kept = io.BytesIO()
    drawn.save(kept, "JPEG", quality=82)
    picture = Picture(
        title=title[:200], description="Hình vẽ đồi núi hai màu, ghi “Dữ liệu mẫu”.", unit=unit, credit="Nhịp",
        caption="Hình vẽ minh họa. Dữ liệu mẫu.", licence=Picture.Licence.OWN, licence_note="Dự án tự vẽ",
        width=SIZE[0], height=SIZE[1], file=ContentFile(kept.getvalue(), "mau.jpg"),
    )  # fmt: skip
    picture.save()
    return picture


def _between(colours: list[str], share: float) -> tuple[int, int, int]:
    first, last = (tuple(int(one[at : at + 2], 16) for at in (1, 3, 5)) for one in colours)
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, last, strict=True))
    return red, green, blue
