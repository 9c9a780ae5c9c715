"""Part of it done, others who helped, and pictures of one spot before and after; what belongs elsewhere is refused."""

import io
from datetime import date, datetime
from typing import Any

import pytest
from PIL import Image

from bandeng.commitments import actions, queries
from bandeng.commitments.models import Help, PartialDelivery, PicturePair, WorkItem
from bandeng.matters.models import Matter
from bandeng.people.acting import Actor
from bandeng.people.models import Organisation
from bandeng.records.models import Entry
from bandeng.records.photos import take_photo
from bandeng.records.rebuild import rebuild
from tests.commitments.working import PHOTO, claimed, current, later, make_unit, officer, refused
from tests.makers import make_matter, make_person

pytestmark = pytest.mark.django_db
PART: dict[str, Any] = {
    "text": "东侧已划", "missing": "西侧", "reason": "下雨，地面未干", "rest_on": date(2026, 12, 3), "photos": [PHOTO],
}  # fmt: skip


@pytest.fixture
def unit() -> Organisation:
    return make_unit()


@pytest.fixture
def worker(unit: Organisation) -> Actor:
    return officer(unit)


@pytest.fixture
def item(matter: Matter, secretary: Actor, worker: Actor, unit: Organisation) -> WorkItem:
    return claimed(matter, secretary, worker, unit)


