"""Who may come in: password rules, lock-out, second factor, OpenID Connect. The deeds are in `project/sign_in.py`."""

import json
import os
from datetime import timedelta
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from nhip.project.settings.security import PUBLIC

AUTH_USER_MODEL = "agencies.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "nhip.project.sign_in.StaffAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = str
ACCOUNT_EMAIL_VERIFICATION = "none"  # the administrator opens accounts; nobody registers
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_RATE_LIMITS = {"login_failed": "10/15m/key"}  # wrong second factors; axes counts wrong passwords, to 5
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if PUBLIC else 0

MFA_ADAPTER = "nhip.project.sign_in.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {"add_webauthn": "nhip.project.passkeys.AddKeyForm", "edit_webauthn": "nhip.project.passkeys.EditKeyForm"}
MFA_TOTP_ISSUER = "Nhịp"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODE_COUNT = 10
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PUBLIC
NHIP_SECOND_FACTOR = os.environ.get("NHIP_SECOND_FACTOR", "1") != "0"

USERSESSIONS_TRACK_ACTIVITY = True

SOCIALACCOUNT_ADAPTER = "nhip.project.sign_in.OpenIdAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # we match verified addresses ourselves, in one place
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_STORE_TOKENS = False


def _providers() -> list[dict[str, object]]:
    """The OpenID providers from the file `NHIP_OIDC_FILE` names: [{id, name, client_id, secret, server}, ...]."""
    named = os.environ.get("NHIP_OIDC_FILE")
    if not named:
        return []
    try:
        listed = json.loads(Path(named).read_text("utf-8"))
        return [
            {
                "provider_id": one["id"],
                "name": one["name"],
                "client_id": one["client_id"],
                "secret": one["secret"],
                "settings": {"server_url": one["server"], "oauth_pkce_enabled": True},
            }
            for one in listed
        ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ImproperlyConfigured(f"NHIP_OIDC_FILE {named}: {error!r}") from error


SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": _providers()}}

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "nhip.project.sign_in.name_tried"
AXES_CLIENT_IP_CALLABLE = "nhip.project.sign_in.address_of"
AXES_HTTP_RESPONSE_CODE = 429
AXES_LOCKOUT_CALLABLE = "nhip.project.sign_in.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["password", "code", "secret"]
