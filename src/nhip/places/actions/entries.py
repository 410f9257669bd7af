"""Writing entries: open one, save its facts, words, pictures and files. Each saving is a version; nothing is lost."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import TYPE_CHECKING

from anyascii import anyascii
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from nhip.agencies.actions.units import take_up
from nhip.agencies.permits import may
from nhip.agencies.queries.units import directory
from nhip.agencies.refusals import Refused
from nhip.journal.actions import write
from nhip.places.catalogue import LANGUAGES, kinds
from nhip.places.content import SOURCE, Content, digest, empty, fact, word, words_digest
from nhip.places.models.entries import Entry, EntryMove, Version
from nhip.places.models.makers import Maker
from nhip.places.queries.entries import content_of, newest, unit_of
from nhip.places.states import BOUND
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.agencies.models.units import Unit


@transaction.atomic
def open_entry(asker: Account, unit: Unit, kind: str, name: str, *, code: str = "") -> Entry:
    """A new draft of an agency. Raises PermissionDenied, Refused without a name or for an unknown kind."""
    _permitted(asker, unit.pk)
    if kind not in kinds():
        raise Refused([Issue("kind", "places.kind_unknown", {"kind": kind})])
    field = kinds()[kind].field("name")
    said = word(field, name)
    if isinstance(said, Issue) or not said:
        raise Refused(
            [said if isinstance(said, Issue) else Issue("name", "places.field_missing", {"name": field.name})]
        )
    entry = Entry.objects.create(
        kind=kind, unit=unit, code=code[:60], slug=_slug(kind, said), opened_by=asker, opened_at=timezone.now()
    )
    write(asker, "places.open_entry", entry, said[:200], {"kind": kind, "code": code})
    content = empty()
    content["words"][SOURCE]["name"] = said
    _add(asker, entry, content)
    return entry


@transaction.atomic
def save_entry(
    asker: Account, entry: Entry, facts: Mapping[str, str], words: Mapping[str, Mapping[str, str]], ground: str = ""
) -> Version:
    """Save what was typed: facts, and words of some languages. Fields that are not named stay as they are.

    Raises PermissionDenied, Refused with every field that cannot be read.
    """
    entry = Entry.objects.select_for_update().get(pk=entry.pk)
    _permitted(asker, entry.unit_id)
    content = deepcopy(content_of(entry))
    issues = [*_take_facts(asker, entry, content, facts), *_take_words(entry, content, words)]
    if issues:
        raise Refused(issues)
    return save_content(asker, entry, content, ground)


@transaction.atomic
def translate_entry(
    asker: Account, entry: Entry, language: str, words: Mapping[str, str], made_of: str | None = None
) -> Version:
    """Save the words of another language. `made_of`: the digest of the Vietnamese words the translator looked at.

    Raises PermissionDenied, Refused when the Vietnamese changed meanwhile.
    """
    entry = Entry.objects.select_for_update().get(pk=entry.pk)
    if not may(asker, "places.translate", entry.unit_id):
        raise PermissionDenied("places.translate")
    if language not in LANGUAGES[1:]:
        raise Refused([Issue("language", "places.language_unknown", {"language": language})])
    content = deepcopy(content_of(entry))
    if made_of is not None and made_of != words_digest(content):
        raise Refused([Issue("words", "places.source_changed", {})])
    if issues := _take_words(entry, content, {language: words}):
        raise Refused(issues)
    content["of"][language] = words_digest(content)
    return save_content(asker, entry, content)


def _permitted(asker: Account, unit: int) -> None:
    if not may(asker, "places.write", unit):
        raise PermissionDenied("places.write")


def _take_facts(asker: Account, entry: Entry, content: Content, facts: Mapping[str, str]) -> list[Issue]:
    issues, kind = [], kinds()[entry.kind]
    for one in kind.plain:
        if one.key not in facts:
            continue
        said = fact(one, facts[one.key])
        if isinstance(said, Issue):
            issues.append(said)
            continue
        if one.type == "unit" and said and not _known_unit(asker, said):
            issues.append(Issue(one.key, "places.unit_unknown", {"name": said[:80]}))
        elif one.type == "maker" and said and not _own_maker(entry, said):
            issues.append(Issue(one.key, "places.maker_unknown", {"name": said[:80]}))
        content["facts"].pop(one.key, None)
        if said:
            content["facts"][one.key] = said
    return issues


def _known_unit(asker: Account, key: str) -> bool:
    """Whether the directory knows the unit; one that nobody needed before is taken up."""
    if unit_of(key) is not None:
        return True
    return directory(asker).knows(key) and bool(take_up(asker, [key], ground="mục giới thiệu"))


def _own_maker(entry: Entry, told: str) -> bool:
    return told.isdigit() and Maker.objects.filter(pk=int(told), unit=entry.unit_id).exists()


def _take_words(entry: Entry, content: Content, words: Mapping[str, Mapping[str, str]]) -> list[Issue]:
    issues = []
    for language, told in words.items():
        held = content["words"].setdefault(language, {})
        for one in kinds()[entry.kind].spoken:
            if one.key not in told:
                continue
            said = word(one, told[one.key])
            if isinstance(said, Issue):
                issues.append(said)
                continue
            held.pop(one.key, None)
            if said:
                held[one.key] = said
        if not held and language != SOURCE:
            content["words"].pop(language)
            content["of"].pop(language, None)
    return issues


@transaction.atomic
def save_content(asker: Account, entry: Entry, content: Content, ground: str = "") -> Version:
    """The next version; the same content again is the version that stands. Raises PermissionDenied."""
    if not may(asker, "places.translate", entry.unit_id):
        raise PermissionDenied("places.write")
    last = newest(entry)
    if last is not None and last.sha256 == digest(content):
        return last
    version = _add(asker, entry, content, ground)
    write(asker, "places.save_entry", entry, ground, {"version": version.number, "sha256": version.sha256})
    if entry.state in BOUND or entry.state == "published":
        was, entry.state, entry.sha256 = entry.state, "draft", ""
        entry.save(update_fields=["state", "sha256"])
        EntryMove.objects.create(
            entry=entry, verb="edit", was=was, now="draft", by=asker, at=timezone.now(), version=version
        )
    return version


def _add(asker: Account, entry: Entry, content: Content, ground: str = "") -> Version:
    last = newest(entry)
    return Version.objects.create(
        entry=entry, number=last.number + 1 if last else 1, content=content, sha256=digest(content), by=asker,
        at=timezone.now(), ground=ground[:200],
    )  # fmt: skip


def _slug(kind: str, name: str) -> str:
    """Its address for good, whatever it is called later."""
    stem = slugify(anyascii(name))[:80] or kind
    taken = set(Entry.objects.filter(kind=kind, slug__startswith=stem).values_list("slug", flat=True))
    number, slug = 1, stem
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug
