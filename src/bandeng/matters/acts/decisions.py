"""Deciding, making public, and what was done elsewhere and written down; changing the process a matter follows."""

from datetime import date
from uuid import UUID

from bandeng.matters.acts.parts import Move
from bandeng.records.acts import Act, act, private


@act("matter.decision_recorded")
class DecisionRecorded(Act):
    """What a competent body decided, with its document. `passed` is worked out from the figures by the rule's version.

    figures   {"heads": [total, present, agree], ...}; area in hundredths of a square metre
    post_by   the last day to make it public, for `post_days` days
    """

    matter: UUID
    decision: UUID
    body: str
    rule: str
    rule_version: str
    decided_on: date
    passed: bool
    figures: dict[str, list[int]]
    photos: list[str]
    notice_on: date | None = None
    post_by: date | None = None
    post_days: int = 0
    text: str = ""
    document: str = ""
    text_sealed: str | None = private(default=None)
    document_sealed: str | None = private(default=None)


@act("matter.result_posted")
class ResultPosted(Act):
    """A result, or a list, was posted for everybody, up to and with `until`."""

    matter: UUID
    posting: UUID
    posted_on: date
    until: date
    photos: list[str]
    of: UUID | None = None
    text: str = ""
    where: str = ""
    text_sealed: str | None = private(default=None)
    where_sealed: str | None = private(default=None)


@act("matter.posting_closed")
class PostingClosed(Act):
    """The days are over; what was objected, and the answer to it."""

    matter: UUID
    posting: UUID
    closed_on: date
    objections: str = ""
    answer: str = ""
    objections_sealed: str | None = private(default=None)
    answer_sealed: str | None = private(default=None)


@act("matter.step_noted")
class StepNoted(Act):
    """What was done on paper or elsewhere for a step: a notice given, a poll, visits, an agreement, an answer."""

    matter: UUID
    note: UUID
    fact: str
    on: date
    photos: list[str]
    for_on: date | None = None
    good: bool | None = None
    text: str = ""
    document: str = ""
    text_sealed: str | None = private(default=None)
    document_sealed: str | None = private(default=None)


@act("matter.guards_told")
class GuardsTold(Act):
    """What is true of the matter was told anew, outside its sorting."""

    matter: UUID
    guards: list[str]


@act("matter.process_changed")
class ProcessChanged(Act):
    """The matter follows another version of a process from now on, with the reason; it begins at a step of that one."""

    matter: UUID
    process: UUID
    move: Move
    reason: str = ""
    reason_sealed: str | None = private(default=None)
