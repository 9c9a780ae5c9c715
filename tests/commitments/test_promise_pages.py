"""Promises as people meet them: noted in one screen, confirmed by the unit, read by everybody."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from bandeng.commitments import actions
from bandeng.commitments.models import Commitment, WorkItem
from bandeng.matters.models import Matter
from bandeng.people.acting import Actor
from bandeng.people.models import Organisation
from bandeng.places.models import Place
from tests.commitments.test_promises import TODAY, several, solved
from tests.commitments.working import claimed, current, later, make_unit, officer, set_one
from tests.makers import AT, make_matter, make_person
from tests.matters.faces import asked, browser_of, errors_of, send, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demonstration(settings: Any) -> None:
    settings.DEMONSTRATION = True


@pytest.fixture
def unit() -> Organisation:
    return make_unit()


@pytest.fixture
def worker(unit: Organisation) -> Actor:
    return officer(unit)


def noted(place: Place, worker: Actor, unit: Organisation, by: Actor, *items: WorkItem, **told: Any) -> Commitment:
    return actions.make_promise(
        place=place, items=items, organisation=unit, officer=worker.person, text="十日内全部整改", to_whom="在场居民",
        **{"days": 10, "actor": by, "at": AT, **told},
    )  # fmt: skip


def words(page: Any) -> str:
    """What a page says, without its marks and doubled spaces."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text_of(page)))


def english() -> Client:
    """Anybody passing by, in English."""
    client = Client()
    client.cookies["django_language"] = "en"
    return client


def test_a_secretary_notes_a_promise_over_two_matters_and_the_officer_confirms_it(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation, xinhua: Place
) -> None:
    first = claimed(matter, secretary, worker, unit)
    second = set_one(make_matter("assign", by=secretary), secretary, "修门")
    browser, assert_officer = browser_of(secretary), browser_of(worker)
    address = f"/desk/promises/new/?matter={first.matter_id}&matter={second.matter_id}"
    assert worker.person is not None
    assert f"/desk/promises/new/?at={matter.place.code}&matter={matter.pk}" in text_of(browser.get(f"/m/{matter.pk}/"))
    with time_machine.travel(AT, tick=False):
        typed = {
            "items": [str(first.pk), str(second.pk)], "promiser": f"{unit.pk}:{worker.person.pk}", "days": "10",
            "unit": "calendar", "text": "十日内全部整改", "to_whom": "在场居民", "spoken": "on",
            "witnesses": "三位楼长",
        }  # fmt: skip
        answer = send(browser, address, **typed)
        promise = Commitment.objects.get()
        assert (answer.status_code, answer["Location"]) == (302, f"/promises/{promise.pk}/")
        assert "not given yet, so this is not a promise yet" in words(english().get(f"/promises/{promise.pk}/"))
        assert "1 promise waits for your unit's own word" in words(assert_officer.get("/desk/items/"))
        assert f"/promises/{promise.pk}/word/" in text_of(assert_officer.get("/desk/promises/"))
        answer = send(assert_officer, f"/promises/{promise.pk}/word/", word="yes")
    promise.refresh_from_db()
    assert (answer.status_code, promise.state, promise.spoken, promise.lines.count()) == (302, "confirmed", True, 2)


def test_a_secretary_takes_back_what_was_noted_wrongly_and_everybody_reads_why(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation, xinhua: Place
) -> None:
    promise = noted(xinhua, worker, unit, secretary, claimed(matter, secretary, worker, unit))
    browser, address = browser_of(secretary), f"/promises/{promise.pk}/back/"
    with time_machine.travel(AT, tick=False):
        assert address in text_of(browser.get(f"/promises/{promise.pk}/"))
        assert address not in text_of(browser_of(worker).get(f"/promises/{promise.pk}/"))
        answer = send(browser, address, reason="日子记错了")
    assert (answer.status_code, answer["Location"]) == (302, f"/promises/{promise.pk}/")
    page, left_out = english().get(f"/promises/{promise.pk}/"), english().get("/p/640302107001/promises/?show=none")
    assert ("noted wrongly, and taken back" in words(page), "日子记错了" in words(page)) == (True, True)
    assert ("How it stands" in words(page), promise.text in words(left_out)) == (False, True)


def test_what_was_typed_stays_when_it_is_refused(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation
) -> None:
    claimed(matter, secretary, worker, unit)
    with time_machine.travel(AT, tick=False):
        address = f"/desk/promises/new/?matter={matter.pk}"
        page = send(browser_of(secretary), address, text="十日内整改", to_whom="居民", days="10", unit="calendar")
    assert (page.status_code, "十日内整改" in text_of(page), Commitment.objects.count()) == (422, True, 0)
    assert errors_of(page) == ["Please tick at least one.", "Please choose one."]


def test_whoever_comes_second_reads_what_stands_and_keeps_their_words(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation, xinhua: Place
) -> None:
    promise = noted(xinhua, worker, unit, secretary, claimed(matter, secretary, worker, unit))
    browser, address = browser_of(worker), f"/promises/{promise.pk}/word/"
    with time_machine.travel(AT, tick=False):
        page = browser.get(address)
        actions.confirm_promise(promise=promise, actor=officer(unit), at=AT)
        hidden = dict(re.findall(r'name="(once|version|next)"(?: value="([^"]*)")?', text_of(page)))
        answer = browser.post(address, {**hidden, "word": "no", "reason": "做不到的原因"})
    assert (answer.status_code, "What stands now" in words(answer), "做不到的原因" in text_of(answer)) == (
        409, True, True,
    )  # fmt: skip


