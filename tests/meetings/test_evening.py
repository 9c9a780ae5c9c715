"""One page tells the raisers that evening, whatever came of their matter in the meeting; nobody is told twice."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from bandeng.matters import actions as matters
from bandeng.matters.models import Matter, Reply
from bandeng.meetings import actions
from bandeng.people.acting import Actor
from tests.makers import AT, join, make_person
from tests.matters.faces import browser_of, carried, text_of
from tests.meetings.sitting import START, Table

pytestmark = pytest.mark.django_db
PAGE = "/desk/sort/end/tell/"


@pytest.fixture(autouse=True)
def _that_evening(settings: Any) -> Iterator[None]:
    settings.DEMONSTRATION = True
    with time_machine.travel(START + timedelta(hours=2), tick=False):
        yield


@pytest.fixture
def table() -> Table:
    """A council that came to a consensus on its one matter."""
    table = Table().opened()
    table.reach(opinion="在北门建车棚。", choose="assign")
    return table.ended()


def evening(client: Client, table: Table) -> Any:
    """The button of the meeting's page, and where it leads."""
    page = client.post(f"/meetings/{table.meeting.pk}/live/after/tell/", follow=True)
    assert page.redirect_chain[-1][0] == PAGE
    return page


def words(page: Any) -> dict[str, str]:
    return dict(re.findall(r'<textarea[^>]*name="(text-[^"]+)"[^>]*>([^<]*)</textarea>', text_of(page)))


def send(client: Client, page: Any) -> Any:
    return client.post(PAGE, {**carried(page), **words(page)})


def told(matter: Matter) -> list[str]:
    return list(Reply.objects.filter(matter=matter, kind="interim").order_by("at", "pk").values_list("text", flat=True))


def test_the_meetings_desk_leads_to_the_one_page_and_has_no_button_of_its_own(table: Table) -> None:
    client = browser_of(table.secretary)
    desk = text_of(client.get(f"/meetings/{table.meeting.pk}/desk/"))
    assert f"/meetings/{table.meeting.pk}/live/after/tell/" in desk
    assert client.post(f"/meetings/{table.meeting.pk}/press/tell/").status_code == 404
    assert told(table.matter()) == []


def test_who_only_runs_the_meeting_reads_who_tells_them(table: Table) -> None:
    page = text_of(browser_of(table.recorder).get(f"/meetings/{table.meeting.pk}/desk/"))
    assert ("live/after/tell/" in page, "tell everybody who raised one of these" in page) == (False, True)


def test_an_outcome_is_told_in_the_words_of_the_meeting(table: Table) -> None:
    client = browser_of(table.secretary)
    page = evening(client, table)
    assert words(page) == {f"text-{table.matters[0].pk}": "会议上商量的结果：在北门建车棚。"}
    assert send(client, page).status_code == 302
    assert told(table.matter()) == ["会议上商量的结果：在北门建车棚。"]


def test_what_was_said_before_the_meeting_is_no_word_of_the_meeting(table: Table) -> None:
    matter = table.matter()
    with time_machine.travel(AT, tick=False):
        early = Table().matter()
    matters.reply(matter=early, kind="interim", text="下周开会商量。", actor=table.secretary, at=AT)
    assert matter.pk != early.pk
    other = Table(actions.Topic(matter=early), matters=0).opened()
    other.reach(opinion="装灯。", choose="assign")
    client = browser_of(other.secretary)
    send(client, evening(client, other))
    assert told(early) == ["下周开会商量。", "会议上商量的结果：装灯。"]


def test_two_who_send_the_same_page_tell_everybody_once(table: Table) -> None:
    first, second = (browser_of(who) for who in (table.secretary, make_person("secretary", called="另一位书记")))
    pages = [(client, evening(client, table)) for client in (first, second)]
    assert [send(client, page).status_code for client, page in pages] == [302, 302]
    assert len(told(table.matter())) == 1
    assert words(evening(first, table)) == {}


def test_who_joins_later_that_evening_is_told_and_the_others_are_not_told_again(table: Table) -> None:
    client = browser_of(table.secretary)
    send(client, evening(client, table))
    late = join(table.matter(), at=START + timedelta(hours=2))
    send(client, evening(client, table))
    rows = Reply.objects.filter(matter=table.matters[0], kind="interim")
    assert (rows.count(), rows.filter(raising=late.raising).count()) == (2, 1)


def test_a_matter_passed_on_is_told_why_and_to_whom_it_went() -> None:
    table = Table().opened()
    actions.decide_item(
        item=table.item(), decided="pass_on", to="区城管局", reason_code="other", reason="路面归城管局管。",
        actor=table.secretary, at=START,
    )  # fmt: skip
    client = browser_of(table.secretary)
    page = evening(client, table)
    assert "路面归城管局管。" in words(page)[f"text-{table.matters[0].pk}"]


def test_only_who_sorts_opens_the_page(table: Table) -> None:
    actor: Actor = table.resident
    assert browser_of(actor).post(f"/meetings/{table.meeting.pk}/live/after/tell/").status_code == 403
    assert browser_of(actor).get(PAGE).status_code == 403
