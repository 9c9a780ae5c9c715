"""Words that the pages of meetings need."""

from django import template

from bandeng.matters.showing import OUTCOMES

register = template.Library()


@register.filter
def outcome(key: str) -> str:
    """What came of an item, in words."""
    return str(OUTCOMES.get(key, key))
