"""What papers say, as plain values: read from the records by the rooms above, or made up in tests.

Names of people who raised something come masked already; who may read them whole gets another value here.
"""

from bandeng.core.papers.facts.figures import Figure, Monthly, Register
from bandeng.core.papers.facts.matters import Approval, Explanation, Matter, Receipt, Reply
from bandeng.core.papers.facts.meetings import Agenda, Called, Meeting, SignIn, Spoken, Talked
from bandeng.core.papers.facts.talks import Notice, Outcome
from bandeng.core.papers.facts.work import Claim, Extension, Item, Order, Responsibility, Returned, Scorecard

__all__ = [
    "Agenda", "Approval", "Called", "Claim", "Explanation", "Extension", "Figure", "Item", "Matter", "Meeting",
    "Monthly", "Notice", "Order", "Outcome", "Receipt", "Register", "Reply", "Responsibility", "Returned",
    "Scorecard", "SignIn", "Spoken", "Talked",
]  # fmt: skip
