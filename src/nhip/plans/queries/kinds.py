"""The kinds in force: those we ship, overlaid by those of this province."""

from __future__ import annotations

from nhip.plans import kinds
from nhip.plans.models.activities import AddedKind
from nhip.text.sorting import key


def catalogue(asker: object) -> kinds.Catalogue:
    """Every kind in force. A stored kind that no longer passes its own rules is left out, not half used."""
    rows = list(AddedKind.objects.all())
    if not rows:
        return kinds.packaged()
    packaged = kinds.packaged()
    read = (kinds.read_kind(row.spec, packaged.groups, added=True)[0] for row in rows if row.retired_at is None)
    retired = [row.code for row in rows if row.retired_at is not None]
    return kinds.overlaid(packaged, [kind for kind in read if kind is not None], retired)


def every_kind(asker: object) -> dict[str, kinds.Kind]:
    """Retired ones as well: what was logged under them keeps its words."""
    packaged = kinds.packaged()
    read = (kinds.read_kind(row.spec, packaged.groups, added=True)[0] for row in AddedKind.objects.all())
    return {**packaged.kinds, **{kind.code: kind for kind in read if kind is not None}}


def retired_kinds(asker: object) -> list[kinds.Kind]:
    """Kinds taken out of the forms, by their names: what a province may take into use again."""
    every, in_force = every_kind(asker), catalogue(asker).kinds
    return sorted((kind for code, kind in every.items() if code not in in_force), key=lambda kind: key(kind.name))
