"""Reactions: one durable append each, acknowledged when it is synced; a repeat of a request adds nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from bandeng.core.deadline import local_day
from bandeng.core.refusal import Refusal
from bandeng.opinions import queries
from bandeng.opinions.actions.deciding import need_roles
from bandeng.opinions.actions.together import Together
from bandeng.opinions.models import Conversation, Moderation, Reaction, Statement, Voice, Way
from bandeng.opinions.queries import live
from bandeng.opinions.queries.conversations import need_open
from bandeng.people.acting import Actor
from bandeng.records.sealing import blind

VALUES = (-1, 0, 1)


@dataclass(frozen=True)
class Said:
    """A reaction that stands: whose, and whether this request added it or an earlier one had."""

    voice: Voice
    added: bool


@dataclass(frozen=True)
class Wish:
    """A reaction on its way: to which statement, what, whose (`queries.mark_of`), and the form's own key."""

    conversation: UUID
    statement: UUID
    value: int
    mark: str
    at: datetime
    key: str


def react(*, statement: Statement, value: int, mark: str, at: datetime, key: str) -> Said:
    """Say agree, disagree or pass to a statement; saying it anew changes one's mind, and both stay on record.

    mark     whose voice (`queries.mark_of`)
    key      the form's own key
    Raises   Refusal: "conversation_closed", "not_let_in", "unknown_value", "sign_in_first" (no mark), "key_missing",
             "still_arriving".
    """
    if value not in VALUES:
        raise Refusal("unknown_value", value=str(value))
    if not mark:
        raise Refusal("sign_in_first")
    if not key.strip():
        raise Refusal("key_missing")
    said = _together(Wish(statement.conversation_id, statement.pk, value, mark, at, key))
    live.want(statement.conversation_id)
    return said


def _write(wishes: Sequence[Wish]) -> list[Said | Exception]:
    """Append what may be appended, of several conversations, in one transaction; in the order of the wishes."""
    answers: dict[int, Said | Exception] = {}
    order = sorted(range(len(wishes)), key=lambda at: (wishes[at].conversation, at))
    with transaction.atomic():
        for pk, places in groupby(order, key=lambda at: wishes[at].conversation):
            some = list(places)
            answers |= dict(zip(some, _of_one(pk, [wishes[at] for at in some]), strict=True))
    return [answers[at] for at in range(len(wishes))]


def _of_one(pk: UUID, wishes: Sequence[Wish]) -> list[Said | Exception]:
    conversation = queries.locked(pk)
    if wait := still_arriving(conversation):
        return [wait for _ in wishes]
    asked = {wish.statement for wish in wishes}
    there = set(conversation.statements.filter(pk__in=asked, state=Moderation.IN).values_list("pk", flat=True))
    refused = [_refused(conversation, wish, there) for wish in wishes]
    said = iter(append(conversation, [wish for wish, no in zip(wishes, refused, strict=True) if no is None], Way.WEB))
    return [no or next(said) for no in refused]


def still_arriving(conversation: Conversation) -> Refusal | None:
    """Why nobody reacts yet: the reactions of a file come first, under their own numbers."""
    arrival = queries.arrival_of(conversation)
    return Refusal("still_arriving", laid=arrival.laid, total=arrival.total) if arrival else None


def _refused(conversation: Conversation, wish: Wish, there: set[UUID]) -> Refusal | None:
    try:
        need_open(conversation, local_day(wish.at))
    except Refusal as no:
        return no
    return None if wish.statement in there else Refusal("not_let_in")


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
        if wait := still_arriving(conversation):
            raise wait
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
        wishes = [Wish(conversation.pk, there[number], how, mark, at, key) for number, how in answers.items()]
        said = append(conversation, wishes, Way.PAPER)
        live.want(conversation.pk)
        return Said(said[0].voice, any(each.added for each in said))


def _repeated(conversation: Conversation, mark: str, key: str, statements: Iterable[object]) -> bool:
    """Whether this very form was sent before."""
    keys = [_key(mark, key, pk) for pk in statements]
    return Reaction.objects.filter(conversation=conversation, key__in=keys).exists()


def _key(mark: str, key: str, statement: object) -> str:
    """A key of fixed length, this voice's own: nobody can take another's key away."""
    return blind(f"{mark}:{key}:{statement}", "reaction")


def append(conversation: Conversation, wishes: Sequence[Wish], way: str) -> list[Said]:
    """Add the reactions that are not there yet, under the conversation's lock, in a few queries for any number."""
    if not wishes:
        return []
    voices = _voices(conversation, wishes, way)
    keys = [_key(wish.mark, wish.key, wish.statement) for wish in wishes]
    known = set(Reaction.objects.filter(conversation=conversation, key__in=keys).values_list("key", flat=True))
    number, said, rows = queries.newest(conversation), list[Said](), list[Reaction]()
    for wish, key in zip(wishes, keys, strict=True):
        said.append(Said(voices[wish.mark], key not in known))
        if key not in known:
            known.add(key)
            rows.append(Reaction(
                conversation=conversation, number=number + len(rows) + 1, voice=voices[wish.mark],
                statement_id=wish.statement, value=wish.value, at=wish.at, key=key,
            ))  # fmt: skip
    Reaction.objects.bulk_create(rows)
    return said


def _voices(conversation: Conversation, wishes: Sequence[Wish], way: str) -> dict[str, Voice]:
    """Each mark's voice; whoever speaks for the first time gets the next number."""
    heard = Voice.objects.filter(conversation=conversation)
    found = {voice.mark: voice for voice in heard.filter(mark__in={wish.mark for wish in wishes})}
    first = {wish.mark: wish.at for wish in reversed(wishes) if wish.mark not in found}
    new = [mark for mark in dict.fromkeys(wish.mark for wish in wishes) if mark in first]
    if new:
        last = heard.aggregate(last=Max("number"))["last"] or 0
        made = Voice.objects.bulk_create(
            Voice(conversation=conversation, number=number, mark=mark, way=way, at=first[mark])
            for number, mark in enumerate(new, last + 1)
        )
        found |= {voice.mark: voice for voice in made}
    return found


_together: Together[Wish, Said] = Together(_write)
