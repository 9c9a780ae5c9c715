"""A statement is made by somebody and read by a named person before anybody else reads it."""

from datetime import datetime

from bandeng.core.deadline import local_day
from bandeng.core.ids import new_id
from bandeng.core.refusal import Refusal
from bandeng.matters.actions.texts import need_masked
from bandeng.opinions import acts, queries
from bandeng.opinions.actions.deciding import enter, need_roles, need_statement
from bandeng.opinions.models import Conversation, Moderation, Statement
from bandeng.opinions.queries.conversations import need_open
from bandeng.people.acting import Actor
from bandeng.records.actions import action


@action
def add_statement(
    *, conversation: Conversation, text: str, mark: str, actor: Actor, at: datetime, once: str | None = None
) -> Statement:
    """Add one idea; it waits to be read.

    mark     of whoever says it (`queries.mark_of`)
    Raises   Refusal: "conversation_closed", "text_missing", "text_too_long", "unmasked", "said_already",
             "too_many_waiting", "sign_in_first" (no mark).
    """
    conversation = queries.locked(conversation)
    need_open(conversation, local_day(at))
    if not mark:
        raise Refusal("sign_in_first")
    said = need_statement(text)
    if conversation.statements.exclude(state=Moderation.OUT).filter(text__iexact=said).exists():
        raise Refusal("said_already")
    waiting = conversation.statements.filter(mark=mark, state=Moderation.WAITING)
    if waiting.count() >= queries.MOST_WAITING:
        raise Refusal("too_many_waiting", most=queries.MOST_WAITING)
    act = acts.StatementMade(conversation=conversation.pk, statement=new_id(at), mark=mark, text=said)
    made: Statement = enter(act, conversation, actor=actor, at=at, once=once)
    return made


@action
def moderate(
    *,
    statement: Statement,
    state: str,
    actor: Actor,
    at: datetime,
    text: str = "",
    reason: str = "",
    once: str | None = None,
) -> Statement:
    """Let a statement in, or keep it out with a reason everybody may read. Either may be changed later, openly.

    state    "in" or "out"
    text     the statement as everybody reads it; spelling may be mended while nobody has reacted to it
    Raises   Refusal: "not_your_turn", "unknown_state", "text_missing" (a reason), "unmasked", "reacted_to",
             "own_statement".
    """
    statement = Statement.objects.select_related("conversation__place").get(pk=statement.pk)
    conversation = queries.locked(statement.conversation)
    need_roles(actor, conversation.place, queries.MODERATORS)
    if state not in (Moderation.IN, Moderation.OUT):
        raise Refusal("unknown_state", state=state)
    if statement.mark and statement.mark == queries.mark_of(conversation, actor, ""):
        raise Refusal("own_statement")
    if state == Moderation.OUT and not reason.strip():
        raise Refusal("text_missing", field="reason")
    need_masked(reason=reason)
    said = need_statement(text or statement.text)
    if said != statement.text and statement.reactions.exists():
        raise Refusal("reacted_to")
    # Its words stand in the open ledger only from here on; kept out, they never do.
    act = acts.StatementModerated(
        conversation=conversation.pk, statement=statement.pk, state=state,
        text=said if state == Moderation.IN else "", reason=reason.strip()[:200],
    )  # fmt: skip
    decided: Statement = enter(act, conversation, actor=actor, at=at, once=once)
    return decided
