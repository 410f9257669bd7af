"""Vietnamese first, English second; the clock of Hà Nội."""

from django.utils.translation import gettext_lazy as _

from nhip.project.settings.folders import PACKAGE

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "project" / "locale"]
USE_I18N = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False  # an id in a form must never read "14.095"; counts are grouped by the filter `number`
FORMAT_MODULE_PATH = ["nhip.project.formats"]
