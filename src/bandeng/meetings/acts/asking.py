"""Questions: prepared or asked there, read by a named person, answered with what the answer rests on."""

from uuid import UUID

from bandeng.records.acts import Act, act, private


@act("meeting.question_asked")
class QuestionAsked(Act):
    """A question. From a phone nobody reads it before a named person has; from the desk `text` stands at once."""

    meeting: UUID
    question: UUID
    prepared: bool
    asked: str
    attendee: UUID | None = None
    mark: str = ""
    text: str = ""
    raw: str | None = private(default=None)


@act("meeting.question_read")
class QuestionRead(Act):
    """A named person read it and lets everybody read it, or keeps it out with a reason."""

    meeting: UUID
    question: UUID
    shown: bool
    text: str = ""
    reason: str = ""


@act("meeting.question_answered")
class QuestionAnswered(Act):
    """An answer: by whom, and what it rests on. A later answer takes the place of an earlier one."""

    meeting: UUID
    question: UUID
    answer: str
    answered_by: str
    organisation: UUID | None = None
    cite: str


@act("meeting.question_made_matter")
class QuestionMadeMatter(Act):
    """Nobody could answer it there: it is handled as a matter, with its own reply."""

    meeting: UUID
    question: UUID
    matter: UUID
