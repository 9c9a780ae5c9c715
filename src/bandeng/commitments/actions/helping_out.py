"""Once a day who helps out is told which matters of a place nobody there can move (process.md, "Process x place")."""

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from bandeng.commitments.acts import StuckListed
from bandeng.commitments.models import StuckDay
from bandeng.core.deadline import local_day
from bandeng.matters.queries.stuck import stuck_keys
from bandeng.people.acting import Actor, system
from bandeng.places.models import Place
from bandeng.records.actions import action, record

STAFFING = system("staffing")


def list_stuck(*, at: datetime, actor: Actor = STAFFING) -> list[StuckDay]:
    """List today's for every place that has some; a place that was listed today already is left out."""
    found: dict[str, list[UUID]] = defaultdict(list)
    for chain, matter in stuck_keys(local_day(at)):
        found[chain].append(matter)
    places = Place.objects.in_bulk(found)
    listed = [_list(place=places[chain], matters=found[chain], at=at, actor=actor) for chain in sorted(places)]
    return [each for each in listed if each is not None]


@action
def _list(*, place: Place, matters: list[UUID], at: datetime, actor: Actor) -> StuckDay | None:
    on = local_day(at)
    if StuckDay.objects.filter(place=place, on=on).exists():
        return None
    act = StuckListed(place=place.pk, on=on, matters=sorted(matters))
    told: StuckDay = record(
        act, chain=place.chain, subject=f"place:{place.pk}", actor=actor.name, at=at, once=f"stuck:{on}"
    )
    return told
