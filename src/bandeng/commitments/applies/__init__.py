"""The acts of this room to their rows: the only place that writes its ledgered tables."""

from bandeng.commitments.applies import items, work

__all__ = ["items", "work"]
