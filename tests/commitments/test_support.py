"""Units that help: one lead, any number of supports, sight of the file while it lasts; nobody checks their own work."""

from datetime import datetime

import pytest
from django.db import IntegrityError, transaction

from bandeng.commitments import actions, queries
from bandeng.commitments.models import Support, WorkItem
from bandeng.matters import queries as matters
from bandeng.matters.models import Concerned, Matter
from bandeng.people.acting import Actor
from bandeng.people.actions import add_organisation
from bandeng.people.models import Organisation
from bandeng.places.models import Place
from tests.commitments.working import claimed, current, later, make_unit, officer, refused, report
from tests.makers import MAKER, give_role, make_matter, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> Organisation:
    return make_unit()


@pytest.fixture
def worker(unit: Organisation) -> Actor:
    return officer(unit)


@pytest.fixture
def other() -> Organisation:
    return make_unit("绿化公司")


@pytest.fixture
def helper(other: Organisation) -> Actor:
    return officer(other)


@pytest.fixture
def item(matter: Matter, secretary: Actor, worker: Actor, unit: Organisation) -> WorkItem:
    return claimed(matter, secretary, worker, unit)


def test_a_unit_joins_by_itself_and_the_lead_stays(
    item: WorkItem, helper: Actor, other: Organisation, unit: Organisation, at: datetime
) -> None:
    item = actions.join_support(item=item, organisation=other, what="补种绿化", actor=helper, at=at)
    rows = [(row.organisation, row.what, row.from_at, row.until) for row in item.supports.all()]
    assert (item.lead, rows) == (unit, [(other, "补种绿化", at, None)])


def test_a_unit_is_asked_in_by_who_settles_responsibility_and_by_nobody_else(
    item: WorkItem, secretary: Actor, worker: Actor, other: Organisation, at: datetime
) -> None:
    with refused("not_your_turn"):
        actions.join_support(item=item, organisation=other, actor=worker, at=at)
    item = actions.join_support(item=item, organisation=other, actor=secretary, at=at)
    assert [row.organisation for row in item.supports.all()] == [other]


def test_a_support_unit_sees_the_handling_file_of_a_sealed_matter_for_the_time_of_its_task(
    secretary: Actor, unit: Organisation, other: Organisation, helper: Actor, at: datetime
) -> None:
    matter = make_matter("assign", by=secretary, sealed=True)
    item = actions.set_and_claim(matter=matter, title="划线", organisation=unit, days=5, actor=secretary, at=at)

    def sees() -> bool:
        return matters.visible_to(helper).filter(pk=matter.pk).exists()

    told = [sees()]
    item = actions.join_support(item=item, organisation=other, what="出人", actor=secretary, at=at)
    told.append(sees())
    actions.leave_support(item=item, organisation=other, reason="做完了我们的一段", actor=helper, at=later())
    told.append(sees())
    assert told == [False, True, False]
    ended = Concerned.objects.get(organisation=other)
    assert (ended.until, Concerned.objects.get(organisation=unit).until) == (later(), None)


def test_when_the_item_is_settled_the_support_is_over_too(
    item: WorkItem, secretary: Actor, worker: Actor, helper: Actor, other: Organisation, at: datetime
) -> None:
    item = actions.join_support(item=item, organisation=other, actor=helper, at=at)
    actions.check(item=report(item, worker, at=later()), solved=True, actor=secretary, at=later(2))
    assert Concerned.objects.get(organisation=other).until == later(2)


def test_i2_nobody_of_a_support_unit_checks_not_even_after_it_left_nor_as_a_neighbour(
    item: WorkItem, worker: Actor, helper: Actor, other: Organisation, xinhua: Place, at: datetime
) -> None:
    item = actions.join_support(item=item, organisation=other, actor=helper, at=at)
    item = actions.leave_support(item=item, organisation=other, reason="人手不够", actor=helper, at=at)
    item = report(item, worker, at=later())
    assert helper.person is not None
    neighbour = give_role(helper.person, "building_head", at=xinhua)
    with refused("own_work"):
        actions.check(item=item, solved=True, actor=neighbour, at=later())
    assert item.pk not in queries.to_check(neighbour).values_list("pk", flat=True)
    assert current(item).state == "done"


