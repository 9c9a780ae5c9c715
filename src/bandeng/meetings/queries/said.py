"""What was asked, decided and counted in a meeting."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from bandeng.meetings.models import (
    AgendaItem,
    Decided,
    Hands,
    Meeting,
    Outcome,
    Question,
    QuestionState,
    Raised,
)
from bandeng.opinions.models import Conversation


def current_item(meeting: Meeting) -> AgendaItem | None:
    """What it is about now."""
    return meeting.items.select_related("matter").filter(begun_at__isnull=False, ended_at=None).first()


def last_count(item: AgendaItem) -> Hands | None:
    """The count of hands that stands."""
    return item.hands.order_by("-round").first()


def round_of(item: AgendaItem) -> int:
    """The number of the count that is to come."""
    last = last_count(item)
    return (last.round if last else 0) + 1


def raised_now(item: AgendaItem) -> dict[int, int]:
    """Hands on phones for the count that is to come: option number (from 1) to how many."""
    options = Raised.objects.filter(item=item, round=round_of(item)).values_list("option", flat=True)
    return dict(Counter(options))


def hands_now(item: AgendaItem) -> list[tuple[str, int]]:
    """Each option with its hands: those on phones while they come in, else those counted last."""
    last, live = last_count(item), raised_now(item)
    if live or last is None:
        return [(option, live.get(number, 0)) for number, option in enumerate(item.options, 1)]
    return [(option, last.counts.get(option, 0)) for option in item.options]


def faq_of(meeting: Meeting) -> QuerySet[Question]:
    """Questions everybody may read, in their order."""
    states = [QuestionState.READ, QuestionState.ANSWERED, QuestionState.MATTER]
    return meeting.questions.filter(state__in=states).select_related("matter", "organisation").order_by("number")


def conversations_of(meeting: Meeting) -> QuerySet[Conversation]:
    """What neighbours are asked beforehand, on their phones and on paper, for this meeting."""
    return Conversation.objects.filter(asked_for=f"meeting:{meeting.pk}").order_by("opened_at", "pk")


def question_counts(meeting: Meeting) -> dict[str, int]:
    """How many questions were put, and how many of them were answered, became a matter, still wait."""
    found = Counter(meeting.questions.exclude(state=QuestionState.OUT).values_list("state", flat=True))
    waiting = found[QuestionState.WAITING] + found[QuestionState.READ]
    return {
        "asked": sum(found.values()), "answered": found[QuestionState.ANSWERED],
        "matters": found[QuestionState.MATTER], "waiting": waiting,
    }  # fmt: skip


def settled(meeting: Meeting) -> list[AgendaItem]:
    """The matters of which something came: gone through, or talked over with an outcome; one query."""
    came = Q(outcome__isnull=False) | ~Q(decided="")
    rows = meeting.items.filter(came, matter__isnull=False).select_related("matter", "outcome")
    return list(rows.order_by("number"))


def words_of(meeting: Meeting) -> dict[UUID, str]:
    """What came of each of these matters, in words, with what comes next; for those who raised them."""
    found: dict[UUID, str] = {}
    for row in settled(meeting):
        outcome: Outcome | None = getattr(row, "outcome", None)
        text = "\n".join(filter(None, [outcome.opinion, outcome.next_step])) if outcome else row.because
        if row.matter_id and text:
            found[row.matter_id] = text
    return found


@dataclass(frozen=True)
class Triage:
    """A pool gone through: how many there are, how many by each way, how many are left."""

    total: int
    by_way: dict[str, int]

    @property
    def done(self) -> int:
        """How many were decided on."""
        return sum(self.by_way.values())

    @property
    def left(self) -> int:
        """How many nobody has decided on yet."""
        return self.total - self.done


def triage_of(meeting: Meeting) -> Triage:
    """How far the matters of a meeting have been gone through."""
    ways = list(meeting.items.filter(matter__isnull=False).values_list("decided", flat=True))
    return Triage(len(ways), {way: ways.count(way) for way in Decided.values})
