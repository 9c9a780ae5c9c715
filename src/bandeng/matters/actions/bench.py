"""The bench meeting: who sat there, what was said, what came of it, who saw it otherwise (I9)."""

import json
from collections.abc import Sequence
from datetime import date, datetime

from bandeng.core.ids import new_id
from bandeng.core.refusal import Refusal
from bandeng.matters import queries
from bandeng.matters.actions.deciding import enter, need_role, need_text, need_tool, not_future, step_of
from bandeng.matters.actions.journey import complete_step
from bandeng.matters.actions.texts import need_masked, published
from bandeng.matters.acts import BenchNoted, DissentAnswered, SeatOnBench
from bandeng.matters.models import BenchNote, Dissent, Matter
from bandeng.people.acting import Actor
from bandeng.records.actions import action

NOTERS = frozenset({"secretary", "convener", "community_staff", "recorder", "social_worker", "chair"})
OUTCOMES = ("consensus", "partial", "none", "advisory")
ANSWERERS = frozenset({"secretary", "convener", "community_staff"})


@action
def note_bench(
    *, matter: Matter, held_on: date, where: str, seats: Sequence[SeatOnBench], said: str, outcome: str, opinion: str,
    dissents: Sequence[str] = (), next_step: str = "", choose: str | None = None, actor: Actor, at: datetime,
    version: int | None = None, once: str | None = None,
) -> BenchNote:  # fmt: skip
    """Note a bench meeting, and with `choose` complete the step in the same transaction.

    seats      who sat there, by role, at least one
    outcome    "consensus", "partial", "none" (then `next_step` says what happens next) or "advisory"
    dissents   views that differed; each has to be answered before the final reply goes out
    Raises     Refusal: "not_offered", "not_your_turn", "stale", "already_ended", "text_missing", "unmasked",
               "unknown_word", "seats_missing", "next_step_missing", "date_in_future"; with `choose` also what
               `complete_step` raises.
    """
    matter = queries.fresh(matter, version)
    step_of(matter)
    _need_talk(queries.standing(matter))
    need_role(actor, matter, NOTERS | queries.read_process(matter.process).step(matter.step or "").by - queries.GIVEN)
    not_future(held_on, at)
    views = [view.strip() for view in dissents if view.strip()]
    _need_whole(where, seats, said, outcome, opinion, next_step)
    need_masked(where=where, next_step=next_step, dissents="\n".join(views))
    note = new_id(at)
    act = BenchNoted(
        matter=matter.pk, note=note, held_on=held_on, where=where.strip()[:80], seats=list(seats), outcome=outcome,
        next_step=next_step.strip()[:200], dissents=[new_id(at) for _ in views], dissent=[] if matter.sealed else views,
        dissent_sealed=json.dumps(views, ensure_ascii=False) if matter.sealed and views else None,
        **published(matter, said=said, opinion=opinion),
    )  # fmt: skip
    noted: BenchNote = enter(act, matter, actor=actor, at=at, once=once)
    if choose is not None:
        complete_step(matter=matter, actor=actor, at=at, choose=choose)
    return noted


def _need_talk(now: queries.Standing) -> None:
    """Where a step opens a meeting, its note is written down as the bench's is."""
    if now.step is None or now.process.step(now.step).opens != "meeting":
        need_tool(now, "bench_note")


def _need_whole(
    where: str, seats: Sequence[SeatOnBench], said: str, outcome: str, opinion: str, next_step: str
) -> None:
    if outcome not in OUTCOMES:
        raise Refusal("unknown_word", field="outcome", word=outcome)
    need_text(where=where, said=said, opinion=opinion)
    if not seats or any(seat.count < 1 or not seat.role.strip() for seat in seats):
        raise Refusal("seats_missing")
    if outcome == "none" and not next_step.strip():
        raise Refusal("next_step_missing")


@action
def answer_dissent(*, dissent: Dissent, answer: str, actor: Actor, at: datetime, once: str | None = None) -> Dissent:
    """Answer a view that differed: why it was decided otherwise. Later words replace earlier ones.

    Raises   Refusal: "not_your_turn", "text_missing", "unmasked".
    """
    dissent = Dissent.objects.select_related("note__matter").get(pk=dissent.pk)
    matter = queries.locked(dissent.note.matter)
    need_role(actor, matter, ANSWERERS)
    need_text(answer=answer)
    act = DissentAnswered(matter=matter.pk, dissent=dissent.pk, **published(matter, answer=answer))
    answered: Dissent = enter(act, matter, actor=actor, at=at, once=once)
    return answered
