"""Opening a conversation, closing it, and what the ledger says of its reactions in between."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from bandeng.core.deadline import local_day
from bandeng.core.ids import new_id
from bandeng.core.refusal import Refusal
from bandeng.matters.actions.texts import need_masked
from bandeng.matters.models import Matter
from bandeng.opinions import acts, queries
from bandeng.opinions.actions.deciding import enter, need_roles, need_statement
from bandeng.opinions.models import Conversation, Tick, Voices
from bandeng.people.acting import Actor, system
from bandeng.places.models import Place
from bandeng.records.actions import action, record

if TYPE_CHECKING:
    from bandeng.core.opinion import Votes

FEWEST_SEEDS, MOST_SEEDS = 3, 100
MOST_QUESTION = 120
TICKER = system("opinions")


@action
def open_conversation(
    *,
    place: Place,
    question: str,
    seeds: Sequence[str],
    actor: Actor,
    at: datetime,
    about: str = "",
    voices: str = Voices.DEVICE,
    closes_on: date | None = None,
    matter: Matter | None = None,
    asked_for: str = "",
    once: str | None = None,
) -> Conversation:
    """Ask a neighbourhood what it thinks, beginning with a few statements of one idea each.

    voices   who has one voice: "device" or "person" (`queries.voices`)
    matter   what it is about, if it belongs to one
    asked_for  what it is asked for in a room above, e.g. "meeting:<key>"; that room shows it beside its own
    Raises   Refusal: "not_your_turn", "text_missing", "text_too_long", "unmasked", "too_few_seeds", "too_many_seeds",
             "seed_twice", "date_not_ahead", "unknown_voices", "not_allowed" (a sealed matter is not asked about).
    """
    need_roles(actor, place, queries.OPENERS)
    need_masked(question=question, about=about)
    if not question.strip():
        raise Refusal("text_missing", field="question")
    if len(question) > MOST_QUESTION:
        raise Refusal("text_too_long", field="question", most=MOST_QUESTION)
    if voices not in Voices.values:
        raise Refusal("unknown_voices", voices=voices)
    if closes_on is not None and closes_on <= local_day(at):
        raise Refusal("date_not_ahead", date=closes_on.isoformat())
    if matter is not None and (not matter.is_public or not matter.place.path.startswith(place.path)):
        raise Refusal("not_allowed")
    act = acts.ConversationOpened(
        conversation=new_id(at), place=place.pk, matter=matter.pk if matter else None, question=question.strip(),
        about=about.strip(), voices=voices, closes_on=closes_on,
        seeds=[{"id": str(new_id(at)), "text": text} for text in _seeds(seeds)], asked_for=asked_for,
    )  # fmt: skip
    opened: Conversation = record(
        act, chain=place.chain, subject=f"conversation:{act.conversation}", actor=actor.name, at=at, once=once
    )
    return opened


def _seeds(given: Sequence[str]) -> list[str]:
    texts = [need_statement(text) for text in given if text.strip()]
    if len(texts) < FEWEST_SEEDS:
        raise Refusal("too_few_seeds", least=FEWEST_SEEDS, given=len(texts))
    if len(texts) > MOST_SEEDS:
        raise Refusal("too_many_seeds", most=MOST_SEEDS)
    for place, text in enumerate(texts):
        if text in texts[:place]:
            raise Refusal("seed_twice", text=text)
    return texts


@action
def close_conversation(
    *, conversation: Conversation, reason: str, actor: Actor, at: datetime, once: str | None = None
) -> Conversation:
    """No more reactions; the last tick is taken, so that the ledger carries the whole.

    Raises   Refusal: "not_your_turn", "conversation_closed", "unmasked".
    """
    conversation = queries.locked(conversation)
    need_roles(actor, conversation.place, queries.OPENERS)
    if conversation.closed_at:
        raise Refusal("conversation_closed")
    need_masked(reason=reason)
    tick_now(conversation, at)
    act = acts.ConversationClosed(conversation=conversation.pk, reason=reason.strip()[:200])
    closed: Conversation = enter(act, conversation, actor=actor, at=at, once=once)
    return closed


def tick(*, conversation: Conversation, at: datetime) -> Tick | None:
    """Write down how many reactions have come and what the map of them says; None when nothing is new.

    Worked out before anything is locked, for of a large conversation it takes seconds.
    """
    act = _ticked(conversation)
    return _enter_tick(conversation=conversation, act=act, at=at) if act else None


@action
def _enter_tick(*, conversation: Conversation, act: acts.ConversationTicked, at: datetime) -> Tick | None:
    """Enter it, unless somebody else has meanwhile."""
    conversation = queries.locked(conversation)
    if conversation.ticks.filter(number__gte=act.tick).exists():
        return None
    ticked: Tick = enter(act, conversation, actor=TICKER, at=at)
    return ticked


def tick_now(conversation: Conversation, at: datetime) -> Tick | None:
    """The same, for an action that holds the conversation's lock."""
    act = _ticked(conversation)
    if act is None:
        return None
    ticked: Tick = enter(act, conversation, actor=TICKER, at=at)
    return ticked


def _ticked(conversation: Conversation) -> acts.ConversationTicked | None:
    """What the ledger is to say now; None when nothing is new."""
    last = conversation.ticks.order_by("-number").first()
    votes, upto = queries.votes_of(conversation)
    if upto == (last.upto if last else 0):
        return None
    return acts.ConversationTicked(
        conversation=conversation.pk, tick=(last.number if last else 0) + 1, upto=upto, reactions=upto,
        voices=len(votes.pids), root=_root(conversation, last, upto),
        result="" if len(votes.pids) < queries.LEAST else _result(conversation, votes),
    )  # fmt: skip


def _root(conversation: Conversation, last: Tick | None, upto: int) -> str:
    told = hashlib.sha256((last.root if last else "0" * 64).encode())
    for line in queries.lines_since(conversation, last.upto if last else 0, upto):
        told.update(line)
    return told.hexdigest()


def result_of(conversation: Conversation) -> str:
    """As `_result`, of all votes there are."""
    return _result(conversation, queries.votes_of(conversation)[0])


def _result(conversation: Conversation, votes: "Votes") -> str:
    """The fingerprint that `bandeng opinion map votes.csv --comments comments.csv` prints for the conversation's files:
    the map of the votes alone, whatever was shown before."""
    from bandeng.core.opinion import fingerprint, opinion_map

    return fingerprint(opinion_map(votes, queries.around_of(conversation)))
