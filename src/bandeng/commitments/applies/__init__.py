"""The acts of this room to their rows: the only place that writes its ledgered tables."""

from bandeng.commitments.applies import callbacks, items, promises, statements, supervision, work

__all__ = ["callbacks", "items", "promises", "statements", "supervision", "work"]
