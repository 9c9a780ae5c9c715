"""What can happen in a conversation. A reaction is no act: the ledger takes one entry per conversation and tick."""

from datetime import date
from uuid import UUID

from bandeng.records.acts import Act, act, private


@act("opinion.opened")
class ConversationOpened(Act):
    """Somebody asks a neighbourhood what it thinks: the question, and who has one voice (`voices`: device or person).

    seeds      the statements it begins with, each with its id and text
    asked_for  what it is asked for in a room above, e.g. "meeting:<key>"; "" for nothing but itself
    """

    conversation: UUID
    place: str
    matter: UUID | None = None
    question: str
    about: str
    voices: str
    closes_on: date | None = None
    seeds: list[dict[str, str]]
    asked_for: str = ""


@act("opinion.stated")
class StatementMade(Act):
    """Somebody added a statement of one idea. Nobody reads it before a named person has let it in.

    mark   by which its maker is known again in this conversation, without saying who it is
    """

    conversation: UUID
    statement: UUID
    mark: str
    text: str | None = private(default=None)


@act("opinion.moderated")
class StatementModerated(Act):
    """A named person let a statement in, or kept it out with a reason that everybody may read."""

    conversation: UUID
    statement: UUID
    state: str
    text: str = ""
    reason: str = ""


@act("opinion.closed")
class ConversationClosed(Act):
    """No more reactions; the last map stands."""

    conversation: UUID
    reason: str = ""


@act("opinion.ticked")
class ConversationTicked(Act):
    """So many reactions have come in all: their root, and what the map of them says, by its digest.

    upto     the number of the last reaction counted, within the conversation
    root     SHA-256 over the earlier root and every new reaction's line, hex
    result   the fingerprint of the map of all votes, as `bandeng opinion map` prints it; "" for too few voices
    """

    conversation: UUID
    tick: int
    upto: int
    reactions: int
    voices: int
    root: str
    result: str = ""


@act("opinion.became")
class StatementBecame(Act):
    """What became of a statement: taken up in a matter, answered, done, or not, with words for all who reacted to it.

    support   what it carried along: n agreed of N who said something, in all and by group letter
    """

    conversation: UUID
    statement: UUID
    fate: str
    text: str
    matter: UUID | None = None
    support: dict[str, list[int]]


@act("opinion.brought_in")
class ConversationBroughtIn(Act):
    """A conversation held elsewhere goes on here: its statements and reactions come from openData files.

    statements   each with its id, number (the comment-id it had), text, state ("in", "waiting" or "out") and reason
    source       where it comes from, and whom to thank, for everybody to read
    voices_heard, reactions   how many came along
    votes        SHA-256 of the lines brought in (`queries.lines_since`), hex
    """

    conversation: UUID
    place: str
    matter: UUID | None = None
    question: str
    about: str
    source: str
    voices: str
    statements: list[dict[str, str]]
    voices_heard: int
    reactions: int
    votes: str


@act("opinion.tabled")
class StatementsTabled(Act):
    """What all share, and where they differ, goes on as a matter that meetings draw on; its support goes along.

    statements   each with its id
    support      of each, in the same order: group letter ("" for all) to [n agreed, N who said something]
    text         words for everybody who reacted to them
    """

    conversation: UUID
    matter: UUID
    statements: list[dict[str, str]]
    support: list[dict[str, list[int]]]
    text: str
