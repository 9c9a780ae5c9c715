"""What papers of a meeting say, read from its rows: as many queries for three hundred people as for three.

Others read a seat by its title, never by a name; names stand on the sign-in sheet alone.
"""

from collections import Counter, defaultdict
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bandeng.commitments.models import WorkItem
from bandeng.core.deadline import local_day
from bandeng.core.papers import day_text, facts
from bandeng.documents.queries.subject import Made, Subject
from bandeng.matters.models import BenchNote
from bandeng.matters.showing import OUTCOMES, in_words
from bandeng.meetings import queries as meetings
from bandeng.meetings import showing
from bandeng.meetings.models import Attendee, Differing, Meeting, Minutes, MinutesState, Outcome, State
from bandeng.places.models import Place
from bandeng.places.queries import community_of
from bandeng.records.acts import ERASED

BLANK = 12
"""Empty lines of a sign-in sheet, as long as somebody may still come."""


def _place(meeting: Meeting) -> Place:
    return community_of(meeting.place) or meeting.place


def _of(meeting: Meeting, kind: str, key: UUID, at: datetime, make: Made) -> Subject:
    page = reverse("meetings:one", args=[meeting.pk])
    return Subject(kind, f"{kind}:{key}", _place(meeting), None, local_day(at), make, page)


def _moment(at: datetime) -> str:
    """2026年11月26日19:30, in the place's own time."""
    here = timezone.localtime(at)
    return f"{day_text(here.date())}{here:%H:%M}"


def _title(seat: Attendee) -> str:
    return seat.title or str(seat.get_capacity_display())


def _counted(seats: list[Attendee]) -> tuple[str, ...]:
    """Each title with how many of them: 居民代表3人."""
    persons = _("persons")
    return tuple(f"{title}{n}{persons}" for title, n in Counter(map(_title, seats)).items())


# --- before it ---


def notice_of(meeting: Meeting) -> Subject:
    """会议通知, from the call on; of one that was moved or called off it says so first."""
    return _of(meeting, "meeting_notice", meeting.pk, meeting.called_at, partial(_notice, meeting))


def _notice(meeting: Meeting) -> facts.Called:
    items = meeting.items.select_related("matter").order_by("number")
    agenda = tuple(
        facts.Agenda(each.topic, each.matter.number if each.matter and each.matter.is_public else "", "", each.minutes)
        for each in items
    )
    seats = _counted(
        list(meeting.attendees.filter(brought="invited").order_by("number").only("meeting", "title", "capacity"))
    )
    place = _place(meeting)
    address = settings.ADDRESS + reverse("meetings:one", args=[meeting.pk])
    return facts.Called(
        place.name, meeting.title, in_words(meetings.form_of(meeting.form).name), _moment(meeting.starts_at),
        meeting.where, agenda, seats, "", f"{place.name} {place.phone}".strip(), local_day(meeting.called_at), address,
        _changed(meeting),
    )  # fmt: skip


def _changed(meeting: Meeting) -> str:
    if meeting.state == State.CANCELLED:
        return _("This meeting was called off: %(why)s") % {"why": meeting.why}
    if meeting.postponed_from:
        told = {"old": _moment(meeting.postponed_from), "why": meeting.why}
        return _("This meeting was moved; at first it was called for %(old)s. The reason: %(why)s") % told
    return ""


def sign_in_of(meeting: Meeting) -> Subject:
    """签到册: empty where people sign, filled in once they are there."""
    return _of(meeting, "sign_in", meeting.pk, meeting.starts_at, partial(_sign_in, meeting))


def _sign_in(meeting: Meeting) -> facts.SignIn:
    seats = meeting.attendees.select_related("person", "organisation").order_by("number")
    people = tuple((_name(seat), _title(seat), _unit(seat), _signed(seat)) for seat in seats)
    blank = BLANK if meeting.state in (State.CALLED, State.OPEN) else 0
    return facts.SignIn(
        _place(meeting).name, meeting.title, _moment(meeting.starts_at), meeting.where, people, blank
    )  # fmt: skip


