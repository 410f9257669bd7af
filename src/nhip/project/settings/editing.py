"""Wagtail, the editor of the newsroom: what it may do, and every call of its own that would leave this machine off.

Nobody publishes in Wagtail (ruling 4): no workflow, no publish right, no schedule; only `channels` makes public.
"""

from django.utils.translation import gettext_lazy as _

from nhip.project.settings.mail import NHIP_ADDRESS
from nhip.text.languages import languages

WAGTAIL_SITE_NAME = "Nhịp"
WAGTAILADMIN_BASE_URL = NHIP_ADDRESS
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = [(one.code, one.said) for one in languages().values()]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
WAGTAIL_USER_TIME_ZONES = ["Asia/Ho_Chi_Minh"]
WAGTAIL_WORKFLOW_ENABLED = False
WAGTAIL_MODERATION_ENABLED = False
WAGTAIL_AUTOSAVE_INTERVAL = 1500  # milliseconds after the last change; a weak line is not asked at every key
WAGTAIL_AUTO_UPDATE_PREVIEW_INTERVAL = 1500
NHIP_PREVIEW = "nhip.portal.previewing.in_editor"
"""What draws a draft inside the editor: the page its readers will have."""
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAILIMAGES_IMAGE_MODEL = "media.Picture"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "avif"]
WAGTAILIMAGES_IMAGE_FORM_BASE = "nhip.workspace.media.forms.PictureForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_RENDITION_STORAGE = "renditions"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
NHIP_EDITOR_CSP = {
    "default-src": ["'self'"],
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "frame-src": ["'self'"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'self'"],
}
"""Looser than ours, only at the address of the editor: Wagtail 7.4 writes scripts into its pages (ruling 17)."""
TAGGIT_CASE_INSENSITIVE = True
