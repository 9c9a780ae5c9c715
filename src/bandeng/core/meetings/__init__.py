"""Meetings: their forms and seats as data of the shelf, and the few rules that hold in each.

Source: domain.md 1 (forms and who came), 3.6, 6.1; shelf/meetings/forms.toml says which of it is an assumption.
"""

from bandeng.core.meetings.model import GROUPS, OUTCOMES, RECORDS, Form, Forms, Notice, SeatKind, Template
from bandeng.core.meetings.reading import read_forms, shipped
from bandeng.core.meetings.rules import (
    Gap,
    Presence,
    gaps,
    may_bind,
    need_notice,
    need_outcome,
    notice_by,
    presence,
    unfilled,
)
from bandeng.core.meetings.seating import MOST_PARTIES, ROLES, Seat, need_seats, own_template, seats_of

__all__ = [
    "GROUPS",
    "MOST_PARTIES",
    "OUTCOMES",
    "RECORDS",
    "ROLES",
    "Form",
    "Forms",
    "Gap",
    "Notice",
    "Presence",
    "Seat",
    "SeatKind",
    "Template",
    "gaps",
    "may_bind",
    "need_notice",
    "need_outcome",
    "need_seats",
    "notice_by",
    "own_template",
    "presence",
    "read_forms",
    "seats_of",
    "shipped",
    "unfilled",
]
