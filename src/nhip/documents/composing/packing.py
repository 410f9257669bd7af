"""The bytes of a composed document: the same draft gives the same bytes, whenever and wherever it is composed."""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import Any

from nhip.documents.composing.draft import Day

# the first day a zip file can name
_MOMENT = (1980, 1, 1, 0, 0, 0)
# a document without its day yet bears the day the layout came into force
_STAMP = datetime.datetime(2020, 3, 5, tzinfo=datetime.UTC)


def packed(document: Any, title: str, author: str, day: Day) -> bytes:
    """Saves with properties told by the draft alone, fixed order and fixed times inside the zip."""
    properties = document.core_properties
    properties.author = author[:255]
    properties.last_modified_by = author[:255]
    properties.title = title[:255]
    properties.comments = ""
    properties.keywords = ""
    properties.language = "vi-VN"
    properties.revision = 1
    properties.created = properties.modified = _stamp(day)
    raw = io.BytesIO()
    document.save(raw)
    return _fixed(raw.getvalue())


def _stamp(day: Day) -> datetime.datetime:
    """The day of issue as a moment: the only time a document knows of by itself."""
    try:
        return datetime.datetime(day.year or 0, day.month or 0, day.day or 0, tzinfo=datetime.UTC)
    except ValueError:
        return _STAMP


def _fixed(data: bytes) -> bytes:
    """The same members, content types first, with no clock in them."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        names = sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            if name == "docProps/thumbnail.jpeg":
                continue
            info = zipfile.ZipInfo(name, _MOMENT)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            info.create_system = 3
            content = source.read(name)
            if name == "_rels/.rels":
                content = _without_thumbnail(content)
            target.writestr(info, content, compresslevel=6)
    return out.getvalue()


def _without_thumbnail(content: bytes) -> bytes:
    """Drops the picture of an empty page that the template carries."""
    from lxml import etree

    root = etree.fromstring(content)
    for relation in list(root):
        if relation.get("Type", "").endswith("/thumbnail"):
            root.remove(relation)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
