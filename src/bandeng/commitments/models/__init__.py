"""Work items and what stands behind each."""

from bandeng.commitments.models.callbacks import CallBack, CallbackDraw
from bandeng.commitments.models.items import (
    Check,
    Extension,
    Holding,
    Progress,
    State,
    WorkItem,
)
from bandeng.commitments.models.supervision import ClockWarning, StuckDay, SupervisionOrder

__all__ = [
    "CallBack",
    "CallbackDraw",
    "Check",
    "ClockWarning",
    "Extension",
    "Holding",
    "Progress",
    "State",
    "StuckDay",
    "SupervisionOrder",
    "WorkItem",
]
