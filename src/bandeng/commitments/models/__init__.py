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
from bandeng.commitments.models.promises import Commitment, PromisedItem, PromiseState
from bandeng.commitments.models.statements import Statement
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
    "Commitment",
    "Extension",
    "Help",
    "Holding",
    "Money",
    "PartialDelivery",
    "PicturePair",
    "Progress",
    "PromiseState",
    "PromisedItem",
    "Source",
    "State",
    "Statement",
    "StuckDay",
    "SupervisionOrder",
    "Support",
    "WorkItem",
]
