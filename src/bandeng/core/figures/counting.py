"""From what stands about a matter to what it counts for: one `Counted` for each figure it has a part in.

Nothing here asks what day it is. A date in the future is written down with its day, and whoever adds up stops at today.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol
from uuid import UUID

from bandeng.core.deadline import Deadline, Unit, local_day
from bandeng.core.figures.facts import (
    CallBackFacts,
    Cycle,
    FinalReply,
    ItemFacts,
    MatterFacts,
    NoteFacts,
    OrderFacts,
    Promised,
    Published,
    Quality,
    RaisingFacts,
)
from bandeng.core.figures.histogram import Scale, bin_of
from bandeng.core.figures.working import working_minutes
from bandeng.core.workdays import Calendar

FUNNEL = ("raised", "sorted", "deliberated", "decided", "claimed", "solved", "replied", "rated")
LATEST = frozenset({"solved", "replied"})
"""Milestones that count only for the present round: what was reopened is not solved any more."""

NO_OUTCOME = "none"


@dataclass(frozen=True, slots=True)
class Counted:
    """One record's part in one figure.

    figure    its key, with a part after a dot: "on_time_rate", "on_time_rate.extended"
    verdict   "n" (in n and N), "N" or "N:name" (in N alone), "x:reason" (left out, and named)
    day       the day by which it belongs to a period
    until     for a stock: the first day on which it no longer stands; None while it does
    value     a bin, a number of days, or the milestones of the funnel as bits
    who       for people and activities: the key that is counted once
    """

    figure: str
    kind: str
    record: UUID
    day: date
    verdict: str
    value: int | None = None
    until: date | None = None
    unit: UUID | None = None
    who: str = ""
    channel: str = ""


class Told(Protocol):
    """How a matter's parts are written down."""

    def __call__(self, figure: str, day: date, verdict: str, value: int | None = None) -> Counted: ...


def count(matter: MatterFacts, calendar: Calendar, *, contact_days: int) -> list[Counted]:
    """Everything a matter counts for.

    contact_days   working days within which a person should have answered
    """
    found = [*_matter(matter)]
    for raising in matter.raisings:
        found += _raising(raising, calendar, contact_days)
        found += _reply_completeness(matter, raising)
    for final in matter.finals:
        found.append(_satisfaction(final))
    for item in matter.items:
        found += _item(item)
    for note in matter.notes:
        found += _note(matter, note)
    for order in matter.orders:
        found += _order(order)
    found += [_call_back(call) for call in matter.callbacks]
    found += [_published(matter, each) for each in matter.publishing]
    found += _quality(matter, matter.quality)
    return found


# --- matters ---


def _matter(matter: MatterFacts) -> Iterator[Counted]:
    raised, closed = local_day(matter.raised_at), local_day(matter.closed_at) if matter.closed_at else None
    due = min(closed or matter.due_on, matter.due_on)

    def told(figure: str, day: date, verdict: str, value: int | None = None) -> Counted:
        return Counted(figure, "matter", matter.id, day, verdict, value)

    yield told("resolution_rate", due, _RESOLVED.get(matter.ending, "N"))
    yield told("conversion_funnel", raised, "x:merged" if matter.merged else "n", _milestones(matter))
    for number, day in matter.closings.items():
        if not matter.merged:
            yield told("reopen_recurrence", day, "n" if matter.round > number else "N")
    if closed and not matter.merged:
        yield told("reopen_recurrence.recurrence", closed, "n" if matter.recurred else "N")
        explained = matter.ending == "explained"
        yield told("explain_close_rate_and_contest", closed, "n" if explained else "N")
    yield from _contest(matter, told)
    for sent in matter.sent:
        yield Counted(
            "return_and_transfer_ping_pong.transfers", "matter", matter.id, sent.on, "n" if sent.returned else "N"
        )
    if matter.notes:
        first = min(note.held_on for note in matter.notes)
        yield told("deliberation_yield.solved", first, "n" if matter.ending == "solved" else "N")


_RESOLVED = {"solved": "n"} | {
    ending: f"x:{ending}" for ending in ("merged", "explained", "not_accepted", "withdrawn")
}  # fmt: skip


def _contest(matter: MatterFacts, told: Told) -> Iterator[Counted]:
    if matter.explained_on is None or matter.merged:
        return
    yield told("explain_close_rate_and_contest.contested", matter.explained_on, "n" if matter.contested else "N")
    if matter.contested:
        verdict = "x:open" if matter.closed_at is None else "N" if matter.ending == "explained" else "n"
        yield told("explain_close_rate_and_contest.overturned", matter.explained_on, verdict)


