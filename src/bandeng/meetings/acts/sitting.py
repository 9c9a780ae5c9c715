"""The meeting itself: item by item, who speaks, hands, what came of it."""

from uuid import UUID

from bandeng.records.acts import Act, act


@act("meeting.opened")
class MeetingOpened(Act):
    """Who chairs it opens it."""

    meeting: UUID


@act("meeting.ended")
class MeetingEnded(Act):
    """It is over: how many of those with a vote were there, of how many."""

    meeting: UUID
    present: int
    invited: int


@act("meeting.item_begun")
class ItemBegun(Act):
    """It is about this item now; the one before is over."""

    meeting: UUID
    item: UUID


@act("meeting.item_ended")
class ItemEnded(Act):
    """No more about this item."""

    meeting: UUID
    item: UUID


@act("meeting.speech_begun")
class SpeechBegun(Act):
    """Somebody has the floor for so many minutes; who had it before is done."""

    meeting: UUID
    item: UUID | None = None
    speech: UUID
    attendee: UUID
    minutes: int


@act("meeting.speech_ended")
class SpeechEnded(Act):
    """They are done."""

    meeting: UUID
    speech: UUID


@act("meeting.hands_counted")
class HandsCounted(Act):
    """Hands were counted: option to how many, of so many who could raise one."""

    meeting: UUID
    item: UUID
    hands: UUID
    round: int
    counts: dict[str, int]
    voters: int


@act("meeting.outcome_reached")
class OutcomeReached(Act):
    """What came of one item. For a matter the bench note of the same transaction carries words and dissents.

    present, invited, needed   who was there with a vote, of whom, of how many it takes (None: nothing hangs on it)
    """

    meeting: UUID
    item: UUID
    reached: UUID
    outcome: str
    opinion: str
    next_step: str
    present: int
    invited: int
    needed: int | None = None
    note: UUID | None = None
    dissents: list[dict[str, str]]


@act("meeting.differing_answered")
class DifferingAnswered(Act):
    """A view that differed on a topic got its answer."""

    meeting: UUID
    differing: UUID
    answer: str


@act("meeting.item_decided")
class ItemDecided(Act):
    """A matter was gone through: adopted, merged, explained, to be mediated, or passed on; its own entries say how."""

    meeting: UUID
    item: UUID
    matter: UUID
    decided: str
    because: str


@act("meeting.promise_linked")
class PromiseLinked(Act):
    """A promise was made here; the promise itself is an entry of its own, and its unit confirms it."""

    meeting: UUID
    commitment: UUID
