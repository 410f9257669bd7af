"""Agencies: found by any name, shown as they stood on a chosen day, with what happened to them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from nhip.workspace.guarding import staff


@staff("agencies.read")
def agencies(request: HttpRequest) -> HttpResponse:
    raise Http404


@staff("agencies.read")
def tree(request: HttpRequest) -> HttpResponse:
    raise Http404


@staff("agencies.read")
def agency(request: HttpRequest, pk: int) -> HttpResponse:
    raise Http404
