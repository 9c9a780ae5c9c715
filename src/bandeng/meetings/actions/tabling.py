"""From what neighbours think onto the agenda of a meeting: a matter that carries its support, and a line for it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from bandeng.core.refusal import Refusal
from bandeng.matters.models import Matter
from bandeng.meetings import queries
from bandeng.meetings.actions.calling import Topic, add_topic
from bandeng.meetings.actions.deciding import need_roles, need_state
from bandeng.meetings.models import AgendaItem, Meeting, State
from bandeng.opinions import actions as opinions
from bandeng.opinions.models import Conversation, Statement
from bandeng.people.acting import Actor
from bandeng.records.actions import action

MOST_QUESTION = 200


@action
def put_on_agenda(
    *, meeting: Meeting, conversation: Conversation, statements: Sequence[Statement], text: str, actor: Actor,
    at: datetime, matter: Matter | None = None, once: str | None = None,
) -> AgendaItem:  # fmt: skip
    """Take statements up in a matter and put this onto the agenda: all of it or nothing.

    matter   a public one of the same community; without: a new one in the conversation's words
    Returns  the line of the agenda; the one that is there already, where the matter stands on it
    Raises   Refusal: "not_allowed" for a meeting of another community, and those of `opinions.put_on_table` and
             `add_topic`.
    """
    meeting = queries.fresh(meeting, None)
    need_roles(actor, meeting.place, queries.CALLERS)
    need_state(meeting, State.CALLED, State.OPEN)
    if meeting.chain != conversation.chain:
        raise Refusal("not_allowed")
    told: dict[str, Any] = {"actor": actor, "at": at}
    opinions.put_on_table(
        conversation=conversation, statements=statements, text=text, matter=matter,
        once=f"{once}-table" if once else None, **told,
    )  # fmt: skip
    first = Statement.objects.select_related("taken_to__place").get(pk=statements[0].pk)
    assert first.taken_to is not None
    there = meeting.items.filter(matter=first.taken_to).first()
    topic = Topic(matter=first.taken_to, question=_question(first))
    return there or add_topic(meeting=meeting, topic=topic, once=once, **told)


def _question(statement: Statement) -> str:
    """The first statement with its support, as it stood when it was put onto the table."""
    agreed, said = statement.support.get("", (0, 0))
    words = _("%(text)s (%(agreed)s of %(said)s agree)") % {"text": statement.text, "agreed": agreed, "said": said}
    return words if len(words) <= MOST_QUESTION else statement.text[:MOST_QUESTION]
