"""I17: an item with money says who pays before it is done; what it costs stands in whole fen with its document."""

from datetime import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from bandeng.commitments import actions, queries
from bandeng.commitments.models import Money, Source, WorkItem
from bandeng.matters.models import Matter
from bandeng.people.acting import Actor
from bandeng.people.models import Organisation
from bandeng.records.models import Entry
from tests.commitments.working import claimed, current, make_unit, officer, refused, report
from tests.makers import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> Organisation:
    return make_unit()


@pytest.fixture
def worker(unit: Organisation) -> Actor:
    return officer(unit)


@pytest.fixture
def item(matter: Matter, secretary: Actor, worker: Actor, unit: Organisation) -> WorkItem:
    return claimed(matter, secretary, worker, unit)


def test_a_quote_outside_the_contract_stands_with_its_document_and_clause(
    item: WorkItem, worker: Actor, at: datetime
) -> None:
    item = actions.quote(
        item=item, amount_fen=1_280_050, document="报价单 2026-118", outside_contract=True, clause="合同第八条",
        actor=worker, at=at,
    )  # fmt: skip
    row = Money.objects.get(item=item)
    assert (row.amount_fen, row.document, row.outside_contract, row.clause, row.source, row.is_needed) == (
        1_280_050, "报价单 2026-118", True, "合同第八条", "", True,
    )  # fmt: skip


@pytest.mark.parametrize("amount", [-1, 10**13 + 1, 12.5, True, "12"])
def test_an_amount_is_whole_fen_and_no_slip_of_the_finger(
    item: WorkItem, worker: Actor, at: datetime, amount: Any
) -> None:
    with refused("bad_amount"):
        actions.quote(item=item, amount_fen=amount, document="报价单", actor=worker, at=at)


@pytest.mark.parametrize("told", [{"document": ""}, {"document": "报价单", "outside_contract": True, "clause": " "}])
def test_a_quote_names_its_document_and_what_is_outside_the_contract_its_clause(
    item: WorkItem, worker: Actor, at: datetime, told: dict[str, Any]
) -> None:
    with refused("text_missing"):
        actions.quote(item=item, amount_fen=100, actor=worker, at=at, **told)


def test_i17_what_costs_money_is_not_done_before_it_is_said_who_pays(
    item: WorkItem, secretary: Actor, worker: Actor, at: datetime
) -> None:
    item = actions.quote(item=item, amount_fen=80_000, document="报价单", actor=worker, at=at)
    before = Entry.objects.count()
    with refused("funding_missing"):
        report(item, worker)
    assert (Entry.objects.count(), current(item).state) == (before, "active")
    item = actions.fund(item=item, source="maintenance_fund", text="业主已表决", actor=secretary, at=at)
    assert report(item, worker).state == "done"


def test_what_costs_nothing_needs_no_source(item: WorkItem, worker: Actor, at: datetime) -> None:
    item = actions.quote(item=item, amount_fen=0, document="", actor=worker, at=at)
    assert report(item, worker).state == "done"


def test_a_unit_says_so_of_its_own_money_and_of_nobody_elses(
    item: WorkItem, secretary: Actor, worker: Actor, at: datetime
) -> None:
    for source in sorted(set(Source.values) - {"company"}):
        with refused("not_your_turn"):
            actions.fund(item=item, source=source, actor=worker, at=at)
    item = actions.fund(item=item, source="company", actor=worker, at=at)
    assert Money.objects.get(item=item).source == "company"
    item = actions.fund(item=item, source="budget", actor=secretary, at=at)
    assert Money.objects.get(item=item).source == "budget"


def test_no_money_from_elsewhere_neither_by_the_action_nor_by_the_database(
    item: WorkItem, secretary: Actor, worker: Actor, at: datetime
) -> None:
    with refused("unknown_source"):
        actions.fund(item=item, source="lottery", actor=secretary, at=at)
    item = actions.fund(item=item, source="company", actor=worker, at=at)
    for change in ({"source": "lottery"}, {"outside_contract": True, "clause": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Money.objects.filter(item=item).update(**change)


def test_a_neighbour_says_nothing_about_money(item: WorkItem, at: datetime) -> None:
    with refused("not_your_turn"):
        actions.quote(item=item, amount_fen=100, document="报价单", actor=make_person("building_head"), at=at)


def test_each_source_of_the_closed_list_says_what_it_needs_first_and_on_what_ground() -> None:
    told = queries.sources()
    assert [each.key for each in told] == list(Source.values)
    assert [each.key for each in told if not (each.gate.zh and each.gate.en and each.rule.zh and each.rule.en)] == []
    assert {each.key: each.origin for each in told if each.origin == "source"} == {
        "maintenance_fund": "source", "self_raised": "source",
    }  # fmt: skip
