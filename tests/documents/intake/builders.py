"""Small real files for the tests, made on the spot."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any

REPORT = """ỦY BAN NHÂN DÂN
XÃ SUỐI MƠ
Số: 12/BC-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Suối Mơ, ngày 05 tháng 6 năm 2026

BÁO CÁO
Kết quả công tác thông tin cơ sở 6 tháng đầu năm 2026

I. KẾT QUẢ
1. Đã phát 120 buổi trên hệ thống truyền thanh.
2. Đã cấp 1.500 tờ rơi cho 15 thôn.

Nơi nhận:
- Như trên;
- Lưu: VT.
"""


def docx(fill: Any) -> bytes:
    """A .docx made by python-docx; `fill` gets the document."""
    import docx as library

    document = library.Document()
    fill(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def docx_of(*paragraphs: str) -> bytes:
    def fill(document: Any) -> None:
        for paragraph in paragraphs:
            document.add_paragraph(paragraph)

    return docx(fill)


def with_parts(package: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """The same package with parts replaced, added, or left out (None)."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            if entry.filename not in parts:
                target.writestr(entry, source.read(entry))
        for name, content in parts.items():
            if content is not None:
                target.writestr(name, content)
    return out.getvalue()


def part(package: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(package)) as source:
        return source.read(name)


def zip_of(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def pdf_of(*pages: str, extra: bytes = b"", catalog: bytes = b"") -> bytes:
    """A plain PDF of Latin lines in Helvetica, one string a page: enough to carry words, no library needed."""
    objects: list[bytes] = []
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects.append(b"<< /Type /Catalog /Pages 2 0 R " + catalog + b" >>")
    objects.append(f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    for i, page in enumerate(pages):
        drawn = "BT /F1 12 Tf 72 770 Td 16 TL " + " ".join(f"({line}) Tj T*" for line in page.splitlines()) + " ET"
        stream = drawn.encode("latin-1")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * i} 0 R "
            f"/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length " + str(len(stream)).encode() + b" >>\nstream\n" + stream + b"\nendstream")
    if extra:
        objects.append(extra)
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    xref = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{xref}\n%%EOF\n".encode()
    return bytes(out)


def drawn(lines: list[tuple[str, int, int, int]], size: tuple[int, int] = (1654, 2339), colour: str = "black") -> Any:
    """A page picture at 200 dpi: (words, x, y, letter height in dots). Liberation Serif, which Debian ships with
    LibreOffice."""
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    for words, x, y, height in lines:
        font = ImageFont.truetype("/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf", height)
        draw.text((x, y), words, fill=colour, font=font)
    return image


def png(image: Any, dpi: int = 200) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", dpi=(dpi, dpi))
    return out.getvalue()


def scan_pdf(*images: Any, dpi: int = 200) -> bytes:
    """A PDF whose pages are pictures, as a scanner makes it."""
    out = io.BytesIO()
    images[0].save(out, "PDF", save_all=True, append_images=list(images[1:]), resolution=dpi)
    return out.getvalue()
