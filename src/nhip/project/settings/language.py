"""Vietnamese first, English second; the clock of Hà Nội."""

from django.utils.translation import gettext_lazy as _

from nhip.project.settings.folders import PACKAGE
from nhip.text.languages import languages

LANGUAGE_CODE = "vi"
NHIP_STAFF_LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
"""Languages of the staff pages; the public ones speak more."""
_more = [(one.code, one.name) for one in languages().values() if one.code not in dict(NHIP_STAFF_LANGUAGES)]
LANGUAGES = [*NHIP_STAFF_LANGUAGES, *_more]
LOCALE_PATHS = [PACKAGE / "project" / "locale", PACKAGE / "project" / "locale_wagtail"]
"""Our words, then the editor's: what both say, ours says. Both go before what the libraries ship."""
USE_I18N = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False  # an id in a form must never read "14.095"; counts are grouped by the filter `number`
FORMAT_MODULE_PATH = ["nhip.project.formats"]
