"""Reading the tree: what lies where, whatever the tree looks like."""

from datetime import UTC, datetime

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from bandeng.core.places import Wish, parent_code
from bandeng.places import queries
from bandeng.places.actions import Batch, add_places
from bandeng.places.models import Place
from bandeng.places.who import Program
from tests.places.conftest import XINHUA, AddAll

pytestmark = pytest.mark.django_db

OTHER = "640302107011"
AT = datetime(2026, 11, 23, tzinfo=UTC)
LEVELS = ("compound", "building", "unit", "household")
# A tree below one community, as the number of children of each node met on the way down.
TREES = st.recursive(st.just(()), lambda below: st.lists(below, max_size=4).map(tuple), max_leaves=12)
Tree = tuple["Tree", ...]


def wishes(tree: Tree, parent: str, depth: int = 0) -> list[Wish]:
    if depth == len(LEVELS):
        return []
    found = []
    for number, below in enumerate(tree, start=1):
        code = f"{parent}.{number:02d}"
        found += [Wish(code=code, name=f"{number}", level=LEVELS[depth]), *wishes(below, code, depth + 1)]
    return found


@settings(max_examples=25, deadline=None)
@given(tree=TREES, other=TREES)
def test_a_path_begins_with_another_exactly_when_it_lies_below_it(tree: Tree, other: Tree) -> None:
    rows = (
        Wish(code=XINHUA, name="甲"), Wish(code=OTHER, name="乙"), *wishes(tree, XINHUA), *wishes(other, OTHER),
    )  # fmt: skip
    with transaction.atomic():
        add_places(batch=Batch(rows), actor=Program("system:tests"), at=AT)
        places = {place.pk: place for place in Place.objects.all()}
        below = {code: {one.pk for one in queries.subtree(code)} for code in places}
        transaction.set_rollback(True)
    assert {code: place.ancestry for code, place in places.items()} == {code: line(code) for code in places}
    assert below == {code: {one for one in places if code in line(one)} for code in places}


def line(code: str) -> list[str]:
    """The codes from the province down, as the codes themselves say."""
    above = parent_code(code)
    return [*(line(above) if above else []), code]


def test_codes_that_only_begin_alike_are_not_taken_for_a_subtree(add: AddAll) -> None:
    add(
        Wish(code=XINHUA, name="甲"),
        Wish(code=f"{XINHUA}.1", name="一", level="compound"),
        Wish(code=f"{XINHUA}.10", name="十", level="compound"),
        Wish(code=f"{XINHUA}.1.1", name="一一", level="building"),
    )
    assert [place.name for place in queries.subtree(f"{XINHUA}.1")] == ["一", "一一"]


def test_a_place_is_found_by_the_beginning_of_its_name_or_code(xinhua: Place) -> None:
    def found(text: str, **how: str) -> list[str]:
        return [place.label for place in queries.search(text, **how)]  # type: ignore[arg-type]

    assert found("家和") == ["家和万事小区"]
    assert found("640302107000") == ["胜利镇", "新华社区", "家和万事小区", "家和万事小区 1 号楼",
                                     "家和万事小区 2 号楼", "家和万事小区 2 号楼 1 单元"]  # fmt: skip
    assert found("1", below=f"{XINHUA}.01.02") == ["家和万事小区 2 号楼 1 单元"]
    assert found("%") == []
    assert found(" ") == []


def test_the_community_of_a_place(xinhua: Place) -> None:
    unit = Place.objects.get(pk=f"{XINHUA}.01.02.01")
    assert queries.community_of(unit) == xinhua
    assert queries.community_of(xinhua) == xinhua
    assert queries.community_of(Place.objects.get(pk="640302")) is None


def test_any_form_of_a_code_finds_the_place(xinhua: Place) -> None:
    found = [queries.by_code(code) for code in ("640302000000", "640300", "64", "65")]
    assert [place and place.name for place in found] == ["利通区", "吴忠市", "宁夏回族自治区", None]
    assert queries.labels([XINHUA, f"{XINHUA}.01.01"]) == {XINHUA: "新华社区", f"{XINHUA}.01.01": "家和万事小区 1 号楼"}
    assert [place.name for place in queries.children("6403")] == ["利通区"]
    assert [place.name for place in queries.line_of(xinhua)][:2] == ["宁夏回族自治区", "吴忠市"]
