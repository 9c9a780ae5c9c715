"""What can happen on a research trip, and to a suggestion."""

from datetime import date
from uuid import UUID

from bandeng.records.acts import Act, act, private


@act("research.planned")
class TripPlanned(Act):
    """A trip was planned: themes, and the sites in the order of the way.

    sites     each with its id, name, place code, and the numbers of its themes (from 1), as text: "1 3"
    members   by role or public name, never by a private one
    """

    trip: UUID
    place: str
    title: str
    host: str
    about: str = ""
    themes: list[str]
    sites: list[dict[str, str]]
    members: list[str]
    starts_on: date
    ends_on: date


@act("research.visited")
class VisitMade(Act):
    """Somebody was there: what was seen, and whom they heard, by role and number.

    site    of a trip; None for a visit to the spot of one matter
    later   it was entered after its day, from paper
    aside   what only those who planned the trip read
    """

    visit: UUID
    site: UUID | None = None
    matter: UUID | None = None
    visited_on: date
    later: bool
    seen: str = ""
    informants: list[dict[str, str]]
    photos: list[str]
    aside: str | None = private(default=None)


@act("research.found")
class FindingsMade(Act):
    """What was found, sorted into classes and items: each with its id, class, text, and site's id or ""."""

    trip: UUID
    findings: list[dict[str, str]]


@act("research.raised")
class FindingRaised(Act):
    """A finding became a matter; it goes the ordinary way to a reply that can be rated."""

    finding: UUID
    matter: UUID


@act("research.told")
class FindingsTold(Act):
    """Who spoke of these findings heard what came of them: how, and with which words."""

    trip: UUID
    findings: list[UUID]
    how: str
    text: str


@act("suggestion.made")
class SuggestionMade(Act):
    """Somebody suggested something: on a trip, in a matter, at a meeting.

    said_by   the role of who said it first, never a name
    later     it was entered after its day
    heard_at  the title of the meeting where it was made, and the topic it was about; `meeting` and `item` are theirs
    """

    suggestion: UUID
    number: str
    place: str
    source: str
    text: str
    said_by: str
    said_on: date
    later: bool
    trip: UUID | None = None
    finding: UUID | None = None
    matter: UUID | None = None
    meeting: UUID | None = None
    item: UUID | None = None
    heard_at: str = ""


@act("suggestion.handed")
class SuggestionHanded(Act):
    """A unit is asked what it makes of it, until a day."""

    suggestion: UUID
    unit: UUID
    due_on: date


@act("suggestion.reminded")
class SuggestionReminded(Act):
    """The unit that was asked is reminded: "near" before its date, "past" after it; each once."""

    suggestion: UUID
    which: str
    unit: UUID
    due_on: date


@act("suggestion.answered")
class SuggestionAnswered(Act):
    """What becomes of it: "A" solved, "B" under way, "C" planned, "D" not possible; always with the reason."""

    suggestion: UUID
    adoption: str
    reason: str
    document: str = ""


@act("suggestion.told")
class SuggestionTold(Act):
    """Who spoke heard back: how, and with which words."""

    suggestion: UUID
    how: str
    text: str


@act("output.written")
class OutputWritten(Act):
    """Suggestions were turned into a talk's record, a proposal, or a public-opinion brief, and handed over."""

    output: UUID
    place: str
    kind: str
    number: str
    title: str
    analysis: str = ""
    advice: str
    handed_to: str = ""
    suggestions: list[UUID]


@act("output.instructed")
class OutputInstructed(Act):
    """What came back: whether it was adopted, and the written instruction, by role."""

    output: UUID
    adopted: bool
    by_whom: str = ""
    text: str = ""
    on: date
