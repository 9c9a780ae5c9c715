"""A1, A5 and A6 from the meeting on: 24 = 15 + 4 + 5; 17 things promised; 9 questions = 8 answered + 1 matter."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from bandeng.cli.demonstration.places import XINHUA
from bandeng.cli.demonstration.stage import Bench, Stage, play
from bandeng.cli.demonstration.stories.meetings import council
from bandeng.commitments import actions as work
from bandeng.commitments.models import Commitment, WorkItem
from bandeng.matters.models import Matter, Raising, Reply
from bandeng.meetings import actions, queries
from bandeng.meetings.models import Attendee, Meeting, Question
from bandeng.people.acting import PUBLIC, Actor
from bandeng.places.models import Place
from bandeng.records import rebuild
from tests.makers import give_role, make_person
from tests.matters.faces import browser_of, carried, text_of
from tests.scenarios.telling import now, on

ADOPTED, MERGED, EXPLAINED = 15, 4, 5
RESIDENTS = ("王大妈", "李师傅", "赵老师")


def sat(bench: Bench, *topics: actions.Topic, form: str = "residents_council", **more: Any) -> Meeting:
    """A meeting that was called in time and sits, with everybody there."""
    place = Place.objects.get(pk=bench.community)
    secretary = bench.who("secretary")
    recorder = make_person("recorder", at=place, called="记录员", on=bench.at)
    seats = (
        actions.Guest(kind="community", person=secretary.person),
        actions.Guest(kind="property", person=bench.who("property").person),
        *(actions.Guest(kind="residents", name=name, capacity="tenant") for name in RESIDENTS),
    )
    told: dict[str, Any] = {
        "place": place, "form": form, "title": "我的小区我做主", "starts_at": bench.at + timedelta(days=4),
        "chair": secretary.person, "recorder": recorder.person, "where": "社区议事室", "agenda": topics,
        "seats": seats, "actor": secretary, "at": bench.at,
    }  # fmt: skip
    meeting = actions.call_meeting(**{**told, **more})
    bench.stage.at = meeting.starts_at
    actions.open_meeting(meeting=meeting, actor=recorder, at=bench.at)
    for seat in Attendee.objects.filter(meeting=meeting).order_by("number"):
        actions.sign_in(attendee=seat, how="paper", actor=recorder, at=bench.at)
    return Meeting.objects.get(pk=meeting.pk)


def pool(bench: Bench) -> list[Matter]:
    """24 matters, one of them raised by two, all accepted and gone to see."""
    on(bench, 30)
    found = []
    for number in range(ADOPTED + MERGED + EXPLAINED):
        matter = bench.raised(f"a1-{number}", "01.02.01", "damage", f"第 {number} 件事。")
        bench.accepted(matter, f"第{number}件", f"第{number}件事的概要。")
        bench.verified(matter, "属实。")
        found.append(now(matter))
    bench.joined(found[0], "a1-joined", "我家也是。")
    return found


def tell(bench: Bench, meeting: Meeting, who: Actor) -> int:
    """The one page of that evening, from the meeting's own button: how many words were sent."""
    before = Reply.objects.exclude(kind="receipt").values("matter", "kind", "at").distinct().count()
    with time_machine.travel(bench.at, tick=False):
        client = browser_of(who)
        page = client.post(f"/meetings/{meeting.pk}/live/after/tell/", follow=True)
        words = re.findall(r'<textarea[^>]*name="(text-[^"]+)"[^>]*>([^<]*)</textarea>', text_of(page))
        finals = re.findall(r'name="(final-[^"]+)"', text_of(page))
        typed = {**carried(page), **dict(words), **dict.fromkeys(finals, "on")}
        assert client.post("/desk/sort/end/tell/", typed).status_code == 302
    return Reply.objects.exclude(kind="receipt").values("matter", "kind", "at").distinct().count() - before


def test_a1_24_matters_are_gone_through_and_that_evening_everybody_knows(xinhua: Bench, settings: Any) -> None:
    settings.DEMONSTRATION = True
    matters, firm = pool(xinhua), xinhua.stage.cast.firms["huaiyin"]
    meeting = sat(xinhua, *(actions.Topic(matter=each) for each in matters))
    secretary = xinhua.who("secretary")
    for number, item in enumerate(meeting.items.order_by("number")):
        told: dict[str, Any] = {"item": item, "actor": secretary, "at": xinhua.at}
        if number < ADOPTED:
            actions.decide_item(
                decided="adopt", opinion="修好它", work_title=f"修{item.topic}", organisation=firm, days=10, **told
            )
        elif number < ADOPTED + MERGED:
            actions.decide_item(decided="merge", into=now(matters[0]), reason="说的是同一处", **told)
        else:
            actions.decide_item(
                decided="explain", reason_code="no_money", reason="今年没有这笔钱", next_channel="12345", **told
            )
    done = queries.triage_of(meeting)
    assert (done.total, done.by_way["adopt"], done.by_way["merge"], done.by_way["explain"], done.left) == (
        24, ADOPTED, MERGED, EXPLAINED, 0,
    )  # fmt: skip
    items = WorkItem.objects.all()
    assert ({each.how for each in items}, len(items)) == ({"on_the_spot"}, ADOPTED)

    assert tell(xinhua, meeting, secretary) == ADOPTED + EXPLAINED
    assert tell(xinhua, meeting, secretary) == 0
    everybody = set(Raising.objects.values_list("pk", flat=True))
    heard = {
        kind: set(Reply.objects.filter(kind=kind).values_list("raising", flat=True)) for kind in ("interim", "final")
    }
    assert (len(everybody), heard["interim"] | heard["final"] == everybody, len(heard["final"])) == (
        25,
        True,
        EXPLAINED,
    )
    assert Reply.objects.filter(kind="interim", text__contains="槐荫物业").count() >= ADOPTED
    assert rebuild.check().different == ()


