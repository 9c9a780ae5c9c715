"""Races of what happens on a trip, and to a suggestion."""

from bandeng.matters import actions as matters
from bandeng.matters.models import Matter, ProcessVersion
from bandeng.meetings import actions as meetings
from bandeng.research import actions
from bandeng.research.actions.trips import Found
from bandeng.research.models import Site
from tests.honesty import meeting as made
from tests.honesty.racing import Pair, by_two, case, race, secretary, twice
from tests.honesty.researching import answered, found, handed, planned, suggested
from tests.honesty.town import Town
from tests.makers import MAKER


@race("plan_trip", "done", "done")
def _(town: Town) -> Pair:
    return twice(lambda: planned(town, once="race-trip"))


@race("note_visit", "done", "done")
def _(town: Town) -> Pair:
    trip = planned(town)
    site = Site.objects.get(trip=trip)
    return twice(lambda: actions.note_visit(
        trip=trip, site=site, visited_on=town.today, seen="看过", actor=secretary(town), at=town.at
    ))  # fmt: skip


@race("find", "done", "done")
def _(town: Town) -> Pair:
    trip = planned(town)
    return twice(lambda: actions.find(trip=trip, findings=[Found("类", "项")], actor=secretary(town), at=town.at))


@race("raise_finding", "already_raised", "done")
def _(town: Town) -> Pair:
    trip = planned(town)
    first = found(town, trip)[0]
    return twice(lambda: actions.raise_finding(
        trip=trip, finding=first, place=town.place, category="other", severity=2, actor=secretary(town), at=town.at
    ))  # fmt: skip


@race("suggest", "done", "done")
def _(town: Town) -> Pair:
    return twice(lambda: suggested(town))


@race("take_as_suggestion", "already_suggested", "done")
def _(town: Town) -> Pair:
    matter = case(town).matter
    return twice(lambda: actions.take_as_suggestion(
        matter=matter, text="要有车棚", actor=secretary(town), at=town.at
    ))  # fmt: skip


@race("hand", "already_handed", "done")
def _(town: Town) -> Pair:
    row = suggested(town)
    return twice(lambda: actions.hand(suggestion=row, unit=town.units["officer"], actor=secretary(town), at=town.at))


@race("answer", "done", "done")
def _(town: Town) -> Pair:
    row = handed(town)
    return twice(lambda: actions.answer(
        suggestion=row, adoption="A", reason="办好了", actor=town.actors["officer"], at=town.at
    ))  # fmt: skip


@race("tell", "done", "done")
def _(town: Town) -> Pair:
    row = answered(town)
    return twice(lambda: actions.tell(suggestion=row, how="visit", text="说了", actor=secretary(town), at=town.at))


@race("remind", "done", "done")
def _(town: Town) -> Pair:
    row = handed(town)
    return twice(lambda: actions.remind(suggestion=row, actor=MAKER, at=town.later(29)))


@race("tell_found", "done", "done")
def _(town: Town) -> Pair:
    trip = planned(town)
    row = found(town, trip)[0]
    sat = made.opened(town)
    item = meetings.carry_findings(meeting=sat, findings=[row], actor=secretary(town), at=town.at)
    meetings.reach_outcome(
        item=item, outcome="advisory", opinion="先清", next_step="再看", actor=secretary(town), at=town.at
    )
    return twice(lambda: actions.tell_found(
        trip=trip, findings=[row], how="visit", text="说了", actor=secretary(town), at=town.at
    ))  # fmt: skip


@race("write_output", "already_written", "done")
def _(town: Town) -> Pair:
    row = suggested(town)
    return twice(lambda: actions.write_output(
        place=town.place, kind="brief", suggestions=[row], title="一事", advice="一策",
        actor=secretary(town), at=town.at,
    ))  # fmt: skip


@race("instruct", "done", "done")
def _(town: Town) -> Pair:
    row = actions.write_output(
        place=town.place, kind="brief", suggestions=[suggested(town)], title="一事", advice="一策",
        actor=secretary(town), at=town.at,
    )  # fmt: skip
    return twice(lambda: actions.instruct(
        output=row, adopted=True, on=town.today, actor=secretary(town), at=town.at
    ))  # fmt: skip


@race("note_matter_visit", "done", "stale")
def _(town: Town) -> Pair:
    matter = case(town).matter
    version = ProcessVersion.objects.get(key="research-trip", place=None)
    matters.change_process(matter=matter, process=version, reason="先去看", actor=secretary(town), at=town.at)
    matter = Matter.objects.get(pk=matter.pk)
    matter = matters.sort(
        matter=matter, category="other", severity=2, choose="visits", actor=secretary(town), at=town.at
    )  # fmt: skip
    return by_two(
        town, actions.note_matter_visit, matter=matter, on=town.today, text="看过", version=matter.version
    )  # fmt: skip
