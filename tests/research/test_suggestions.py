"""The register of suggestions: from who said it first to what they were told."""

from typing import Any

import pytest

from bandeng.core.deadline import local_day
from bandeng.core.process import read
from bandeng.matters.models import Reply
from bandeng.notices.models import Notice
from bandeng.records.rebuild import check
from bandeng.research import actions, queries, showing
from bandeng.research.models import Suggestion
from tests.honesty.building import react
from tests.makers import AT, day, make_matter, make_person
from tests.matters.faces import browser_of, text_of
from tests.research.travelling import Journey, later, refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """The day of the other tests; the second factor has tests of its own."""
    settings.DEMONSTRATION = True
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


def test_a_department_answers_within_thirty_days_with_its_reason_and_who_spoke_hears_back() -> None:
    journey = Journey()
    handed = journey.handed()
    assert (handed.number, handed.due_on, handed.adoption) == ("2026-0001", day("2026-12-23"), "")
    refused("already_handed", lambda: actions.hand(
        suggestion=handed, unit=journey.unit, actor=journey.convener, at=AT
    ))  # fmt: skip
    refused("not_answered", lambda: actions.tell(
        suggestion=handed, how="visit", text="说了", actor=journey.convener, at=AT
    ))  # fmt: skip
    refused("text_missing", lambda: journey.answer(handed, reason=" "))
    refused("unknown_word", lambda: journey.answer(handed, "E"))
    answered = journey.answer(handed, "B", at=later(3))
    assert (answered.adoption, answered.answered_on) == ("B", local_day(later(3)))
    told = actions.tell(suggestion=answered, how="visit", text="部门说明年修。", actor=journey.convener, at=later(4))
    assert (told.told_on, told.told_how) == (local_day(later(4)), "visit")
    solved = journey.answer(told, "A", reason="修好了。", at=later(40))
    assert (solved.adoption, solved.answered_on) == ("A", local_day(later(3)))
    assert check().different == ()


def test_an_answer_on_paper_names_its_document_and_nobody_else_answers() -> None:
    journey = Journey()
    handed, stranger = journey.handed(), make_person("unit_officer", organisation=None)
    refused("not_your_turn", lambda: journey.answer(handed, by=stranger))
    refused("document_missing", lambda: journey.answer(handed, by=journey.convener))
    noted = journey.answer(handed, "D", by=journey.convener, document="农函〔2026〕3号")
    assert (noted.adoption, noted.document) == ("D", "农函〔2026〕3号")
    refused("not_handed", lambda: journey.answer(journey.suggest("再建一个。")))


def test_what_a_resident_raised_is_taken_into_the_register_and_its_raiser_reads_the_answer() -> None:
    journey = Journey()
    matter = make_matter("sort", place=journey.village, by=journey.secretary)
    taken = actions.take_as_suggestion(matter=matter, text="楼道要有车棚。", actor=journey.secretary, at=AT)
    assert (taken.source, taken.said_by, taken.place_id, taken.later) == (
        "resident",
        "resident",
        journey.village.pk,
        False,
    )
    refused("already_suggested", lambda: actions.take_as_suggestion(
        matter=matter, text="楼道要有车棚。", actor=journey.secretary, at=AT
    ))  # fmt: skip
    hidden = make_matter(place=journey.village, by=journey.secretary, accepted=False)
    refused("not_allowed", lambda: actions.take_as_suggestion(
        matter=hidden, text="要有灯。", actor=journey.secretary, at=AT
    ))  # fmt: skip
    actions.hand(suggestion=taken, unit=journey.unit, actor=journey.secretary, at=AT)
    journey.answer(taken)
    actions.tell(suggestion=taken, how="page", text="明年建车棚。", actor=journey.secretary, at=AT)
    assert [reply.text for reply in Reply.objects.filter(matter=matter, kind="progress")] == ["明年建车棚。"]


