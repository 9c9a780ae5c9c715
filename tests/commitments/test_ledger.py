"""What the ledger holds is enough to write every row again; an officer's open work goes on when their duty ends."""

from datetime import date, datetime
from typing import Any

import pytest

from bandeng.commitments import actions
from bandeng.commitments.models import Check, Extension, Holding, Progress, WorkItem
from bandeng.core.deadline import local_day
from bandeng.matters.models import Concerned, Deadline, DeadlineChange, Matter, MatterFact, Track
from bandeng.people.acting import Actor
from bandeng.people.actions import end_duty
from bandeng.people.handover import open_work
from bandeng.people.models import Organisation
from bandeng.records.rebuild import rebuild
from tests.commitments.working import PHOTO, claimed, current, later, make_unit, officer, refused, report, set_one
from tests.makers import make_matter, make_person

pytestmark = pytest.mark.django_db

TABLES = (WorkItem, Progress, Check, Extension, Matter, Track, Deadline)
COUNTED = (Holding, Concerned, DeadlineChange, MatterFact)


def rows() -> list[Any]:
    """Every row of the tables items touch; the small ones without the numbers the database gave them."""
    named = [sorted(model.objects.values_list(), key=str) for model in TABLES]
    counted = [
        sorted(({k: v for k, v in row.items() if k != "id"} for row in model.objects.values()), key=str)
        for model in COUNTED
    ]
    return [named, counted]


@pytest.mark.parametrize("sealed", [False, True])
def test_a_rebuild_writes_every_item_as_it_stands(secretary: Actor, at: datetime, sealed: bool) -> None:
    matter = make_matter("assign", by=secretary, sealed=sealed)
    unit, other = make_unit(), make_unit("绿化公司")
    worker = officer(unit)
    item = actions.set_and_claim(matter=matter, title="划线", organisation=unit, days=5, actor=secretary, at=at)
    item = actions.return_item(item=item, ground="不归我们", next_unit="绿化", actor=worker, at=later())
    item = actions.claim(item=item, organisation=unit, days=5, how="designated", actor=secretary, at=later())
    actions.progress(item=item, text="开工", photos=[PHOTO], actor=worker, at=later(2))
    item = actions.ask_extension(item=item, to_on=date(2026, 12, 8), reason="下雨", actor=worker, at=later(2))
    actions.decide_extension(extension=item.extensions.get(), granted=True, actor=secretary, at=later(2))
    actions.check(item=report(item, worker, at=later(3)), solved=False, text="缺一段", actor=secretary, at=later(3))
    actions.check(item=report(item, worker, at=later(4)), solved=True, actor=secretary, at=later(4))
    assert other.pk != unit.pk
    before = rows()
    rebuild()
    assert rows() == before


def test_an_officers_open_items_go_to_the_successor_when_the_duty_ends(
    matter: Matter, secretary: Actor, xinhua: Any, at: datetime
) -> None:
    unit = make_unit()
    worker, heir = officer(unit), officer(unit)
    assert worker.person is not None
    assert heir.person is not None
    item = claimed(matter, secretary, worker, unit)
    assert [(w.key, w.title, w.due_on, w.kind) for w in open_work(worker.person)] == [
        (str(item.pk), f"{matter.number} 划线", date(2026, 11, 30), "item")
    ]
    duty = worker.person.duties.get()
    end_duty(
        duty=duty, on=local_day(at), reason="调离", work="to_successor", successor=heir.person, actor=secretary, at=at
    )
    assert (current(item).officer_id, current(item).lead) == (heir.id, unit)
    assert open_work(worker.person) == []


def test_an_officer_gives_an_item_to_a_colleague_of_the_same_unit(
    matter: Matter, secretary: Actor, at: datetime
) -> None:
    unit = make_unit()
    worker, colleague, stranger = officer(unit), officer(unit).person, make_person("resident").person
    assert colleague is not None
    assert stranger is not None
    item = claimed(matter, secretary, worker, unit)
    with refused("not_of_unit"):
        actions.hand_over_item(item=item, to=stranger, actor=worker, at=at)
    assert actions.hand_over_item(item=item, to=colleague, actor=worker, at=at).officer_id == colleague.pk


def test_who_is_named_for_a_unit_works_there(matter: Matter, secretary: Actor, at: datetime) -> None:
    unit = make_unit()
    stranger, worker = make_person("resident").person, officer(unit).person
    item = set_one(matter, secretary)
    with refused("not_of_unit"):
        actions.claim(item=item, organisation=unit, days=3, officer=stranger, actor=secretary, at=at)
    assert worker is not None
    item = actions.claim(item=item, organisation=unit, days=3, officer=worker, actor=secretary, at=at)
    assert item.officer_id == worker.pk


def test_the_repeat_of_an_act_returns_what_the_first_one_did(matter: Matter, secretary: Actor, at: datetime) -> None:
    unit: Organisation = make_unit()
    worker = officer(unit)
    twice = [
        actions.claim(item=set_one(matter, secretary) if n == 0 else WorkItem.objects.get(), organisation=unit, days=3,
                      actor=worker, at=at, once="same") for n in range(2)
    ]  # fmt: skip
    assert (twice[0].pk, Holding.objects.count()) == (twice[1].pk, 1)
