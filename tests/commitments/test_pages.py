"""The pages of work items: the unit's list, an item's own page, one form for each act, the panel of the matter."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from bandeng.commitments import actions
from bandeng.commitments.models import Extension, WorkItem
from bandeng.matters.models import Matter
from bandeng.people.acting import Actor
from bandeng.people.models import Organisation, User
from bandeng.places.models import Place
from tests.commitments.working import claimed, current, later, make_unit, officer, report, reported, set_one
from tests.makers import AT, make_matter, make_person

pytestmark = pytest.mark.django_db

SignIn = Callable[[Actor], Client]


@pytest.fixture(autouse=True)
def days_after() -> Iterator[None]:
    """Pages are opened in the days in which what they show happens, whatever the day of the test is."""
    with time_machine.travel(AT + timedelta(days=2)):
        yield


@pytest.fixture
def sign_in(settings: Any) -> SignIn:
    """Somebody at a browser, in English; the second factor has its own tests."""
    settings.DEMONSTRATION = True

    def signed(actor: Actor) -> Client:
        browser = Client(headers={"accept-language": "en"})
        browser.cookies["django_language"] = "en"
        user, _ = User.objects.get_or_create(person=actor.person, defaults={"email": f"{uuid4().hex}@example.org"})
        browser.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return browser

    return signed


@pytest.fixture
def unit() -> Organisation:
    return make_unit()


@pytest.fixture
def worker(unit: Organisation) -> Actor:
    return officer(unit)


def picture() -> SimpleUploadedFile:
    data = BytesIO()
    Image.new("RGB", (40, 30), "green").save(data, "JPEG")
    return SimpleUploadedFile("after.jpg", data.getvalue(), "image/jpeg")


def hidden(page: str) -> dict[str, str]:
    """What the page's form carries along."""
    found = dict(re.findall(r'<input type="hidden" name="(once|version|next|kept)"(?: value="([^"]*)")?', page))
    return {name: found.get(name, "") for name in ("once", "version", "next", "kept")}


def at(name: str, *args: object, query: str = "") -> str:
    return reverse(f"commitments:{name}", args=args) + query


def send(browser: Client, address: str, **told: object) -> Any:
    """Open the page, and send its form with this filled in."""
    page = browser.get(address)
    assert page.status_code == 200, page.content.decode()[:400]
    return browser.post(address, {**hidden(page.content.decode()), **told})


def test_a_unit_walks_an_item_from_its_list_to_done_with_a_picture(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation, sign_in: SignIn
) -> None:
    item, browser = set_one(matter, secretary), sign_in(worker)
    mine = browser.get(at("mine")).content.decode()
    assert at("claim", item.pk) + "?next=/desk/items/" in mine
    answer = send(browser, at("claim", item.pk, query="?next=/desk/items/"), organisation=str(unit.pk), days="5",
                  unit="working")  # fmt: skip
    assert (answer.status_code, answer.headers["Location"]) == (302, "/desk/items/")
    mine = browser.get(at("mine")).content.decode()
    page = browser.get(at("item", item.pk)).content.decode()
    quick, more = ("done", "progress", "extend"), ("return_", "hand_over", "part", "quote", "pause", "help")
    assert [at(deed, item.pk) in mine for deed in (*quick, *more)] == [True] * 3 + [False] * 6
    assert [at(deed, item.pk) in page for deed in (*quick, *more)] == [True] * 9
    send(browser, at("progress", item.pk), text="开工", photos=picture())
    send(browser, at("done", item.pk), text="好了", photos=picture())
    item = current(item)
    assert (item.state, item.officer_id, [len(each.photos) for each in item.progress.order_by("at")]) == (
        "done", worker.id, [1, 1],
    )  # fmt: skip


def test_a_building_head_sees_what_to_look_at_and_says_that_it_is_solved(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation, xinhua: Place, sign_in: SignIn
) -> None:
    item, head = reported(matter, secretary, worker, unit), make_person("building_head", at=xinhua)
    browser = sign_in(head)
    assert at("check", item.pk) in browser.get(at("mine", query="?state=check")).content.decode()
    send(browser, at("check", item.pk), solved="yes", text="看过了")
    assert current(item).state == "settled"


