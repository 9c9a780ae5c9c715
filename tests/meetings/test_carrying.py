"""What a research trip found onto a meeting's agenda in two clicks, and back to who spoke of it."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from bandeng.matters import actions as matters
from bandeng.meetings import actions
from bandeng.meetings.models import AgendaItem, Carried, Meeting
from bandeng.people.acting import Actor
from bandeng.records import rebuild
from bandeng.records.models import Entry
from bandeng.research import actions as research
from bandeng.research import agendas
from bandeng.research.actions.trips import Found, Stop
from bandeng.research.models import Finding, Trip
from tests.makers import AT, day, make_person, make_place
from tests.matters.faces import browser_of, send
from tests.meetings.sitting import START, Table, refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.DEMONSTRATION = True
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)
    matters.ensure_shelf_processes(AT)


class Trail:
    """Xinhua's secretary went to look; a meeting is called there."""

    def __init__(self) -> None:
        self.table = Table(actions.Topic(topic="停车"), matters=0)
        self.secretary, self.meeting = self.table.secretary, self.table.meeting
        self.trip: Trip = research.plan_trip(
            place=self.table.place, title="入冬前走访", host="新华社区", themes=["消防"],
            sites=[Stop("家和万事小区", self.table.place)], starts_on=day("2026-11-20"), ends_on=day("2026-11-23"),
            actor=self.secretary, at=AT,
        )  # fmt: skip
        site = self.trip.sites.get()
        told = [Found("消防", "楼道停车", site), Found("消防", "门禁常开", site), Found("卫生", "垃圾清运慢", site)]
        research.find(trip=self.trip, findings=told, actor=self.secretary, at=AT)

    @property
    def found(self) -> list[Finding]:
        return list(self.trip.findings.select_related("trip__place", "matter__place").order_by("number"))

    def carry(self, *numbers: int, by: Actor | None = None, **more: Any) -> AgendaItem:
        chosen = [self.found[number - 1] for number in numbers]
        told: dict[str, Any] = {"meeting": self.meeting, "findings": chosen, "actor": by or self.secretary, "at": AT}
        return actions.carry_findings(**told | more)

    def raised(self, number: int) -> Any:
        one = self.found[number - 1]
        return research.raise_finding(
            trip=self.trip, finding=one, place=self.table.place, category="other", severity=2, actor=self.secretary,
            at=AT,
        ).matter  # fmt: skip

    def lines(self) -> list[tuple[str, list[int]]]:
        rows = self.meeting.items.order_by("number")
        return [(row.topic, list(row.carried.order_by("finding__number").values_list("finding__number", flat=True)))
                for row in rows]  # fmt: skip


def test_a_class_is_one_topic_that_leads_back_and_single_ones_stand_each_by_themselves() -> None:
    trail = Trail()
    trail.carry(1, 2)
    assert trail.lines() == [("停车", []), ("消防", [1, 2])]
    assert trail.meeting.items.get(number=2).question == "调研“入冬前走访”发现的2个问题"
    trail.carry(3, by_class=False)
    assert trail.lines()[2] == ("垃圾清运慢", [3])
    assert rebuild.check().different == ()


def test_what_became_a_matter_puts_the_matter_there_and_nothing_stands_twice() -> None:
    trail = Trail()
    matter = trail.raised(1)
    trail.carry(1, 2, 3)
    assert trail.lines() == [("停车", []), (matter.title, []), ("门禁常开", [2]), ("垃圾清运慢", [3])]
    assert trail.meeting.items.get(number=2).matter == matter
    assert refused("finding_twice", lambda: trail.carry(1, 2)).code == "finding_twice"
    assert len(trail.lines()) == 4
    late = trail.raised(2)
    topic = actions.Topic(matter=late)
    refused("agenda_twice", lambda: actions.add_topic(meeting=trail.meeting, topic=topic, actor=trail.secretary, at=AT))


def test_a_form_sent_twice_is_one_line_and_what_may_not_be_leaves_nothing_behind() -> None:
    trail = Trail()
    before = Entry.objects.count()
    refused("finding_unchosen", lambda: trail.carry())
    refused("not_your_turn", lambda: trail.carry(1, by=make_person("community_staff")))
    elsewhere = make_place("640106005001", name="逸馨苑社区", short="逸馨")
    foreign = Table(actions.Topic(topic="停车"), matters=0, place=elsewhere, actor=make_person("chair", at=elsewhere))
    staff = make_person("chair", at=elsewhere)
    refused("not_allowed", lambda: trail.carry(1, meeting=foreign.meeting, by=staff))
    assert Carried.objects.count() == 0
    assert Entry.objects.filter(verb="meeting.agenda_changed").count() == 0
    assert trail.carry(1, 3, once="form") == trail.carry(1, 3, once="form")
    assert (trail.meeting.items.count(), Entry.objects.count() > before) == (3, True)
    actions.cancel_meeting(meeting=trail.table.now, why="停电", actor=trail.secretary, at=AT)
    refused("meeting_is", lambda: trail.carry(2))


