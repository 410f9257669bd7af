"""No missing message: every code that plain files give has its Vietnamese sentence, every page text its translation."""

from __future__ import annotations

import ast
import json
import re
import string
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.house.floors import SOURCE, sources
from tools import messages

CODE = re.compile(r"[a-z]+\.[a-z_]+")


def codes() -> Iterator[tuple[str, str]]:
    """Each constant code given to an Issue, with where."""
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "Issue":
                given = [*node.args[1:2], *(word.value for word in node.keywords if word.arg == "code")]
                for one in given:
                    if isinstance(one, ast.Constant) and isinstance(one.value, str):
                        yield one.value, f"{path.relative_to(SOURCE)}:{node.lineno}"


def written() -> dict[str, str]:
    found = {}
    for file in sorted(SOURCE.glob("*/messages.toml")):
        found |= {f"{file.parent.name}.{rule}": text for rule, text in tomllib.loads(file.read_text("utf-8")).items()}
    return found


def test_every_code_has_its_sentence() -> None:
    known = written()
    assert [f"{code} ({place})" for code, place in codes() if code not in known] == []


def test_every_code_is_written_room_and_rule() -> None:
    assert [place for code, place in codes() if not CODE.fullmatch(code)] == []


@pytest.mark.parametrize("code", sorted(written()))
def test_every_sentence_is_one(code: str) -> None:
    text = written()[code]
    names = [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
    assert all(re.fullmatch(r"[a-z_]+", name) for name in names), "facts are named"
    assert text[0].isupper() or text[0] in "«“{(", text
    assert text.rstrip()[-1] in ".?!:»)}" or text.rstrip()[-1].isalnum(), text


def test_every_page_text_has_its_vietnamese() -> None:
    assert messages.missing() == []


def test_messages_of_the_editor_are_looked_for() -> None:
    used = messages.in_use_by_editor()
    assert {"Submit for moderation", "Alt text", "Tags", "is in range"} <= used["django"]
    assert {"Add a comment", ("%(num)s error", "%(num)s errors")} <= used["djangojs"]
    assert "Redirects" not in used["django"], "an app that is not installed"


def test_apps_of_the_editor_are_the_installed_ones() -> None:
    from django.conf import settings

    apps = {name.split(".")[1] for name in settings.INSTALLED_APPS if name.startswith("wagtail.")}
    assert not apps & set(messages.EDITOR_LEAVES_OUT)


def test_the_editor_and_we_mean_the_same() -> None:
    """One English message has one Vietnamese: where ours means something else, ours gets English of its own."""
    not_shown = {"Task", "Tasks"}  # steps of workflows, switched off
    not_in_its_menu = {"Document", "Documents"}  # the editor's uploads; documents are ours
    assert messages.clashes().keys() == not_shown | not_in_its_menu


def test_a_message_without_vietnamese_is_reported(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    emptied = tmp_path / "djangojs.po"
    emptied.write_text('msgid "Add a comment"\nmsgstr ""\n', "utf-8")
    monkeypatch.setitem(messages.EDITOR, "djangojs", emptied)
    assert ("the editor, djangojs", "Add a comment") in messages.missing()


@pytest.mark.parametrize("catalogue", messages.CATALOGUES, ids=lambda path: f"{path.parents[2].name}-{path.stem}")
def test_the_compiled_catalogue_is_the_written_one(catalogue: Path) -> None:
    written_out = messages.compiled(catalogue.read_text("utf-8"))
    assert catalogue.with_suffix(".mo").read_bytes() == written_out, "run: make messages"


@pytest.mark.parametrize("catalogue", messages.CATALOGUES, ids=lambda path: f"{path.parents[2].name}-{path.stem}")
def test_translations_keep_every_place_holder(catalogue: Path) -> None:
    assert messages.unlike(catalogue) == []


@pytest.mark.parametrize(
    ("english", "vietnamese", "alike"),
    [
        ("%(a)s of %(b)s", "%(b)s: %(a)s", True),
        ("%(a)s of %(b)s", "%(a)s", False),
        ("{title} was locked", "{user} đã khóa", False),
        ("%s to %s", "%s", False),
        ("{} to {}", "{} đến {}", True),
        ("No page", "Không có %(count)s trang", False),
    ],
)
def test_other_place_holders_are_reported(tmp_path: Path, english: str, vietnamese: str, alike: bool) -> None:
    catalogue = tmp_path / "django.po"
    catalogue.write_text(f'msgid "{english}"\nmsgstr "{vietnamese}"\n', "utf-8")
    assert messages.unlike(catalogue) == ([] if alike else [english])


@pytest.mark.parametrize("domain", messages.EDITOR)
def test_the_editor_keeps_every_tag(domain: str) -> None:
    tag = re.compile(r"<[a-z/][^>]*>")
    entries = messages.parsed(messages.EDITOR[domain].read_text("utf-8"))
    kept = [sorted(tag.findall(vietnamese)) == sorted(tag.findall(many or one)) for one, many, vietnamese in entries]
    assert [entry[0] for entry, alike in zip(entries, kept, strict=True) if not alike] == []


def test_the_editor_speaks_our_vietnamese() -> None:
    """What Wagtail's own catalogue lacks, and what it says in other words, comes from ours; so do its scripts."""
    from django.utils.translation import gettext, ngettext, override

    with override("vi"):
        assert gettext("Submit for moderation") == "Trình duyệt"
        assert gettext("Save draft") == "Lưu bản nháp"
        assert ngettext("Delete 1 page", "Delete %(counter)s pages", 1) == "Xóa %(counter)s trang"
    with override("en"):
        assert gettext("Submit for moderation") == "Submit for moderation"
    from django.test import RequestFactory
    from django.views.i18n import JavaScriptCatalog

    with override("vi"):
        script = JavaScriptCatalog.as_view(packages=["wagtail.admin"])(RequestFactory().get("/")).content.decode()
    told = json.loads(
        script[
            script.index("const newcatalog = ") + len("const newcatalog = ") : script.index(
                ";\n", script.index("const newcatalog")
            )
        ]
    )
    assert told["Add a comment"] == "Thêm nhận xét"
    assert told["%(num)s error"] == ["%(num)s lỗi"]


def test_the_chooser_speaks_the_language_of_the_reader() -> None:
    from django.urls import reverse
    from django.utils.translation import override
    from wagtail.images.views.chooser import viewset

    assert reverse("wagtailimages_chooser:choose")  # the addresses are made, and what we changed with them
    with override("vi"):
        assert str(viewset.search_tab_label) == "Tìm kiếm"
    with override("en"):
        assert str(viewset.search_tab_label) == "Search"
