"""The exchange envelope: every kind of message out and in, real systems' slips let pass, hostile files refused."""

# ruff: noqa: E501 (messages as they are sent)

from __future__ import annotations

import base64
import dataclasses

import pytest
from lxml import etree
from tests.documents.composing import samples

from nhip.documents.composing import edxml
from nhip.documents.composing.draft import Day
from nhip.documents.composing.exchange.envelope import Answered, Attachment, Message, Organ, Replaced, Staff, Status
from nhip.documents.composing.exchange.names import names
from nhip.documents.composing.exchange.reading import NotRead
from nhip.documents.composing.exchange.writing import Unfit
from nhip.documents.composing.word import compose
from nhip.text.issues import Issue, sentence

SPACE = "{http://www.mic.gov.vn/TBT/QCVN_102_2016}"
SENDER = Organ(
    organ_id="000.00.00.X01", name="Ủy ban nhân dân tỉnh Lạng Sơn", email="vanthu@mau.example", telephone="0000"
)
RECEIVER = Organ(organ_id="000.00.00.X02", name="Bộ Văn hóa, Thể thao và Du lịch")


def document() -> Message:
    draft = samples.report()
    return edxml.message_of(
        draft,
        sender=SENDER,
        receivers=(RECEIVER,),
        files=(("bao-cao.docx", edxml.WORD, compose(draft)), ("phu-luc.pdf", edxml.PDF, b"%PDF-1.7 mau")),
        answers=(Answered(organ_id="000.00.00.X02", document_id="000.00.00.X02,2026/05/12,215/BVHTTDL-TTCS",
                          code="215/BVHTTDL-TTCS", promulgation_date="2026-05-12"),),
        due_date="2026-06-30",
    )  # fmt: skip


KINDS = {
    "new": lambda: document(),
    "recall": lambda: dataclasses.replace(
        document(), business="recall", reason="Ban hành nhầm", attachments=(), receivers_concerned=("000.00.00.X02",)
    ),
    "update": lambda: dataclasses.replace(
        document(), business="update", reason="Sửa trích yếu", receivers_concerned=("000.00.00.X02",),
        staff=Staff(department="Phòng Hành chính", email="vanthu@mau.example"),
    ),
    "replacement": lambda: dataclasses.replace(
        document(), business="replacement", reason="Thay thế văn bản cũ", paper=True,
        replaced=(Replaced(document_id="000.00.00.X01,2026/06/01,03/BC-UBND", receivers=("000.00.00.X02",)),),
        trace=(("000.00.00.X01", "2026-06-05T08:30:00"),),
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_message_written_and_read_is_the_same_message(kind):
    message = KINDS[kind]()
    again, issues = edxml.read(edxml.write(message))
    assert again == message
    assert issues == []


@pytest.mark.parametrize("code", names()["status"])
def test_a_status_written_and_read_is_the_same_status(code):
    status = Status(
        sender=RECEIVER, code=code, moment="2026-06-05T09:00:00", description="Đã xem",
        answers=Answered(organ_id="000.00.00.X01", document_id="000.00.00.X01,2026/06/05,05/BC-UBND", code="05/BC-UBND"),
        staff=Staff(department="Văn thư"),
    )  # fmt: skip
    again, issues = edxml.read(edxml.write(status))
    assert again == status
    assert issues == []


def test_the_draft_fills_the_header():
    message = document()
    assert message.document_id == "000.00.00.X01,2026/06/05,05/BC-UBND"
    assert (message.competence, message.position, message.signer) == (
        "TM. ỦY BAN NHÂN DÂN; KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nông Văn Bình",
    )  # fmt: skip
    assert message.to_places == samples.RECIPIENTS
    assert message.appendices == ("Nhiệm vụ trọng tâm", "Danh mục điểm di tích số hóa")


def test_the_envelope_has_one_namespace_and_days_with_slashes():
    root = etree.fromstring(edxml.write(document()))
    assert root.tag == f"{SPACE}edXML"
    assert all(str(e.tag).startswith(SPACE) for e in root.iter())
    assert root.findtext(f".//{SPACE}PromulgationInfo/{SPACE}PromulgationDate") == "2026/06/05"
    assert root.findtext(f".//{SPACE}BussinessDocType") == "0"


def test_nothing_looks_signed_without_a_signer():
    assert b"Signature" not in edxml.write(document())
    assert not edxml.read(edxml.write(document()))[0].signed


def test_a_signer_sets_its_element_into_the_header():
    seen = []

    def signer(data: bytes) -> bytes:
        seen.append(data)
        return (
            b'<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignatureValue>TUFV</SignatureValue></Signature>'
        )

    data = edxml.write(document(), signer)
    assert seen == [edxml.write(document())]
    assert (
        etree.fromstring(data).find(f".//{SPACE}edXMLHeader/{{http://www.w3.org/2000/09/xmldsig#}}Signature")
        is not None
    )
    assert edxml.read(data)[0].signed


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"notation": "X" * 31}, "CodeNotation"),
        ({"subject": "x" * 501}, "Subject"),
        ({"number": "123456789012"}, "CodeNumber"),
        ({"sender": Organ(organ_id="0" * 36, name="x")}, "OrganId"),
        ({"subject": "a\x00b"}, "Subject"),
        ({"business": "gift"}, "business"),
    ],
)
def test_what_the_standard_does_not_allow_is_not_written(change, field):
    with pytest.raises(Unfit) as refusal:
        edxml.write(dataclasses.replace(document(), **change))
    assert refusal.value.field == field


