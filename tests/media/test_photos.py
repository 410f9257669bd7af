"""A picture as a phone makes it, with place, device and time in it, and what is left of them."""

from __future__ import annotations

import io
import zlib

import pytest
from PIL import Image, ImageCms, ImageDraw
from PIL.ExifTags import GPS, IFD, Base

from nhip.media.photos import LONGEST, Picture, clean
from nhip.text.issues import Issue

SECRETS = (b"SamplePhone", b"21:50:60", b"Canon-1234", b"GPS", b"Exif", b"xpacket", b"Nong Thi Mai", b"ICC_PROFILE")


def phone_jpeg(size: tuple[int, int] = (1600, 1200), orientation: int = 6) -> bytes:
    """With GPS, maker, serial number, owner, a small old copy in XMP, a comment and a colour profile."""
    picture = Image.new("RGB", size, "white")
    ImageDraw.Draw(picture).rectangle((0, 0, size[0] // 2, size[1] // 2), fill="red")
    exif = Image.Exif()
    exif[Base.Make] = "SamplePhone"
    exif[Base.Model] = "SamplePhone 12"
    exif[Base.Artist] = "Nong Thi Mai"
    exif[Base.Orientation] = orientation
    exif.get_ifd(IFD.Exif)[Base.BodySerialNumber] = "Canon-1234"
    exif.get_ifd(IFD.GPSInfo).update({
        GPS.GPSLatitudeRef: "N", GPS.GPSLatitude: (21.0, 50.0, 60.0),
        GPS.GPSLongitudeRef: "E", GPS.GPSLongitude: (106.0, 45.0, 30.0),
    })  # fmt: skip
    out = io.BytesIO()
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    xmp = b'<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/">21:50:60</x:xmpmeta><?xpacket end="w"?>'
    picture.save(out, "JPEG", exif=exif, xmp=xmp, comment=b"Nong Thi Mai", icc_profile=profile)
    return out.getvalue()


def cleaned(data: bytes) -> Picture:
    picture = clean(data)
    assert isinstance(picture, Picture)
    return picture


def test_the_sample_does_carry_place_and_device() -> None:
    exif = Image.open(io.BytesIO(phone_jpeg())).getexif()
    assert exif[Base.Make] == "SamplePhone"
    assert exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] == (21.0, 50.0, 60.0)


def test_place_device_and_names_are_gone() -> None:
    picture = cleaned(phone_jpeg())
    opened = Image.open(io.BytesIO(picture.data))
    assert dict(opened.getexif()) == {}
    assert not {"exif", "xmp", "comment", "icc_profile"} & set(opened.info)
    assert [word for word in SECRETS if word in picture.data] == []


def test_what_the_camera_noted_about_turning_is_done_before_it_goes() -> None:
    picture = cleaned(phone_jpeg((1600, 1200), orientation=6))
    assert (picture.width, picture.height) == (1200, 1600)
    opened = Image.open(io.BytesIO(picture.data))
    assert opened.getpixel((1100, 100))[1] < 60  # the red corner went from upper left to upper right
    assert opened.getpixel((100, 1500))[1] > 200


def test_a_large_picture_is_made_bearable() -> None:
    picture = cleaned(phone_jpeg((5200, 3900), orientation=1))
    assert max(picture.width, picture.height) == LONGEST
    assert len(picture.data) < len(phone_jpeg((5200, 3900)))


def test_a_screenshot_stays_sharp_and_loses_its_notes() -> None:
    from PIL.PngImagePlugin import PngInfo

    notes = PngInfo()
    notes.add_text("Author", "Nong Thi Mai")
    out = io.BytesIO()
    Image.new("RGBA", (300, 200), (1, 2, 3, 128)).save(out, "PNG", pnginfo=notes)
    picture = cleaned(out.getvalue())
    assert picture.type == "image/png"
    assert b"Nong" not in picture.data


def bomb() -> bytes:
    """A small PNG that says it is 60,000 by 60,000 points."""
    head = b"\x00\x00\xea\x60\x00\x00\xea\x60\x08\x02\x00\x00\x00"
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", head)
        + _chunk(b"IDAT", zlib.compress(b"\0" * 10_000))
        + _chunk(b"IEND", b"")
    )


def _chunk(name: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "media.photo_unknown"),
        (b"%PDF-1.7", "media.photo_unknown"),
        (b"GIF89a" + b"\0" * 40, "media.photo_unknown"),
        (phone_jpeg()[:4000], "media.photo_broken"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 40, "media.photo_heic"),
    ],
)
def test_what_is_no_picture_is_refused_by_name(data: bytes, code: str) -> None:
    issue = clean(data)
    assert isinstance(issue, Issue)
    assert issue.code == code


def test_a_picture_that_would_fill_the_memory_is_not_opened() -> None:
    issue = clean(bomb())
    assert isinstance(issue, Issue)
    assert issue.code in ("media.photo_large", "media.photo_broken")
