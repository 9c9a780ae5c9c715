"""Drawing a sample of final replies openly, and asking each raiser in it whether it is true."""

from datetime import date, datetime

from bandeng.commitments.acts import CallbackDrawn, CallbackMade, Drawn
from bandeng.commitments.models import CallBack, CallbackDraw
from bandeng.commitments.queries import callbacks
from bandeng.core import ladder
from bandeng.core.deadline import local_day
from bandeng.core.draw import digest, draw
from bandeng.core.ids import new_id
from bandeng.core.refusal import Refusal
from bandeng.matters import queries as matters
from bandeng.matters.actions import advance
from bandeng.matters.actions.deciding import enter, need_role, somebody
from bandeng.matters.actions.moving import reopen_move
from bandeng.matters.acts import Move
from bandeng.matters.models import Reach, Word
from bandeng.people.acting import Actor
from bandeng.places.models import Place
from bandeng.records.actions import action, lock, record

MOST_WORDS = 1000
MODES = (Reach.PHONE, Reach.VISIT)
ON_RECEIPT = Reach.PAGE
"""How an answer came that the raiser gave on the receipt."""


@action
def draw_callbacks(
    *, place: Place, from_on: date, to_on: date, actor: Actor, at: datetime, once: str | None = None
) -> CallbackDraw:
    """Draw a sample of the final replies that arrived in a period that is over; once for each day of the year.

    The seed is the head of the community's chain just before this act: this entry names it as `prev`, so whoever has
    the exported ledger can draw again and finds the same (core.draw).
    Raises   Refusal: "not_allowed", "bad_period" (most), "period_not_over", "drawn_already" (first, last),
             "nobody_to_ask".
    """
    somebody(actor)
    if actor.roles_at(place).isdisjoint(callbacks.CALLERS):
        raise Refusal("not_allowed")
    rule = ladder.shared().callback
    if not 0 <= (to_on - from_on).days < rule.longest:
        raise Refusal("bad_period", most=rule.longest)
    if to_on >= local_day(at):
        raise Refusal("period_not_over")
    if before := callbacks.overlapping(place, from_on, to_on):
        raise Refusal("drawn_already", first=before.from_on.isoformat(), last=before.to_on.isoformat())
    replies = {str(reply.pk): reply for reply in callbacks.candidates(place, from_on, to_on)}
    if not replies:
        raise Refusal("nobody_to_ask")
    head = lock(place.chain)[place.chain]
    chosen = [replies[key] for key in draw(head.head, replies, rule.size(len(replies)))]
    act = CallbackDrawn(
        draw=new_id(at), place=place.pk, from_on=from_on, to_on=to_on, of=len(replies), candidates=digest(replies),
        seed_n=head.n, seed=head.head,
        calls=[
            Drawn(
                callback=new_id(at), matter=reply.matter_id, raising=reply.raising_id, reply=reply.pk,
                claim=callbacks.claim_of(reply),
            )
            for reply in chosen
        ],
    )  # fmt: skip
    subject = f"place:{place.pk}"
    drawn: CallbackDraw = record(act, chain=place.chain, subject=subject, actor=actor.name, at=at, once=once)
    return drawn


@action
def make_callback(
    *, call: CallBack, reached: bool, mode: str = Reach.PHONE, answered: str = "", solved: str = "",
    satisfied: str = "", words: str = "", reopen: bool = False, actor: Actor, at: datetime, once: str | None = None,
) -> CallBack:  # fmt: skip
    """Note one call: nobody there, or what the raiser said; never by somebody who had a part in the work.

    reopen   the raiser says "not solved" and wants it taken up again: within the days and as often as rating allows
    Raises   Refusal: "not_your_turn", "had_part", "already_called", "unknown_word", "unknown_mode", "text_too_long",
             "too_late" (until), "cannot_reopen".
    Source   domain.md 7 (call-back honesty), process.md, "Closing rules"
    """
    call = _locked(call)
    need_role(actor, call.matter, callbacks.CALLERS)
    if callbacks.had_part(actor, call):
        raise Refusal("had_part")
    if call.reached:
        raise Refusal("already_called")
    if mode not in MODES:
        raise Refusal("unknown_mode")
    said = _said(reached, answered=answered, solved=solved, satisfied=satisfied)
    return _made(call, actor, at, once, reached=reached, mode=mode, said=said, words=words, reopen=reopen)


@action
def answer_callback(
    *, call: CallBack, answered: str, solved: str, satisfied: str, words: str = "", reopen: bool = False, actor: Actor,
    at: datetime, once: str | None = None,
) -> CallBack:  # fmt: skip
    """The raiser answers on the receipt what they would have been asked by telephone: the same act, by another way.

    actor    the holder of the receipt (`matters.queries.receipt_actor`, with who is signed in behind it)
    Raises   Refusal: "not_allowed" (somebody else's receipt, or taken back, or somebody who is not the raiser),
             "already_called" (by telephone, at the door, or here), "unknown_word", "text_too_long", "too_late" (until),
             "cannot_reopen".
    """
    call = _locked(call)
    raising = call.raising
    if actor.name != f"receipt:{raising.pk}" or raising.withdrawn_at or raising.erased_at:
        raise Refusal("not_allowed")
    if not callbacks.may_answer(actor, call):
        raise Refusal("not_allowed")
    if call.reached:
        raise Refusal("already_called")
    said = _said(True, answered=answered, solved=solved, satisfied=satisfied)
    return _made(call, actor, at, once, reached=True, mode=ON_RECEIPT, said=said, words=words, reopen=reopen)


def _locked(call: CallBack) -> CallBack:
    """The call as it stands now that nobody else can change it: its matter's lock is held."""
    matter = matters.locked(call.matter)
    found = CallBack.objects.select_related("matter__place", "raising", "reply__matter", "draw").get(pk=call.pk)
    found.matter = matter
    return found


def _made(
    call: CallBack, actor: Actor, at: datetime, once: str | None, *, reached: bool, mode: str, said: dict[str, str],
    words: str, reopen: bool,
) -> CallBack:  # fmt: skip
    if len(words) > MOST_WORDS:
        raise Refusal("text_too_long", field="words", most=MOST_WORDS)
    act = CallbackMade(
        callback=call.pk, matter=call.matter.pk, raising=call.raising_id, reached=reached, mode=mode, **said,
        reopens=_reopens(call, said["solved"], at) if reopen else None, words=words.strip() or None,
    )  # fmt: skip
    made: CallBack = enter(act, call.matter, actor=actor, at=at, once=once)
    if made.reopened:
        advance(matter=made.matter, at=at)
    return made


def _said(reached: bool, **answers: str) -> dict[str, str]:
    """The three answers; nothing where nobody was reached."""
    if not reached:
        return dict.fromkeys(answers, "")
    for field, word in answers.items():
        if word not in Word.values:
            raise Refusal("unknown_word", field=field, word=word)
    return answers


def _reopens(call: CallBack, solved: str, at: datetime) -> Move:
    """What a "not solved" on the receipt page would do, by the same rules."""
    until = matters.rate_until(call.reply)
    if until is not None and local_day(at) > until:
        raise Refusal("too_late", until=until.isoformat())
    ended = call.matter.step is None and call.reply.round == call.matter.round
    move = reopen_move(call.matter, at) if solved == Word.NO and ended else None
    if move is None:
        raise Refusal("cannot_reopen")
    return move
