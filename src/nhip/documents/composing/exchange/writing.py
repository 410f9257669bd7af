"""Messages as edXML, written strictly: one namespace, one prefix, days with slashes as the standard has them."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

from lxml import etree

from nhip.documents.composing.exchange.envelope import Answered, Message, Organ, Staff, Status
from nhip.documents.composing.exchange.names import names

# takes the whole message without signature, gives the Signature element to set into its header
Signer = Callable[[bytes], bytes]


class Unfit(ValueError):
    """A value the standard does not allow: `field`, `limit` or the reason."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field, self.reason = field, reason


def message_xml(message: Message, signer: Signer | None = None) -> bytes:
    """The envelope of a document. Without a signer there is no Signature element: nothing is made to look signed."""
    if message.business not in names()["business"]:
        raise Unfit("business", f"unknown kind {message.business}")
    root, header, envelope = _frame()
    _message_header(_below(header, "MessageHeader"), message)
    _trace(_below(header, "TraceHeaderList"), message)
    _manifest(envelope, message)
    _attachments(root, message)
    return _signed(root, header, signer)


def status_xml(status: Status, signer: Signer | None = None) -> bytes:
    """A receiver's answer."""
    if status.code not in names()["status"]:
        raise Unfit("StatusCode", f"unknown code {status.code}")
    root, header, _ = _frame()
    parent = _below(header, "MessageHeader")
    _organ(_below(parent, "From"), status.sender)
    _answered(_below(parent, "ResponseFor"), status.answers)
    if status.staff:
        _staff(parent, status.staff)
    _text(parent, "StatusCode", status.code)
    _text(parent, "Description", status.description or names()["status"][status.code])
    _text(parent, "Timestamp", moment(status.moment))
    return _signed(root, header, signer)


def day(value: str | None) -> str | None:
    """ISO day as the standard writes it: 2026/06/05."""
    return value.replace("-", "/") if value else None


def moment(value: str) -> str:
    """ISO moment as the standard writes it: 2026/06/05 08:30:00."""
    return value[:10].replace("-", "/") + " " + (value[11:19] or "00:00:00")


def _frame() -> tuple[Any, Any, Any]:
    space = names()["source"]["namespace"]
    spaces: dict[Any, str] = {None: space, "edXML": space}
    root = etree.Element(etree.QName(space, "edXML"), nsmap=spaces)
    envelope = _below(root, "edXMLEnvelope")
    return root, _below(envelope, "edXMLHeader"), envelope


def _below(parent: Any, name: str) -> Any:
    return etree.SubElement(parent, etree.QName(names()["source"]["namespace"], name))


def _text(parent: Any, name: str, value: str | None) -> None:
    if value is None or value == "":
        return
    limit = names()["lengths"].get(name)
    if limit is not None and len(value) > limit:
        raise Unfit(name, f"longer than {limit} letters")
    try:
        _below(parent, name).text = value
    except ValueError as error:
        raise Unfit(name, "bears a sign that XML does not allow") from error


def _organ(parent: Any, organ: Organ) -> None:
    for name, value in (
        ("OrganId", organ.organ_id), ("OrganizationInCharge", organ.in_charge), ("OrganName", organ.name),
        ("OrganAdd", organ.address), ("Email", organ.email), ("Telephone", organ.telephone), ("Fax", organ.fax),
        ("Website", organ.website),
    ):  # fmt: skip
        _text(parent, name, value)


def _answered(parent: Any, answered: Answered) -> None:
    _text(parent, "OrganId", answered.organ_id)
    _text(parent, "Code", answered.code)
    _text(parent, "PromulgationDate", day(answered.promulgation_date))
    _text(parent, "DocumentId", answered.document_id)


def _staff(parent: Any, staff: Staff) -> None:
    made = _below(parent, "StaffInfo")
    for name, value in (
        ("Department", staff.department), ("Staff", staff.staff), ("Email", staff.email), ("Mobile", staff.mobile),
    ):  # fmt: skip
        _text(made, name, value)


