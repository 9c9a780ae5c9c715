"""What can happen in this room: to work items, on the ladder of supervision, in call-backs."""

from bandeng.commitments.acts.callbacks import CallbackDrawn, CallbackMade, Drawn
from bandeng.commitments.acts.items import (
    ExtensionAsked,
    ExtensionDecided,
    ItemChecked,
    ItemClaimed,
    ItemDone,
    ItemDropped,
    ItemHandedOver,
    ItemProgressed,
    ItemReopened,
    ItemReturned,
    ItemSet,
)
from bandeng.commitments.acts.supervision import ClockWarned, OrderAnswered, OrderIssued, StuckListed

__all__ = [
    "CallbackDrawn",
    "CallbackMade",
    "ClockWarned",
    "Drawn",
    "ExtensionAsked",
    "ExtensionDecided",
    "ItemChecked",
    "ItemClaimed",
    "ItemDone",
    "ItemDropped",
    "ItemHandedOver",
    "ItemProgressed",
    "ItemReopened",
    "ItemReturned",
    "ItemSet",
    "OrderAnswered",
    "OrderIssued",
    "StuckListed",
]
