"""A certificate authority of the tests and a hand that signs with it."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from asn1crypto import keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko_certvalidator.registry import SimpleCertificateStore


@dataclass(frozen=True)
class Hand:
    """Somebody who signs: `anchor` is the authority's certificate in PEM."""

    anchor: bytes
    signer: signers.SimpleSigner

    def sign(self, pdf: bytes, field: str = "ChuKy") -> bytes:
        out = io.BytesIO()
        meta = signers.PdfSignatureMetadata(field_name=field, md_algorithm="sha256")
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
        with ThreadPoolExecutor(max_workers=1) as aside:  # a browser test has a loop running in its own thread
            aside.submit(signers.sign_pdf, writer, meta, self.signer, output=out).result()
        return out.getvalue()


def hand(name: str = "UBND xã Mẫu Sơn", *, days: int = 30) -> Hand:
    """A fresh authority and a certificate of it, valid from yesterday for `days`."""
    now = datetime.now(UTC)
    top_key, own_key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    top = _name("Cơ quan chứng thực thử")
    authority = (
        x509.CertificateBuilder().subject_name(top).issuer_name(top).public_key(top_key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(days=2))
        .not_valid_after(now + timedelta(days=400))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), True)
        .add_extension(_use(authority=True), True)
        .sign(top_key, hashes.SHA256())
    )  # fmt: skip
    own = (
        x509.CertificateBuilder().subject_name(_name(name)).issuer_name(top).public_key(own_key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(_use(authority=False), True)
        .sign(top_key, hashes.SHA256())
    )  # fmt: skip
    store = SimpleCertificateStore.from_certs([_asn1(authority)])
    private = keys.PrivateKeyInfo.load(
        own_key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    signer = signers.SimpleSigner(signing_cert=_asn1(own), signing_key=private, cert_registry=store)
    return Hand(authority.public_bytes(serialization.Encoding.PEM), signer)


def _asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Tỉnh Mẫu Sơn"),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _use(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority, content_commitment=not authority, key_encipherment=False,
        data_encipherment=False, key_agreement=False, key_cert_sign=authority, crl_sign=authority,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip


def words_pdf() -> bytes:
    """A PDF with words that are not those of the report."""
    content = b"BT /F1 12 Tf 20 100 Td (So: 45/BC-SCT khong phai bao cao nay) Tj ET"
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 200] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
    ]
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 5\n0000000000 65535 f \n" + table
    return out + b"trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start
