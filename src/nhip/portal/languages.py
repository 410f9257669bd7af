"""The languages of the public pages: the first part of an address says which."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.utils import translation


@dataclass(frozen=True, slots=True)
class Language:
    """`code` stands in addresses, `locale` is Wagtail's and Django's, `tag` goes into `lang` and `hreflang`.

    `day` and `moment` are how its readers write a date: never one that can be read in two ways. `card` is how social
    networks name the language (language_TERRITORY).
    """

    code: str
    locale: str
    tag: str
    name: str
    short: str
    day: str
    moment: str
    card: str


LANGUAGES = {
    one.code: one
    for one in (
        Language("vi", "vi", "vi", "Tiếng Việt", "VI", "d/m/Y", "H:i, d/m/Y", "vi_VN"),
        Language("en", "en", "en", "English", "EN", "j F Y", "j F Y, H:i", "en_GB"),
        Language("zh", "zh-hans", "zh-Hans", "中文", "中文", "Y-m-d", "Y-m-d H:i", "zh_CN"),
    )
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
        with translation.override(lang.locale):
            response = view(request, lang, **parts)
        response.headers["Content-Language"] = lang.tag
        return response

    return answered
