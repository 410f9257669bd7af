"""Old Word, RTF and LibreOffice files by way of LibreOffice, in a folder and a profile of its own, with macros and
links off."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import tempfile
from pathlib import Path

from nhip.documents.intake.limits import Limits
from nhip.documents.intake.outcome import refused

_SCRIPTING = "/org.openoffice.Office.Common/Security/Scripting"
_SETTINGS = (
    (_SCRIPTING, "MacroSecurityLevel", "3"),
    (_SCRIPTING, "DisableMacrosExecution", "true"),
    (_SCRIPTING, "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
)
_ITEM = '<item oor:path="{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    + "".join(_ITEM.format(*row) for row in _SETTINGS)
    + "</oor:items>\n"
)
_NO_NETWORK = {
    "http_proxy": "http://127.0.0.1:9",
    "https_proxy": "http://127.0.0.1:9",
    "ftp_proxy": "http://127.0.0.1:9",
    "no_proxy": "",
}


def to_docx(data: bytes, limits: Limits, scratch: Path | None) -> bytes:
    """The same document as .docx. Raises Refused when LibreOffice is missing, too slow, or cannot make sense of the
    bytes."""
    program = shutil.which("soffice")
    if program is None:
        raise refused("libreoffice_missing")
    folder = Path(tempfile.mkdtemp(prefix="convert-", dir=scratch))
    try:
        return _converted(program, data, limits, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _converted(program: str, data: bytes, limits: Limits, folder: Path) -> bytes:
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, "utf-8")
    source = folder / "in.doc"  # the sender's name never reaches the disk
    source.write_bytes(data)
    command = [
        program,
        f"-env:UserInstallation=file://{profile}",
        "--headless",
        "--norestore",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(folder / "out"),
        str(source),
    ]
    environment = {**os.environ, **_NO_NETWORK, "HOME": str(folder), "TMPDIR": str(folder)}
    try:
        subprocess.run(  # noqa: S603 (fixed program, no shell)
            command, capture_output=True, timeout=limits.seconds, check=False, env=environment, preexec_fn=_more_room
        )
    except subprocess.TimeoutExpired as error:
        raise refused("file_too_slow", seconds=round(limits.seconds)) from error
    made = folder / "out" / "in.docx"
    if not made.is_file() or made.stat().st_size > limits.file_bytes:
        raise refused("word_broken")
    return made.read_bytes()


def _more_room() -> None:
    """LibreOffice maps far more address space than it uses: the soft limit of the worker does not fit it."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
