"""Promises: made one by the unit's own word, never moved, and counted once when their day is over."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from bandeng.commitments import actions
from bandeng.commitments.models import Commitment, PromisedItem, State, WorkItem
from bandeng.commitments.queries import promises as queries
from bandeng.commitments.queries.scorecard import frozen, scorecard
from bandeng.core.deadline import local_day
from bandeng.core.promises import Counts
from bandeng.matters.models import Matter
from bandeng.people.acting import Actor
from bandeng.people.models import Organisation
from bandeng.places.models import Place
from bandeng.records import rebuild
from bandeng.records.models import Entry
from tests.commitments.working import claimed, current, later, make_unit, officer, refused, report, set_one
from tests.makers import AT, make_matter, make_person

pytestmark = pytest.mark.django_db
TODAY = local_day(AT)


@pytest.fixture
def unit() -> Organisation:
    return make_unit()


@pytest.fixture
def worker(unit: Organisation) -> Actor:
    return officer(unit)


@pytest.fixture
def promised(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation, xinhua: Place
) -> Callable[..., Commitment]:
    """Notes a promise over items of the matter."""

    def made(*items: WorkItem, **told: Any) -> Commitment:
        words = {"text": "十日内全部整改", "to_whom": "在场居民", "days": 10, "actor": secretary, "at": AT}
        return actions.make_promise(
            place=xinhua, items=items, organisation=unit, **{**words, "officer": worker.person, **told}
        )

    return made


def several(matter: Matter, by: Actor, worker: Actor, unit: Organisation, number: int, *, days: int) -> list[WorkItem]:
    """So many items of one matter that the unit has taken on."""
    items = [set_one(matter, by) for _ in range(number)]
    return [actions.claim(item=item, organisation=unit, days=days, actor=worker, at=AT) for item in items]


def solved(item: WorkItem, worker: Actor, checker: Actor, at: datetime) -> None:
    report(item, worker, at=at)
    actions.check(item=current(item), solved=True, actor=checker, at=at)


def verbs() -> list[str]:
    return list(Entry.objects.filter(verb__startswith="commitment.").order_by("arrival").values_list("verb", flat=True))


# --- made one by the unit alone ---


def test_what_was_noted_counts_only_once_the_unit_confirms_it(
    promised: Callable[..., Commitment], matter: Matter, secretary: Actor, worker: Actor, unit: Organisation
) -> None:
    promise = promised(claimed(matter, secretary, worker, unit), spoken=True)
    assert (promise.state, promise.due_on, promise.answered_by, list(queries.waiting_for(worker))) == (
        "asked", date(2026, 12, 3), None, [promise],
    )  # fmt: skip
    actions.count_due_promises(later(30))
    promise.refresh_from_db()
    assert (promise.state, promise.reached_at, queries.kept(Commitment.objects.all()).N) == ("asked", None, 0)


def test_an_officer_of_the_unit_confirms_and_nobody_else(
    promised: Callable[..., Commitment], matter: Matter, secretary: Actor, worker: Actor, unit: Organisation
) -> None:
    promise = promised(claimed(matter, secretary, worker, unit))
    other = officer(make_unit("别的物业"))
    for one in (secretary, other):
        with refused("not_your_unit"):
            actions.confirm_promise(promise=promise, actor=one, at=AT)
    promise = actions.confirm_promise(promise=promise, actor=worker, at=later(1), version=promise.version)
    assert (promise.state, promise.answered_by_id, promise.answered_at) == ("confirmed", worker.id, later(1))
    with refused("already_said"):
        actions.decline_promise(promise=promise, reason="不行", actor=worker, at=AT)


def test_a_declined_promise_stays_with_its_reason(
    promised: Callable[..., Commitment], matter: Matter, secretary: Actor, worker: Actor, unit: Organisation,
    xinhua: Place,
) -> None:  # fmt: skip
    promise = promised(claimed(matter, secretary, worker, unit))
    with refused("text_missing"):
        actions.decline_promise(promise=promise, reason=" ", actor=worker, at=AT)
    with refused("unmasked"):
        actions.decline_promise(promise=promise, reason="打 13800000000", actor=worker, at=AT)
    actions.decline_promise(promise=promise, reason="配件要订货", actor=worker, at=AT)
    assert [(each.state, each.declined_because) for each in queries.of_place(xinhua)] == [("declined", "配件要订货")]
    with refused("promise_declined"):
        actions.add_to_promise(promise=promise, items=[], actor=worker, at=AT)


def test_what_was_noted_wrongly_is_taken_back_openly_until_the_unit_gives_its_word(
    promised: Callable[..., Commitment], matter: Matter, secretary: Actor, worker: Actor, unit: Organisation,
    xinhua: Place,
) -> None:  # fmt: skip
    promise = promised(claimed(matter, secretary, worker, unit))
    for reason, code in ((" ", "text_missing"), ("打 13800000000", "unmasked")):
        with refused(code):
            actions.withdraw_promise(promise=promise, reason=reason, actor=secretary, at=AT)
    with refused("not_allowed"):
        actions.withdraw_promise(promise=promise, reason="记错了", actor=worker, at=AT)
    gone = actions.withdraw_promise(promise=promise, reason="单位记错了", actor=secretary, at=later(1))
    assert (gone.state, gone.withdrawn_by_id, gone.withdrawn_at, gone.withdrawn_because, gone.answered_at) == (
        "withdrawn", secretary.id, later(1), "单位记错了", None,
    )  # fmt: skip
    assert (list(queries.of_place(xinhua)), list(queries.waiting_for(worker))) == ([gone], [])
    for act in (actions.confirm_promise, lambda **told: actions.decline_promise(reason="不行", **told)):
        with refused("already_said"):
            act(promise=gone, actor=worker, at=later(1))
    with refused("promise_withdrawn"):
        actions.add_to_promise(promise=gone, items=[], actor=worker, at=AT)
    assert (verbs()[-1], rebuild.check().different) == ("commitment.withdrawn", ())


def test_what_a_unit_stands_by_is_never_taken_back(
    promised: Callable[..., Commitment], matter: Matter, secretary: Actor, worker: Actor, unit: Organisation
) -> None:
    promise = promised(claimed(matter, secretary, worker, unit))
    promise = actions.confirm_promise(promise=promise, actor=worker, at=AT)
    with refused("already_said"):
        actions.withdraw_promise(promise=promise, reason="不算了", actor=secretary, at=later(1))
    actions.count_due_promises(later(30))
    assert verbs()[-1] == "commitment.due_reached"


def test_nobody_confirms_when_the_day_is_over(
    promised: Callable[..., Commitment], matter: Matter, secretary: Actor, worker: Actor, unit: Organisation
) -> None:
    promise = promised(claimed(matter, secretary, worker, unit))
    with refused("promise_over"):
        actions.confirm_promise(promise=promise, actor=worker, at=later(11))
    assert actions.confirm_promise(promise=promise, actor=worker, at=later(10)).state == "confirmed"


# --- refused, and nothing written ---


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"officer": None}, "promiser_missing"),
        ({"text": " "}, "text_missing"),
        ({"to_whom": ""}, "text_missing"),
        ({"witnesses": "请打 13800000000"}, "unmasked"),
        ({"witnesses": "人" * 201}, "text_too_long"),
        ({"days": None}, "date_missing"),
        ({"days": 0}, "bad_days"),
        ({"unit": "weeks"}, "bad_unit"),
        ({"due_on": TODAY}, "date_not_ahead"),
        ({"days": 400}, "date_too_far"),
        ({"promised_on": TODAY + timedelta(days=1)}, "date_in_future"),
        ({"promised_on": TODAY - timedelta(days=61)}, "noted_too_late"),
        ({"promised_on": TODAY - timedelta(days=20)}, "date_not_ahead"),
    ],
)
def test_a_promise_that_is_none_is_refused(
    promised: Callable[..., Commitment], matter: Matter, secretary: Actor, worker: Actor, unit: Organisation,
    told: dict[str, Any], code: str,
) -> None:  # fmt: skip
    item = claimed(matter, secretary, worker, unit)
    before = Entry.objects.count()
    with refused(code):
        promised(item, **told)
    assert Entry.objects.count() == before


def test_only_who_keeps_the_desk_notes_promises_and_only_an_officer_of_the_unit_makes_them(
    promised: Callable[..., Commitment], matter: Matter, secretary: Actor, worker: Actor, unit: Organisation,
    xinhua: Place,
) -> None:  # fmt: skip
    item = claimed(matter, secretary, worker, unit)
    for one in (worker, make_person("community_staff", at=xinhua), make_person("supervisor", at=xinhua)):
        with refused("not_allowed"):
            promised(item, actor=one)
    with refused("not_of_unit"):
        promised(item, officer=secretary.person)
    assert promised(item, actor=make_person("recorder", at=xinhua)).state == "asked"


def test_what_cannot_be_promised_in_public_is_refused(
    promised: Callable[..., Commitment], matter: Matter, secretary: Actor, worker: Actor, unit: Organisation
) -> None:
    with refused("items_missing"):
        promised()
    other = make_unit("别的物业")
    theirs = set_one(matter, secretary)
    settled, _running = several(matter, secretary, worker, unit, 2, days=5)
    actions.claim(item=theirs, organisation=other, days=5, how="assigned", actor=secretary, at=AT)
    with refused("item_of_another"):
        promised(theirs)
    solved(settled, worker, secretary, AT)
    with refused("already_gone_on"):
        promised(settled)
    sealed = make_matter("assign", by=secretary, sealed=True)
    with refused("sealed_promise"):
        promised(set_one(sealed, secretary))


# --- items and days ---


def test_items_of_several_matters_stand_under_one_promise_which_only_its_unit_lets_grow(
    promised: Callable[..., Commitment], matter: Matter, secretary: Actor, worker: Actor, unit: Organisation
) -> None:
    third, first = set_one(matter, secretary, "补一处"), claimed(matter, secretary, worker, unit)
    second = set_one(make_matter("assign", by=secretary), secretary)
    promise = promised(first, first)
    promise = actions.add_to_promise(promise=promise, items=[second], actor=secretary, at=AT)
    with refused("already_promised"):
        actions.add_to_promise(promise=promise, items=[second], actor=secretary, at=AT)
    promise = actions.confirm_promise(promise=promise, actor=worker, at=AT)
    with refused("not_your_unit"):
        actions.add_to_promise(promise=promise, items=[third], actor=secretary, at=AT)
    with refused("promise_over"):
        actions.add_to_promise(promise=promise, items=[third], actor=worker, at=later(11))
    actions.add_to_promise(promise=promise, items=[third], actor=worker, at=later(10))
    assert list(PromisedItem.objects.order_by("pk").values_list("item", flat=True)) == [first.pk, second.pk, third.pk]


def test_a_day_of_rest_moves_on_and_working_days_count_as_such(
    promised: Callable[..., Commitment], matter: Matter, secretary: Actor, worker: Actor, unit: Organisation
) -> None:
    item = claimed(matter, secretary, worker, unit)
    due = [
        promised(item, **told).due_on
        for told in ({"days": 5}, {"days": 5, "unit": "working"}, {"days": None, "due_on": date(2026, 11, 29)})
    ]
    assert due == [date(2026, 11, 30), date(2026, 11, 30), date(2026, 11, 30)]


# --- the scorecard ---


def test_the_card_says_of_each_item_how_it_stands_and_its_own_day_never_moves(
    promised: Callable[..., Commitment], matter: Matter, secretary: Actor, worker: Actor, unit: Organisation
) -> None:
    done, longer, late, back = several(matter, secretary, worker, unit, 4, days=8)
    promise = actions.confirm_promise(promise=promised(done, longer, late, back), actor=worker, at=AT)
    solved(done, worker, secretary, later(3))
    actions.ask_extension(item=longer, to_on=TODAY + timedelta(days=20), reason="配件缺货", actor=worker, at=later(3))
    asked = current(longer).extensions.get()
    actions.decide_extension(extension=asked, granted=True, actor=secretary, at=later(4))
    actions.return_item(item=back, ground="归市政", actor=worker, at=later(4))
    other = make_unit("市政处")
    actions.claim(item=current(back), organisation=other, days=5, how="designated", actor=secretary, at=later(5))

    card = scorecard(queries.promise(promise.pk), TODAY + timedelta(days=10), over=True)
    assert card.counts == Counts(done=1, extended=1, late=1, passed_on=1)
    told = {line.item.pk: line for line in card.lines}
    assert [str(told[item.pk].standing) for item in (done, longer, late, back)] == [
        "done", "extended", "late", "passed_on",
    ]  # fmt: skip
    checked, granted, holding = told[done.pk].checked, told[longer.pk].granted, told[back.pk].holding
    assert checked is not None
    assert granted is not None
    assert holding is not None
    assert (checked.as_role, granted.reason, granted.decided_by_id, holding.ground) == (
        "secretary", "配件缺货", secretary.id, "归市政",
    )  # fmt: skip
    before = scorecard(queries.promise(promise.pk), TODAY)
    assert (before.counts, Commitment.objects.get().due_on) == (Counts(not_due=4), promise.due_on)


def test_when_the_day_is_over_one_act_says_how_it_stood_however_often_the_sweep_runs(
    promised: Callable[..., Commitment], matter: Matter, secretary: Actor, worker: Actor, unit: Organisation
) -> None:
    first, second = several(matter, secretary, worker, unit, 2, days=20)
    promise = actions.confirm_promise(promise=promised(first, second), actor=worker, at=AT)
    solved(first, worker, secretary, later(10))
    assert actions.count_due_promises(later(10)) == 0
    assert [actions.count_due_promises(later(12)) for _ in range(2)] == [1, 0]
    actions.count_promise(promise=promise, at=later(13))
    assert verbs() == ["commitment.made", "commitment.confirmed", "commitment.due_reached"]

    solved(second, worker, secretary, later(13))
    promise = queries.promise(promise.pk)
    card = scorecard(promise, TODAY + timedelta(days=13))
    assert (card.frozen, card.counts, card.later) == (Counts(done=1, late=1), Counts(done=2), 1)
    assert [line.stood for line in card.lines] == ["done", "late"]
    assert queries.kept(Commitment.objects.all()) == queries.Kept(n=0, N=1, items_n=1, items_of=2)


def test_counted_late_it_counts_what_was_known_when_the_day_ended(
    promised: Callable[..., Commitment], matter: Matter, secretary: Actor, worker: Actor, unit: Organisation
) -> None:
    item = claimed(matter, secretary, worker, unit, days=20)
    promise = actions.confirm_promise(promise=promised(item), actor=worker, at=AT)
    solved(item, worker, secretary, later(11))
    promise = actions.count_promise(promise=promise, at=later(40))
    assert frozen(promise) == Counts(late=1)


def test_the_rows_follow_from_the_entries(
    promised: Callable[..., Commitment], matter: Matter, secretary: Actor, worker: Actor, unit: Organisation
) -> None:
    item = claimed(matter, secretary, worker, unit)
    promise = actions.confirm_promise(promise=promised(item), actor=worker, at=AT)
    actions.make_statement(item=item, why="缺人手", what_next="周五前补上", actor=worker, at=later(9))
    actions.count_promise(promise=promise, at=later(12))
    assert rebuild.check().different == ()


# --- the unit's own word where it is late ---


def test_a_unit_says_why_it_is_late_and_what_happens_next_and_the_older_word_is_kept(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation
) -> None:
    item = claimed(matter, secretary, worker, unit, days=5)
    with refused("not_late"):
        actions.make_statement(item=item, why="缺件", what_next="周五装", actor=worker, at=later(7))
    for one in (secretary, officer(make_unit("别的物业"))):
        with refused("not_your_unit"):
            actions.make_statement(item=item, why="缺件", what_next="周五装", actor=one, at=later(8))
    for why, what_next in (("", "装"), ("缺", " ")):
        with refused("text_missing"):
            actions.make_statement(item=item, why=why, what_next=what_next, actor=worker, at=later(8))
    with refused("unmasked"):
        actions.make_statement(item=item, why="打 13800000000", what_next="装", actor=worker, at=later(8))
    actions.make_statement(item=item, why="缺件", what_next="周五装", actor=worker, at=later(8))
    actions.make_statement(item=item, why="件到了又坏", what_next="周一换", actor=worker, at=later(9))
    said = queries.newest_words().filter(item=item)
    assert [(one.why, one.what_next) for one in said] == [("件到了又坏", "周一换"), ("缺件", "周五装")]
    assert (current(item).state, current(item).version) == (State.ACTIVE, item.version)


# --- the database refuses too ---


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "confirmed"},
        {"state": "declined"},
        {"state": "withdrawn"},
        {"withdrawn_at": AT},
        {"due_on": TODAY},
        {"reached_at": AT},
        {"done": 1},
        {"total": 1},
    ],
)
def test_the_database_refuses_a_promise_that_is_none(
    promised: Callable[..., Commitment], matter: Matter, secretary: Actor, worker: Actor, unit: Organisation,
    wrong: dict[str, Any],
) -> None:  # fmt: skip
    promise = promised(claimed(matter, secretary, worker, unit))
    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment.objects.filter(pk=promise.pk).update(**wrong)


def test_the_database_refuses_an_item_twice_in_one_promise(
    promised: Callable[..., Commitment], matter: Matter, secretary: Actor, worker: Actor, unit: Organisation
) -> None:
    item = claimed(matter, secretary, worker, unit)
    promise = promised(item)
    with pytest.raises(IntegrityError), transaction.atomic():
        PromisedItem.objects.create(commitment=promise, item=item, added_at=AT)
