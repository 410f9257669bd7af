"""What the editor does for us and what it leaves out: after each saving the desk is told; menus show only writing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from wagtail import hooks

from nhip.newsroom.actions.stories import note_edit
from nhip.newsroom.models.stories import Story

if TYPE_CHECKING:
    from wagtail.admin.menu import MenuItem
    from wagtail.models import Page

KEPT = frozenset({"explorer", "images"})


@hooks.register("after_edit_page")
def tell_the_desk(request: HttpRequest, page: Page) -> None:
    """A text that changed after it was submitted is a draft again."""
    if isinstance(page.specific, Story):
        note_edit(request.user, page.specific)


@hooks.register("before_create_page")
def open_stories_at_the_desk(
    request: HttpRequest, parent: Page, kind: type[Page]
) -> HttpResponseRedirect | HttpResponse | None:
    """Stories are opened on our own page, which asks for the agency, the task and the language."""
    return redirect("workspace:story-new")


@hooks.register("before_publish_page")
@hooks.register("before_unpublish_page")
def nobody_publishes_here(request: HttpRequest, page: Page) -> HttpResponse:
    """Nobody holds the right; should somebody ever, the door still stays shut (ruling 4)."""
    return redirect("workspace:story", page.pk)


@hooks.register("construct_main_menu")
def only_writing(request: HttpRequest, items: list[MenuItem]) -> None:
    """Pages and pictures; reports, settings and help belong to us."""
    items[:] = [item for item in items if item.name in KEPT]
