"""Ratings and endings: whether somebody may still say if it is true, and what came of matters, counted n of N.

Counts come from rows, and rows from entries; nobody types them in (I20). Silence is "unrated", never "satisfied".
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from bandeng.core.deadline import local_day
from bandeng.core.workdays import Calendar
from bandeng.matters.models import Kind, Matter, MilestoneReached, Raising, Rating, Reply, Word
from bandeng.matters.queries.clocks import calendar_of, due_from, rule
from bandeng.matters.queries.replies import SETTLED
from bandeng.places.models import Place

LONGEST_REST = 30
"""No holiday moves a day further than this; after it nobody needs to ask the calendar."""

EXPLAINED = frozenset({"explain"})


@dataclass(frozen=True)
class RatingDoor:
    """Whether a raiser may rate now.

    state   "not_yet" (no final reply), "open", "spent" (rated already), "over" (the time is up: unrated)
    reply   the final reply it is about
    until   the last day, so that a page can say it; None while nobody has noted yet that the reply arrived
    """

    state: str
    reply: Reply | None = None
    until: date | None = None


def final_reply(raising: Raising) -> Reply | None:
    """A raiser's newest final reply. Who holds it in hand may rate it before its delivery is noted."""
    told = Reply.objects.filter(raising=raising, kind=Kind.FINAL, matter=raising.matter_id)
    return told.select_related("matter").order_by("-round", "-at").first()


def rate_until(reply: Reply, calendar: Calendar | None = None) -> date | None:
    """The last day on which a final reply may be rated, counted from its arrival (shelf/clocks.toml, "rating").

    None while it waits to be delivered: the days have not begun.
    """
    since, told = reply.delivered_at or reply.attempted_at, rule("rating")
    if since is None:
        return None
    return due_from("rating", told.days, told.unit, chain=reply.matter.chain, at=since, calendar=calendar).due_on


def rating_door(raising: Raising, *, on: date) -> RatingDoor:
    """Whether and until when a raiser may say if it is true; reading it spends nothing. Three queries."""
    reply = final_reply(raising)
    if reply is None:
        return RatingDoor("not_yet")
    until = rate_until(reply)
    if Rating.objects.filter(raising=raising, round=reply.round).exists():
        return RatingDoor("spent", reply, until)
    return RatingDoor("open" if until is None or on <= until else "over", reply, until)


def unrated(place: Place, *, on: date) -> list[Reply]:
    """The final replies at a place and below whose raisers said nothing in their time."""
    calendars: dict[str, Calendar] = {}
    return [reply for reply in _silent(place) if _is_over(reply, on, calendars)]


def _silent(place: Place) -> QuerySet[Reply]:
    rated = Rating.objects.filter(raising=OuterRef("raising"), round=OuterRef("round"))
    told = Reply.objects.filter(SETTLED, ~Exists(rated), kind=Kind.FINAL, matter__place__path__startswith=place.path)
    return told.select_related("matter", "raising").order_by("-at", "-pk")


def _is_over(reply: Reply, on: date, calendars: dict[str, Calendar]) -> bool:
    arrived, days = reply.delivered_at or reply.attempted_at, rule("rating").days
    if arrived is None:
        return False
    since = local_day(arrived)
    if on <= since + timedelta(days=days):
        return False
    if on > since + timedelta(days=days + LONGEST_REST):
        return True
    chain = reply.matter.chain
    calendar = calendars.setdefault(chain, calendars.get(chain) or calendar_of(chain))
    until = rate_until(reply, calendar)
    return until is not None and on > until


# --- endings ---


@dataclass(frozen=True)
class Share:
    """So many of so many; never a percentage without what it is of."""

    n: int
    of: int

    def __str__(self) -> str:
        return f"{self.n}/{self.of}"


@dataclass(frozen=True)
class Endings:
    """What came of the matters of a place that have ended. Each has one ending; merged ones count with the target.

    answered     raisings with a delivered final reply / raisings of ended matters
    attempted    raisings whose reply was tried often enough and never arrived / the same
    solved       matters checked as solved, and no raiser says otherwise / ended matters
    explained    matters that ended in an explanation / ended matters
    not_solved   closed but not solved: a raiser says so, or the supervisor's review ended it / ended matters
    otherwise    not accepted, passed on, withdrawn ... / ended matters
    rated        raisings rated in the round that ended / raisings with a final reply
    satisfied    ratings that say "yes" / ratings
    unrated      raisings whose time to rate is over without a word / raisings with a final reply
    """

    answered: Share
    attempted: Share
    solved: Share
    explained: Share
    not_solved: Share
    otherwise: Share
    rated: Share
    satisfied: Share
    unrated: Share


def ending_of(matter: Matter, *, solved: bool, says_no: bool) -> str:
    """How an ended matter ended: "solved", "explained", "not_solved" or "otherwise".

    solved    the milestone was reached in its last round
    says_no   a raiser rated that round "not solved"
    """
    if says_no:
        return "not_solved"
    if matter.branch in EXPLAINED:
        return "explained"
    if matter.branch == "reopen":
        return "not_solved"
    return "solved" if solved and not matter.branch else "otherwise"


def ended(place: Place) -> QuerySet[Matter]:
    """The matters of a place and below that have ended by themselves, not with a target they were merged into."""
    return Matter.objects.filter(step__isnull=True, merged_into__isnull=True, place__path__startswith=place.path)


def endings(place: Place, *, on: date) -> Endings:
    """What came of the matters of a place that have ended, counted n of N; a fixed number of queries."""
    matters = list(
        ended(place).prefetch_related(
            Prefetch("milestones", MilestoneReached.objects.filter(milestone="solved")), "ratings",
            Prefetch("raisings", Raising.objects.only("pk", "matter_id")),
            Prefetch("replies", Reply.objects.filter(kind=Kind.FINAL)),
        )
    )  # fmt: skip
    ends = Counter(_ending(matter) for matter in matters)
    raisings = sum(len(matter.raisings.all()) for matter in matters)
    told = [reply for matter in matters for reply in matter.replies.all() if reply.round == matter.round]
    ratings = [rating for matter in matters for rating in matter.ratings.all() if rating.round == matter.round]
    said, calendars = {rating.raising_id for rating in ratings}, dict[str, Calendar]()
    silent = [reply for reply in told if reply.raising_id not in said and _is_over(reply, on, calendars)]
    count = len(matters)
    return Endings(
        answered=Share(sum(reply.delivered_at is not None for reply in told), raisings),
        attempted=Share(sum(reply.delivered_at is None and reply.attempted_at is not None for reply in told), raisings),
        solved=Share(ends["solved"], count), explained=Share(ends["explained"], count),
        not_solved=Share(ends["not_solved"], count), otherwise=Share(ends["otherwise"], count),
        rated=Share(len(ratings), len(told)),
        satisfied=Share(sum(rating.satisfied == Word.YES for rating in ratings), len(ratings)),
        unrated=Share(len(silent), len(told)),
    )  # fmt: skip


def _ending(matter: Matter) -> str:
    solved = any(reached.round == matter.round for reached in matter.milestones.all())
    says_no = any(rating.round == matter.round and rating.solved == Word.NO for rating in matter.ratings.all())
    return ending_of(matter, solved=solved, says_no=says_no)