def output(journey: Journey, kind: str, rows: list[Suggestion], **more: Any) -> Any:
    told: dict[str, Any] = {
        "place": journey.county, "kind": kind, "suggestions": rows, "title": "关于车棚", "advice": "建车棚",
        "analysis": "楼道停满了车", "handed_to": "县政府办公室", "actor": journey.convener, "at": AT,
    }  # fmt: skip
    return actions.write_output(**told | more)


def test_a_brief_tells_of_one_issue_and_a_proposal_says_why() -> None:
    journey = Journey()
    one, two, three = (journey.suggest(f"建议 {n}") for n in range(3))
    refused("one_issue_each", lambda: output(journey, "brief", [one, two]))
    refused("suggestion_missing", lambda: output(journey, "talk", []))
    refused("text_missing", lambda: output(journey, "proposal", [one], analysis=" "))
    written = [output(journey, "proposal", [one, two]), output(journey, "brief", [three])]
    assert [each.number for each in written] == ["提案〔2026〕1号", "社情民意信息〔2026〕1号"]
    assert list(Suggestion.objects.order_by("number").values_list("way", flat=True)) == [
        "proposal",
        "proposal",
        "brief",
    ]
    refused("already_written", lambda: output(journey, "talk", [one]))
    refused("by_whom_missing", lambda: actions.instruct(
        output=written[0], adopted=True, on=day("2026-11-23"), text="请住建局办理", actor=journey.convener, at=AT
    ))  # fmt: skip
    back = actions.instruct(
        output=written[0], adopted=True, on=day("2026-11-23"), by_whom="县政府分管领导", text="请住建局办理。",
        actor=journey.convener, at=AT,
    )  # fmt: skip
    assert (back.adopted, back.instructed_by) == (True, "县政府分管领导")
    assert check().different == ()


def test_suggestions_are_counted_by_way_and_what_was_entered_later_is_in_no_figure_of_dates() -> None:
    journey = Journey()
    for way, count in (("talk", 3), ("proposal", 2), ("brief", 1)):
        rows = [journey.suggest(f"{way} {n}") for n in range(count)]
        output(journey, way, rows)
    journey.suggest("从去年的台账录入的", said_on=day("2025-06-01"))
    late = [actions.hand(suggestion=each, unit=journey.unit, actor=journey.convener, at=AT) for each in
            (Suggestion.objects.get(number="2026-0001"), Suggestion.objects.get(later=True))]  # fmt: skip
    journey.answer(late[0], at=later(2))
    counts = queries.counts([journey.county.path], local_day(later(60)))
    assert (counts.total, dict(counts.ways), counts.in_time, counts.due, counts.answered) == (
        7, {"talk": 3, "proposal": 2, "brief": 1, "": 1}, 1, 1, 1,
    )  # fmt: skip
    assert dict(counts.adoptions) == {"A": 0, "B": 1, "C": 0, "D": 0, "": 6}
    assert queries.counts([journey.village.path], local_day(AT)).total == 0


def test_nobody_is_named_and_no_number_stands_in_a_suggestion() -> None:
    journey = Journey()
    refused("unmasked", lambda: journey.suggest("请打 13800000000"))
    refused("unknown_word", lambda: journey.suggest(said_by="王师傅"))
    refused("date_in_future", lambda: journey.suggest(said_on=day("2026-12-01")))
    refused("not_your_turn", lambda: journey.suggest(actor=journey.officer))
    assert Suggestion.objects.count() == 0


def test_the_step_of_a_process_that_asks_for_research_opens_this_room() -> None:
    from importlib.resources import files

    from bandeng.shell import tools

    text = files("bandeng.shelf").joinpath("processes/research_trip.toml").read_text(encoding="utf-8")
    assert any(step.opens == "research" for step in read(text).steps.values())
    tool = tools.for_step("research")
    assert tool is not None
    assert tool.page == "research:for_matter"