def _message_header(parent: Any, message: Message) -> None:
    _organ(_below(parent, "From"), message.sender)
    for receiver in message.receivers:
        _organ(_below(parent, "To"), receiver)
    _text(parent, "DocumentId", message.document_id)
    code = _below(parent, "Code")
    _text(code, "CodeNumber", message.number)
    _text(code, "CodeNotation", message.notation)
    issued = _below(parent, "PromulgationInfo")
    _text(issued, "Place", message.place)
    _text(issued, "PromulgationDate", day(message.promulgation_date))
    kind = _below(parent, "DocumentType")
    _text(kind, "Type", names()["document_type"])
    _text(kind, "TypeName", message.type_name)
    _text(parent, "Subject", message.subject)
    _text(parent, "Content", message.content)
    signer = _below(parent, "SignerInfo")
    _text(signer, "Competence", message.competence)
    _text(signer, "Position", message.position)
    _text(signer, "FullName", message.signer)
    _text(parent, "DueDate", day(message.due_date))
    if message.to_places:
        places = _below(parent, "ToPlaces")
        for place in message.to_places:
            _text(places, "Place", place)
    _other(_below(parent, "OtherInfo"), message)
    for answered in message.answers:
        _answered(_below(parent, "ResponseFor"), answered)
    _text(parent, "SteeringType", message.steering_type)


def _other(parent: Any, message: Message) -> None:
    _text(parent, "Priority", message.priority)
    _text(parent, "SphereOfPromulgation", message.sphere)
    _text(parent, "TyperNotation", message.notation_of_drafter)
    _text(parent, "PromulgationAmount", str(message.copies) if message.copies is not None else None)
    _text(parent, "PageAmount", str(message.pages) if message.pages is not None else None)
    if message.appendices:
        appendices = _below(parent, "Appendixes")
        for appendix in message.appendices:
            _text(appendices, "Appendix", appendix)


def _trace(parent: Any, message: Message) -> None:
    for organ, at in message.trace:
        one = _below(parent, "TraceHeader")
        _text(one, "OrganId", organ)
        _text(one, "Timestamp", moment(at))
    business = _below(parent, "Bussiness")  # the standard's own spelling
    _text(business, "DocumentId", message.document_id)
    _text(business, "BussinessDocType", names()["business"][message.business])
    _text(business, "BussinessDocReason", message.reason)
    _text(business, "Paper", "1" if message.paper else "0")
    if message.receivers_concerned:
        info = _below(business, "BussinessDocumentInfo")
        _receivers(info, message.receivers_concerned)
    if message.replaced:
        group = _below(business, "ReplacementInfoList")
        for replaced in message.replaced:
            one = _below(group, "ReplacementInfo")
            _text(one, "DocumentId", replaced.document_id)
            if replaced.receivers:
                _receivers(one, replaced.receivers)
    if message.staff:
        _staff(business, message.staff)


def _receivers(parent: Any, organs: Any) -> None:
    group = _below(parent, "ReceiverList")
    for organ in organs:
        _text(_below(group, "Receiver"), "OrganId", organ)


def _manifest(envelope: Any, message: Message) -> None:
    manifest = _below(_below(envelope, "edXMLBody"), "edXMLManifest")
    manifest.set("version", "1.0")
    for file in message.attachments:
        one = _below(manifest, "Reference")
        for name, value in (
            ("ContentId", file.content_id), ("ContentType", file.content_type), ("Description", file.description),
            ("AttachmentName", file.name),
        ):  # fmt: skip
            _text(one, name, value)


def _attachments(root: Any, message: Message) -> None:
    if not message.attachments:
        return
    group = _below(root, "AttachmentEncoded")
    for file in message.attachments:
        one = _below(group, "Attachment")
        for name, value in (
            ("ContentId", file.content_id), ("AttachmentName", file.name), ("Description", file.description),
            ("ContentType", file.content_type), ("ContentTransferEncoded", base64.b64encode(file.data).decode("ascii")),
        ):  # fmt: skip
            _text(one, name, value)


def _signed(root: Any, header: Any, signer: Signer | None) -> bytes:
    if signer is not None:
        header.append(etree.fromstring(signer(_bytes(root)), _parser()))
    return _bytes(root)


def _bytes(root: Any) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _parser() -> Any:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
