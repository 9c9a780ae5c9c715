"""The pages of support, money, pauses, parts and helpers; pictures of before and after side by side."""

import re
from datetime import date, datetime
from io import BytesIO

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from bandeng.commitments import actions
from bandeng.commitments.models import Help, Money, PartialDelivery, PicturePair, WorkItem
from bandeng.matters.models import Matter, Pause
from bandeng.people.acting import Actor
from bandeng.people.models import Organisation
from tests.commitments.test_pages import SignIn, at, send, sign_in
from tests.commitments.working import claimed, current, later, make_unit, officer
from tests.makers import make_person

pytestmark = pytest.mark.django_db
__all__ = ["sign_in"]


@pytest.fixture
def unit() -> Organisation:
    return make_unit()


@pytest.fixture
def worker(unit: Organisation) -> Actor:
    return officer(unit)


@pytest.fixture
def item(matter: Matter, secretary: Actor, worker: Actor, unit: Organisation) -> WorkItem:
    return claimed(matter, secretary, worker, unit)


@pytest.fixture(autouse=True)
def _now(at: datetime) -> object:
    with time_machine.travel(at, tick=True):
        yield


def picture(colour: str) -> SimpleUploadedFile:
    data = BytesIO()
    Image.new("RGB", (40, 30), colour).save(data, "JPEG")
    return SimpleUploadedFile("p.jpg", data.getvalue(), "image/jpeg")


def anybody() -> Client:
    """A passer-by who reads English."""
    browser = Client(headers={"accept-language": "en"})
    browser.cookies["django_language"] = "en"
    return browser


def test_a_quote_in_yuan_and_its_gate_are_read_by_everybody(
    item: WorkItem, secretary: Actor, worker: Actor, sign_in: SignIn
) -> None:
    answer = send(
        sign_in(worker), at("quote", item.pk), amount="1280.5", document="报价单 2026-118", outside_contract="on",
        clause="合同第八条",
    )  # fmt: skip
    assert answer.status_code == 302, answer.content.decode()
    assert Money.objects.get(item=item).amount_fen == 128_050
    page = anybody().get(at("item", item.pk)).content.decode()
    assert [words in page for words in ("1,280.50 yuan", "合同第八条", "Nobody has said yet who pays")] == [True] * 3
    refused = send(sign_in(worker), at("done", item.pk), text="好了", document="照片")
    assert (refused.status_code, "nobody has said yet who pays" in refused.content.decode()) == (422, True)
    assert "好了" in refused.content.decode()
    send(sign_in(secretary), at("fund", item.pk), source="maintenance_fund", text="")
    page = anybody().get(at("item", item.pk)).content.decode()
    assert [words in page for words in ("the maintenance fund", "two thirds", "articles 278 (5) and 281")] == [True] * 3


def test_a_pause_is_asked_for_decided_and_ended_by_their_pages(
    item: WorkItem, secretary: Actor, worker: Actor, sign_in: SignIn
) -> None:
    send(sign_in(worker), at("pause", item.pk), review_on="2026-11-30", reason="等燃气公司答复")
    asked = Pause.objects.get()
    mine = sign_in(worker).get(at("item", item.pk)).content.decode()
    assert at("decide_pause", item.pk, asked.pk) not in mine
    browser = sign_in(secretary)
    assert at("decide_pause", item.pk, asked.pk) in browser.get(at("item", item.pk)).content.decode()
    turn = browser.get(reverse("desk:turn")).content.decode()
    assert at("decide_pause", item.pk, asked.pk) in turn
    send(browser, at("decide_pause", item.pk, asked.pk), granted="yes", reason="")
    page = anybody().get(at("item", item.pk)).content.decode()
    assert [words in page for words in ("paused until Mon 30 Nov", "等燃气公司答复", "Fri 4 Dec")] == [True] * 3
    clock = anybody().get(reverse("matters:clock", args=[item.matter_id, item.deadline_id]))
    assert [words in clock.content.decode() for words in ("When it stood still", "paused: 等燃气公司答复")] == [
        True
    ] * 2
    send(sign_in(worker), at("end_pause", item.pk, asked.pk), reason="答复已到")
    assert (Pause.objects.get().ended_because, str(current(item).deadline)) == ("答复已到", "item 2026-11-30")


