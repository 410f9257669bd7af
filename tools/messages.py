"""The Vietnamese catalogue: what is in use, what lacks its Vietnamese, and the compiled file.

    python tools/messages.py            say what is missing; exit 1 when anything is
    python tools/messages.py --write    add the missing ones, empty, to the catalogue, and compile it

In use means: every message of our own templates and Python, and of the sign-in library's pages that we serve.
"""

from __future__ import annotations

import ast
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
CATALOGUE = ROOT / "src/nhip/project/locale/vi/LC_MESSAGES/django.po"
FUNCTIONS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
_QUOTED = r"""[uU]?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_CALL = re.compile(rf"\b(?:n?gettext|_)\({_QUOTED}(?:,\s*{_QUOTED})?")
_PGETTEXT = re.compile(rf"\bpgettext\({_QUOTED},\s*{_QUOTED}")

HEADER = {
    "Language": "vi",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=1; plural=0;",
}

LIBRARY_PAGES = (
    "account/account_inactive", "account/login", "account/logout", "account/password_change", "account/reauthenticate",
    "account/base_reauthenticate", "account/signup_closed",
    "mfa/authenticate", "mfa/index", "mfa/reauthenticate", "mfa/recovery_codes/", "mfa/totp/", "mfa/trust",
    "mfa/webauthn/add_form", "mfa/webauthn/auth", "mfa/webauthn/edit", "mfa/webauthn/reauth",
    "socialaccount/authentication_error", "socialaccount/connections", "socialaccount/login", "socialaccount/snippets/",
    "account/messages/logged_in", "account/messages/logged_out", "account/messages/password_changed", "mfa/messages/",
    "socialaccount/messages/",
)  # fmt: skip
"""Beginnings of the library's template names that our addresses can show."""

LIBRARY_CODE = (
    "account/adapter.py", "account/forms.py", "account/fields.py", "mfa/adapter.py", "mfa/base/forms.py",
    "mfa/totp/forms.py", "mfa/recovery_codes/forms.py", "mfa/webauthn/forms.py", "mfa/models.py",
    "socialaccount/adapter.py",
)  # fmt: skip
CODE_NOT_IN_USE = re.compile(
    r"(?i)phone|sign ?up|username|verif|terms|reset|current email|already (taken|registered|associated)|primary email"
    r"|email address(es)?\b.*(account|linked|remove|this)|new email|blacklist|invalid token|Invalid email"
)
"""Of the library's Python messages: those of features whose addresses we do not serve."""


Message = tuple[str, str | None]
"""The message, and its plural where it has one."""


def _in_template(text: str) -> Iterator[Message]:
    from django.utils.translation.template import templatize

    source = templatize(text)
    for found in _CALL.finditer(source):
        yield ast.literal_eval(found[1]), ast.literal_eval(found[2]) if found[2] else None
    for found in _PGETTEXT.finditer(source):
        yield ast.literal_eval(found[2]), None


def _in_python(text: str) -> Iterator[Message]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in FUNCTIONS:
            name = str(getattr(node.func, "id", getattr(node.func, "attr", "")))
            words = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            words = words[1:] if "pgettext" in name else words
            if words:
                yield words[0], words[1] if name.startswith("ngettext") and len(words) > 1 else None


def _ours() -> Iterator[tuple[Message, str]]:
    for path in sorted((ROOT / "src/nhip").rglob("*")):
        place = str(path.relative_to(ROOT))
        if path.suffix in (".html", ".txt") and "templates" in path.parts:
            yield from ((message, place) for message in _in_template(path.read_text("utf-8")))
        elif path.suffix == ".py":
            text = path.read_text("utf-8")
            if "gettext" in text:
                yield from ((message, place) for message in _in_python(text))


def _library() -> Iterator[tuple[Message, str]]:
    import allauth

    folder = Path(allauth.__path__[0])
    overridden = {
        str(path.relative_to(folder_))
        for folder_ in (ROOT / "src/nhip").glob("*/templates")
        for path in folder_.rglob("*")
    }
    for path in sorted((folder / "templates").rglob("*.*")):
        name = str(path.relative_to(folder / "templates"))
        if name.startswith(LIBRARY_PAGES) and name not in overridden:
            yield from ((message, f"allauth/{name}") for message in _in_template(path.read_text("utf-8")))
    for name in LIBRARY_CODE:
        for message in _in_python((folder / name).read_text("utf-8")):
            if not CODE_NOT_IN_USE.search(message[0]):
                yield message, f"allauth/{name}"


def in_use() -> dict[Message, list[str]]:
    """Message -> where it is used."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhip.project.settings.whole")
    import django

    django.setup()
    used: dict[Message, list[str]] = {}
    for message, place in [*_ours(), *_library()]:
        if message[0] and place not in used.setdefault(message, []):
            used[message].append(place)
    return used


def catalogues() -> dict[str, polib.POEntry]:
    """Every Vietnamese entry of the project's and the rooms' own catalogues, by message."""
    files = sorted((ROOT / "src/nhip").glob("*/locale/vi/LC_MESSAGES/django.po"))
    return {entry.msgid: entry for file in files for entry in polib.pofile(str(file))}


def _is_written(entry: polib.POEntry | None, plural: str | None) -> bool:
    if entry is None or "fuzzy" in entry.flags:
        return False
    return bool(entry.msgstr_plural.get(0)) if plural else bool(entry.msgstr)


def missing() -> dict[Message, list[str]]:
    """The messages in use without Vietnamese, neither in our catalogues nor in the frameworks' own."""
    from django.utils import translation

    used, written = in_use(), catalogues()
    with translation.override("vi"):
        return {
            message: places
            for message, places in used.items()
            if not _is_written(written.get(message[0]), message[1])
            and (message[1] is not None or translation.gettext(message[0]) == message[0])
        }


def main() -> int:
    """Say what is missing; with --write, add it and compile."""
    absent = missing()
    if "--write" in sys.argv:
        catalogue = polib.pofile(str(CATALOGUE)) if CATALOGUE.exists() else polib.POFile(wrapwidth=0)
        if not catalogue.metadata:
            catalogue.metadata = dict(HEADER)
        known = {entry.msgid for entry in catalogue}
        for message, plural in sorted(absent, key=str):
            if message not in known:
                extra = {"msgid_plural": plural, "msgstr_plural": {0: ""}} if plural else {"msgstr": ""}
                catalogue.append(polib.POEntry(msgid=message, **extra))
        catalogue.sort(key=lambda entry: entry.msgid.lower())
        catalogue.save(str(CATALOGUE))
        for file in (ROOT / "src/nhip").glob("*/locale/vi/LC_MESSAGES/django.po"):
            polib.pofile(str(file)).save_as_mofile(str(file.with_suffix(".mo")))
    for (message, _plural), places in sorted(absent.items(), key=str):
        print(f"without Vietnamese: {message!r} ({', '.join(places)})")
    return 1 if absent else 0


if __name__ == "__main__":
    sys.exit(main())
