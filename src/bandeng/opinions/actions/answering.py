"""What became of a statement: said once, read by everybody who reacted to it."""

from datetime import datetime

from bandeng.core.refusal import Refusal
from bandeng.matters.actions.texts import need_masked
from bandeng.matters.models import Matter
from bandeng.opinions import acts, queries
from bandeng.opinions.actions.deciding import enter, need_roles
from bandeng.opinions.models import Fate, Moderation, Statement
from bandeng.people.acting import Actor
from bandeng.records.actions import action


@action
def become(
    *,
    statement: Statement,
    fate: str,
    text: str,
    actor: Actor,
    at: datetime,
    matter: Matter | None = None,
    once: str | None = None,
) -> Statement:
    """Say what became of a statement; it carries its support along: n agreed of N, in all and by group.

    fate     "taken_up" (names the matter), "talked_over", "done", "answered" or "not_taken"
    matter   where it went on; a public one of the same community
    Raises   Refusal: "not_your_turn", "unknown_fate", "text_missing", "unmasked", "matter_missing", "not_allowed",
             "not_let_in".
    """
    statement = Statement.objects.select_related("conversation__place").get(pk=statement.pk)
    conversation = queries.locked(statement.conversation)
    need_roles(actor, conversation.place, queries.ANSWERERS)
    if fate not in Fate.values:
        raise Refusal("unknown_fate", fate=fate)
    if statement.state != Moderation.IN:
        raise Refusal("not_let_in")
    if not text.strip():
        raise Refusal("text_missing", field="text")
    need_masked(text=text)
    if fate == Fate.TAKEN_UP and matter is None:
        raise Refusal("matter_missing")
    if matter is not None and (not matter.is_public or matter.chain != conversation.chain):
        raise Refusal("not_allowed")
    support = queries.support_of(queries.shown(conversation, at), statement)
    act = acts.StatementBecame(
        conversation=conversation.pk, statement=statement.pk, fate=fate, text=text.strip(),
        matter=matter.pk if matter else None, support=support,
    )  # fmt: skip
    said: Statement = enter(act, conversation, actor=actor, at=at, once=once)
    return said
