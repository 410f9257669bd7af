"""Every address: sign-in here, the rest in the faces."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path
from wagtail.admin import urls as wagtailadmin_urls

from nhip.project import sign_in

urlpatterns: list[URLPattern | URLResolver] = [
    path("tai-khoan/", include(sign_in.urlpatterns)),
    path("bien-tap/", include("nhip.workspace.newsroom.editor_urls")),
    path("bien-tap/", include(wagtailadmin_urls)),
    path("", include("nhip.portal.urls")),
]

if find_spec("nhip.workspace.urls") is not None:
    urlpatterns.append(path("", include("nhip.workspace.urls")))

handler404 = "nhip.portal.missing.not_found"
handler500 = "nhip.portal.missing.broken"
