"""Rating: each raiser says once a round whether it is true, and "not solved" takes the whole matter up again."""

from datetime import datetime

from bandeng.core.deadline import local_day
from bandeng.core.ids import new_id
from bandeng.core.refusal import Refusal
from bandeng.matters import queries
from bandeng.matters.actions.deciding import enter
from bandeng.matters.actions.moving import advance, reopen_move
from bandeng.matters.acts import Branched, Move, RaisingRated
from bandeng.matters.models import Concerned, Matter, Raising, Rating, Word
from bandeng.matters.queries.ratings import rating_door
from bandeng.people.acting import Actor, system
from bandeng.records.actions import action

MOST_WORDS = 1000
HANDLERS = queries.HANDLERS | queries.OVERSEERS | {"recorder", "chair"}
"""Who works on matters of a place, or oversees that; none of them rates (I19)."""

JOURNEY = system("journey")


@action
def rate(
    *, raising: Raising, answered: str, solved: str, satisfied: str, words: str = "", actor: Actor, at: datetime,
    once: str | None = None,
) -> Rating:  # fmt: skip
    """A raiser says whether it is true; "yes", "partly" or "no" three times, and words of their own.

    "Not solved" takes the whole matter up again: the first time by the same unit, the second time before the supervisor
    (process.md, "Closing rules"). While a round runs already, or others still wait for their reply, it is gathered.
    actor    the holder of the receipt (`queries.receipt_actor`, with who is signed in behind it), or the raiser
    Raises   Refusal: "not_allowed" (somebody else's), "handler_rates" (I19), "unknown_word", "text_too_long",
             "not_replied_yet", "spent" (rated already), "too_late" (until: the last day it was open).
    """
    raising = Raising.objects.select_related("matter__place", "matter__process").get(pk=raising.pk)
    matter = queries.locked(raising.matter)
    _may_rate(raising, matter, actor)
    _need_words(answered=answered, solved=solved, satisfied=satisfied)
    if len(words) > MOST_WORDS:
        raise Refusal("text_too_long", field="words", most=MOST_WORDS)
    round_ = _open_round(raising, at)
    act = RaisingRated(
        matter=matter.pk, raising=raising.pk, rating=new_id(at), round=round_, answered=answered, solved=solved,
        satisfied=satisfied, reopens=_reopens(matter, round_, solved, at), words=words.strip() or None,
    )  # fmt: skip
    rated: Rating = enter(act, matter, actor=actor, at=at, once=once)
    if rated.reopened:
        rated.matter = advance(matter=rated.matter, at=at)
    return rated


def _may_rate(raising: Raising, matter: Matter, actor: Actor) -> None:
    if actor.name != f"receipt:{raising.pk}" and (actor.id is None or actor.id != raising.person_id):
        raise Refusal("not_allowed")
    if handled_by(matter, raising, actor):
        raise Refusal("handler_rates", matter=matter.number)


def handled_by(matter: Matter, raising: Raising, actor: Actor) -> bool:
    """Whether who is signed in works on this matter: its staff, an officer of a unit it concerns or concerned, or who
    entered it for somebody else."""
    if actor.id is None:
        return False
    if not actor.roles_at(matter.place).isdisjoint(HANDLERS):
        return True
    if raising.proxy_id == actor.id and raising.person_id != actor.id:
        return True
    here = [matter.pk, *queries.merged_below(matter.pk)]
    return Concerned.objects.filter(matter__in=here, organisation__in=actor.organisations()).exists()


def _need_words(**answers: str) -> None:
    for field, word in answers.items():
        if word not in Word.values:
            raise Refusal("unknown_word", field=field, word=word)


def _open_round(raising: Raising, at: datetime) -> int:
    """The round whose final reply is rated."""
    door = rating_door(raising, on=local_day(at))
    if door.reply is None:
        raise Refusal("not_replied_yet")
    if door.state == "spent":
        raise Refusal("spent")
    if door.state == "over":
        raise Refusal("too_late", until=door.until.isoformat() if door.until else None)
    return door.reply.round


def _reopens(matter: Matter, round_: int, solved: str, at: datetime) -> Move | None:
    if solved != Word.NO or matter.step is not None or round_ != matter.round:
        return None
    return reopen_move(matter, at)


def reopen_unsolved(*, matter: Matter, at: datetime) -> Matter:
    """Take up again a matter that has just ended though a raiser, told earlier than others, said "not solved".

    Within an action that has the lock.
    """
    said = Rating.objects.filter(matter=matter, round=matter.round, solved=Word.NO).order_by("at", "pk").first()
    if matter.step is not None or said is None:
        return matter
    move = reopen_move(matter, at)
    if move is None:
        return matter
    act = Branched(
        matter=matter.pk, branch="reopen", move=move, reason_code="not_solved", ref=said.pk, reason_sealed=None
    )
    reopened: Matter = enter(act, matter, actor=JOURNEY, at=at)
    return advance(matter=reopened, at=at)
