"""The Vietnamese catalogue: which messages are in use, which lack their Vietnamese, and the compiled file.

    python tools/messages.py          says what is missing and exits 1 when something is
    python tools/messages.py compile  writes django.mo beside django.po (needs no gettext)

A message in use is one that our templates and faces show, one of the sign-in library's, or one of Django's forms; what
Django's own Vietnamese catalogue already says needs no line of ours.
"""

from __future__ import annotations

import ast
import gettext
import re
import struct
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CATALOGUE = ROOT / "src/nhip/project/locale/vi/LC_MESSAGES/django.po"

_TEXT = r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'|"""(?:.|\n)*?"""'
_ONE = re.compile(rf"\b(?:_|_lazy|gettext|gettext_lazy|gettext_noop)\(\s*u?((?:(?:{_TEXT})\s*)+)")
_MANY = re.compile(rf"\b(?:ngettext|ngettext_lazy)\(\s*u?({_TEXT})\s*,\s*u?({_TEXT})")

Message = str | tuple[str, str]  # alone, or one and many


def in_source(text: str) -> set[Message]:
    """The messages of a Python source, or of a template after `templatize`."""
    found: set[Message] = {_said(match[1]) for match in _ONE.finditer(text)}
    return found | {(_said(match[1]), _said(match[2])) for match in _MANY.finditer(text)}


def _said(literal: str) -> str:
    return str(ast.literal_eval(f"({literal.strip()})"))


def in_files(files: Iterable[Path]) -> set[Message]:
    from django.utils.translation.template import templatize

    found: set[Message] = set()
    for file in files:
        text = file.read_text("utf-8")
        found |= in_source(text if file.suffix == ".py" else templatize(text))
    return found


def _below(folder: Path, *names: str) -> Iterator[Path]:
    for name in names:
        start = folder / name
        inside = [start] if start.is_file() else sorted(start.rglob("*"))
        for file in inside:
            if file.suffix in (".py", ".html", ".txt") and not {"tests", "migrations", "management"} & set(file.parts):
                yield file


def in_use() -> dict[str, set[Message]]:
    """Messages by where they come from: ours, the sign-in library, Django."""
    import allauth
    import django
    from django.conf import settings

    if not settings.configured:
        settings.configure()
    library, framework = Path(allauth.__file__).parent, Path(django.__file__).parent
    signing_in = ("account", "mfa", "usersessions", "core", "socialaccount/adapter.py", "socialaccount/views.py",
                  "socialaccount/forms.py", "templates/account", "templates/mfa", "templates/usersessions",
                  "templates/socialaccount")  # fmt: skip
    forms = ("forms", "core/validators.py", "contrib/auth/password_validation.py", "contrib/auth/forms.py",
             "utils/timesince.py", "template/defaultfilters.py")  # fmt: skip
    return {
        "nhip": in_files(_below(ROOT / "src/nhip", "workspace", "project")),
        "allauth": in_files(_below(library, *signing_in)),
        "django": in_files(_below(framework, *forms)) - said_by_django(framework),
    }


def said_by_django(framework: Path) -> set[Message]:
    """What Django's own Vietnamese catalogues say."""
    said: set[Message] = set()
    for folder in (framework / "conf/locale", framework / "contrib/auth/locale"):
        for one, many, vietnamese in parsed((folder / "vi/LC_MESSAGES/django.po").read_text("utf-8")):
            if vietnamese:
                said.add((one, many) if many else one)
    return said


def parsed(text: str) -> list[tuple[str, str, str]]:
    """The lines of a .po file: one, many or "", Vietnamese. The head and lines marked fuzzy are left out."""
    found = []
    for entry in re.split(r"\n\s*\n", text):
        if re.search(r"^#,.*fuzzy", entry, re.MULTILINE) or re.search(r"^msgctxt", entry, re.MULTILINE):
            continue
        parts = dict.fromkeys(("msgid", "msgid_plural", "msgstr"), "")
        name = ""
        for line in entry.splitlines():
            if match := re.match(r'(msgid_plural|msgid|msgstr)(?:\[0\])?\s+(".*")$', line):
                name = match[1]
                parts[name] = str(ast.literal_eval(match[2]))
            elif line.startswith('"') and name:
                parts[name] += str(ast.literal_eval(line))
        if parts["msgid"]:
            found.append((parts["msgid"], parts["msgid_plural"], parts["msgstr"]))
    return found


def missing() -> list[tuple[str, Message]]:
    """Messages in use without their Vietnamese."""
    said = {(one, many) if many else one for one, many, vi in parsed(CATALOGUE.read_text("utf-8")) if vi}
    # a message said in the plural somewhere is found alone as well
    said |= {one for one, many, vi in parsed(CATALOGUE.read_text("utf-8")) if vi}
    return [
        (source, message) for source, used in in_use().items() for message in sorted(used - said, key=str) if message
    ]


def compiled(text: str) -> bytes:
    """The .mo of a .po (GNU gettext, revision 0), entries in order of their message."""
    head = "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=1; plural=0;\n"
    entries = [("", head), *((f"{one}\0{many}" if many else one, vi) for one, many, vi in parsed(text) if vi)]
    pairs = sorted((one.encode(), vi.encode()) for one, vi in entries)
    start = 28 + 16 * len(pairs)
    ids, strings = b"".join(one + b"\0" for one, _ in pairs), b"".join(vi + b"\0" for _, vi in pairs)
    table_of_ids, table_of_strings, at, to = b"", b"", start, start + len(ids)
    for one, vi in pairs:
        table_of_ids += struct.pack("<II", len(one), at)
        table_of_strings += struct.pack("<II", len(vi), to)
        at, to = at + len(one) + 1, to + len(vi) + 1
    header = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, start)
    return header + table_of_ids + table_of_strings + ids + strings


def main() -> int:
    if sys.argv[1:] == ["compile"]:
        made = compiled(CATALOGUE.read_text("utf-8"))
        CATALOGUE.with_suffix(".mo").write_bytes(made)
        with CATALOGUE.with_suffix(".mo").open("rb") as file:
            gettext.GNUTranslations(file)  # reads back, or fails here
        return 0
    lacking = missing()
    for source, message in lacking:
        print(f"{source}: {message!r}")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
