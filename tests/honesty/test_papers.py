"""No private part of anybody on a paper that others may have; a file is packed, so the marks are looked for before."""

import pytest
from django.utils.translation import override

from bandeng.core.deadline import local_day
from bandeng.documents import queries
from bandeng.matters.models import Matter
from bandeng.people.acting import PUBLIC
from tests.honesty.canaries import found_in
from tests.honesty.rules_papers import PAPERS
from tests.honesty.town import Town

FOR_ALL = [
    name.partition(":")[2]
    for name, rule in PAPERS.items()
    if "public" in rule.may_look("own") and name.partition(":")[2] in queries.LOADERS
]


@pytest.mark.parametrize("kind", FOR_ALL)
def test_a_paper_for_everybody_tells_of_no_raiser(town: Town, db: None, kind: str) -> None:
    pk = PAPERS[f"documents:{kind}"].to(town, "own")["pk"]
    assert found_in("\n".join(queries.paper_of(queries.load(kind, PUBLIC, pk)).lines())) == set()


def test_there_are_papers_for_everybody() -> None:
    assert {"responsibility", "order", "public_notice", "outcome", "scorecard"} <= set(FOR_ALL)


def test_a_letter_for_whoever_carries_it_masks_the_name(town: Town, db: None) -> None:
    reply = town.cases["own"].reply
    assert reply is not None
    lines = "\n".join(queries.paper_of(queries.load("reply", town.actors["secretary"], reply.pk)).lines())
    assert {part for part in found_in(lines) if ".letter" not in part} == set()


def test_a_register_holds_no_name_number_or_words_of_a_raiser(town: Town, db: None) -> None:
    rows = list(Matter.objects.filter(chain=town.place.pk, sealed=False, accepted_at__isnull=False))
    with override("zh-hans"):
        told = queries.register_of(town.place, town.today, local_day(town.at), queries.register_rows(rows))
    assert found_in("\n".join(queries.paper_of(told).lines())) == set()
