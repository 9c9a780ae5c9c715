"""Meetings and what belongs to them; all of it follows from the ledger, but the hands on phones."""

from bandeng.meetings.models.attending import Attendee, Brought, How, Speech, Told
from bandeng.meetings.models.counting import BuildingCount, Counted
from bandeng.meetings.models.meetings import AgendaItem, Carried, Decided, Meeting, Programme, State, Venue, VenueKind
from bandeng.meetings.models.minutes import Correction, Minutes, MinutesState
from bandeng.meetings.models.said import (
    Asked,
    Differing,
    Hands,
    Outcome,
    Promised,
    Question,
    QuestionState,
    Raised,
)
from bandeng.meetings.models.seating import Seating

__all__ = [
    "AgendaItem",
    "Asked",
    "Attendee",
    "Brought",
    "BuildingCount",
    "Carried",
    "Correction",
    "Counted",
    "Decided",
    "Differing",
    "Hands",
    "How",
    "Meeting",
    "Minutes",
    "MinutesState",
    "Outcome",
    "Programme",
    "Promised",
    "Question",
    "QuestionState",
    "Raised",
    "Seating",
    "Speech",
    "State",
    "Told",
    "Venue",
    "VenueKind",
]
