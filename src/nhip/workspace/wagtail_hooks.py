"""What the editor does for us and what it leaves out: after each saving the desk is told; menus show only writing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.widgets import Button

from nhip.newsroom.actions.stories import note_edit
from nhip.newsroom.models.choosing import RecordingChooser, recording_chooser
from nhip.newsroom.models.stories import Story
from nhip.newsroom.queries.translating import translation_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wagtail.models import Page

    from nhip.agencies.models.accounts import Account

ChooserViewSet.search_tab_label = _("Search")  # in 7.4 said once, when the program starts: in English for ever
KEPT = frozenset({"images", "newsroom"})


@hooks.register("after_edit_page")
def tell_the_desk(request: HttpRequest, page: Page) -> None:
    """A text that changed after it was submitted is a draft again."""
    if isinstance(page.specific, Story):
        note_edit(request.user, page.specific)


@hooks.register("before_edit_page")
def translate_beside_the_source(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A translation is written on its own page, segment by segment; here its structure could drift from its source."""
    bound = translation_of(page.specific) if isinstance(page.specific, Story) else None
    if bound is None:
        return None
    return redirect("workspace:translation", bound.source_id, page.locale.language_code)


@hooks.register("before_create_page")
def open_stories_at_the_desk(
    request: HttpRequest, parent: Page, kind: type[Page]
) -> HttpResponseRedirect | HttpResponse | None:
    """Stories are opened on our own page, which asks for the agency, the task and the language."""
    return redirect("workspace:story-new")


@hooks.register("register_admin_viewset")
def recordings_can_be_chosen() -> RecordingChooser:
    """The list from which a recording is put into a story."""
    return recording_chooser


@hooks.register("before_publish_page")
@hooks.register("before_unpublish_page")
def nobody_publishes_here(request: HttpRequest, page: Page) -> HttpResponse:
    """Nobody holds the right; should somebody ever, the door still stays shut (ruling 4)."""
    return redirect("workspace:story", page.pk)


@hooks.register("register_admin_menu_item")
def way_back() -> MenuItem:
    """The desk stands first: that is where a story is handed in."""
    return MenuItem(_("Newsroom"), reverse("workspace:newsroom"), name="newsroom", icon_name="home", order=1)


@hooks.register("register_page_header_buttons")
def to_the_desk(page: Page, user: Account, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """From the editor to the story's own page, where it is checked, handed in and released."""
    if isinstance(page.specific, Story):
        yield Button(_("Check and hand in"), reverse("workspace:story", args=[page.pk]), icon_name="tick", priority=1)


@hooks.register("insert_global_admin_css")
def our_colours() -> SafeString:
    """The editor wears our letters and colours."""
    sheets = ("styles/fonts.css", "styles/editor.css")
    return format_html_join("", '<link rel="stylesheet" href="{}">', ((static(sheet),) for sheet in sheets))


@hooks.register("construct_main_menu")
def only_writing(request: HttpRequest, items: list[MenuItem]) -> None:
    """The desk and pictures; the tree of pages, reports, settings and help belong to us."""
    items[:] = [item for item in items if item.name in KEPT]
