"""A9: given back once with its ground, then designated and no way back; from yellow to black and from a reminder to a
summons; 2026-02-14 is a Saturday that counts as work, the days of 开斋节 in Ningxia do not."""

from datetime import date, datetime

import pytest
from django.test import Client

from bandeng.commitments import actions
from bandeng.commitments.models import SupervisionOrder, WorkItem
from bandeng.commitments.queries import supervision
from bandeng.core.deadline import SHANGHAI
from bandeng.core.workdays import DayRow
from bandeng.matters import queries
from bandeng.matters.actions import recompute_deadlines
from bandeng.people.acting import Actor
from bandeng.people.models import Organisation
from bandeng.places.actions import YearBatch, load_year
from bandeng.places.models import Place
from tests.commitments.working import PHOTO, current
from tests.makers import MAKER, make_matter, make_person, make_place, make_unit
from tests.scenarios.telling import refused

pytestmark = pytest.mark.django_db
HOME = datetime(2026, 1, 5, 9, tzinfo=SHANGHAI)


def on(month: int, day: int, hour: int = 10) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=SHANGHAI)


def officer(unit: Organisation) -> Actor:
    return make_person("unit_officer", organisation=unit, on=HOME)


@pytest.fixture
def xinhua() -> Place:
    return make_place(at=HOME)


@pytest.fixture
def secretary(xinhua: Place) -> Actor:
    return make_person("secretary", on=HOME)


@pytest.fixture
def property_(xinhua: Place) -> Organisation:
    return make_unit("安居物业", at=HOME)


@pytest.fixture
def works(xinhua: Place) -> Organisation:
    return make_unit("市政处", kind="department", at=HOME)


def set_one(secretary: Actor, at: datetime) -> WorkItem:
    matter = make_matter("assign", by=secretary, at=at)
    return actions.set_item(matter=matter, title="修补绿道断口", actor=secretary, at=at)


def lamp(item: WorkItem, at: datetime) -> str:
    found = current(item).deadline
    assert found is not None
    return queries.clock(found, at).state


def rungs(item: WorkItem) -> list[tuple[str, date, date]]:
    rows = SupervisionOrder.objects.filter(item=item, deadline__kind="item").order_by("rank")
    return [(row.level, row.issued_at.astimezone(SHANGHAI).date(), row.due_on) for row in rows]


def test_given_back_once_with_its_ground_then_designated_and_no_way_back(
    secretary: Actor, property_: Organisation, works: Organisation
) -> None:
    item, first, second = set_one(secretary, on(2, 6)), officer(property_), officer(works)
    actions.claim(item=item, organisation=property_, days=5, actor=first, at=on(2, 6, 11))
    assert refused(lambda: actions.return_item(item=current(item), ground=" ", actor=first, at=on(2, 9))) == (
        "text_missing"
    )
    actions.return_item(item=current(item), ground="绿道归市政养护，见职责清单第三条", actor=first, at=on(2, 9))
    actions.claim(item=current(item), organisation=works, days=5, how="designated", actor=secretary, at=on(2, 9, 11))
    assert (
        refused(lambda: actions.return_item(item=current(item), ground="也不归我们", actor=second, at=on(2, 10)))
        == "designated_stays"
    )
    now = current(item)
    assert (now.lead, now.how, [str(held.organisation) for held in now.holdings.order_by("from_at")]) == (
        works, "designated", ["安居物业", "市政处"],
    )  # fmt: skip


def test_overdue_from_yellow_to_black_and_from_a_reminder_to_a_summons_that_is_answered(
    secretary: Actor, works: Organisation, xinhua: Place
) -> None:
    """Taken on Monday 9 February for five working days: 10, 11, 12, 13 and Saturday the 14th, which is worked."""
    item, worker = set_one(secretary, on(2, 9)), officer(works)
    supervisor = make_person("supervisor", on=HOME)
    item = actions.claim(item=item, organisation=works, days=5, actor=worker, at=on(2, 9, 11))
    assert item.deadline is not None
    assert item.deadline.due_on == date(2026, 2, 14)
    days = [on(2, 10), on(2, 13), on(2, 14), on(2, 24), on(2, 28), on(3, 2)]
    assert [lamp(item, day) for day in days] == ["green", "soon", "soon", "late", "late", "very_late"]

    for month, last in ((2, 28), (3, 8)):
        for day in range(1 if month == 3 else 10, last + 1):
            actions.supervise(at=on(month, day))
    # Overdue since the 15th, but that is Spring Festival: the first working day is the 24th; the 28th is worked.
    assert rungs(item) == [
        ("reminder", date(2026, 2, 24), date(2026, 2, 26)), ("order", date(2026, 2, 26), date(2026, 3, 2)),
        ("listed", date(2026, 3, 2), date(2026, 3, 5)), ("summons", date(2026, 3, 6), date(2026, 3, 13)),
    ]  # fmt: skip
    public = Client().get(f"/p/{xinhua.code}/listed/").content.decode()
    assert [words for words in ("挂牌督办", "约谈", "市政处", "修补绿道断口") if words not in public] == []

    summons = SupervisionOrder.objects.get(item=item, level="summons")
    assert refused(lambda: actions.answer_order(order=summons, text="马上办", actor=supervisor, at=on(3, 9))) == (
        "not_allowed"
    )
    actions.answer_order(order=summons, text="约谈后三天内铺好", actor=worker, at=on(3, 9))
    actions.done(item=current(item), text="铺好了", photos=[PHOTO], actor=worker, at=on(3, 11))
    actions.check(item=current(item), solved=True, actor=secretary, at=on(3, 11, 11))
    assert supervision.listed(xinhua).count() == 0
    assert {order.ending for order in SupervisionOrder.objects.filter(item=item, deadline__kind="item")} == {"solved"}


def test_the_days_of_kaizhai_do_not_count_in_ningxia_and_move_the_date_openly(
    secretary: Actor, works: Organisation
) -> None:
    """Friday 20 March and Saturday 21 March 2026, as an invented notice of the region has them."""
    item = set_one(secretary, on(3, 16))
    item = actions.claim(item=item, organisation=works, days=5, actor=officer(works), at=on(3, 16, 11))
    assert item.deadline is not None
    assert item.deadline.due_on == date(2026, 3, 23)
    rows = tuple(DayRow(date(2026, 3, day), "rest", "开斋节", "Eid al-Fitr") for day in (20, 21))
    table = load_year(batch=YearBatch("64", 2026, "自治区政府办公厅通知", rows), actor=MAKER, at=on(3, 17))
    recompute_deadlines(table=table, at=on(3, 17))
    clock = current(item).deadline
    assert clock is not None
    moved = clock.changes.get()
    assert (clock.due_on, clock.original_due_on, moved.because, moved.reason) == (
        date(2026, 3, 24), date(2026, 3, 23), "calendar", "64 2026",
    )  # fmt: skip
    skipped = {day.day: str(day.reason) for day in queries.explain(clock).lines if day.kind == "skipped"}
    assert skipped[date(2026, 3, 20)] == "holiday: Eid al-Fitr (Ningxia)"
    issued = [actions.supervise(at=on(3, day)) for day in (20, 21)]
    assert issued == [[], []]
