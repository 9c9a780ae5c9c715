"""A process on the secretary's desk in the town: begun as a copy, named, never published."""

from bandeng.core.process import Words
from bandeng.matters import actions
from bandeng.matters.models import ProcessVersion
from tests.honesty.canaries import HOSTILE
from tests.honesty.town import Town

LISTS_NOTHING = frozenset({
    "matters:begin_draft", "matters:draft", "matters:draft_head", "matters:draft_add", "matters:draft_step",
    "matters:draft_try", "matters:process_try",
})  # fmt: skip
"""Pages of one process; what they list are its own steps."""


def let_draft(town: Town) -> None:
    """A copy of the five steps with a name somebody typed."""
    town.draft = actions.begin_draft(
        place=town.place, base=ProcessVersion.objects.filter(key="five-step", place=None).latest("number"), own=True,
        name=Words(f"本地办法{HOSTILE}"[:60], f"Our way{HOSTILE}"[:60]), actor=town.actors["secretary"], at=town.at,
    )  # fmt: skip
