"""A building is counted: the act to its row."""

from bandeng.meetings import acts
from bandeng.meetings.applies.calling import person_of
from bandeng.meetings.models import BuildingCount
from bandeng.records.models import Entry
from bandeng.records.registry import applies


@applies(acts.GroupCounted, result=lambda act: BuildingCount.objects.get(pk=act.count))
def group_counted(act: acts.GroupCounted, entry: Entry) -> BuildingCount:
    """One more count; the newest is read."""
    return BuildingCount.objects.create(
        id=act.count, place_id=act.place, chain=entry.chain, group=act.group, n=act.n, of=act.of, on=act.on,
        by_id=person_of(entry) or "", at=entry.at,
    )  # fmt: skip
