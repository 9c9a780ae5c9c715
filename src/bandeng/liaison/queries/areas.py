"""Areas of oversight (分包): who looks after which part of the tree."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from bandeng.liaison.models import Oversight
from bandeng.people.queries import under

ASSIGNERS = frozenset({"convener", "supervisor"})
"""Who gives out areas, in their place."""

OVERSEES = "area_overseer"
"""The role of the duty that opens a part of the tree."""


def oversights(paths: Sequence[str], today: date) -> QuerySet[Oversight]:
    """Those that stand under these paths: leaders by area, then directors by township."""
    now = Q(duty__to_on__isnull=True) | Q(duty__to_on__gt=today)
    rows = Oversight.objects.filter(now & under(paths, "place__")).select_related("place", "person", "duty", "within")
    return rows.order_by("-kind", "area", "place__path", "pk")


def oversight(pk: UUID) -> Oversight:
    """One of them. Raises Http404."""
    found = Oversight.objects.select_related("place", "person", "duty__place", "within").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
