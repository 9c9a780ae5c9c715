"""What a browser sends to plain values; rules stay in the actions."""

from bandeng.commitments.forms.items import (
    HOWS,
    UNITS,
    Check,
    Claim,
    Decide,
    Done,
    Drop,
    Extend,
    HandOver,
    Pictures,
    Progress,
    Promise,
    Return,
    SetItem,
    unit_choices,
)

__all__ = [
    "HOWS",
    "UNITS",
    "Check",
    "Claim",
    "Decide",
    "Done",
    "Drop",
    "Extend",
    "HandOver",
    "Pictures",
    "Progress",
    "Promise",
    "Return",
    "SetItem",
    "unit_choices",
]
