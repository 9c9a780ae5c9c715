"""The practices of the newspaper page, each with the record of this demonstration in which it can be seen.

Source: domain.md 1.8, the matrix of practices; the words are our own, in short. What is not here yet is said to be so.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Model, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bandeng.commitments.models import Commitment
from bandeng.liaison.models import LiaisonRoom, PastRecord
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
    """A practice of the page.

    where     whose it is, in a few words
    says      what the page says of it, in our words
    source    its headline or caption, and which paragraph under it
    quoted    a few words of that paragraph, so that the sentence is found
    find      the record in which everybody can see it here
    """

    where: str | Promise
    says: str | Promise
    source: str | Promise
    quoted: str
    find: Callable[[], Found]


def _below(code: str) -> "QuerySet[Place]":
    """The places whose code begins so."""
    return Place.objects.filter(starts("code", code))


def _to(name: str, one: Model | None, called: str = "title") -> Found:
    return (reverse(name, args=[one.pk]), str(getattr(one, called))) if one else None


def _matter(category: str, below: str) -> Callable[[], Found]:
    def find() -> Found:
        here = Matter.objects.filter(PUBLIC_ONES, place__in=_below(below), category=category, merged_into=None)
        return _to("matters:detail", here.order_by("raised_at", "pk").first())

    return find


def _meeting(below: str, form: str = "") -> Callable[[], Found]:
    """A meeting of a series; of this form where one is named."""

    def find() -> Found:
        here = Meeting.objects.filter(place__in=_below(below), state__in=[State.OPEN, State.ENDED])
        here = here.filter(form=form) if form else here.filter(programme__isnull=False)
        return _to("meetings:one", here.order_by("starts_at", "pk").first())

    return find


def _briefing() -> Found:
    asked = Meeting.objects.filter(place__in=_below("210211")).annotate(asked=Count("questions"))
    return _to("meetings:one", asked.filter(asked__gt=0).order_by("starts_at", "pk").first())


def _page(name: str, code: str, there: Callable[[], bool]) -> Callable[[], Found]:
    """The page of a place, where there is something on it."""

    def find() -> Found:
        place = Place.objects.filter(pk=code).first()
        return (reverse(name, args=[place.pk]), place.label or place.name) if place and there() else None

    return find


def _year() -> Found:
    """The county's year of which a sheet was entered."""
    last = PastRecord.objects.filter(place__in=_below("411729")).order_by("-on", "pk").first()
    county = Place.objects.filter(pk="411729").first() if last else None
    if last is None or county is None:
        return None
    return f"{reverse('liaison:year', args=[county.pk])}?year={last.on.year}", county.label or county.name


def _room(below: str) -> Callable[[], Found]:
    def find() -> Found:
        here = LiaisonRoom.objects.filter(closed_at=None, place__in=_below(below))
        return _to("liaison:room", here.order_by("opened_at", "pk").first(), "name")

    return find


def _trip(below: str, least: int = 0) -> Callable[[], Found]:
    def find() -> Found:
        trips = Trip.objects.filter(place__in=_below(below)).annotate(found=Count("findings"))
        return _to("research:trip", trips.filter(found__gte=least).order_by("starts_on", "pk").first())

    return find


def _promise() -> Found:
    made = Commitment.objects.filter(place__in=_below("640202")).order_by("promised_on", "pk")
    return _to("commitments:promise", made.first(), "text")


def _register() -> bool:
    return Suggestion.objects.filter(place="411721").exists()


def _kinds() -> bool:
    return LiaisonRoom.objects.filter(place__in=_below("411702")).exists()


