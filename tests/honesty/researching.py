"""Research in the town: a trip with a visit and findings, suggestions on each step of their way, and their papers."""

from typing import Any

from bandeng.meetings import actions as meetings
from bandeng.research import actions
from bandeng.research.actions.trips import Found, Stop
from bandeng.research.models import Finding, Site, Suggestion, Trip
from tests.honesty import meeting as met
from tests.honesty.canaries import HOSTILE, mark
from tests.honesty.town import DAY, Town

OPEN = f"大家都看得到的话{HOSTILE}"


def let_research(town: Town) -> None:
    """A finding is a matter, another may become one; a suggestion waits, one is answered, one was told."""
    secretary = town.actors["secretary"]
    town.trip = planned(town)
    town.site = Site.objects.get(trip=town.trip, number=1)
    actions.note_visit(
        trip=town.trip, site=town.site, visited_on=town.today - DAY, seen=OPEN, informants=[("resident", 3)],
        photos=[town.photo], aside=mark("research.visited.aside"), actor=secretary, at=town.at,
    )  # fmt: skip
    one, town.finding = found(town, town.trip)
    actions.raise_finding(
        trip=town.trip, finding=one, place=town.place, category="other", severity=2, actor=secretary, at=town.at
    )
    town.suggestion = suggested(town, trip=town.trip)
    town.asked = handed(town)
    town.answered = answered(town)
    told = answered(town)
    actions.tell(suggestion=told, how="visit", text=OPEN, actor=secretary, at=town.at)
    town.output = actions.write_output(
        place=town.place, kind="proposal", suggestions=[told], title=OPEN, analysis=OPEN, advice=OPEN, handed_to=OPEN,
        actor=secretary, at=town.at,
    )  # fmt: skip
    actions.instruct(
        output=town.output, adopted=True, on=town.today, by_whom=OPEN, text=OPEN, actor=secretary, at=town.at
    )


def let_carry(town: Town) -> None:
    """What was found stands on an agenda, something came of it, and who spoke heard back; somebody suggested there."""
    told: dict[str, Any] = {"actor": town.actors["secretary"], "at": town.at}
    one, _two = found(town, planned(town))
    sat = met.opened(town)
    item = meetings.carry_findings(meeting=sat, findings=[one], **told)
    meetings.reach_outcome(item=item, outcome="advisory", opinion=OPEN, next_step=OPEN, **told)
    actions.tell_found(trip=one.trip, findings=[one], how="visit", text=OPEN, **told)
    meetings.suggest_here(meeting=sat, text=OPEN, said_by="cppcc_member", item=item, **told)
    town.carried = one
    carry_more(town)
    handed(town)
    for days in (28, 32):
        actions.remind_due(at=town.later(days))


def carry_more(town: Town) -> None:
    """One more class of the trip on the agendas of the town's meetings, and one more suggestion there."""
    told: dict[str, Any] = {"actor": town.actors["secretary"], "at": town.at}
    for meeting in (town.met.called, town.met.sitting):
        rows = found(town, town.trip)[-2:]
        meetings.carry_findings(meeting=meeting, findings=rows, **told)
    meetings.suggest_here(meeting=town.met.sitting, text=OPEN, said_by="resident", **told)


def planned(town: Town, once: str | None = None) -> Trip:
    return actions.plan_trip(
        place=town.place, title=OPEN, host=OPEN, about=OPEN, themes=[OPEN], sites=[Stop("家和万事小区", town.place)],
        members=[OPEN], starts_on=town.today, ends_on=town.today, actor=town.actors["secretary"], at=town.at, once=once,
    )  # fmt: skip


def found(town: Town, trip: Trip) -> list[Finding]:
    told = [Found("类", OPEN), Found("类", OPEN)]
    actions.find(trip=trip, findings=told, actor=town.actors["secretary"], at=town.at)
    return list(Finding.objects.filter(trip=trip).order_by("number"))


def suggested(town: Town, trip: Trip | None = None, once: str | None = None) -> Suggestion:
    return actions.suggest(
        place=town.place, text=OPEN, said_by="resident", said_on=town.today, trip=trip, once=once,
        actor=town.actors["secretary"], at=town.at,
    )  # fmt: skip


def handed(town: Town) -> Suggestion:
    return actions.hand(
        suggestion=suggested(town), unit=town.units["officer"], actor=town.actors["secretary"], at=town.at
    )


def answered(town: Town) -> Suggestion:
    return actions.answer(
        suggestion=handed(town), adoption="B", reason=OPEN, document=OPEN, actor=town.actors["officer"], at=town.at
    )
