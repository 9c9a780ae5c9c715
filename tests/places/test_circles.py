"""No place lies above itself: where one stands follows from its code, and nothing moves it below its own child."""

from datetime import datetime

import pytest

from bandeng.core.places import Wish
from bandeng.core.refusal import Refusal
from bandeng.places.actions import RowsWrong, close_place
from bandeng.places.models import Place
from tests.places.conftest import XINHUA, AddAll, Keeper, SignIn

pytestmark = pytest.mark.django_db


def test_a_table_in_which_two_places_name_each_other_as_parent_adds_nothing(xinhua: Place, add: AddAll) -> None:
    before = Place.objects.count()
    by_code = (
        Wish(row=2, code=f"{XINHUA}.08", name="甲", level="compound", parent=f"{XINHUA}.09"),
        Wish(row=3, code=f"{XINHUA}.09", name="乙", level="compound", parent=f"{XINHUA}.08"),
    )
    by_name = (
        Wish(row=2, name="甲", level="compound", above="乙"), Wish(row=3, name="乙", level="compound", above="甲"),
    )  # fmt: skip
    itself = (Wish(row=2, code=f"{XINHUA}.07", name="丙", level="compound", parent=f"{XINHUA}.07"),)
    for told, codes in ((by_code, {"wrong_parent"}), (by_name, {"which_parent"}), (itself, {"wrong_parent"})):
        with pytest.raises(RowsWrong) as no:
            add(*told)
        assert ({problem.code for problem in no.value.problems}, len(no.value.problems)) == (codes, len(told))
    assert Place.objects.count() == before


def test_a_place_is_not_moved_below_its_own_child_nor_succeeded_by_it(
    xinhua: Place, sign_in: SignIn, admin: Keeper, at: datetime
) -> None:
    compound, child = Place.objects.get(pk=f"{XINHUA}.01"), Place.objects.get(pk=f"{XINHUA}.01.01")
    sign_in("system_admin").post(
        f"/settings/places/{compound.pk}/change/",
        {"name": compound.name, "reason": "改", "version": compound.version, "parent": child.pk, "path": child.path},
    )
    again = Place.objects.get(pk=compound.pk)
    assert (again.parent_id, again.path) == (compound.parent_id, compound.path)
    for successor in (child, compound):
        with pytest.raises(Refusal) as no:
            close_place(place=compound, on=at.date(), successor=successor, actor=admin, at=at)
        assert no.value.code == "bad_successor"
