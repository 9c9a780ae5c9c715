"""Suggestions: written down, handed to a unit with a date, answered, and told back to who said it first."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from bandeng.core import deadline
from bandeng.core.deadline import local_day
from bandeng.core.ids import new_id
from bandeng.core.refusal import Refusal
from bandeng.matters import actions as matters
from bandeng.matters.models import Matter, Reach
from bandeng.matters.queries.clocks import calendar_of, rule
from bandeng.people.acting import ROLES, Actor
from bandeng.people.models import Organisation
from bandeng.places.models import Place
from bandeng.records.actions import action
from bandeng.research import acts, queries
from bandeng.research.actions.deciding import enter, need_past, need_roles, need_words
from bandeng.research.models import Adoption, Finding, Source, Suggestion, Trip

MOST_SUGGESTION, MOST_REASON, MOST_DOCUMENT = 1000, 1000, 120
HOWS = frozenset(Reach.values)


@dataclass(frozen=True)
class Heard:
    """The meeting at which something was suggested: its key, that of the line of its agenda, and both in words."""

    meeting: UUID
    item: UUID | None
    heard_at: str


@action
def suggest(
    *, place: Place, text: str, said_by: str, said_on: date, source: str = Source.RESEARCH, trip: Trip | None = None,
    finding: Finding | None = None, heard: Heard | None = None, actor: Actor, at: datetime, once: str | None = None,
) -> Suggestion:  # fmt: skip
    """Write down a suggestion that was made; the role of who made it, never the name.

    heard    where it was made at a meeting that is kept here
    Raises   Refusal: "not_your_turn", "text_missing", "text_too_long", "unmasked", "unknown_word", "date_in_future".
    """
    need_roles(actor, place, queries.PLANNERS)
    if source not in Source.values:
        raise Refusal("unknown_word", field="source", word=source)
    return write_down(
        place, text, said_by, said_on, source, actor=actor, at=at, once=once, trip=trip.pk if trip else None,
        finding=finding.pk if finding else None, heard=heard,
    )  # fmt: skip


@action
def take_as_suggestion(*, matter: Matter, text: str, actor: Actor, at: datetime, once: str | None = None) -> Suggestion:
    """What a resident raised is a suggestion: it stands in the register, and is handled as the matter it is.

    Raises   Refusal: "not_your_turn", "not_allowed" (a matter that is not public), "already_suggested", and what
             `suggest` raises.
    """
    matter = Matter.objects.select_related("place").get(pk=matter.pk)
    need_roles(actor, matter.place, queries.PLANNERS)
    if not matter.is_public:
        raise Refusal("not_allowed")
    if there := Suggestion.objects.filter(matter=matter).first():
        raise Refusal("already_suggested", number=there.number)
    place = Place.objects.get(pk=matter.chain)
    said_on = local_day(matter.raised_at)
    return write_down(
        place, text, "resident", said_on, Source.RESIDENT, actor=actor, at=at, once=once, matter=matter.pk, later=False
    )


def write_down(
    place: Place, text: str, said_by: str, said_on: date, source: str, *, actor: Actor, at: datetime,
    once: str | None, trip: UUID | None = None, finding: UUID | None = None, matter: UUID | None = None,
    later: bool | None = None, heard: Heard | None = None,
) -> Suggestion:  # fmt: skip
    """One more in the register. Who may is decided by the action that calls it, inside its transaction.

    Raises   Refusal: "text_missing", "text_too_long", "unmasked", "unknown_word", "date_in_future".
    """
    words = need_words({"text": MOST_SUGGESTION}, text=text)
    if said_by not in ROLES:
        raise Refusal("unknown_word", field="said_by", word=said_by)
    over = need_past(said_on, at)
    act = acts.SuggestionMade(
        suggestion=new_id(at), number=queries.next_number(place.chain, local_day(at).year), place=place.pk,
        source=source, said_by=said_by, said_on=said_on, later=over if later is None else later, trip=trip,
        finding=finding, matter=matter, meeting=heard.meeting if heard else None, item=heard.item if heard else None,
        heard_at=heard.heard_at if heard else "", **words,
    )  # fmt: skip
    made: Suggestion = enter(act, place.chain, f"suggestion:{act.suggestion}", actor=actor, at=at, once=once)
    return made


@action
def hand(
    *, suggestion: Suggestion, unit: Organisation, actor: Actor, at: datetime, once: str | None = None
) -> Suggestion:  # fmt: skip
    """Ask a unit what it makes of it; it answers within the days of shelf/clocks.toml, counted on its calendar.

    Raises   Refusal: "not_your_turn", "already_handed".
    """
    found = queries.suggestion(suggestion.pk)
    need_roles(actor, found.place, queries.PLANNERS)
    if found.unit_id:
        raise Refusal("already_handed", unit=str(found.unit))
    clock = rule("suggestion_answer")
    due = deadline.Deadline(clock.days, deadline.Unit(clock.unit)).due(at, calendar_of(found.chain)).due
    act = acts.SuggestionHanded(suggestion=found.pk, unit=unit.pk, due_on=due)
    handed: Suggestion = enter(act, found.chain, f"suggestion:{found.pk}", actor=actor, at=at, once=once)
    return handed


@action
def answer(
    *, suggestion: Suggestion, adoption: str, reason: str, document: str = "", actor: Actor, at: datetime,
    once: str | None = None,
) -> Suggestion:  # fmt: skip
    """Say what becomes of it: A solved, B under way, C planned, D not possible; a later answer takes its place.

    By the unit that was asked; on paper by who keeps the register, who names the document.
    Raises   Refusal: "not_your_turn", "not_handed", "unknown_word", "text_missing", "unmasked", "document_missing".
    """
    found = queries.suggestion(suggestion.pk)
    if found.unit_id is None:
        raise Refusal("not_handed")
    own = queries.answers_for(actor, found)
    if not own:
        need_roles(actor, found.place, queries.PLANNERS)
        if not document.strip():
            raise Refusal("document_missing", field="document")
    if adoption not in Adoption.values:
        raise Refusal("unknown_word", field="adoption", word=adoption)
    words = need_words({"reason": MOST_REASON}, reason=reason, document=document)
    act = acts.SuggestionAnswered(suggestion=found.pk, adoption=adoption, **words)
    answered: Suggestion = enter(act, found.chain, f"suggestion:{found.pk}", actor=actor, at=at, once=once)
    return answered


@action
def tell(
    *, suggestion: Suggestion, how: str, text: str, actor: Actor, at: datetime, once: str | None = None
) -> Suggestion:  # fmt: skip
    """Who spoke hears back: of an answer, or of what came back on the paper it went forward in.

    The raisers of its matter read it as a reply, as long as that goes on.

    Raises   Refusal: "not_your_turn", "not_answered", "unknown_word", "text_missing", "text_too_long", "unmasked".
    """
    found = queries.suggestion(suggestion.pk)
    need_roles(actor, found.place, queries.PLANNERS)
    if not (found.adoption or (found.output and found.output.adopted is not None)):
        raise Refusal("not_answered")
    if how not in HOWS:
        raise Refusal("unknown_word", field="how", word=how)
    words = need_words({"text": MOST_REASON}, text=text)
    matter = queries.goes_on(found, actor)
    if matter is not None:
        matters.reply(matter=matter, kind="progress", text=words["text"], actor=actor, at=at)
    act = acts.SuggestionTold(suggestion=found.pk, how=how, **words)
    told: Suggestion = enter(act, found.chain, f"suggestion:{found.pk}", actor=actor, at=at, once=once)
    return told
