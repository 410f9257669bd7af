"""Pictures from phones, cleaned before they are kept: upright, of a bearable size, without where and with what.

A phone writes into each picture where it was taken, when, with which device and sometimes a small older copy. Nothing
of that is copied: the picture is drawn anew from its points, so what is not drawn is not there. Points of a wide colour
space are turned into sRGB, because the profile that explained them goes as well.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from nhip.text.issues import Issue

FORMATS = ("JPEG", "PNG", "WEBP")
LONGEST = 2560
"""Points along the longer edge of what is kept: enough to read a banner, a third of what a phone sends."""

MOST_POINTS = 80_000_000
"""Points of a picture that is opened at all."""

MOST_BYTES = 40 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Picture:
    """A cleaned picture. `type` is image/jpeg or image/png."""

    data: bytes
    type: str
    width: int
    height: int


def clean(data: bytes) -> Picture | Issue:
    """The picture without its hidden data, or why it cannot be taken."""
    if len(data) > MOST_BYTES:
        return Issue("photo", "media.photo_heavy", {"megabytes": len(data) // 1048576, "most": MOST_BYTES // 1048576})
    if _is_heic(data):
        return Issue("photo", "media.photo_heic")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
                width, height = opened.size
                if width * height > MOST_POINTS:
                    return Issue("photo", "media.photo_large", {"width": width, "height": height})
                drawn = _drawn(opened)
                keeps_png = opened.format == "PNG"
    except UnidentifiedImageError:
        return Issue("photo", "media.photo_unknown")
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError, Image.DecompressionBombError,
            Image.DecompressionBombWarning):  # fmt: skip
        return Issue("photo", "media.photo_broken")
    return _written(drawn, keeps_png)


def _drawn(opened: Image.Image) -> Image.Image:
    """The points alone: upright, in sRGB, not larger than needed."""
    opened.draft("RGB", (LONGEST, LONGEST))
    upright = ImageOps.exif_transpose(opened) or opened
    profile = opened.info.get("icc_profile")
    picture = upright.convert("RGBA" if "A" in upright.getbands() or "transparency" in upright.info else "RGB")
    if profile and picture.mode == "RGB":
        picture = _in_srgb(picture, profile)
    picture.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    return bare


def _in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        turned = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture  # a profile nobody can read: the points as they are
    return turned or picture


def _written(picture: Image.Image, keeps_png: bool) -> Picture:
    out = io.BytesIO()
    if keeps_png:
        picture.save(out, "PNG", optimize=True)
        return Picture(out.getvalue(), "image/png", *picture.size)
    picture.convert("RGB").save(out, "JPEG", quality=86, optimize=True, progressive=True)
    return Picture(out.getvalue(), "image/jpeg", *picture.size)


def _is_heic(data: bytes) -> bool:
    """The container of newer phones, told by its brand; our reader of pictures does not open it."""
    return data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"avif")