def test_the_secretary_sets_an_item_with_unit_and_days_on_the_matters_page(
    matter: Matter, secretary: Actor, unit: Organisation, sign_in: SignIn
) -> None:
    browser = sign_in(secretary)
    page = browser.get(reverse("matters:detail", args=[matter.pk])).content.decode()
    assert f'action="{at("set", matter.pk)}"' in page
    assert str(unit.pk) in page
    answer = send(
        browser, at("set", matter.pk), title="划线", criteria="看得清", organisation=str(unit.pk), days="10",
        unit="calendar",
    )  # fmt: skip
    item = WorkItem.objects.get()
    assert (answer.status_code, item.lead, item.how, item.title) == (302, unit, "on_the_spot", "划线")
    shown = browser.get(reverse("matters:detail", args=[matter.pk])).content.decode()
    assert reverse("matters:clock", args=[matter.pk, item.deadline_id]) in shown
    assert at("item", item.pk) in shown


def test_without_a_unit_an_item_is_set_and_waits(matter: Matter, secretary: Actor, sign_in: SignIn) -> None:
    send(sign_in(secretary), at("set", matter.pk), title="划线", organisation="")
    assert [(each.title, each.state) for each in WorkItem.objects.all()] == [("划线", "open")]


def test_more_time_is_asked_for_and_decided_on_two_pages(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation, sign_in: SignIn,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    from django.utils import timezone

    monkeypatch.setattr(timezone, "now", lambda: later())
    item = claimed(matter, secretary, worker, unit)
    send(sign_in(worker), at("extend", item.pk), to_on="2026-12-04", reason="下雨")
    asked = Extension.objects.get()
    browser = sign_in(secretary)
    assert at("decide_extension", item.pk, asked.pk) in browser.get(at("item", item.pk)).content.decode()
    page = browser.get(at("decide_extension", item.pk, asked.pk)).content.decode()
    assert "下雨" in page
    send(browser, at("decide_extension", item.pk, asked.pk), granted="yes")
    assert str(current(item).deadline.due_on) == "2026-12-04"  # type: ignore[union-attr]
    assert "first told" in browser.get(at("item", item.pk)).content.decode()


def test_giving_back_handing_over_and_dropping_have_pages(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation, sign_in: SignIn
) -> None:
    item, colleague = claimed(matter, secretary, worker, unit), officer(unit)
    browser = sign_in(worker)
    send(browser, at("hand_over", item.pk), to=str(colleague.id))
    assert current(item).officer_id == colleague.id
    send(browser, at("return_", item.pk), ground="归市政", next_unit="市政处")
    assert current(item).state == "open"
    send(sign_in(secretary), at("drop", item.pk), reason="不再需要")
    assert current(item).state == "dropped"


@pytest.mark.parametrize(
    ("deed", "told", "kept"),
    [
        ("progress", {"text": "打 13800000000"}, "打 13800000000"),
        ("done", {"text": "没有照片"}, "没有照片"),
        ("return_", {"ground": "", "next_unit": "市政处"}, "市政处"),
        ("extend", {"to_on": "2020-01-01", "reason": "来不及"}, "来不及"),
        ("claim", {"days": "999", "unit": "calendar"}, "999"),
    ],
)
def test_what_is_refused_keeps_what_was_typed_and_writes_nothing(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation, sign_in: SignIn, deed: str,
    told: dict[str, str], kept: str, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    from django.utils import timezone

    monkeypatch.setattr(timezone, "now", lambda: later())
    item = set_one(matter, secretary) if deed == "claim" else claimed(matter, secretary, worker, unit)
    before = current(item).version
    chosen = {"organisation": str(unit.pk)} if deed == "claim" else {}
    answer = send(sign_in(worker), at(deed, item.pk), **told, **chosen)
    assert (answer.status_code, kept in answer.content.decode(), current(item).version) == (422, True, before)


def test_a_stale_form_answers_409_with_what_stands_now_and_what_was_typed_and_may_be_sent_again(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation, sign_in: SignIn
) -> None:
    item, browser = claimed(matter, secretary, worker, unit), sign_in(worker)
    carried = hidden(browser.get(at("progress", item.pk)).content.decode())
    actions.progress(item=item, text="别人先写的", actor=worker, at=later())
    answer = browser.post(at("progress", item.pk), {**carried, "text": "我写的"})
    page = answer.content.decode()
    assert (answer.status_code, "别人先写的" in page, "我写的" in page) == (409, True, True)
    again = browser.post(at("progress", item.pk), {**hidden(page), "text": "我写的"})
    assert (again.status_code, current(item).progress.count()) == (302, 2)


def test_two_units_at_the_same_form_and_the_second_is_told(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation, sign_in: SignIn
) -> None:
    other = make_unit("绿化公司")
    item, browser = set_one(matter, secretary), sign_in(officer(other))
    carried = hidden(browser.get(at("claim", item.pk)).content.decode())
    actions.claim(item=item, organisation=unit, days=3, actor=worker, at=later())
    told = {**carried, "version": "", "organisation": str(other.pk), "days": "4", "unit": "working"}
    answer = browser.post(at("claim", item.pk), told)
    page = answer.content.decode()
    assert (answer.status_code, str(unit) in page, 'value="4"' in page) == (409, True, True)
    assert browser.get(at("claim", item.pk)).status_code == 409


def test_a_form_sent_twice_is_one_act(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation, sign_in: SignIn
) -> None:
    item, browser = claimed(matter, secretary, worker, unit), sign_in(worker)
    told = {**hidden(browser.get(at("progress", item.pk)).content.decode()), "text": "开工"}
    answers = [browser.post(at("progress", item.pk), told).status_code for _ in range(2)]
    assert (answers, current(item).progress.count()) == ([302, 302], 1)


def test_everybody_reads_a_public_item_and_nobody_else_acts_on_it(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation, sign_in: SignIn
) -> None:
    item = report(claimed(matter, secretary, worker, unit), worker)
    page = Client(headers={"accept-language": "en"}).get(at("item", item.pk))
    shown = page.content.decode()
    assert (page.status_code, str(unit) in shown, "线已划好" in shown) == (200, True, True)
    assert at("check", item.pk) not in shown
    assert 'id="handling"' not in shown
    stranger = sign_in(make_person("resident"))
    assert stranger.get(at("check", item.pk)).status_code == 403
    assert stranger.post(at("check", item.pk), {"once": "x", "solved": "yes"}).status_code == 403
    assert Client().get(at("check", item.pk)).status_code == 302
    assert current(item).state == "done"


def test_a_sealed_items_page_is_not_there_for_others_and_the_unit_sees_it_while_it_holds_it(
    secretary: Actor, worker: Actor, unit: Organisation, sign_in: SignIn
) -> None:
    sealed = make_matter("assign", by=secretary, sealed=True)
    item = set_one(sealed, secretary)
    assert (Client().get(at("item", item.pk)).status_code, sign_in(worker).get(at("item", item.pk)).status_code) == (
        404, 404,
    )  # fmt: skip
    item = actions.claim(item=item, organisation=unit, days=3, actor=secretary, at=later())
    assert sign_in(worker).get(at("item", item.pk)).status_code == 200
    actions.return_item(item=item, ground="不归我们", actor=worker, at=later())
    assert sign_in(worker).get(at("item", item.pk)).status_code == 404


def test_the_list_spans_compounds_and_communities_and_danger_to_life_comes_first(
    secretary: Actor, worker: Actor, unit: Organisation, sign_in: SignIn
) -> None:
    from tests.makers import YIXINYUAN, make_place

    far = make_place(YIXINYUAN, name="逸馨苑社区", short="逸馨苑")
    there = make_person("secretary", at=far)
    calm = make_matter("assign", by=secretary)
    other = make_matter("assign", by=there, place=far)
    danger = make_matter("assign", by=secretary, severity=0)
    wanted = ((calm, secretary, "甲事", 2), (other, there, "乙事", 4), (danger, secretary, "丙事", 9))
    for each, by, title, days in wanted:
        actions.set_and_claim(matter=each, title=title, organisation=unit, days=days, actor=by, at=later(0))
    page = sign_in(worker).get(at("mine")).content.decode()
    assert re.findall("[甲乙丙]事", page) == ["丙事", "甲事", "乙事"]
    assert "danger to life" in page


def test_a_filter_shows_one_state_and_the_partial_is_the_page_within(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation, sign_in: SignIn,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    from django.utils import timezone

    monkeypatch.setattr(timezone, "now", lambda: later())
    first, second = set_one(matter, secretary, "甲事"), set_one(matter, secretary, "乙事")
    actions.claim(item=first, organisation=unit, days=3, actor=worker, at=later(0))
    browser = sign_in(worker)
    whole = browser.get(at("mine", query="?state=active")).content.decode()
    part = browser.get(at("mine", query="?state=active"), headers={"HX-Request": "true"}).content.decode()
    assert (second.title in whole, first.title in whole) == (False, True)
    assert part.strip() in whole
    assert "<html" not in part


def test_the_items_of_a_matter_stand_on_one_page_and_a_single_one_is_that_page(
    matter: Matter, secretary: Actor
) -> None:
    first = set_one(matter, secretary, "甲事")
    assert Client().get(at("of_matter", matter.pk)).headers["Location"] == at("item", first.pk)
    set_one(matter, secretary, "乙事")
    page = Client().get(at("of_matter", matter.pk)).content.decode()
    assert ("甲事" in page, "乙事" in page) == (True, True)


def queries_of(browser: Client, address: str) -> int:
    browser.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address).status_code == 200
    return len(asked)


def test_the_list_and_the_panel_ask_as_much_for_three_items_as_for_one(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation, sign_in: SignIn
) -> None:
    from tests.commitments.working import PHOTO

    def one_more(title: str, days: int) -> None:
        item = actions.set_and_claim(
            matter=Matter.objects.get(pk=matter.pk), title=title, organisation=unit, days=days, actor=secretary,
            at=later(0),
        )  # fmt: skip
        actions.progress(item=item, text="开工", photos=[PHOTO], actor=worker, at=later(0))

    from bandeng.matters.actions import complete_step

    browser, anybody = sign_in(worker), Client()
    pages = [(browser, at("mine")), (anybody, reverse("matters:detail", args=[matter.pk]))]
    one_more("甲事", 3)
    first = [queries_of(who, where) for who, where in pages]
    for title in ("乙事", "丙事"):
        complete_step(matter=Matter.objects.get(pk=matter.pk), choose="assign", actor=secretary, at=later(0))
        one_more(title, 4)
    assert WorkItem.objects.filter(state="active").count() == 3
    assert [queries_of(who, where) for who, where in pages] == first


def test_every_page_also_speaks_chinese(matter: Matter, secretary: Actor, worker: Actor, unit: Organisation) -> None:
    item = reported(matter, secretary, worker, unit)
    page = Client(headers={"accept-language": "zh-hans"}).get(at("item", item.pk)).content.decode()
    assert "已办完，等待核查" in page


def test_the_story_of_the_matter_tells_what_happened_to_its_items(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation
) -> None:
    item = reported(matter, secretary, worker, unit)
    actions.check(item=item, solved=False, text="北侧没有划", actor=secretary, at=later())
    browser = Client()
    browser.cookies["django_language"] = "en"
    page = browser.get(reverse("matters:detail", args=[matter.pk])).content.decode()
    told = (
        "It was set what must be done: 划线", "A unit took on what must be done, until",
        "The unit says that it is done", "Looked at: not solved yet", "北侧没有划",
    )  # fmt: skip
    assert [words in page for words in told] == [True] * 5
