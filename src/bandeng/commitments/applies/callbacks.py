"""Call-backs to their rows."""

from uuid import UUID

from bandeng.commitments import acts
from bandeng.commitments.applies.items import person_of
from bandeng.commitments.models import CallBack, CallbackDraw
from bandeng.matters import applies as matters
from bandeng.matters.applies.erasure import when_erased
from bandeng.matters.models import Matter
from bandeng.records.acts import ERASED
from bandeng.records.models import Entry
from bandeng.records.registry import applies


@applies(acts.CallbackDrawn, result=lambda act: CallbackDraw.objects.get(pk=act.draw))
def callback_drawn(act: acts.CallbackDrawn, entry: Entry) -> CallbackDraw:
    """The sample, in the order in which it was drawn."""
    draw = CallbackDraw.objects.create(
        id=act.draw, place_id=act.place, chain=entry.chain, from_on=act.from_on, to_on=act.to_on, of=act.of,
        candidates=act.candidates, seed_n=act.seed_n, seed=act.seed, drawn_by_id=person_of(entry) or "", at=entry.at,
        entry_n=entry.n,
    )  # fmt: skip
    for position, one in enumerate(act.calls, 1):
        CallBack.objects.create(
            id=one.callback, draw=draw, position=position, matter_id=one.matter, raising_id=one.raising,
            reply_id=one.reply, claim=one.claim,
        )  # fmt: skip
    return draw


@applies(acts.CallbackMade, result=lambda act: CallBack.objects.get(pk=act.callback))
def callback_made(act: acts.CallbackMade, entry: Entry) -> CallBack:
    """One more try; the answers where somebody was reached; and the matter taken up again, where the raiser wants."""
    call = CallBack.objects.get(pk=act.callback)
    who = person_of(entry)
    call.tries, call.reached, call.mode = call.tries + 1, act.reached, act.mode
    call.answered, call.solved, call.satisfied = act.answered, act.solved, act.satisfied
    call.words, call.reopened = act.words or "", act.reopens is not None
    call.made_at, call.made_by_id = entry.at, UUID(who) if who else None
    call.save()
    if act.reopens is not None:
        matters.move(Matter.objects.get(pk=act.matter), act.reopens, entry)
    return call


@when_erased
def what_was_said_on_the_telephone(raising: UUID) -> None:
    """A raiser's own words go with the rest of theirs."""
    CallBack.objects.filter(raising=raising).exclude(words="").update(words=ERASED)
