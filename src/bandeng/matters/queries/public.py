"""What a matter's public page counts and shows."""

from dataclasses import dataclass

from django.db.models import QuerySet

from bandeng.matters.models import BenchNote, Kind, Matter, Raising, Reply, Word
from bandeng.matters.queries.replies import SETTLED
from bandeng.places.models import Place

OFFICIAL = [Kind.INTERIM, Kind.FINAL, Kind.PROGRESS]


def raiser_count(matter: Matter) -> int:
    """How many raised it and have not withdrawn."""
    return matter.raisings.filter(withdrawn_at__isnull=True).count()


def official_replies(matter: Matter) -> list[Reply]:
    """The official words, newest first, each once however many raisers got it; letters to one raiser are not shown."""
    rows = matter.replies.filter(kind__in=OFFICIAL).exclude(text="").select_related("by").order_by("-at", "-pk")
    return list({(row.at, row.text): row for row in rows}.values())


@dataclass(frozen=True)
class RatingCounts:
    """Of this round: raisings with a settled final reply, those rated, those satisfied."""

    replied: int
    rated: int
    satisfied: int


def rating_counts(matter: Matter) -> RatingCounts:
    """How the raisers of this round rated; silence counts for nothing."""
    replied = Raising.objects.filter(
        pk__in=matter.replies.filter(SETTLED, kind=Kind.FINAL, round=matter.round).values("raising")
    )
    words = list(matter.ratings.filter(round=matter.round).values_list("satisfied", flat=True))
    return RatingCounts(replied.count(), len(words), words.count(Word.YES))


def public_bench_notes(place: Place) -> QuerySet[BenchNote]:
    """The bench notes of public matters, newest first, with their dissents."""
    notes = BenchNote.objects.filter(
        matter__place__path__startswith=place.path, matter__sealed=False, matter__accepted_at__isnull=False
    )
    return notes.select_related("matter__place").prefetch_related("dissents").order_by("-held_on", "-at")


def may_contest(raising: Raising) -> bool:
    """Whether an explanation stands that this raiser may still contest, once."""
    matter = raising.matter
    return matter.step == "explain:said" and not matter.contested and raising.withdrawn_at is None
