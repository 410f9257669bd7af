"""Adapters between the sign-in libraries and our accounts."""

from __future__ import annotations

from collections.abc import Callable

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.urls import include, path


class StaffAdapter(DefaultAccountAdapter):
    """No open sign-up: the administrator opens accounts."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class SecondFactorAdapter(DefaultMFAAdapter):
    pass


class OpenIdAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin: object) -> bool:
        return False


def locked_out(request: HttpRequest, credentials: dict[str, object], *args: object, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=429)


def second_factor_first(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    return get_response


urlpatterns = [path("", include("allauth.urls"))]
