"""The outside of a .docx: a .zip of parts, checked before any part is parsed."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from nhip.documents.intake.limits import Limits
from nhip.documents.intake.outcome import refused, warning
from nhip.text.issues import Issue

_MACRO_TYPES = (
    b"application/vnd.ms-word.document.macroEnabled.main+xml",
    b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
)
_TEMPLATE_TYPE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_DOCUMENT_TYPE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_PARTS = 5_000
_TEXT_PARTS = (".xml", ".rels")


def safe_package(data: bytes, limits: Limits) -> tuple[bytes, list[Issue]]:
    """The same package without macros and what was left out. Raises Refused for bombs, entities and broken archives."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = _parts(archive, limits)
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        EOFError,
        ValueError,
        OSError,
        RuntimeError,
        OverflowError,
    ) as error:
        raise refused("word_broken") from error
    for name, content in parts.items():
        if name.lower().endswith(_TEXT_PARTS) and _has_entities(content):
            raise refused("word_entities", part=name[:80])
    return _without_macros(data, parts)


def _parts(archive: zipfile.ZipFile, limits: Limits) -> dict[str, bytes]:
    entries = archive.infolist()
    declared = sum(e.file_size for e in entries)
    packed = sum(e.compress_size for e in entries)
    if (
        len(entries) > _PARTS
        or declared > limits.unpacked_bytes
        or declared > max(packed, 65_536) * limits.unpack_ratio
    ):
        raise refused("archive_bomb", megabytes=declared // 1_048_576)
    parts: dict[str, bytes] = {}
    for entry in entries:
        if entry.flag_bits & 0x1:
            raise refused("file_encrypted")
        if entry.file_size > limits.part_bytes or entry.filename in parts:
            raise (
                refused("word_broken")
                if entry.filename in parts
                else refused("archive_bomb", megabytes=entry.file_size // 1_048_576)
            )
        with archive.open(entry) as stream:
            content = stream.read(limits.part_bytes + 1)
        if len(content) > limits.part_bytes:
            raise refused("archive_bomb", megabytes=limits.part_bytes // 1_048_576)
        parts[entry.filename] = content
    return parts


def _has_entities(content: bytes) -> bool:
    """Word never writes a DTD; whoever does wants entities. UTF-16 parts are looked at as well."""
    head = (
        content.replace(b"\x00", b"")
        if content[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in content[:8]
        else content
    )
    return b"<!DOCTYPE" in head or b"<!ENTITY" in head


def _without_macros(data: bytes, parts: dict[str, bytes]) -> tuple[bytes, list[Issue]]:
    types = parts.get("[Content_Types].xml", b"")
    macro = any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in parts)
    if not macro and not any(t in types for t in (*_MACRO_TYPES, _TEMPLATE_TYPE)):
        return data, []
    for other in (*_MACRO_TYPES, _TEMPLATE_TYPE):
        types = types.replace(other, _DOCUMENT_TYPE)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            if not name.lower().endswith(("vbaproject.bin", "vbadata.xml")):
                archive.writestr(name, types if name == "[Content_Types].xml" else content)
    return out.getvalue(), [warning("macros_left_out")] if macro else []


def opened(data: bytes) -> Any:
    """The python-docx document of a package that was found safe."""
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        return docx.Document(io.BytesIO(data))
    except (
        OpcError,
        LxmlError,
        KeyError,
        ValueError,
        AttributeError,
        TypeError,
        zipfile.BadZipFile,
        IndexError,
    ) as error:
        raise refused("word_broken") from error