def _milestones(matter: MatterFacts) -> int:
    """The milestones as bits, in the order of FUNNEL."""
    ever = frozenset().union(*matter.reached.values()) if matter.reached else frozenset()
    now = matter.reached.get(matter.round, frozenset())
    reached = {"raised"} | {each for each in ever if each not in LATEST} | (now & LATEST)
    if matter.rated:
        reached.add("rated")
    return sum(1 << place for place, milestone in enumerate(FUNNEL) if milestone in reached)


# --- raisings ---


def _raising(raising: RaisingFacts, calendar: Calendar, contact_days: int) -> Iterator[Counted]:
    def told(figure: str, day: date, verdict: str, value: int | None = None, who: str = "") -> Counted:
        return Counted(figure, "raising", raising.id, day, verdict, value, who=who, channel=raising.channel)

    raised = local_day(raising.raised_at)
    if raising.accepted_at is None:
        yield told("response_rate", raised, "x:not_accepted")
    else:
        limit = Deadline(contact_days, Unit.WORKING).due(raising.raised_at, calendar).due
        in_time = raising.contact_at is not None and local_day(raising.contact_at) <= limit
        yield told("response_rate", local_day(raising.accepted_at), "n" if in_time else "N")
    minutes = working_minutes(calendar, raising.raised_at, raising.contact_at) if raising.contact_at else None
    bin_ = None if minutes is None else bin_of(minutes, Scale.WORKING_MINUTES)
    yield told("first_response_time", raised, "N" if bin_ is None else "n", bin_)
    unknown = "erased" if raising.erased else "anonymous" if raising.anonymous else "" if raising.person else "unnamed"
    verdict = f"x:{unknown}" if unknown else "n"
    yield told("participation_breadth", raised, verdict, who="" if unknown else raising.person)


def _reply_completeness(matter: MatterFacts, raising: RaisingFacts) -> Iterator[Counted]:
    if matter.closed_at is None or matter.merged:
        return
    verdict = {"delivered": "n", "attempted": "N:attempted"}.get(raising.final, "N")
    yield Counted(
        "reply_completeness", "raising", raising.id, local_day(matter.closed_at), verdict, channel=raising.channel
    )


def _satisfaction(final: FinalReply) -> Counted:
    verdict = {"": "x:no_answer", "yes": "n", "partly": "N:partly"}.get(final.satisfied, "N")
    return Counted(
        "satisfaction", "raising", final.raising, local_day(final.at), verdict, value=final.round, channel=final.channel
    )


# --- work items ---


def _item(item: ItemFacts) -> Iterator[Counted]:
    def told(figure: str, day: date, verdict: str, **more: object) -> Counted:
        return Counted(figure, "item", item.id, day, verdict, **more)  # type: ignore[arg-type]

    first = item.held[0] if item.held else None
    spot = first is not None and first.how == "on_the_spot"
    yield told("claim_on_the_spot_rate", item.set_on, "n" if spot else "N", unit=first.unit if first else None)
    for held in item.held:
        yield told("return_and_transfer_ping_pong", held.on, "n" if held.returned else "N", unit=held.unit)
        yield told("cross_duty_load_on_community", held.on, "n" if held.outside else "N", unit=held.unit)
    if first:
        last = item.held[-1]
        if not last.returned:
            yield told("return_and_transfer_ping_pong.hops", last.on, "n", value=len(item.held), unit=last.unit)
        extended, suspended = sum(item.extended_by), sum(item.suspended_days)
        verdicts = ("n" if item.extended_by else "N", "n" if item.suspended_days else "N")
        yield told("extension_suspension_rate", first.on, verdicts[0], value=extended, unit=last.unit)
        yield told("extension_suspension_rate.suspension", first.on, verdicts[1], value=suspended, unit=last.unit)
    for cycle in item.cycles:
        yield from _cycle(item, cycle)
    for promise in item.promised:
        yield told("commitment_fulfilment", promise.due, _fulfilled(item, promise), unit=promise.unit)
    if item.take_by is not None:
        for start, end in item.waits:
            late = max(start, item.take_by + timedelta(days=1))
            if end is None or late < end:
                yield told("overdue_stock_and_age.unclaimed", late, "n", until=end)


