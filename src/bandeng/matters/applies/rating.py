"""Ratings: acts to rows."""

from bandeng.matters import acts
from bandeng.matters.applies.writing import move, touch
from bandeng.matters.models import Matter, Rating
from bandeng.records.models import Entry
from bandeng.records.registry import applies


@applies(acts.RaisingRated, result=lambda act: Rating.objects.select_related("matter", "raising").get(pk=act.rating))
def raising_rated(act: acts.RaisingRated, entry: Entry) -> Rating:
    """What a raiser said, once a round; the matter starts anew where the act says so."""
    matter = Matter.objects.get(pk=act.matter)
    rating = Rating.objects.create(
        id=act.rating, matter=matter, raising_id=act.raising, round=act.round, answered=act.answered,
        solved=act.solved, satisfied=act.satisfied, words=act.words or "", reopened=act.reopens is not None,
        at=entry.at,
    )  # fmt: skip
    rating.matter = move(matter, act.reopens, entry) if act.reopens else touch(matter)
    return rating
