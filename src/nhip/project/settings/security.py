"""What the browser is told to refuse, and which hosts we answer for.

`NHIP_HOSTS` names the public addresses (comma separated). With it Nhịp stands behind a proxy with HTTPS: cookies are
sent over HTTPS alone and HSTS is on. Without it, it answers on this machine only.
"""

import os

from django.core.exceptions import ImproperlyConfigured

DEBUG = os.environ.get("NHIP_DEBUG") == "1"

_hosts = [host.strip() for host in os.environ.get("NHIP_HOSTS", "").split(",") if host.strip()]
if "*" in _hosts or "*" in os.environ.get("NHIP_OLD_HOSTS", ""):
    raise ImproperlyConfigured("NHIP_HOSTS must name the hosts; '*' would let anybody choose the address in our links")
PUBLIC = bool(_hosts)
NHIP_OLD_HOSTS = frozenset(
    host.strip().lower() for host in os.environ.get("NHIP_OLD_HOSTS", "").split(",") if host.strip()
)
"""Names of an agency's own sites that are no more and were handed to the portal: it leads on from there."""
NHIP_COMMUNE_DOMAIN = os.environ.get("NHIP_COMMUNE_DOMAIN", "").strip().lower().strip(".")
"""The province's domain, under which each commune has a name of its own ("langson.gov.vn")."""
_communes = [f".{NHIP_COMMUNE_DOMAIN}"] if NHIP_COMMUNE_DOMAIN else []
ALLOWED_HOSTS = [*_hosts, *NHIP_OLD_HOSTS, *_communes, "127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in _hosts]

SESSION_COOKIE_NAME = "nhip_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"  # Strict would drop the session on the way back from an OpenID provider
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_SAVE_EVERY_REQUEST = False
CSRF_COOKIE_NAME = "nhip_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = PUBLIC
LANGUAGE_COOKIE_HTTPONLY = True

SECURE_SSL_REDIRECT = PUBLIC
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PUBLIC else None
SECURE_HSTS_SECONDS = 31_536_000 if PUBLIC else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = False  # other offices live on the same domain
SECURE_HSTS_PRELOAD = False
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

NHIP_CSP = {
    "default-src": ["'self'"],
    "script-src": ["'self'", "'nonce'"],
    "style-src": ["'self'", "'nonce'"],
    "img-src": ["'self'", "data:", "blob:"],
    "media-src": ["'self'", "blob:"],  # what a phone has recorded is heard before it is sent
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "frame-src": ["'none'"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
}
"""The strict policy of staff pages and sign-in. `'nonce'` becomes the answer's own nonce if a template asks."""

DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # a long record under review has many small fields
DATA_UPLOAD_MAX_NUMBER_FILES = 200
