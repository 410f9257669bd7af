"""Which documents the asker may see, and finding one among them."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from nhip.agencies.models.accounts import Account
from nhip.agencies.permits import table
from nhip.documents.models import Document
from nhip.media import originals
from nhip.text.normalise import fold, tone_key


def documents_for(asker: Account) -> QuerySet[Document]:
    """Every document that the asker may read; withdrawn ones included, for those who look for them by status."""
    reach = _reach(asker, "documents.read")
    if reach is None:
        return Document.objects.all()
    return Document.objects.filter(unit_id__in=reach)


def document_for(asker: Account, pk: int) -> Document | None:
    """The document, when the asker may read it; None otherwise, so that a stranger cannot tell it exists."""
    return documents_for(asker).select_related("original", "received_by").filter(pk=pk).first()


def search(asker: Account, words: str = "", *, status: str = "", kind: str = "") -> QuerySet[Document]:
    """Documents with all the words, with or without marks; those that match with their marks come first."""
    found = documents_for(asker).select_related("original")
    found = found.filter(status=status) if status else found.exclude(status=Document.Status.WITHDRAWN)
    if kind:
        found = found.filter(kind=kind)
    terms = words.split()
    if not terms:
        return found
    exact, folded = Q(), Q()
    for term in terms:
        exact &= Q(words_exact__contains=tone_key(term).casefold())
        folded &= Q(words_folded__contains=fold(term))
    rank = Case(When(exact, then=Value(0)), default=Value(1), output_field=IntegerField())
    return found.filter(folded).annotate(rank=rank).order_by("rank", "-received_at", "-pk")


def citing(asker: Account, symbol: str, *, limit: int) -> QuerySet[Document]:
    """The newest documents of the asker that name a symbol in their text."""
    return search(asker, symbol.replace(" ", "")).order_by("-received_at")[:limit]


def by_symbol(asker: Account, symbol: str) -> Document | None:
    """The newest document of the asker under a number and symbol, whatever its capitals and spaces."""
    wanted = fold(symbol).replace(" ", "")
    number = wanted.partition("/")[0]
    held = documents_for(asker).exclude(symbol="").filter(symbol__contains=number).order_by("-received_at", "-pk")
    return next((one for one in held if fold(one.symbol).replace(" ", "") == wanted), None) if wanted else None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many documents stand where, for the asker."""

    waiting: int
    to_review: int
    refused: int
    confirmed: int


def counts(asker: Account) -> Counts:
    rows = dict(documents_for(asker).values_list("status").annotate(Count("pk")).order_by())
    status = Document.Status
    return Counts(
        waiting=rows.get(status.RECEIVED, 0) + rows.get(status.READING, 0),
        to_review=rows.get(status.READ, 0),
        refused=rows.get(status.REFUSED, 0),
        confirmed=rows.get(status.CONFIRMED, 0),
    )


def kinds(asker: Account) -> list[str]:
    """The kinds of document among those the asker may read."""
    return sorted(documents_for(asker).exclude(kind="").values_list("kind", flat=True).distinct().order_by())


def original_bytes(asker: Account, document: Document) -> bytes:
    """The file as it came. The caller has the document from `document_for`, so the asker may read it."""
    return originals.load(settings.NHIP_ORIGINALS, document.sha256)


def _reach(asker: Account, verb: str) -> set[int] | None:
    """The units at which the asker may do the verb; None for everywhere."""
    reach_of = table()[verb]
    units = set()
    for held in asker.held():
        reach = reach_of.get(held.role, "")
        if reach == "all":
            return None
        if reach == "own" and held.unit_id is not None:
            units.add(held.unit_id)
    return units
