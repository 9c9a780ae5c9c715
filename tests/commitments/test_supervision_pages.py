"""The pages of supervision and call-backs: pressing, answering, the public list, drawing and calling."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse

from bandeng.commitments import actions
from bandeng.commitments.models import CallBack, CallbackDraw, SupervisionOrder, WorkItem
from bandeng.core.deadline import SHANGHAI
from bandeng.matters.models import Matter
from bandeng.matters.queries import receipt_code
from bandeng.people.acting import Actor
from bandeng.people.models import Organisation, Reveal
from bandeng.places.models import Place
from tests.commitments.test_callbacks import answered
from tests.commitments.test_pages import SignIn, queries_of
from tests.commitments.test_pages import sign_in as sign_in
from tests.commitments.working import claimed, current, make_unit, officer
from tests.makers import give_role, make_matter, make_person

pytestmark = pytest.mark.django_db
LATE = datetime(2026, 12, 1, 10, tzinfo=SHANGHAI)
"""The day after the item's date."""


@pytest.fixture
def unit() -> Organisation:
    return make_unit()


@pytest.fixture
def worker(unit: Organisation) -> Actor:
    return officer(unit)


@pytest.fixture
def supervisor(xinhua: Place) -> Actor:
    return make_person("supervisor")


@pytest.fixture
def item(matter: Matter, secretary: Actor, worker: Actor, unit: Organisation) -> Iterator[WorkItem]:
    """Due yesterday, and nobody has been pressed yet."""
    made = claimed(matter, secretary, worker, unit)
    with time_machine.travel(LATE, tick=False):
        yield made


def form(**told: object) -> dict[str, Any]:
    return {"once": uuid4().hex, **told}


def page(browser: Client, name: str, *args: object, **asked: str) -> str:
    answer = browser.get(reverse(name, args=args), asked)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def anybody() -> Client:
    """A passer-by who reads English."""
    browser = Client()
    browser.cookies["django_language"] = "en"
    return browser


def test_a_supervisor_presses_and_the_unit_answers_and_everybody_reads_both(
    item: WorkItem, sign_in: SignIn, supervisor: Actor, worker: Actor, xinhua: Place
) -> None:
    press = reverse("commitments:press_item", args=[item.pk])
    boss, unit = sign_in(supervisor), sign_in(worker)
    assert press in page(boss, "commitments:item", item.pk)
    assert press not in page(unit, "commitments:item", item.pk)
    sent = boss.post(press, form(level="order", reason="居民等了很久"))
    order = SupervisionOrder.objects.get()
    assert (sent.status_code, sent["Location"], order.level) == (302, f"/items/{item.pk}/", "order")

    answer = reverse("commitments:answer_order", args=[order.pk])
    assert answer in page(unit, "commitments:orders")
    sent = unit.post(answer, form(text="周五前补划完"))
    assert (sent.status_code, SupervisionOrder.objects.get().answer) == (302, "周五前补划完")
    for shown in (
        page(Client(), "commitments:item", item.pk), page(Client(), "matters:detail", item.matter_id),
        page(Client(), "commitments:listed", xinhua.code),
    ):  # fmt: skip
        assert [words for words in ("居民等了很久", "周五前补划完", "督办单") if words not in shown] == []
    assert "Supervision order" in page(boss, "commitments:item", item.pk)


def test_a_form_that_is_refused_comes_back_with_the_reason_and_with_what_was_typed(
    item: WorkItem, sign_in: SignIn, supervisor: Actor, worker: Actor
) -> None:
    boss = sign_in(supervisor)
    press = reverse("commitments:press_item", args=[item.pk])
    for told, code, words in (
        ({"level": "order", "reason": "打 13800001234"}, 422, "13800001234"), ({"reason": "催"}, 422, "Please choose"),
        ({"level": "listed", "reason": "x" * 2001}, 422, "xxx"),
    ):  # fmt: skip
        sent = boss.post(press, form(**told))
        assert (sent.status_code, words in sent.content.decode()) == (code, True)
    once = form(level="order", reason="催")
    assert [boss.post(press, once).status_code for _ in range(2)] == [302, 302]
    again = boss.post(press, form(level="listed", reason="再催"))
    assert (again.status_code, "a day is enough" in again.content.decode(), SupervisionOrder.objects.count()) == (
        422, True, 1,
    )  # fmt: skip
    answer = reverse("commitments:answer_order", args=[SupervisionOrder.objects.get().pk])
    assert boss.get(answer).status_code == 403
    assert boss.post(answer, form(text="我自己答")).status_code == 403
    unit = sign_in(worker)
    assert [unit.post(answer, form(text=text)).status_code for text in ("", "在办", "再答")] == [422, 302, 409]


def test_nobody_else_may_press(item: WorkItem, sign_in: SignIn, worker: Actor) -> None:
    for who in (worker, make_person("building_head"), make_person("resident")):
        browser = sign_in(who)
        for name, pk in (("commitments:press_item", item.pk), ("commitments:press", item.matter_id)):
            assert browser.get(reverse(name, args=[pk])).status_code == 403
        sent = browser.post(reverse("commitments:press_item", args=[item.pk]), form(level="reminder", reason="催"))
        assert sent.status_code in (403, 422)
    assert SupervisionOrder.objects.count() == 0


