"""Papers of a meeting: for whom, from which moment, what stands on them, and as many queries for many as for few."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.http import Http404
from django.test import Client
from django.utils.translation import override

from bandeng.core.papers import Paper, shelf
from bandeng.core.refusal import Refusal
from bandeng.documents import actions as papers
from bandeng.documents import queries
from bandeng.documents.models import Document
from bandeng.matters.showing import OUTCOMES
from bandeng.meetings import actions
from bandeng.meetings.models import Attendee, How, Minutes
from bandeng.people.acting import PUBLIC, Actor
from tests.documents.test_issuing import left_over
from tests.honesty.browser import asking
from tests.makers import AT, make_matter
from tests.matters.faces import browser_of, text_of
from tests.meetings.sitting import START, Table, later

pytestmark = pytest.mark.django_db
KINDS = ("meeting_notice", "sign_in", "record", "minutes")


@pytest.fixture(autouse=True)
def _that_evening(settings: Any) -> Iterator[None]:
    settings.DEMONSTRATION = True
    with time_machine.travel(START + timedelta(hours=2), tick=False):
        yield


def of(kind: str, pk: UUID | str, actor: Actor = PUBLIC) -> Paper:
    return queries.paper_of(queries.load(kind, actor, pk))


def may(kind: str, pk: UUID, actor: Actor) -> str:
    try:
        queries.load(kind, actor, pk)
    except Refusal as no:
        return no.code
    except Http404:
        return "404"
    return "yes"


def offered(table: Table, actor: Actor) -> list[str]:
    return [each.kind for each in queries.meeting_offers(table.now, actor)]


@pytest.fixture
def held() -> Table:
    """A council that sat: hands, a consensus on a matter, none on a topic, a question, a promise, a guest."""
    matter = make_matter("deliberate")
    topics = (
        actions.Topic(matter=matter, options=("北门车棚", "地下室")),
        actions.Topic("楼道公约", question="要不要写公约？"),
    )
    table = Table(*topics, matters=0).opened()
    told: dict[str, Any] = {"actor": table.secretary, "at": START + timedelta(minutes=10)}
    actions.add_attendee(meeting=table.now, name="路过的老赵", title="旁听居民", **told)
    actions.begin_item(item=table.item(1), **told)
    actions.begin_speech(attendee=table.seat(3), minutes=3, **told)
    actions.count_hands(item=table.item(1), seen={"北门车棚": 4, "地下室": 1}, **told)
    table.reach(said="大家都说北门好。", dissents=["怕吵"], choose="assign")
    table.reach("none", 2, opinion="公约的字句没有谈拢。", next_step="下周再议", dissents=["太长了"])
    asked = actions.ask(meeting=table.now, text="谁来修？", asked="aloud", **told)
    actions.answer_question(question=asked, answer="物业来修", answered_by="物业经理", cite="服务合同第五条", **told)
    return table.ended()


# --- for whom, from when ---


def test_each_paper_is_offered_at_its_moment_to_who_may_read_it() -> None:
    table = Table()
    assert (offered(table, PUBLIC), offered(table, table.secretary)) == (
        ["meeting_notice"], ["meeting_notice", "sign_in"],
    )  # fmt: skip
    table.opened()
    assert offered(table, table.recorder) == ["meeting_notice", "sign_in", "record"]
    table.reach(choose="assign")
    table.ended()
    assert offered(table, table.chair) == ["outcome", "meeting_notice", "sign_in", "record", "minutes"]
    assert offered(table, table.resident) == ["outcome", "meeting_notice"]


@pytest.mark.parametrize(
    ("state", "everybody", "runner"),
    [
        ("called", ["yes", "not_your_turn", "not_your_turn", "404"], ["yes", "yes", "404", "404"]),
        ("open", ["yes", "not_your_turn", "not_your_turn", "404"], ["yes", "yes", "yes", "404"]),
        ("ended", ["yes", "not_your_turn", "not_your_turn", "404"], ["yes"] * 4),
    ],
)
def test_names_and_drafts_are_for_who_runs_the_meeting(state: str, everybody: list[str], runner: list[str]) -> None:
    table = Table()
    if state != "called":
        table.opened()
    if state == "ended":
        table.ended()
    found = [[may(kind, table.meeting.pk, who) for kind in KINDS] for who in (PUBLIC, table.recorder)]
    assert found == [everybody, runner]


def test_a_meeting_called_off_offers_nothing_and_its_notice_says_so() -> None:
    table = Table()
    actions.cancel_meeting(meeting=table.now, why="停电", actor=table.secretary, at=AT)
    assert offered(table, table.secretary) == []
    assert "本次会议已取消：停电" in of("meeting_notice", table.meeting.pk).lines()


def test_the_meetings_page_offers_its_papers(held: Table) -> None:
    page, desk = f"/meetings/{held.meeting.pk}/", f"/meetings/{held.meeting.pk}/desk/"
    notice, sheet = (f"/papers/{kind}/{held.meeting.pk}.docx" for kind in ("meeting_notice", "sign_in"))
    public, staff = text_of(Client().get(page)), text_of(browser_of(held.secretary).get(desk))
    assert [(notice in each, sheet in each) for each in (public, staff)] == [(True, False), (True, True)]
    assert [Client().get(each).status_code for each in (notice, sheet)] == [200, 403]


# --- what stands on them ---


def test_a_notice_says_when_where_about_what_and_whom_to_tell() -> None:
    table = Table()
    lines = of("meeting_notice", table.meeting.pk).lines()
    matter = table.matter()
    assert lines[:3] == ["新华社区", "关于召开电动车停放协商的通知", "各参会人员："]
    assert "时间：2026年11月26日" in "".join(lines)
    assert [line for line in lines if matter.number in line] == [f"（一）楼道停车（{matter.number}，10分钟）"]
    assert "社区代表1人；物业代表1人；居民代表3人" in lines
    assert (lines[-2], "王大妈" in "".join(lines)) == ("2026年11月23日", False)


def test_a_moved_meeting_says_on_its_notice_for_when_it_was_called_first_and_why() -> None:
    table = Table()
    moved = START + timedelta(days=2)
    actions.postpone_meeting(meeting=table.now, starts_at=moved, why="下雨", actor=table.secretary, at=AT)
    told = "".join(of("meeting_notice", table.meeting.pk).lines())
    assert ("2026年11月26日" in told, "2026年11月28日" in told, "下雨" in told) == (True, True, True)


def test_the_sheet_is_empty_before_and_filled_in_after() -> None:
    table = Table()
    before = [row for row in of("sign_in", table.meeting.pk, table.recorder).reading() if " | " in row]
    assert len(before) == 1 + 5 + 12
    assert before[4] == "4 | 王大妈 | 居民代表 |  | "
    table.opened(there=4).ended()
    after = [row for row in of("sign_in", table.meeting.pk, table.recorder).reading() if " | " in row]
    assert len(after) == 1 + 5
    assert re.fullmatch(r"4 \| 王大妈 \| 居民代表 \|  \| \d\d:\d\d 纸上签到", after[4]), after[4]
    assert after[5] == "5 | 李师傅 | 居民代表 |  | "


def test_an_erased_name_stands_on_no_sheet() -> None:
    table = Table()
    actions.erase_attendee(attendee=table.seat(4), actor=table.secretary, at=AT)
    rows = of("sign_in", table.meeting.pk, table.secretary).reading()
    assert ([row for row in rows if row.startswith("4 ")], "王大妈" in "".join(rows)) == (
        ["4 |  | 居民代表 |  | "], False,
    )  # fmt: skip


def test_the_record_tells_topic_by_topic_and_names_nobody(held: Table) -> None:
    lines = of("record", held.meeting.pk, held.recorder).lines()
    whole = "\n".join(lines)
    with override("zh-hans"):
        came = [str(OUTCOMES[key]) for key in ("consensus", "none")]
    for text in (
        "社区代表1人、物业代表1人、居民代表3人", "旁听居民1人", f"结果：{came[0]}", f"结果：{came[1]}",
        "表决：北门车棚4，地下室1", "怕吵", "太长了",
        "公约的字句没有谈拢。", "下一步：下周再议", "（一）谁来修？", "物业经理：物业来修（服务合同第五条）",
    ):  # fmt: skip
        assert text in whole, (text, lines)
    assert [name for name in ("王大妈", "李师傅", "老赵") if name in whole] == []


def test_a_topic_in_words_has_its_own_report_and_a_matter_that_of_its_note(held: Table) -> None:
    found = [each.pk for each in queries.meeting_offers(held.now, PUBLIC) if each.kind == "outcome"]
    titles = [of("outcome", pk).title for pk in found]
    assert titles == ["关于“楼道停车”的协商成果报告", "关于“楼道公约”的协商成果报告"]
    lines = of("outcome", found[1]).lines()
    assert ("公约的字句没有谈拢。" in lines, "下一步：下周再议" in lines, "太长了" in lines) == (True, True, True)


def drafted(table: Table, text: str = "电动车停放协商\n\n北门建车棚。") -> Minutes:
    told: dict[str, Any] = {"actor": table.recorder, "at": later(2)}
    return actions.draft_minutes(meeting=table.now, text=text, **told)


def final(table: Table) -> Minutes:
    minutes = actions.show_minutes(minutes=drafted(table), actor=table.recorder, at=later(2))
    for who in (table.chair, table.recorder):
        minutes = actions.sign_minutes(minutes=minutes, actor=who, at=later(days=10))
    return minutes


def test_minutes_are_marked_as_what_they_are_until_two_have_signed(held: Table) -> None:
    pk = held.meeting.pk
    assert "（草稿，根据会议记录生成，尚未签字）" in of("minutes", pk, held.recorder).lines()
    minutes = drafted(held)
    lines = of("minutes", pk, held.recorder).lines()
    assert ("（草稿，尚未签字）" in lines, may("minutes", pk, PUBLIC)) == (True, "404")
    minutes = actions.show_minutes(minutes=minutes, actor=held.recorder, at=later(2))
    assert "（征求更正意见，尚未签字）" in of("minutes", pk).lines()


def test_final_minutes_are_the_signed_text_with_its_hash_and_what_was_put_right_beside(held: Table) -> None:
    minutes = final(held)
    actions.correct_minutes(minutes=minutes, was="北门", now="东门", why="写错", actor=held.recorder, at=later(days=11))
    paper = of("minutes", held.meeting.pk)
    lines = paper.lines()
    assert "电动车停放协商\n北门建车棚。" in lines
    assert [line for line in lines if line.endswith(minutes.digest)] != []
    assert ("北门" in lines, "东门" in lines, "写错" in lines, "草稿" in "".join(lines)) == (True, True, True, False)


def test_a_paper_of_a_meeting_is_given_out_with_a_number_and_looked_at_again(held: Table) -> None:
    subject = queries.load("meeting_notice", held.secretary, held.meeting.pk)
    given = papers.issue_document(subject=subject, actor=held.secretary, at=later(2))
    assert queries.number_of(given) == "新华社区通〔2026〕1号"
    page = browser_of(held.secretary).get(f"/papers/{given.pk}/")
    assert (page.status_code, f"/meetings/{held.meeting.pk}/" in text_of(page)) == (200, True)
    assert Document.objects.get().matter is None


# --- the record, and nothing else ---


def test_every_line_of_a_meetings_papers_is_found_in_its_record(held: Table) -> None:
    minutes = final(held)
    meeting, matter = held.now, held.item(1).matter
    assert matter is not None
    with override("zh-hans"):
        record = {
            "新华社区", meeting.title, meeting.where, meeting.chair.called, meeting.recorder.called, "议事会",
            "居民协商议事会", "社区代表", "物业代表", "居民代表", "旁听居民", "年月日时", "年月日", ":", "人", "分钟",
            matter.number,
            matter.title, matter.summary, "楼道公约", "要不要写公约？", "大家都说北门好。", "怕吵", "太长了",
            "北门车棚", "地下室",
            "在北门建车棚", "公约的字句没有谈拢。", "下周再议", "谁来修？", "物业来修", "物业经理", "服务合同第五条",
            *map(str, OUTCOMES.values()), "说了什么", "发言", "有表决权的应到", "实到", "至少需要",
            *(str(how.label) for how in How),
            "王大妈", "李师傅", "路过的老赵", "安居物业", "社区书记", "三号楼楼长", minutes.text.replace("\n\n",
            "\n"), minutes.digest,
        }  # fmt: skip
    outcomes = [("outcome", each.pk) for each in queries.meeting_offers(meeting, PUBLIC) if each.kind == "outcome"]
    for kind, pk in [*((kind, meeting.pk) for kind in KINDS), *outcomes]:
        texts = [part for text in shelf()[kind].texts.values() for part in re.split(r"\{[^}]*\}", text)]
        known = {each for each in (*record, *texts, *shelf()[kind].words.values()) if each}
        lines = of(kind, pk, held.recorder).lines()
        assert [line for line in lines if left_over(line, known).strip("年月日:，,。（）\n")] == [], kind


# --- many ---


def test_three_hundred_people_and_twenty_topics_cost_no_more_queries_than_few() -> None:
    few = Table(*(actions.Topic(f"第{n}题") for n in range(2)), matters=0).opened().ended()
    many = Table(*(actions.Topic(f"第{n}题", options=("同意", "不同意")) for n in range(20)), matters=0).opened()
    for number in range(1, 21):
        many.reach("none", number, next_step="再议", dissents=["太长"])
    many.ended()
    Attendee.objects.bulk_create(
        Attendee(
            id=UUID(int=number), meeting=many.meeting, number=number, brought="registered", title="居民代表",
            capacity="resident", name=f"居民{number}", signed_at=START, signed_how="paper",
        )
        for number in range(6, 301)
    )  # fmt: skip
    for kind in KINDS:
        asked = []
        for table in (few, many):
            with asking() as found:
                lines = of(kind, table.meeting.pk, table.recorder).lines()
            asked.append(found.queries)
        assert (asked[0] == asked[1], asked[1] <= 20) == (True, True), (kind, asked)
        assert len(lines) > 12
    with asking() as found:
        assert len(queries.meeting_offers(many.now, PUBLIC)) == 21
    assert found.queries <= 8
