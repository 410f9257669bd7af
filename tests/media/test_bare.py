"""Hidden data is cut out of a picture's file; its points stay as they are."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms
from PIL.ExifTags import GPS, IFD, Base
from PIL.PngImagePlugin import PngInfo

from nhip.media.bare import bare

SECRETS = (b"SamplePhone", b"21:50:60", b"Exif", b"xpacket", b"Nong Thi Mai")
XMP = b'<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/">21:50:60</x:xmpmeta><?xpacket end="w"?>'


def told(kind: str, mode: str = "RGB") -> bytes:
    """A picture with place, device, owner, remarks and a colour profile."""
    picture = Image.radial_gradient("L").convert(mode)
    exif = Image.Exif()
    exif[Base.Make], exif[Base.Artist] = "SamplePhone", "Nong Thi Mai"
    exif.get_ifd(IFD.GPSInfo).update({GPS.GPSLatitudeRef: "N", GPS.GPSLatitude: (21.0, 50.0, 60.0)})
    more: dict[str, object] = {
        "exif": exif,
        "icc_profile": ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
    }
    if kind == "PNG":
        notes = PngInfo()
        notes.add_text("Author", "Nong Thi Mai")
        notes.add_itxt("XML:com.adobe.xmp", XMP.decode())
        more["pnginfo"] = notes
    else:
        more["xmp"] = XMP
    if kind == "JPEG":
        more["comment"] = b"Nong Thi Mai"
    kept = io.BytesIO()
    picture.save(kept, kind, **more)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("kind", "mode"), [("JPEG", "RGB"), ("PNG", "RGB"), ("PNG", "RGBA"), ("WEBP", "RGB"), ("WEBP", "RGBA")]
)
def test_hidden_data_goes_and_points_and_colours_stay(kind: str, mode: str) -> None:
    data = told(kind, mode)
    assert any(word in data for word in SECRETS), "the sample does carry them"
    cut = bare(data)
    assert [word for word in SECRETS if word in cut] == []
    before, after = Image.open(io.BytesIO(data)), Image.open(io.BytesIO(cut))
    after.load()
    assert dict(after.getexif()) == {}
    assert not {"exif", "xmp", "comment", "Author"} & set(after.info)
    assert after.tobytes() == before.tobytes()
    assert after.info["icc_profile"] == before.info["icc_profile"]
    assert bare(cut) == cut


def test_a_second_picture_and_makers_notes_go() -> None:
    data = told("JPEG")
    parts = ((0xE2, b"MPF\0Nong Thi Mai"), (0xE5, b"SamplePhone"), (0xED, b"Photoshop 3.0\0"))
    extra = b"".join(b"\xff" + bytes([mark]) + (len(said) + 2).to_bytes(2, "big") + said for mark, said in parts)
    cut = bare(data[:2] + extra + data[2:] + b"\xff\xd8 a second picture of SamplePhone")
    assert [word for word in (*SECRETS, b"MPF", b"Photoshop", b"second") if word in cut] == []


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"<svg/>", b"\xff\xd8", b"\xff\xd8\xff\xe1", b"\x89PNG\r\n\x1a\n"])
def test_what_is_not_known_is_not_passed_on(data: bytes) -> None:
    with pytest.raises(ValueError, match="picture"):
        bare(data)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["JPEG", "PNG", "WEBP"]), st.integers(0, 3000), st.binary(max_size=40))
def test_broken_files_never_break_more_than_themselves(kind: str, at: int, said: bytes) -> None:
    data = bytearray(told(kind))
    data[at : at + len(said)] = said
    try:
        bare(bytes(data))
    except ValueError:
        return
