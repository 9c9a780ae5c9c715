"""The papers that a page offers: each to whoever may have it, once there is something in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from bandeng.commitments.models import Extension, Holding, SupervisionOrder, WorkItem
from bandeng.commitments.orders import name_of
from bandeng.core.papers import shelf
from bandeng.documents.models import Document
from bandeng.documents.queries import of_matters, of_research, of_tasks, of_years
from bandeng.documents.queries.kinds import STAFF
from bandeng.documents.queries.made import number_of
from bandeng.matters import queries as matters
from bandeng.matters.models import BenchNote, Kind, Matter, Posting, Reply, Verification
from bandeng.matters.queries.replies import DELIVERERS
from bandeng.meetings import queries as meetings
from bandeng.meetings.models import Meeting, Minutes, MinutesState, Outcome, State
from bandeng.people.acting import Actor
from bandeng.places.models import Place
from bandeng.research import queries as research
from bandeng.research.models import Output, Trip

One = tuple[str, UUID | str, str]
"""Kind, key, and what tells it apart from others of its kind."""
Found = list[One]


@dataclass(frozen=True)
class Offer:
    """A paper that a page offers: `what` tells it apart from others of its kind, `number` once it was given out."""

    kind: str
    pk: UUID | str
    what: str = ""
    number: str = ""

    def name(self, language: str) -> str:
        """The kind's name."""
        return shelf()[self.kind].named(language)


def _named(found: Found) -> list[Offer]:
    """With the numbers they were given out under, in the order of the shelf; one query."""
    return _told(found, Document.objects.filter(of__in=[f"{kind}:{pk}" for kind, pk, _ in found]))


def _told(found: Found, rows: QuerySet[Document]) -> list[Offer]:
    given = {row.of: number_of(row) for row in rows.order_by("at", "pk")}
    told = [Offer(kind, pk, what, given.get(f"{kind}:{pk}", "")) for kind, pk, what in found]
    order = list(shelf())
    return sorted(told, key=lambda each: order.index(each.kind))


# --- of a matter ---


def offers(matter: Matter, actor: Actor) -> list[Offer]:
    """The papers of a matter the actor may have, in the order of the shelf; as many queries for few as for many."""
    found = [*_of_matter(matter, actor), *_of_items(matter)]
    return _told(found, Document.objects.filter(matter=matter))


def _of_matter(matter: Matter, actor: Actor) -> Found:
    roles = matters.roles_of(actor, matter) if actor.id else frozenset[str]()
    found: Found = []
    if not roles.isdisjoint(DELIVERERS):
        found += [("reply", row.pk, f"{row.at:%m-%d} {row.get_kind_display()}") for row in _replies(matter)]
    if not roles.isdisjoint(STAFF) and Verification.objects.filter(matter=matter).exists():
        found.append(("approval", matter.pk, ""))
    if matter.branch in of_matters.NO and matters.official_replies(matter):
        found.append(("explanation", matter.pk, ""))
    notes = BenchNote.objects.filter(matter=matter).order_by("at", "pk")
    postings = Posting.objects.filter(matter=matter).order_by("at", "pk")
    found += [("outcome", row.pk, f"{row.held_on:%m-%d}") for row in notes]
    return found + [("public_notice", row.pk, f"{row.posted_on:%m-%d}") for row in postings]


def _replies(matter: Matter) -> QuerySet[Reply]:
    return matter.replies.exclude(kind=Kind.RECEIPT).order_by("at", "pk")


def _of_items(matter: Matter) -> Found:
    items = list(WorkItem.objects.filter(matter=matter).order_by("set_at", "pk"))
    found: Found = [("responsibility", matter.pk, "")] if items else []
    found += [("claim", each.pk, each.title) for each in items if each.lead_id and each.claimed_at]
    returned = Holding.objects.filter(item__matter=matter, returned_at__isnull=False).select_related("item")
    found += [("return", pk, title) for pk, title in dict(returned.values_list("item", "item__title")).items()]
    asked = Extension.objects.filter(item__matter=matter).select_related("item").order_by("asked_at", "pk")
    found += [("extension", row.pk, row.item.title) for row in asked]
    orders = SupervisionOrder.objects.filter(matter=matter).select_related("item").order_by("issued_at", "pk")
    return found + [
        ("order", row.pk, " · ".join(filter(None, [name_of(row.level), _title(row.item)]))) for row in orders
    ]


def _title(item: WorkItem | None) -> str:
    return item.title if item else ""


# --- of a meeting ---


def meeting_offers(meeting: Meeting, actor: Actor) -> list[Offer]:
    """The papers of a meeting the actor may have, in the order of the shelf; as many queries for few as for many."""
    if meeting.state == State.CANCELLED:
        return []
    found = [*_of_meeting(meeting, meetings.runs(actor, meeting)), *_of_topics(meeting), *_of_promises(meeting)]
    return _named(found)


def _of_meeting(meeting: Meeting, runs: bool) -> Iterable[One]:
    yield "meeting_notice", meeting.pk, ""
    if runs:
        yield "sign_in", meeting.pk, ""
        if meeting.opened_at:
            yield "record", meeting.pk, ""
    minutes = Minutes.objects.filter(meeting=meeting).first()
    everybody = minutes is not None and minutes.state != MinutesState.DRAFT
    if meeting.ended_at and (runs or everybody):
        yield "minutes", meeting.pk, str(minutes.get_state_display()) if minutes else ""
    if of_tasks.came_of(meeting).exists():
        yield "tasks", meeting.pk, ""


def _of_topics(meeting: Meeting) -> Iterable[One]:
    """A report for each topic with an outcome; a matter's is made from its own note, a sealed one has none here."""
    public = Matter.objects.filter(agenda_items__meeting=meeting, sealed=False).values("pk")
    rows = Outcome.objects.filter(item__meeting=meeting).select_related("item").order_by("item__number")
    seen = set(public.values_list("pk", flat=True))
    for row in rows:
        if row.item.matter_id is None or row.item.matter_id in seen:
            yield "outcome", row.note_id or row.pk, f"{row.item.number}. {row.item.topic}"


def _of_promises(meeting: Meeting) -> Iterable[One]:
    for each in meeting.promises.select_related("commitment__organisation").order_by("at", "pk"):
        yield "scorecard", each.commitment_id, str(each.commitment.organisation)


# --- of research, and of a place's year ---


def trip_offers(trip: Trip, actor: Actor) -> list[Offer]:
    """The report of a trip, for everybody."""
    return _named([("trip", trip.pk, "")])


def output_offers(output: Output, actor: Actor) -> list[Offer]:
    """A proposal or brief as a paper, for who reads it; a talk has none."""
    if output.kind not in of_research.KINDS or actor.roles_at(output.place).isdisjoint(research.READERS):
        return []
    return _named([(str(output.kind), output.pk, "")])


def year_offers(place: Place, number: int) -> list[Offer]:
    """The papers of a place's year, on the page that only its readers see."""
    return _named([(kind, f"{place.pk}-{number}", str(number)) for kind in of_years.YEARLY])
