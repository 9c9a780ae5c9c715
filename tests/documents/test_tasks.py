"""One list of all work that came of a meeting: what belongs to it, for whom, and as many queries for many items."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.http import Http404
from django.test import Client

from bandeng.commitments.models import WorkItem
from bandeng.core.papers import Paper
from bandeng.documents import queries
from bandeng.documents.queries import of_tasks
from bandeng.matters.models import Matter
from bandeng.meetings import actions
from bandeng.meetings.models import Meeting
from bandeng.people.acting import PUBLIC
from tests.commitments.working import set_one
from tests.honesty.browser import asking
from tests.makers import AT
from tests.matters.faces import browser_of, text_of
from tests.meetings.sitting import START, Table, later

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _that_evening(settings: Any) -> Any:
    settings.DEMONSTRATION = True
    with time_machine.travel(START + timedelta(hours=4), tick=False):
        yield


@pytest.fixture
def held() -> Table:
    """Two matters were talked over and go on to be assigned; each has an item since."""
    table = Table(matters=2).opened()
    for number in (1, 2):
        table.reach(number=number, choose="assign")
    table.ended()
    for number, title in enumerate(("划线", "装灯")):
        set_one(table.matter(number), table.secretary, title, at=later(2))
    return table


def of(table: Table) -> Paper:
    return queries.paper_of(queries.load("tasks", PUBLIC, table.meeting.pk))


def titles(table: Table) -> list[str]:
    return [each.title for each in of_tasks.came_of(table.now)]


def test_a_meetings_list_holds_every_item_with_its_topic(held: Table) -> None:
    paper = of(held)
    rows = [row for row in paper.reading() if row[:1].isdigit() and " | " in row]
    told = [(row.split(" | ")[1].split("\n")[1], row.split(" | ")[2]) for row in rows]
    assert told == [(held.matter(0).number, "划线"), (held.matter(1).number, "装灯")]
    assert (paper.title, "待补" in "".join(rows)) == ("电动车停放协商责任清单", True)


def test_it_is_for_everybody_and_offered_once_there_is_an_item(held: Table) -> None:
    address = f"/papers/tasks/{held.meeting.pk}.docx"
    assert address in text_of(Client().get(f"/meetings/{held.meeting.pk}/"))
    page = text_of(browser_of(held.secretary).get(f"/meetings/{held.meeting.pk}/desk/"))
    assert (address in page, f"/papers/tasks/{held.meeting.pk}/issue/" in page) == (True, True)
    assert Client().get(address).status_code == 200


@pytest.mark.parametrize("state", ["called", "open", "ended"])
def test_a_meeting_nothing_came_of_has_none(state: str) -> None:
    table = Table()
    if state != "called":
        table.opened()
    if state == "ended":
        table.ended()
    with pytest.raises(Http404):
        queries.load("tasks", PUBLIC, table.meeting.pk)
    assert "tasks" not in [each.kind for each in queries.meeting_offers(table.now, PUBLIC)]


def test_what_was_set_before_it_or_after_the_next_meeting_is_not_of_it(held: Table) -> None:
    before, after = WorkItem.objects.order_by("title")
    WorkItem.objects.filter(pk=before.pk).update(set_at=AT)
    assert titles(held) == [after.title]
    WorkItem.objects.filter(pk=before.pk).update(claimed_at=START + timedelta(minutes=5))
    assert sorted(titles(held)) == ["划线", "装灯"]
    # A second meeting takes both up again; what was set before it stays the first one's.
    again = Meeting.objects.get(pk=Table(matters=0, agenda=topics(held)).meeting.pk)
    Meeting.objects.filter(pk=again.pk).update(opened_at=START + timedelta(hours=3))
    WorkItem.objects.filter(pk=after.pk).update(set_at=START + timedelta(hours=3, minutes=5))
    again.refresh_from_db()
    assert (titles(held), [each.title for each in of_tasks.came_of(again)]) == ([before.title], [after.title])


def topics(table: Table) -> tuple[Any, ...]:
    """The matters of a table, as topics of the next one."""
    return tuple(actions.Topic(matter=table.matter(number)) for number in (0, 1))


def test_work_of_a_sealed_matter_stands_on_no_list_for_everybody(held: Table) -> None:
    Matter.objects.filter(pk=held.matter(0).pk).update(sealed=True)
    assert titles(held) == ["装灯"]


def test_thirty_items_cost_no_more_queries_than_two_and_are_cut(held: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    with asking() as few:
        of(held)
    for number in range(28):
        set_one(held.matter(1), held.secretary, f"第{number}件", at=later(2))
    with asking() as many:
        of(held)
    assert (few.queries == many.queries, many.queries < 30) == (True, True), (few.queries, many.queries)
    monkeypatch.setattr(of_tasks, "MOST", 5)
    left = [line for line in of(held).lines() if line.startswith("其余")]
    assert left == [f"其余25项从略，见：http://127.0.0.1:8000/meetings/{held.meeting.pk}/"]
