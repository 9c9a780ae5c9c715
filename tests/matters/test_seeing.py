"""Who sees what: one queryset, by which every page and list reaches matters."""

from datetime import datetime, timedelta

import pytest
from django.http import Http404

from bandeng.matters import actions, queries
from bandeng.matters.models import Matter
from bandeng.people.acting import PUBLIC, Actor, actor_for, system
from bandeng.people.actions import give_duty
from bandeng.places.actions import draw_grid
from bandeng.places.models import Place
from bandeng.records.models import PrivatePart
from tests.makers import (
    MAKER,
    XINHUA,
    YIXINYUAN,
    current,
    make_matter,
    make_person,
    make_place,
    make_unit,
    note,
    sort_to,
)
from tests.matters.upper import give_task, settle_task

pytestmark = pytest.mark.django_db


def names(actor: Actor) -> set[str]:
    return {matter.title or matter.raisings.get().words for matter in queries.visible_to(actor)}


@pytest.fixture
def four(at: datetime) -> dict[str, Matter]:
    """A public matter, one not accepted yet, a sealed one, and one of another community not accepted yet."""
    secretary = make_person("secretary")
    made = {
        "public": make_matter(by=secretary),
        "waiting": make_matter(by=secretary, accepted=False, words="待受理"),
        "sealed": make_matter(by=secretary, sealed=True, accepted=False, words="密"),
        "elsewhere": make_matter(
            place=make_place(YIXINYUAN, name="逸馨苑社区", short="逸馨苑"), accepted=False, words="别处"
        ),
    }
    return made


HERE, ALL_HERE = {"楼道停车", "待受理"}, {"楼道停车", "待受理", "密"}


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        ("", {"楼道停车"}), ("resident", {"楼道停车"}), ("building_head", {"楼道停车"}), ("unit_head", {"楼道停车"}),
        ("grid_worker", HERE), ("convener", HERE), ("social_worker", HERE), ("oversight_member", HERE),
        ("secretary", ALL_HERE), ("community_staff", ALL_HERE), ("mediator", ALL_HERE), ("supervisor", ALL_HERE),
    ],
)  # fmt: skip
def test_each_role_sees_its_own(four: dict[str, Matter], role: str, seen: set[str]) -> None:
    assert names(make_person(role)) == seen


def test_the_public_sees_what_was_accepted_and_the_system_sees_all(four: dict[str, Matter]) -> None:
    assert names(PUBLIC) == {"楼道停车"}
    assert names(system("figures")) == {"楼道停车", "待受理", "密", "别处"}


def test_a_county_supervisor_sees_the_communities_below(four: dict[str, Matter]) -> None:
    assert names(make_person("supervisor", at=Place.objects.get(pk="640302"))) == ALL_HERE


def test_raisers_see_their_own_also_after_it_was_merged(at: datetime) -> None:
    raiser = make_person()
    target = make_matter(accepted=False, words="他的")
    raised = actions.raise_matter(place=make_place(), words="我的", category="other", severity=2, actor=raiser, at=at)
    actions.merge(matter=raised.matter, into=target, reason="同一处", actor=make_person("secretary"), at=at)
    assert set(queries.visible_to(raiser)) == {target, raised.matter}
    assert set(queries.visible_to(Actor(name=f"receipt:{raised.raising.pk}"))) == {target, raised.matter}


def test_a_grid_worker_sees_the_buildings_of_their_grid_and_no_others(at: datetime) -> None:
    first, second = (Place.objects.get(pk=f"{make_place().pk}.01.{n}") for n in ("01", "02"))
    grid = draw_grid(community=make_place(), name="一网格", buildings=[first.pk], actor=MAKER, at=at)
    worker = make_person().person
    assert worker
    give_duty(person=worker, role="grid_worker", grid=grid, from_on=at.date(), actor=MAKER, at=at)
    mine = make_matter(place=first, accepted=False)
    make_matter(place=second, accepted=False)
    assert list(queries.visible_to(actor_for(worker, on=at.date()))) == [mine]


def test_a_unit_sees_the_matters_it_has_a_task_in_for_the_time_of_the_task(at: datetime) -> None:
    from bandeng.matters import applies

    unit = make_unit()
    officer, other = (
        make_person("unit_officer", organisation=unit),
        make_person("unit_officer", organisation=make_unit("乙")),
    )
    matter = make_matter("assign", sealed=True)
    track = give_task(matter, at, unit)
    assert (list(queries.visible_to(officer)), list(queries.visible_to(other))) == ([current(matter)], [])
    assert "unit_officer" in queries.roles_of(officer, matter)
    settle_task(matter, track, at)
    applies.unconcern(matter.pk, unit.pk, f"item:{track}", at)
    assert list(queries.visible_to(officer)) == []


