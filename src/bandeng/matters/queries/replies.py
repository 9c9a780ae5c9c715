"""Replies: who still waits for one, who must be told at the door, and the texts that carry an answer further."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bandeng.core.deadline import local_day
from bandeng.matters.models import Delivery, Kind, Matter, Raising, Reach, Reply
from bandeng.matters.queries.seeing import SEALED_HANDLERS, at_places
from bandeng.people.acting import Actor
from bandeng.people.masking import mask_name
from bandeng.records.acts import ERASED

DELIVERERS = frozenset(
    {
        "building_head", "unit_head", "neighbour_steward", "grid_worker", "secretary", "community_staff",
        "social_worker", "mediator",
    }
)  # fmt: skip
"""Who may hand a reply over, in their places."""

SETTLED = Q(delivered_at__isnull=False) | Q(attempted_at__isnull=False)
"""A reply that reached its raiser, or was tried often enough; the two are never counted as one (I1)."""


def status_of(reply: Reply) -> str:
    """What became of a reply: "delivered", "attempted" (three documented tries, never delivered) or "waiting"."""
    if reply.delivered_at:
        return "delivered"
    return "attempted" if reply.attempted_at else "waiting"


def finals(matter: Matter) -> QuerySet[Reply]:
    """The final replies of a matter's present round."""
    return Reply.objects.filter(matter=matter, kind=Kind.FINAL, round=matter.round)


def without_final(matter: Matter) -> QuerySet[Raising]:
    """The raisings, withdrawn ones too, that have no final reply in this round yet."""
    return _raisings_without(matter, Q())


def unsettled(matter: Matter) -> QuerySet[Raising]:
    """The raisings, withdrawn ones too, whose final reply of this round has neither arrived nor been tried enough."""
    return _raisings_without(matter, SETTLED)


def _raisings_without(matter: Matter, kept: Q) -> QuerySet[Raising]:
    told = finals(matter).filter(kept, raising=OuterRef("pk"))
    return Raising.objects.filter(~Exists(told), matter=matter).order_by("raised_at", "pk")


def replies_to(raising: Raising) -> QuerySet[Reply]:
    """What a raiser was told, the newest first, with how it was delivered."""
    return raising.replies.select_related("by").prefetch_related("deliveries").order_by("-at", "-pk")


# --- at the door ---


@dataclass(frozen=True)
class Door:
    """One line of the door list: whom to tell, where, what, and what was tried before.

    name    masked; "" where the raiser gave none
    tries   (day, mode, note) of each try so far, the earliest first
    """

    reply: Reply
    number: str
    where: str
    name: str
    reach: str
    tries: tuple[tuple[date, str, str], ...]


def waiting_replies(actor: Actor) -> QuerySet[Reply]:
    """The replies somebody has to carry, in the places where the actor may; sealed ones only for the few."""
    here = at_places(actor, DELIVERERS, "matter__place__path")
    discreet = Q(matter__sealed=False) | at_places(actor, SEALED_HANDLERS, "matter__place__path")
    mine = Q(raising__proxy=actor.id) if actor.id else Q(pk__in=[])
    return Reply.objects.filter(here & discreet | mine, delivered_at__isnull=True, attempted_at__isnull=True)


def doors(actor: Actor, *, on: date, by: str = "") -> list[Door]:
    """Who must be told today, door by door; two queries however many.

    on   the day; what is written later is not on it yet
    by   only those who wish to be told this way: "visit", "print" or "phone"
    """
    told = waiting_replies(actor).select_related("matter__place", "raising")
    tries = Delivery.objects.order_by("at", "pk")
    told = told.prefetch_related(Prefetch("deliveries", queryset=tries)).order_by("matter__place__path", "at", "pk")
    if by:
        told = told.filter(raising__reach=by)
    return [_door(reply) for reply in told if local_day(reply.at) <= on]


def _door(reply: Reply) -> Door:
    raising, matter = reply.raising, reply.matter
    tries = tuple((each.on, each.mode, each.note) for each in reply.deliveries.all())
    name = "" if raising.name == ERASED else mask_name(raising.name)
    return Door(reply, matter.number, matter.place.label or matter.place.name, name, raising.reach, tries)


# --- texts that carry it further ---


def wechat_text(reply: Reply, *, link: str) -> str:
    """The answer for a group chat: what everybody may read, and where; nothing of any raiser.

    link   the matter's public page. A matter that is not public is not named: its text only says that an answer waits.
    """
    matter = reply.matter
    if not matter.is_public:
        return _("[%(number)s] An answer is there. Whoever raised it reads it with their receipt: %(link)s") % {
            "number": matter.number, "link": link,
        }  # fmt: skip
    return _("[%(number)s] %(title)s\n%(text)s\nAll of it, and who did what: %(link)s") % {
        "number": matter.number, "title": matter.title, "text": reply.text, "link": link,
    }  # fmt: skip


def slip_text(reply: Reply, *, code: str, link: str) -> str:
    """The answer on paper, for one raiser: the official word, their letter, how to go on, how to rate."""
    told = [
        _("Reply to matter %(number)s, %(day)s") % {"number": reply.matter.number, "day": day_of(reply.at)},
        reply.text, reply.letter if reply.letter != ERASED else "",
        _("Rests on: %(basis)s") % {"basis": reply.legal_basis} if reply.legal_basis else "",
        _("If you do not agree: %(ways)s") % {"ways": reply.appeal} if reply.appeal else "",
        _("Is it true? Say so within 14 days: %(link)s (receipt %(code)s)") % {"link": link, "code": code}
        if reply.kind == Kind.FINAL else "",
    ]  # fmt: skip
    return "\n".join(line for line in told if line)


def day_of(moment: datetime) -> str:
    """A day as people write it, in the reader's language."""
    return date_format(local_day(moment), "DATE_FORMAT")


def carried(raising: Raising) -> bool:
    """Whether somebody has to carry replies to this raiser; on the page they are read at once."""
    return raising.reach != Reach.PAGE
