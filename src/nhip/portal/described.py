"""Pages described for machines in schema.org's words (JSON-LD). A data block: the browser runs nothing of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from nhip.newsroom.kinds import kinds, public_label
from nhip.portal import addresses
from nhip.portal.office import office
from nhip.portal.province import province

if TYPE_CHECKING:
    from django.http import HttpRequest

    from nhip.feedback.models.answers import Answer
    from nhip.law.models import Act
    from nhip.newsroom.models.stories import Story
    from nhip.portal.events import Told
    from nhip.portal.languages import Language
    from nhip.portal.pieces import Image


def story(request: HttpRequest, lang: Language, one: Story, unit: str, picture: Image | None) -> SafeString:
    """A public story."""
    url = request.build_absolute_uri(addresses.of_story(one))
    said: dict[str, Any] = {
        "@type": kinds()[one.kind].schema if one.kind in kinds() else "NewsArticle",
        "mainEntityOfPage": url,
        "url": url,
        "headline": one.title[:110],
        "description": one.search_description or one.lead,
        "inLanguage": lang.tag,
        "datePublished": one.stage.first_public_at.isoformat(),
        "dateModified": one.stage.public_at.isoformat(),
        "publisher": {"@type": "GovernmentOrganization", "name": unit},
        "author": {"@type": "Person" if one.byline else "GovernmentOrganization", "name": one.byline or unit},
        "isAccessibleForFree": True,
    }
    if label := public_label(one.kind, lang.locale):
        said["genre"] = label
        said["sourceOrganization"] = said["publisher"]
    if picture:
        said["image"] = [request.build_absolute_uri(picture.url)]
    if one.stage.public == "corrected" and one.stage.note:
        said["correction"] = {
            "@type": "CorrectionComment", "text": one.stage.note, "datePublished": one.stage.public_at.isoformat(),
        }  # fmt: skip
    return block(said, crumbs(request, lang, [(_("News"), "news", [])], one.title))


def event(request: HttpRequest, lang: Language, one: Told) -> SafeString:
    """Something to come, or called off."""
    said: dict[str, Any] = {
        "@type": "Event", "name": one.title, "description": one.text,
        "inLanguage": lang.tag, "startDate": one.row.begins_at.isoformat(),
        "eventStatus": f"https://schema.org/Event{'Cancelled' if one.called_off else 'Scheduled'}",
        "location": {"@type": "Place", "name": one.row.venue, "address": one.place or one.row.venue},
        "organizer": {"@type": "GovernmentOrganization", "name": one.unit},
        "url": request.build_absolute_uri(reverse("portal:event", args=[lang, one.row.pk])),
    }  # fmt: skip
    if one.row.ends_at:
        said["endDate"] = one.row.ends_at.isoformat()
    return block(said, crumbs(request, lang, [(_("Events"), "events", [])], one.title))


def question(request: HttpRequest, lang: Language, one: Answer, unit: str) -> SafeString:
    """A published question with its answer. Whoever asked is nobody here."""
    url = request.build_absolute_uri(reverse("portal:answer", args=[lang, one.matter.number]))
    said = {"@type": "QAPage", "url": url, "inLanguage": one.matter.language, "mainEntity": _asked(one, unit, url)}
    return block(said, crumbs(request, lang, [(_("Questions and answers"), "answers", [])], one.title))


def questions(request: HttpRequest, lang: Language, rows: Sequence[tuple[Answer, str]]) -> SafeString:
    """A list of published questions, each with its answer and the agency that gave it."""
    whole = request.build_absolute_uri
    said = {
        "@type": "FAQPage", "url": whole(reverse("portal:answers", args=[lang])),
        "mainEntity": [
            _asked(one, unit, whole(reverse("portal:answer", args=[lang, one.matter.number]))) for one, unit in rows
        ],
    }  # fmt: skip
    here = crumbs(request, lang, [], _("Questions and answers"))
    return block(said, here) if rows else block(here)


def _asked(one: Answer, unit: str, url: str) -> dict[str, Any]:
    said_at = one.published_at.isoformat()
    return {
        "@type": "Question", "name": one.title, "text": one.question, "answerCount": 1,
        "inLanguage": one.matter.language, "datePublished": said_at, "url": url,
        "acceptedAnswer": {
            "@type": "Answer", "text": one.text, "datePublished": said_at, "url": url,
            "author": {"@type": "GovernmentOrganization", "name": unit},
        },
    }  # fmt: skip


FORCE = {"in_force": "InForce", "amended": "InForce", "ended": "NotInForce", "not_yet": "NotInForce"}
"""Standings of acts in schema.org's words; what is not certain is left unsaid."""


