"""From what neighbours think to what is talked over: statements onto a matter that meetings draw on."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from bandeng.core.refusal import Refusal
from bandeng.matters import actions as matters
from bandeng.matters.actions.texts import need_masked
from bandeng.matters.models import Channel, Matter, Severity
from bandeng.opinions import acts, queries
from bandeng.opinions.actions.deciding import enter, need_roles
from bandeng.opinions.models import Conversation, Moderation, Statement
from bandeng.people.acting import Actor
from bandeng.records.actions import action

MOST_TABLED = 20


@action
def put_on_table(
    *,
    conversation: Conversation,
    statements: Sequence[Statement],
    text: str,
    actor: Actor,
    at: datetime,
    matter: Matter | None = None,
    once: str | None = None,
) -> Conversation:
    """Take statements up in a matter, each with its support, so that a meeting can draw on it; one act for all of them.

    matter   a public one of the same community; without: a new one, public at once, in the conversation's words
    text     words for everybody who reacted to one of them
    Raises   Refusal: "not_your_turn", "nothing_chosen", "too_many_chosen", "not_let_in", "text_missing", "unmasked",
             "not_allowed", and where a new matter is raised those of `raise_matter` and `accept`.
    """
    conversation = queries.locked(conversation)
    need_roles(actor, conversation.place, queries.ANSWERERS)
    if not text.strip():
        raise Refusal("text_missing", field="text")
    need_masked(text=text)
    chosen = _chosen(conversation, statements)
    told = queries.shown(conversation, at)
    matter = matter or _raised(conversation, told, chosen, actor=actor, at=at, once=once)
    if not matter.is_public or matter.chain != conversation.chain:
        raise Refusal("not_allowed")
    act = acts.StatementsTabled(
        conversation=conversation.pk, matter=matter.pk, text=text.strip(),
        statements=[{"id": str(each.pk)} for each in chosen],
        support=[queries.support_of(told, each) for each in chosen],
    )  # fmt: skip
    tabled: Conversation = enter(act, conversation, actor=actor, at=at, once=once)
    return tabled


def _chosen(conversation: Conversation, statements: Sequence[Statement]) -> list[Statement]:
    if not statements:
        raise Refusal("nothing_chosen")
    if len(statements) > MOST_TABLED:
        raise Refusal("too_many_chosen", most=MOST_TABLED)
    asked = {each.pk for each in statements}
    found = list(conversation.statements.filter(pk__in=asked, state=Moderation.IN).order_by("number"))
    if len(found) < len(asked):
        raise Refusal("not_let_in")
    return found


def _raised(
    conversation: Conversation, told: queries.Shown, chosen: Sequence[Statement], *, actor: Actor, at: datetime,
    once: str | None,
) -> Matter:  # fmt: skip
    """A matter in the words of the conversation; public at once, since nothing in it is anybody's own."""
    summary = "\n".join([conversation.question, *(_with_support(told, each) for each in chosen)])
    raised = matters.raise_matter(
        place=conversation.place, words=summary[:2000], category="other", severity=Severity.NORMAL, actor=actor, at=at,
        channel=Channel.BENCH, once=f"{once}-matter" if once else None,
    )  # fmt: skip
    title = conversation.question[:80]
    return matters.accept(matter=raised.matter, title=title, summary=summary[:2000], actor=actor, at=at)


def _with_support(told: queries.Shown, statement: Statement) -> str:
    agreed, said = queries.support_of(told, statement)[""]
    return _("%(text)s (%(agreed)s of %(said)s agree)") % {"text": statement.text, "agreed": agreed, "said": said}
