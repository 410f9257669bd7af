"""The staff pages as Django sees them: templates and tags, no tables."""

from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    name = "nhip.workspace"
    label = "workspace"
    verbose_name = "Workspace"