def _name(seat: Attendee) -> str:
    if seat.erased_at or seat.name == ERASED:
        return ""
    return seat.name or (seat.person.called if seat.person else "")


def _unit(seat: Attendee) -> str:
    return str(seat.organisation) if seat.organisation else ""


def _signed(seat: Attendee) -> str:
    if seat.signed_at is None:
        return ""
    return f"{timezone.localtime(seat.signed_at):%H:%M} {seat.get_signed_how_display()}"


# --- what was said and came of it ---


def record_of(meeting: Meeting) -> Subject:
    """会议记录, from its opening on. Raises Http404 before."""
    if meeting.opened_at is None:
        raise Http404
    return _of(meeting, "record", meeting.pk, meeting.opened_at, partial(held, meeting))


def minutes_of(meeting: Meeting, *, drafts: bool) -> Subject:
    """会议纪要: a draft, marked as one, for who runs it (`drafts`); for everybody once shown; final with its hash.

    Raises   Http404 where there is none that the reader may have.
    """
    row = Minutes.objects.filter(meeting=meeting).first()
    if meeting.ended_at is None or (not drafts and (row is None or row.state == MinutesState.DRAFT)):
        raise Http404
    at = (row.final_at or row.shown_at or row.drafted_at) if row else meeting.ended_at
    return _of(meeting, "minutes", meeting.pk, at, partial(_minutes, meeting, row))


def _minutes(meeting: Meeting, row: Minutes | None) -> facts.Meeting:
    if row is None:
        return held(meeting, mark=_("draft, made from the record; nobody has signed it"))
    marks = {
        MinutesState.DRAFT: _("draft; nobody has signed it"),
        MinutesState.SHOWN: _("open for corrections; nobody has signed it"),
    }
    beside = row.corrections.filter(late=True).order_by("number")
    put_right = tuple((each.was, each.words, each.answer, day_text(local_day(each.at))) for each in beside)
    return facts.Meeting(
        **_head(meeting), text=row.text, mark=marks.get(MinutesState(row.state), ""), digest=row.digest,
        corrections=put_right,
    )  # fmt: skip


def held(meeting: Meeting, mark: str = "") -> facts.Meeting:
    """A meeting as it was held, topic by topic."""
    return facts.Meeting(
        **_head(meeting), topics=_talked(meeting), questions=_questions(meeting), promises=_promised(meeting),
        suggestions=tuple(meetings.suggestion_lines(meeting)), mark=mark,
    )  # fmt: skip


def _head(meeting: Meeting) -> dict[str, Any]:
    seats = list(
        meeting.attendees.order_by("number").only("meeting", "title", "capacity", "votes", "coming", "signed_at")
    )
    came = [seat for seat in seats if seat.signed_at]
    away = [seat for seat in seats if seat.signed_at is None and seat.coming is False]
    there, quorum = meetings.presence_of(meeting), ""
    if there.needed is not None:
        told = {"present": there.present, "invited": there.invited, "needed": there.needed}
        quorum = _("With a vote: %(present)s of %(invited)s, at least %(needed)s are needed.") % told
    return {
        "place": _place(meeting).name, "name": meeting.title, "at": _moment(meeting.opened_at or meeting.starts_at),
        "where": meeting.where, "chair": meeting.chair.called, "recorder": meeting.recorder.called,
        "present": _counted([seat for seat in came if seat.votes]), "excused": _counted(away),
        "listening": _counted([seat for seat in came if not seat.votes]), "quorum": quorum, "roles": meeting.roles,
        "held_on": local_day(meeting.opened_at or meeting.starts_at),
    }  # fmt: skip


def _talked(meeting: Meeting) -> tuple[facts.Talked, ...]:
    spoken: dict[UUID | None, list[facts.Spoken]] = defaultdict(list)
    for each in meeting.speeches.select_related("attendee").order_by("begun_at", "pk"):
        had = _("had the floor for %(minutes)s minutes") % {"minutes": each.minutes}
        spoken[each.item_id].append(
            facts.Spoken(_title(each.attendee), had, f"{timezone.localtime(each.begun_at):%H:%M}")
        )
    notes = dict(BenchNote.objects.filter(meeting_outcome__item__meeting=meeting).values_list("pk", "said"))
    taken = _taken(meeting)
    return tuple(
        _topic(line, spoken[line.item.pk], notes, taken.get(line.item.matter_id, ()))
        for line in showing.agenda(meeting)
    )