def test_a_matter_that_may_not_be_read_is_not_there(four: dict[str, Matter]) -> None:
    assert queries.visible_matter(PUBLIC, four["public"].pk) == four["public"]
    for hidden in ("waiting", "sealed", "elsewhere"):
        with pytest.raises(Http404):
            queries.visible_matter(make_person("building_head"), four[hidden].pk)


def test_i10_raw_words_are_read_by_few_and_of_a_sealed_matter_by_fewer(at: datetime) -> None:
    open_one, sealed = make_matter(), make_matter(sealed=True)
    none = ["", "resident", "building_head", "convener", "auditor", "supervisor"]
    roles = [*none, "grid_worker", "secretary", "mediator"]
    people = [make_person(role) for role in roles]
    assert [role for role, who in zip(roles, people, strict=True) if queries.may_see_words(who, open_one)] == [
        "grid_worker", "secretary", "mediator",
    ]  # fmt: skip
    assert [role for role, who in zip(roles, people, strict=True) if queries.may_see_words(who, sealed)] == [
        "secretary", "mediator",
    ]  # fmt: skip


def test_a_supervisor_reads_raw_words_only_while_the_matter_is_theirs_to_handle(at: datetime) -> None:
    matter, supervisor = make_matter(), make_person("supervisor")
    matter.step = "reopen:final_review"
    theirs = queries.may_see_words(supervisor, matter)
    matter.step, matter.holder = "discover", supervisor.person
    held = queries.may_see_words(supervisor, matter)
    matter.holder = None
    assert (theirs, held, queries.may_see_words(supervisor, matter)) == (True, True, False)


@pytest.mark.parametrize("role", ["", "secretary", "building_head"])
def test_seeing_a_list_costs_one_query_however_long(at: datetime, role: str, django_assert_num_queries: object) -> None:
    who = make_person(role)
    for rows in (1, 3):
        for _ in range(rows):
            make_matter()
        with django_assert_num_queries(1):  # type: ignore[operator]
            list(queries.visible_to(who))


# The story


def test_the_story_tells_what_happened_by_role_and_never_names_a_resident(at: datetime) -> None:
    canary = "甲乙丙丁"
    actions.ensure_shelf_processes(at)
    resident = make_person()
    raised = actions.raise_matter(
        place=make_place(), words=canary, category="other", severity=2, actor=resident, at=at, name=canary,
        phone="13800001111", email="canary@example.org", photos=["f" * 64],
    )  # fmt: skip
    secretary = make_person("secretary", called="书记")
    actions.accept(matter=raised.matter, title="路灯", summary="路灯坏了", actor=secretary, at=at)
    actions.verify(matter=raised.matter, visited_on=at.date(), finding="确实坏了", note=canary, actor=secretary, at=at)
    lines = queries.story(current(raised.matter), PUBLIC)
    assert [(line.what, line.who, line.kind) for line in lines] == [
        ("matter.raised", "", "person"), ("matter.accepted", "书记", "person"), ("matter.verified", "书记", "person"),
    ]  # fmt: skip
    told = str(lines)
    assert [word for word in (canary, "13800001111", "canary", "f" * 64, str(resident.id)) if word in told] == []
    assert lines[2].told["finding"] == "确实坏了"
    assert canary in str(queries.story(current(raised.matter), secretary)[2].told)


def test_the_story_of_a_sealed_matter_is_read_by_who_handles_it(at: datetime) -> None:
    matter, secretary = make_matter("deliberate", sealed=True), make_person("secretary")
    note(matter, by=secretary)
    assert queries.story(matter, secretary)[-1].told["said"] == "大家都说了"
    assert "said" not in {
        name for line in queries.story(matter, make_person("convener")) for name in line.told if line.told[name]
    }


def test_a_story_costs_the_same_queries_however_long(at: datetime, django_assert_num_queries: object) -> None:
    """Three, and one for each room above that adds to it: what was promised."""
    matter, secretary = make_matter(), make_person("secretary")
    for _ in range(2):
        with django_assert_num_queries(4):  # type: ignore[operator]
            assert queries.story(matter, secretary)
        for day in range(3):
            actions.verify(
                matter=matter, visited_on=at.date(), finding=f"看过 {day}", note="密", actor=secretary, at=at
            )
    assert PrivatePart.objects.count() > 4


