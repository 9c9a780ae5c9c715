"""Called in time, in a free room, by the right people, about what may be talked over in public."""

from datetime import timedelta

import pytest

from bandeng.meetings import actions, queries
from bandeng.meetings.models import Attendee, Meeting
from bandeng.people.acting import PUBLIC
from bandeng.records import rebuild
from bandeng.records.models import Entry
from tests.makers import AT, YIXINYUAN, make_matter, make_person, make_place, make_unit
from tests.meetings.sitting import START, Table, refused

pytestmark = pytest.mark.django_db


def test_a_call_holds_form_day_agenda_and_seats() -> None:
    table = Table(matters=2)
    meeting = table.meeting
    assert (meeting.state, meeting.title, meeting.where) == ("called", "电动车停放协商", "社区二楼议事室")
    assert list(meeting.items.order_by("number").values_list("number", "topic", "options")) == [
        (1, "楼道停车", ["北门车棚", "地下室"]), (2, "楼道停车", ["北门车棚", "地下室"]),
    ]  # fmt: skip
    seats = list(meeting.attendees.order_by("number").values_list("kind", "title", "votes"))
    assert seats == [
        ("community", "社区代表", True), ("property", "物业代表", True), ("residents", "居民代表", True),
        ("residents", "居民代表", True), ("residents", "居民代表", True),
    ]  # fmt: skip


def test_a_written_name_never_stands_open_in_the_ledger() -> None:
    Table()
    assert [entry for entry in Entry.objects.all() if "王大妈" in str(entry.detail)] == []
    assert Entry.objects.filter(verb="meeting.invited").count() == 2
    assert {seat.name for seat in Attendee.objects.exclude(name_index="")} == {"王大妈", "李师傅"}


def test_too_late_a_notice_is_refused_and_the_rule_is_told() -> None:
    told = refused("notice_late", lambda: Table(starts_at=AT + timedelta(days=2)))
    assert (told.details["latest"], told.details["days"], "2015" in str(told.details["rule"])) == (
        "2026-11-22", 3, True,
    )  # fmt: skip
    assert Meeting.objects.count() == 0


def test_a_bench_meeting_is_called_as_people_sit_down() -> None:
    assert Table(form="bench", starts_at=AT, seats=()).meeting.form == "bench"


def test_only_who_may_call_calls() -> None:
    table = Table()
    for actor in (PUBLIC, table.resident, table.officer):
        refused("not_your_turn", lambda actor=actor: Table(actor=actor))  # type: ignore[misc]


def test_who_chairs_does_not_write_the_record() -> None:
    someone = make_person("convener", called="召集人").person
    refused("chair_records", lambda: Table(chair=someone, recorder=someone))


def test_the_other_hat_of_who_chairs_is_shown_to_everybody_or_somebody_else_chairs() -> None:
    tax = make_unit("区税务局", kind="department")
    both = make_person("department_officer", organisation=tax, called="政协委员")
    told = refused("chair_conflict", lambda: Table(chair=both.person))
    assert told.details["units"] == ["区税务局"]
    table = Table(chair=both.person, roles="区税务局副局长")
    assert table.meeting.roles == "区税务局副局长"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"agenda": ()}, "agenda_missing"), ({"where": " "}, "where_missing"), ({"title": ""}, "text_missing"),
        ({"title": "打 13912345678"}, "unmasked"), ({"form": "party"}, "unknown_form"), ({"minutes": 1}, "bad_minutes"),
        ({"starts_at": AT - timedelta(days=1)}, "meeting_in_past"),
        ({"starts_at": AT + timedelta(days=400)}, "meeting_too_far"),
        ({"seats": (actions.Guest(kind="moon", name="甲"),)}, "unknown_seat"),
        ({"agenda": (actions.Topic("甲", options=("一", "一")),)}, "options_alike"),
    ],
)  # fmt: skip
def test_a_call_nobody_could_follow_is_refused_and_leaves_nothing(more: dict[str, object], code: str) -> None:
    refused(code, lambda: Table(**more))  # type: ignore[arg-type]
    assert Meeting.objects.count() == 0


def test_what_is_sealed_hidden_ended_or_elsewhere_is_not_talked_over() -> None:
    sealed, hidden = make_matter("discover", sealed=True), make_matter("discover", accepted=False)
    far = make_matter("deliberate", place=make_place(YIXINYUAN, name="逸馨苑社区", short="逸馨苑"))
    for matter, code in ((sealed, "sealed_not_here"), (hidden, "not_accepted_yet"), (far, "not_allowed")):
        refused(code, lambda matter=matter: Table(actions.Topic(matter=matter)))  # type: ignore[misc]
    twice = actions.Topic(matter=make_matter("deliberate"))
    refused("agenda_twice", lambda: Table(twice, twice))


