"""Pictures and files of entries: added, chosen in their order, left out. Each change is a version of the entry."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.journal.actions import write
from nhip.media.actions.originals import keep
from nhip.media.models.maps import MapCheck
from nhip.media.models.pictures import Picture
from nhip.media.photos import clean
from nhip.media.queries.rights import held_of
from nhip.media.rights import stopped
from nhip.places.actions.entries import save_content
from nhip.places.models.entries import Entry, Version
from nhip.places.queries.entries import content_of, pictures_of
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account

FILES = {"model": (b"glTF", "model/gltf-binary"), "document": (b"%PDF", "application/pdf")}
"""Kinds of files with the bytes they begin with and their type."""
MOST_FILE = 25 * 1024 * 1024
"""Bytes of a file that an entry may carry."""
RIGHTS = ("title", "description", "caption", "credit", "licence", "licence_note", "rights_holder")
"""What is said of a picture in words; its day of end comes beside."""


@transaction.atomic
def check_map(asker: Account, entry: Entry, picture: Picture, *, right: bool) -> MapCheck:
    """Record what was seen on a map of the entry's newest version; it holds for this very file, in stories too.

    Raises PermissionDenied, Refused for a picture that is no map of this entry.
    """
    if not (may(asker, "places.write", entry.unit_id) or may(asker, "places.approve", entry.unit_id)):
        raise PermissionDenied("places.write")
    if not picture.is_map or picture.pk not in {one.pk for one in pictures_of(content_of(entry))}:
        raise Refused([Issue("picture", "places.map_not_here", {"name": picture.title})])
    made = MapCheck.objects.create(
        picture=picture, file_hash=picture.get_file_hash(), right=right, by=asker, at=timezone.now()
    )
    write(asker, "places.check_map", entry, picture.title[:200], {"picture": picture.pk, "right": right})
    return made


@transaction.atomic
def add_picture(
    asker: Account, entry: Entry, data: bytes, told: Mapping[str, object], *, scene: bool = False
) -> Picture:  # fmt: skip
    """Keep a picture without its hidden data and put it last (or all around). Raises PermissionDenied, Refused."""
    entry = _mine(asker, entry)
    cleaned = clean(data)
    if isinstance(cleaned, Issue):
        raise Refused([cleaned])
    words = {name: str(told.get(name) or "").strip() for name in RIGHTS}
    words["title"] = words["title"] or words["description"][:200] or entry.slug
    ending = "png" if cleaned.type == "image/png" else "jpg"
    picture = Picture(
        unit=entry.unit, rights_until=told.get("rights_until"), shows_children=bool(told.get("shows_children")),
        is_map=bool(told.get("is_map")),
        width=cleaned.width, height=cleaned.height, uploaded_by_user=asker,
        file=ContentFile(cleaned.data, f"{entry.slug[:40]}.{ending}"), **words,
    )  # fmt: skip
    picture.save()
    if why := stopped(held_of(picture), timezone.localdate()):
        picture.stopped = why
        picture.save(update_fields=["stopped"])
    write(
        asker, "places.add_picture", entry, words["title"][:200], {"picture": picture.pk, "licence": words["licence"]}
    )
    held = content_of(entry)
    pictures = held["pictures"] if scene else [*held["pictures"], picture.pk]
    set_pictures(asker, entry, pictures, picture.pk if scene else held["scene"])
    return picture


@transaction.atomic
def set_pictures(asker: Account, entry: Entry, pictures: list[int], scene: int | None = None) -> Version:
    """Choose the pictures in order, and the one all around. Raises PermissionDenied, Refused for an unknown one."""
    entry = _mine(asker, entry)
    asked = list(dict.fromkeys(pictures))
    every = {*asked, *([scene] if scene else [])}
    if Picture.objects.filter(pk__in=every).count() < len(every):
        raise Refused([Issue("pictures", "places.picture_unknown", {})])
    content = deepcopy(content_of(entry))
    content["pictures"], content["scene"] = asked, scene
    return save_content(asker, entry, content)


@transaction.atomic
def attach_file(asker: Account, entry: Entry, what: str, title: str, name: str, data: bytes) -> Version:
    """Keep a paper (PDF) or a model (GLB) with the entry. Raises PermissionDenied, Refused, KeyError (no such sort)."""
    entry = _mine(asker, entry)
    begins, type = FILES[what]
    if len(data) > MOST_FILE:
        raise Refused([Issue("file", "places.file_heavy", {"name": name[:80], "most": MOST_FILE // 1024 // 1024})])
    if not data.startswith(begins):
        raise Refused([Issue("file", "places.file_unknown", {"name": name[:80]})])
    original = keep(asker, data, name, type)
    content = deepcopy(content_of(entry))
    others = [one for one in content["files"] if what != "model" or one["what"] != "model"]
    content["files"] = [*others, {"original": original.pk, "what": what, "title": (title.strip() or name)[:200]}]
    return save_content(asker, entry, content)


@transaction.atomic
def detach_file(asker: Account, entry: Entry, original: int) -> Version:
    """Leave a file out from the next version on. Raises PermissionDenied."""
    entry = _mine(asker, entry)
    content = deepcopy(content_of(entry))
    content["files"] = [one for one in content["files"] if one["original"] != original]
    return save_content(asker, entry, content)


def _mine(asker: Account, entry: Entry) -> Entry:
    entry = Entry.objects.select_for_update().get(pk=entry.pk)
    if not may(asker, "places.write", entry.unit_id):
        raise PermissionDenied("places.write")
    return entry