def _topic(
    line: showing.Line, spoken: list[facts.Spoken], notes: dict[UUID, str], taken: tuple[facts.Item, ...]
) -> facts.Talked:
    item, outcome = line.item, line.outcome
    if item.matter and not item.matter.is_public:
        return facts.Talked(_("a matter that is not public"))
    number = f"（{item.matter.number}）" if item.matter else ""
    said = list(spoken)
    if outcome and outcome.note_id and (words := notes.get(outcome.note_id)):
        said.append(facts.Spoken(_("What was said"), words))
    came = str(OUTCOMES[outcome.outcome]) if outcome else str(item.get_decided_display()) if item.decided else ""
    return facts.Talked(
        f"{item.topic}{number}", tuple(said), came, outcome.opinion if outcome else item.because, tuple(line.hands),
        tuple((each.words, each.answer) for each in line.dissents), outcome.next_step if outcome else "", taken,
    )  # fmt: skip


def _taken(meeting: Meeting) -> dict[UUID | None, tuple[facts.Item, ...]]:
    """What was taken on while it sat, with the day that was named then; what became of it other papers tell."""
    if meeting.opened_at is None:
        return {}
    rows = WorkItem.objects.filter(
        matter__agenda_items__meeting=meeting, claimed_at__gte=meeting.opened_at,
        claimed_at__lte=meeting.ended_at or timezone.now(),
    ).select_related("lead", "officer", "deadline")  # fmt: skip
    found: dict[UUID | None, list[facts.Item]] = defaultdict(list)
    for row in rows.order_by("claimed_at", "pk"):
        due = row.deadline.original_due_on if row.deadline else None
        officer = row.officer.called if row.officer else ""
        unit = str(row.lead) if row.lead else ""
        found[row.matter_id].append(facts.Item(row.title, row.criteria, unit, officer, due, state=_("taken on here")))
    return {key: tuple(items) for key, items in found.items()}


def _questions(meeting: Meeting) -> tuple[tuple[str, str, str], ...]:
    return tuple((each.text, _answer(each), each.answered_by) for each in meetings.faq_of(meeting))


def _answer(question: Any) -> str:
    if question.answer:
        return f"{question.answer}（{question.cite}）" if question.cite else str(question.answer)
    if question.matter:
        return _("It goes on as matter %(number)s.") % {"number": question.matter.number}
    return ""


def _promised(meeting: Meeting) -> tuple[str, ...]:
    rows = meeting.promises.select_related("commitment__organisation").order_by("at", "pk")
    return tuple(
        _("%(unit)s promised: %(text)s, until %(day)s")
        % {
            "unit": each.commitment.organisation, "text": each.commitment.text,
            "day": day_text(each.commitment.due_on),
        }
        for each in rows
    )  # fmt: skip


def topic_outcome_of(outcome: Outcome) -> Subject:
    """协商成果报告 of a topic that is no matter; a matter's report is made from its own note."""
    meeting = outcome.item.meeting
    return _of(meeting, "outcome", outcome.pk, outcome.at, partial(_topic_outcome, outcome))


def _topic_outcome(outcome: Outcome) -> facts.Outcome:
    item, meeting = outcome.item, outcome.item.meeting
    seats = Counter(map(_title, meeting.attendees.filter(signed_at__isnull=False).order_by("number")))
    dissents = Differing.objects.filter(outcome=outcome).order_by("pk").values_list("words", "answer")
    return facts.Outcome(
        facts.Matter(_place(meeting).name, "", item.topic, item.question), local_day(meeting.opened_at or outcome.at),
        meeting.where, tuple((title, str(n)) for title, n in seats.items()), "", str(OUTCOMES[outcome.outcome]),
        outcome.opinion, outcome.next_step, tuple(dissents), (),
    )  # fmt: skip
