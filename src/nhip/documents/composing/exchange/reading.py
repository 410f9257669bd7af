"""Messages read leniently and safely: what real systems send, never what would harm the reader.

Let pass with a warning: words before the XML, a prefix nobody declared, days with slashes or dashes, elements with and
without prefix, attachments inside or outside the namespace. Refused: entities and document types, too large, too deep.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from nhip.documents.composing.exchange.envelope import (
    Answered,
    Attachment,
    Message,
    Organ,
    Replaced,
    Staff,
    Status,
    Warned,
)
from nhip.documents.composing.exchange.names import names

_USED = re.compile(rb"(?<=[<\s/])([A-Za-z][\w.-]{0,30}):[A-Za-z][\w.-]*(?=[=\s>/])")
_DECLARED = re.compile(rb"xmlns:([A-Za-z][\w.-]*)\s*=")
_DAY = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?")
_BACK = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})$")


class NotRead(ValueError):
    """The message may not or cannot be read: `rule` is a sentence of the room."""

    def __init__(self, rule: str, **facts: object) -> None:
        super().__init__(rule)
        self.rule, self.facts = rule, facts


def read_xml(data: bytes) -> tuple[Message | Status, list[Warned]]:
    """The message and what was let pass. Raises NotRead."""
    warnings: list[Warned] = []
    root = _root(data, warnings)
    header = _find(root, "MessageHeader")
    if header is None:
        raise NotRead("edxml_no_header")
    if _find(header, "StatusCode") is not None:
        return _status(header, warnings), warnings
    return _message(root, header, warnings), warnings


def _root(data: bytes, warnings: list[Warned]) -> Any:
    limit = names()["limits"]["bytes"]
    if len(data) > limit:
        raise NotRead("edxml_too_large", megabytes=limit // 1_048_576)
    data = _trimmed(data, warnings)
    if re.search(rb"<!\s*(?:DOCTYPE|ENTITY)", data, re.IGNORECASE):
        raise NotRead("edxml_entities")
    root = _parsed(data, warnings)
    if root.getroottree().docinfo.internalDTD is not None:
        raise NotRead("edxml_entities")
    if _depth(root) > names()["limits"]["depth"]:
        raise NotRead("edxml_nested")
    return root


def _trimmed(data: bytes, warnings: list[Warned]) -> bytes:
    """Some gateways put a length before the message."""
    start = data.find(b"<")
    if start < 0:
        raise NotRead("edxml_broken")
    head = data[:start].removeprefix(b"\xef\xbb\xbf").strip()
    if head:
        warnings.append(Warned("edxml_words_before", {"words": head[:20].decode("utf-8", "replace")}))
    return data[start:]


def _parsed(data: bytes, warnings: list[Warned]) -> Any:
    """The tree; where a prefix was used and never declared (xlink in a real sample) it is declared and tried again."""
    try:
        return etree.fromstring(data, _parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        root = re.search(rb"<[A-Za-z][\w.:-]*", data)
        missing = sorted(set(_USED.findall(data)) - set(_DECLARED.findall(data)) - {b"xml", b"xmlns"})
        if root is None or not missing or "prefix" not in str(error):
            raise NotRead("edxml_broken") from error
    added = b"".join(b' xmlns:%s="urn:undeclared:%s"' % (prefix, prefix) for prefix in missing)
    try:
        tree = etree.fromstring(data[: root.end()] + added + data[root.end() :], _parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotRead("edxml_broken") from error
    warnings.append(Warned("edxml_prefix", {"prefix": ", ".join(prefix.decode("ascii") for prefix in missing)}))
    return tree


def _parser() -> Any:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)


def _depth(root: Any) -> int:
    deepest = 0
    stack = [(root, 1)]
    while stack:
        element, depth = stack.pop()
        deepest = max(deepest, depth)
        if depth <= names()["limits"]["depth"]:
            stack.extend((child, depth + 1) for child in element)
    return deepest


def _name(element: Any) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _find(parent: Any, name: str) -> Any:
    """The first element of a name at any depth, whatever its prefix."""
    return next((one for one in parent.iter() if _name(one) == name), None)


def _children(parent: Any, name: str) -> Iterator[Any]:
    return (one for one in parent if _name(one) == name) if parent is not None else iter(())


def _child(parent: Any, name: str) -> Any:
    return next(_children(parent, name), None)


def _text(parent: Any, *path: str) -> str | None:
    for name in path:
        parent = _child(parent, name)
    if parent is None:
        return None
    return " ".join("".join(parent.itertext()).split()) or None


def _day(value: str | None, warnings: list[Warned]) -> str | None:
    """ISO day or moment of the forms seen; anything else is left out with a warning."""
    if value is None:
        return None
    back = _BACK.match(value)
    if back:
        warnings.append(Warned("edxml_day_order", {"words": value}))
        return f"{back[3]}-{int(back[2]):02d}-{int(back[1]):02d}"
    found = _DAY.match(value)
    if found is None or not (1 <= int(found[2]) <= 12 and 1 <= int(found[3]) <= 31):
        warnings.append(Warned("edxml_day", {"words": value[:40]}))
        return None
    if "-" in value[:10]:
        warnings.append(Warned("edxml_day_dashes", {"words": value[:40]}))
    iso = f"{found[1]}-{int(found[2]):02d}-{int(found[3]):02d}"
    return f"{iso}T{int(found[4]):02d}:{found[5]}:{found[6] or '00'}" if found[4] else iso


def _organ(element: Any) -> Organ:
    return Organ(
        organ_id=_text(element, "OrganId") or "",
        name=_text(element, "OrganName") or "",
        in_charge=_text(element, "OrganizationInCharge"),
        address=_text(element, "OrganAdd"),
        email=_text(element, "Email"),
        telephone=_text(element, "Telephone"),
        fax=_text(element, "Fax"),
        website=_text(element, "Website"),
    )


def _answered(element: Any, warnings: list[Warned]) -> Answered:
    return Answered(
        organ_id=_text(element, "OrganId") or "",
        document_id=_text(element, "DocumentId") or "",
        code=_text(element, "Code"),
        promulgation_date=_day(_text(element, "PromulgationDate"), warnings),
    )


def _staff(parent: Any) -> Staff | None:
    found = _child(parent, "StaffInfo")
    if found is None:
        return None
    return Staff(
        department=_text(found, "Department"),
        staff=_text(found, "Staff"),
        email=_text(found, "Email"),
        mobile=_text(found, "Mobile"),
    )


def _status(header: Any, warnings: list[Warned]) -> Status:
    answered = _child(header, "ResponseFor")
    if answered is None:
        raise NotRead("edxml_status_of_nothing")
    code = _text(header, "StatusCode") or ""
    if code not in names()["status"]:
        warnings.append(Warned("edxml_status_unknown", {"code": code[:10]}))
    return Status(
        sender=_organ(_child(header, "From")),
        answers=_answered(answered, warnings),
        code=code,
        moment=_day(_text(header, "Timestamp"), warnings) or "",
        description=_text(header, "Description"),
        staff=_staff(header),
    )


def _message(root: Any, header: Any, warnings: list[Warned]) -> Message:
    trace, other = _find(root, "TraceHeaderList"), _child(header, "OtherInfo")
    business = _find(root, "Bussiness")
    if business is None:
        business = _find(root, "Business")
    kinds = {code: name for name, code in names()["business"].items()}
    kind = _text(business, "BussinessDocType") or "0"
    if kind not in kinds:
        warnings.append(Warned("edxml_business_unknown", {"code": kind[:10]}))
    info = _child(business, "BussinessDocumentInfo")
    return Message(
        sender=_organ(_child(header, "From")),
        receivers=tuple(_organ(one) for one in _children(header, "To")),
        document_id=_text(header, "DocumentId") or _text(business, "DocumentId") or "",
        number=_text(header, "Code", "CodeNumber"),
        notation=_text(header, "Code", "CodeNotation"),
        place=_text(header, "PromulgationInfo", "Place"),
        promulgation_date=_day(_text(header, "PromulgationInfo", "PromulgationDate"), warnings),
        type_name=_text(header, "DocumentType", "TypeName"),
        subject=_text(header, "Subject"),
        content=_text(header, "Content"),
        competence=_text(header, "SignerInfo", "Competence"),
        position=_text(header, "SignerInfo", "Position"),
        signer=_text(header, "SignerInfo", "FullName"),
        due_date=_day(_text(header, "DueDate"), warnings),
        to_places=tuple(_texts(_child(header, "ToPlaces"), "Place")),
        priority=_text(other, "Priority") or "0",
        sphere=_text(other, "SphereOfPromulgation"),
        notation_of_drafter=_text(other, "TyperNotation"),
        copies=_count(_text(other, "PromulgationAmount")),
        pages=_count(_text(other, "PageAmount")),
        appendices=tuple(_texts(_child(other, "Appendixes"), "Appendix")),
        steering_type=_text(header, "SteeringType") or "0",
        answers=tuple(_answered(one, warnings) for one in _children(header, "ResponseFor")),
        trace=tuple(
            (_text(one, "OrganId") or "", _day(_text(one, "Timestamp"), warnings) or "")
            for one in _children(trace, "TraceHeader")
        ),
        business=kinds.get(kind, "new"),
        reason=_text(business, "BussinessDocReason"),
        paper=_text(business, "Paper") in ("1", "true"),
        receivers_concerned=tuple(_receivers(info)),
        replaced=tuple(
            Replaced(document_id=_text(one, "DocumentId") or "", receivers=tuple(_receivers(one)))
            for one in _children(_child(business, "ReplacementInfoList"), "ReplacementInfo")
        ),
        staff=_staff(business),
        attachments=tuple(_attachments(root, warnings)),
        signed=_find(root, "SignatureValue") is not None,
    )


def _texts(parent: Any, name: str) -> Iterator[str]:
    return (text for one in _children(parent, name) if (text := " ".join("".join(one.itertext()).split())))


def _receivers(parent: Any) -> Iterator[str]:
    group = _child(parent, "ReceiverList")
    return (
        organ for one in _children(group, "Receiver") if (organ := _text(one, "OrganId") or (one.text or "").strip())
    )


def _count(value: str | None) -> int | None:
    return int(value) if value is not None and value.isdigit() and len(value) < 10 else None


def _attachments(root: Any, warnings: list[Warned]) -> Iterator[Attachment]:
    group = _find(root, "AttachmentEncoded")
    files = list(_children(group, "Attachment"))
    limits = names()["limits"]
    if len(files) > limits["attachments"]:
        raise NotRead("edxml_too_many_files", count=len(files), limit=limits["attachments"])
    listed = {_text(one, "ContentId") for one in root.iter() if _name(one) == "Reference"}
    for file in files:
        content_id = _text(file, "ContentId") or ""
        name = (_text(file, "AttachmentName") or content_id).replace("\\", "/").rsplit("/", 1)[-1]
        encoded = "".join((_child(file, "ContentTransferEncoded").text or "").split()) if _has(file) else ""
        if len(encoded) * 3 // 4 > limits["attachment_bytes"]:
            raise NotRead("edxml_file_too_large", name=name[:80], megabytes=limits["attachment_bytes"] // 1_048_576)
        try:
            content = base64.b64decode(encoded, validate=True)
        except (binascii.Error, ValueError) as error:
            raise NotRead("edxml_file_broken", name=name[:80]) from error
        if content_id not in listed:
            warnings.append(Warned("edxml_file_unlisted", {"name": name[:80]}))
        yield Attachment(
            content_id=content_id,
            name=name,
            content_type=_text(file, "ContentType") or "application/octet-stream",
            data=content,
            description=_text(file, "Description"),
        )


def _has(file: Any) -> bool:
    return _child(file, "ContentTransferEncoded") is not None