def test_a_room_is_booked_once_at_a_time() -> None:
    secretary = make_person("secretary")
    room = actions.add_venue(place=make_place(), name="议事室", kind="room", chairs=30, actor=secretary, at=AT)
    table = Table(venue=room, where="", minutes=60)
    assert table.meeting.where == "议事室"
    told = refused("venue_taken", lambda: Table(venue=room, starts_at=START + timedelta(minutes=59)))
    assert told.details["title"] == "电动车停放协商"
    assert Table(venue=room, starts_at=START + timedelta(minutes=60)).meeting.venue_id == room.pk
    refused("venue_booked", lambda: actions.close_venue(venue=room, actor=secretary, at=AT))


def test_a_meeting_called_off_frees_its_room_and_says_why() -> None:
    room = actions.add_venue(place=make_place(), name="议事室", kind="room", actor=make_person("secretary"), at=AT)
    table = Table(venue=room)
    refused("text_missing", lambda: actions.cancel_meeting(meeting=table.now, why=" ", actor=table.secretary, at=AT))
    off = actions.cancel_meeting(meeting=table.now, why="停电", actor=table.secretary, at=AT)
    assert (off.state, off.why) == ("cancelled", "停电")
    assert Table(venue=room).meeting.venue_id == room.pk
    refused("meeting_is", lambda: actions.open_meeting(meeting=off, actor=table.secretary, at=START))


def test_another_day_needs_notice_anew_and_everybody_is_told_anew() -> None:
    table = Table()
    actions.tell(attendee=table.seat(4), how="door", proof="楼长签收", actor=table.secretary, at=AT)
    move = {"meeting": table.now, "why": "下雨", "actor": table.secretary, "at": AT + timedelta(days=1)}
    refused("notice_late", lambda: actions.postpone_meeting(starts_at=START, **move))  # type: ignore[arg-type]
    moved = actions.postpone_meeting(starts_at=START + timedelta(days=2), **move)  # type: ignore[arg-type]
    assert (moved.postponed_from, moved.why, table.seat(4).told, table.seat(4).told_at) == (START, "下雨", "", None)


def test_a_form_shown_before_somebody_else_moved_it_is_stale() -> None:
    table = Table()
    shown = table.now.version
    actions.postpone_meeting(
        meeting=table.now, starts_at=START + timedelta(days=1), why="下雨", actor=table.secretary, at=AT
    )
    refused(
        "stale",
        lambda: actions.cancel_meeting(meeting=table.now, why="x", actor=table.secretary, at=AT, version=shown),
    )


def test_a_programme_is_a_series_under_one_name() -> None:
    secretary, place = make_person("secretary"), make_place()
    series = actions.begin_programme(
        place=place, name="我的小区我做主", form="residents_council", actor=secretary, at=AT
    )
    table = Table(programme=series)
    assert list(series.meetings.all()) == [table.meeting]
    again = {"place": place, "name": "我的小区我做主", "form": "bench", "actor": secretary, "at": AT}
    refused("already_there", lambda: actions.begin_programme(**again))  # type: ignore[arg-type]
    actions.end_programme(programme=series, actor=secretary, at=AT)
    assert list(queries.programmes_at(place)) == []


def test_the_pool_holds_what_waits_to_be_sorted_or_talked_over_in_public() -> None:
    secretary = make_person("secretary")
    waiting = [make_matter("sort", by=secretary), make_matter("deliberate", by=secretary)]
    make_matter("assign", by=secretary)
    make_matter("sort", sealed=True)
    make_matter("discover", accepted=False)
    found = queries.topic_pool(make_place(), secretary)
    assert {each.pk for each in found} == {each.pk for each in waiting}


def test_who_is_affected_and_not_asked_is_seen_as_far_as_records_tell() -> None:
    table = Table()
    rows = queries.gaps_of(table.place, [], ["merchants"])
    assert [(row.group, row.affected, row.invited) for row in rows if row.affected is None] == [
        ("ground_floor", None, 0), ("over_60", None, 0),
    ]  # fmt: skip


def test_a_repeat_of_the_call_is_one_meeting() -> None:
    first = Table(once="form")
    assert Table(once="form", title="另一个").meeting == first.meeting
    assert Meeting.objects.count() == 1


def test_rows_follow_from_entries() -> None:
    table = Table()
    actions.cancel_meeting(meeting=table.now, why="停电", actor=table.secretary, at=AT)
    assert rebuild.check().different == ()
