"""What stands between a document and the legal library."""

from __future__ import annotations

from dataclasses import dataclass

from nhip.agencies.models.accounts import Account
from nhip.agencies.permits import may
from nhip.documents.enacting import act_said
from nhip.documents.models import Confirmation, Document, LawImport
from nhip.documents.queries.documents import documents_for
from nhip.law.models import Act


@dataclass(frozen=True, slots=True)
class OnTheWay:
    """`done` when this confirmation is imported; `possible` when the asker may do so now."""

    done: LawImport | None
    possible: bool


def on_the_way(asker: Account, document: Document, confirmation: Confirmation | None) -> OnTheWay:
    if confirmation is None:
        return OnTheWay(None, False)
    done = LawImport.objects.filter(confirmation=confirmation).select_related("act").first()
    if done is not None:
        return OnTheWay(done, False)
    allowed = may(asker, "law.edit", document.unit_id)
    return OnTheWay(None, allowed and act_said(confirmation.record, "", "") is not None)


def imports_of(asker: Account, act: Act) -> list[LawImport]:
    """The newest import from each document of an act, of the documents that the asker may read."""
    readable = documents_for(asker) if may(asker, "documents.read") else Document.objects.none()
    newest: dict[int, LawImport] = {}
    for one in LawImport.objects.filter(act=act, document__in=readable).select_related("document", "by"):
        newest.setdefault(one.document_id, one)
    return list(newest.values())
