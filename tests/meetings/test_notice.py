"""The call is the notice: a step that asks for one is satisfied by the entry with which people were called together."""

from datetime import timedelta
from typing import Any

import pytest

from bandeng.core.refusal import Refusal
from bandeng.matters import actions as matters
from bandeng.matters import queries as standing
from bandeng.matters.actions.journey import complete_step
from bandeng.matters.models import Matter, ProcessVersion
from bandeng.meetings import actions, queries
from bandeng.people.acting import Actor
from bandeng.records import rebuild
from tests.makers import AT, current, make_matter, make_person, make_place
from tests.matters.faces import browser_of, text_of
from tests.meetings.sitting import START, Table, refused

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def stands(matter: Matter) -> bool:
    return "notice" in standing.standing(current(matter)).facts


@pytest.fixture
def secretary() -> Actor:
    return make_person("secretary", called="社区书记")


@pytest.fixture
def waiting(secretary: Actor) -> Matter:
    """A matter of the procedure of 2015 at the step that asks for notice to everybody in advance."""
    matters.ensure_shelf_processes(AT)
    process = ProcessVersion.objects.get(key="state-2015", place=None)
    matters.follow_process(place=make_place(), process=process, actor=secretary, at=AT)
    matter = make_matter(by=secretary)
    matters.verify(
        matter=matter, visited_on=AT.date(), finding="属实", legal="yes", technical="yes", financial="yes",
        actor=secretary, at=AT,
    )  # fmt: skip
    matters.sort(matter=current(matter), category="other", severity=2, choose="inform", actor=secretary, at=AT)
    return current(matter)


def call(matter: Matter, **more: Any) -> Table:
    return Table(actions.Topic(matter=matter), matters=0, **more)


def test_the_call_satisfies_the_step_that_asks_for_notice(waiting: Matter, secretary: Actor) -> None:
    assert waiting.step == "inform"
    with pytest.raises(Refusal) as early:
        complete_step(matter=waiting, choose="consult", actor=secretary, at=AT)
    assert (early.value.code, early.value.details["needs"]) == ("missing", ["notice"])
    call(waiting)
    assert stands(waiting)
    assert complete_step(matter=current(waiting), choose="consult", actor=secretary, at=AT).step == "consult"
    assert rebuild.check().different == ()


def test_a_bench_meeting_called_as_people_sit_down_is_no_notice(waiting: Matter) -> None:
    call(waiting, form="bench", starts_at=AT + 2 * DAY, seats=())
    assert not stands(waiting)
    assert rebuild.check().different == ()


def test_a_call_that_comes_too_late_is_refused_with_the_rule_and_is_no_notice(waiting: Matter) -> None:
    told = refused("notice_late", lambda: call(waiting, starts_at=AT + 2 * DAY))
    assert (told.details["days"], "2015" in str(told.details["rule"]), stands(waiting)) == (3, True, False)


def test_a_meeting_called_off_is_no_notice_any_more(waiting: Matter) -> None:
    table = call(waiting)
    actions.cancel_meeting(meeting=table.now, why="停电", actor=table.secretary, at=AT)
    assert not stands(waiting)
    assert rebuild.check().different == ()


def test_a_meeting_moved_in_time_stays_the_notice_and_one_moved_too_near_does_not(waiting: Matter) -> None:
    table = call(waiting, form="bench", seats=())
    assert stands(waiting)
    told = {"why": "下雨", "actor": table.secretary}
    actions.postpone_meeting(meeting=table.now, starts_at=START + DAY, at=AT + DAY, **told)  # type: ignore[arg-type]
    assert stands(waiting)
    actions.postpone_meeting(meeting=table.now, starts_at=START, at=AT + DAY, **told)  # type: ignore[arg-type]
    assert not stands(waiting)
    assert rebuild.check().different == ()


def test_what_was_noted_on_paper_stands_when_a_meeting_is_called_off(waiting: Matter, secretary: Actor) -> None:
    table = call(waiting)
    matters.note_step(
        matter=current(waiting),
        fact="notice",
        on=AT.date(),
        for_on=START.date(),
        text="逐户送达",
        actor=secretary,
        at=AT,
    )
    actions.cancel_meeting(meeting=table.now, why="停电", actor=table.secretary, at=AT)
    assert stands(waiting)


def test_a_topic_put_on_later_is_called_for_by_its_own_day(waiting: Matter, secretary: Actor) -> None:
    table = Table(actions.Topic("公约"), matters=0, starts_at=START + DAY)
    actions.add_topic(meeting=table.now, topic=actions.Topic(matter=waiting), actor=secretary, at=AT + DAY)
    assert stands(waiting)
    late = Table(actions.Topic("公约"), matters=0, starts_at=START + DAY)
    other = make_matter(by=secretary)
    actions.add_topic(meeting=late.now, topic=actions.Topic(matter=other), actor=secretary, at=AT + 2 * DAY)
    assert not stands(other)
    assert rebuild.check().different == ()


def test_everybody_sees_on_the_matter_that_it_was_called_for_and_how_many_were_told(waiting: Matter) -> None:
    table = call(waiting)
    actions.tell(attendee=table.seat(4), how="door", proof="楼长签收", actor=table.secretary, at=AT)
    assert queries.told_of([table.meeting.pk]) == {table.meeting.pk: (1, 5)}
    page = text_of(browser_of(table.resident).get(f"/m/{waiting.pk}/"))
    assert "Called in time: the call is the notice." in page
    off = actions.cancel_meeting(meeting=table.now, why="停电", actor=table.secretary, at=AT)
    assert off.state == "cancelled"
    assert "the call is the notice" not in text_of(browser_of(table.resident).get(f"/m/{waiting.pk}/"))


def test_what_waits_for_notice_waits_in_the_pool_and_its_page_offers_the_call(
    waiting: Matter, secretary: Actor, settings: pytest.FixtureRequest
) -> None:
    settings.DEMONSTRATION = True  # type: ignore[attr-defined]
    assert waiting in list(queries.topic_pool(make_place(), secretary))
    page = text_of(browser_of(secretary).get(f"/m/{waiting.pk}/"))
    assert (f"/m/{waiting.pk}/meeting/" in page, f"/m/{waiting.pk}/noted/notice/" in page) == (True, True)
    assert browser_of(secretary).get(f"/m/{waiting.pk}/meeting/").status_code == 200
