"""The languages of the public pages: the first part of an address says which."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, wraps
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from nhip.text.languages import languages


@dataclass(frozen=True, slots=True)
class Language:
    """`code` stands in addresses, `locale` is Wagtail's and Django's, `tag` goes into `lang` and `hreflang`.

    `day` and `moment` are how its readers write a date: never one that can be read in two ways; `month` so for a
    month. `week` and `week_short` name the days from Monday on. `card` is how social networks name the language
    (language_TERRITORY).
    """

    code: str
    locale: str
    tag: str
    name: str
    short: str
    day: str
    moment: str
    month: str
    week: tuple[str, ...]
    week_short: tuple[str, ...]
    card: str

    @property
    def words(self) -> str:
        """The catalogue that its pages speak by; English where nobody has translated them yet."""
        return _catalogue(self.locale)


@cache
def _catalogue(locale: str) -> str:
    name = translation.to_locale(locale)
    ours = any((Path(folder) / name / "LC_MESSAGES" / "django.mo").is_file() for folder in settings.LOCALE_PATHS)
    return locale if ours or locale == "vi" else "en"


_FIELDS = ("name", "short", "day", "moment", "month", "week", "week_short", "card")
LANGUAGES = {
    one.path: Language(one.path, one.code, one.tag, *(getattr(one, field) for field in _FIELDS))
    for one in languages().values()
}
BY_LOCALE = {one.locale: one for one in LANGUAGES.values()}


class LanguagePart:
    """Path converter: a known language, as its value."""

    regex = "|".join(LANGUAGES)

    def to_python(self, value: str) -> Language:
        return LANGUAGES[value]

    def to_url(self, value: Language | str) -> str:
        return value.code if isinstance(value, Language) else value


def spoken(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The whole page, its numbers and dates included, in the language of the address; never the reader's cookie."""

    @wraps(view)
    def answered(request: HttpRequest, lang: Language, **parts: object) -> HttpResponse:
        with translation.override(lang.words):
            response = view(request, lang, **parts)
        response.headers["Content-Language"] = lang.tag
        return response

    return answered
