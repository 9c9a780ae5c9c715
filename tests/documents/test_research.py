"""Papers of research: the report of a trip, proposals and briefs; for whom, what stands on them, what never does."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.http import Http404
from django.test import Client
from django.utils.translation import override

from bandeng.core.refusal import Refusal
from bandeng.documents import actions as papers
from bandeng.documents import queries
from bandeng.documents.models import Document, PaperWording
from bandeng.documents.queries import of_research
from bandeng.matters.actions import ensure_shelf_processes
from bandeng.people.acting import PUBLIC, Actor
from bandeng.research import actions
from bandeng.research.models import Output, Suggestion, Trip
from tests.honesty.browser import asking
from tests.makers import AT, day, make_person
from tests.matters.faces import browser_of, send, text_of
from tests.research.travelling import Journey

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """The day of the other tests; the second factor has tests of its own."""
    settings.DEMONSTRATION = True
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


@pytest.fixture
def journey() -> Journey:
    return Journey()


def visited(journey: Journey, trip: Trip, on: str = "2026-11-23") -> None:
    actions.note_visit(
        trip=trip, site=journey.site(trip), visited_on=day(on), seen="路修好了。", aside="只给调研组看的话",
        informants=[("resident", 6)], photos=[], actor=journey.convener, at=AT,
    )  # fmt: skip


def lines(kind: str, pk: Any, actor: Actor = PUBLIC) -> list[str]:
    return queries.paper_of(queries.load(kind, actor, pk)).lines()


def forward(journey: Journey, kind: str = "proposal", count: int = 1, **more: Any) -> Output:
    told = [journey.suggest(f"第{n}条建议。") for n in range(1, count + 1)]
    return actions.write_output(
        place=journey.county, kind=kind, suggestions=told, title="加强老旧小区消防", advice="逐楼排查。",
        analysis="通道被占。", handed_to="县应急管理局", actor=journey.convener, at=AT, **more,
    )  # fmt: skip


# --- the report of a trip ---


def test_a_report_tells_the_way_what_was_found_and_what_became_of_it(journey: Journey) -> None:
    ensure_shelf_processes(AT)
    trip = journey.plan()
    visited(journey, trip, "2026-11-20")
    finding = journey.find(trip, {"消防安全": 2, "物业服务": 1})[0]
    journey.answer(actions.hand(
        suggestion=journey.suggest(trip=trip, finding=finding), unit=journey.unit, actor=journey.convener, at=AT
    ))  # fmt: skip
    told = lines("trip", trip.pk)
    assert told[0] == "关于全县重点工作专题的调研报告"
    for line in (
        "参加人员：部分政协委员", "2026年11月20日（补录）：路修好了。", "听取意见：居民6人", "尚未走访。",
        "共3项，已作为事项办理0/3。", "共1条，已答复1/1。", "建议 2026-0001", "农业农村局", "已列入明年计划。",
    ):  # fmt: skip
        assert line in told, line
    assert [line for line in told if "调研组看" in line] == []


def test_a_trip_without_anything_says_none_instead_of_empty_tables(journey: Journey) -> None:
    told = lines("trip", journey.plan().pk)
    assert (told.count("无。"), "建议" in told, "问题" in told) == (2, False, False)


def test_the_report_is_for_everybody_and_offered_on_the_trips_page(journey: Journey) -> None:
    trip = journey.plan()
    address = f"/papers/trip/{trip.pk}"
    public, own = (text_of(each.get(f"/research/{trip.pk}/")) for each in (Client(), browser_of(journey.convener)))
    issue = f"{address[:-37]}/{trip.pk}/issue/"
    assert [(f"{address}.docx" in page, issue in page) for page in (public, own)] == [(True, False), (True, True)]
    assert ZipFile(BytesIO(Client().get(f"{address}.docx").content)).testzip() is None


def test_the_convener_gives_it_out_and_words_it_and_a_member_does_not(journey: Journey) -> None:
    trip = journey.plan()
    issue, word = f"/papers/trip/{trip.pk}/issue/", "/p/640425/papers/wording/trip/"
    member = browser_of(make_person("cppcc_member", at=journey.county))
    assert (member.get(issue).status_code, member.get(word).status_code) == (403, 403)
    done = send(browser_of(journey.convener), issue)
    given = Document.objects.get()
    assert (queries.number_of(given), done.headers["Location"]) == ("彭阳县调研〔2026〕1号", f"/papers/{given.pk}/")
    page = text_of(browser_of(journey.convener).get(f"/papers/{given.pk}/"))
    assert ("the same, to the last byte" in page, f"/research/{trip.pk}/" in page) == (True, True)
    from bandeng.core.papers import wording

    texts = {**wording("trip").texts, "note": "仅供参考。", "reason": "一向这样写"}
    assert send(browser_of(journey.convener), word, **texts).status_code == 302
    assert PaperWording.objects.get().texts == {"note": "仅供参考。"}
    assert "仅供参考。" in lines("trip", trip.pk)


def test_what_a_paper_of_a_matter_is_worded_by_stays_with_the_secretary(journey: Journey) -> None:
    assert browser_of(journey.convener).get("/p/640425/papers/wording/reply/").status_code == 403


def test_a_long_trip_costs_no_more_queries_and_its_lists_are_cut(
    journey: Journey, monkeypatch: pytest.MonkeyPatch
) -> None:
    ensure_shelf_processes(AT)
    few, many = journey.plan(), journey.plan(title="又一次调研")
    for trip, count in ((few, 1), (many, 30)):
        visited(journey, trip)
        journey.find(trip, {"消防安全": count})
        for _n in range(min(count, 5)):
            journey.suggest(trip=trip)
    asked = []
    for trip in (few, many):
        with asking() as found:
            lines("trip", trip.pk)
        asked.append(found.queries)
    assert (asked[0] == asked[1], asked[1] <= 12) == (True, True), asked
    monkeypatch.setattr(of_research, "MOST", 3)
    told = lines("trip", many.pk)
    assert [line for line in told if line.startswith("其余")] == [
        f"其余{left}条从略，见：http://127.0.0.1:8000/research/{many.pk}/" for left in (27, 2)
    ]


# --- proposals and briefs ---


def test_a_proposal_has_its_number_its_parts_and_what_came_back(journey: Journey) -> None:
    output = forward(journey, count=2)
    told = lines("proposal", output.pk, journey.convener)
    for line in ("关于加强老旧小区消防的提案", output.number, "案由", "通道被占。", "逐楼排查。", "县应急管理局",
                 "2026-0002", "尚无反馈。"):  # fmt: skip
        assert line in told, line
    actions.instruct(
        output=output, adopted=True, on=day("2026-11-23"), by_whom="县委办公室", text="请研究办理。",
        actor=journey.convener, at=AT,
    )  # fmt: skip
    told = lines("proposal", output.pk, journey.convener)
    assert [line for line in told if "：" in line] == [
        "是否采纳：已采纳", "批示：请研究办理。", "批示单位和日期：县委办公室，2026年11月23日",
    ]  # fmt: skip


def test_a_brief_is_made_of_a_brief_and_of_nothing_else(journey: Journey) -> None:
    brief, talk = forward(journey, "brief"), forward(journey, "talk")
    assert "社情民意信息" in lines("brief", brief.pk, journey.convener)
    for kind, output in (("proposal", brief), ("brief", talk), ("proposal", talk)):
        with pytest.raises(Http404):
            queries.load(kind, journey.convener, output.pk)
    assert [each.kind for each in queries.output_offers(brief, journey.convener)] == ["brief"]
    assert queries.output_offers(talk, journey.convener) == []


def test_outputs_are_for_who_reads_the_register_and_offered_on_their_page(journey: Journey) -> None:
    output = forward(journey)
    with pytest.raises(Refusal) as no:
        queries.load("proposal", PUBLIC, output.pk)
    assert no.value.code == "not_your_turn"
    address = f"/papers/proposal/{output.pk}.docx"
    client = browser_of(journey.convener)
    assert (Client().get(address).status_code, client.get(address).status_code) == (403, 200)
    assert address in text_of(client.get(f"/research/output/{output.pk}/"))
    assert browser_of(journey.officer).get(address).status_code == 403


def test_a_proposal_given_out_keeps_the_one_number_it_has(journey: Journey) -> None:
    output = forward(journey)
    subject = queries.load("proposal", journey.convener, output.pk)
    given = papers.issue_document(subject=subject, actor=journey.convener, at=AT)
    assert (given.number, queries.number_of(given)) == (None, "")
    assert output.number in lines("proposal", output.pk, journey.convener)


def test_what_was_entered_later_is_marked_on_a_proposal(journey: Journey) -> None:
    output = forward(journey)
    Suggestion.objects.filter(output=output).update(later=True)
    with override("zh-hans"):
        told = lines("proposal", output.pk, journey.convener)
    assert "2026-0001（补录）" in told
