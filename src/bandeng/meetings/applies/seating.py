"""A place's own seats: acts to rows."""

from bandeng.meetings import acts
from bandeng.meetings.applies.calling import person_of
from bandeng.meetings.models import Seating
from bandeng.records.models import Entry
from bandeng.records.registry import applies


def _seating(act: acts.SeatingPublished | acts.SeatingEnded) -> Seating:
    return Seating.objects.select_related("place").get(pk=act.seating)


@applies(acts.SeatingPublished, result=_seating)
def seating_published(act: acts.SeatingPublished, entry: Entry) -> Seating:
    """A version comes into use; the one before it goes out of it."""
    Seating.objects.filter(lineage=act.lineage, ended_at=None).update(ended_at=entry.at, ended_why=act.why)
    return Seating.objects.create(
        id=act.seating, lineage=act.lineage, number=act.number, place_id=act.place, chain=entry.chain, zh=act.zh,
        en=act.en, copied_from=act.copied_from, why=act.why, by_id=person_of(entry) or "", at=entry.at,
        parties=[
            {
                "zh": each.zh, "en": each.en, "role": each.role, "count": each.count, "fixed": each.fixed,
                "votes": each.votes,
            }
            for each in act.parties
        ],
    )  # fmt: skip


@applies(acts.SeatingEnded, result=_seating)
def seating_ended(act: acts.SeatingEnded, entry: Entry) -> Seating:
    """Out of use, with the reason."""
    seating = _seating(act)
    seating.ended_at, seating.ended_why = entry.at, act.why
    seating.save(update_fields=["ended_at", "ended_why"])
    return seating
