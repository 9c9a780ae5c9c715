"""What a unit works with: one list over all compounds, many pictures at once, its own Excel, its scorecard; and the
raiser who looks with the receipt alone."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from bandeng.commitments import actions
from bandeng.commitments.models import Check, Progress, WorkItem
from bandeng.commitments.queries import unit as units
from bandeng.commitments.queries.unit import Share
from bandeng.matters.models import Matter, Pause, Raising
from bandeng.matters.queries import receipt_code
from bandeng.people.acting import Actor
from bandeng.people.models import Organisation
from bandeng.places.models import Place
from tests.commitments.test_pages import SignIn, at, sign_in
from tests.commitments.working import claimed, current, later, make_unit, officer, report
from tests.makers import make_matter

pytestmark = pytest.mark.django_db
__all__ = ["sign_in"]


@pytest.fixture
def unit() -> Organisation:
    return make_unit()


@pytest.fixture
def worker(unit: Organisation) -> Actor:
    return officer(unit)


@pytest.fixture(autouse=True)
def _now(at: datetime) -> Iterator[None]:
    with time_machine.travel(at, tick=True):
        yield


def titled(matter: Matter, by: Actor, unit: Organisation, title: str, *, days: int = 5) -> WorkItem:
    return actions.set_and_claim(
        matter=matter, title=title, organisation=unit, days=days, how="assigned", actor=by, at=later(0)
    )


def elsewhere(secretary: Actor) -> Matter:
    """A matter of the second building."""
    return make_matter("assign", by=secretary, place=Place.objects.get(pk="640302107001.01.02"))


def picture(colour: str) -> SimpleUploadedFile:
    data = BytesIO()
    Image.new("RGB", (40, 30), colour).save(data, "JPEG")
    return SimpleUploadedFile("p.jpg", data.getvalue(), "image/jpeg")


def test_the_list_is_sorted_by_clock_and_cut_by_what_is_overdue(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation, sign_in: SignIn
) -> None:
    titled(matter, secretary, unit, "慢的", days=20)
    titled(elsewhere(secretary), secretary, unit, "快的", days=2)
    browser = sign_in(worker)
    page = browser.get(at("mine")).content.decode()
    assert 0 < page.index("快的") < page.index("慢的")
    with time_machine.travel(later(5)):
        browser = sign_in(worker)
        page = browser.get(at("mine", query="?state=late")).content.decode()
    assert ("快的" in page, "慢的" in page) == (True, False)


def test_the_list_is_cut_by_compound_and_an_unknown_one_is_no_way_in(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation
) -> None:
    titled(matter, secretary, unit, "这里的")
    here = units.compounds(worker)
    assert [each.pk for each in here] == ["640302107001.01"] or [each.pk for each in here] == ["640302107001"]
    assert list(units.listed(worker, ("active",), compound="640302999999")) == []


def test_many_pictures_are_given_to_several_items_in_one_go_without_a_script(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation, sign_in: SignIn
) -> None:
    first, second = titled(matter, secretary, unit, "甲"), titled(elsewhere(secretary), secretary, unit, "乙")
    browser = sign_in(worker)
    page = browser.get(at("photos")).content.decode()
    carried = dict(re.findall(r'<input type="hidden" name="(once|taken)" value="([^"]*)"', page))
    taken = browser.post(at("photos"), {**carried, "photos": [picture("red"), picture("green"), picture("blue")]})
    page = taken.content.decode()
    names = re.findall(r'<select name="(item-[0-9a-f]{16})"', page)
    carried = dict(re.findall(r'<input type="hidden" name="(once|taken)" value="([^"]*)"', page))
    assert (taken.status_code, len(names)) == (200, 3)
    chosen = dict(zip(names, [str(first.pk), str(second.pk), str(first.pk)], strict=True))
    empty = browser.post(at("photos"), {**carried, **chosen, "send": "1", "text": ""})
    assert (empty.status_code, empty.content.decode().count(" selected"), Progress.objects.count()) == (422, 3, 0)
    sent = browser.post(at("photos"), {**carried, **chosen, "send": "1", "text": "本周进度"})
    assert (sent.status_code, sent.headers["Location"]) == (302, at("mine"))
    told = {row.item.title: len(row.photos) for row in Progress.objects.select_related("item")}
    assert told == {"甲": 2, "乙": 1}
    browser.post(at("photos"), {**carried, **chosen, "send": "1", "text": "本周进度"})
    assert Progress.objects.count() == 2


def test_pictures_go_to_items_of_the_reader_alone(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation, sign_in: SignIn
) -> None:
    other = make_unit("绿化公司")
    theirs = titled(matter, secretary, other, "别人的")
    titled(elsewhere(secretary), secretary, unit, "自己的")
    browser = sign_in(worker)
    page = browser.post(at("photos"), {"once": "x", "photos": [picture("red")]}).content.decode()
    name = re.findall(r'<select name="(item-[0-9a-f]{16})"', page)[0]
    taken = re.findall(r'name="taken" value="([^"]*)"', page)[0]
    answer = browser.post(
        at("photos"), {"once": "x", "taken": taken, name: str(theirs.pk), "text": "进度", "send": "1"}
    )
    assert (answer.status_code, Progress.objects.count(), "别人的" in page) == (422, 0, False)


def test_the_units_own_excel_has_real_days_and_no_formula(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation, sign_in: SignIn
) -> None:
    titled(matter, secretary, unit, '=HYPERLINK("http://x","看")')
    book = sign_in(worker).get(at("sheet", "xlsx"))
    assert book.headers["Content-Disposition"] == 'attachment; filename="work-2026-11-23.xlsx"'
    with ZipFile(BytesIO(book.content)) as parts:
        sheet, words = parts.read("xl/worksheets/sheet1.xml").decode(), parts.read("xl/sharedStrings.xml").decode()
    serial = (date(2026, 11, 30) - date(1899, 12, 30)).days
    assert ("<f>" in sheet, "'=HYPERLINK" in words, f"<v>{serial}</v>" in sheet) == (False, True, True)
    plain = sign_in(worker).get(at("sheet", "csv")).content.decode()
    assert ("\"'=HYPERLINK" in plain, "2026-11-30" in plain) == (True, True)


def test_another_file_is_not_there(worker: Actor, sign_in: SignIn) -> None:
    assert sign_in(worker).get(at("sheet", "exe")).status_code == 404


def test_the_scorecard_counts_from_the_rows(
    secretary: Actor, worker: Actor, unit: Organisation, sign_in: SignIn
) -> None:
    def one() -> WorkItem:
        return claimed(make_matter("assign", by=secretary), secretary, worker, unit)

    good, late, back, running = one(), one(), one(), one()
    actions.check(item=report(good, worker, at=later(2)), solved=True, actor=secretary, at=later(2))
    late = actions.ask_extension(item=late, to_on=date(2026, 12, 4), reason="下雨", actor=worker, at=later(2))
    late = actions.decide_extension(extension=late.extensions.get(), granted=True, actor=secretary, at=later(2))
    actions.check(item=report(late, worker, at=later(9)), solved=False, text="没好", actor=secretary, at=later(9))
    actions.check(item=report(current(late), worker, at=later(10)), solved=True, actor=secretary, at=later(10))
    actions.return_item(item=back, ground="合同外", actor=worker, at=later(1))
    running = actions.ask_suspension(item=running, review_on=date(2026, 12, 10), reason="等", actor=worker, at=later(1))
    pause = Pause.objects.get(deadline=running.deadline)
    actions.decide_suspension(item=running, pause=pause, granted=True, actor=secretary, at=later(1))
    actions.note_help(item=running, on=date(2026, 11, 23), text="搬", people=3, minutes=90, actor=worker, at=later(1))
    found = units.service(unit, 2026, date(2026, 12, 11))
    assert found == units.Service(
        taken=4, claimed_in_time=Share(4, 4), done_by_original=Share(1, 2), done_by_due=Share(2, 2),
        first_time=Share(1, 2), returned=Share(1, 4), extended=Share(1, 4), suspended=Share(1, 4), people=3, minutes=90,
    )  # fmt: skip
    page = sign_in(worker).get(at("service")).content.decode()
    assert [
        words in page for words in ("Solved at the first check", "3 volunteers, 1.5 hours", "4 pieces of work")
    ] == ([True] * 3)


def test_who_works_for_no_unit_has_no_scorecard(secretary: Actor, sign_in: SignIn) -> None:
    assert "You do not work for a unit here." in sign_in(secretary).get(at("service")).content.decode()


# --- the raiser, with the receipt alone ---


def test_a_raiser_looks_with_the_receipt_alone(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation
) -> None:
    item = report(claimed(matter, secretary, worker, unit), worker)
    code = receipt_code(Raising.objects.get(matter=matter))
    anybody = Client(headers={"accept-language": "en"})
    anybody.cookies["django_language"] = "en"
    receipt = anybody.get(reverse("matters:receipt", args=[code])).content.decode()
    page = at("check_by_receipt", code, item.pk)
    assert (page in receipt, "线已划好" in receipt) == (True, True)
    form = dict(re.findall(r'name="(once|version|next)" value="([^"]*)"', anybody.get(page).content.decode()))
    wrong = anybody.post(page, {**form, "solved": "no", "text": ""})
    assert (wrong.status_code, Check.objects.count()) == (422, 0)
    sent = anybody.post(page, {**form, "solved": "no", "text": "北侧没有划"})
    assert (sent.status_code, sent.headers["Location"]) == (302, reverse("matters:receipt", args=[code]))
    assert [(row.by, row.as_role, row.solved, row.text) for row in Check.objects.all()] == [
        (None, "raiser", False, "北侧没有划")
    ]
    assert page not in anybody.get(reverse("matters:receipt", args=[code])).content.decode()


def test_a_receipt_opens_no_item_of_another_matter(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation
) -> None:
    item = report(claimed(make_matter("assign", by=secretary), secretary, worker, unit), worker)
    code = receipt_code(Raising.objects.get(matter=matter))
    assert Client().get(at("check_by_receipt", code, item.pk)).status_code == 404
    assert Client().get(at("check_by_receipt", "AAAAAAAAAA", item.pk)).status_code == 404