def test_the_scorecard_says_how_each_stands_on_any_day_and_on_paper(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation, xinhua: Place
) -> None:
    first, second = several(matter, secretary, worker, unit, 2, days=20)
    promise = noted(xinhua, worker, unit, secretary, first, second)
    actions.confirm_promise(promise=promise, actor=worker, at=AT)
    solved(first, worker, secretary, later(3))
    with time_machine.travel(later(12), tick=False):
        actions.count_due_promises(later(12))
        page = words(english().get(f"/promises/{promise.pk}/"))
        early = words(english().get(f"/promises/{promise.pk}/?on={(TODAY + timedelta(days=1)).isoformat()}"))
        paper = english().get(f"/promises/{promise.pk}/print/")
        listed = words(english().get(f"/p/{xinhua.code}/promises/?show=over"))
        story = words(english().get(f"/m/{matter.pk}/"))
    assert [one for one in ("done 1 / 2", "late 1 / 2", "Ticked by the secretary", "When its day was over")
            if one not in page] == []  # fmt: skip
    assert "not due yet 2 / 2" in early
    assert (paper.status_code, "<svg" in text_of(paper), "done 1 / 2" in words(paper)) == (200, True, True)
    assert [one for one in ("0 / 1", "1 / 2", "not kept whole", "十日内全部整改") if one not in listed] == []
    assert "The day of a promise is over: 1 of 2 done" in story


def test_the_units_own_word_stands_beside_what_is_late_wherever_it_is_listed(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation, xinhua: Place
) -> None:
    item = claimed(matter, secretary, worker, unit, days=5)
    with time_machine.travel(later(9), tick=False):
        browser = browser_of(worker)
        assert "Say why it is late" in words(browser.get("/desk/items/"))
        answer = send(browser, f"/items/{item.pk}/late/", why="缺一个配件", what_next="周五装上")
        shown = {
            address: "缺一个配件" in text_of(english().get(address, follow=True))
            for address in (
                f"/p/{xinhua.code}/units/{unit.pk}/", f"/items/{item.pk}/", f"/m/{matter.pk}/",
                f"/m/{matter.pk}/items/", f"/p/{xinhua.code}/watch/",
            )
        }  # fmt: skip
    assert answer.status_code == 302
    assert [address for address, there in shown.items() if not there] == []


def test_what_is_sealed_later_shows_neither_its_name_nor_its_words(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation, xinhua: Place
) -> None:
    from bandeng.matters.actions import seal_matter

    item = claimed(matter, secretary, worker, unit)
    promise = noted(xinhua, worker, unit, secretary, item)
    actions.confirm_promise(promise=promise, actor=worker, at=AT)
    seal_matter(matter=matter, sealed=True, reason="应居民要求", actor=secretary, at=AT)
    with time_machine.travel(later(9), tick=False):
        actions.make_statement(item=current(item), why="缺件", what_next="周五", actor=worker, at=later(9))
        pages = [
            text_of(english().get(address))
            for address in (
                f"/promises/{promise.pk}/", f"/promises/{promise.pk}/print/", f"/p/{xinhua.code}/units/{unit.pk}/",
            )
        ]  # fmt: skip
    told = [word for page in pages for word in (item.title, matter.number, "缺件") if word in page]
    assert (told, "Part of a matter that is not public" in pages[0]) == ([], True)


def test_a_unit_that_has_nothing_here_has_no_page_here(xinhua: Place) -> None:
    from tests.makers import YIXINYUAN, make_place

    far = make_unit("远处物业", place=make_place(YIXINYUAN, name="逸馨苑社区", short="逸馨苑"))
    near = make_unit("近处物业")
    found = [english().get(f"/p/{xinhua.code}/units/{one.pk}/").status_code for one in (far, near)]
    assert found == [404, 200]


def test_the_pages_ask_as_much_for_many_items_as_for_one(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation, xinhua: Place
) -> None:
    one, *more = several(matter, secretary, worker, unit, 6, days=20)
    few = actions.confirm_promise(promise=noted(xinhua, worker, unit, secretary, one), actor=worker, at=AT)
    many = actions.confirm_promise(promise=noted(xinhua, worker, unit, secretary, *more), actor=worker, at=AT)
    client = english()
    with time_machine.travel(later(1), tick=False):
        assert asked(client, f"/promises/{few.pk}/") == asked(client, f"/promises/{many.pk}/")


def test_only_who_keeps_the_desk_opens_the_page_that_notes_promises(worker: Actor, xinhua: Place) -> None:
    staff, recorder = make_person("community_staff", at=xinhua), make_person("recorder", at=xinhua)
    found = [browser_of(one).get("/desk/promises/new/").status_code for one in (worker, staff, recorder)]
    assert found == [403, 403, 200]


def test_a_unit_lets_its_promise_grow(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation, xinhua: Place
) -> None:
    first, second = several(matter, secretary, worker, unit, 2, days=20)
    promise = noted(xinhua, worker, unit, secretary, first)
    actions.confirm_promise(promise=promise, actor=worker, at=AT)
    with time_machine.travel(AT, tick=False):
        answer = send(browser_of(worker), f"/promises/{promise.pk}/more/", items=[str(second.pk)])
        refused = browser_of(secretary).get(f"/promises/{promise.pk}/more/")
    assert (answer.status_code, promise.lines.count(), refused.status_code) == (302, 2, 403)
