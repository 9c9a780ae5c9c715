"""Large type: on every resident page a telephone number, somebody who helps, and being read to."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bandeng.matters.models import Matter
from bandeng.matters.queries import receipt_code
from bandeng.places.models import Place
from tests.makers import make_matter, make_place

pytestmark = pytest.mark.django_db
PHONE = "0953-000 0001"
DOORS = ("desk:home", "desk:know", "desk:take_part", "desk:decide", "desk:watch", "matters:raise", "shell:help",
         "commitments:callbacks_public", "commitments:promises", "commitments:listed", "meetings:of_place")  # fmt: skip


@pytest.fixture
def xinhua() -> Place:
    place = make_place()
    Place.objects.filter(pk=place.pk).update(phone=PHONE)
    return place


@pytest.fixture
def matter(xinhua: Place) -> Matter:
    return make_matter("deliberate")


def paths(place: Place, matter: Matter) -> list[str]:
    receipt = reverse("matters:receipt", args=[receipt_code(matter.raisings.get())])
    of_matter = [reverse(f"matters:{name}", args=[matter.pk]) for name in ("detail", "join")]
    found = f"{reverse('matters:find')}?at={place.code}"
    return [*(reverse(name, args=[place.code]) for name in DOORS), receipt, *of_matter, found]


def test_every_resident_page_in_large_type_has_a_number_a_helper_and_a_voice(
    settings: Any, xinhua: Place, matter: Matter
) -> None:
    settings.DEMONSTRATION = False
    browser, missing = Client(), []
    browser.cookies["type"], browser.cookies["django_language"] = "large", "en"
    for path in paths(xinhua, matter):
        page = browser.get(path)
        assert page.status_code == 200, path
        text = page.content.decode()
        told = {f"tel:{PHONE}", "Ask someone to help me", 'data-read="main"', 'data-type="large"'}
        missing += [(path, part) for part in sorted(told) if part not in text]
    assert missing == []


def test_a_page_that_says_why_not_offers_help_as_well(xinhua: Place) -> None:
    browser = Client()
    browser.cookies["type"], browser.cookies["django_language"] = "large", "en"
    answer = browser.get("/no/such/page/")
    assert (answer.status_code, "Ask someone to help me" in answer.content.decode()) == (404, True)
