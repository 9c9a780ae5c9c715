"""What the door Watch lists besides promises: answers with their ratings, and what was not solved or was explained."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from bandeng.desk.queries.doors import ended
from bandeng.desk.queries.finding import of_state
from bandeng.desk.queries.rows import Row, as_rows, listed
from bandeng.matters import queries as matters
from bandeng.matters.models import Kind, Matter, Reply, Word
from bandeng.matters.queries.replies import SETTLED
from bandeng.places.models import Place


@dataclass(frozen=True)
class Answered:
    """An ended matter: how many of its raisers have the final reply, how many of them rated it, how many are satisfied.

    `unrated` are those who said nothing; nobody counts them as satisfied.
    """

    row: Row
    replied: int
    rated: int
    satisfied: int

    @property
    def unrated(self) -> int:
        """Those who said nothing."""
        return max(0, self.replied - self.rated)


def answered(place: Place, now: datetime, *, most: int) -> list[Answered]:
    """The last matters that ended with an answer, with what their raisers said to it; a fixed number of queries."""
    told = Reply.objects.filter(SETTLED, matter=OuterRef("pk"), kind=Kind.FINAL, round=OuterRef("round")).order_by()
    counted = told.values("matter").annotate(n=Count("raising", distinct=True)).values("n")
    found = list(ended(place).annotate(replied=Subquery(counted)).filter(Q(replied__gt=0))[:most])
    return [_answered(row) for row in as_rows(found, now)]


def _answered(row: Row) -> Answered:
    words = [each.satisfied for each in row.matter.ratings.all() if each.round == row.matter.round]
    return Answered(row, row.matter.replied, len(words), words.count(Word.YES))  # type: ignore[attr-defined]


def not_solved(place: Place, now: datetime) -> QuerySet[Matter]:
    """Those that ended without being solved, and those that were explained, the newest first."""
    found = Q(of_state("not_solved", now)) | Q(of_state("explained", now), step=None)
    return listed(matters.public_at(place).filter(found)).order_by("-closed_at", "-pk")


def most_joined(place: Place) -> QuerySet[Matter]:
    """Open public matters that can be joined, those that trouble the most people first."""
    open_ones = matters.public_at(place).filter(step__isnull=False, merged_into__isnull=True)
    return listed(open_ones).order_by(F("raisers").desc(nulls_last=True), "-raised_at", "pk")
