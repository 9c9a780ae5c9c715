"""Reading call-backs: from what a sample is drawn, whose turn it is to call, and how far words and claims agree."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from bandeng.commitments.models import CallBack, CallbackDraw, WorkItem
from bandeng.core.deadline import end_of_day
from bandeng.core.deadline.moments import start_of_day
from bandeng.matters import queries as matters
from bandeng.matters.models import Concerned, Kind, Raising, Reply, Word
from bandeng.people.acting import Actor
from bandeng.people.queries import Contact
from bandeng.places.models import Level, Place

CALLERS = frozenset({"oversight_member"})
"""Who draws a sample and asks its raisers."""

SOLVED = "solved"


@dataclass(frozen=True)
class Share:
    """n of N."""

    n: int
    N: int


@dataclass(frozen=True)
class Honesty:
    """What call-backs of a place found. None of these is ever filled by silence.

    made        calls in which somebody was reached / calls drawn
    disagree    reached, said "not solved" where the handler claims "solved" / reached where the handler claims it
    reopened    taken up again from a call / reached
    """

    made: Share
    disagree: Share
    reopened: Share


def drawable(actor: Actor) -> QuerySet[Place]:
    """The communities for which the actor may draw."""
    codes = actor.places_with(*CALLERS)
    here = Q(pk__in=[])
    for code in sorted(codes):
        here |= Q(path__contains=f"/{code}/")
    return Place.objects.filter(here, level=Level.COMMUNITY, valid_to=None).order_by("code")


def candidates(place: Place, from_on: date, to_on: date) -> list[Reply]:
    """The final replies that arrived in a period, by key: of public matters, of raisers who are still there."""
    arrived = Reply.objects.filter(
        matter__chain=place.chain, matter__sealed=False, matter__accepted_at__isnull=False, kind=Kind.FINAL,
        delivered_at__gte=start_of_day(from_on), delivered_at__lt=end_of_day(to_on), raising__withdrawn_at=None,
        raising__erased_at=None,
    )  # fmt: skip
    return list(arrived.select_related("matter", "raising").order_by("pk"))


def claim_of(reply: Reply) -> str:
    """What the handler says came of it: "solved" where the reply's round reached that, else how it was answered."""
    matter = reply.matter
    if matter.milestones.filter(milestone=SOLVED, round=reply.round).exists():
        return SOLVED
    return "explained" if matter.branch == "explain" else "otherwise"


def overlapping(place: Place, from_on: date, to_on: date) -> CallbackDraw | None:
    """A sample of this place whose period meets this one."""
    return CallbackDraw.objects.filter(place=place, from_on__lte=to_on, to_on__gte=from_on).order_by("from_on").first()


def draws(places: Collection[Place]) -> QuerySet[CallbackDraw]:
    """The samples of places, the latest first."""
    found = CallbackDraw.objects.filter(place__in=[place.pk for place in places])
    return found.select_related("place", "drawn_by").order_by("-to_on", "place_id")


def draws_at(place: Place) -> QuerySet[CallbackDraw]:
    """The samples of a place and below, for everybody, the latest first, with how many were reached."""
    found = CallbackDraw.objects.filter(place__path__startswith=place.path).select_related("place")
    made = Count("calls", filter=Q(calls__reached=True))
    return found.annotate(drawn=Count("calls"), made=made).order_by("-to_on", "place_id")


def calls_of(draw: CallbackDraw) -> QuerySet[CallBack]:
    """The raisers of a sample, in the order they were drawn."""
    return draw.calls.select_related("matter__place", "raising", "reply", "made_by").order_by("position")


def visible_draw(actor: Actor, pk: object) -> CallbackDraw:
    """A sample of the actor's places. Raises Http404."""
    found = draws(list(drawable(actor))).filter(pk=str(pk)).first()
    if found is None:
        raise Http404
    return found


def visible_call(actor: Actor, pk: object) -> CallBack:
    """A call of the actor's places. Raises Http404."""
    calls = CallBack.objects.select_related("draw__place", "matter__place", "matter__process", "raising", "reply")
    found = calls.filter(pk=str(pk), draw__place__in=drawable(actor)).first()
    if found is None:
        raise Http404
    return found


