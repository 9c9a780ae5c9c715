"""Going through the matters on the projector: one at a time, and before people leave everybody's word is ready."""

import re
from typing import Any

import pytest
from django.test import Client

from bandeng.commitments.models import WorkItem
from bandeng.matters.models import Reply
from bandeng.meetings import actions, queries
from tests.makers import make_matter, make_person
from tests.matters.faces import browser_of, carried
from tests.meetings.sitting import START, Table

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def evening(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DEMONSTRATION = True
    monkeypatch.setattr("django.utils.timezone.now", lambda: START)


@pytest.fixture
def table() -> Table:
    secretary = make_person("secretary")
    return Table(*(actions.Topic(matter=make_matter("sort", by=secretary)) for _ in range(3))).opened()


def sort(table: Table) -> str:
    return f"/meetings/{table.meeting.pk}/live/sort/"


def begin(client: Client, table: Table) -> str:
    """The address of the next matter, as the page offers it."""
    page = client.get(sort(table)).content.decode()
    return str(re.findall(r"/meetings/item/[^/]+/sort/", page)[0])


def decide(client: Client, address: str, way: str, **told: object) -> Any:
    shown = client.get(f"{address}?way={way}")
    assert shown.status_code == 200
    return client.post(f"{address}?way={way}", {**carried(shown), "decided": way, **told})


def test_three_matters_are_gone_through_by_one_page_after_another(table: Table) -> None:
    client = browser_of(table.secretary)
    first = begin(client, table)
    second = decide(
        client, first, "adopt", opinion="修好它", work_title="换灯", organisation=str(table.firm.pk),
        due_on="2026-12-10",
    ).headers["Location"]  # fmt: skip
    third = client.post(second, {"later": "1"}).headers["Location"]
    back = decide(
        client, third, "explain", reason_code="no_money", reason="今年没有经费", next_channel="12345"
    ).headers["Location"]  # fmt: skip
    assert (back, queries.triage_of(table.now).left) == (second, 1)
    last = decide(client, second, "pass_on", reason_code="other", reason="归城管", to="综合执法局")
    assert (last.headers["Location"], queries.triage_of(table.now).left) == (sort(table), 0)
    assert WorkItem.objects.get().how == "on_the_spot"
    assert client.get(sort(table)).status_code == 200


def test_what_a_way_asks_for_and_was_not_said_stays_on_the_page(table: Table) -> None:
    client = browser_of(table.secretary)
    address = begin(client, table)
    answer = decide(client, address, "merge", into="", reason="同一盏灯")
    assert (answer.status_code, "同一盏灯" in answer.content.decode()) == (422, True)
    assert queries.triage_of(table.now).left == 3


def test_before_people_leave_the_list_is_printed_and_everybody_told(table: Table) -> None:
    client = browser_of(table.secretary)
    address = begin(client, table)
    decide(
        client, address, "adopt", opinion="修好它", work_title="换灯", organisation=str(table.firm.pk),
        due_on="2026-12-10",
    )  # fmt: skip
    after = f"/meetings/{table.meeting.pk}/live/after/"
    paper = client.post(f"{after}print/", follow=True).content.decode()
    page = client.post(f"{after}tell/", follow=True)
    words = dict(carried(page))
    assert ("换灯" in paper, "安居物业" in paper) == (True, True)
    text = re.findall(r"<textarea[^>]*>([^<]*)</textarea>", page.content.decode())[0]
    assert "换灯" in text
    matter = table.item(1).matter
    assert matter is not None
    sent = client.post("/desk/sort/end/tell/", {**words, f"text-{matter.pk}": "物业换灯，12 月 10 日前。"})
    assert (sent.status_code, Reply.objects.filter(kind="interim").count()) == (302, 1)


def test_only_who_runs_the_meeting_goes_through_it(table: Table) -> None:
    item = table.item(1).pk
    for client in (Client(), browser_of(table.officer)):
        for address in (sort(table), f"/meetings/item/{item}/sort/"):
            assert client.get(address).status_code in (302, 403)
        assert client.post(f"/meetings/item/{item}/sort/", {"decided": "adopt"}).status_code in (302, 403)
    assert queries.triage_of(table.now).left == 3
