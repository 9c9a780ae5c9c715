"""Meetings in the town: called, told of, sat through, gone through, written down; at each stage one stands still."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from bandeng.commitments import actions as work
from bandeng.core import meetings as core
from bandeng.core.process.model import Words
from bandeng.matters.models import Matter
from bandeng.meetings import actions, queries
from bandeng.meetings.models import (
    AgendaItem,
    Attendee,
    Correction,
    Differing,
    Meeting,
    Minutes,
    Programme,
    Question,
    Seating,
    Venue,
)
from bandeng.people.acting import PUBLIC
from bandeng.places.models import Place
from tests.honesty.canaries import HOSTILE, mark
from tests.honesty.town import Case, Town
from tests.makers import XINHUA

OPTIONS = ("北门", "地下室")


@dataclass
class Met:
    """What addresses need: a meeting that is called, one that sits, one whose minutes are shown, one that is final."""

    called: Meeting
    attendee: Attendee
    sitting: Meeting
    item: AgendaItem
    pool: AgendaItem
    waiting: Question
    read: Question
    over: Meeting
    there: Attendee
    correction: Correction
    differing: Differing
    final: Meeting
    programme: Programme
    venue: Venue
    seating: Seating


def call(town: Town, *topics: actions.Topic, form: str = "bench", days: int = 0, **more: Any) -> Meeting:
    """A meeting of Xinhua; of a form that needs no notice unless told otherwise."""
    told: dict[str, Any] = {
        "place": town.place, "form": form, "title": f"停车怎么办{HOSTILE}", "about": f"请带图{HOSTILE}",
        "starts_at": town.later(days), "where": f"小区凉亭{HOSTILE}", "chair": town.persons["convener"],
        "recorder": town.persons["colleague"], "agenda": topics or (topic(),), "actor": town.actors["secretary"],
        "at": town.at,
        "seats": (actions.Guest(kind="residents", name=mark("meeting.invited.name"), capacity="owner"),),
    }  # fmt: skip
    return actions.call_meeting(**{**told, **more})


def topic(**more: Any) -> actions.Topic:
    return actions.Topic(f"公约{HOSTILE}", question=f"要不要？{HOSTILE}", options=OPTIONS, **more)


def first(meeting: Meeting) -> AgendaItem:
    return AgendaItem.objects.select_related("meeting", "matter").get(meeting=meeting, number=1)


def seat(meeting: Meeting) -> Attendee:
    return Attendee.objects.select_related("meeting").get(meeting=meeting, number=1)


def opened(town: Town, *topics: actions.Topic) -> Meeting:
    """A meeting that sits, with one there."""
    meeting = call(town, *topics)
    actions.open_meeting(meeting=meeting, actor=town.actors["secretary"], at=town.at)
    actions.sign_in(attendee=seat(meeting), how="paper", actor=town.actors["secretary"], at=town.at)
    return Meeting.objects.get(pk=meeting.pk)


def ended(town: Town) -> Meeting:
    meeting = opened(town)
    return actions.end_meeting(meeting=meeting, actor=town.actors["secretary"], at=town.at)


def shown(town: Town) -> Minutes:
    """Minutes that may be corrected."""
    told = {"actor": town.actors["secretary"], "at": town.at}
    minutes = actions.draft_minutes(meeting=ended(town), text=f"纪要：北门。{HOSTILE}", **told)  # type: ignore[arg-type]
    return actions.show_minutes(minutes=minutes, **told)  # type: ignore[arg-type]


def pooled(town: Town) -> actions.Topic:
    """A matter to be talked over."""
    from tests.honesty.happenings import accepted, sorted_to

    case: Case = accepted(town, "open")
    sorted_to(town, case, "deliberate", "open")
    return actions.Topic(matter=Matter.objects.get(pk=case.matter.pk), options=OPTIONS)


def building() -> Place:
    return Place.objects.get(pk=f"{XINHUA}.01.01")


def let_meet(town: Town) -> None:
    """Every act of a meeting at least once."""
    secretary, at = town.actors["secretary"], town.at
    told: dict[str, Any] = {"actor": secretary, "at": at}
    programme, venue = series(town), room(town)
    for group in ("over_60", "ground_floor"):
        actions.count_group(place=building(), group=group, n=3, of=40, on=town.today, **told)
    actions.end_programme(programme=series(town), **told)
    actions.close_venue(venue=room(town), **told)
    off = call(town, days=5, form="residents_council")
    actions.cancel_meeting(meeting=off, why=f"停电{HOSTILE}", **told)
    called = _called(town, programme, venue)
    sitting, waiting, read = _sat(town)
    over, correction, differing = _over(town)
    items = sitting.items.select_related("meeting", "matter").order_by("number")
    town.met = Met(
        called, seat(called), sitting, items[0], items[1], waiting, read, over, seat(over), correction, differing,
        _final(town), programme, venue, _seated(town),
    )  # fmt: skip


def series(town: Town) -> Programme:
    return actions.begin_programme(
        place=town.place, name=f"夜话{uuid4().hex[:8]}{HOSTILE}", form="night_talk", about=f"大家来谈{HOSTILE}",
        actor=town.actors["secretary"], at=town.at,
    )  # fmt: skip


def room(town: Town) -> Venue:
    return actions.add_venue(
        place=town.place, name=f"议事室{uuid4().hex[:8]}", kind="room", address=f"二楼{HOSTILE}", chairs=30,
        access=f"有坡道{HOSTILE}", actor=town.actors["secretary"], at=town.at,
    )  # fmt: skip


def seats(town: Town, **more: Any) -> Seating:
    """Seats of Xinhua's own."""
    parties = [core.Seat(Words(f"楼长{HOSTILE}", f"heads{HOSTILE}"), "resident", 2, fixed=True, votes=True)]
    told: dict[str, Any] = {"name": Words(f"席位{uuid4().hex[:8]}", ""), "seats": parties, "why": f"这样坐{HOSTILE}"}
    return actions.publish_seating(place=town.place, actor=town.actors["secretary"], at=town.at, **{**told, **more})


