"""Meetings of a place: which there are, who may call and run them, what could be talked over, where."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from bandeng.core import meetings as core
from bandeng.core.refusal import Refusal
from bandeng.matters import queries as matters
from bandeng.matters.models import Matter, MatterFact
from bandeng.meetings.models import AgendaItem, Attendee, Brought, Meeting, Programme, Seating, State, Venue
from bandeng.people.acting import Actor
from bandeng.people.models import Duty, Organisation, Person
from bandeng.people.queries import living, under
from bandeng.places.models import Place

CALLERS = frozenset({"secretary", "convener", "social_worker", "chair"})
"""Who calls a meeting, moves it and calls it off."""

RUNNERS = CALLERS | {"community_staff", "recorder"}
"""Who writes down what happens there, besides the two who were named to chair and to record it."""

TALK, SORT = frozenset({"meeting", "bench_note"}), frozenset({"sorting"})
CALL = frozenset({"notice"})
"""A step at which people are called together: what waits there waits for a meeting."""
MOST_MINUTES = 24 * 60


def forms() -> Mapping[str, core.Form]:
    """The forms of the shelf by key, in its order."""
    return core.shipped().forms


def form_of(key: str) -> core.Form:
    """A form. Raises Refusal "unknown_form"."""
    found = forms().get(key)
    if found is None:
        raise Refusal("unknown_form", field="form", form=key)
    return found


def kind_of(meeting: Meeting) -> core.Form:
    """The form of a meeting, with the seats it was called with. Raises Refusal "unknown_form"."""
    return seated(form_of(meeting.form), meeting.seating)


def seated(form: core.Form, seating: Seating | None) -> core.Form:
    """A form with a place's own seats instead of the shelf's."""
    return form if seating is None else replace(form, seats=seating.template)


# --- meetings ---


def full(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Meetings as a list shows them."""
    return meetings.select_related("place", "venue", "programme", "chair", "recorder").annotate(
        items_there=Count("items", distinct=True)
    )


def visible(pk: UUID) -> Meeting:
    """A meeting, which everybody may read. Raises Http404."""
    along = ("place", "venue", "programme", "chair", "recorder", "seating")
    found = Meeting.objects.select_related(*along).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def locked(meeting: Meeting) -> Meeting:
    """The meeting as it stands now, locked until the transaction ends; for actions."""
    return Meeting.objects.select_for_update(of=("self",)).select_related("place", "seating").get(pk=meeting.pk)


def fresh(meeting: Meeting, version: int | None) -> Meeting:
    """The meeting, locked. Raises Refusal "stale" for a form shown another version."""
    now = locked(meeting)
    if version is not None and version != now.version:
        raise Refusal("stale", shown=version, stands=now.version)
    return now


def coming_up(place: Place) -> QuerySet[Meeting]:
    """What is called or sits at a place and below, the next first."""
    here = full(Meeting.objects.filter(place__path__startswith=place.path))
    return here.filter(state__in=[State.CALLED, State.OPEN]).order_by("starts_at", "pk")


def coming_up_at(chain: str) -> QuerySet[Meeting]:
    """What is called or sits anywhere in a community, the next first."""
    here = full(Meeting.objects.filter(chain=chain))
    return here.filter(state__in=[State.CALLED, State.OPEN]).order_by("starts_at", "pk")


def past(place: Place) -> QuerySet[Meeting]:
    """What is over or was called off, the newest first."""
    here = full(Meeting.objects.filter(place__path__startswith=place.path))
    return here.filter(state__in=[State.ENDED, State.CANCELLED]).order_by("-starts_at", "-pk")


def all_at(paths: Sequence[str]) -> QuerySet[Meeting]:
    """Every meeting under these paths: those to come first, then the newest."""
    return full(Meeting.objects.filter(under(paths, "place__"))).order_by("ended_at", "-starts_at", "pk")


def of_matter(matter: Matter) -> QuerySet[AgendaItem]:
    """Where a matter stood on an agenda, the newest first."""
    found = AgendaItem.objects.filter(matter=matter).exclude(meeting__state=State.CANCELLED)
    return found.select_related("meeting__venue", "outcome").order_by("-meeting__starts_at", "-pk")