def picture(shade: int) -> str:
    """A picture that was really taken in; its digest."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8), (shade, shade, shade)).save(out, "PNG")
    return take_photo(io.BytesIO(out.getvalue()), at=later(0)).pk


def test_part_of_it_is_delivered_the_item_stays_under_way_and_its_clock_runs_on(
    item: WorkItem, worker: Actor, at: datetime
) -> None:
    item = actions.deliver_in_part(item=item, actor=worker, at=later(2), **PART)
    row = PartialDelivery.objects.get(item=item)
    assert (row.text, row.missing, row.reason, row.rest_on, row.photos) == tuple(PART.values())
    clock = current(item).deadline
    assert clock is not None
    assert (item.state, clock.due_on, clock.stopped_at) == ("active", date(2026, 11, 30), None)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"missing": " "}, "text_missing"),
        ({"reason": ""}, "text_missing"),
        ({"photos": []}, "evidence_missing"),
        ({"rest_on": date(2026, 11, 23)}, "date_not_ahead"),
        ({"rest_on": date(2027, 11, 23)}, "date_too_far"),
    ],
)
def test_part_of_it_says_what_is_missing_why_until_when_and_shows_what_is_done(
    item: WorkItem, worker: Actor, at: datetime, told: dict[str, Any], code: str
) -> None:
    before = Entry.objects.count()
    with refused(code):
        actions.deliver_in_part(item=item, actor=worker, at=at, **(PART | told))
    assert Entry.objects.count() == before


def test_volunteers_hours_and_a_partner_stand_with_the_item(
    item: WorkItem, secretary: Actor, worker: Actor, at: datetime
) -> None:
    item = actions.note_help(
        item=item, on=date(2026, 11, 22), text="搬走旧车", people=12, minutes=1470, actor=worker, at=at
    )
    item = actions.note_help(
        item=item, on=date(2026, 11, 23), text="出车两辆", partner="顺风快递站", actor=secretary, at=at
    )
    rows = Help.objects.order_by("on").values_list("people", "minutes", "partner", "text")
    assert list(rows) == [(12, 1470, "", "搬走旧车"), (0, 0, "顺风快递站", "出车两辆")]


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({}, "help_by_nobody"),
        ({"people": 3}, "bad_hours"),
        ({"minutes": 60}, "bad_hours"),
        ({"people": -1, "minutes": 5}, "bad_hours"),
        ({"people": 1, "minutes": 1441}, "bad_hours"),
        ({"people": 1, "minutes": 60, "on": date(2026, 11, 24)}, "date_in_future"),
        ({"people": 1, "minutes": 60, "text": " "}, "text_missing"),
    ],
)
def test_help_is_by_somebody_for_as_long_as_a_day_has(
    item: WorkItem, worker: Actor, at: datetime, told: dict[str, Any], code: str
) -> None:
    with refused(code):
        actions.note_help(item=item, actor=worker, at=at, **{"on": date(2026, 11, 23), "text": "搬车", **told})


def test_a_neighbour_notes_no_hours(item: WorkItem, at: datetime) -> None:
    with refused("not_your_turn"):
        actions.note_help(
            item=item,
            on=date(2026, 11, 23),
            text="搬车",
            people=1,
            minutes=60,
            actor=make_person("building_head"),
            at=at,
        )


# --- pictures ---


def test_before_and_after_stand_side_by_side(item: WorkItem, worker: Actor, at: datetime) -> None:
    before, after, plain = picture(10), picture(200), picture(220)
    item = actions.progress(item=item, text="开工前", photos=[before], actor=worker, at=at)
    assert queries.before_pictures(item) == [before]
    actions.done(item=item, text="划好了", photos=[after, plain], pairs=[(before, after)], actor=worker, at=later(1))
    assert list(PicturePair.objects.values_list("before", "after", "at")) == [(before, after, later(1))]


def test_a_pair_joins_an_earlier_picture_of_this_matter_and_one_of_the_evidence(
    item: WorkItem, worker: Actor, at: datetime
) -> None:
    before, after, strange = picture(10), picture(200), picture(90)
    item = actions.progress(item=item, text="开工前", photos=[before], actor=worker, at=at)
    for pairs in ([(strange, after)], [(before, strange)], [(before, after), (before, after)]):
        with refused("unknown_photo"):
            actions.done(item=item, text="好了", photos=[after], pairs=pairs, actor=worker, at=at)
    assert current(item).state == "active"


def test_a_picture_of_another_matter_is_no_evidence_here(
    item: WorkItem, secretary: Actor, worker: Actor, unit: Organisation, at: datetime
) -> None:
    shown = picture(40)
    other = claimed(make_matter("assign", by=secretary), secretary, worker, unit)
    actions.done(item=other, text="那边好了", photos=[shown], actor=worker, at=at)
    before = Entry.objects.count()
    for act in (actions.done, actions.deliver_in_part):
        told = {"text": "好了"} if act is actions.done else PART
        with refused("photo_of_another_matter"):
            act(**({**told, "item": item, "photos": [shown], "actor": worker, "at": at}))
    assert (Entry.objects.count(), current(item).state) == (before, "active")


def test_the_same_picture_in_the_same_matter_is_evidence(item: WorkItem, worker: Actor, at: datetime) -> None:
    shown = picture(40)
    item = actions.progress(item=item, text="快了", photos=[shown], actor=worker, at=at)
    assert actions.done(item=item, text="好了", photos=[shown], actor=worker, at=at).state == "done"


@pytest.mark.parametrize("sealed", [False, True])
def test_a_rebuild_writes_support_money_parts_help_and_pairs_as_they_stand(
    secretary: Actor, worker: Actor, unit: Organisation, at: datetime, sealed: bool
) -> None:
    matter, other = make_matter("assign", by=secretary, sealed=sealed), make_unit("绿化公司")
    item = actions.set_and_claim(
        matter=matter, title="划线", organisation=unit, days=5, how="assigned", actor=secretary, at=at
    )
    before, after = picture(10), picture(200)
    item = actions.progress(item=item, text="开工前", photos=[before], actor=worker, at=at)
    item = actions.join_support(item=item, organisation=other, what="补种", actor=secretary, at=at)
    item = actions.quote(
        item=item, amount_fen=120, document="报价单", outside_contract=True, clause="第八条", actor=worker, at=at
    )
    item = actions.fund(item=item, source="budget", text="街道专项", actor=secretary, at=at)
    item = actions.note_help(
        item=item, on=date(2026, 11, 23), text="搬车", people=2, minutes=90, partner="顺风", actor=worker, at=at
    )
    item = actions.deliver_in_part(item=item, actor=worker, at=at, **(PART | {"document": "签收单"}))
    item = actions.leave_support(item=item, organisation=other, reason="种完了", actor=secretary, at=at)
    actions.done(item=item, text="好了", photos=[after], pairs=[(before, after)], actor=worker, at=at)

    def rows() -> list[object]:
        tables = (WorkItem, PartialDelivery, Help)
        told = [list(model.objects.order_by("pk").values()) for model in tables]
        money = list(current(item).__class__.objects.values("money__amount_fen", "money__source", "money__clause"))
        pairs = list(PicturePair.objects.values_list("item", "evidence", "before", "after", "at"))
        supports = list(current(item).supports.values())
        return [told, money, pairs, supports]

    stood = rows()
    rebuild()
    assert rows() == stood