def test_an_unknown_status_is_not_written():
    with pytest.raises(Unfit):
        edxml.write(
            Status(
                sender=RECEIVER,
                code="99",
                moment="2026-06-05T00:00:00",
                answers=Answered(organ_id="x", document_id="y"),
            )
        )


@pytest.mark.parametrize("missing", [{"number": None}, {"symbol": None}, {"date": Day(month=6, year=2026)}])
def test_what_is_not_numbered_is_not_sent(missing):
    with pytest.raises(ValueError, match="cannot be sent"):
        edxml.message_of(dataclasses.replace(samples.report(), **missing), sender=SENDER, receivers=(), files=())


# A message as careless systems send it: written here after the slips known from real ones
CARELESS = """1212<?xml version="1.0" encoding="UTF-8"?>
<edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016">
 <edXML:edXMLEnvelope xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016"><edXML:edXMLHeader><edXML:MessageHeader>
  <edXML:From><edXML:OrganId>000.00.00.X01</edXML:OrganId><edXML:OrganName>Sở mẫu</edXML:OrganName></edXML:From>
  <edXML:DocumentId>6f9619ff-8b86-d011-b42d-00cf4fc964ff</edXML:DocumentId>
  <edXML:Code><edXML:CodeNumber>7</edXML:CodeNumber><edXML:CodeNotation>SM-VP</edXML:CodeNotation></edXML:Code>
  <edXML:PromulgationInfo><edXML:PromulgationDate>2026-06-05</edXML:PromulgationDate></edXML:PromulgationInfo>
  <edXML:DueDate>05/07/2026</edXML:DueDate>
 </edXML:MessageHeader></edXML:edXMLHeader>
 <edXML:edXMLBody><edXML:edXMLManifest version="1.0"><edXML:Reference xlink:href="cid:1">
   <edXML:ContentId>cid:1</edXML:ContentId></edXML:Reference></edXML:edXMLManifest></edXML:edXMLBody>
 </edXML:edXMLEnvelope>
 <AttachmentEncoded xmlns=""><Attachment><ContentId>cid:1</ContentId><AttachmentName>..\\..\\a/b/thu.txt</AttachmentName>
  <ContentTransferEncoded>WGlu
   IGNow6Bv</ContentTransferEncoded></Attachment>
  <Attachment><ContentId>cid:9</ContentId><AttachmentName>la.txt</AttachmentName><ContentTransferEncoded>YQ==</ContentTransferEncoded></Attachment>
 </AttachmentEncoded></edXML>"""


