"""A1: 24 matters sorted in one sitting; that evening everybody who raised one knows what becomes of it, and why."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client

from bandeng.cli.demonstration.stage import Bench
from bandeng.commitments import actions
from bandeng.commitments.models import WorkItem
from bandeng.core.deadline import local_day
from bandeng.matters.models import Matter, Raising, Reply
from tests.matters.faces import browser_of, carried, text_of
from tests.scenarios.telling import now, on

ADOPTED, MERGED, EXPLAINED = 15, 4, 5
DAYS_AHEAD = 8


@pytest.fixture
def pool(xinhua: Bench) -> list[Matter]:
    """24 matters, one of them raised by two, all accepted and gone to see."""
    on(xinhua, 20)
    found = []
    for number in range(ADOPTED + MERGED + EXPLAINED):
        matter = xinhua.raised(f"a1-{number}", "01.02.01", "damage", f"第 {number} 件事。")
        xinhua.accepted(matter, f"第{number}件", f"第{number}件事的概要。")
        xinhua.verified(matter, "属实。")
        found.append(now(matter))
    xinhua.joined(found[0], "a1-joined", "我家也是。")
    on(xinhua, 19, "14:00")
    return found


@pytest.fixture
def desk(xinhua: Bench, pool: list[Matter], settings: Any) -> Iterator[Client]:
    """The secretary's browser at the sitting."""
    settings.DEMONSTRATION = True
    with time_machine.travel(xinhua.at, tick=True):
        yield browser_of(xinhua.who("secretary"))


def sit_together(desk: Client, bench: Bench, pool: list[Matter]) -> str:
    """Go through the pool on the projector: 15 taken on the spot, 4 merged into the first, 5 explained."""
    at = str(desk.post("/desk/sort/", {})["Location"])
    due = bench.stage.days.ahead(DAYS_AHEAD).isoformat()
    for number in range(len(pool)):
        matter = Matter.objects.get(pk=at.split("/")[-2])
        if number < ADOPTED:
            unit = str(bench.stage.cast.firms["huaiyin"].pk)
            way, typed = "assign", {"unit": unit, "work": f"修好{matter.title}", "due_on": due}
        elif number < ADOPTED + MERGED:
            first = WorkItem.objects.order_by("set_at").first()
            assert first is not None
            way, typed = "merge", {"into": first.matter.number, "reason": "说的是同一处"}
        else:
            way = "explain"
            typed = {"reason_code": "no_money", "reason": f"{matter.title}今年没有这笔钱。", "next_channel": "12345"}
        page = desk.get(f"{at}?way={way}")
        told = {**carried(page), "category": matter.category, "severity": str(matter.severity), **typed}
        answer = desk.post(f"{at}?way={way}", told)
        assert answer.status_code == 302, text_of(answer)[:2000]
        at = str(answer["Location"])
    return at


def tell_tonight(desk: Client) -> Any:
    """Read the words that stand there already, and send them all."""
    page = desk.get("/desk/sort/end/tell/")
    typed = {}
    for matter in Matter.objects.all():
        if f'name="text-{matter.pk}"' in text_of(page):
            typed[f"text-{matter.pk}"] = _typed(text_of(page), str(matter.pk))
        if f'name="final-{matter.pk}" checked' in text_of(page):
            typed[f"final-{matter.pk}"] = "on"
    return desk.post("/desk/sort/end/tell/", {**carried(page), **typed})


def _typed(page: str, pk: str) -> str:
    area = page.split(f'name="text-{pk}"', 1)[1]
    return area.split(">", 1)[1].split("</textarea>", 1)[0]


def heard(kind: str) -> set[object]:
    return set(Reply.objects.filter(kind=kind).values_list("raising", flat=True))


def test_all_24_are_decided_in_one_sitting_and_the_list_is_printed(
    xinhua: Bench, pool: list[Matter], desk: Client
) -> None:
    assert sit_together(desk, xinhua, pool) == "/desk/sort/end/"
    branches = [now(matter).branch or now(matter).step for matter in pool]
    assert [branches.count(way) for way in ("supervise", "merge", "explain")] == [ADOPTED, MERGED, EXPLAINED]
    items = list(WorkItem.objects.select_related("lead", "deadline"))
    due = {item.deadline.due_on for item in items if item.deadline}
    assert (len(items), {str(item.lead) for item in items}, {item.how for item in items}, due) == (
        ADOPTED, {"槐荫物业"}, {"on_the_spot"}, {xinhua.stage.days.ahead(DAYS_AHEAD)},
    )  # fmt: skip
    sheet = text_of(desk.get("/desk/sort/end/print/"))
    assert [matter.number for matter in pool if matter.number not in sheet] == []


def test_that_evening_everybody_who_raised_one_knows_and_at_the_end_has_a_final_reply(
    xinhua: Bench, pool: list[Matter], desk: Client
) -> None:
    sit_together(desk, xinhua, pool)
    answer = tell_tonight(desk)
    assert (answer.status_code, answer["Location"]) == (302, "/desk/sort/end/")

    everybody = set(Raising.objects.values_list("pk", flat=True))
    assert len(everybody) == len(pool) + 1
    assert heard("interim") | heard("final") == everybody
    assert len(heard("final")) == EXPLAINED
    assert {local_day(reply.at) for reply in Reply.objects.exclude(kind="receipt")} == {xinhua.today}

    ended = [matter for matter in map(now, pool) if matter.step is None]
    finals = Reply.objects.filter(kind="final").select_related("matter")
    assert {reply.text.splitlines()[0] for reply in finals} == {f"{each.title}今年没有这笔钱。" for each in ended}
    told = Reply.objects.filter(kind="interim", matter__items__isnull=False, text__contains="槐荫物业")
    assert len(set(told.values_list("raising", flat=True))) == ADOPTED + 1 + MERGED, "those merged hear both"
    merged = [matter for matter in map(now, pool) if matter.merged_into_id]
    assert {reply.text for reply in Reply.objects.filter(matter__in=merged)} == {"说的是同一处"}
    assert len(merged) == MERGED
    assert "25 / 25" in text_of(desk.get("/desk/sort/end/tell/"))

    solve_all(xinhua)
    assert heard("final") == everybody
    assert [matter.number for matter in map(now, pool) if matter.step is not None] == []


def solve_all(bench: Bench) -> None:
    """The unit does each of the 15, somebody else looks, everybody has the final reply."""
    on(bench, 15)
    for item in WorkItem.objects.select_related("matter", "lead").order_by("set_at", "pk"):
        actions.done(item=item, text="修好了。", document="派工单", actor=bench.who("property"), at=bench.at)
        bench.checked(WorkItem.objects.select_related("matter", "lead").get(pk=item.pk), "看过了，好了。")
        bench.replied(now(item.matter), "已修好，居务监督委员看过。")


def test_sending_twice_tells_nobody_twice(xinhua: Bench, pool: list[Matter], desk: Client) -> None:
    sit_together(desk, xinhua, pool)
    tell_tonight(desk)
    before = Reply.objects.count()
    tell_tonight(desk)
    assert Reply.objects.count() == before