PRACTICES: tuple[Practice, ...] = (
    Practice(
        _("Xinhua, Wuzhong: five steps, three parties"),
        _("“Vehicles block the way through the lobby” is one of the matters that the page says the five steps settled,"
          " from discovering to replying."),
        _("“Talking it over makes it taste of home”, second part, paragraphs 1 and 2"), "五步协商工作法",
        _matter("blocked_passage", "640302107001"),
    ),
    Practice(
        _("Xinhua: the yearly session “My compound, my say”"),
        _("What residents raised is gone through one by one; a unit takes it on at the table with a date, or it is"
          " explained why not."),
        _("“Talking it over makes it taste of home”, first part, paragraph 4"), "我的小区我做主",
        _meeting("640302107001"),
    ),
    Practice(
        _("Yixinyuan, Yinchuan: the parcel lockers"),
        _("One set of lockers was not enough; the community, the property company and residents decided on another,"
          " west of the first."),
        _("“Yixinyuan makes good use of talking things over”, paragraphs 1 to 3"), "增设一组快递柜",
        _matter("parcel_locker", "640106005001"),
    ),
    Practice(
        _("Yixinyuan: the mahjong room"),
        _("Noise at night, talked over with each side at home, till both shook hands. The case itself stays sealed;"
          " here is how many there were."),
        _("“Yixinyuan makes good use of talking things over”, paragraph 6"), "握手言和",
        _page("mediation:count", "640106005001", lambda: True),
    ),
    Practice(
        _("Ganjingzi, Dalian: taxes explained to firms"),
        _("A bureau answers the questions of firms one by one."),
        _("“Ganjingzi's conference passes on lower taxes”, paragraph 2"), "逐一做出解答", _briefing,
    ),
    Practice(
        _("Zhumadian: six steps, 6+X, evening talks in the villages"),
        _("A village talks after supper: six seats and those of the case. What the six steps and seats are the page"
          " does not say; ours are marked as an assumption."),
        _("“Zhumadian joins consultation with social governance”, paragraph 1"), "乡村夜话",
        _meeting("411729", "night_talk"),
    ),
    Practice(
        _("Xincai, Zhumadian: 136 activities, 133 problems solved"),
        _("Leaders look after areas, directors after townships; the numbers of the year, township by township, each"
          " with its records."),
        _("“Zhumadian joins consultation with social governance”, paragraph 2"), "136次", _year,
    ),
    Practice(
        _("Xiping, Zhumadian: more than 800 suggestions"),
        _("By talks, proposals and public-opinion briefs: one register, with what became of each."),
        _("“Zhumadian joins consultation with social governance”, paragraph 3"), "800余条",
        _page("research:of_place", "411721", _register),
    ),
    Practice(
        _("Yifeng, Zhumadian: one room, one home, one hall, one station"),
        _("The four are named and not told apart; what we put in is marked as an assumption."),
        _("“Zhumadian joins consultation with social governance”, paragraph 4"), "一室、一家、一厅、一站",
        _page("liaison:of_place", "411702599", _kinds),
    ),
    Practice(
        _("Chongyang, Zhumadian: four haves, one norm"),
        _("A room is looked at point by point; where one is not met somebody else looks again. The points are an"
          " assumption."),
        _("“Zhumadian joins consultation with social governance”, paragraph 4"), "四有一规范", _room("411722"),
    ),
    Practice(
        _("Dawukou, Shizuishan: three classes, seventeen items"),
        _("Members went to look many times before they sat down with residents, departments and the property company."),
        _("“Property management in the compounds”, paragraph 3"), "三大类17项", _trip("640202", 17),
    ),
    Practice(
        _("Dawukou: promised within ten days"),
        _("The property company promised to mend all of it in ten days; the card counts what residents found done."),
        _("“Property management in the compounds”, paragraph 5"), "10天内整改完成", _promise,
    ),
    Practice(
        _("Pengyang, Guyuan: three themes on the road"),
        _("Members look at villages, workshops and a digital park, and make suggestions."),
        _("The picture's caption, sentence 1"), "专题调研协商", _trip("640425"),
    ),
)  # fmt: skip


def practices() -> list[tuple[Practice, Found]]:
    """Each with its record; a fixed number of queries."""
    return [(each, each.find()) for each in PRACTICES]
