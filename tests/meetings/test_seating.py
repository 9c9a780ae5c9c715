"""A place's own seats: written down in the browser, published as versions, chosen for a meeting, ended openly."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from bandeng.core import meetings as core
from bandeng.core.process.model import Words
from bandeng.meetings import actions, queries
from bandeng.meetings.models import Meeting, Seating
from bandeng.people.acting import Actor
from bandeng.places.models import Place
from bandeng.records.models import Entry
from tests.makers import AT, XINHUA, make_person, make_place
from tests.matters.faces import browser_of, errors_of, send, text_of
from tests.meetings.sitting import START, Table, refused

pytestmark = pytest.mark.django_db

SEATS = "/desk/meetings/seats/"
LINES: dict[str, object] = {
    "zh": "院坝会席位", "en": "Courtyard seats", "why": "我们院子里这样坐",
    "zh-1": "物业", "en-1": "property company", "role-1": "property", "count-1": "1", "votes-1": "on",
    "zh-2": "租户", "en-2": "", "role-2": "tenant", "count-2": "2", "fixed-2": "no", "votes-2": "on",
    "zh-3": "楼长", "en-3": "building heads", "role-3": "resident", "count-3": "3",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.DEMONSTRATION = True
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


def seat(zh: str = "物业", role: str = "property", count: int = 1, *, fixed: bool = True) -> core.Seat:
    return core.Seat(Words(zh, ""), role, count, fixed, True)


def publish(by: Actor, place: Place | None = None, name: str = "院坝会席位", **more: Any) -> Seating:
    told: dict[str, Any] = {"seats": [seat(), seat("楼长", "resident", 3)], "why": "我们这样坐", **more}
    return actions.publish_seating(place=place or make_place(), name=Words(name, ""), actor=by, at=AT, **told)


def street_of(place: Place) -> Place:
    return Place.objects.get(pk=place.ancestry[-2])


# --- the core ---


def bad(*seats: core.Seat, name: str = "席位") -> Any:
    return lambda: core.need_seats(Words(name, ""), seats)


def test_seats_that_cannot_be_sat_on_are_refused_each_for_its_reason() -> None:
    refused("seating_unnamed", bad(seat(), name=" "))
    refused("text_too_long", bad(seat(), name="长" * 61))
    refused("seating_empty", bad())
    refused("seating_long", bad(*(seat(f"第{n}方") for n in range(25))))
    assert refused("party_unnamed", bad(seat(), seat(" "))).details["field"] == "zh-2"
    assert refused("party_long", bad(seat("长" * 61))).details["line"] == 1
    assert refused("party_twice", bad(seat("Owners"), seat("owners "))).details["field"] == "zh-2"
    assert refused("party_role", bad(seat(role="emperor"))).details["word"] == "emperor"
    for count in (0, -1, 100):
        assert refused("party_count", bad(seat(count=count))).details["field"] == "count-1"


def test_every_template_of_the_shelf_can_be_copied_as_it_is() -> None:
    for template in core.shipped().templates.values():
        seats = core.seats_of(template)
        core.need_seats(template.name, seats)
        copied = core.own_template("x", template.name, seats, template.cite)
        assert [(each.name, each.fixed, each.votes, each.groups) for each in copied.seats] == [
            (each.name, each.fixed, each.votes, each.groups) for each in template.seats
        ]


def test_a_seat_of_three_chairs_waits_until_three_are_asked() -> None:
    template = core.own_template("x", Words("x", "x"), [seat(count=3), seat("客", fixed=False)], Words("x", "x"))
    waiting = core.unfilled(template.seats, ["s1", "s1"])
    assert [(kind.key, left) for kind, left in waiting.items()] == [("s1", 1)]
    assert core.unfilled(template.seats, ["s1"] * 3) == {}


# --- versions ---


def test_a_version_is_published_once_and_the_one_before_it_ends_openly() -> None:
    secretary = make_person("secretary")
    first = publish(secretary)
    second = publish(secretary, name="院坝会席位二", changes=first, why="楼长多了一位")
    first.refresh_from_db()
    assert (first.number, second.number, second.lineage) == (1, 2, first.lineage)
    assert (first.ended_at, first.ended_why) == (AT, "楼长多了一位")
    refused("seating_over", lambda: publish(secretary, name="三", changes=first))
    refused("seating_same", lambda: publish(secretary, name="院坝会席位二", changes=second))
    ended = actions.end_seating(seating=second, why="院坝会不开了", actor=secretary, at=AT)
    assert (ended.ended_at, ended.ended_why) == (AT, "院坝会不开了")
    refused("seating_over", lambda: actions.end_seating(seating=second, why="又", actor=secretary, at=AT))
    verbs = Entry.objects.filter(verb__startswith="meeting.seating").order_by("n").values_list("verb", flat=True)
    assert list(verbs) == ["meeting.seating_published", "meeting.seating_published", "meeting.seating_ended"]


def test_names_reasons_and_rights_are_asked_for() -> None:
    secretary, place = make_person("secretary"), make_place()
    mine = publish(secretary)
    refused("seating_named", lambda: publish(secretary))
    refused("text_missing", lambda: publish(secretary, name="二", why=" "))
    refused("unmasked", lambda: publish(secretary, name="二", why="问 13812345678"))
    refused("not_your_turn", lambda: publish(make_person("social_worker"), name="二"))
    refused("text_missing", lambda: actions.end_seating(seating=mine, why="", actor=secretary, at=AT))
    other = make_person("convener")
    refused("not_your_turn", lambda: actions.end_seating(seating=mine, why="不要", actor=other, at=AT))
    compound = Place.objects.get(pk=f"{place.pk}.01")
    refused("seating_place", lambda: publish(secretary, compound, name="二"))
    refused("seating_elsewhere", lambda: publish(make_person("secretary", at=street_of(place)), street_of(place),
                                                 name="二", changes=mine))  # fmt: skip
    assert Seating.objects.count() == 1


@pytest.mark.parametrize("second", [{"number": 1}, {"number": 2, "zh": "另一个"}, {"number": 2, "lineage": uuid4()}])
def test_the_database_itself_keeps_one_version_in_use_and_one_of_a_name(second: dict[str, Any]) -> None:
    made = publish(make_person("secretary"))
    told = {
        "id": uuid4(), "lineage": made.lineage, "place": made.place, "chain": made.chain, "zh": made.zh,
        "en": made.en, "why": "x", "by": made.by, "at": AT, **second,
    }  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Seating.objects.create(**told)


def test_the_database_itself_keeps_no_end_without_a_reason() -> None:
    made = publish(make_person("secretary"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Seating.objects.filter(pk=made.pk).update(ended_at=AT, ended_why="")


# --- a meeting with them ---


def test_a_meeting_keeps_the_seats_it_was_called_with() -> None:
    secretary = make_person("secretary")
    mine = publish(secretary)
    table = Table(seating=mine, seats=(actions.Guest(kind="s2", name="王大妈"),))
    publish(secretary, name="改过的", seats=[seat("只有物业")], changes=mine)
    meeting = table.now
    assert meeting.seating == Seating.objects.get(pk=mine.pk)
    assert [each.name.zh for each in queries.kind_of(meeting).seats.seats] == ["物业", "楼长"]
    asked = actions.invite(
        meeting=meeting, guest=actions.Guest(kind="s1", name="物业经理"), actor=table.secretary, at=AT
    )
    assert (asked.title, asked.votes) == ("物业", True)
    refused("seating_over", lambda: Table(seating=mine, seats=()))


def test_a_place_below_uses_those_above_and_nobody_those_beside() -> None:
    place = make_place()
    above = publish(make_person("secretary", at=street_of(place)), street_of(place), name="街道席位")
    assert [each.pk for each in queries.seatings_for(Place.objects.get(pk=f"{place.pk}.01"))] == [above.pk]
    assert Table(seating=above, seats=()).now.seating_id == above.pk
    beside = make_place("640106005001", name="怡馨园", short="怡馨园")
    theirs = publish(make_person("secretary", at=beside), beside, name="隔壁席位")
    refused("seating_elsewhere", lambda: Table(seating=theirs, seats=()))


# --- pages ---


def desk_of(place: Place | None = None) -> Client:
    return browser_of(make_person("secretary", at=place or make_place()))


def test_a_secretary_copies_a_template_of_the_shelf_changes_it_and_calls_a_meeting_with_it() -> None:
    secretary = make_person("secretary", called="社区书记")
    chair, recorder = make_person("chair", called="主持"), make_person("recorder", called="记录")
    desk = browser_of(secretary)
    assert "Three parties" in text_of(desk.get(SEATS))
    copy = f"{SEATS}new/?place={XINHUA}&from=shelf:three_parties"
    assert 'value="社区代表"' in text_of(desk.get(copy))
    assert send(desk, copy, **LINES).status_code == 302
    made = Seating.objects.get()
    assert (made.zh, made.en, made.copied_from) == ("院坝会席位", "Courtyard seats", "shelf:three_parties")
    keys = ("zh", "en", "role", "count", "fixed", "votes")
    parties = [tuple(each[key] for key in keys) for each in made.parties]
    assert parties == [
        ("物业", "property company", "property", 1, True, True), ("租户", "租户", "tenant", 2, False, True),
        ("楼长", "building heads", "resident", 3, True, False),
    ]  # fmt: skip
    call = f"/desk/meetings/call/?place={XINHUA}&form=residents_council"
    assert "Courtyard seats" in text_of(desk.get(call))
    told: dict[str, object] = {
        "title": "停车协商", "starts_on": "2026-11-27", "starts_at": "19:00", "minutes": "90", "where": "凉亭",
        "chair": str(chair.id), "recorder": str(recorder.id), "topics": "公约", "names-s2": "孙某",
    }  # fmt: skip
    assert send(desk, f"{call}&seats={made.pk}", **told).status_code == 302
    meeting = Meeting.objects.get()
    guest = meeting.attendees.get()
    assert (meeting.seating, guest.title, guest.stands_for) == (made, "租户", ["tenants"])
    shown = text_of(desk.get(f"/meetings/{meeting.pk}/desk/"))
    assert "building heads × 3" in shown
    assert "院坝会席位" in text_of(Client().get(f"/meetings/{meeting.pk}/"))


def test_what_is_wrong_is_said_at_its_line_and_nothing_typed_is_lost() -> None:
    desk = desk_of()
    new = f"{SEATS}new/?place={XINHUA}"
    wrong = {
        "Please write down at least one party": {f"zh-{n}": "" for n in (1, 2, 3)} | {"en-1": "", "en-3": ""},
        "stands there twice": {"zh-2": "物业"},
        "is no role known here": {"role-2": "emperor"},
        "between 1 and 99": {"count-2": "-4"},
        "Line 2 has no Chinese name": {"zh-2": "", "en-2": "tenants"},
        "as a number": {"count-1": "many"},
    }
    rows = {"rows": "6"}
    for words, typed in wrong.items():
        answer = desk.post(new, {"once": uuid4().hex, **rows, **LINES, **typed})
        assert (answer.status_code, any(words in error for error in errors_of(answer))) == (422, True), words
        assert "我们院子里这样坐" in text_of(answer)
    # An empty line above the wrong one: it is still said at the line that is seen.
    answer = desk.post(new, {"once": "x", **rows, **LINES, "zh-2": "", "count-3": "-1"})
    assert 'id="id_count-3_error"' in text_of(answer)
    assert Seating.objects.count() == 0


def test_more_lines_keep_what_was_typed() -> None:
    desk = desk_of()
    new = f"{SEATS}new/?place={XINHUA}&from=shelf:three_parties"
    answer = desk.post(new, {"once": "x", "rows": "8", **LINES, "more": "1"})
    shown = text_of(answer)
    assert (answer.status_code, 'name="zh-11"' in shown, "院坝会席位" in shown) == (200, True, True)
    # A vote that was taken away from a copied seat does not come back.
    ticked = [n for n in (1, 2, 3) if f'name="votes-{n}"' in shown and _is_ticked(shown, n)]
    assert ticked == [1, 2]


def _is_ticked(shown: str, number: int) -> bool:
    start = shown.index(f'name="votes-{number}"')
    return "checked" in shown[shown.rindex("<", 0, start) : shown.index(">", start)]


def test_a_newer_version_and_an_end_stand_on_a_page_for_everybody(client: Client) -> None:
    secretary = make_person("secretary")
    desk, first = browser_of(secretary), publish(secretary)
    change = f"{SEATS}{first.pk}/change/"
    typed = {"zh": "院坝会席位", "why": "楼长多了两位", "count-2": "5"}
    assert send(desk, change, **{**_as_shown(first), **typed}).status_code == 302
    late = desk.post(change, {"once": "late", "rows": "5", **_as_shown(first), **typed, "count-2": "6"})
    assert (late.status_code, "楼长多了两位" in text_of(late)) == (409, True)
    second = Seating.objects.get(ended_at=None)
    assert send(desk, f"{SEATS}{second.pk}/end/", why="不再这样坐").status_code == 302
    shown = text_of(client.get(f"/p/{XINHUA}/seats/"))
    assert ("楼长多了两位" in shown, "不再这样坐" in shown) == (True, True)


def _as_shown(row: Seating) -> dict[str, object]:
    told: dict[str, object] = {"zh": row.zh, "en": row.en, "why": row.why}
    for n, each in enumerate(row.parties, 1):
        told |= {f"zh-{n}": each["zh"], f"en-{n}": each["en"], f"role-{n}": each["role"], f"count-{n}": each["count"]}
        told |= {f"votes-{n}": "on"} if each["votes"] else {}
    return told


def test_seats_ended_while_somebody_calls_a_meeting_lose_nothing_typed() -> None:
    secretary = make_person("secretary", called="社区书记")
    chair, recorder = make_person("chair", called="主持"), make_person("recorder", called="记录")
    mine, desk = publish(secretary), browser_of(secretary)
    actions.end_seating(seating=mine, why="不要了", actor=secretary, at=AT)
    day = (START + timedelta(days=1)).date().isoformat()
    answer = send(
        desk, f"/desk/meetings/call/?place={XINHUA}&form=residents_council&seats={mine.pk}", title="停车协商",
        starts_on=day, starts_at="19:00", minutes="90", where="凉亭", chair=str(chair.id), recorder=str(recorder.id),
        topics="公约", **{"names-s2": "李师傅"},
    )  # fmt: skip
    assert (answer.status_code, "李师傅" in text_of(answer)) == (409, True)
    assert Meeting.objects.count() == 0
