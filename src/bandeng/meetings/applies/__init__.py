"""Acts to rows: the only place that writes this room's ledgered tables."""

from bandeng.meetings.applies import asking, calling, coming, counting, seating, sitting, writing

__all__ = ["asking", "calling", "coming", "counting", "seating", "sitting", "writing"]
