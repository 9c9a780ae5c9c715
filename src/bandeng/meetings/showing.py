"""Meetings in words, in the shape of the pages."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bandeng.core import meetings as core
from bandeng.core.meetings import Form, Gap, Seat, Template
from bandeng.matters.models import Dissent, Matter
from bandeng.matters.showing import in_words
from bandeng.meetings import queries
from bandeng.meetings.models import AgendaItem, Attendee, Differing, Hands, Meeting, Outcome, Seating
from bandeng.meetings.queries.counting import Told
from bandeng.places.models import Place
from bandeng.research.models import Finding

GROUPS: dict[str, Promise] = {
    "tenants": _("tenants"),
    "merchants": _("merchants"),
    "ground_floor": _("people on the ground floor"),
    "over_60": _("people over 60"),
}

SEAT_ROLES: dict[str, Promise] = {
    "resident": _("resident"),
    "owner": _("owner"),
    "tenant": _("tenant"),
    "merchant": _("merchant"),
    "ground_floor": _("ground floor"),
    "over_60": _("over 60"),
    "community": _("community"),
    "property": _("property company"),
    "department": _("department"),
    "government": _("street or town government"),
    "member": _("member of the consultative conference"),
    "expert": _("expert or legal adviser"),
    "other": _("other"),
}
"""As what somebody sits there (`core.meetings.ROLES`), in words."""


@dataclass(frozen=True)
class PartyRow:
    """A party of a template in words."""

    name: str
    role: str
    count: int
    fixed: bool
    votes: bool


def parties(seats: Iterable[Seat]) -> list[PartyRow]:
    """The parties of a template in words."""
    return [
        PartyRow(in_words(each.name), str(SEAT_ROLES[each.role]), each.count, each.fixed, each.votes) for each in seats
    ]


@dataclass(frozen=True)
class SeatingLine:
    """A version of a place's own seats in words."""

    row: Seating
    name: str
    parties: list[PartyRow]


def seating_line(row: Seating) -> SeatingLine:
    """A version in words."""
    return SeatingLine(row, in_words(row.name), parties(row.seats))


def unfilled(form: Form, seats: Iterable[Attendee]) -> list[str]:
    """The fixed seats that still wait for somebody, with how many chairs where it is more than one."""
    waiting = core.unfilled(form.seats.seats, [seat.kind for seat in seats])
    return [in_words(seat.name) + (f" × {left}" if left > 1 else "") for seat, left in waiting.items()]


@dataclass(frozen=True)
class GapLine:
    """A group in words, with how many are affected and invited."""

    name: str
    gap: Gap
    counted: Told | None = None


def gaps(meeting: Meeting, matters: Sequence[Matter], seats: Iterable[Attendee]) -> list[GapLine]:
    """Who is affected and not asked, in words."""
    return gaps_at(meeting.place, matters, [group for seat in seats for group in seat.stands_for])


def gaps_at(place: Place, matters: Sequence[Matter], stands_for: Iterable[str]) -> list[GapLine]:
    """The same before anybody is asked; with what was counted in the buildings."""
    counted = queries.counted_at(place)
    rows = queries.gaps_of(place, matters, stands_for)
    return [GapLine(str(GROUPS[row.group]), row, counted.get(row.group)) for row in rows]


@dataclass(frozen=True)
class Line:
    """One item of an agenda with all that came of it, and what a research trip found that it is about."""

    item: AgendaItem
    hands: list[tuple[str, int]]
    voters: int
    outcome: Outcome | None
    dissents: list[Dissent | Differing]
    sources: list[Finding] = field(default_factory=list)

    @property
    def now(self) -> bool:
        """Whether it is about this one now."""
        return self.item.begun_at is not None and self.item.ended_at is None


def agenda(meeting: Meeting) -> list[Line]:
    """Every item in its order; as many queries for twenty as for one."""
    items = list(meeting.items.select_related("matter", "outcome").prefetch_related("hands").order_by("number"))
    sources = queries.sources_of(items)
    notes = Outcome.objects.filter(item__meeting=meeting, note__isnull=False).values("note")
    seen: dict[UUID, list[Dissent | Differing]] = defaultdict(list)
    for dissent in Dissent.objects.filter(note__in=notes).order_by("pk"):
        seen[dissent.note_id].append(dissent)
    for differing in Differing.objects.filter(outcome__item__meeting=meeting).order_by("pk"):
        seen[differing.outcome_id].append(differing)
    return [_line(item, seen, sources.get(item.pk, [])) for item in items]


def _line(
    item: AgendaItem, dissents: Mapping[UUID, list[Dissent | Differing]], sources: Sequence[Finding]
) -> Line:  # fmt: skip
    counts: list[Hands] = sorted(item.hands.all(), key=lambda each: each.round)
    last = counts[-1] if counts else None
    outcome: Outcome | None = getattr(item, "outcome", None)
    seen = dissents.get(outcome.note_id or outcome.pk, []) if outcome else []
    hands = [(option, last.counts.get(option, 0)) for option in item.options] if last else []
    return Line(item, hands, last.voters if last else 0, outcome, seen, list(sources))


@dataclass(frozen=True)
class FormLine:
    """A form to choose, in words."""

    key: str
    name: str
    days: int
    quorum: str
    seats: str
    cite: str
    assumed: bool


def form_line(form: Form) -> FormLine:
    """A form in words."""
    quorum = f"{form.quorum.numerator}/{form.quorum.denominator}" if form.quorum else ""
    template: Template = form.seats
    return FormLine(
        form.key, in_words(form.name), form.notice.days, quorum, in_words(template.name), in_words(form.cite),
        form.origin == "assumption",
    )  # fmt: skip


def seats(rows: Iterable[Attendee]) -> list[tuple[str, int, int]]:
    """Each title with how many are on the list and how many are there; never a name."""
    found: dict[str, list[int]] = {}
    for seat in rows:
        title = seat.title or str(seat.get_capacity_display())
        pair = found.setdefault(title, [0, 0])
        pair[0] += 1
        pair[1] += seat.signed_at is not None
    return [(title, asked, here) for title, (asked, here) in found.items()]
