"""The editor of a story with what stands beside it: the checklist from the first draft on, and guidance to heed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.side_panels import BaseSidePanel, ChecksSidePanel, PageStatusSidePanel
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Page

from nhip.newsroom.checklist import open_points
from nhip.newsroom.models.stories import Story
from nhip.newsroom.queries.guidance import guidance_for
from nhip.newsroom.queries.stories import checklist
from nhip.workspace.newsroom.saying import POINTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django import forms


def below(request: HttpRequest, page_id: int) -> HttpResponse:
    """The tree of pages is no place of ours: stories are listed at the desk, which also finds them."""
    return redirect("workspace:newsroom")


class ChecklistPanel(BaseSidePanel):
    """What is still open in the text as it was last saved."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        """The number on it is how much is open."""

        aria_label = _("Checklist")
        icon_name = "tasks"
        counter_classname = "w-bg-critical-200"

        def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            context["count"] = len(open_points(self.panel.points))
            return context

    name = "checklist"
    title = _("Checklist")
    template_name = "wagtailadmin/newsroom/checklist.html"
    order = 50

    def __init__(self, story: Page, request: Any) -> None:
        super().__init__(story, request)
        self.points = checklist(Story.objects.get(pk=story.pk))

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        context["points"] = [(point, POINTS[point.code]) for point in self.points]
        return context


class GuidancePanel(BaseSidePanel):
    """Guidance for whoever writes here; what they have not read yet is counted."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        """The number on it is how many notes are unread."""

        aria_label = _("Guidance")
        icon_name = "clipboard-list"
        counter_classname = "w-bg-critical-200"

        def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            context["count"] = sum(not one.read for one in self.panel.notes)
            return context

    name = "guidance"
    title = _("Guidance")
    template_name = "wagtailadmin/newsroom/guidance.html"
    order = 60

    def __init__(self, story: Page, request: Any) -> None:
        super().__init__(story, request)
        self.notes = guidance_for(request.user)

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        context["notes"] = self.notes
        return context


class StatusPanel(PageStatusSidePanel):
    """The library's, without what nobody does here: no schedule to publish by, no page for some readers only."""

    def get_status_templates(self, context: dict[str, Any]) -> list[str]:
        return [one for one in super().get_status_templates(context) if not one.endswith("privacy.html")]

    def get_scheduled_publishing_context(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"draftstate_enabled": False}


class _Panels(list[BaseSidePanel]):
    """Side panels in their order, with what they load."""

    def __init__(self, panels: list[BaseSidePanel], media: forms.Media) -> None:
        super().__init__(sorted(panels, key=lambda one: one.order))
        self.media = media


class StoryEditor(EditView):
    """The library's editor. Its own checks look for marks of its own on the page; ours stand in their place."""

    def get_side_panels(self) -> _Panels:
        given = super().get_side_panels()
        panels = [one for one in given if not isinstance(one, ChecksSidePanel)]
        for one in panels:
            if isinstance(one, PageStatusSidePanel):
                one.__class__ = StatusPanel  # the library makes it by its own name, with all it was given
        if isinstance(self.page, Story):
            panels += [ChecklistPanel(self.page, self.request), GuidancePanel(self.page, self.request)]
        return _Panels(panels, given.media)