def test_the_matters_own_step_is_pressed_from_its_page(sign_in: SignIn, supervisor: Actor, secretary: Actor) -> None:
    matter = make_matter(by=secretary)
    with time_machine.travel(LATE, tick=False):
        boss = sign_in(supervisor)
        press = reverse("commitments:press", args=[matter.pk])
        assert press in page(boss, "matters:detail", matter.pk)
        assert boss.post(press, form(level="reminder", reason="还没人去看")).status_code == 302
        order = SupervisionOrder.objects.get()
        assert reverse("commitments:answer_order", args=[order.pk]) in page(sign_in(secretary), "commitments:orders")


def test_the_public_list_counts_answers_in_time_n_of_n(
    item: WorkItem, sign_in: SignIn, worker: Actor, xinhua: Place
) -> None:
    for day in (1, 3, 8):
        actions.supervise(at=LATE + timedelta(days=day - 1))
    order = SupervisionOrder.objects.get(item=item, level="listed")
    actions.answer_order(order=order, text="马上办", actor=worker, at=LATE + timedelta(days=8))
    with time_machine.travel(LATE + timedelta(days=9), tick=False):
        shown = page(anybody(), "commitments:listed", xinhua.code)
    assert [words for words in ("Listed supervision", "马上办", "1 / 3") if words not in shown] == []
    assert Client().get(reverse("commitments:listed", args=["nowhere"])).status_code == 404


# --- call-backs ---


@pytest.fixture
def caller(xinhua: Place) -> Actor:
    return make_person("oversight_member")


@pytest.fixture
def tomorrow() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 11, 24, 10, tzinfo=SHANGHAI), tick=False):
        yield


def test_an_oversight_member_draws_calls_and_notes_what_the_raiser_says(
    tomorrow: None, secretary: Actor, unit: Organisation, xinhua: Place, caller: Actor, sign_in: SignIn
) -> None:
    matter = answered(secretary, unit)
    browser = sign_in(caller)
    told = form(place=xinhua.pk, from_on="2026-11-23", to_on="2026-11-23")
    assert browser.post(reverse("commitments:callbacks"), told).status_code == 302
    draw, call = CallbackDraw.objects.get(), CallBack.objects.get()
    assert draw.seed in page(browser, "commitments:callback_draw", draw.pk)
    path = reverse("commitments:callback", args=[call.pk])
    assert "办好了" in page(browser, "commitments:callback", call.pk)
    wrong = browser.post(path, form(reached="yes", mode="phone", answered="yes"))
    assert (wrong.status_code, CallBack.objects.get().reached) == (422, False)
    said = {"answered": "yes", "solved": "no", "satisfied": "no", "words": "又坏了", "reopen": "on"}
    assert browser.post(path, form(reached="yes", mode="phone", **said)).status_code == 302
    assert (CallBack.objects.get().reopened, Matter.objects.get(pk=matter.pk).round) == (True, 2)
    assert "又坏了" in page(browser, "commitments:callback", call.pk)
    public = page(anybody(), "commitments:callbacks_public", xinhua.code)
    assert ("1 / 1" in public, "又坏了" in public, draw.seed in public) == (True, False, True)


def test_a_period_that_cannot_be_drawn_says_why(
    tomorrow: None, secretary: Actor, unit: Organisation, xinhua: Place, caller: Actor, sign_in: SignIn
) -> None:
    browser, path = sign_in(caller), reverse("commitments:callbacks")
    for told in (
        {"place": xinhua.pk}, {"place": "nowhere", "from_on": "2026-11-23", "to_on": "2026-11-23"},
        {"place": xinhua.pk, "from_on": "2026-11-23", "to_on": "2026-11-23"},
    ):  # fmt: skip
        assert browser.post(path, form(**told)).status_code == 422
    for name, args in (("commitments:callbacks", ()), ("commitments:callback_draw", (uuid4(),))):
        assert sign_in(secretary).get(reverse(name, args=args)).status_code == 403
    assert browser.get(reverse("commitments:callback_draw", args=[uuid4()])).status_code == 404


def test_how_to_reach_a_raiser_is_shown_with_a_reason_that_is_written_down(
    tomorrow: None, secretary: Actor, unit: Organisation, xinhua: Place, caller: Actor, sign_in: SignIn
) -> None:
    answered(secretary, unit)
    raising = Matter.objects.get().raisings.get()
    raising.phone = "0953-000 0077"
    raising.save()
    day = datetime(2026, 11, 23, tzinfo=SHANGHAI).date()
    actions.draw_callbacks(
        place=xinhua, from_on=day, to_on=day, actor=caller, at=datetime(2026, 11, 24, 10, tzinfo=SHANGHAI)
    )
    call = CallBack.objects.get()
    path = reverse("commitments:callback_contact", args=[call.pk])
    browser = sign_in(caller)
    assert "0953-000 0077" not in page(browser, "commitments:callback", call.pk)
    sent = browser.post(path, form(fields_=["phone"], reason="回访问问是否办好"))
    assert ("0953-000 0077" in sent.content.decode(), Reveal.objects.get().by) == (True, caller.person)


