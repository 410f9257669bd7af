"""Which rooms take part, in the order of the floors, and what every page passes through."""

from django.core.exceptions import ImproperlyConfigured

from nhip.project.settings.folders import PACKAGE

ROOMS = (
    "journal",
    "law",
    "agencies",
    "notices",
    "media",
    "documents",
    "plans",
    "newsroom",
    "places",
    "press",
    "feedback",
    "channels",
    "measurement",
    "reporting",
    "assistant",
    "workspace",
    "portal",
)
"""Rooms that may hold tables or pages, lower floors first. A room takes part as soon as it has an `apps.py`."""

PLAIN = ("text", "cli", "web", "project")
"""Folders that never hold tables."""


def _taking_part() -> list[str]:
    """The rooms with an `apps.py`. One that is not listed, or tables without one, stop the start."""
    found = {folder.name for folder in PACKAGE.iterdir() if (folder / "apps.py").is_file()}
    if unknown := found - set(ROOMS):
        raise ImproperlyConfigured(f"Rooms with an apps.py that settings/rooms.py does not list: {sorted(unknown)}")
    for room in sorted(set(ROOMS) - found):
        if any((PACKAGE / room / name).exists() for name in ("models.py", "models", "migrations", "templates")):
            raise ImproperlyConfigured(f"The room {room!r} has tables or pages and no apps.py")
    return [f"nhip.{room}" for room in ROOMS if room in found]


INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    *_taking_part(),
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "axes",
    "django_tasks",
    "django_tasks_db",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "nhip.project.headers.strict_headers",
    "nhip.portal.moved.old_addresses",
    "nhip.portal.communes.commune_sites",
    "nhip.portal.counting.counted_pages",
    "nhip.portal.keeping.kept_pages",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "nhip.project.language.chosen_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "nhip.project.sign_in.second_factor_first",
    "nhip.project.editor.seat_first",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "project" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "nhip.project.headers.csp_nonce",
                "nhip.project.sample.marking.sample_mark",
            ],
        },
    },
]

ROOT_URLCONF = "nhip.project.urls"
WSGI_APPLICATION = "nhip.project.wsgi.application"
ASGI_APPLICATION = "nhip.project.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SILENCED_SYSTEM_CHECKS: list[str] = []
