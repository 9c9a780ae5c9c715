"""Rooms are open at their hours, looked at by another, and what is heard there goes on."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from bandeng.liaison import actions
from bandeng.liaison.models import Inspection, LiaisonRoom
from bandeng.liaison.queries.rooms import standard_at
from bandeng.matters import actions as matters
from bandeng.matters.models import Matter, Raising
from bandeng.records import rebuild
from bandeng.records.models import Entry
from tests.liaison.town import County
from tests.makers import AT, day, make_person
from tests.research.travelling import refused

pytestmark = pytest.mark.django_db


def test_a_room_is_opened_changed_and_closed_and_each_is_one_entry() -> None:
    county = County()
    room = county.open()
    before = Entry.objects.count()
    actions.change_room(room=room, hours="每天", convener=None, actor=county.secretary, at=AT)
    actions.close_room(room=room, why="并入服务站", actor=county.secretary, at=AT)
    room = LiaisonRoom.objects.get()
    assert (room.hours, room.convener, room.closed_at, room.why) == ("每天", None, AT, "并入服务站")
    assert Entry.objects.count() == before + 2
    refused("room_closed", lambda: county.keep(room))
    assert rebuild.check().different == ()


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"kind": "castle"}, "unknown_word"), ({"name": " "}, "text_missing"), ({"hours": ""}, "text_missing"),
        ({"address": "电话 13800138000"}, "unmasked"), ({"name": "中庄联络室"}, "room_there"),
        ({"address": "长" * 121}, "text_too_long"),
    ],
)  # fmt: skip
def test_what_a_room_needs(more: dict[str, Any], code: str) -> None:
    county = County()
    county.open()
    refused(code, lambda: county.open(**{"name": "另一室"} | more))
    assert LiaisonRoom.objects.count() == 1


def test_a_convener_is_known_by_an_office_and_only_a_keeper_opens() -> None:
    county = County()
    nobody = make_person("", at=county.village).person
    refused("convener_unnamed", lambda: county.open(convener=nobody))
    refused("not_your_turn", lambda: county.open(actor=county.supervisor))
    refused("not_your_turn", lambda: county.open(place=county.other))


def test_the_database_knows_a_name_once_and_a_reason_for_closing() -> None:
    county = County()
    room = county.open()
    for change in ({"closed_at": AT, "why": ""}, {"kind": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            LiaisonRoom.objects.filter(pk=room.pk).update(**change)


def test_nobody_looks_at_the_room_they_answer_for() -> None:
    county = County()
    room = county.open(convener=county.convener.person)
    seen = county.seen(room)
    told: dict[str, Any] = {"room": room, "on": day("2026-11-23"), "seen": seen, "at": AT}
    refused("own_room", lambda: actions.inspect_room(**told, actor=county.convener))
    found = actions.inspect_room(**told, actor=county.supervisor)
    assert (found.met, found.again_on, found.later) == (5, None, False)
    with pytest.raises(IntegrityError), transaction.atomic():
        Inspection.objects.filter(pk=found.pk).update(made_by=county.convener.id)


def test_an_unmet_point_is_looked_at_again_and_a_tick_alone_is_no_evidence() -> None:
    county = County()
    room = county.open()
    told: dict[str, Any] = {"room": room, "on": day("2026-11-23"), "actor": county.supervisor, "at": AT}
    unmet = county.seen(room, "means")
    refused("again_missing", lambda: actions.inspect_room(**told, seen=unmet))
    refused("points_open", lambda: actions.inspect_room(**told, seen=unmet[1:]))
    bare = [type(each)(each.key, each.met, " ") for each in county.seen(room)]
    refused("text_missing", lambda: actions.inspect_room(**told, seen=bare))
    first = actions.inspect_room(**told, seen=unmet, again_on=day("2026-12-07"))
    later = AT + timedelta(days=14)
    told |= {"on": day("2026-12-07"), "at": later}
    second = actions.inspect_room(**told, seen=county.seen(room))
    assert [(each.met, each.again_on) for each in (first, second)] == [(4, day("2026-12-07")), (5, None)]
    assert rebuild.check().different == ()


def test_a_place_sets_its_own_kinds_and_points_and_they_hold_below() -> None:
    county = County()
    county.open()
    told: dict[str, Any] = {
        "place": county.county,
        "points": [("site", "有牌子")],
        "why": "县里的办法",
        "actor": county.convener,
        "at": AT,
    }
    refused("kind_in_use", lambda: actions.set_standard(**told, kinds=[("tea", "茶馆议事点")]))
    refused("standard_empty", lambda: actions.set_standard(**told, kinds=[]))
    actions.set_standard(**told, kinds=[("room", "联络室"), ("tea", "茶馆议事点")])
    holding = standard_at(county.village)
    assert [line.name("zh-hans") for line in holding.kinds] == ["联络室", "茶馆议事点"]
    assert [line.origin for line in holding.points] == ["place"]
    assert county.open(name="茶馆", kind="tea").kind == "tea"
    refused("not_your_turn", lambda: actions.set_standard(
        **told | {"actor": county.secretary}, kinds=[("room", "联络室")]
    ))  # fmt: skip


def test_what_is_heard_becomes_a_matter_that_goes_the_ordinary_way_or_a_suggestion() -> None:
    county = County()
    matters.ensure_shelf_processes(AT)
    room = county.open()
    light, shed = county.heard(room, "村口的路灯不亮", "建一个停车棚")
    told: dict[str, Any] = {"room": room, "actor": county.secretary, "at": AT}
    raising: dict[str, Any] = {"place": county.village, "category": "other", "severity": 2}
    raised = actions.raise_heard(**told, heard=light, **raising)
    matter = Matter.objects.get()
    assert (raised.matter, matter.is_public, Raising.objects.get().words) == (matter, True, "村口的路灯不亮")
    made = actions.suggest_heard(**told, heard=shed, text="建一个停车棚")
    assert made.suggestion is not None
    assert (made.suggestion.said_by, made.suggestion.source) == ("resident", "resident")
    refused("already_raised", lambda: actions.suggest_heard(**told, heard=light, text="又一次"))
    refused("already_suggested", lambda: actions.raise_heard(**told, heard=shed, **raising))
    elsewhere = county.heard(room, "第三件")[0]
    refused("place_elsewhere", lambda: actions.raise_heard(
        **told, heard=elsewhere, **raising | {"place": county.other}
    ))  # fmt: skip
    assert rebuild.check().different == ()


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"on": day("2026-11-24")}, "date_in_future"), ({"came": [("king", 1)]}, "unknown_word"),
        ({"hours": "长" * 61}, "text_too_long"),
    ],
)  # fmt: skip
def test_a_duty_day_that_cannot_be(more: dict[str, Any], code: str) -> None:
    county = County()
    room = county.open()
    refused(code, lambda: county.keep(room, "一句话", **more))
    refused("unmasked", lambda: county.keep(room, "请打 13800138000"))
    refused("too_many_lines", lambda: county.keep(room, *["话"] * 101))


def test_a_day_that_is_over_is_marked_as_entered_later() -> None:
    county = County()
    room = county.open()
    assert [county.keep(room, on=day(text)).later for text in ("2026-11-23", "2026-11-20")] == [False, True]
