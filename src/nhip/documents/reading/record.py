"""What a reader finds in one document: the record.

Every located value carries `start` and `end`, code points of the text as read, with
`raw == text[start:end]`; `text` is the same words cleaned (NFC, marks of layout removed, white space
collapsed, repaired where the scan was garbled). A value the document does not state is None.
`confidence` runs from 0 to 1. The JSON twin (`as_json`) drops nothing and adds nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Words that stand somewhere: raw as stored, text as a person reads them."""

    text: str
    raw: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """Base of every value that stands in the text."""

    raw: str
    start: int
    end: int
    text: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Body(Located):
    """The issuing body. `stated_in_header` is False when it was taken from the running text."""

    name: str
    stated_in_header: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Located):
    """Số và ký hiệu. `value` is None for a blank box. `verified` is False when read from a scan (handwriting)."""

    value: str | None
    symbol: str | None
    full: str | None = None
    verified: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceName(Located):
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueDate(Located):
    """Ngày ban hành: ISO day, or ISO month when the day is blank."""

    value: str | None
    precision: str | None  # day | month | None
    verified: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class DocType(Located):
    name: str
    code: str | None  # Decree 30/2020, appendix III part I; CV for an official letter (Công văn has no code of its own)


@dataclass(frozen=True, slots=True, kw_only=True)
class Title(Located):
    value: str
    as_written: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A reporting period as labelled. `basis`: stated | implied | assumed."""

    label: str | None
    from_: str | None
    to: str | None
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GovernmentUnit:
    name: str
    level: str | None
    province: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    issuing_body: Body | None = None
    parent_body: Body | None = None
    number: Number | None = None
    place: PlaceName | None = None
    date: IssueDate | None = None
    doc_type: DocType | None = None
    title: Title | None = None
    field: str | None = None
    unit_of_government: GovernmentUnit | None = None
    period: Period | None = None
    next_period: Period | None = None
    addressees: Sequence[Located] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A numbered heading and all it covers, up to the next heading of the same or a higher level."""

    id: str
    number: str
    title: str
    level: int  # 1 = I., 2 = 1., 3 = 1.1.
    parent: str | None
    run_in: bool  # the title stands on the same line as its text
    start: int
    end: int
    heading: Place
    misnumbered: bool = False
    expected_number: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation(Located):
    """A document named in the text. `number` is None when it is named only."""

    id: str
    type: str
    type_code: str | None
    number: str | None
    number_raw: str | None = None
    number_start: int | None = None
    number_end: int | None = None
    issuer: str | None = None
    issuer_stated: bool = False
    date: str | None = None
    subject: str | None = None
    role: str = "mention"  # basis | implement | disseminated | issued | mention | nested
    section: str | None = None
    same_as: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency(Located):
    """A body named in a task. `generic` marks a class of bodies; `marker` is the word that gives the role."""

    name: str
    generic: bool = False
    marker: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Located):
    """A duty. `kind`: assignment (somebody is made responsible) or activity (content, mostly without an agency)."""

    id: str
    kind: str
    summary: str
    section: str | None
    lead_agencies: Sequence[Agency] = ()  # chủ trì
    implementing_agencies: Sequence[Agency] = ()  # thực hiện
    coordinating_agencies: Sequence[Agency] = ()  # phối hợp
    guiding_agencies: Sequence[Agency] = ()  # hướng dẫn
    assignee_role: str | None = None
    request: bool = False  # "Đề nghị": a body that cannot be ordered
    deadline: str | None = None  # ISO day; or the text's own words ("quý III năm 2026")
    period: Period | None = None
    subtasks: Sequence[Located] = ()
    condition: str | None = None
    report_channel: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Located):
    """A number with what it counts. `value` in plain units ("83 nghìn" is 83000); the evidence is raw/start/end."""

    id: str
    indicator: str
    value: float
    unit: str | None
    qualifier: str | None
    kind: str  # profile | result | target | enumeration
    section: str | None
    number_raw: str
    number_start: int
    number_end: int
    period: Period | None = None
    unit_of_government: GovernmentUnit | None = None
    per: str | None = None
    aggregate: str | None = None
    estimate: bool = False
    cumulative: bool = False
    by: str | None = None
    in_footnote: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Located):
    """A strength, limitation, direction, proposal, objective or audience. `more`: pieces after a cut."""

    id: str
    section: str | None
    kind: str | None = None
    number: str | None = None
    title: str | None = None
    addressee: str | None = None
    more: Sequence[Place] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient(Located):
    """One dash under Nơi nhận."""

    id: str
    bodies: Sequence[str] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Who signed and by what right (Decree 30/2020, Art. 13 and appendix I part II.7)."""

    on_behalf: str | None = None  # TM. ...
    authority_form: str | None = None  # KT. | TL. | TUQ. | Q.
    principal: str | None = None
    position: str | None = None
    name: str | None = None
    on_behalf_span: Place | None = None
    authority_span: Place | None = None
    position_span: Place | None = None
    name_span: Place | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote(Located):
    marker: str
    anchor: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextError(Located):
    """What a careful clerk would mark. `correct` is None when only the fault is certain, not its remedy."""

    id: str
    kind: str
    correct: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline(Located):
    """One line of "who, what, when, where to send" of a request letter."""

    who: str | None
    what: str | None
    due: str | None  # ISO day, or ISO day and time
    recurring: str | None  # "28 hàng tháng"
    send_to: str | None
    per_rule: str | None = None  # "theo Thông tư ..." when the letter gives no date itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a request letter (công văn đề nghị báo cáo) asks for."""

    asked: Place
    outline: Sequence[Statement] = ()
    outline_status: str = "missing"  # given | attached | elsewhere | missing
    outline_source: Place | None = None
    period: Period | None = None
    cut_off: Place | None = None
    deadlines: Sequence[Deadline] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    source_file: str
    source_sha256: str
    source_chars: int
    header: Header = field(default_factory=Header)
    preamble: Place | None = None
    sections: Sequence[Section] = ()
    citations: Sequence[Citation] = ()
    tasks: Sequence[Task] = ()
    objectives: Sequence[Statement] = ()
    audiences: Sequence[Statement] = ()
    figures: Sequence[Figure] = ()
    strengths: Sequence[Statement] = ()
    limitations: Sequence[Statement] = ()
    directions: Sequence[Statement] = ()
    proposals: Sequence[Statement] = ()
    request: Request | None = None
    closing: Place | None = None
    recipients: Sequence[Recipient] = ()
    signer: Signer | None = None
    footnotes: Sequence[Footnote] = ()
    text_errors: Sequence[TextError] = ()
    repaired_text: str | None = None
    schema: str = "nhip-record/1"


def as_json(value: Any) -> Any:
    """The record as plain JSON values, in the order of its fields; `from_` is written `from`."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name.rstrip("_"): as_json(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, (list, tuple)):
        return [as_json(v) for v in value]
    return value
