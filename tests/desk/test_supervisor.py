"""The supervisor's desk: exceptions n of N with their records, by unit and by place, hot spots, and who is stuck."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bandeng.commitments import actions
from bandeng.commitments.models import StuckDay, SupervisionOrder, WorkItem
from bandeng.core.deadline import SHANGHAI, local_day
from bandeng.desk.queries import supervising
from bandeng.desk.queries.doors import Share
from bandeng.matters.actions import accept, raise_matter
from bandeng.matters.models import Matter
from bandeng.people.acting import PUBLIC, Actor
from bandeng.people.actions import end_duty
from bandeng.people.models import Duty, Organisation
from bandeng.places.models import Place
from tests.commitments.working import claimed, officer, report, set_one
from tests.makers import AT, MAKER, YIXINYUAN, give_role, make_matter, make_person, make_place, make_unit
from tests.matters.faces import browser_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 12, 9, 10, tzinfo=SHANGHAI)
"""Seven working days after the 30th of November, when the items were due."""
ON = local_day(NOW)


@pytest.fixture(autouse=True)
def _that_morning(settings: Any) -> Iterator[None]:
    settings.DEMONSTRATION = True
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def xinhua() -> Place:
    return make_place()


@pytest.fixture
def county(xinhua: Place) -> Place:
    return Place.objects.get(pk="640302")


@pytest.fixture
def supervisor(county: Place) -> Actor:
    return make_person("supervisor", at=county)


@pytest.fixture
def secretary(xinhua: Place) -> Actor:
    return make_person("secretary")


@pytest.fixture
def unit(xinhua: Place) -> Organisation:
    return make_unit()


def an_item(secretary: Actor, unit: Organisation, *, days: int = 5, place: Place | None = None) -> WorkItem:
    matter = make_matter("assign", by=secretary, place=place)
    return claimed(matter, secretary, officer(unit), unit, days=days)


def shown(actor: Actor, name: str, *args: object, **asked: str) -> str:
    answer = browser_of(actor).get(reverse(name, args=args), asked)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_exceptions_come_first_each_n_of_n(supervisor: Actor, secretary: Actor, unit: Organisation) -> None:
    an_item(secretary, unit)  # due on the 30th: very overdue
    an_item(secretary, unit, days=9)  # due on the 4th: overdue
    an_item(secretary, unit, days=30)  # in time
    report(an_item(secretary, unit), officer(unit))
    set_one(make_matter("assign", by=secretary), secretary)  # nobody took it by the 26th
    actions.supervise(at=NOW - timedelta(days=6))
    found = supervising.exceptions_at(supervisor, None, ON)
    assert found.items == {
        "very_overdue": Share(1, 3), "overdue": Share(2, 3), "unassigned": Share(1, 1), "suspended": Share(0, 3),
    }  # fmt: skip
    assert (found.unanswered.n, found.unanswered.n <= found.unanswered.N, found.stuck) == (
        SupervisionOrder.objects.filter(due_on__lt=ON, answered_at=None).count(), True, Share(0, 5),
    )  # fmt: skip


def test_every_figure_leads_to_the_records_it_counts(supervisor: Actor, secretary: Actor, unit: Organisation) -> None:
    late, later = an_item(secretary, unit), an_item(secretary, unit, days=9)
    page = shown(supervisor, "desk:supervisor")
    for kind, items in (("very_overdue", [late]), ("overdue", [late, later]), ("unassigned", []), ("suspended", [])):
        assert reverse("desk:supervisor_records", args=[kind]) in page
        records = shown(supervisor, "desk:supervisor_records", kind, unit=str(unit.pk))
        assert re.findall(r'class="cover" href="/items/([^/]*)/"', records) == [str(item.pk) for item in items]


def test_overdue_by_unit_is_by_name_with_what_they_hold(supervisor: Actor, secretary: Actor) -> None:
    one, other = make_unit("安居物业"), make_unit("绿化公司")
    an_item(secretary, one)
    an_item(secretary, one, days=30)
    an_item(secretary, other, days=9)
    rows = {str(row.unit): (row.overdue, row.very) for row in supervising.by_unit(supervisor, None, ON)}
    assert rows == {"安居物业": (Share(1, 2), Share(1, 2)), "绿化公司": (Share(1, 1), Share(0, 1))}


def test_from_the_tree_to_the_record_in_three_clicks(
    supervisor: Actor, secretary: Actor, unit: Organisation, xinhua: Place
) -> None:
    item = an_item(secretary, unit)
    clicks, page = [], shown(supervisor, "desk:supervisor")
    for _ in range(2):
        place = re.findall(r'<th scope="row"><a href="\?at=([^"]*)"', page)[0]
        clicks.append(place)
        page = shown(supervisor, "desk:supervisor", at=place)
    assert (clicks, f'href="/items/{item.pk}/"' in page) == (["640302107", xinhua.code], True)


def test_a_supervisor_sees_only_their_own_part_of_the_tree(
    supervisor: Actor, secretary: Actor, unit: Organisation
) -> None:
    elsewhere = make_place(YIXINYUAN, name="逸馨苑社区", short="逸馨苑")
    theirs = make_person("secretary", at=elsewhere)
    other = make_unit("安家物业", place=elsewhere)
    hidden = an_item(theirs, other, place=elsewhere)
    an_item(secretary, unit)
    assert supervising.exceptions_at(supervisor, None, ON).items["overdue"] == Share(1, 1)
    page = shown(supervisor, "desk:supervisor_records", "overdue")
    assert str(hidden.pk) not in page
    for name, args, asked in (
        ("desk:supervisor", (), {"at": YIXINYUAN}), ("desk:supervisor", (), {"at": "640106"}),
        ("desk:supervisor_records", ("overdue",), {"at": YIXINYUAN}), ("desk:supervisor_records", ("nothing",), {}),
        ("desk:supervisor_records", ("overdue",), {"unit": "x"}), ("desk:hot_spot", (YIXINYUAN, "other"), {}),
        ("desk:hot_spot", ("640302", "nothing"), {}),
    ):  # fmt: skip
        assert browser_of(supervisor).get(reverse(name, args=args), asked).status_code == 404
    for role in ("secretary", "auditor", "unit_officer"):
        who = make_person(role, organisation=unit) if role == "unit_officer" else make_person(role)
        assert browser_of(who).get(reverse("desk:supervisor")).status_code == 403
    assert Client().get(reverse("desk:supervisor")).status_code == 302


def test_no_raisers_name_and_no_raisers_words_stand_on_the_supervisors_desk(
    supervisor: Actor, secretary: Actor, unit: Organisation
) -> None:
    matter = make_matter("assign", by=secretary, words="楼道里堆满了电动车")
    raising = matter.raisings.get()
    raising.name, raising.words = "李大娘", "我家门口天天堵"
    raising.save()
    item = claimed(matter, secretary, officer(unit), unit)
    for name, args in (
        ("desk:supervisor", ()), ("desk:supervisor_records", ("overdue",)), ("matters:detail", (matter.pk,)),
        ("commitments:item", (item.pk,)), ("desk:turn", ()),
    ):  # fmt: skip
        page = shown(supervisor, name, *args)
        assert [words for words in ("李大娘", "李", "我家门口天天堵") if words in page] == []


def again(xinhua: Place, building: str, secretary: Actor, days_ago: int) -> Matter:
    place = Place.objects.get(pk=f"{xinhua.pk}.01.{building}")
    at = AT - timedelta(days=days_ago)
    raised = raise_matter(place=place, words="又堵了", category="paving", severity=2, actor=PUBLIC, at=at)
    return accept(matter=raised.matter, title="楼道堵", summary="又堵了", actor=secretary, at=at)


def test_the_same_trouble_at_the_same_building_again_is_a_hot_spot(
    supervisor: Actor, secretary: Actor, xinhua: Place
) -> None:
    make_matter(by=secretary)
    found = [again(xinhua, "01", secretary, ago) for ago in (0, 30, 100)]
    again(xinhua, "02", secretary, 0)
    again(xinhua, "01", secretary, 300)
    (spot,) = supervising.hot_spots(supervisor, None, ON)
    assert (spot.place.pk, spot.category, spot.n, spot.open_ones) == (f"{xinhua.pk}.01.01", "paving", 3, 3)
    page = shown(supervisor, "desk:hot_spot", spot.place.pk, spot.category)
    assert re.findall(r'class="cover" href="/m/([^/]*)/"', page) == [str(matter.pk) for matter in found]


def test_the_desk_costs_the_same_for_one_item_and_for_many(
    supervisor: Actor, secretary: Actor, unit: Organisation
) -> None:
    counts = []
    for more in (4, 4):
        for _ in range(more):
            an_item(secretary, unit)
        counts.append([asked_by(supervisor, *where) for where in (("supervisor",), ("supervisor_records", "overdue"))])
    assert counts[0] == counts[1]


def test_a_hot_spot_costs_the_same_for_three_matters_and_for_nine(supervisor: Actor, secretary: Actor) -> None:
    counts = []
    for more in (3, 6):
        for _ in range(more):
            make_matter("discover", by=secretary, category="paving")
        counts.append(asked_by(supervisor, "hot_spot", make_place().pk, "paving"))
    assert counts[0] == counts[1]


def asked_by(actor: Actor, page: str, *told: str) -> int:
    """How often a page asks the database, once everything that is asked once a day is known."""
    shown(actor, f"desk:{page}", *told)
    with CaptureQueriesContext(connection) as asked:
        shown(actor, f"desk:{page}", *told)
    return len(asked)


# --- matters nobody can move ---


def leave(actor: Actor) -> None:
    for duty in Duty.objects.filter(person=actor.id):
        end_duty(duty=duty, on=local_day(NOW), reason="调走", actor=MAKER, at=NOW)


def test_who_helps_out_is_told_once_a_day_what_nobody_can_move(
    supervisor: Actor, secretary: Actor, unit: Organisation, xinhua: Place
) -> None:
    stuck = make_matter("deliberate", by=secretary)
    assert (actions.list_stuck(at=NOW), supervising.stuck_at(supervisor, None, ON)) == ([], [])
    leave(secretary)
    assert [row.matter for row in supervising.stuck_at(supervisor, None, ON)] == [stuck]
    assert [len(actions.list_stuck(at=NOW + timedelta(hours=hours))) for hours in (0, 1, 24)] == [1, 0, 1]
    assert [(day.place, day.count) for day in StuckDay.objects.order_by("on")] == [(xinhua, 1), (xinhua, 1)]
    page = shown(supervisor, "desk:stuck")
    assert [words for words in (stuck.title, "1 / 1") if words not in page] == []
    give_role(make_person().person, "secretary", at=xinhua, on=NOW)  # type: ignore[arg-type]
    assert supervising.exceptions_at(supervisor, None, ON).stuck == Share(0, 1)


def test_only_who_can_help_sees_what_nobody_can_move(secretary: Actor, unit: Organisation) -> None:
    assert browser_of(secretary).get(reverse("desk:stuck")).status_code == 200
    for who in (officer(unit), make_person("building_head"), make_person("auditor")):
        assert browser_of(who).get(reverse("desk:stuck")).status_code == 403
