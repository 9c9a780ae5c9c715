"""Counting a building, so that a group of which no register tells is not forgotten at the table."""

from datetime import date, datetime

from bandeng.core.deadline import local_day
from bandeng.core.ids import new_id
from bandeng.core.refusal import Refusal
from bandeng.meetings import acts, queries
from bandeng.meetings.models import BuildingCount, Counted
from bandeng.people.acting import Actor
from bandeng.places.models import Level, Place
from bandeng.records.actions import action, record

MOST_PEOPLE = 9999


@action
def count_group(
    *, place: Place, group: str, n: int, of: int, on: date, actor: Actor, at: datetime, once: str | None = None
) -> BuildingCount:
    """Note how many of a group live in a building, of so many who live there.

    Raises   Refusal: "not_your_turn", "no_building", "unknown_word", "count_impossible", "date_in_future".
    """
    if not queries.may_count(actor, place):
        raise Refusal("not_your_turn", needs=sorted(queries.COUNTERS))
    if place.level != Level.BUILDING:
        raise Refusal("no_building", field="place")
    if group not in Counted.values:
        raise Refusal("unknown_word", field="group", word=group)
    if not 0 <= n <= of or not 1 <= of <= MOST_PEOPLE:
        raise Refusal("count_impossible", field="n", n=n, of=of)
    if on > local_day(at):
        raise Refusal("date_in_future", field="on")
    act = acts.GroupCounted(count=new_id(at), place=place.pk, group=group, n=n, of=of, on=on)
    counted: BuildingCount = record(
        act, chain=place.chain, subject=f"place:{place.pk}", actor=actor.name, at=at, once=once
    )
    return counted
