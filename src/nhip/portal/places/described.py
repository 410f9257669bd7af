"""Places, products, projects and gates in schema.org's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone

from nhip.agencies.queries.units import names
from nhip.places.hours import for_machines
from nhip.portal.described import block, crumbs
from nhip.text.languages import said_in

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.utils.safestring import SafeString

    from nhip.places.catalogue import Kind
    from nhip.places.models.entries import Entry
    from nhip.places.models.makers import Maker
    from nhip.portal.languages import Language
    from nhip.portal.pieces import Image


def entry(
    request: HttpRequest, lang: Language, kind: Kind, one: Entry, picture: Image | None, stars: int, maker: Maker | None
) -> SafeString:
    """A public entry. Nothing is said that the page does not show."""
    facts, words = one.released.content["facts"], one.released.content["words"][lang.locale]
    url = request.build_absolute_uri(reverse("portal:entry", args=[lang, kind, one.slug]))
    said: dict[str, Any] = {
        "@type": kind.schema, "@id": url, "url": url, "name": one.name,
        "description": one.lead,
    }  # fmt: skip
    if picture:
        said["image"] = [request.build_absolute_uri(picture.url)]
    if kind.code in ("place", "gate"):
        said |= _standing(one, facts, words)
    if kind.code == "place" and facts.get("fee"):
        said["isAccessibleForFree"] = not float(facts["fee"])
    if kind.code == "product":
        said |= _made(facts, stars, maker)
    if kind.code == "project":
        called = names(None, [one.unit_id], timezone.localdate())
        said["parentOrganization"] = {"@type": "GovernmentOrganization", "name": called.get(one.unit_id, "")}
    return block(said, crumbs(request, lang, [(said_in(kind.names, lang.locale), "entries", [kind])], one.name))


def _standing(one: Entry, facts: dict[str, str], words: dict[str, str]) -> dict[str, Any]:
    said: dict[str, Any] = {}
    if one.latitude is not None:
        said["geo"] = {"@type": "GeoCoordinates", "latitude": one.latitude, "longitude": one.longitude}
    if words.get("address"):
        said["address"] = {"@type": "PostalAddress", "streetAddress": words["address"], "addressCountry": "VN"}
    if facts.get("hours"):
        said["openingHoursSpecification"] = for_machines(facts["hours"])
    if facts.get("access"):
        said["amenityFeature"] = [
            {"@type": "LocationFeatureSpecification", "name": code, "value": True}
            for code in facts["access"].split(",")
        ]
    return said


def _made(facts: dict[str, str], stars: int, maker: Maker | None) -> dict[str, Any]:
    said: dict[str, Any] = {"countryOfOrigin": {"@type": "Country", "name": "VN"}}
    if maker is not None and maker.name:
        said["manufacturer"] = {"@type": "Person" if maker.household else "Organization", "name": maker.name}
    if stars:
        said["hasCertification"] = {
            "@type": "Certification", "name": f"OCOP {stars}", "certificationIdentification": facts["decision"],
            "datePublished": facts["decided_on"], "expires": facts["until"],
        }  # fmt: skip
    return said
