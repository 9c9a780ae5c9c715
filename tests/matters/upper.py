"""An upper room of the tests' own: it tells a matter what stands, as commitments and meetings do."""

from datetime import datetime
from uuid import UUID

from bandeng.core.ids import new_id
from bandeng.matters import applies
from bandeng.matters.actions import advance
from bandeng.matters.acts import ReplyTo
from bandeng.matters.models import Matter, Raising
from bandeng.people.acting import system
from bandeng.people.models import Organisation
from bandeng.records.actions import action, record
from bandeng.records.acts import Act, act
from bandeng.records.models import Entry
from bandeng.records.registry import applies as applied_by

UPPER = system("upper")


@act("test.stands")
class Stands(Act):
    """A fact stands, or no longer."""

    matter: UUID
    fact: str
    ref: str = "test"
    gone: bool = False


@act("test.task")
class Task(Act):
    """A unit has a task, on a track of its own, or it is settled."""

    matter: UUID
    track: UUID
    organisation: UUID | None = None
    settled: bool = False


@act("test.answered")
class Answered(Act):
    """Everybody got the final reply."""

    matter: UUID
    replies: list[ReplyTo]


@applied_by(Stands)
def stands(done: Stands, entry: Entry) -> None:
    if done.gone:
        applies.take_fact(done.matter, done.fact, done.ref)
    else:
        applies.put_fact(done.matter, done.fact, done.ref, entry.at)


@applied_by(Task)
def task(done: Task, entry: Entry) -> None:
    ref = f"item:{done.track}"
    if done.settled:
        applies.close_track(done.track, entry.at, "settled")
        return
    applies.open_track(done.track, done.matter, "item", ref, entry.at)
    if done.organisation:
        applies.concern(done.matter, done.organisation, ref)


@applied_by(Answered)
def answered(done: Answered, entry: Entry) -> None:
    for to in done.replies:
        applies.write_reply(done.matter, to, "final", "办好了", entry)
    applies.put_fact(done.matter, "replies_final", "replies", entry.at)


@action
def tell(*, matter: Matter, done: Act, at: datetime) -> Matter:
    """Record what the upper room did, and let the matter move on."""
    record(done, chain=matter.chain, subject=f"matter:{matter.pk}", actor=UPPER.name, at=at)
    return advance(matter=matter, at=at)


def fact(matter: Matter, word: str, at: datetime) -> Matter:
    return tell(matter=matter, done=Stands(matter=matter.pk, fact=word), at=at)


def give_task(matter: Matter, at: datetime, unit: Organisation | None = None) -> UUID:
    """A unit claims: its track opens, the claims stand."""
    track = new_id(at)
    done = Task(matter=matter.pk, track=track, organisation=unit.pk if unit else None)
    tell(matter=matter, done=done, at=at)
    fact(matter, "items_claimed", at)
    return track


def settle_task(matter: Matter, track: UUID, at: datetime) -> Matter:
    """It is done and checked."""
    tell(matter=matter, done=Task(matter=matter.pk, track=track, settled=True), at=at)
    return fact(matter, "items_settled", at)


def answer_everybody(matter: Matter, at: datetime) -> Matter:
    """The final reply to each raising, read on the page."""
    replies = [
        ReplyTo(reply=new_id(at), raising=each.pk, delivered="page") for each in Raising.objects.filter(matter=matter)
    ]
    return tell(matter=matter, done=Answered(matter=matter.pk, replies=replies), at=at)
