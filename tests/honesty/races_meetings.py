"""Races of what happens around a meeting."""

from typing import Any

from bandeng.meetings import actions, queries
from bandeng.meetings.models import Meeting, Question
from bandeng.people.acting import PUBLIC
from tests.honesty import meeting as made
from tests.honesty.races_opinions import asked
from tests.honesty.racing import Pair, assigned, by_two, opened, race, twice
from tests.honesty.researching import found, planned
from tests.honesty.town import Town


def told(town: Town, **more: Any) -> dict[str, Any]:
    return {"actor": town.actors["secretary"], "at": town.at, **more}


def both(town: Town, act: Any, **more: Any) -> Pair:
    """The same act twice, of two forms."""
    return twice(lambda: act(**more, **told(town)))


def read(town: Town) -> Question:
    return actions.ask(meeting=made.opened(town), text="谁来修？", asked="aloud", **told(town))


@race("call_meeting", "done", "done")
def _(town: Town) -> Pair:
    return twice(lambda: made.call(town, once="race-meeting"))


@race("count_group", "done", "done")
def _(town: Town) -> Pair:
    numbers = {"group": "over_60", "n": 3, "of": 40, "on": town.today, "once": "race-count"}
    return both(town, actions.count_group, place=made.building(), **numbers)


@race("add_topic", "done", "done")
def _(town: Town) -> Pair:
    return both(town, actions.add_topic, meeting=made.call(town), topic=made.topic())


@race("put_on_agenda", "done", "done")
def _(town: Town) -> Pair:
    talk = asked(town)
    table = {"conversation": talk, "statements": [talk.statements.order_by("number")[0]], "text": "上桌谈。"}
    return both(town, actions.put_on_agenda, meeting=made.call(town), once="race-agenda", **table)


@race("carry_findings", "done", "finding_twice")
def _(town: Town) -> Pair:
    rows = found(town, planned(town))
    return both(town, actions.carry_findings, meeting=made.call(town), findings=rows)


@race("suggest_here", "done", "done")
def _(town: Town) -> Pair:
    return both(town, actions.suggest_here, meeting=made.opened(town, made.topic()), text="建棚", said_by="resident")


@race("postpone_meeting", "done", "stale")
def _(town: Town) -> Pair:
    meeting = made.call(town)
    return both(
        town, actions.postpone_meeting, meeting=meeting, starts_at=town.later(2), why="下雨", version=meeting.version
    )


@race("cancel_meeting", "done", "meeting_is")
def _(town: Town) -> Pair:
    return both(town, actions.cancel_meeting, meeting=made.call(town), why="停电")


@race("begin_programme", "already_there", "done")
def _(town: Town) -> Pair:
    return both(town, actions.begin_programme, place=town.place, name="同一个系列", form="bench")


@race("end_programme", "done", "over_already")
def _(town: Town) -> Pair:
    return both(town, actions.end_programme, programme=made.series(town))


@race("add_venue", "already_there", "done")
def _(town: Town) -> Pair:
    return both(town, actions.add_venue, place=town.place, name="同一间屋", kind="room")


@race("close_venue", "done", "over_already")
def _(town: Town) -> Pair:
    return both(town, actions.close_venue, venue=made.room(town))


@race("invite", "done", "seat_twice")
def _(town: Town) -> Pair:
    guest = actions.Guest(kind="residents", title="居民", person=town.persons["neighbour"])
    return both(town, actions.invite, meeting=made.call(town), guest=guest)


@race("tell", "done", "done")
def _(town: Town) -> Pair:
    return both(town, actions.tell, attendee=made.seat(made.call(town)), how="door")


@race("announce", "done", "done")
def _(town: Town) -> Pair:
    meeting = made.call(town)
    return twice(lambda: actions.announce(
        meeting=meeting, coming=True, name="甲", mark=queries.mark_of(meeting, "one"), actor=PUBLIC, at=town.at
    ))  # fmt: skip


@race("sign_in", "already_signed_in", "done")
def _(town: Town) -> Pair:
    return both(town, actions.sign_in, attendee=made.seat(made.call(town)), how="paper")


@race("add_attendee", "done", "phone_signed_in")
def _(town: Town) -> Pair:
    return both(town, actions.add_attendee, meeting=made.call(town), name="甲", mark="one phone")


@race("erase_attendee", "already_erased", "done")
def _(town: Town) -> Pair:
    return both(town, actions.erase_attendee, attendee=made.seat(made.call(town)))


@race("open_meeting", "done", "meeting_is")
def _(town: Town) -> Pair:
    return both(town, actions.open_meeting, meeting=made.call(town))


@race("end_meeting", "done", "meeting_is")
def _(town: Town) -> Pair:
    return both(town, actions.end_meeting, meeting=made.opened(town))


@race("begin_item", "already_begun", "done")
def _(town: Town) -> Pair:
    return both(town, actions.begin_item, item=made.first(made.opened(town)))


@race("end_item", "done", "over_already")
def _(town: Town) -> Pair:
    item = made.first(made.opened(town))
    actions.begin_item(item=item, **told(town))
    return both(town, actions.end_item, item=item)


