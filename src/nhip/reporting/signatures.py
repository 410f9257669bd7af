"""Whether the signatures of a PDF hold: untouched since, covering the whole file, by a certificate we trust.

Nothing is fetched: trust comes from the anchors the office installed, revocation is not checked and that is said.
Prose: docs/rules/issuing.md.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

logging.getLogger("pyhanko").setLevel(logging.CRITICAL)  # a bad signature is an answer here, not an event of the log
logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Signed:
    """One signature. `intact`: the signed bytes are as they were. `whole`: nothing but further signatures came after.

    `trusted`: its certificate leads to an installed anchor and was valid at `signed_at` (the signer's own clock unless
    `stamped`). `problem` is empty, or unreadable | broken | changed_after | untrusted.
    """

    field: str
    signer: str
    organisation: str
    signed_at: datetime | None
    stamped: bool
    intact: bool
    whole: bool
    trusted: bool
    problem: str

    @property
    def good(self) -> bool:
        return self.intact and self.whole and self.trusted

    def as_json(self) -> dict[str, object]:
        told = {name: getattr(self, name) for name in self.__slots__}
        return told | {"signed_at": self.signed_at.isoformat() if self.signed_at else None, "good": self.good}


def anchors_from(files: Sequence[bytes]) -> list[x509.Certificate]:
    """Certificates in PEM or DER. Raises ValueError for bytes that hold none."""
    found: list[x509.Certificate] = []
    for data in files:
        if pem.detect(data):
            found += [x509.Certificate.load(der) for _, _, der in pem.unarmor(data, multiple=True)]
        else:
            found.append(x509.Certificate.load(data))
    for one in found:
        _ = one.subject.native  # asn1crypto reads lazily: a file that is no certificate is refused here
    return found


def signatures_of(pdf: bytes, anchors: Sequence[x509.Certificate], moment: datetime) -> tuple[Signed, ...]:
    """Every signature of the file, oldest first; none for a file that is no readable PDF. `moment`: now, with zone."""
    try:
        held = list(PdfFileReader(io.BytesIO(pdf), strict=False).embedded_regular_signatures)
    except Exception:  # a hostile file may fail in any way; no signature could be read
        return ()
    return tuple(_judged(one, anchors, moment) for one in held)


def _judged(one: EmbeddedPdfSignature, anchors: Sequence[x509.Certificate], moment: datetime) -> Signed:
    try:
        one.compute_integrity_info()  # type: ignore[no-untyped-call]
        said = one.self_reported_timestamp
        at = min(said, moment) if said else moment
        context = ValidationContext(trust_roots=list(anchors), allow_fetching=False, moment=at)
        with ThreadPoolExecutor(max_workers=1) as aside:  # the library runs a loop of its own; ours may be running
            status = aside.submit(validate_pdf_signature, one, context, key_usage_settings=_KEY_USE).result()
        intact = bool(status.intact and status.valid)
        last = one.coverage in (SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION)
        level = status.modification_level
        whole = last and (one.coverage == SignatureCoverageLevel.ENTIRE_FILE or level in _HARMLESS)
        trusted, stamped = bool(status.trusted), status.timestamp_validity is not None
    except Exception:
        return Signed(one.field_name or "", "", "", None, False, False, False, False, "unreadable")
    subject = one.signer_cert.subject.native
    return Signed(
        field=one.field_name or "",
        signer=_text(subject.get("common_name")),
        organisation=_text(subject.get("organization_name")),
        signed_at=said,
        stamped=stamped,
        intact=intact,
        whole=whole,
        trusted=trusted,
        problem="" if intact and whole and trusted else _problem(intact, whole),
    )


_KEY_USE = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False)
"""A certificate for signatures of either kind; one for web servers or e-mail alone does not sign documents."""

_HARMLESS = (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING)
"""What may come after a signature: a time stamp, a second signature in its field."""


def _problem(intact: bool, whole: bool) -> str:
    if not intact:
        return "broken"
    return "untrusted" if whole else "changed_after"


def _text(value: object) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value or "")