def test_the_clock_page_of_the_whole_matter_shows_gross_and_net(
    item: WorkItem, secretary: Actor, worker: Actor
) -> None:
    item = actions.ask_suspension(item=item, review_on=date(2026, 11, 30), reason="等", actor=worker, at=later(0))
    actions.decide_suspension(item=item, pause=Pause.objects.get(), granted=True, actor=secretary, at=later(0))
    whole = item.matter.deadlines.get(kind="matter")
    with time_machine.travel(later(7)):
        page = anybody().get(reverse("matters:clock", args=[item.matter_id, whole.pk]))
    told = ("In all: 7 days, 5 of them working days", "only waited: 1 days, 1 of them working days")
    assert [words in page.content.decode() for words in told] == [True] * 2


def test_part_of_it_and_who_helped_stand_on_the_page(item: WorkItem, worker: Actor, sign_in: SignIn) -> None:
    browser = sign_in(worker)
    answer = send(
        browser, at("part", item.pk), text="东侧已划", missing="西侧", reason="下雨", rest_on="2026-12-03",
        document="签收单 3",
    )  # fmt: skip
    assert answer.status_code == 302, answer.content.decode()
    send(browser, at("help", item.pk), on="2026-11-22", people="12", hours="24.5", partner="顺风快递站", text="搬车")
    assert (PartialDelivery.objects.get().missing, Help.objects.get().minutes) == ("西侧", 1470)
    page = anybody().get(at("item", item.pk)).content.decode()
    told = ("Part of it is done, the rest until Thu 3 Dec", "Missing: 西侧", "12 volunteers, 24.5 hours", "顺风快递站")
    assert [words in page for words in told] == [True] * 4


def test_a_unit_helps_by_its_page_and_leaves_again(item: WorkItem, sign_in: SignIn) -> None:
    other = make_unit("绿化公司")
    browser = sign_in(officer(other))
    send(browser, at("support", item.pk), organisation=str(other.pk), what="补种")
    page = anybody().get(at("item", item.pk)).content.decode()
    assert "with the help of 绿化公司" in page
    send(browser, at("leave", item.pk), organisation=str(other.pk), reason="种完了")
    assert "with the help of" not in anybody().get(at("item", item.pk)).content.decode()


def test_the_done_form_shows_the_earlier_picture_beside_the_new_one_and_both_stay_side_by_side(
    item: WorkItem, matter: Matter, worker: Actor, sign_in: SignIn
) -> None:
    browser = sign_in(worker)
    send(browser, at("progress", item.pk), text="开工前", photos=picture("red"))
    page = browser.get(at("done", item.pk)).content.decode()
    field = re.search(r'name="(after-[0-9a-f]{16})"', page)
    assert field is not None
    wrong = send(browser, at("done", item.pk), text="", **{field[1]: picture("green")})
    html = wrong.content.decode()
    assert (wrong.status_code, "After, place 1, from the same angle" in html) == (422, True)
    kept = dict(re.findall(r'<input type="hidden" name="(once|version|next|kept|beside)"(?: value="([^"]*)")?', html))
    answer = browser.post(at("done", item.pk), {**kept, "text": "划好了"})
    assert (answer.status_code, PicturePair.objects.count(), current(item).state) == (302, 1, "done")
    for address in (at("item", item.pk), reverse("matters:detail", args=[matter.pk])):
        page = anybody().get(address).content.decode()
        assert ["Before, place 1" in page, "After, place 1, from the same angle" in page] == [True, True]


def test_a_neighbour_is_offered_none_of_it(item: WorkItem, sign_in: SignIn) -> None:
    page = sign_in(make_person("building_head")).get(at("item", item.pk)).content.decode()
    assert [name for name in ("support", "quote", "fund", "pause", "part", "help") if at(name, item.pk) in page] == []
