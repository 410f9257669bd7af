"""The Vietnamese catalogues: which messages are in use, which lack their Vietnamese, and the compiled files.

    python tools/messages.py          says what is missing or loses a place holder, and exits 1 when something does
    python tools/messages.py compile  writes each .mo beside its .po (needs no gettext)

A message in use is one that our templates and faces show, one of the sign-in library's, or one of Django's forms; what
Django's own Vietnamese catalogue or the editor's already says needs no line of ours. The editor of the newsroom has
catalogues of its own, one for pages and one for scripts, with every message of the installed apps: Wagtail ships
Vietnamese for a sixth.
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
EDITOR = {
    domain: ROOT / f"src/nhip/project/locale_wagtail/vi/LC_MESSAGES/{domain}.po" for domain in ("django", "djangojs")
}
"""The editor's catalogues: what its pages and mails say, what its scripts say."""
CHINESE = ROOT / "src/nhip/project/locale/zh_Hans/LC_MESSAGES/django.po"
"""The portal's Chinese: its readers see nothing else of ours."""
CATALOGUES = (CATALOGUE, CHINESE, *EDITOR.values())
EDITOR_LEAVES_OUT = ("api", "bin", "contrib", "locales", "project_template", "rest_framework", "test")
"""Parts of the editor's libraries that are not installed."""

_TEXT = r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'|"""(?:.|\n)*?"""'
_ONE = re.compile(rf"\b(?:_|_lazy|gettext|gettext_lazy|gettext_noop)\(\s*u?((?:(?:{_TEXT})\s*)+)")
_MANY = re.compile(rf"\b(?:ngettext|ngettext_lazy)\(\s*u?({_TEXT})\s*,\s*u?({_TEXT})")

_HOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")

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
        "nhip": in_files(_below(ROOT / "src/nhip", "workspace", "portal", "project")),
        "allauth": in_files(_below(library, *signing_in)),
        "django": in_files(_below(framework, *forms)) - said_by_django(framework),
    }


def in_use_by_editor() -> dict[str, set[Message]]:
    """Messages of the editor by domain: those its sources show, and those its English catalogues list."""
    import django_filters
    import taggit
    import wagtail

    used: dict[str, set[Message]] = {domain: set() for domain in EDITOR}
    for library in (wagtail, django_filters, taggit):
        home = Path(library.__file__).parent
        installed = [part for part in home.iterdir() if part.name not in EDITOR_LEAVES_OUT]
        used["django"] |= in_files(_below(home, *(part.name for part in installed)))
        for listed in home.rglob("locale/en/LC_MESSAGES/*.po"):
            if home / listed.relative_to(home).parts[0] in installed:
                for one, many, _ in parsed(listed.read_text("utf-8")):
                    used[listed.stem].add((one, many) if many else one)
    return used


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
    said = _said_in(CATALOGUE) | _said_in(EDITOR["django"])
    lacking = [(source, message) for source, used in in_use().items() for message in used - said]
    for domain, used in in_use_by_editor().items():
        lacking += [(f"the editor, {domain}", message) for message in used - _said_in(EDITOR[domain])]
    chinese = in_files(_below(ROOT / "src/nhip", "portal")) - _said_in(CHINESE)
    lacking += [("the portal, Chinese", message) for message in chinese]
    return sorted(((source, message) for source, message in lacking if message), key=str)


def _said_in(catalogue: Path) -> set[Message]:
    said: set[Message] = set()
    for one, many, vietnamese in parsed(catalogue.read_text("utf-8")):
        if vietnamese:
            said |= {(one, many), one} if many else {one}  # said in the plural somewhere, it is found alone as well
    return said


def unlike(catalogue: Path) -> list[str]:
    """Messages whose Vietnamese has other place holders than the English, alone or in the plural."""
    return [
        one
        for one, many, vietnamese in parsed(catalogue.read_text("utf-8"))
        if vietnamese and _holders(vietnamese) not in (_holders(one), _holders(many or one))
    ]


def clashes() -> dict[Message, tuple[str, str]]:
    """Messages that we say in one way and the editor in another: its pages show ours."""
    ours, editors = (
        {(one, many): vietnamese for one, many, vietnamese in parsed(catalogue.read_text("utf-8"))}
        for catalogue in (CATALOGUE, EDITOR["django"])
    )
    return {
        one: (ours[one, many], editors[one, many])
        for one, many in ours.keys() & editors.keys()
        if ours[one, many] != editors[one, many]
    }


def _holders(text: str) -> list[str]:
    """Named ones once, in any order; those without a name as often as they stand."""
    found = _HOLDER.findall(text)
    return sorted({name for name in found if _named(name)}) + [name for name in found if not _named(name)]


def _named(holder: str) -> bool:
    return holder.startswith("%(") or len(holder) > len("{}")


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
        for catalogue in CATALOGUES:
            catalogue.with_suffix(".mo").write_bytes(compiled(catalogue.read_text("utf-8")))
            with catalogue.with_suffix(".mo").open("rb") as file:
                gettext.GNUTranslations(file)  # reads back, or fails here
        return 0
    lacking = missing()
    for source, message in lacking:
        print(f"{source}: {message!r}")
    changed = [(catalogue, message) for catalogue in CATALOGUES for message in unlike(catalogue)]
    for catalogue, message in changed:
        print(f"{catalogue.relative_to(ROOT)}: other place holders: {message!r}")
    return 1 if lacking or changed else 0


if __name__ == "__main__":
    sys.exit(main())
