"""The tools that a step of a process opens (process.md, `opens`): an upper room offers, the matter's page shows.

    # commitments/offers.py, read once at start
    from bandeng.shell import tools
    tools.offer("claim", page="commitments:claim", label=_("Claim it"), panel=panels.claim)

A matter never imports an upper room: its page asks `for_step(step.opens)` and shows what comes back.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe


@dataclass(frozen=True)
class Panel:
    """What a tool shows inside the matter's page: a template (or "file.html#partial") and what it needs."""

    template: str
    context: Mapping[str, object] = field(default_factory=dict)

    def render(self, request: HttpRequest) -> SafeString:
        """The panel as HTML, with the request's own context."""
        return mark_safe(render_to_string(self.template, dict(self.context), request=request))


# A matter belongs to the room above; what a panel does with it is between the two rooms.
MakePanel = Callable[[Any, HttpRequest], Panel | None]


@dataclass(frozen=True)
class Tool:
    """One tool: the word a process names it by, its page, what the link says, its panel."""

    key: str
    page: str
    label: str | Promise = ""
    panel: MakePanel | None = None

    def address(self, *args: object) -> str:
        """The address of the tool's page for a matter; "" when no such page is mounted."""
        try:
            return reverse(self.page, args=args)
        except NoReverseMatch:
            return ""


MATTER = "matter"
_offered: dict[str, Tool] = {}
_elsewhere: dict[str, dict[str, MakePanel]] = defaultdict(dict)


def offer(key: str, *, page: str, label: str | Promise = "", panel: MakePanel | None = None) -> Tool:
    """Offer the tool that a step names in `opens`.

    key     the word in the process, e.g. "meeting"
    page    the name of its address, e.g. "meetings:call"; it takes the matter's key
    panel   called with the matter and the request; a Panel, or None when it has nothing for this reader
    Raises  ValueError: two rooms offer the same tool.
    """
    tool = Tool(key, page, label, panel)
    if _offered.get(key, tool).page != page:
        raise ValueError(f"The tool {key!r} is offered by {_offered[key].page} already.")
    _offered[key] = tool
    return tool


def for_step(opens: str | None) -> Tool | None:
    """The tool for a step's `opens`; None when the step opens none, or no room offers it."""
    return _offered.get(opens or "")


def show_on(what: str, key: str, panel: MakePanel) -> None:
    """Show a panel on pages that no step leads to: of a "receipt", "meeting", "trip", "output" or "year".

    key   tells it from others there; they stand in the order of their keys
    """
    _elsewhere[what][key] = panel


def panels(what: str, of: Any, request: HttpRequest) -> list[SafeString]:
    """What the rooms above show on a page to this reader; on that of a "matter" the panels of all tools."""
    found = {key: tool.panel for key, tool in _offered.items() if tool.panel} if what == MATTER else _elsewhere[what]
    made = [found[key](of, request) for key in sorted(found)]
    return [panel.render(request) for panel in made if panel]
