"""What can happen to a matter. Times and due dates are decided before they are recorded, so a rebuild repeats them.

Texts come in pairs where a matter may be sealed: `text` stands open in the ledger, `text_sealed` is a private part;
an action fills exactly one of them (`matters.actions.texts`).
"""

from bandeng.matters.acts.branches import (
    Branched,
    ExplanationContested,
    MatterMerged,
    MatterReviewed,
    MatterUnmerged,
    PassOnAnswered,
)
from bandeng.matters.acts.decisions import (
    DecisionRecorded,
    GuardsTold,
    PostingClosed,
    ProcessChanged,
    ResultPosted,
    StepNoted,
)
from bandeng.matters.acts.intake import (
    MatterAccepted,
    MatterJoined,
    MatterRaised,
    MatterSealed,
    RaisingWithdrawn,
    ReceiptFound,
    SummaryChanged,
    WordsErased,
)
from bandeng.matters.acts.journey import (
    BenchNoted,
    DeadlineRecomputed,
    DissentAnswered,
    MadeSafe,
    MatterHandedOver,
    MatterSorted,
    MatterTakenUp,
    MatterVerified,
    ProcessPublished,
    RecordCorrected,
    SeatOnBench,
    StepCompleted,
)
from bandeng.matters.acts.parts import (
    Due,
    Move,
    ReplyTo,
)
from bandeng.matters.acts.pausing import (
    SuspensionAsked,
    SuspensionDecided,
    SuspensionEnded,
)
from bandeng.matters.acts.replies import (
    MatterReplied,
    RaisingRated,
    ReplyDelivered,
)

__all__ = [
    "BenchNoted",
    "Branched",
    "DeadlineRecomputed",
    "DecisionRecorded",
    "DissentAnswered",
    "Due",
    "ExplanationContested",
    "GuardsTold",
    "MadeSafe",
    "MatterAccepted",
    "MatterHandedOver",
    "MatterJoined",
    "MatterMerged",
    "MatterRaised",
    "MatterReplied",
    "MatterReviewed",
    "MatterSealed",
    "MatterSorted",
    "MatterTakenUp",
    "MatterUnmerged",
    "MatterVerified",
    "Move",
    "PassOnAnswered",
    "PostingClosed",
    "ProcessChanged",
    "ProcessPublished",
    "RaisingRated",
    "RaisingWithdrawn",
    "ReceiptFound",
    "RecordCorrected",
    "ReplyDelivered",
    "ReplyTo",
    "ResultPosted",
    "SeatOnBench",
    "StepCompleted",
    "StepNoted",
    "SummaryChanged",
    "SuspensionAsked",
    "SuspensionDecided",
    "SuspensionEnded",
    "WordsErased",
]
