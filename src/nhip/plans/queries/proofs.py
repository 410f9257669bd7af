"""What proves an activity: evidence attached to it that holds, or what a room above keeps (a carrier's receipt).

This room knows no room above it: such a room says at its start which of its rows are proofs.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from nhip.plans.models.evidence import Evidence

STANDING = Evidence.objects.filter(activity=OuterRef("pk"), withdrawn_at=None).exclude(
    link_state__in=(Evidence.LinkState.GONE, Evidence.LinkState.REFUSED)
)
"""Evidence that holds: not withdrawn, and a link that was not found dead."""
_OTHERS: dict[str, QuerySet] = {}


def also_proves(name: str, rows: QuerySet) -> None:
    """Rows of a room above that prove an activity; `rows` refers to it by `OuterRef("pk")`. Twice is once."""
    _OTHERS[name] = rows


def proven() -> Exists:
    """Whether an activity of the query is proven, for `annotate` and `filter`."""
    found = Exists(STANDING)
    for rows in _OTHERS.values():
        found = found | Exists(rows)
    return found
