"""Pages described for machines in schema.org's words (JSON-LD). A data block: the browser runs nothing of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from nhip.newsroom.kinds import kinds, public_label
from nhip.portal import addresses
from nhip.portal.province import province

if TYPE_CHECKING:
    from django.http import HttpRequest

    from nhip.feedback.models.answers import Answer
    from nhip.newsroom.models.stories import Story
    from nhip.portal.events import Told
    from nhip.portal.languages import Language
    from nhip.portal.pieces import Image


def story(request: HttpRequest, lang: Language, one: Story, unit: str, picture: Image | None) -> SafeString:
    """A public story."""
    url = request.build_absolute_uri(addresses.of_story(one))
    said: dict[str, Any] = {
        "@context": "https://schema.org",
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
    return block(said)


def event(request: HttpRequest, lang: Language, one: Told) -> SafeString:
    """Something to come, or called off."""
    said: dict[str, Any] = {
        "@context": "https://schema.org", "@type": "Event", "name": one.title, "description": one.text,
        "inLanguage": lang.tag, "startDate": one.row.begins_at.isoformat(),
        "eventStatus": f"https://schema.org/Event{'Cancelled' if one.called_off else 'Scheduled'}",
        "location": {"@type": "Place", "name": one.row.venue, "address": one.place or one.row.venue},
        "organizer": {"@type": "GovernmentOrganization", "name": one.unit},
        "url": request.build_absolute_uri(reverse("portal:event", args=[lang, one.row.pk])),
    }  # fmt: skip
    if one.row.ends_at:
        said["endDate"] = one.row.ends_at.isoformat()
    return block(said)


def question(request: HttpRequest, lang: Language, one: Answer, unit: str) -> SafeString:
    """A published question with its answer. Whoever asked is nobody here."""
    url = request.build_absolute_uri(reverse("portal:answer", args=[lang, one.matter.number]))
    return block({
        "@context": "https://schema.org", "@type": "QAPage", "url": url, "inLanguage": one.matter.language,
        "mainEntity": {
            "@type": "Question", "name": one.title, "text": one.question, "answerCount": 1,
            "datePublished": one.published_at.isoformat(),
            "acceptedAnswer": {
                "@type": "Answer", "text": one.text, "datePublished": one.published_at.isoformat(), "url": url,
                "author": {"@type": "GovernmentOrganization", "name": unit},
            },
        },
    })  # fmt: skip


def site(request: HttpRequest, lang: Language) -> SafeString:
    """The portal itself, with its search."""
    home = request.build_absolute_uri(reverse("portal:home", args=[lang]))
    search = request.build_absolute_uri(reverse("portal:search", args=[lang]))
    return block({
        "@context": "https://schema.org", "@type": "WebSite", "name": province(lang).title, "url": home,
        "inLanguage": lang.tag,
        "potentialAction": {
            "@type": "SearchAction", "target": f"{search}?q={{words}}", "query-input": "required name=words",
        },
    })  # fmt: skip


def block(said: dict[str, Any]) -> SafeString:
    """As text inside a script element: nothing in it can close the element or open another."""
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return mark_safe(text)  # noqa: S308 - every sign that HTML knows is written as a number
