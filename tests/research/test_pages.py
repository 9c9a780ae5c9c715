"""The pages of research as a convener, a department and a resident use them."""

import re
from typing import Any

import pytest
from django.test import Client

from bandeng.core.ids import new_id
from bandeng.matters import actions as matters
from bandeng.matters.models import Matter
from bandeng.people.acting import PUBLIC
from bandeng.research import actions
from bandeng.research.models import Finding, Suggestion, Trip, Visit
from tests.makers import AT
from tests.matters.faces import asked, browser_of, errors_of, send, text_of
from tests.research.travelling import Journey

pytestmark = pytest.mark.django_db

PLAN = {
    "place": "640425", "title": "专题调研", "host": "彭阳县政协", "themes": "美丽乡村\n就业车间\n数字产业园",
    "sites": "中庄村 | 中庄村 | 1\n栖凤车间 | | 2\n宁南数字经济产业园 ｜ ｜ 3", "members": "部分政协委员",
    "starts_on": "2026-11-20", "ends_on": "2026-11-23",
}  # fmt: skip


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """The day of the other tests; the second factor has tests of its own."""
    settings.DEMONSTRATION = True
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


def test_a_trip_is_planned_visited_and_written_down_and_a_finding_becomes_a_matter_in_two_clicks() -> None:
    journey = Journey()
    matters.ensure_shelf_processes(AT)
    client = browser_of(journey.convener)
    answer = send(client, "/desk/research/plan/", **PLAN)
    trip = Trip.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/research/{trip.pk}/")
    site = journey.site(trip)
    assert site.place_id == journey.village.pk
    send(client, f"/research/site/{site.pk}/visit/", visited_on="2026-11-20", seen="路修好了。",
         **{"heard-resident": "6"})  # fmt: skip
    visit = Visit.objects.get()
    assert (visit.later, visit.informants) == (True, [{"role": "resident", "count": "6"}])
    typed = "# 道路\n入村路没有路灯\n桥面破损\n# 产业\n冷库不够用"
    send(client, f"/research/{trip.pk}/find/", findings=typed, site=str(site.pk))
    assert list(Finding.objects.order_by("number").values_list("group", "text")) == [
        ("道路", "入村路没有路灯"), ("道路", "桥面破损"), ("产业", "冷库不够用"),
    ]  # fmt: skip
    page = text_of(client.get(f"/research/{trip.pk}/"))
    link = re.search(r'href="(/research/finding/[^"]+/raise/)"', page)
    assert link
    # One click opens the form, the other sends it as it is offered.
    done = send(client, link[1], place=journey.village.pk, category="other", severity="2")
    assert (done.status_code, Matter.objects.count()) == (302, 1)
    public = text_of(Client(headers={"accept-language": "en"}).get(f"/research/{trip.pk}/"))
    assert ("入村路没有路灯" in public, "Note a visit" in public, "entered later" in public or "补录" in public) == (
        True, False, True,
    )  # fmt: skip


def test_a_plan_with_a_mistake_keeps_what_was_typed_and_says_what_to_do() -> None:
    client = browser_of(Journey().convener)
    for typed, sentence in (
        ({"sites": " "}, "Please say it in a few words."),
        ({"sites": "新华社区 | 新华社区"}, "No place here is called"),
        ({"sites": "中庄村 || 9"}, "names a theme that is not there"),
    ):  # fmt: skip
        answer = send(client, "/desk/research/plan/", **PLAN | typed)
        said = " ".join(errors_of(answer))
        assert (answer.status_code, sentence in said, "彭阳县政协" in text_of(answer)) == (422, True, True), said
    assert Trip.objects.count() == 0


def test_a_suggestion_goes_its_whole_way_through_the_pages() -> None:
    journey = Journey()
    convener, officer = browser_of(journey.convener), browser_of(journey.officer)
    send(convener, "/desk/suggestions/new/", place="640425", text="给车间建冷库。", said_by="resident",
         said_on="2026-11-23", source="research")  # fmt: skip
    one = Suggestion.objects.get()
    page = f"/research/suggestion/{one.pk}/"
    send(convener, f"{page}hand/", unit=str(journey.unit.pk))
    assert "30 days left" in text_of(officer.get("/desk/suggestions/mine/"))
    send(officer, f"{page}answer/", adoption="C", reason="列入明年计划。", document="")
    send(convener, f"{page}tell/", how="visit", text="明年建。")
    answer = send(convener, "/desk/suggestions/forward/", place="640425", kind="brief", suggestions=[str(one.pk)],
                  title="车间缺冷库", advice="建冷库", analysis="", handed_to="县委办")  # fmt: skip
    assert answer.status_code == 302
    send(
        convener, f"{answer.headers['Location']}back/", adopted="on", on="2026-11-23", by_whom="县领导", text="请办理。"
    )
    said = text_of(convener.get(page))
    for words in (
        "给车间建冷库",
        "C: planned",
        "列入明年计划",
        "明年建",
        "县委办",
        "请办理",
        "社情民意信息〔2026〕1号",
    ):
        assert words in said, words
    register = text_of(convener.get("/desk/suggestions/?way=brief"))
    assert ("给车间建冷库" in register, "给车间建冷库" in text_of(convener.get("/desk/suggestions/?way=talk"))) == (
        True,
        False,
    )
    assert "给车间建冷库" in text_of(Client().get("/p/640425/research/"))


def test_ten_thousand_suggestions_ask_the_database_as_often_as_one_and_the_page_stays_small() -> None:
    journey = Journey()
    first = journey.suggest()
    client = browser_of(journey.convener)
    addresses = ("/desk/suggestions/", "/p/640425/research/", "/desk/suggestions/?way=talk&adoption=none")
    few = [asked(client, address) for address in addresses]
    Suggestion.objects.bulk_create(
        Suggestion(
            id=new_id(AT), number=f"2025-{n:05d}", place=journey.county, chain=first.chain, source="research",
            way=("talk", "proposal", "brief")[n % 3], text=f"第 {n} 条建议：" + "改善生活" * 10, said_by="resident",
            said_on=first.said_on, later=True, made_at=AT,
        )
        for n in range(10_000)
    )  # fmt: skip
    assert [asked(client, address) for address in addresses] == few
    sizes = [len(client.get(address).content) for address in addresses]
    assert max(sizes) < 60 * 1024, sizes


def test_who_raised_it_reads_on_the_receipt_what_became_of_the_suggestion_it_is(client: Client) -> None:
    journey = Journey()
    matters.ensure_shelf_processes(AT)
    told = matters.raise_matter(
        place=journey.village, words="村口要有路灯", category="other", severity=2, actor=PUBLIC, at=AT
    )
    receipt = f"/r/{told.code}/"
    assert "建议台账" not in text_of(client.get(receipt, headers={"accept-language": "zh-hans"}))
    matters.accept(matter=told.matter, title="村口路灯", summary="村口要有路灯。", actor=journey.secretary, at=AT)
    made = actions.take_as_suggestion(matter=told.matter, text="村口要有路灯。", actor=journey.secretary, at=AT)
    actions.hand(suggestion=made, unit=journey.unit, actor=journey.secretary, at=AT)
    journey.answer(made, "C", reason="列入明年计划。")
    page = text_of(client.get(receipt, headers={"accept-language": "zh-hans"}))
    register = text_of(client.get(f"/p/{journey.village.code}/research/"))
    assert [word in page for word in (made.number, "C 列入计划", "列入明年计划。", f"/suggestion/{made.pk}/")] == [
        True
    ] * 4
    assert f"/research/suggestion/{made.pk}/" in register
