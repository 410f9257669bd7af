"""No missing message: every code that plain files give has its Vietnamese sentence, every page text its translation."""

from __future__ import annotations

import ast
import re
import string
import tomllib
from collections.abc import Iterator

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


def test_the_compiled_catalogue_is_the_written_one() -> None:
    written_out = messages.compiled(messages.CATALOGUE.read_text("utf-8"))
    assert messages.CATALOGUE.with_suffix(".mo").read_bytes() == written_out, "run: make messages"


def test_translations_keep_every_place_holder() -> None:
    holder = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
    wrong = []
    for one, many, text in messages.parsed(messages.CATALOGUE.read_text("utf-8")):
        if text and set(holder.findall(text)) - set(holder.findall(one + many)):
            wrong.append(one)
    assert wrong == []
