"""The practices of the newspaper page, each with the record of this demonstration in which it can be seen.

Source: domain.md 1.8, the matrix of practices; the words are our own, in short. What is not here yet is said to be so.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bandeng.liaison.models import LiaisonRoom
from bandeng.matters.models import Matter
from bandeng.matters.queries.seeing import PUBLIC_ONES
from bandeng.meetings.models import Meeting, State
from bandeng.places.models import Place
from bandeng.places.queries import starts
from bandeng.research.models import Suggestion, Trip

Found = tuple[str, str] | None
"""(address, what it is called), None where this demonstration has none."""


@dataclass(frozen=True)
class Practice:
    """A practice of the page: where, what the page says of it, and how its record is found."""

    where: str | Promise
    says: str | Promise
    find: Callable[[], Found]


def _below(code: str) -> "QuerySet[Place]":
    """The places whose code begins so."""
    return Place.objects.filter(starts("code", code))


def _matter(category: str, below: str) -> Callable[[], Found]:
    def find() -> Found:
        here = Matter.objects.filter(PUBLIC_ONES, place__in=_below(below), category=category, merged_into=None)
        one = here.order_by("raised_at", "pk").first()
        return (reverse("matters:detail", args=[one.pk]), f"{one.number} {one.title}") if one else None

    return find


def _triage() -> Found:
    here = Meeting.objects.filter(programme__isnull=False, state__in=[State.OPEN, State.ENDED])
    one = here.filter(place__in=_below("640302107001")).order_by("starts_at", "pk").first()
    return (reverse("meetings:one", args=[one.pk]), one.title) if one else None


def _briefing() -> Found:
    asked = Meeting.objects.filter(place__in=_below("210211")).annotate(asked=Count("questions"))
    one = asked.filter(asked__gt=0).order_by("starts_at", "pk").first()
    return (reverse("meetings:one", args=[one.pk]), one.title) if one else None


def _noise() -> Found:
    """The case itself is sealed by its nature; what everybody may know is how many there were."""
    place = Place.objects.filter(pk="640106005001").first()
    return (reverse("mediation:count", args=[place.pk]), place.name) if place else None


def _trip(below: str, least: int = 0) -> Callable[[], Found]:
    def find() -> Found:
        trips = Trip.objects.filter(place__in=_below(below)).annotate(found=Count("findings"))
        one = trips.filter(found__gte=least).order_by("starts_on", "pk").first()
        return (reverse("research:trip", args=[one.pk]), one.title) if one else None

    return find


def _register() -> Found:
    one = Suggestion.objects.select_related("place").order_by("said_on", "pk").first()
    if one is None:
        return None
    county = Place.objects.filter(pk=one.place_id[:6]).first() or one.place
    return reverse("research:of_place", args=[county.pk]), county.name


def _rooms() -> Found:
    one = LiaisonRoom.objects.filter(closed_at=None).order_by("opened_at", "pk").first()
    return (reverse("liaison:room", args=[one.pk]), one.name) if one else None


def _year() -> Found:
    """Opened by who looks after it: the page of the county's year."""
    one = LiaisonRoom.objects.filter(closed_at=None).order_by("opened_at", "pk").first()
    county = Place.objects.filter(pk=one.place_id[:6]).first() if one else None
    return (reverse("liaison:county", args=[county.pk]), county.name) if county else None


PRACTICES: tuple[Practice, ...] = (
    Practice(
        _("Xinhua, Wuzhong: five steps, three parties"),
        _("“Vehicles block the way through the lobby” is one of the matters that the page says the five steps settled,"
          " from discovering to replying."),
        _matter("blocked_passage", "640302107001"),
    ),
    Practice(
        _("Xinhua: the yearly session “My compound, my say”"),
        _("What residents raised is gone through one by one; a unit takes it on at the table with a date, or it is"
          " explained why not."),
        _triage,
    ),
    Practice(
        _("Yixinyuan, Yinchuan: the parcel lockers"),
        _("One set of lockers was not enough; the community, the property company and residents decided on another,"
          " west of the first."),
        _matter("parcel_locker", "640106005001"),
    ),
    Practice(
        _("Yixinyuan: the mahjong room"),
        _("Noise at night, talked over with each side at home, till both shook hands. The case itself stays sealed;"
          " here is how many there were."),
        _noise,
    ),
    Practice(
        _("Ganjingzi, Dalian: taxes explained to firms"),
        _("A bureau answers the questions of firms one by one."),
        _briefing,
    ),
    Practice(
        _("Xincai, Zhumadian: 136 activities, 133 problems solved"),
        _("Leaders look after areas, directors after townships; the numbers of the year, township by township. Opened"
          " by who looks after the county."),
        _year,
    ),
    Practice(
        _("Xiping, Zhumadian: more than 800 suggestions"),
        _("By talks, proposals and public-opinion briefs: one register, with what became of each."),
        _register,
    ),
    Practice(
        _("Yifeng and Chongyang, Zhumadian: rooms and their norm"),
        _("“One room, one home, one hall, one station” and “four haves, one norm”. The page does not say what is in"
          " them; what we put in is marked as an assumption."),
        _rooms,
    ),
    Practice(
        _("Dawukou, Shizuishan: three classes, seventeen items, ten days"),
        _("Members went to look many times before they sat down; the property company promised to mend all of it in"
          " ten days."),
        _trip("640202", 17),
    ),
    Practice(
        _("Pengyang, Guyuan: three themes on the road"),
        _("Members look at villages, workshops and a digital park, and make suggestions."),
        _trip("640425"),
    ),
)  # fmt: skip


def practices() -> list[tuple[Practice, Found]]:
    """Each with its record; a fixed number of queries."""
    return [(each, each.find()) for each in PRACTICES]
