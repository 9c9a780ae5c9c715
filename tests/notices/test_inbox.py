"""The inbox: what I was told, newest first; looking at it marks nothing, and only a form marks it as read."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bandeng.matters import actions
from bandeng.matters.models import Matter
from bandeng.notices.models import As, Notice
from bandeng.notices.queries import unseen
from bandeng.people.acting import Actor
from tests.makers import AT
from tests.matters.replying import Bench
from tests.people.signing import signed_in

pytestmark = pytest.mark.django_db
INBOX, SEEN = "/desk/notices/", "/desk/notices/seen/"


@pytest.fixture
def bench() -> Bench:
    return Bench()


@pytest.fixture
def secretary(bench: Bench) -> Actor:
    return bench.on_duty("secretary")


@pytest.fixture
def client(secretary: Actor) -> Client:
    assert secretary.person is not None
    browser = signed_in(secretary.person, AT)
    browser.cookies["django_language"] = "en"
    return browser


def told(actor: Actor, matter: Matter, n: int = 1, verb: str = "matter.raised") -> Notice:
    return Notice.objects.create(
        person_id=actor.id, heard_as=As.STAFF, chain=matter.chain, n=n, matter=matter.pk, verb=verb, at=AT
    )


def test_the_inbox_says_what_happened_and_leads_to_the_matter(bench: Bench, secretary: Actor, client: Client) -> None:
    matter = bench.raised(words="CANARY").matter
    told(secretary, matter)
    page = client.get(INBOX, headers={"accept-language": "en"}).content.decode()
    assert [part in page for part in (f"/m/{matter.pk}/", matter.number, "CANARY")] == [True, True, False]


def test_an_empty_inbox_says_what_will_stand_there(client: Client) -> None:
    answer = client.get(INBOX)
    assert (answer.status_code, "/m/" in answer.content.decode()) == (200, False)


def test_a_notice_of_a_matter_i_may_no_longer_see_leads_nowhere(bench: Bench, secretary: Actor, client: Client) -> None:
    matter = bench.raised(place=bench.elsewhere).matter
    told(secretary, matter)
    page = client.get(INBOX).content.decode()
    assert (str(matter.pk) in page, matter.number in page, unseen(secretary)) == (False, False, 1)


def test_looking_marks_nothing_and_the_form_marks_all_of_ones_own(
    bench: Bench, secretary: Actor, client: Client
) -> None:
    matter, other = bench.raised().matter, bench.on_duty("community_staff")
    for actor in (secretary, other):
        told(actor, matter)
    client.get(INBOX)
    assert (unseen(secretary), unseen(other)) == (1, 1)
    assert client.post(SEEN).status_code == 302
    assert (unseen(secretary), unseen(other)) == (0, 1)


def test_marking_as_read_is_no_link(client: Client) -> None:
    assert client.get(SEEN).status_code == 405


@pytest.mark.parametrize("address", [INBOX, SEEN])
def test_nobody_has_an_inbox_without_signing_in(address: str) -> None:
    assert Client().post(address).status_code == 302
    assert "/account/login/" in Client().get(INBOX).headers["Location"]


def test_the_inbox_needs_as_many_queries_for_three_notices_as_for_one(
    bench: Bench, secretary: Actor, client: Client
) -> None:
    counts = []
    for number in range(3):
        matter = bench.raised().matter
        actions.accept(matter=matter, title="Path", summary="Broken.", actor=secretary, at=AT)
        told(secretary, matter, number + 1)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(INBOX).content.decode().count('class="cover"') == number + 1
        counts.append(len(asked))
    assert counts[1] == counts[2]


def test_long_inboxes_come_in_pages(bench: Bench, secretary: Actor, client: Client) -> None:
    matter = bench.raised().matter
    for number in range(25):
        told(secretary, matter, number + 1)
    pages = [client.get(INBOX, {"page": number}).content.decode().count('class="cover"') for number in (1, 2)]
    assert pages == [20, 5]
