"""Every address: sign-in here, the rest in the faces."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from nhip.project import sign_in

urlpatterns: list[URLPattern | URLResolver] = [
    path("tai-khoan/", include(sign_in.urlpatterns)),
]

if find_spec("nhip.workspace.urls") is not None:
    urlpatterns.append(path("", include("nhip.workspace.urls")))