def test_i2_where_the_community_helped_only_a_raiser_building_head_or_oversight_member_checks(
    item: WorkItem, secretary: Actor, worker: Actor, xinhua: Place, at: datetime
) -> None:
    community = add_organisation(place=xinhua, kind="community", name="新华社区", actor=MAKER, at=at)
    item = actions.join_support(item=item, organisation=community, actor=secretary, at=at)
    item = report(item, worker, at=later())
    with refused("own_work"):
        actions.check(item=item, solved=True, actor=secretary, at=later())
    with refused("not_your_turn"):
        actions.check(item=item, solved=True, actor=make_person("supervisor", at=xinhua), at=later())
    item = actions.check(item=item, solved=True, actor=make_person("oversight_member", at=xinhua), at=later())
    assert item.state == "settled"


def test_i6_nobody_of_a_support_unit_decides_on_a_later_date(
    item: WorkItem, worker: Actor, helper: Actor, other: Organisation, xinhua: Place, at: datetime
) -> None:
    item = actions.join_support(item=item, organisation=other, actor=helper, at=at)
    day = later(9).date()
    item = actions.ask_extension(item=item, to_on=day, reason="等材料", actor=worker, at=at)
    assert helper.person is not None
    supervisor = give_role(helper.person, "supervisor", at=xinhua)
    with refused("own_work"):
        actions.decide_extension(extension=item.extensions.get(), granted=True, actor=supervisor, at=at)


def test_a_support_unit_says_how_it_goes_but_does_not_report_it_done(
    item: WorkItem, helper: Actor, other: Organisation, at: datetime
) -> None:
    item = actions.join_support(item=item, organisation=other, actor=helper, at=at)
    item = actions.progress(item=item, text="树穴已挖好", actor=helper, at=at)
    with refused("not_your_unit"):
        actions.done(item=item, text="好了", document="照片", actor=helper, at=at)
    assert [row.text for row in item.progress.all()] == ["树穴已挖好"]


def test_the_lead_is_no_support_a_support_joins_once_and_only_a_support_leaves(
    item: WorkItem, worker: Actor, helper: Actor, unit: Organisation, other: Organisation, at: datetime
) -> None:
    with refused("leads_already"):
        actions.join_support(item=item, organisation=unit, actor=worker, at=at)
    with refused("not_supporting"):
        actions.leave_support(item=item, organisation=other, reason="没有参加", actor=helper, at=at)
    item = actions.join_support(item=item, organisation=other, actor=helper, at=at)
    with refused("supports_already"):
        actions.join_support(item=item, organisation=other, actor=helper, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Support.objects.create(id=item.pk, item=item, organisation=other, from_at=at)


def test_a_support_unit_that_takes_the_lead_no_longer_supports(
    item: WorkItem, worker: Actor, helper: Actor, other: Organisation, at: datetime
) -> None:
    item = actions.join_support(item=item, organisation=other, actor=helper, at=at)
    item = actions.return_item(item=item, ground="合同外", next_unit="绿化公司", actor=worker, at=later())
    item = actions.claim(item=item, organisation=other, days=3, actor=helper, at=later())
    assert (item.lead, [row.until for row in item.supports.all()]) == (other, [later()])


def test_a_units_list_holds_what_it_supports(item: WorkItem, helper: Actor, other: Organisation, at: datetime) -> None:
    before = list(queries.mine(helper, ("active",)))
    actions.join_support(item=item, organisation=other, actor=helper, at=at)
    assert (before, [each.pk for each in queries.mine(helper, ("active",))]) == ([], [item.pk])
