"""Reactions: one durable append each, acknowledged when it is synced; a repeat of a request adds nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from bandeng.core.deadline import local_day
from bandeng.core.refusal import Refusal
from bandeng.opinions import queries
from bandeng.opinions.actions.deciding import need_roles
from bandeng.opinions.models import Conversation, Moderation, Reaction, Statement, Voice, Way
from bandeng.opinions.queries.conversations import need_open
from bandeng.people.acting import Actor
from bandeng.records.sealing import blind

VALUES = (-1, 0, 1)


@dataclass(frozen=True)
class Said:
    """A reaction that stands: whose, and whether this request added it or an earlier one had."""

    voice: Voice
    added: bool


def react(*, statement: Statement, value: int, mark: str, at: datetime, key: str) -> Said:
    """Say agree, disagree or pass to a statement; saying it anew changes one's mind, and both stay on record.

    mark     whose voice (`queries.mark_of`)
    key      the form's own key
    Raises   Refusal: "conversation_closed", "not_let_in", "unknown_value", "sign_in_first" (no mark), "key_missing".
    """
    if value not in VALUES:
        raise Refusal("unknown_value", value=str(value))
    if not mark:
        raise Refusal("sign_in_first")
    if not key.strip():
        raise Refusal("key_missing")
    with transaction.atomic():
        conversation = queries.locked(statement.conversation)
        need_open(conversation, local_day(at))
        if not conversation.statements.filter(pk=statement.pk, state=Moderation.IN).exists():
            raise Refusal("not_let_in")
        return _append(conversation, {statement.pk: value}, mark, Way.WEB, at, key)


def react_on_paper(
    *, conversation: Conversation, sheet: str, answers: Mapping[int, int], actor: Actor, at: datetime, key: str
) -> Said:
    """Enter a numbered sheet of paper: statement number to reaction. The sheet's number is its one voice.

    Raises   Refusal: "not_your_turn", "conversation_closed", "sheet_missing", "sheet_empty", "sheet_known",
             "unknown_value", "not_let_in".
    """
    with transaction.atomic():
        conversation = queries.locked(conversation)
        need_roles(actor, conversation.place, queries.MODERATORS | {"recorder"})
        need_open(conversation, local_day(at))
        if not sheet.strip():
            raise Refusal("sheet_missing")
        if not answers:
            raise Refusal("sheet_empty")
        if not set(answers.values()) <= set(VALUES):
            raise Refusal("unknown_value", value=str(sorted(set(answers.values()) - set(VALUES))))
        there = dict(conversation.statements.filter(state=Moderation.IN).values_list("number", "pk"))
        if unknown := sorted(set(answers) - set(there)):
            raise Refusal("not_let_in", numbers=[str(number) for number in unknown])
        mark = queries.paper_mark(conversation, sheet)
        if queries.known_voice(conversation, mark) and not _repeated(conversation, mark, key, there.values()):
            raise Refusal("sheet_known", sheet=sheet.strip())
        return _append(conversation, {there[number]: how for number, how in answers.items()}, mark, Way.PAPER, at, key)


def _repeated(conversation: Conversation, mark: str, key: str, statements: Iterable[object]) -> bool:
    """Whether this very form was sent before."""
    keys = [_key(mark, key, pk) for pk in statements]
    return Reaction.objects.filter(conversation=conversation, key__in=keys).exists()


def _key(mark: str, key: str, statement: object) -> str:
    """A key of fixed length, this voice's own: nobody can take another's key away."""
    return blind(f"{mark}:{key}:{statement}", "reaction")


def _append(
    conversation: Conversation, answers: Mapping[UUID, int], mark: str, way: str, at: datetime, key: str
) -> Said:
    voice = queries.known_voice(conversation, mark) or _heard(conversation, mark, way, at)
    keys = {pk: _key(mark, key, pk) for pk in answers}
    there = set(Reaction.objects.filter(conversation=conversation, key__in=keys.values()).values_list("key", flat=True))
    new = [(pk, value) for pk, value in answers.items() if keys[pk] not in there]
    first = queries.newest(conversation) + 1
    Reaction.objects.bulk_create(
        Reaction(
            conversation=conversation, number=number, voice=voice, statement_id=pk, value=value, at=at, key=keys[pk]
        )
        for number, (pk, value) in enumerate(new, first)
    )  # fmt: skip
    return Said(voice, bool(new))


def _heard(conversation: Conversation, mark: str, way: str, at: datetime) -> Voice:
    last = Voice.objects.filter(conversation=conversation).aggregate(last=Max("number"))["last"] or 0
    return Voice.objects.create(conversation=conversation, number=last + 1, mark=mark, way=way, at=at)
