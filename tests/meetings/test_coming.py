"""Told with proof, their own word whether they come, signed in once each; nobody uninvited has a vote."""

import pytest

from bandeng.meetings import actions, queries
from bandeng.meetings.models import Attendee
from bandeng.people.acting import PUBLIC
from bandeng.people.actions import erase_person
from bandeng.records import rebuild
from bandeng.records.models import PrivatePart
from tests.makers import AT, make_person
from tests.meetings.sitting import START, Table, refused

pytestmark = pytest.mark.django_db


def test_each_is_told_and_what_shows_it_stands_beside_their_name() -> None:
    table = Table()
    told = actions.tell(attendee=table.seat(4), how="door", proof="楼长签收", actor=table.secretary, at=AT)
    assert (told.told, told.proof, told.told_at, str(told.told_by_id)) == (
        "door",
        "楼长签收",
        AT,
        str(table.secretary.id),
    )
    refused("unknown_word", lambda: actions.tell(attendee=told, how="pigeon", actor=table.secretary, at=AT))
    refused("not_your_turn", lambda: actions.tell(attendee=told, how="door", actor=table.resident, at=AT))


def test_somebody_without_an_account_says_that_they_come_and_changes_their_mind_on_the_same_phone() -> None:
    table = Table()
    phone = queries.mark_of(table.meeting, "a phone")
    told = {"meeting": table.now, "mark": phone, "actor": PUBLIC, "at": AT}
    refused("text_missing", lambda: actions.announce(coming=True, **told))  # type: ignore[arg-type]
    seat = actions.announce(coming=True, name="赵师傅", capacity="merchant", words="店门口别堵", **told)  # type: ignore[arg-type]
    again = actions.announce(coming=False, **told)  # type: ignore[arg-type]
    assert (seat.pk, again.coming, again.words, again.votes, again.brought) == (
        again.pk, False, "店门口别堵", False, "registered",
    )  # fmt: skip


def test_the_desk_notes_it_for_somebody_and_nobody_else_does() -> None:
    table = Table()
    told = {"meeting": table.now, "attendee": table.seat(4), "coming": False, "words": "车棚要有灯", "at": AT}
    refused("not_your_turn", lambda: actions.announce(actor=PUBLIC, **told))  # type: ignore[arg-type]
    assert actions.announce(actor=table.secretary, **told).words == "车棚要有灯"  # type: ignore[arg-type]


def test_each_signs_in_once() -> None:
    table = Table().opened(there=3)
    refused("already_signed_in", lambda: actions.sign_in(
        attendee=table.seat(1), how="name", actor=table.recorder, at=START
    ))  # fmt: skip
    assert (queries.presence_of(table.now).present, queries.presence_of(table.now).needed) == (3, 3)


def test_at_the_door_a_name_finds_its_seat_and_one_phone_stands_for_one_person() -> None:
    table = Table()
    phone = queries.mark_of(table.meeting, "her phone")
    door = {"meeting": table.now, "mark": phone, "actor": PUBLIC, "at": START}
    first = actions.come_by_door(name=" 王大妈 ", **door)  # type: ignore[arg-type]
    assert (first.number, first.signed_how, first.votes) == (4, "qr", True)
    assert actions.come_by_door(name="李师傅", **door).pk == first.pk  # type: ignore[arg-type]
    other = table.seat(5)
    refused("phone_signed_in", lambda: actions.sign_in(attendee=other, how="qr", mark=phone, actor=PUBLIC, at=START))


def test_whoever_was_not_asked_sits_there_without_a_vote() -> None:
    table = Table().opened()
    came = actions.add_attendee(meeting=table.now, name="钱某", capacity="tenant", actor=table.recorder, at=START)
    by_phone = actions.come_by_door(
        meeting=table.now, name="孙某", mark=queries.mark_of(table.meeting, "his"), actor=PUBLIC, at=START
    )
    assert [(each.votes, each.brought, each.signed_at) for each in (came, by_phone)] == [(False, "came", START)] * 2
    assert queries.presence_of(table.now).invited == 5
    actions.begin_item(item=table.item(), actor=table.recorder, at=START)
    refused("no_vote", lambda: actions.raise_hand(item=table.item(), attendee=came, option=1, at=START))


def test_nobody_signs_in_on_the_seat_of_a_person_who_is_known() -> None:
    table = Table()
    refused("not_allowed", lambda: actions.sign_in(attendee=table.seat(3), how="qr", actor=PUBLIC, at=START))
    assert actions.sign_in(attendee=table.seat(3), how="qr", actor=table.resident, at=START).signed_at == START


def test_what_somebody_said_ahead_goes_when_they_are_erased() -> None:
    table = Table()
    guest = make_person(called="")
    assert guest.person is not None
    seat = actions.announce(meeting=table.now, coming=True, words="别吵到我", actor=guest, at=AT)
    assert PrivatePart.objects.filter(subject=f"attendee:{seat.pk}").count() == 1
    assert queries.own_data(guest.person)[0]["words"] == "别吵到我"
    erase_person(person=guest.person, actor=table.secretary, at=AT)
    seat = Attendee.objects.get(pk=seat.pk)
    assert (seat.person, seat.words, seat.erased_at) == (None, "[erased]", AT)
    assert PrivatePart.objects.filter(subject=f"attendee:{seat.pk}").count() == 0
    assert rebuild.check().different == ()
    refused("already_erased", lambda: actions.erase_attendee(attendee=seat, actor=table.secretary, at=AT))