def test_a_unit_is_reminded_once_before_its_date_and_once_after_it() -> None:
    journey = Journey()
    handed, done = journey.handed(), journey.answer(journey.handed())
    assert done.adoption
    assert actions.remind_due(at=later(26)) == 0
    assert [actions.remind_due(at=later(27)) for _ in range(2)] == [1, 0]
    assert [actions.remind_due(at=later(30)), actions.remind_due(at=later(31)), actions.remind_due(at=later(40))] == [
        0, 1, 0,
    ]  # fmt: skip
    row = Suggestion.objects.get(pk=handed.pk)
    assert (row.near_on, row.past_on) == (local_day(later(27)), local_day(later(31)))
    assert check().different == ()


def test_a_machine_that_was_off_reminds_once_of_what_is_over() -> None:
    journey = Journey()
    handed = journey.handed()
    assert [actions.remind_due(at=later(50)) for _ in range(2)] == [1, 0]
    row = Suggestion.objects.get(pk=handed.pk)
    assert (row.near_on, row.past_on) == (None, local_day(later(50)))


def test_the_unit_and_then_who_keeps_the_register_are_told_and_get_to_the_suggestion() -> None:
    journey = Journey()
    handed = journey.handed()
    react()
    for days in (27, 31):
        actions.remind_due(at=later(days))
        react()
    told = Notice.objects.order_by("at", "heard_as", "pk").values_list("person", "heard_as", "about", "verb")
    about, reminded = f"suggestion:{handed.pk}", "suggestion.reminded"
    assert list(told) == [
        (journey.officer.id, "unit", about, "suggestion.handed"), (journey.officer.id, "unit", about, reminded),
        (journey.convener.id, "staff", about, reminded), (journey.officer.id, "unit", about, reminded),
    ]  # fmt: skip


def test_the_register_is_counted_and_each_number_is_a_list() -> None:
    journey, today = Journey(), local_day(later(40))
    paths = [journey.county.path]
    talk, brief, plain = (journey.handed(text=f"第{n}条建议。") for n in range(3))
    for kind, row in (("talk", talk), ("brief", brief)):
        actions.write_output(
            place=journey.county, kind=kind, suggestions=[row], title="题", advice="策", actor=journey.convener, at=AT
        )
    journey.answer(talk, "A", at=later(3))
    journey.answer(brief, "D", at=later(35))
    counts = queries.counts(paths, today)
    assert (counts.ways, counts.adoptions) == (
        {"talk": 1, "proposal": 0, "brief": 1, "": 1}, {"A": 1, "B": 0, "C": 0, "D": 1, "": 1},
    )  # fmt: skip

    def asked(**by: Any) -> list[str]:
        return [row.text for row in queries.register(paths, queries.Asked(**by), today).order_by("number")]

    assert (asked(way="talk"), asked(way="none"), asked(adoption="none")) == ([talk.text], [plain.text], [plain.text])
    assert (asked(dates="in_time"), asked(dates="late")) == ([talk.text], [brief.text, plain.text])
    assert (counts.in_time, counts.due, len(asked(dates="due"))) == (1, 3, 3)
    assert (asked(words="第1条"), asked(words="第1条 没有"), len(asked(unit=str(journey.unit.pk)))) == (
        [brief.text], [], 3,
    )  # fmt: skip
    assert (len(asked(year=2026)), asked(year=2025), queries.years_of(paths)) == (3, [], [2026])
    late = [showing.late(Suggestion.objects.get(pk=row.pk)) for row in (talk, brief)]
    assert late == ["", "逾期5天答复"]


def test_pages_of_fifty_and_each_number_leads_to_its_list() -> None:
    journey = Journey()
    for n in range(52):
        journey.suggest(f"第{n}条。")
    client = browser_of(journey.convener, "zh-hans")
    for address in ("/desk/suggestions/", f"/p/{journey.county.code}/research/"):
        page = text_of(client.get(address))
        assert page.count('class="cover" href="/research/suggestion/') == 50
        assert "page=2" in page
        assert 'href="?way=none#register"' in page
        found = text_of(client.get(f"{address}?q=第7条&way=none&year=2026&unit=x&adoption=nobody"))
        assert "第7条。" in found
    assert len(queries.register([journey.county.path], queries.Asked(words="第7条"))) == 1
