"""Addresses of the editor that are ours: they stand before the library's own of the same name."""

from django.urls import path
from django.views.generic import RedirectView
from wagtail.admin.auth import require_admin_access

from nhip.workspace.newsroom.editor import StoryEditor, below

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="workspace:newsroom"), name="editor-home"),
    path("pages/", RedirectView.as_view(pattern_name="workspace:newsroom"), name="editor-pages"),
    path("pages/<int:page_id>/", below, name="editor-below"),
    path("account/", RedirectView.as_view(pattern_name="workspace:me"), name="editor-account"),
    path("logout/", RedirectView.as_view(pattern_name="account_logout"), name="editor-logout"),
    path("pages/<int:page_id>/edit/", require_admin_access(StoryEditor.as_view()), name="editor-story"),
]