def _seated(town: Town) -> Seating:
    actions.end_seating(seating=seats(town), why=f"不要了{HOSTILE}", actor=town.actors["secretary"], at=town.at)
    call(town, seating=seats(town), seats=())
    return seats(town)


def _called(town: Town, programme: Programme, venue: Venue) -> Meeting:
    told: dict[str, Any] = {"actor": town.actors["secretary"], "at": town.at}
    meeting = call(town, days=4, form="residents_council", programme=programme)
    meeting = actions.postpone_meeting(
        meeting=meeting, starts_at=town.later(6), why=f"下雨{HOSTILE}", venue=venue, **told
    )
    actions.add_topic(meeting=meeting, topic=topic(), **told)
    actions.tell(attendee=seat(meeting), how="door", proof=f"签收{HOSTILE}", **told)
    came = actions.announce(
        meeting=meeting, coming=False, words=mark("meeting.announced_coming.words"),
        name=mark("meeting.announced_coming.name"), mark=queries.mark_of(meeting, "a phone"), actor=PUBLIC, at=town.at,
    )  # fmt: skip
    gone = actions.announce(meeting=meeting, coming=True, name="甲某", mark="gone", actor=PUBLIC, at=town.at)
    actions.erase_attendee(attendee=gone, **told)
    assert came.coming is False
    return meeting


