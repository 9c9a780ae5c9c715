"""What papers say, as plain values: read from the records by the rooms above, or made up in tests.

Names of people who raised something come masked already; who may read them whole gets another value here.
"""

from bandeng.core.papers.facts.figures import Figure, Monthly, Register
from bandeng.core.papers.facts.matters import Approval, Explanation, Matter, Receipt, Reply
from bandeng.core.papers.facts.meetings import Agenda, Called, Meeting, SignIn, Spoken, Talked
from bandeng.core.papers.facts.research import Found, Output, Site, Suggested, Trip, Visit
from bandeng.core.papers.facts.talks import Notice, Outcome
from bandeng.core.papers.facts.work import Claim, Extension, Item, Order, Responsibility, Returned, Scorecard, Tasks
from bandeng.core.papers.facts.years import Area, Case, Count, Exchange, Part, Room, Year

__all__ = [
    "Agenda", "Approval", "Area", "Called", "Case", "Claim", "Count", "Exchange", "Explanation", "Extension",
    "Figure", "Found", "Item", "Matter", "Meeting", "Monthly", "Notice", "Order", "Outcome", "Output", "Part",
    "Receipt", "Register", "Reply", "Responsibility", "Returned", "Room", "Scorecard", "SignIn", "Site",
    "Spoken", "Suggested", "Talked", "Tasks", "Trip", "Visit", "Year",
]  # fmt: skip
