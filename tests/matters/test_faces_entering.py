"""At the door and at the desk: entering for a neighbour, a lost receipt, contact data with a reason, taking it back."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse

from bandeng.core.places import Wish
from bandeng.matters.models import Raising
from bandeng.people.acting import Actor
from bandeng.people.models import Reveal
from bandeng.places.actions import Batch, add_places
from bandeng.places.models import Place
from tests.makers import AT, MAKER, XINHUA, make_matter, make_person, make_place
from tests.matters.faces import browser_of, carried, errors_of, send, text_of
from tests.matters.replying import Bench

pytestmark = pytest.mark.django_db
PHONE = "139 0000 5678"


@pytest.fixture(autouse=True)
def _the_same_morning(settings: Any) -> Iterator[None]:
    settings.DEMONSTRATION = True
    cache.clear()
    with time_machine.travel(AT + timedelta(hours=1), tick=False):
        yield


@pytest.fixture
def bench() -> Bench:
    return Bench()


@pytest.fixture
def head(bench: Bench) -> Actor:
    return bench.on_duty("building_head", bench.building)


def told(**more: str) -> dict[str, str]:
    return {
        "words": "The light in the stairs is out.", "place": f"{XINHUA}.01.01", "category": "other", "reach": "visit",
        "consent": "said so at the door", "capacity": "resident", "name": "Zhang San", "phone": "", "email": "", **more,
    }  # fmt: skip


def test_whoever_may_enter_for_others_and_has_no_community_yet_is_told_so(head: Actor) -> None:
    add_places(batch=Batch((Wish(code="411721", name="西平县"),)), actor=MAKER, at=AT)
    county = Place.objects.get(pk="411721")
    answer = browser_of(make_person("convener", at=county)).get("/desk/enter/")
    assert (answer.status_code, "No community of yours is entered yet" in text_of(answer)) == (422, True)


def test_a_building_head_enters_for_a_neighbour_on_one_screen_and_prints_the_receipt(head: Actor) -> None:
    browser = browser_of(head)
    sent = send(browser, "/desk/enter/", **told())
    sheet = browser.get(sent["Location"])
    raising = Raising.objects.get()
    assert (sent.status_code, re.match(r"/r/\w{10}/print/", sent["Location"]) is not None, sheet.status_code) == (
        302, True, 200,
    )  # fmt: skip
    assert (raising.channel, raising.reach, raising.proxy_id, raising.consent, raising.matter.accepted_at) == (
        "proxy", "visit", head.id, "said so at the door", None,
    )  # fmt: skip


def test_the_places_offered_are_the_head_s_own_building(head: Actor) -> None:
    page = text_of(browser_of(head).get("/desk/enter/"))
    assert re.findall(r'<option value="(6403[^"]*)"', page) == [f"{XINHUA}.01.01"]


def test_nothing_is_entered_without_the_neighbour_s_consent_and_nothing_typed_is_lost(head: Actor) -> None:
    sent = send(browser_of(head), "/desk/enter/", **told(consent=""))
    assert (sent.status_code, Raising.objects.count(), "The light in the stairs is out." in text_of(sent)) == (
        422,
        0,
        True,
    )


def test_a_form_sent_twice_enters_once(head: Actor) -> None:
    browser = browser_of(head)
    typed = {**carried(browser.get("/desk/enter/")), **told()}
    going = [browser.post("/desk/enter/", typed)["Location"] for _ in range(2)]
    assert (going[0] == going[1], Raising.objects.count()) == (True, 1)


def test_a_resident_without_a_duty_enters_for_nobody() -> None:
    assert browser_of(make_person()).get("/desk/enter/").status_code == 403


def test_a_lost_receipt_is_found_by_telephone_and_the_old_one_opens_nothing_any_more(bench: Bench) -> None:
    raised = bench.raised(phone=PHONE, name="Zhang San")
    desk = browser_of(bench.on_duty("secretary"))
    found = send(desk, "/desk/receipt/", asked=PHONE)
    page = text_of(found)
    new = send(desk, reverse("matters:new_receipt", args=[raised.raising.pk]), how="came in person, gave the number")
    assert (raised.matter.number in page, "Zhang San" in page, PHONE in found.request["PATH_INFO"]) == (
        True,
        False,
        False,
    )
    old = desk.get(f"/r/{raised.code}/").status_code
    assert (new.status_code, desk.get(new["Location"]).status_code, old) == (302, 200, 404)


def test_contact_data_shows_only_after_a_reason_that_is_written_down(bench: Bench) -> None:
    raised = bench.raised(phone=PHONE, name="Zhang San")
    desk = browser_of(bench.on_duty("secretary"))
    address = reverse("matters:reveal", args=[raised.raising.pk])
    masked = text_of(desk.get(address))
    bare = send(desk, address, fields_=["phone"], reason="")
    shown = send(desk, address, fields_=["phone"], reason="to ask where exactly")
    assert ("139****5678" in masked, PHONE in masked, bare.status_code, Reveal.objects.count()) == (True, False, 422, 1)
    assert (shown.status_code, PHONE in text_of(shown), Reveal.objects.get().reason) == (
        200,
        True,
        "to ask where exactly",
    )


def test_contact_data_stays_shut_for_whoever_only_oversees(bench: Bench) -> None:
    raised = bench.raised(phone=PHONE)
    auditor = browser_of(bench.on_duty("oversight_member"))
    assert auditor.get(reverse("matters:reveal", args=[raised.raising.pk])).status_code == 403


def test_the_desk_takes_a_raising_back_for_its_raiser(bench: Bench) -> None:
    raised = bench.raised()
    desk = browser_of(bench.on_duty("secretary"))
    sent = send(desk, reverse("matters:withdraw_for", args=[raised.raising.pk]), text="The light burns again.")
    raised.raising.refresh_from_db()
    assert (sent.status_code, raised.raising.withdrawn_at is not None) == (302, True)


def test_the_page_of_a_matter_shows_raw_words_to_those_who_handle_it_alone(bench: Bench) -> None:
    raised = bench.raised(words="Old Wang blocks it.", phone=PHONE, name="Zhang San")
    secretary = bench.on_duty("secretary")
    bench.accepted(raised.matter, secretary)
    address = reverse("matters:detail", args=[raised.matter.pk])
    pages = [
        text_of(browser_of(who).get(address)) for who in (secretary, bench.on_duty("building_head"), make_person())
    ]
    assert [("Old Wang" in page, "139****5678" in page, PHONE in page) for page in pages] == [
        (True, True, False), (False, False, False), (False, False, False),
    ]  # fmt: skip


def test_what_cannot_be_done_says_why_not() -> None:
    matter = make_matter("deliberate")
    page = text_of(browser_of(make_person("secretary")).get(reverse("matters:detail", args=[matter.pk])))
    assert ("Note the bench meeting" in page, "something is still missing first" in page) == (True, True)


def test_somebody_of_another_community_enters_nothing_here(bench: Bench) -> None:
    elsewhere = make_place("640106005001", name="逸馨苑社区", short="逸馨")
    other = browser_of(make_person("building_head", at=elsewhere))
    sent = send(other, "/desk/enter/", **told())
    assert (sent.status_code, len(errors_of(sent)), Place.objects.get(pk=XINHUA).matters.count()) == (422, 1, 0)