def _sat(town: Town) -> tuple[Meeting, Question, Question]:
    told: dict[str, Any] = {"actor": town.actors["secretary"], "at": town.at}
    meeting = opened(town, topic(), pooled(town), pooled(town))
    actions.add_attendee(meeting=meeting, name=mark("meeting.came.name"), title=f"路过的{HOSTILE}", **told)
    first_, _pool, done = meeting.items.select_related("meeting", "matter").order_by("number")
    actions.begin_item(item=done, **told)
    actions.decide_item(item=done, decided="adopt", opinion=f"修{HOSTILE}", **told)
    actions.begin_item(item=first_, **told)
    actions.end_item(item=first_, **told)
    actions.begin_item(item=first_, **told)
    actions.begin_speech(attendee=seat(meeting), **told)
    actions.end_speech(meeting=meeting, **told)
    actions.count_hands(item=first_, seen={OPTIONS[0]: 1}, **told)
    _promised(town, meeting, done)
    waiting = actions.ask(meeting=meeting, text=mark("meeting.question_asked.raw"), mark="m", actor=PUBLIC, at=town.at)
    answered, raised, read = (
        actions.ask(meeting=meeting, text=f"谁来修？{HOSTILE}", asked="aloud", **told) for _ in range(3)
    )
    aloud = actions.ask(meeting=meeting, text="找谁？", mark="n", actor=PUBLIC, at=town.at)
    actions.read_question(question=aloud, shown=False, reason=f"说的是一个人{HOSTILE}", **told)
    actions.answer_question(
        question=answered, answer=f"物业{HOSTILE}", answered_by=f"经理{HOSTILE}", cite=f"合同{HOSTILE}", **told
    )
    actions.make_matter(question=raised, place=town.place, category="other", consent="现场同意", **told)
    return meeting, waiting, read


def _promised(town: Town, meeting: Meeting, item: AgendaItem) -> None:
    matter = Matter.objects.get(pk=item.matter_id)  # type: ignore[misc]
    told: dict[str, Any] = {"actor": town.actors["secretary"], "at": town.at}
    set_ = work.set_item(matter=matter, title=f"划线{HOSTILE}", **told)
    actions.promise_here(
        meeting=meeting, items=[set_], organisation=town.units["officer"], officer=town.persons["officer"],
        text=f"十日内划好{HOSTILE}", to_whom=f"居民{HOSTILE}", days=10, **told,
    )  # fmt: skip


def _over(town: Town) -> tuple[Meeting, Correction, Differing]:
    told: dict[str, Any] = {"actor": town.actors["secretary"], "at": town.at}
    minutes = shown(town)
    meeting = minutes.meeting
    outcome = actions.reach_outcome(
        item=first(meeting), outcome="none", opinion=f"没谈拢{HOSTILE}", dissents=[f"太长{HOSTILE}"],
        next_step=f"下周再议{HOSTILE}", **told,
    )  # fmt: skip
    differing = outcome.differing.get()
    actions.answer_differing(differing=differing, answer=f"删短{HOSTILE}", **told)
    asked = actions.ask_correction(minutes=minutes, attendee=seat(meeting), words=f"是东门{HOSTILE}", **told)
    return meeting, asked, differing


def _final(town: Town) -> Meeting:
    told: dict[str, Any] = {"actor": town.actors["secretary"], "at": town.at}
    minutes = shown(town)
    asked = actions.ask_correction(minutes=minutes, attendee=seat(minutes.meeting), words=f"是东门{HOSTILE}", **told)
    actions.answer_correction(correction=asked, taken=False, answer=f"就是北门{HOSTILE}", **told)
    for who in ("convener", "colleague"):
        minutes = actions.sign_minutes(minutes=minutes, actor=town.actors[who], at=town.later(10))
    actions.correct_minutes(minutes=minutes, was="北门", now=f"东门{HOSTILE}", why=f"写错{HOSTILE}", **told)
    return minutes.meeting


def more(town: Town) -> None:
    """One more of what stands in a meeting."""
    told: dict[str, Any] = {"actor": town.actors["secretary"], "at": town.at}
    met = town.met
    actions.invite(meeting=met.called, guest=actions.Guest(kind="residents", name="又一位"), **told)
    actions.add_topic(meeting=met.called, topic=topic(), **told)
    actions.add_topic(meeting=met.sitting, topic=topic(), **told)
    actions.add_attendee(meeting=met.sitting, name="又一位", **told)
    call(town, days=5, form="residents_council")
    seats(town)
