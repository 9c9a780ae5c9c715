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
from bandeng.commitments.models.work import (
    Help,
    Money,
    PartialDelivery,
    PicturePair,
    Source,
    Support,
)

__all__ = [
    "CallBack",
    "CallbackDraw",
    "Check",
    "ClockWarning",
    "Extension",
    "Help",
    "Holding",
    "Money",
    "PartialDelivery",
    "PicturePair",
    "Progress",
    "Source",
    "State",
    "StuckDay",
    "SupervisionOrder",
    "Support",
    "WorkItem",
]