def had_part(actor: Actor, call: CallBack) -> bool:
    """Whether the actor raised the matter, handled it, works for a unit it concerned, or checked the work."""
    return actor.id == call.raising.person_id or _worked(actor, call)


def _worked(actor: Actor, call: CallBack) -> bool:
    matter = call.matter
    if not actor.roles_at(matter.place).isdisjoint(matters.HANDLERS):
        return True
    here = [matter.pk, *matters.merged_below(matter.pk)]
    if Concerned.objects.filter(matter__in=here, organisation__in=actor.organisations()).exists():
        return True
    mine = Q(officer=actor.id) | Q(done_by=actor.id) | Q(checks__by=actor.id)
    handled = (matter.holder_id, matter.accepted_by_id, matter.sorted_by_id, call.reply.by_id)
    return actor.id in handled or WorkItem.objects.filter(mine, matter__in=here).exists()


def asks_on_receipt(raising: Raising, actor: Actor) -> CallBack | None:
    """The open call whose questions the raiser may answer on the receipt; None where there is none for this reader."""
    if raising.withdrawn_at or raising.erased_at:
        return None
    calls = CallBack.objects.filter(raising=raising, reached=False).order_by("-draw__to_on", "-pk")
    found = calls.select_related("matter__place", "raising", "reply__matter", "draw").first()
    return found if found and may_answer(actor, found) else None


def may_answer(actor: Actor, call: CallBack) -> bool:
    """Whether who holds the receipt is no other than a raiser, as far as anybody can know.

    Somebody signed in who worked on it is not; nor is who entered it for somebody else or looks at how matters are
    handled here, unless it is their own raising. None of them answers for a raiser, or learns here who was drawn.
    """
    if actor.id is None:
        return True
    if _worked(actor, call):
        return False
    own = actor.id == call.raising.person_id
    return own or (
        actor.id != call.raising.proxy_id and actor.roles_at(call.matter.place).isdisjoint(matters.OVERSEERS)
    )


def contact_for(actor: Actor, call: CallBack) -> Contact:
    """How to reach the raiser; revealed with a reason to who may make this call, while it is not made."""
    contact = matters.contact_of_raising(call.raising)
    asked = actor.id is not None and not call.reached and not had_part(actor, call)
    may_call = asked and not actor.roles_at(call.matter.place).isdisjoint(CALLERS)
    return replace(contact, may=frozenset(), handlers=frozenset({actor.id} if may_call and actor.id else ()))


def honesty(place: Place) -> Honesty:
    """What the call-backs of a place and below found, so far; one query."""
    rows = CallBack.objects.filter(draw__place__path__startswith=place.path)
    calls = list(rows.values_list("reached", "claim", "solved", "reopened"))
    reached = [(claim, solved, again) for told, claim, solved, again in calls if told]
    claimed = [solved for claim, solved, _again in reached if claim == SOLVED]
    return Honesty(
        made=Share(len(reached), len(calls)),
        disagree=Share(sum(solved == Word.NO for solved in claimed), len(claimed)),
        reopened=Share(sum(again for _claim, _solved, again in reached), len(reached)),
    )


def open_calls(actor: Actor) -> QuerySet[CallBack]:
    """The calls of the actor's places that nobody has reached yet."""
    rows = CallBack.objects.filter(draw__place__in=drawable(actor), reached=False)
    return rows.select_related("draw__place", "matter").order_by("draw__to_on", "position", "pk")


def raising_calls(raising: Raising) -> list[dict[str, object]]:
    """What a raiser said when they were called, as plain values for their own copy."""
    return [
        {
            "at": call.made_at.isoformat() if call.made_at else None, "reached": call.reached,
            "answered": call.answered, "solved": call.solved, "satisfied": call.satisfied, "words": call.words,
        }
        for call in CallBack.objects.filter(raising=raising, made_at__isnull=False).order_by("made_at", "pk")
    ]  # fmt: skip