def test_who_had_a_part_in_it_is_not_offered_the_form(
    tomorrow: None, secretary: Actor, unit: Organisation, xinhua: Place, caller: Actor, sign_in: SignIn
) -> None:
    answered(secretary, unit)
    day = datetime(2026, 11, 23, tzinfo=SHANGHAI).date()
    actions.draw_callbacks(
        place=xinhua, from_on=day, to_on=day, actor=caller, at=datetime(2026, 11, 24, 10, tzinfo=SHANGHAI)
    )
    assert secretary.person is not None
    both = give_role(secretary.person, "oversight_member", at=xinhua)
    call = CallBack.objects.get()
    shown = page(sign_in(both), "commitments:callback", call.pk)
    assert ("You had a part in this" in shown, 'name="solved"' in shown) == (True, False)
    told = form(reached="yes", mode="phone", answered="yes", solved="yes", satisfied="yes")
    assert sign_in(both).post(reverse("commitments:callback", args=[call.pk]), told).status_code == 403
    assert current(WorkItem.objects.get()).state == "settled"


def test_drawing_and_calling_cost_the_same_for_one_raiser_and_for_many(
    tomorrow: None, secretary: Actor, unit: Organisation, xinhua: Place, caller: Actor, sign_in: SignIn
) -> None:
    browser, counts = sign_in(caller), []
    for raisers in (1, 12):
        with transaction.atomic():
            answered(secretary, unit, raisers=raisers)
            told = form(place=xinhua.pk, from_on="2026-11-23", to_on="2026-11-23")
            browser.post(reverse("commitments:callbacks"), told)
            draw = CallbackDraw.objects.get()
            asked = [queries_of(browser, reverse("commitments:callbacks"))]
            asked.append(queries_of(browser, reverse("commitments:callback_draw", args=[draw.pk])))
            counts.append((draw.calls.count() > 1, asked))
            transaction.set_rollback(True)
    (few, first), (many, second) = counts
    assert (few, many, second) == (False, True, first)


# --- answered on the receipt ---


def _drawn(xinhua: Place, caller: Actor) -> CallBack:
    day = datetime(2026, 11, 23, tzinfo=SHANGHAI).date()
    actions.draw_callbacks(
        place=xinhua, from_on=day, to_on=day, actor=caller, at=datetime(2026, 11, 24, 10, tzinfo=SHANGHAI)
    )
    return CallBack.objects.select_related("raising").get()


def test_a_receipt_asks_its_holder_and_shows_nobody_of_the_unit_who_was_drawn(
    tomorrow: None, secretary: Actor, unit: Organisation, xinhua: Place, caller: Actor, sign_in: SignIn
) -> None:
    matter = answered(secretary, unit)
    code = receipt_code(matter.raisings.get())
    asks = "The residents' oversight asks you"
    assert asks not in page(anybody(), "matters:receipt", code)
    call = _drawn(xinhua, caller)
    path = reverse("commitments:callback_answer", args=[code, call.pk])
    worker = officer(unit)
    for behind in (secretary, worker, caller):
        browser = sign_in(behind)
        assert asks not in page(browser, "matters:receipt", code)
        assert (browser.get(path).status_code, browser.post(path, form()).status_code) == (404, 404)
    for behind in (secretary, worker):
        assert asks not in page(sign_in(behind), "matters:detail", matter.pk)
    shown = page(anybody(), "matters:receipt", code)
    assert (asks in shown, path in shown) == (True, True)


def test_what_a_raiser_answers_there_is_noted_once_and_nothing_typed_is_lost(
    tomorrow: None, secretary: Actor, unit: Organisation, xinhua: Place, caller: Actor, sign_in: SignIn
) -> None:
    matter = answered(secretary, unit)
    code = receipt_code(matter.raisings.get())
    call, browser = _drawn(xinhua, caller), anybody()
    path = reverse("commitments:callback_answer", args=[code, call.pk])
    wrong = browser.post(path, form(answered="yes", solved="no", words="又坏了"))
    assert (wrong.status_code, "又坏了" in wrong.content.decode(), CallBack.objects.get().reached) == (422, True, False)
    told = form(answered="yes", solved="no", satisfied="no", words="又坏了")
    assert browser.post(path, told).status_code == 302
    shown = page(browser, "matters:receipt", code)
    assert ("The oversight has your answer" in shown, path in shown) == (True, False)
    assert browser.post(path, told | {"once": "another"}).status_code == 409
    assert browser.get(path).status_code == 302
    noted = page(sign_in(caller), "commitments:callback", call.pk)
    assert ("by the raiser on the receipt" in noted, "又坏了" in noted) == (True, True)
    assert "answered on the receipt" in page(sign_in(caller), "commitments:callback_draw", call.draw_id)
    assert anybody().get(reverse("commitments:callback_answer", args=[code, uuid4()])).status_code == 404
