"""What can happen in this room: to work items."""

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

__all__ = [
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
]
