"""Work items and what stands behind each."""

from bandeng.commitments.models.items import (
    Check,
    Extension,
    Holding,
    Progress,
    State,
    WorkItem,
)

__all__ = [
    "Check",
    "Extension",
    "Holding",
    "Progress",
    "State",
    "WorkItem",
]