def _cycle(item: ItemFacts, cycle: Cycle) -> Iterator[Counted]:
    for figure, due in (("on_time_rate", cycle.original_due), ("on_time_rate.extended", cycle.due)):
        yield Counted(figure, "item", item.id, due, _kept(cycle, due), unit=cycle.unit)
    if cycle.ends is None or cycle.from_on < cycle.ends:
        yield Counted(
            "overdue_stock_and_age.open", "item", item.id, cycle.from_on, "n", until=cycle.ends, unit=cycle.unit
        )
    if cycle.settled is not None:
        gross = (cycle.settled - cycle.from_on).days
        for figure, days in (("on_time_rate.gross", gross), ("on_time_rate.net", max(gross - cycle.paused, 0))):
            yield Counted(figure, "item", item.id, cycle.settled, "n", bin_of(days, Scale.DAYS), unit=cycle.unit)
    late, stops = cycle.due + timedelta(days=1), _first(cycle.reported, cycle.ends)
    if stops is None or late < stops:
        yield Counted("overdue_stock_and_age", "item", item.id, late, "n", until=stops, unit=cycle.unit)


def _kept(cycle: Cycle, due: date) -> str:
    """Whether a date was kept: checked as solved by it. Who gave back or was released before the day owed nothing."""
    if cycle.settled is not None:
        if cycle.settled <= due:
            return "n"
        return "N:checked_later" if cycle.reported is not None and cycle.reported <= due else "N"
    for day, reason in ((cycle.dropped, "dropped"), (cycle.returned, "returned"), (cycle.over, "matter_ended")):
        if day is not None:
            return f"x:{reason}" if day <= due else "N"
    return "N"


def _fulfilled(item: ItemFacts, promise: Promised) -> str:
    """How it stood when the day was over; before that is written down, whether it is checked as solved by then."""
    if promise.stood:
        return _STOOD.get(promise.stood, f"N:{promise.stood}")
    return "n" if any(cycle.settled and cycle.settled <= promise.due for cycle in item.cycles) else "N"


_STOOD = {"done": "n", "late": "N", "dropped": "x:dropped", "passed_on": "x:passed_on"}


def _first(*days: date | None) -> date | None:
    return min((day for day in days if day is not None), default=None)


# --- the bench ---


def _note(matter: MatterFacts, note: NoteFacts) -> Iterator[Counted]:
    verdict = "N" if note.outcome == NO_OUTCOME else "n"
    yield Counted("deliberation_yield.topics", "matter", matter.id, note.held_on, verdict)
    activity = f"{note.held_on.isoformat()} {note.where}"
    yield Counted("deliberation_yield", "matter", matter.id, note.held_on, "n", who=activity)
    for _dissent, answered in note.dissents:
        yield Counted("dissent_answered", "matter", matter.id, note.noted_on, "n" if answered else "N")


# --- supervision ---


def _order(order: OrderFacts) -> Iterator[Counted]:
    """Answered in time; an order whose trouble ended before its answer was due owed none."""
    if order.answered is not None:
        verdict = "n" if order.answered <= order.due else "N"
    else:
        ended = _first(order.done, order.closed)
        verdict = "x:ended_first" if ended is not None and ended <= order.due else "N"
    yield Counted("supervision_effect", "order", order.id, order.due, verdict, unit=order.unit)
    days = None if order.done is None else bin_of((order.done - order.issued).days, Scale.DAYS)
    yield Counted(
        "supervision_effect.done", "order", order.id, order.issued, "N" if days is None else "n", days, unit=order.unit
    )


def _call_back(call: CallBackFacts) -> Counted:
    """Whether the raiser says otherwise than the handler: "solved" where nothing is, an answer where there was none."""
    said = call.solved if call.claim == "solved" else call.answered
    verdict = "n" if said == "no" else "N:partly" if said == "partly" else "N"
    if not call.reached:
        verdict = "x:not_reached"
    return Counted("call_back_honesty", "raising", call.raising, call.on, verdict, channel=call.channel)


# --- what was made public, and how good the data is ---


def _published(matter: MatterFacts, told: Published) -> Counted:
    """In time, long enough and with a picture; else what the best of its postings lacked, by name."""
    found = {_lacking(told, *posting) for posting in told.postings}
    verdict = next((each for each in ("n", "N:late", "N:short", "N:no_photo") if each in found), "N")
    return Counted("publicity_compliance", "matter", matter.id, told.by, verdict)


def _lacking(told: Published, posted: date, until: date, photo: bool) -> str:
    if not photo:
        return "N:no_photo"
    if (until - posted).days < told.least:
        return "N:short"
    return "n" if posted <= told.by else "N:late"


def _quality(matter: MatterFacts, told: Quality) -> Iterator[Counted]:
    def counted(figure: str, day: date, wanted: bool) -> Counted:
        return Counted(figure, "matter", matter.id, day, "n" if wanted else "N")

    yield counted("data_quality", local_day(matter.raised_at), told.official)
    if told.sorted_on is not None:
        yield counted("data_quality.category_changed", told.sorted_on, told.recategorised)
    for day, corrected in told.dates:
        yield counted("data_quality.corrected", day, corrected)
