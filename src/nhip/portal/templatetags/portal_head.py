"""What the head and the foot of every page need: its title said once and shown thrice, its description for machines."""

from __future__ import annotations

import re
from html import unescape

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString

from nhip.portal import described, office
from nhip.portal.languages import Language

register = template.Library()
VIETNAMESE = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")


class Kept(template.Node):
    """Draws what it holds into a variable."""

    def __init__(self, name: str, nodes: NodeList) -> None:
        self.name, self.nodes = name, nodes

    def render(self, context: Context) -> str:
        context[self.name] = SafeString(self.nodes.render(context).strip())
        return ""


@register.tag
def keep(parser: Parser, token: Token) -> Kept:
    """`{% keep name %}…{% endkeep %}`: the drawn text as `{{ name }}`; blocks inside may be overridden as anywhere."""
    _, name = token.split_contents()
    nodes = parser.parse(("endkeep",))
    parser.delete_first_token()
    return Kept(name, nodes)


@register.simple_tag(takes_context=True)
def for_machines(context: Context, title: str) -> SafeString:
    """The page's own description in schema.org's words, or the way that leads to it from the home page."""
    own = context.get("described")
    if own:
        return own
    return described.block(described.crumbs(context["request"], context["lang"], [], unescape(title)))


@register.filter
def tongue(text: str, lang: Language) -> str:
    """The mark "vi" for words on another language's page with letters that only Vietnamese has.

    Contacts and sources of translated stories are often left as they were; screen readers then say them rightly.
    """
    return "vi" if lang.code != "vi" and VIETNAMESE.search(text) else ""


@register.simple_tag
def office_of(lang: Language) -> office.Office:
    return office.office(lang)