def noticed_by(items: Iterable[AgendaItem]) -> set[UUID]:
    """The meetings by whose call the matter of such an item was called for in time; one query."""
    found = list(items)
    refs = {f"meeting:{each.meeting_id}": each.meeting_id for each in found}
    keys = {each.matter_id for each in found}
    stands = MatterFact.objects.filter(matter__in=keys, fact="notice", ref__in=refs).values_list("ref", flat=True)
    return {refs[ref] for ref in stands}


def told_of(meetings: Iterable[UUID]) -> dict[UUID, tuple[int, int]]:
    """Of each meeting: how many on its list were told, with how and by whom noted, of how many asked; one query."""
    asked = Attendee.objects.filter(meeting__in=list(meetings), brought=Brought.INVITED).values("meeting")
    rows = asked.annotate(told=Count("told_at"), asked=Count("pk")).order_by("meeting")
    return {row["meeting"]: (row["told"], row["asked"]) for row in rows}


def programmes_at(place: Place) -> QuerySet[Programme]:
    """The series that run at a place and above it."""
    return Programme.objects.filter(place__in=place.ancestry, ended_at=None).order_by("name", "pk")


# --- who ---


def may_call(actor: Actor, place: Place) -> bool:
    """Whether the actor calls meetings there. No query."""
    return actor.id is not None and not actor.roles_at(place).isdisjoint(CALLERS)


def runs(actor: Actor, meeting: Meeting) -> bool:
    """Whether the actor writes down what happens in this meeting. No query."""
    named = actor.id is not None and actor.id in (meeting.chair_id, meeting.recorder_id)
    return named or (actor.id is not None and not actor.roles_at(meeting.place).isdisjoint(RUNNERS))


def conflicts_of(chair: Person, on: date) -> list[Organisation]:
    """The organisations somebody works for on a day: other hats of who would chair a meeting."""
    held = Duty.objects.filter(living(on), person=chair, organisation__isnull=False).select_related("organisation")
    found = {duty.organisation_id: duty.organisation for duty in held.order_by("from_on", "pk") if duty.organisation}
    return list(found.values())


def guests(place: Place, on: date) -> list[Person]:
    """Who holds a duty at a place, above it or below it on a day: who may be asked to chair, record or come."""
    duties = Duty.objects.filter(living(on), person__erased_at=None).filter(
        Q(place__path__startswith=place.path) | Q(place__in=place.ancestry) | Q(organisation__chain=place.chain)
        | Q(organisation__place__in=place.ancestry) | Q(grid__community__path__startswith=place.path)
    )  # fmt: skip
    return list(Person.objects.filter(pk__in=duties.values("person")).exclude(called="").order_by("called", "pk"))


# --- what, and where ---


def topic_pool(place: Place, actor: Actor) -> QuerySet[Matter]:
    """The matters of a place that wait to be sorted, called for or talked over in public, the earliest clock first."""
    waiting = Q(pk__in=[])
    for version, steps in matters.steps_in_use().items():
        process = matters.read_process(version)
        keys = [key for key in steps if key in process.steps and process.step(key).opens in TALK | SORT | CALL]
        if keys:
            waiting |= Q(process=version, step__in=keys)
    here = matters.visible_to(actor).filter(waiting, place__path__startswith=place.path)
    public = here.filter(sealed=False, accepted_at__isnull=False)
    return matters.by_clock(public.select_related("place", "process"))


def venues_at(place: Place) -> QuerySet[Venue]:
    """The rooms in use at a place, below and above it."""
    here = Q(place__path__startswith=place.path) | Q(place__in=place.ancestry)
    return Venue.objects.filter(here, closed_at=None).select_related("place").order_by("name", "pk")


def venue_taken(venue: Venue, starts_at: datetime, minutes: int, but: Meeting | None = None) -> Meeting | None:
    """The meeting that has booked a room at that time, if one has."""
    ends = starts_at + timedelta(minutes=minutes)
    near = Meeting.objects.filter(
        venue=venue, state__in=[State.CALLED, State.OPEN], starts_at__lt=ends,
        starts_at__gt=starts_at - timedelta(minutes=MOST_MINUTES),
    )  # fmt: skip
    near = near.exclude(pk=but.pk) if but else near
    return next((each for each in near.order_by("starts_at") if each.ends_at > starts_at), None)