def test_careless_messages_are_read_with_warnings():
    message, issues = edxml.read(CARELESS.encode())
    assert (message.number, message.notation, message.promulgation_date, message.due_date) == (
        "7",
        "SM-VP",
        "2026-06-05",
        "2026-07-05",
    )
    assert [(a.name, a.data.decode()) for a in message.attachments] == [("thu.txt", "Xin chào"), ("la.txt", "a")]
    rules = {issue.code.removeprefix("documents.") for issue in issues}
    assert rules == {"edxml_words_before", "edxml_prefix", "edxml_day_dashes", "edxml_day_order", "edxml_file_unlisted"}
    for issue in issues:
        assert sentence(issue)


def wrapped(inside: str) -> bytes:
    return f'<edXML xmlns="{SPACE[1:-1]}"><MessageHeader><From/>{inside}</MessageHeader></edXML>'.encode()


HOSTILE = {
    "empty": (b"", "edxml_broken"),
    "no xml": (b"xin chao", "edxml_broken"),
    "cut off": (edxml.write(document())[:900], "edxml_broken"),
    "entity": (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><edXML>&x;</edXML>', "edxml_entities"),
    "laughs": (b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><edXML>&b;</edXML>', "edxml_entities"),
    "utf-16": ("<edXML/>".encode("utf-16"), "edxml_broken"),
    "another xml": (b"<html><body/></html>", "edxml_no_header"),
    "too deep": (wrapped("<a>" * 60 + "</a>" * 60), "edxml_nested"),
    "status of nothing": (wrapped("<StatusCode>01</StatusCode>"), "edxml_status_of_nothing"),
    "broken file": (CARELESS.replace("YQ==", "!!!").encode(), "edxml_file_broken"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_messages_are_refused_with_a_sentence(kind):
    data, rule = HOSTILE[kind]
    with pytest.raises(NotRead) as refusal:
        edxml.read(data)
    assert refusal.value.rule == rule
    assert sentence(Issue("edxml", f"documents.{rule}", refusal.value.facts))


def test_too_many_and_too_large_files_are_refused(monkeypatch):
    limits = {"bytes": 50_000, "attachment_bytes": 4, "attachments": 1, "depth": 40}
    monkeypatch.setitem(names(), "limits", limits)
    with pytest.raises(NotRead, match="edxml_too_many_files"):
        edxml.read(CARELESS.encode())
    one = dataclasses.replace(
        document(), attachments=(Attachment(content_id="cid:1", name="a", content_type="x", data=b"12345678"),)
    )
    with pytest.raises(NotRead, match="edxml_file_too_large"):
        edxml.read(edxml.write(one))
    with pytest.raises(NotRead, match="edxml_too_large"):
        edxml.read(b"<a>" + b"x" * 60_000)


def test_attachments_are_base64():
    root = etree.fromstring(edxml.write(document()))
    encoded = root.findall(f".//{SPACE}Attachment/{SPACE}ContentTransferEncoded")
    assert base64.b64decode(encoded[1].text) == b"%PDF-1.7 mau"


def test_an_unknown_kind_and_status_are_read_with_a_warning():
    _, issues = edxml.read(wrapped("<StatusCode>77</StatusCode><ResponseFor><OrganId>x</OrganId></ResponseFor>"))
    assert [issue.code for issue in issues] == ["documents.edxml_status_unknown"]
    message, issues = edxml.read(wrapped("<Bussiness><BussinessDocType>8</BussinessDocType></Bussiness>"))
    assert message.business == "new"
    assert [issue.code for issue in issues] == ["documents.edxml_business_unknown"]
    _, issues = edxml.read(wrapped("<DueDate>hôm nào đó</DueDate>"))
    assert [issue.code for issue in issues] == ["documents.edxml_day"]
    for issue in issues:
        assert sentence(issue)
