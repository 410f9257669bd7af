"""Where a published picture comes from, written into its file and signed (C2PA): who published it, when, what was done.

The certificate is made by Nhịp at its first use and kept beside the other keys: it shows that the file is the one that
this office published, not who the office is; a trust list does not know it. The library may open no address.
"""

from __future__ import annotations

import io
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import c2pa
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

TYPES = {".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"}
CHAIN, KEY = "provenance_chain.pem", "provenance_key.pem"
_YEARS = 10
_ALONE = {
    "builder": {"thumbnail": {"enabled": False}},
    "verify": {"remote_manifest_fetch": False, "ocsp_fetch": False},
}
"""No small copy of the picture inside the picture, and no question to anybody else's machine."""
_DRAWN = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
_TAKEN = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"


@dataclass(frozen=True, slots=True)
class Published:
    """What is written into a picture. `edits`: what was done to it, in words; `machine_made`: drawn by a machine."""

    title: str
    publisher: str
    at: datetime
    address: str
    credit: str = ""
    edits: tuple[str, ...] = ()
    machine_made: bool = False
    machine_help: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """What a file says of itself. `whole`: its bytes are those that were signed."""

    whole: bool
    publisher: str
    facts: Mapping[str, Any]


def written(data: bytes, ending: str, said: Published, keys: Path) -> bytes:
    """The picture with its provenance. Raises KeyError for a kind of file that cannot hold it."""
    source, into = io.BytesIO(data), io.BytesIO()
    chain, key = _keys(keys, said.at)
    info = c2pa.C2paSignerInfo(alg=b"es256", sign_cert=chain, private_key=key, ta_url=None)
    with (
        _context() as context,
        c2pa.Signer.from_info(info) as signer,
        c2pa.Builder(_manifest(said), context) as builder,
    ):
        builder.sign(signer, TYPES[ending.lower()], source, into)
    return into.getvalue()


def read(data: bytes, ending: str) -> Read | None:
    """What the file says of where it comes from; None when it says nothing."""
    try:
        with _context() as context, c2pa.Reader(TYPES[ending.lower()], io.BytesIO(data), context=context) as reader:
            told = json.loads(reader.json())
    except c2pa.C2paError as fault:
        if "ManifestNotFound" in f"{type(fault).__name__} {fault}":
            return None
        raise
    active = told["manifests"][told["active_manifest"]]
    found = {one["label"]: one["data"] for one in active.get("assertions", [])}
    faults = [one["code"] for one in told.get("validation_status", [])]
    wrong = [code for code in faults if code != "signingCredential.untrusted"]
    work: Mapping[str, Any] = next(
        (one for label, one in found.items() if label.startswith("stds.schema-org.CreativeWork")), {}
    )
    publisher = str(work.get("publisher", {}).get("name", ""))
    return Read(not wrong, publisher, found)


def _context() -> Any:
    return c2pa.Context(c2pa.Settings.from_dict(_ALONE))


def _manifest(said: Published) -> str:
    at = said.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    source = {"digitalSourceType": _DRAWN if said.machine_made else _TAKEN}
    actions = [
        {"action": "c2pa.created", **source},
        *({"action": "c2pa.edited", "parameters": {"description": edit}} for edit in said.edits),
        {"action": "c2pa.published", "when": at},
    ]
    work: dict[str, Any] = {
        "@context": "https://schema.org", "@type": "CreativeWork", "name": said.title, "datePublished": at,
        "url": said.address, "publisher": {"@type": "GovernmentOrganization", "name": said.publisher},
        "author": [{"@type": "Person", "name": said.credit}] if said.credit else [],
    }  # fmt: skip
    if said.machine_help:
        work["creditText"] = said.machine_help
    return json.dumps({
        "claim_generator_info": [{"name": "Nhip", "version": "0.1"}], "title": said.title,
        "assertions": [
            {"label": "c2pa.actions.v2", "data": {"actions": actions}},
            {"label": "stds.schema-org.CreativeWork", "data": work},
        ],
    })  # fmt: skip


def _keys(folder: Path, at: datetime) -> tuple[bytes, bytes]:
    """The chain and the key, made at first use and valid from the first publication on."""
    chain, key = folder / CHAIN, folder / KEY
    if not key.is_file() or not chain.is_file():
        made_chain, made_key = _made(at)
        for path, data in ((key, made_key), (chain, made_chain)):
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(data)
    return chain.read_bytes(), key.read_bytes()


def _made(at: datetime) -> tuple[bytes, bytes]:
    """A root that signs one certificate and is thrown away, as the standard asks: nobody signs with a root."""
    root_key, own_key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root = _certificate(_name("Nhip: local root"), _name("Nhip: local root"), root_key, root_key, at, root=True)
    own = _certificate(_name("Nhip: local provenance"), _name("Nhip: local root"), own_key, root_key, at, root=False)
    pem = serialization.Encoding.PEM
    key = own_key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return own.public_bytes(pem) + root.public_bytes(pem), key


def _name(called: str) -> x509.Name:
    return x509.Name([
        x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"), x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Nhip (local)"),
        x509.NameAttribute(NameOID.COMMON_NAME, called),
    ])  # fmt: skip


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, signer: ec.EllipticCurvePrivateKey,
    at: datetime, *, root: bool,
) -> x509.Certificate:  # fmt: skip
    usage = x509.KeyUsage(
        digital_signature=not root, content_commitment=False, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=root, crl_sign=root, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    made = (
        x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(at - timedelta(days=1))
        .not_valid_after(at + timedelta(days=365 * _YEARS))
        .add_extension(x509.BasicConstraints(ca=root, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
    )  # fmt: skip
    if not root:
        made = made.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
    return made.sign(signer, hashes.SHA256())