def act(request: HttpRequest, lang: Language, one: Act, standing: str) -> SafeString:
    """An act of the legal library; its text is Vietnamese whatever the page speaks."""
    url = request.build_absolute_uri(reverse("portal:law", args=[lang, one.pk]))
    said: dict[str, Any] = {
        "@type": "Legislation", "url": url, "name": f"{one.type} {one.symbol}", "alternateName": one.title,
        "legislationIdentifier": one.symbol, "legislationType": one.type, "inLanguage": "vi",
        "legislationJurisdiction": {"@type": "AdministrativeArea", "name": "Việt Nam"},
    }  # fmt: skip
    if one.issuer:
        said["legislationPassedBy"] = {"@type": "GovernmentOrganization", "name": one.issuer}
    if one.issued_on:
        said["legislationDate"] = one.issued_on.isoformat()
    if one.effective_from:
        said["temporalCoverage"] = f"{one.effective_from}/{one.effective_to or '..'}"
    if standing in FORCE:
        said["legislationLegalForce"] = f"https://schema.org/{FORCE[standing]}"
    return block(said, crumbs(request, lang, [(_("Legal library"), "laws", [])], f"{one.type} {one.symbol}"))


def data_sets(request: HttpRequest, lang: Language, sets: Iterable[dict[str, Any]]) -> SafeString:
    """What the DCAT catalogue names, for search engines of data."""
    publisher = {"@type": "GovernmentOrganization", "name": office(lang).name}
    terms = request.build_absolute_uri(reverse("portal:about", args=[lang]))
    listed = [
        {
            "@type": "Dataset", "@id": one["@id"], "name": one["dct:title"], "inLanguage": lang.tag,
            "description": f"{one['dct:title']}, {province(lang).title}", "isAccessibleForFree": True,
            "creator": publisher, "license": f"{terms}#reuse",
            "distribution": [
                {"@type": "DataDownload", "encodingFormat": way["dcat:mediaType"],
                 "contentUrl": way["dcat:downloadURL"]}
                for way in one["dcat:distribution"]
            ],
        }
        for one in sets
    ]  # fmt: skip
    url = request.build_absolute_uri(reverse("portal:data", args=[lang]))
    said = {"@type": "DataCatalog", "url": url, "name": province(lang).title, "dataset": listed}
    return block(said, crumbs(request, lang, [], _("Open data")))


def crumbs(
    request: HttpRequest, lang: Language, ways: Sequence[tuple[str, str, list[object]]], last: str
) -> dict[str, Any]:
    """The way from the home page. `ways`: name, address and its parts; `last`: what this page is called."""
    whole = request.build_absolute_uri
    told = [(_("Home"), "home", []), *ways]
    listed = [
        {
            "@type": "ListItem",
            "position": at,
            "name": str(name),
            "item": whole(reverse(f"portal:{way}", args=[lang, *more])),
        }
        for at, (name, way, more) in enumerate(told, 1)
    ]
    listed.append({"@type": "ListItem", "position": len(listed) + 1, "name": last, "item": whole(request.path)})
    return {"@type": "BreadcrumbList", "itemListElement": listed}


def agency(
    request: HttpRequest, lang: Language, key: str, name: str, *, commune: bool, above: str = "",
    bodies: Sequence[tuple[str, str]] = (), channels: Sequence[str] = (), contact: str = "",
) -> SafeString:  # fmt: skip
    """An agency; or a commune, as the area that its committee and other bodies serve."""
    said = _body(request, lang, key, name)
    here = crumbs(request, lang, [(_("Agencies and contacts"), "agencies", [])], name)
    province_of = {"@type": "AdministrativeArea", "name": province(lang).name}
    if commune:
        area = {**_body(request, lang, key, name), "@type": "AdministrativeArea", "containedInPlace": province_of}
        serving = [{**_body(request, lang, *one), "areaServed": {"@id": area["@id"]}} for one in bodies]
        return block(area, *serving, here)
    said["areaServed"] = {**province_of, "name": above} if above else province_of
    if channels:
        said["sameAs"] = list(channels)
    if contact:
        said["contactPoint"] = {"@type": "ContactPoint", "description": contact}
    return block(said, here)


def _body(request: HttpRequest, lang: Language, key: str, name: str) -> dict[str, Any]:
    url = request.build_absolute_uri(reverse("portal:agency", args=[lang, key]))
    return {"@type": "GovernmentOrganization", "@id": url, "url": url, "name": name}


def site(request: HttpRequest, lang: Language) -> SafeString:
    """The portal itself, with its search."""
    home = request.build_absolute_uri(reverse("portal:home", args=[lang]))
    search = request.build_absolute_uri(reverse("portal:search", args=[lang]))
    return block({
        "@type": "WebSite", "name": province(lang).title, "url": home, "inLanguage": lang.tag,
        "publisher": {"@type": "GovernmentOrganization", "name": office(lang).name},
        "potentialAction": {
            "@type": "SearchAction", "target": f"{search}?q={{words}}", "query-input": "required name=words",
        },
    })  # fmt: skip


NEXT = '</script>\n<script type="application/ld+json">'


def block(*said: dict[str, Any]) -> SafeString:
    """As text inside script elements, one for each: nothing in it can close its element or open another."""
    made = []
    for one in said:
        text = json.dumps({"@context": "https://schema.org", **one}, ensure_ascii=False, separators=(",", ":"))
        for sign in "<>&\u2028\u2029":
            text = text.replace(sign, f"\\u{ord(sign):04x}")
        made.append(text)
    return mark_safe(NEXT.join(made))  # noqa: S308 - every sign that HTML knows is written as a number
