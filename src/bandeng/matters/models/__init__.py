"""Matters and what belongs to them. `status` is derived from step, ending and facts; nobody sets it."""

from bandeng.matters.models.choices import (
    Channel,
    Kind,
    Reach,
    Severity,
    Word,
)
from bandeng.matters.models.clocks import (
    Deadline,
    DeadlineChange,
    Pause,
)
from bandeng.matters.models.decisions import (
    Decision,
    Posting,
    StepNote,
)
from bandeng.matters.models.drafts import (
    ProcessDraft,
)
from bandeng.matters.models.handling import (
    BenchNote,
    Dissent,
    Merge,
    PassOn,
    Verification,
)
from bandeng.matters.models.matters import (
    Matter,
    ProcessVersion,
    Raising,
)
from bandeng.matters.models.replies import (
    Delivery,
    Rating,
    Reply,
)
from bandeng.matters.models.standing import (
    Concerned,
    MatterFact,
    MilestoneReached,
    StepVisit,
    Track,
)

__all__ = [
    "BenchNote",
    "Channel",
    "Concerned",
    "Deadline",
    "DeadlineChange",
    "Decision",
    "Delivery",
    "Dissent",
    "Kind",
    "Matter",
    "MatterFact",
    "Merge",
    "MilestoneReached",
    "PassOn",
    "Pause",
    "Posting",
    "ProcessDraft",
    "ProcessVersion",
    "Raising",
    "Rating",
    "Reach",
    "Reply",
    "Severity",
    "StepNote",
    "StepVisit",
    "Track",
    "Verification",
    "Word",
]