def test_the_finding_knows_its_agenda_and_outcome_and_who_spoke_hears_back() -> None:
    trail = Trail()
    trail.carry(1, 2)
    told: dict[str, Any] = {"trip": trail.trip, "how": "visit", "actor": trail.secretary, "at": AT}
    refused("no_outcome_yet", lambda: research.tell_found(findings=[trail.found[0]], text="谈了。", **told))
    trail.table.opened().reach(number=2, opinion="月底前清走")
    line = agendas.standing(trail.found)[trail.found[1].pk][0]
    assert (line.title, line.number, line.outcome, line.said) == ("电动车停放协商", 2, "商量好了", "月底前清走")
    assert trail.found[2].pk not in agendas.standing(trail.found)
    refused("no_outcome_yet", lambda: research.tell_found(findings=trail.found, text="谈了。", **told))
    research.tell_found(findings=trail.found[:2], text="月底前清走。", **told)
    assert [each.told_text for each in trail.found] == ["月底前清走。", "月底前清走。", ""]
    assert rebuild.check().different == ()
    matter = trail.raised(3)
    assert refused("already_raised", lambda: research.tell_found(findings=trail.found[2:], text="谈了。", **told))
    assert matter.number


def test_two_clicks_from_the_trip_and_the_meeting_leads_back(client: Client) -> None:
    trail = Trail()
    desk = browser_of(trail.secretary, "zh-hans")
    page = unescape(desk.get(f"/research/{trail.trip.pk}/").content.decode())
    link = re.search(r'href="(/desk/meetings/carry/[^"]+\?class=[^"]+)"', page)
    assert link
    form = desk.get(link[1]).content.decode()
    ticked = [each.split(">")[0] for each in form.split("<input")[1:] if " checked" in each.split(">")[0]]
    chosen = [each.split('value="')[1].split('"')[0] for each in ticked if 'name="findings"' in each]
    assert len(chosen) == 2
    typed = {"meeting": str(trail.meeting.pk), "how": "class"}
    none = send(desk, link[1], **typed)
    assert (none.status_code, "请至少选择一个发现的问题。" in unescape(none.content.decode())) == (422, True)
    assert send(desk, link[1], **typed, findings=chosen).status_code == 302
    again = send(desk, link[1], **typed, findings=chosen)
    assert again.status_code == 409
    agenda = unescape(client.get(f"/meetings/{trail.meeting.pk}/").content.decode())
    back = unescape(client.get(f"/research/{trail.trip.pk}/").content.decode())
    assert [word in agenda for word in ("楼道停车", f"/research/{trail.trip.pk}/#finding-1", "#site-1")] == [True] * 3
    assert [word in back for word in (trail.meeting.title, 'id="finding-1"', 'id="site-1"')] == [True] * 3
    assert "/desk/meetings/carry/" not in back


def test_a_meeting_is_called_with_what_was_found_on_its_agenda() -> None:
    trail = Trail()
    actions.cancel_meeting(meeting=trail.meeting, why="停电", actor=trail.secretary, at=AT)
    desk = browser_of(trail.secretary, "zh-hans")
    first = unescape(desk.get(f"/desk/meetings/carry/{trail.trip.pk}/?class=消防").content.decode())
    call = re.search(r'href="(/desk/meetings/call/[^"]+)"', first)
    assert call
    forms = unescape(desk.get(call[1]).content.decode())
    one = re.search(r'href="(\?[^"]*form=residents_council[^"]*)"', forms)
    assert one
    address = f"/desk/meetings/call/{one[1]}"
    assert "楼道停车" in desk.get(address).content.decode()
    typed = {
        "title": "消防协商", "starts_on": START.date().isoformat(), "starts_at": "19:00", "minutes": "90",
        "where": "议事室", "chair": str(trail.table.chair.id), "recorder": str(trail.table.recorder.id),
    }  # fmt: skip
    assert send(desk, address, **typed).status_code == 302
    made = Meeting.objects.get(title="消防协商")
    assert [(row.topic, row.carried.count()) for row in made.items.all()] == [("消防", 2)]
    assert rebuild.check().different == ()


def test_the_page_tells_who_spoke_with_the_words_of_the_outcome() -> None:
    trail = Trail()
    trail.carry(1, 2)
    trail.table.opened().reach(number=2, opinion="月底前清走")
    desk = browser_of(trail.secretary, "zh-hans")
    page = unescape(desk.get(f"/research/{trail.trip.pk}/").content.decode())
    link = re.search(r'href="(/research/finding/[^"]+/told/)"', page)
    assert link
    form = unescape(desk.get(link[1]).content.decode())
    assert ("月底前清走" in form, form.count('name="also"')) == (True, 1)
    assert send(desk, link[1], how="visit", text="月底前清走。", also=[str(trail.found[1].pk)]).status_code == 302
    told = unescape(desk.get(f"/research/{trail.trip.pk}/").content.decode())
    assert told.count("反映人已得到答复：") == 2
