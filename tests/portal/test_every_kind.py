"""Every public page of the sample year in each language as machines read it: described, shared, in its languages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from tests.portal import page_kinds

NEEDED = {
    "NewsArticle": {"headline", "url", "datePublished", "dateModified", "publisher", "author", "inLanguage"},
    "Event": {"name", "url", "startDate", "location", "organizer", "eventStatus"},
    "TouristAttraction": {"name", "url", "description"},
    "Product": {"name", "url", "description"},
    "Project": {"name", "url", "description", "parentOrganization"},
    "CivicStructure": {"name", "url", "description"},
    "GovernmentOrganization": {"name", "url"},
    "AdministrativeArea": {"name", "url"},
    "QAPage": {"url", "mainEntity"},
    "FAQPage": {"url", "mainEntity"},
    "Legislation": {"name", "url", "legislationIdentifier", "legislationType", "legislationJurisdiction"},
    "DataCatalog": {"name", "url", "dataset"},
    "WebSite": {"name", "url", "publisher", "potentialAction"},
    "BreadcrumbList": {"itemListElement"},
}
"""What search engines ask of a type, and what says who answers."""
NEWS = {"NewsArticle", "Article", "ReportageNewsArticle", "ImageGallery", "VideoObject", "AudioObject", "Report"}
TOLD = {
    "home": "WebSite", "event": "Event", "event-past": "Event", "event-called-off": "Event", "law": "Legislation",
    "law-without-text": "Legislation", "agency-commune": "AdministrativeArea", "agency": "GovernmentOrganization",
    "answer": "QAPage", "answers": "FAQPage", "data": "DataCatalog", "entry-place": "TouristAttraction",
    "entry-product": "Product", "entry-project": "Project", "entry-gate": "CivicStructure",
}  # fmt: skip
"""Kinds of pages that say what they are about; every other page says the way that leads to it."""
MOMENTS = {"datePublished", "dateModified", "startDate", "endDate"}
ADDRESSES = {"url", "item", "@id", "contentUrl", "mainEntityOfPage", "sameAs", "image", "license"}
DAYS = re.compile(r"\d{4}-\d\d-\d\d")
HELD = {"home", "news", "story-story", "law", "event", "agency", "agency-commune", "channel", "answer",
        "entry-place", "entry-product", "entry-project", "entry-gate", "entries-place", "search-found"}  # fmt: skip
"""Without these in every language the sample shows too little to be looked at."""


def test_every_address_says_what_it_is() -> None:
    sorts = (page_kinds.PLAIN, page_kinds.OF_ONE, page_kinds.SECRET, page_kinds.DATA, page_kinds.DEEDS)
    assert page_kinds.names() - set().union(*sorts) == set(), "new addresses: say in page_kinds.py what they answer"
    assert set().union(*sorts) - page_kinds.names() == set(), "addresses that are no more"


@pytest.fixture
def year(sample_year: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample year with its pictures."""
    from django.core.files.storage import storages

    from nhip.portal.keeping import forget

    for name in ("pictures", "renditions"):
        monkeypatch.setitem(storages[name].__dict__, "location", str(sample_year / name))
    forget()
    return sample_year


@pytest.mark.parametrize("lang", page_kinds.LANGUAGES)
def test_every_page_is_described_shared_and_linked_to_its_languages(year: Path, lang: str) -> None:
    reader, wrong, seen = Client(), [], set()
    for kind, path in page_kinds.pages(lang):
        answer = reader.get(path)
        assert answer.status_code == (410 if kind in page_kinds.GONE else 200), path
        page = answer.content.decode()
        seen.add(kind)
        if kind.startswith("embed-"):
            continue
        found = [*_described(kind, page), *_shared(page), *_languages(reader, path, page)]
        wrong += [f"{path}: {one}" for one in found]
    assert not wrong, "\n".join(wrong)
    assert not HELD - seen


def _described(kind: str, page: str) -> Iterator[str]:
    told = [json.loads(one) for one in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)]
    things = [each for one in told for each in one.get("@graph", [one])]
    types = {str(one["@type"]) for one in things}
    if not all(one["@context"] == "https://schema.org" for one in told):
        yield "says in no words that it is schema.org's"
    if kind != "home" and "BreadcrumbList" not in types:
        yield f"no way from home, only {types}"
    if kind.startswith("story-") and kind not in page_kinds.GONE and not types & NEWS:
        yield f"a story described as {types}"
    if kind in TOLD and TOLD[kind] not in types:
        yield f"described as {types}, not {TOLD[kind]}"
    for one in things:
        needed = NEEDED.get(str(one["@type"]), NEEDED["NewsArticle"] if str(one["@type"]) in NEWS else {"name"})
        if lacks := {name for name in needed if not one.get(name)}:
            yield f"{one['@type']} lacks {lacks}"
        yield from _values(one)


def _values(told: Any, name: str = "") -> Iterator[str]:
    """Addresses are whole, moments have their zone, nobody's mail address stands in what machines collect."""
    if isinstance(told, dict):
        for key, value in told.items():
            yield from _values(value, key)
    elif isinstance(told, list):
        for value in told:
            yield from _values(value, name)
    elif isinstance(told, str):
        if not told.strip():
            yield f"{name} is empty"
        if name in ADDRESSES and not urlsplit(told).scheme.startswith("http"):
            yield f"{name} is no whole address: {told}"
        if name in MOMENTS and not DAYS.fullmatch(told) and datetime.fromisoformat(told).tzinfo is None:
            yield f"{name} has no zone: {told}"
        if re.search(r"[\w.]+@[\w.]+\.\w+", told):
            yield f"{name} holds a mail address: {told}"


def _shared(page: str) -> Iterator[str]:
    said = dict(re.findall(r'<meta property="(og:[a-z:_]+)" content="([^"]*)"', page))
    if "noindex" in page:
        return
    asked = ("title", "description", "url", "locale", "site_name", "image", "image:width", "image:height", "image:alt")
    yield from (f"no {one} on its card" for one in asked if not said.get(f"og:{one}"))
    canonical = re.search(r'<link rel="canonical" href="([^"]*)"', page)
    if canonical is None or canonical[1] != said.get("og:url"):
        yield "its card and its canonical address differ"
    if not said.get("og:image", "").startswith("http://testserver/"):
        yield f"the picture of its card has no whole address: {said.get('og:image')}"


def _languages(reader: Client, path: str, page: str) -> Iterator[str]:
    """The page names itself and each language it stands in; each of those answers and names the same."""
    if "noindex" in page:
        return
    named = _alternates(page)
    own = re.search(r'<html lang="([^"]+)"', page)
    own_names = {f"http://testserver{path}", f"http://testserver{path.split('?')[0]}"}
    if own is None or named.get(own[1]) not in own_names:
        yield f"does not name itself among its languages: {named}"
    for tag, url in named.items():
        other = reader.get(url.removeprefix("http://testserver"))
        if other.status_code != 200:
            yield f"{tag} leads to {other.status_code}"
        elif _alternates(other.content.decode()) != named:
            yield f"its page in {tag} names other languages"


def _alternates(page: str) -> dict[str, str]:
    return dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"', page))
