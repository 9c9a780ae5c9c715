"""Work items and what stands behind each."""

from bandeng.commitments.models.items import (
    Check,
    Extension,
    Holding,
    Progress,
    State,
    WorkItem,
)
from bandeng.commitments.models.work import (
    Help,
    Money,
    PartialDelivery,
    PicturePair,
    Source,
    Support,
)

__all__ = [
    "Check",
    "Extension",
    "Help",
    "Holding",
    "Money",
    "PartialDelivery",
    "PicturePair",
    "Progress",
    "Source",
    "State",
    "Support",
    "WorkItem",
]
