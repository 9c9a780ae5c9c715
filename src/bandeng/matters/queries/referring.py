"""Which earlier final replies may be repeated: the same was answered before, and nothing new was brought (I1)."""

from uuid import UUID

from django.db.models import Case, QuerySet, Value, When

from bandeng.matters.models import Kind, Matter, Reply

MOST_OFFERED = 20


def referable(matter: Matter) -> QuerySet[Reply]:
    """Delivered final replies of other open matters of the community, one for each: where it came from before, then the
    same category, then the latest."""
    given = Reply.objects.filter(
        kind=Kind.FINAL, delivered_at__isnull=False, matter__chain=matter.chain, matter__sealed=False
    ).exclude(matter=matter)
    near = Case(
        When(matter=matter.recurred_from_id, then=Value(0)),
        When(matter__category=matter.category, then=Value(1)),
        default=Value(2),
    )
    first = given.filter(pk__in=_first_of_each(given))
    return first.select_related("matter").annotate(near=near).order_by("near", "-at", "pk")


def _first_of_each(given: QuerySet[Reply]) -> list[UUID]:
    """The latest reply of each matter: every raiser of one was told the same."""
    seen: dict[UUID, UUID] = {}
    for key, matter in given.order_by("-at", "pk").values_list("pk", "matter")[: MOST_OFFERED * 20]:
        seen.setdefault(matter, key)
    return list(seen.values())
