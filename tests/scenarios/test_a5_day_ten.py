"""A5 from the promise on: 17 things in 3 classes within ten days, ticked by residents, counted when the day is over."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client

from bandeng.cli.demonstration.places import FOUNDER, XINHUA
from bandeng.cli.demonstration.stage import Bench
from bandeng.commitments import actions
from bandeng.commitments.models import Commitment, SupervisionOrder, WorkItem
from bandeng.commitments.queries import promises as queries
from bandeng.commitments.queries.scorecard import frozen, scorecard
from bandeng.core.deadline import local_day
from bandeng.core.places import Wish
from bandeng.core.promises import Counts
from bandeng.matters.models import Matter
from bandeng.matters.queries import receipt_actor
from bandeng.people.acting import Actor
from bandeng.places.actions import Batch, add_places
from bandeng.places.models import Place
from bandeng.records.models import Entry
from tests.makers import make_person
from tests.matters.faces import text_of
from tests.scenarios.telling import now, on, refused

RENTAL = f"{XINHUA}.03"
CLASSES = {
    "消防": ("清理楼道杂物", "修好灭火器", "疏通消防通道", "补装应急灯", "电动车进电梯报警", "聘用消防值班员"),
    "物业": ("门岗登记", "夜间巡逻", "垃圾清运", "清扫烟头", "修感应灯", "补装门禁"),
    "设施": ("电梯按键与对讲", "修破损面板", "修单元门", "疏通下水", "补路面"),
}
LIFT = "设施：电梯按键与对讲"
IN_PART = (LIFT, "消防：电动车进电梯报警", "物业：补装门禁")
LONGER = ("消防：聘用消防值班员", "设施：补路面")


@dataclass
class TenDays:
    """The promise and who takes part; `day(n)` is the n-th day after it was made, at three in the afternoon."""

    bench: Bench
    matter: Matter
    promise: Commitment
    head: Actor
    start: datetime

    def day(self, number: int) -> datetime:
        return self.start + timedelta(days=number)

    def item(self, title: str) -> WorkItem:
        return WorkItem.objects.select_related("matter", "lead", "deadline").get(title=title)

    def titles(self) -> list[str]:
        return [f"{kind}：{what}" for kind, all_of_it in CLASSES.items() for what in all_of_it]


@pytest.fixture
def ten_days(xinhua: Bench) -> TenDays:
    """A compound of public rental homes; a matter with 17 items that the property company takes on and promises."""
    start = on(xinhua, 25, "15:00")
    wishes = (
        Wish(code=RENTAL, parent=XINHUA, name="天桥小区", level="compound", tenure="public_rental"),
        Wish(code=f"{RENTAL}.01", parent=RENTAL, name="1号楼", level="building"),
    )
    add_places(batch=Batch(wishes), actor=FOUNDER, at=start)
    home = Place.objects.get(pk=f"{RENTAL}.01")
    head = make_person("building_head", at=home, on=start)
    matter = xinhua.raised("a5", "03.01", "fire_safety", "楼道、电梯、消防都有问题。", capacity="tenant")
    xinhua.accepted(matter, "天桥小区三类十七项问题", "消防、物业服务、公共设施三类共十七项。")
    xinhua.verified(matter, "逐项看过，属实。", by="staff")
    xinhua.sorted(matter, "assign", guards=["public_rental", "existing_duty"])
    secretary, officer = xinhua.who("secretary"), xinhua.who("property")
    firm = xinhua.stage.cast.firms["huaiyin"]
    titles = [f"{kind}：{what}" for kind, all_of_it in CLASSES.items() for what in all_of_it]
    items = [actions.set_item(matter=now(matter), title=title, actor=secretary, at=start) for title in titles]
    for item in items:
        actions.claim(item=item, organisation=firm, days=10, unit="calendar", actor=officer, at=start)
    promise = actions.make_promise(
        place=Place.objects.get(pk=RENTAL), items=items, organisation=firm, officer=officer.person,
        text="十七项问题十日内全部整改到位", to_whom="到场的租户代表", days=10, spoken=True, occasion="现场协商会",
        witnesses="消防、住建、执法三个部门，两位楼长", actor=secretary, at=start,
    )  # fmt: skip
    return TenDays(xinhua, matter, promise, head, start)


def worked(told: TenDays) -> None:
    """The unit confirms; 12 are done and ticked by a raiser or the building head, 3 in part, 2 get a later date."""
    officer, secretary = told.bench.who("property"), told.bench.who("secretary")
    actions.confirm_promise(promise=told.promise, actor=officer, at=told.day(1))
    tenant = receipt_actor(told.bench.raising("a5"))
    done = [title for title in told.titles() if title not in (*IN_PART, *LONGER)]
    for number, title in enumerate(done):
        actions.done(item=told.item(title), text="已整改。", document=f"整改单 {number}", actor=officer, at=told.day(4))
        looker = tenant if number % 2 else told.head
        actions.check(item=told.item(title), solved=True, text="看过了。", actor=looker, at=told.day(5))
    for title in LONGER:
        until = told.promise.due_on + timedelta(days=12)
        actions.ask_extension(item=told.item(title), to_on=until, reason="要走招聘程序", actor=officer, at=told.day(6))
        asked = told.item(title).extensions.get()
        actions.decide_extension(extension=asked, granted=True, reason="同意", actor=secretary, at=told.day(7))
    for title in IN_PART:
        actions.deliver_in_part(
            item=told.item(title), text="先修了一部分。", missing="配件未到", reason="厂家缺货", document="施工记录",
            rest_on=told.promise.due_on + timedelta(days=5), actor=officer, at=told.day(9),
        )  # fmt: skip


def test_what_was_said_in_front_of_people_is_a_promise_only_by_the_firms_own_word(ten_days: TenDays) -> None:
    promise, start = ten_days.promise, local_day(ten_days.start)
    assert (promise.state, promise.spoken, promise.lines.count()) == ("asked", True, 17)
    assert promise.due_on >= start + timedelta(days=10)
    for who in ("secretary", "oversight"):
        answered = refused(
            lambda who=who: actions.confirm_promise(  # type: ignore[misc]
                promise=promise, actor=ten_days.bench.who(who), at=ten_days.day(1)
            )
        )
        assert answered == "not_your_unit"
    assert actions.confirm_promise(promise=promise, actor=ten_days.bench.who("property"), at=ten_days.day(1)).state == (
        "confirmed"
    )


def test_the_firm_never_ticks_its_own_work(ten_days: TenDays) -> None:
    officer = ten_days.bench.who("property")
    item = actions.done(
        item=ten_days.item("设施：补路面"), text="补好了。", document="整改单", actor=officer, at=ten_days.day(3)
    )
    assert refused(lambda: actions.check(item=item, solved=True, actor=officer, at=ten_days.day(3))) == "own_work"


def test_on_day_ten_it_says_12_done_3_in_part_2_with_a_later_date_for_everybody_to_read(
    ten_days: TenDays, client: Client
) -> None:
    worked(ten_days)
    over = datetime.combine(ten_days.promise.due_on, ten_days.start.timetz()) + timedelta(hours=12, minutes=30)
    assert [actions.count_due_promises(over) for _ in range(2)] == [1, 0]
    entries = Entry.objects.filter(verb="commitment.due_reached")
    told = {name: value for name, value in entries.get().detail.items() if isinstance(value, int)}
    assert told == {
        "done": 12, "partial": 3, "extended": 2, "late": 0, "passed_on": 0, "dropped": 0, "total": 17,
    }  # fmt: skip

    promise = queries.promise(ten_days.promise.pk)
    card = scorecard(promise, local_day(over))
    ticked = [line.checked.as_role for line in card.lines if line.checked]
    assert (frozen(promise), sorted(set(ticked)), len(ticked)) == (
        Counts(done=12, partial=3, extended=2), ["building_head", "raiser"], 12,
    )  # fmt: skip
    assert {line.granted.reason for line in card.lines if line.granted} == {"要走招聘程序"}

    with time_machine.travel(over, tick=False):
        client.cookies["django_language"] = "zh-hans"
        page = text_of(client.get(f"/promises/{promise.pk}/"))
        paper = text_of(client.get(f"/promises/{promise.pk}/print/"))
        listed = text_of(client.get(f"/p/{XINHUA}/promises/?show=over"))
    missing = [
        (words, where)
        for words in ("12 / 17", "3 / 17", "2 / 17", "厂家缺货", "要走招聘程序", "十七项问题十日内全部整改到位")
        for where, text in (("page", page), ("paper", paper))
        if words not in text
    ]
    assert missing == []
    assert ("0 / 1" in listed, "12 / 17" in listed) == (True, True)
    assert "石工" not in page + paper + listed


def test_later_ticks_stand_beside_the_day_and_do_not_change_it(ten_days: TenDays) -> None:
    worked(ten_days)
    over = ten_days.day(16)
    actions.count_due_promises(over)
    officer = ten_days.bench.who("property")
    actions.done(item=ten_days.item(LIFT), text="换好了。", document="验收单", actor=officer, at=over)
    actions.check(item=ten_days.item(LIFT), solved=True, actor=ten_days.head, at=over)
    actions.count_due_promises(over + timedelta(days=1))
    promise = queries.promise(ten_days.promise.pk)
    card = scorecard(promise, local_day(over))
    assert (frozen(promise), card.counts.done, card.later) == (Counts(done=12, partial=3, extended=2), 13, 1)
    assert Entry.objects.filter(verb="commitment.due_reached").count() == 1


def test_the_lift_climbs_the_ladder_and_the_firms_own_word_stands_beside_it(ten_days: TenDays, client: Client) -> None:
    worked(ten_days)
    for number in range(11, 24):
        actions.supervise(at=ten_days.day(number))
    lift = ten_days.item(LIFT)
    rungs = list(SupervisionOrder.objects.filter(item=lift).order_by("rank").values_list("level", flat=True))
    assert rungs[:2] == ["reminder", "order"]
    actions.make_statement(
        item=lift, why="主板停产", what_next="本周换新型号", actor=ten_days.bench.who("property"), at=ten_days.day(24)
    )
    with time_machine.travel(ten_days.day(24), tick=False):
        firm = ten_days.bench.stage.cast.firms["huaiyin"]
        pages = [
            text_of(client.get(address))
            for address in (f"/promises/{ten_days.promise.pk}/", f"/p/{XINHUA}/units/{firm.pk}/", f"/p/{XINHUA}/watch/")
        ]
    assert [("主板停产" in page, "本周换新型号" in page) for page in pages] == [(True, True)] * 3


def test_tenants_are_told_that_no_owners_vote_decides_here(ten_days: TenDays, client: Client) -> None:
    client.cookies["django_language"] = "en"
    page = text_of(client.get(f"/m/{ten_days.matter.pk}/"))
    assert ("These are public rental homes" in page, "the owners may have to decide together" in page) == (True, False)
