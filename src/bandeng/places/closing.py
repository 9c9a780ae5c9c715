"""What must be finished before a place can end: rooms above count their open work there.

closing.offer(lambda place: Matter.objects.filter(under(place.pk, "place__"), closed_at=None).count())
"""

from collections.abc import Callable

from bandeng.places.models import Place

Count = Callable[[Place], int]

_counts: list[Count] = []


def offer(count: Count) -> None:
    """Say how much open work of a room stands at or below a place."""
    if count not in _counts:
        _counts.append(count)


def open_work(place: Place) -> int:
    """How many things are still open at or below a place."""
    return sum(count(place) for count in _counts)
