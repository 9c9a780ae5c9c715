"""An area opens exactly its part of the tree: pages of theirs, 404 for the others."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from bandeng.liaison import actions
from bandeng.liaison.models import Oversight
from bandeng.people.models import Duty
from bandeng.records import rebuild
from tests.liaison.town import County, again
from tests.makers import AT, make_person
from tests.matters.faces import browser_of, text_of
from tests.research.travelling import refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """The day of the other tests; the second factor has tests of its own."""
    settings.DEMONSTRATION = True
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


def test_a_director_sees_their_township_and_404_for_the_others() -> None:
    county = County()
    mine, theirs = county.open(), county.open(place=county.other, name="下庄联络室", actor=county.convener)
    director = county.director(county.one)
    client = browser_of(director)
    assert [
        client.get(path).status_code for path in (
            f"/desk/county/{county.one.pk}/", f"/desk/county/{county.village.pk}/",
            f"/desk/county/{county.two.pk}/", f"/desk/county/{county.other.pk}/", f"/desk/county/{county.county.pk}/",
            f"/desk/county/{county.two.pk}/meetings/", f"/room/{theirs.pk}/inspect/", f"/room/{mine.pk}/inspect/",
        )
    ] == [200, 200, 404, 404, 404, 404, 404, 200]  # fmt: skip
    rooms = text_of(client.get("/desk/rooms/"))
    assert (mine.name in rooms, theirs.name in rooms) == (True, False)
    listed = text_of(client.get("/desk/county/"))
    assert (county.one.name in listed, county.two.name in listed) == (True, False)
    # It opens nothing to handle: no contact data, no sealed matter, nothing of the desk of others.
    assert director.all_roles == {"area_overseer"}


def test_a_leader_of_an_area_has_each_of_its_townships_until_it_ends() -> None:
    county = County()
    person = make_person("", at=county.county, called="副主席 小石").person
    assert person is not None
    told: dict[str, Any] = {
        "place": county.county, "person": person, "kind": "leader", "actor": county.convener, "at": AT,
    }  # fmt: skip
    refused("text_missing", lambda: actions.assign_oversight(**told, parts=[county.one]))
    first, second = actions.assign_oversight(**told, parts=[county.one, county.two], area="东片区")
    assert again(person).places_with("area_overseer") == {county.one.pk, county.two.pk}
    actions.end_oversight(oversight=first, reason="调整分工", actor=county.convener, at=AT)
    assert again(person).places_with("area_overseer") == {second.place_id}
    assert rebuild.check().different == ()
    page = text_of(browser_of(county.convener).get("/desk/areas/"))
    assert (page.count("副主席 小石"), "东片区" in page) == (1, True)


@pytest.mark.parametrize(
    ("more", "code"),
    [({"kind": "king"}, "unknown_word"), ({"parts": []}, "parts_missing")],
)
def test_what_an_area_needs(more: dict[str, Any], code: str) -> None:
    county = County()
    refused(code, lambda: county.director(county.one, **more))
    refused("part_elsewhere", lambda: county.director(county.county))
    refused("not_your_turn", lambda: county.director(county.one, actor=county.secretary))
    refused("not_yourself", lambda: county.director(county.one, person=county.convener.person))
    assert (Oversight.objects.count(), Duty.objects.filter(role="area_overseer").count()) == (0, 0)


def test_the_database_names_the_area_of_a_leader() -> None:
    county = County()
    county.director(county.one)
    for change in ({"kind": "leader"}, {"kind": "king"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Oversight.objects.update(**change)
