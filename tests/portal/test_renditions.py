"""Sizes of pictures: what matters stays in every cut, hidden data goes, the original stays as it came."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image, ImageDraw
from tests.media.test_photos import SECRETS, phone_jpeg

from nhip.channels.actions.releases import release
from nhip.channels.carrying import ways
from nhip.channels.queries.messages import cut_of
from nhip.media.models.pictures import Picture
from nhip.newsroom.actions.stories import move, save_text
from nhip.portal.pieces import SIZES

pytestmark = pytest.mark.django_db
HIDDEN = tuple(word for word in SECRETS if word != b"ICC_PROFILE")
EVERY = (*SIZES.values(), "max-900x600", "fill-160x100", "width-400", "max-320x200")
WANTED = {cut_of(way, *shape) for way in ways().values() for shape in ((3000, 900), (900, 3000))}
CUTS = sorted({one for one in (*EVERY, *WANTED) if one.startswith("fill")} | WANTED)
RED = (200, 20, 20)


def kept(data: bytes, **more: object) -> Picture:
    with Image.open(io.BytesIO(data)) as opened:
        width, height = opened.size
    told = {"title": "Ảnh thử", "description": "Một nền", "licence": "own", "width": width, "height": height, **more}
    return Picture.objects.create(file=ContentFile(data, "thu.jpg"), **told)


def marked(size: tuple[int, int], at: tuple[int, int]) -> Picture:
    """A white picture with a red spot, its focal point there."""
    picture = Image.new("RGB", size, "white")
    x, y = at
    ImageDraw.Draw(picture).ellipse((x - 60, y - 60, x + 60, y + 60), fill=RED)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=95)
    return kept(out.getvalue(), focal_point_x=x, focal_point_y=y, focal_point_width=140, focal_point_height=140)


def red(data: bytes) -> int:
    """How many points of it are red, scaled to 100 by 100."""
    small = Image.open(io.BytesIO(data)).convert("RGB").resize((100, 100))
    points = small.tobytes()
    return sum(1 for r, g in zip(points[::3], points[1::3], strict=True) if r > 150 and g < 90)


@pytest.mark.parametrize("spec", CUTS)
@pytest.mark.parametrize(("size", "at"), [
    ((3000, 900), (120, 450)), ((3000, 900), (2890, 100)), ((900, 3000), (450, 110)), ((900, 3000), (800, 2900)),
])  # fmt: skip
def test_the_focal_point_stays_in_every_cut(spec: str, size: tuple[int, int], at: tuple[int, int]) -> None:
    one = marked(size, at)
    with_focus = one.get_rendition(spec).file.read()
    assert red(with_focus) > 10
    if spec.startswith("fill"):
        width, height = (int(part) for part in spec.split("|")[0].removeprefix("fill-").split("x"))
        with Image.open(io.BytesIO(with_focus)) as cut:
            assert cut.width / cut.height == pytest.approx(width / height, rel=0.02)
        one.focal_point_x = one.focal_point_y = one.focal_point_width = one.focal_point_height = None
        one.save()
        if not 0.5 < (width / height) / (size[0] / size[1]) < 2:
            assert red(one.get_rendition(spec).file.read()) < 3, "without it the middle would have been cut out"


def test_a_small_picture_keeps_the_cards_shape() -> None:
    """Pages crop nothing more: what the browser is told to cover has the same shape already."""
    for size in ((500, 500), (300, 900), (640, 100)):
        made = marked(size, (size[0] // 2, size[1] // 2)).get_rendition(SIZES["card"])
        assert made.width / made.height == pytest.approx(8 / 5, rel=0.03)


def test_place_device_and_names_are_in_no_size_and_the_original_stays() -> None:
    data = phone_jpeg()
    assert any(word in data for word in HIDDEN)
    one = kept(data)
    for spec in (*EVERY, *CUTS):
        made = one.get_rendition(spec).file.read()
        assert [word for word in HIDDEN if word in made] == [], spec
        with Image.open(io.BytesIO(made)) as opened:
            assert dict(opened.getexif()) == {}
            if spec == SIZES["wide"]:
                assert opened.height > opened.width, "turned upright before the camera's note goes"
    one.focal_point_x = one.focal_point_y = 300
    one.focal_point_width = one.focal_point_height = 100
    one.save()
    one.get_rendition(SIZES["card"])
    with one.file.open("rb") as stored:
        assert hashlib.sha256(stored.read()).hexdigest() == hashlib.sha256(data).hexdigest()


def test_the_page_shows_the_cut_around_the_point(
    newsroom: SimpleNamespace, reader: Client, public: Callable[..., object]
) -> None:
    one = marked((3000, 900), (2890, 450))
    story = newsroom.write(title="Có ảnh rộng")
    save_text(newsroom.reporter, story, picture=one)
    move(newsroom.reporter, story, "submit")
    move(newsroom.approver, story, "approve")
    release(newsroom.approver, story, ["portal"])
    story.refresh_from_db()
    pages = reader.get("/vi/tin/").content.decode() + reader.get(f"/vi/tin/{story.slug}/").content.decode()
    for size in ("card", "shared"):
        made = one.get_rendition(SIZES[size])
        assert made.focal_point_key
        assert made.url in pages
        assert red(b"".join(reader.get(made.url).streaming_content)) > 10
    # the original lies nowhere a reader can ask for
    assert one.file.name.rpartition("/")[2] not in pages
    assert reader.get(f"/anh/{one.file.name.rpartition('/')[2]}").status_code == 404
