"""Every address by every role: who is let in, at their own agency and at another; what is refused changes nothing.

The addresses come from the resolver, the answers from `addresses_expected.txt`, written by hand. Each asker works at
one commune; each address is asked about that commune's things and about the same things of another commune.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests.faces.two_agencies import OTHER, OWN, Things, people_of, things_of

from nhip.journal.models import Entry

EXPECTED = Path(__file__).with_name("addresses_expected.txt")
LETTERS = {
    "O": "officer", "F": "focal_point", "R": "reporter", "E": "editor", "T": "translator", "A": "approver",
    "L": "leader", "S": "spokesperson", "P": "press_desk", "N": "analyst", "V": "verifier", "B": "radio_operator",
    "U": "auditor", "D": "administrator",
}  # fmt: skip
OTHERWISE = {"feed", "press-door"}
"""Answered by the secret in the address instead of a sign-in: whoever holds it reads it (tests/plans/test_feeds.py)."""
REFUSED = (403, 404, 405)
Line = tuple[str, str, str]


ELSEWHERE = ("tai-khoan/", "bien-tap/")
"""Sign-in, and the editor's own pages: asked about in tests/project and tests/house/test_addresses.py."""


def named(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for one in patterns:
        if isinstance(one, URLResolver):
            # the public pages ask nobody who they are (tests/portal)
            if not str(one.pattern).startswith(ELSEWHERE) and one.namespace != "portal":
                yield from named(one.url_patterns)
        else:
            assert one.name, f"an address without a name cannot be told apart: {one.pattern}"
            yield one.name


def expected() -> dict[Line, tuple[str, str]]:
    """(method, name, deed) -> (letters of who may anywhere, letters of who may at their own agency only)."""
    found: dict[Line, tuple[str, str]] = {}
    for line in EXPECTED.read_text("utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        head, _, who = line.partition(":")
        everywhere, _, own = who.partition("|")
        method, name, *deed = head.split()
        for one in ("GET", "POST") if method == "ANY" else (method,):
            key = (one, name, *(deed or [""]))
            assert key not in found, line
            found[key] = everywhere.strip(), own.strip()
    return found


TABLE = expected()
LINES = sorted(TABLE)


def test_no_address_is_forgotten_and_no_line_speaks_of_none() -> None:
    known = set(named(get_resolver().url_patterns))
    assert {name for _, name, _ in TABLE} | OTHERWISE == known
    assert {letter for who in TABLE.values() for letter in "".join(who)} == set(LETTERS)


@pytest.fixture(scope="module")
def town(
    year_folder: Path, django_db_setup: None, django_db_blocker: Any
) -> Iterator[tuple[dict[str, Any], Things, Things]]:
    """Askers of every role at one commune, its things, and the same things of another commune."""
    from tests.sample_year import standing_in

    if connection.vendor != "sqlite":
        pytest.skip("the sample year is a kept SQLite file; the actions' own permits are tested on PostgreSQL too")
    with standing_in(year_folder, django_db_blocker):
        yield _town()


def _town() -> tuple[dict[str, Any], Things, Things]:
    from datetime import date

    from nhip.agencies.actions import accounts
    from nhip.agencies.models.accounts import Account
    from nhip.agencies.models.units import Unit
    from nhip.journal.actors import Machine

    count = iter(range(100))

    def open_one(role: str, unit: Any) -> Any:
        account = accounts.open_account(
            Machine("thử"), email=f"khac{next(count)}@thu.vn", name="Mẫu Khác", password=None, ground="thử"
        )
        accounts.appoint(Machine("thử"), account, role=role, unit=unit, since=date(2020, 1, 1), decision="thử")
        return account

    officer = Account.objects.get(email="chuyen-vien@mau.nhip.vn")
    own, other = things_of(OWN, open_one, officer), things_of(OTHER, open_one, officer)
    return people_of(Unit.objects.get(key=OWN)), own, other


def asked(client: Client, held: Things, line: Line) -> tuple[int, bool]:
    """The status of the answer and whether anything was done (every deed writes the journal); then all is undone."""
    method, name, deed = line
    words = held.words.get(f"{name} {deed}") or dict(held.words.get(name, {}))
    if deed and "deed" in words:
        words = {**words, "deed": deed}
    address = reverse(f"workspace:{name}", kwargs=words) + held.asking.get(name, "")
    fields = held.fields.get(f"{name} {deed}") or held.fields.get(name, {})
    with transaction.atomic():
        before = Entry.objects.count()
        answer = client.get(address) if method == "GET" else client.post(address, fields)
        done = Entry.objects.count() > before
        transaction.set_rollback(True)
    return answer.status_code, done


def client_of(account: Any) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.mark.slow
@pytest.mark.parametrize("letter", LETTERS, ids=LETTERS.values())
def test_each_role_gets_what_the_table_says(town: tuple[dict[str, Any], Things, Things], letter: str) -> None:
    people, own, other = town
    client, wrong = client_of(people[LETTERS[letter]]), []
    for line in LINES:
        everywhere, at_home = TABLE[line]
        for held, let in ((own, letter in everywhere + at_home), (other, letter in everywhere)):
            if held is other and line[1] not in own.words and line[1] not in own.fields:
                continue  # names nothing of an agency
            status, done = asked(client, held, line)
            place = "own" if held is own else "other's"
            if status >= 500:
                wrong.append(f"{' '.join(line)}: broke at {place} ({status})")
            elif let and status in REFUSED:
                wrong.append(f"{' '.join(line)}: refused at {place} ({status})")
            elif not let and (status not in REFUSED or done):
                wrong.append(f"{' '.join(line)}: let in at {place} ({status}{', changed something' if done else ''})")
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
@pytest.mark.parametrize("letter", "FRETAB", ids=[LETTERS[letter] for letter in "FRETAB"])
def test_no_page_list_or_file_shows_another_communes_words(
    town: tuple[dict[str, Any], Things, Things], letter: str
) -> None:
    """Those whose whole reach is their own agency: nothing they open holds a word that only the other one wrote."""
    people, own, other = town
    client, shown, seen = client_of(people[LETTERS[letter]]), [], set()
    for method, name, _deed in LINES:
        if method != "GET" or letter not in "".join(TABLE[method, name, ""]):
            continue
        forms = {"ledger-table": ("csv", "xlsx"), "consolidated-file": ("docx", "json")}.get(name, ("",))
        for form in forms:
            words = own.words.get(name, {}) | ({"form": form} if form else {})
            answer = client.get(reverse(f"workspace:{name}", kwargs=words) + own.asking.get(name, ""))
            assert answer.status_code in (200, 302), name
            text = readable(whole(answer))
            seen |= {name} if own.mark in text else set()
            if other.mark in text:
                shown.append(f"{name} {form}")
    assert not shown, shown
    assert {"plan", "task", "tasks", "tasks-csv", "activity", "ledger", "ledger-table", "report"} <= seen


def readable(data: bytes) -> str:
    """The letters of an answer; those of a zipped document out of its parts."""
    if not data.startswith(b"PK"):
        return data.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return "".join(parts.read(one).decode("utf-8", "replace") for one in parts.namelist())


FORMS = {
    "composed": ("docx", "pdf"), "plan-file": ("docx", "pdf"), "consolidated-file": ("docx", "pdf", "json"),
    "report-file": ("docx", "pdf", "json", "xlsx", "edxml"), "spokesperson-file": ("docx", "pdf"),
    "ledger-table": ("csv", "xlsx"), "indicator-file": ("svg", "png", "csv"),
}  # fmt: skip
"""Every form of an address that hands out files."""
MARKED = ("composed", "plan-file", "consolidated-file", "report-file", "spokesperson-file")
"""Those whose files are composed documents, or their twins."""
PIECES = {"arrival", "value", "edit"}
"""Parts of a page that scripts put into it: the page around them says it."""


@pytest.mark.slow
def test_every_page_and_composed_document_says_that_the_data_are_invented(
    town: tuple[dict[str, Any], Things, Things],
) -> None:
    people, own, _ = town
    unmarked, pages, papers = [], set(), set()
    for method, name, _deed in LINES:
        if method != "GET":
            continue
        client = client_of(people[LETTERS["".join(TABLE[method, name, ""])[0]]])
        for form in FORMS.get(name, ("",)):
            words = own.words.get(name, {}) | ({"form": form} if form else {})
            answer = client.get(reverse(f"workspace:{name}", kwargs=words) + own.asking.get(name, ""), follow=True)
            assert answer.status_code == 200, name
            page = answer["Content-Type"].startswith("text/html")
            pages |= {name} if page else set()
            papers |= {f"{name}.{form}"} if name in MARKED else set()
            if (page and name not in PIECES) or name in MARKED:
                if not invented(whole(answer)):
                    unmarked.append(f"{name} {form}".strip())
    assert not unmarked, unmarked
    assert len(pages) > 45
    assert len(papers) == sum(len(FORMS[name]) for name in MARKED)


def whole(answer: Any) -> bytes:
    """The bytes of an answer, sent at once or piece by piece."""
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def invented(data: bytes) -> bool:
    """Whether the file says that its data are invented: in words, or by the field `sample` of a twin."""
    if data.startswith(b"{"):
        return json.loads(data)["sample"] is True
    if data.startswith(b"%PDF"):
        text = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))
    else:
        text = readable(data)
    return "dữ liệu mẫu" in re.sub(r"\s+", " ", text).lower()
