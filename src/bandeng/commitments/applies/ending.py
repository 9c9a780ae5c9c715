"""An order ends with the trouble it is about: in the apply of the act that ends it."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from bandeng.commitments.models import SupervisionOrder
from bandeng.matters.applies.writing import when_left


def end_orders(clocks: Iterable[UUID | None], at: datetime, ending: str) -> None:
    """The orders on these clocks that end with this: "solved", "dropped", "returned", "taken", or "moved_on"."""
    of = [clock for clock in clocks if clock is not None]
    for order in SupervisionOrder.objects.filter(deadline__in=of, closed_at__isnull=True):
        if ending in order.ends:
            SupervisionOrder.objects.filter(pk=order.pk).update(closed_at=at, ending=ending)


@when_left
def a_step_was_left(clock: UUID, at: datetime) -> None:
    """The matter moved on: what was said about its step is over."""
    end_orders([clock], at, "moved_on")