@race("begin_speech", "done", "done")
def _(town: Town) -> Pair:
    return both(town, actions.begin_speech, attendee=made.seat(made.opened(town)))


@race("end_speech", "done", "over_already")
def _(town: Town) -> Pair:
    meeting = made.opened(town)
    actions.begin_speech(attendee=made.seat(meeting), **told(town))
    return both(town, actions.end_speech, meeting=meeting)


@race("raise_hand", "done", "done")
def _(town: Town) -> Pair:
    item = made.first(made.opened(town))
    actions.begin_item(item=item, **told(town))
    seat = made.seat(item.meeting)
    return twice(lambda: actions.raise_hand(item=item, attendee=seat, option=1, at=town.at))


@race("count_hands", "done", "done")
def _(town: Town) -> Pair:
    item = made.first(made.opened(town))
    actions.begin_item(item=item, **told(town))
    return both(town, actions.count_hands, item=item, seen={made.OPTIONS[0]: 1})


@race("reach_outcome", "done", "item_decided")
def _(town: Town) -> Pair:
    return both(town, actions.reach_outcome, item=made.first(made.opened(town)), outcome="advisory", opinion="划线")


@race("answer_differing", "done", "done")
def _(town: Town) -> Pair:
    item = made.first(made.opened(town))
    outcome = actions.reach_outcome(item=item, outcome="advisory", opinion="划线", dissents=["太长"], **told(town))
    return both(town, actions.answer_differing, differing=outcome.differing.get(), answer="删短")


@race("decide_item", "done", "item_decided")
def _(town: Town) -> Pair:
    item = made.first(made.opened(town, made.pooled(town)))
    return both(town, actions.decide_item, item=item, decided="adopt", opinion="修")


@race("promise_here", "done", "done")
def _(town: Town) -> Pair:
    item = opened(town, assigned(town))
    return both(
        town, actions.promise_here, meeting=made.opened(town), items=[item], organisation=town.units["officer"],
        officer=town.persons["officer"], text="十日内划好", to_whom="居民", days=10,
    )  # fmt: skip


@race("ask", "done", "done")
def _(town: Town) -> Pair:
    meeting = made.opened(town)
    return twice(lambda: actions.ask(meeting=meeting, text="谁来修？", mark="m", actor=PUBLIC, at=town.at, once="q"))


@race("read_question", "done", "done")
def _(town: Town) -> Pair:
    asked = actions.ask(meeting=made.opened(town), text="谁来修？", mark="m", actor=PUBLIC, at=town.at)
    return both(town, actions.read_question, question=asked, shown=True, text="谁来修？")


@race("answer_question", "done", "done")
def _(town: Town) -> Pair:
    return both(town, actions.answer_question, question=read(town), answer="物业", answered_by="经理", cite="合同")


@race("make_matter", "done", "question_is")
def _(town: Town) -> Pair:
    return both(town, actions.make_matter, question=read(town), place=town.place, category="other", consent="现场同意")


@race("draft_minutes", "done", "done")
def _(town: Town) -> Pair:
    return both(town, actions.draft_minutes, meeting=made.ended(town), text="纪要")


@race("show_minutes", "already_shown", "done")
def _(town: Town) -> Pair:
    minutes = actions.draft_minutes(meeting=made.ended(town), text="纪要", **told(town))
    return both(town, actions.show_minutes, minutes=minutes)


@race("ask_correction", "done", "done")
def _(town: Town) -> Pair:
    minutes = made.shown(town)
    seat = made.seat(Meeting.objects.get(pk=minutes.meeting_id))
    return both(town, actions.ask_correction, minutes=minutes, attendee=seat, words="是东门")


@race("answer_correction", "correction_answered", "done")
def _(town: Town) -> Pair:
    minutes = made.shown(town)
    seat = made.seat(Meeting.objects.get(pk=minutes.meeting_id))
    asked = actions.ask_correction(minutes=minutes, attendee=seat, words="是东门", **told(town))
    return both(town, actions.answer_correction, correction=asked, taken=False, answer="就是北门")


@race("sign_minutes", "done", "done")
def _(town: Town) -> Pair:
    minutes = made.shown(town)
    chair, recorder = town.actors["convener"], town.actors["colleague"]
    return (
        lambda: actions.sign_minutes(minutes=minutes, actor=chair, at=town.later(10)),
        lambda: actions.sign_minutes(minutes=minutes, actor=recorder, at=town.later(10)),
    )


@race("correct_minutes", "done", "done")
def _(town: Town) -> Pair:
    minutes = made.shown(town)
    for who in ("convener", "colleague"):
        minutes = actions.sign_minutes(minutes=minutes, actor=town.actors[who], at=town.later(10))
    return by_two(town, actions.correct_minutes, minutes=minutes, was="北门", now="东门", why="写错")


@race("publish_seating", "done", "seating_over")
def _(town: Town) -> Pair:
    seating = made.seats(town)
    return twice(lambda: made.seats(town, changes=seating))


@race("end_seating", "done", "seating_over")
def _(town: Town) -> Pair:
    return both(town, actions.end_seating, seating=made.seats(town), why="不要了")