def test_a5_seventeen_things_are_promised_in_front_of_everybody_within_ten_days(xinhua: Bench) -> None:
    on(xinhua, 30)
    matter = xinhua.raised("a5", "01.02.01", "fire_safety", "楼道、电梯、消防都有问题。", capacity="tenant")
    xinhua.accepted(matter, "三类十七项问题", "消防、物业服务、公共设施三类共十七项。")
    xinhua.verified(matter, "逐项看过，属实。")
    meeting = sat(xinhua, actions.Topic(matter=now(matter)), form="residents_council", title="天盛隆小区协商会")
    secretary, officer, firm = xinhua.who("secretary"), xinhua.who("property"), xinhua.stage.cast.firms["huaiyin"]
    actions.decide_item(
        item=meeting.items.get(), decided="adopt", opinion="十七项逐项整改", actor=secretary, at=xinhua.at
    )
    items = [
        work.set_item(matter=now(matter), title=f"第{number}项", actor=secretary, at=xinhua.at)
        for number in range(1, 18)
    ]
    for item in items:
        work.claim(item=item, organisation=firm, days=10, unit="calendar", actor=officer, at=xinhua.at)
    promise = actions.promise_here(
        meeting=meeting, items=items, organisation=firm, officer=officer.person, text="十日内全部整改到位",
        to_whom="到场居民", days=10, witnesses="消防、住建、综合执法三个部门", actor=secretary, at=xinhua.at,
    )  # fmt: skip
    assert (promise.state, promise.lines.count(), promise.occasion) == ("asked", 17, "天盛隆小区协商会")
    work.confirm_promise(promise=promise, actor=officer, at=xinhua.at)
    minutes = queries.draft(meeting)
    assert ("十日内全部整改到位" in minutes, Commitment.objects.get().state) == (True, "confirmed")


def test_a6_nine_questions_eight_answered_with_citation_and_one_becomes_a_matter(xinhua: Bench, client: Client) -> None:
    on(xinhua, 20)
    place, tax = Place.objects.get(pk=XINHUA), xinhua.stage.cast.firms["huaiyin"]
    member = make_person("chair", at=place, called="政协委员 纳百川", on=xinhua.at).person
    assert member is not None
    give_role(member, "department_officer", organisation=tax, on=xinhua.at)
    called: dict[str, Any] = {"form": "policy", "title": "税企融通、助力发展", "chair": member, "seats": ()}
    topic = actions.Topic("政策宣讲与答疑")
    with pytest.raises(Exception, match="chair_conflict"):
        sat(xinhua, topic, **called)
    meeting = sat(xinhua, topic, roles="政协委员，兼区税务局副局长", **called)
    secretary, told = xinhua.who("secretary"), {"actor": xinhua.who("secretary"), "at": xinhua.at}
    for number in range(1, 10):
        actions.ask(meeting=meeting, text=f"第{number}问：怎么享受优惠？", asked="paper", **told)  # type: ignore[arg-type]
    phone = actions.ask(meeting=meeting, text="某人欠税，电话 13912345678", mark="p", actor=PUBLIC, at=xinhua.at)
    actions.read_question(question=phone, shown=False, reason="说的是某一个人", **told)  # type: ignore[arg-type]
    asked = list(Question.objects.filter(state="read").order_by("number"))
    for question in asked[:8]:
        actions.answer_question(
            question=question, answer="可以享受。", answered_by="税务局答疑人", cite="财税〔2022〕10号", **told  # type: ignore[arg-type]
        )  # fmt: skip
    made = actions.make_matter(question=asked[8], place=place, category="other", **told)  # type: ignore[arg-type]
    counts = queries.question_counts(meeting)
    assert counts == {"asked": 9, "answered": 8, "matters": 1, "waiting": 0}
    assert made.matter is not None
    client.cookies["django_language"] = "zh-hans"
    page = text_of(client.get(f"/meetings/{meeting.pk}/"))
    shown = [words in page for words in ("8 / 9", "财税〔2022〕10号", "政协委员，兼区税务局副局长", made.matter.number)]
    assert (shown, "13912345678" in page, secretary.id is not None) == ([True] * 4, False, True)


def test_the_council_of_the_demonstration_can_be_played(stage: Stage, xinhua: Bench) -> None:
    play([(stage, council(xinhua))])
    told = list(Meeting.objects.order_by("starts_at").values_list("title", "state"))
    assert told == [("板凳摆在哪里、公约怎么写", "ended"), ("楼道公共区域怎么用", "called")]
    held = Meeting.objects.get(state="ended")
    assert (held.written.state, queries.question_counts(held)["answered"], queries.presence_of(held).holds) == (
        "final", 1, True,
    )  # fmt: skip
