"""What somebody suggests at a meeting stands in the register of suggestions, with the meeting as where it came from."""

from datetime import datetime

from bandeng.core.deadline import local_day
from bandeng.core.refusal import Refusal
from bandeng.meetings import queries
from bandeng.meetings.actions.deciding import need_runner, need_state
from bandeng.meetings.models import AgendaItem, Meeting, State
from bandeng.people.acting import Actor
from bandeng.records.actions import action
from bandeng.research import actions as research
from bandeng.research.models import Source, Suggestion


@action
def suggest_here(
    *, meeting: Meeting, text: str, said_by: str, item: AgendaItem | None = None, actor: Actor, at: datetime,
    once: str | None = None,
) -> Suggestion:  # fmt: skip
    """Write down what somebody suggested while it sat: the role of who said it, and the day on which it sat.

    item     the topic it was said about
    Raises   Refusal: "not_your_turn", "meeting_is", "not_allowed" (another meeting's topic), and what
             `research.write_down` raises.
    """
    meeting = queries.locked(meeting)
    need_runner(actor, meeting)
    need_state(meeting, State.OPEN, State.ENDED)
    if item is not None and item.meeting_id != meeting.pk:
        raise Refusal("not_allowed")
    heard = research.Heard(meeting.pk, item.pk if item else None, _where(meeting, item))
    said_on = local_day(meeting.opened_at or meeting.starts_at)
    return research.write_down(
        meeting.place, text, said_by, said_on, Source.MEETING, actor=actor, at=at, once=once, heard=heard
    )


def _where(meeting: Meeting, item: AgendaItem | None) -> str:
    """The meeting and the topic in words; a topic that only some may read stays out."""
    if item is None or (item.matter is not None and not item.matter.is_public):
        return meeting.title
    return f"{meeting.title} · {item}"