# Lists


def test_my_turn_lists_what_i_may_complete_the_earliest_clock_first(at: datetime) -> None:
    secretary = make_person("secretary")
    deliberating = make_matter("deliberate", by=secretary)
    new = make_matter(by=secretary, at=at + timedelta(days=1))
    assigning = make_matter("assign", by=secretary)
    make_matter(place=make_place(YIXINYUAN, name="逸馨苑社区", short="逸馨苑"))
    turns = list(queries.my_turn(secretary, at.date()))
    assert [(turn, str(turn.due_on)) for turn in turns] == [  # type: ignore[attr-defined]
        (assigning, "2026-11-26"), (new, "2026-12-01"), (deliberating, "2026-12-23"),
    ]  # fmt: skip
    assert list(queries.my_turn(make_person("convener"), at.date())) == [assigning, deliberating]
    assert list(queries.my_turn(make_person("building_head"), at.date())) == []


def test_my_turn_costs_the_same_for_one_and_for_three(at: datetime, django_assert_num_queries: object) -> None:
    secretary = make_person("secretary")
    for rows in (1, 2):
        for _ in range(rows):
            make_matter(by=secretary)
        with django_assert_num_queries(3):  # type: ignore[operator]
            assert [turn.place.name for turn in queries.my_turn(secretary, at.date())]


def test_the_pool_holds_what_waits_to_be_sorted(at: datetime) -> None:
    secretary = make_person("secretary")
    waiting = [make_matter(by=secretary), make_matter("sort", by=secretary), make_matter(accepted=False, by=secretary)]
    make_matter("deliberate", by=secretary)
    assert set(queries.pool(make_place(), secretary)) == set(waiting)
    assert set(queries.pool(make_place(), make_person())) == set(waiting[:2])


def test_a_matter_nobody_can_move_is_named_with_who_could(at: datetime) -> None:
    secretary = make_person("secretary")
    matter = make_matter(by=secretary)
    assert queries.stuck(at.date()) == []
    nobody_yet = at.date() - timedelta(days=30)
    assert queries.stuck(nobody_yet) == [queries.Stuck(matter, "discover", ("community_staff", "secretary"))]


def test_looking_for_stuck_matters_costs_the_same_for_one_and_for_three(
    at: datetime, django_assert_num_queries: object
) -> None:
    secretary = make_person("secretary")
    for rows in (1, 2):
        for _ in range(rows):
            make_matter(by=secretary)
        with django_assert_num_queries(4):  # type: ignore[operator]
            assert queries.stuck(at.date()) == []


# Status and line


def test_the_line_shows_what_is_done_where_it_stands_and_what_is_ahead(at: datetime) -> None:
    matter = make_matter("deliberate")
    assert [(step.key, step.state) for step in queries.line(matter)] == [
        ("discover", "done"), ("deliberate", "now"), ("assign", "ahead"), ("supervise", "ahead"), ("reply", "ahead"),
    ]  # fmt: skip
    straight = sort_to(make_matter("sort"), "assign", by=make_person("secretary"))
    assert [(step.key, step.state) for step in queries.line(straight)] == [
        ("discover", "done"), ("deliberate", "skipped"), ("assign", "now"), ("supervise", "ahead"), ("reply", "ahead"),
    ]  # fmt: skip


def test_the_line_shows_a_branch_where_it_left_the_steps(at: datetime) -> None:
    matter = make_matter("explain")
    assert [(step.key, step.state) for step in queries.line(matter)] == [
        ("discover", "done"), ("explain:said", "now"), ("deliberate", "ahead"), ("assign", "ahead"),
        ("supervise", "ahead"), ("reply", "ahead"),
    ]  # fmt: skip


def test_status_is_derived(at: datetime) -> None:
    made = (make_matter(accepted=False), make_matter(), make_matter("explain"))
    assert [queries.status(each).key for each in made] == ["new", "under_way", "explain"]


def test_similar_open_matters_of_the_community_are_offered_to_join(at: datetime) -> None:
    bikes = make_matter(words="2号楼楼道电动车乱停", place=Place.objects.get(pk=f"{make_place().pk}.01.01"))
    make_matter(words="北门快递柜不够用")
    make_matter(words="楼道电动车", accepted=False)
    make_matter(words="楼道电动车吵", sealed=True)
    unit = Place.objects.get(pk=f"{XINHUA}.01.02.01")
    assert queries.similar(unit, "楼道里停满电动车") == [bikes]
