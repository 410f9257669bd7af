"""Between the sign-in libraries and our accounts: nobody registers, passwords are counted, some roles need two factors.

An account is opened by the administrator. It comes in by password, by passkey, or by an OpenID provider whose
*verified* address is the account's own. Wrong passwords lock the pair of name and machine out for a
while, with status 429.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from allauth.account import signals as account_signals
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.adapter import get_adapter as account_adapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa import signals as mfa_signals
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from axes import signals as axes_signals
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import include, path
from django.utils.translation import gettext as _

from nhip.agencies.models.accounts import Account
from nhip.agencies.permits import needs_second_factor
from nhip.agencies.queries.accounts import account_by_email
from nhip.journal import actions as journal
from nhip.journal.actors import Machine
from nhip.journal.keys import made_once
from nhip.project import sessions

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""What counts as a second factor; recovery codes alone do not."""


class StaffAdapter(DefaultAccountAdapter):
    """No open sign-up: the administrator opens accounts."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """A new password signs out; whoever comes back in is not asked to change it once more."""
        return resolve_url(settings.LOGIN_REDIRECT_URL)

    def get_client_ip(self, request: HttpRequest) -> str:
        """As the library says; a request that came by no network (a local socket) is this machine's."""
        if not request.META.get("REMOTE_ADDR") and "HTTP_X_FORWARDED_FOR" not in request.META:
            return "127.0.0.1"
        return str(super().get_client_ip(request))


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps the factors' secrets enciphered under a key that the database does not hold."""

    def _cipher(self) -> Fernet:
        return Fernet(made_once(settings.NHIP_KEYS / "second_factor_key", Fernet.generate_key))

    def encrypt(self, text: str) -> str:
        return self._cipher().encrypt(text.encode("utf-8")).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        return self._cipher().decrypt(encrypted_text.encode("ascii")).decode("utf-8")

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The last factor stays where the roles held ask for one."""
        if not settings.NHIP_SECOND_FACTOR or not needs_second_factor(authenticator.user):
            return True
        left = Authenticator.objects.filter(user=authenticator.user, type__in=FACTORS).exclude(pk=authenticator.pk)
        return authenticator.type not in FACTORS or left.exists()


class OpenIdAdapter(DefaultSocialAccountAdapter):
    """Lets in by OpenID whoever has an account here under an address that the provider has verified."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        if sociallogin.is_existing or request.user.is_authenticated:
            return
        verified = [address.email for address in sociallogin.email_addresses if address.verified is True]
        known = [account for account in map(account_by_email, verified) if account is not None and account.is_active]
        if not known:
            page = render(request, "project/no_account.html", {"address_is_verified": bool(verified)}, status=403)
            raise ImmediateHttpResponse(page)
        sociallogin.connect(request, known[0])


def name_tried(request: HttpRequest, credentials: Mapping[str, str] | None) -> str:
    """The name under which wrong passwords are counted: the address as typed, in small letters."""
    tried = (credentials or {}).get("email") or (request.POST.get("login", "") if request is not None else "")
    return tried.strip().lower()[:254]


def address_of(request: HttpRequest) -> str:
    """The machine asking, seen through as many proxies as the settings trust."""
    return account_adapter().get_client_ip(request)


def locked_out(request: HttpRequest, credentials: Mapping[str, str] | None, *_rest: object) -> HttpResponse:
    """Too many wrong passwords: 429, and when to try again."""
    wait = settings.AXES_COOLOFF_TIME
    page = render(request, "429.html", {"minutes": int(wait.total_seconds() // 60)}, status=429)
    page["Retry-After"] = str(int(wait.total_seconds()))
    return page


def second_factor_first(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: whoever holds a role that needs a second factor sets one up before anything else."""

    def answer(request: HttpRequest) -> HttpResponse:
        if _lacks_factor(request):
            messages.warning(request, _("Your role needs a second factor. Set it up to go on."))
            return redirect("mfa_activate_totp")
        return get_response(request)

    return answer


def _lacks_factor(request: HttpRequest) -> bool:
    if not settings.NHIP_SECOND_FACTOR or not request.user.is_authenticated:
        return False
    if request.path.startswith(("/tai-khoan/", settings.STATIC_URL)):
        return False
    if not needs_second_factor(request.user):
        return False
    return not Authenticator.objects.filter(user=request.user, type__in=FACTORS).exists()


# What the journal keeps of coming in: the libraries' own signals, since their views do the deed.


def _wrote(verb: str, account: Account, facts: Mapping[str, object] | None = None) -> None:
    with transaction.atomic():
        journal.write(account, verb, account, "", facts)


@receiver(account_signals.user_logged_in)
def _signed_in(user: Account, **_kwargs: object) -> None:
    _wrote("accounts.sign_in", user)


@receiver(account_signals.password_changed)
def _changed_password(user: Account, **_kwargs: object) -> None:
    _wrote("accounts.change_password", user)


@receiver(mfa_signals.authenticator_added)
def _added_factor(user: Account, authenticator: Authenticator, **_kwargs: object) -> None:
    _wrote("accounts.add_factor", user, {"kind": authenticator.type})


@receiver(mfa_signals.authenticator_removed)
def _removed_factor(user: Account, authenticator: Authenticator, **_kwargs: object) -> None:
    _wrote("accounts.remove_factor", user, {"kind": authenticator.type})


@receiver(axes_signals.user_locked_out)
@transaction.atomic
def _locked_out(username: str, **_kwargs: object) -> None:
    """No line for a name that nobody has: what a stranger types is not ours to keep."""
    account = account_by_email(username or "")
    if account is not None:
        journal.write(Machine("đăng nhập"), "accounts.lock_out", account)


def ask_administrator(request: HttpRequest) -> HttpResponse:
    """Addresses and forgotten passwords are the administrator's to change: this page says so."""
    return render(request, "project/ask_administrator.html", status=404)


urlpatterns = [
    # the libraries' own pages for these would let an account rename itself, or mail out links
    path("signup/", ask_administrator, name="account_signup"),
    path("email/", ask_administrator, name="account_email"),
    path("password/reset/", ask_administrator, name="account_reset_password"),
    path("password/set/", ask_administrator, name="account_set_password"),
    path("3rdparty/signup/", ask_administrator, name="socialaccount_signup"),
    path("sessions/", sessions.sessions, name="usersessions_list"),
    path("", include("allauth.urls")),
]
