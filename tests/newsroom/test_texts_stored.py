"""What was handed in stays as it was, whatever autosave does; maps are looked at; a bulletin gathers what is public."""

from __future__ import annotations

import io
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from PIL import Image

from nhip.agencies.refusals import Refused
from nhip.channels.actions.releases import release, withdraw
from nhip.media.models.pictures import Picture
from nhip.newsroom.actions.bulletins import gather_bulletin
from nhip.newsroom.actions.maps import check_map
from nhip.newsroom.actions.stories import move, note_edit, open_story, save_text
from nhip.newsroom.checklist import open_points
from nhip.newsroom.models.stages import Stage
from nhip.newsroom.models.stories import Story
from nhip.newsroom.queries.stories import authors, checklist, digest_of, draft_of, newest

pytestmark = [pytest.mark.django_db, pytest.mark.database]
COMMUNE = "lang-son.xa-ba-son/uy-ban-nhan-dan"


def codes(story: Story) -> list[str]:
    return [issue.code.removeprefix("newsroom.") for issue in open_points(checklist(story))]


def picture(unit: object, *, is_map: bool = True, colour: str = "#446688") -> Picture:
    data = io.BytesIO()
    Image.new("RGB", (60, 40), colour).save(data, "PNG")
    made = Picture(
        title="Bản đồ các điểm đến", description="Bản đồ", unit=unit, licence="own", is_map=is_map, width=60, height=40,
        file=ContentFile(data.getvalue(), "ban-do.png"),
    )  # fmt: skip
    made.save()
    return made


def test_autosave_writes_over_a_draft_but_never_over_what_was_handed_in(newsroom: SimpleNamespace) -> None:
    story = newsroom.write()
    draft = draft_of(story)
    first = draft.save_revision(user=newsroom.reporter)
    draft.lead = "Câu thứ hai."
    second = draft.save_revision(user=newsroom.reporter, overwrite_revision=first)
    assert second.pk == first.pk
    move(newsroom.reporter, story, "submit")
    move(newsroom.approver, story, "approve")
    release(newsroom.approver, story, ["portal"])
    out = newest(story)
    before = digest_of(out)
    draft.lead = "Câu gõ tiếp khi trang soạn còn mở."
    third = draft.save_revision(user=newsroom.reporter, overwrite_revision=out)
    note_edit(newsroom.reporter, story)
    out.refresh_from_db()
    assert third.pk != out.pk
    assert digest_of(out) == before
    stage = Stage.objects.get(story=story)
    assert stage.state == "draft"
    assert newsroom.reporter.pk in authors(story, stage)


def test_an_address_is_one_in_the_whole_province(
    newsroom: SimpleNamespace, person: Callable[..., object], unit: Callable[[str], object]
) -> None:
    first, second = newsroom.write("Một"), open_story(person("reporter", COMMUNE), unit(COMMUNE), "Hai")
    draft = draft_of(second)
    draft.slug = first.slug
    with pytest.raises(ValidationError, match="Đường dẫn này đã dùng"):
        draft.full_clean()


def test_a_map_waits_for_a_person_who_looked(newsroom: SimpleNamespace) -> None:
    story, shown = newsroom.write(), picture(newsroom.unit)
    save_text(newsroom.reporter, story, picture=shown)
    assert codes(story) == ["map_unchecked"]
    with pytest.raises(Refused, match="chưa đủ"):
        move(newsroom.reporter, story, "submit")
    check_map(newsroom.editor, story, shown, right=False)
    assert codes(story) == ["map_wrong"]
    check_map(newsroom.editor, story, shown, right=True)
    assert codes(story) == []
    other = picture(newsroom.unit, colour="#112233")
    save_text(newsroom.reporter, story, picture=other)
    assert codes(story) == ["map_unchecked"]
    with pytest.raises(Refused, match="không phải bản đồ của bài này"):
        check_map(newsroom.editor, story, shown, right=True)


def test_another_file_under_the_same_name_is_looked_at_again(newsroom: SimpleNamespace) -> None:
    story, shown = newsroom.write(), picture(newsroom.unit)
    save_text(newsroom.reporter, story, picture=shown)
    check_map(newsroom.editor, story, shown, right=True)
    Picture.objects.filter(pk=shown.pk).update(file_hash="0" * 40)  # as the library does when the file is replaced
    assert codes(story) == ["map_unchecked"]


def test_only_at_home(newsroom: SimpleNamespace, person: object) -> None:
    story, shown = newsroom.write(), picture(newsroom.unit)
    save_text(newsroom.reporter, story, picture=shown)
    with pytest.raises(PermissionDenied):
        check_map(person("editor", COMMUNE), story, shown, right=True)


def test_a_bulletin_gathers_what_is_public_and_lets_go_of_what_was_withdrawn(newsroom: SimpleNamespace) -> None:
    made = []
    for title in ("Tin một", "Tin hai", "Tin ba"):
        story = newsroom.approved(title=title)
        release(newsroom.approver, story, ["portal"])
        made.append(story)
    draft = newsroom.write("Tin nháp")
    with pytest.raises(Refused, match="ít nhất 02 tin"):
        gather_bulletin(newsroom.editor, newsroom.unit, "Bản tin", [made[0].pk, draft.pk])
    bulletin = gather_bulletin(newsroom.editor, newsroom.unit, "Bản tin tuần", [one.pk for one in made])
    save_text(newsroom.editor, bulletin, lead="Ba tin trong tuần.")
    assert codes(bulletin) == []
    withdraw(newsroom.approver, made[1], "Sai")
    assert codes(bulletin) == ["gathered_gone"]


@pytest.mark.parametrize(
    ("kind", "found"),
    [("release", ["number_missing"]), ("photos", ["pictures_few"]), ("infographic", ["pictures_few"]),
     ("bulletin", ["gathered_few"]), ("brief", [])],
)  # fmt: skip
def test_each_kind_says_what_it_needs(newsroom: SimpleNamespace, kind: str, found: list[str]) -> None:
    assert codes(newsroom.write(kind=kind)) == found


def test_a_press_release_with_its_number_is_whole(newsroom: SimpleNamespace) -> None:
    story = newsroom.write(kind="release")
    save_text(newsroom.reporter, story, number="12/TCBC-SVHTTDL")
    assert codes(story) == []


def test_a_translation_in_the_wrong_language_is_seen(newsroom: SimpleNamespace) -> None:
    story = newsroom.write(title="A good year", language="en")
    assert codes(story) == []
    from wagtail.rich_text import RichText

    words = "<p>Vụ hồi năm nay, các hộ trồng hồi thu hoạch sớm hơn mọi năm, bán hết ngay tại vườn, giá ổn định.</p>"
    save_text(newsroom.reporter, story, lead="Chưa dịch, còn nguyên tiếng Việt.", body=[("words", RichText(words))])
    assert codes(story) == ["language_other"]
