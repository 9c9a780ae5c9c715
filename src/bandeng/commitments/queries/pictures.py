"""Which pictures show what it was like before, and whose a picture is."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Model, QuerySet, TextField
from django.db.models.functions import Cast

from bandeng.commitments.models import Check, PartialDelivery, Progress, WorkItem
from bandeng.matters.models import Matter, Raising, Verification
from bandeng.matters.queries.standing import merged_below
from bandeng.records.models import Evidence

MOST_BEFORE = 6
"""So many earlier pictures stand beside the form; a phone's screen holds no more."""


def before_pictures(item: WorkItem) -> list[str]:
    """The digests of the pictures that show what it was like, the latest first: of the work under way, of the visits,
    and those of the raisers that everybody may see. Two queries for an item of `full`, three else."""
    told = [row.photos for row in item.progress.all() if not row.is_evidence]
    seen = Verification.objects.filter(matter=item.matter_id).order_by("at", "pk").values_list("photos", flat=True)
    shown = Matter.objects.values_list("shown_photos", flat=True).get(pk=item.matter_id)
    in_turn = [sha for photos in (shown, *seen, *told) for sha in photos]
    return list(dict.fromkeys(reversed(in_turn)))[:MOST_BEFORE]


def of_another_matter(photos: Collection[str], matter: Matter) -> list[str]:
    """Those of these pictures that stand in another matter, and not in this one or one that was merged with it.

    Only pictures that were really taken in count; the same file is the same digest. Asks five tables for each picture:
    for what is decided now and then, not for pages.
    """
    kept = Evidence.objects.filter(pk__in=photos).order_by("pk").values_list("pk", flat=True)
    family = {matter.pk, matter.merged_into_id, *merged_below(matter.pk)}
    return [sha for sha in kept if (found := _matters_with(sha)) and found.isdisjoint(family)]


def _matters_with(sha: str) -> set[UUID]:
    found: set[UUID] = set()
    for model, matter in (
        (Raising, "matter"),
        (Verification, "matter"),
        (Progress, "item__matter"),
        (PartialDelivery, "item__matter"),
        (Check, "item__matter"),
    ):
        found.update(_bearing(model, sha).values_list(matter, flat=True))
    return found


def _bearing(model: type[Model], sha: str) -> QuerySet[Model]:
    rows: QuerySet[Model] = model._default_manager.annotate(in_words=Cast("photos", TextField()))
    return rows.filter(in_words__contains=sha)
