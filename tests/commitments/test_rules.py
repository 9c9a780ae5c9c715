"""The invariants of work items, each by its name in domain.md 6.2: in the actions, and in the database where it can."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction

from bandeng.commitments import actions
from bandeng.commitments.models import Extension, Holding, WorkItem
from bandeng.matters.models import Deadline, DeadlineChange, Matter, Raising
from bandeng.people.acting import Actor
from bandeng.people.actions import add_organisation
from bandeng.people.models import Organisation
from bandeng.places.models import Place
from bandeng.records.models import Entry
from tests.commitments.working import PHOTO, claimed, current, later, make_unit, officer, refused, reported, set_one
from tests.makers import MAKER, make_matter, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> Organisation:
    return make_unit()


@pytest.fixture
def worker(unit: Organisation) -> Actor:
    return officer(unit)


def community(xinhua: Place, *accepts: str) -> Organisation:
    return add_organisation(place=xinhua, kind="community", name="新华社区", accepts=accepts, actor=MAKER, at=later(0))


# --- I2, I19: solved is never said by who did it ---


@pytest.mark.parametrize("words", [{"text": ""}, {"text": "好了"}, {"text": "好了", "document": "  "}])
def test_i2_done_without_evidence_is_refused(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation, at: datetime, words: dict[str, str]
) -> None:
    item = claimed(matter, secretary, worker, unit)
    before = Entry.objects.count()
    with refused("text_missing" if not words["text"] else "evidence_missing"):
        actions.done(item=item, actor=worker, at=at, **words)  # type: ignore[arg-type]
    assert (Entry.objects.count(), current(item).state) == (before, "active")


def test_i2_a_document_by_its_name_is_evidence_too(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation, at: datetime
) -> None:
    item = claimed(matter, secretary, worker, unit)
    item = actions.done(item=item, text="已检修", document="电梯年检报告 2026-118", actor=worker, at=at)
    assert [(p.document, p.photos, p.is_evidence) for p in item.progress.all()] == [("电梯年检报告 2026-118", [], True)]


def test_i2_nobody_of_the_unit_checks_its_work(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation, at: datetime
) -> None:
    item = reported(matter, secretary, worker, unit)
    for one in (worker, officer(unit)):
        with refused("own_work"):
            actions.check(item=item, solved=True, actor=one, at=at)
    assert (current(item).state, current(item).checks.count()) == ("done", 0)


def test_i2_an_officer_who_is_also_building_head_does_not_check_own_work(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation, xinhua: Place, at: datetime
) -> None:
    from tests.makers import give_role

    assert worker.person is not None
    item = reported(matter, secretary, worker, unit)
    with refused("own_work"):
        actions.check(item=item, solved=True, actor=give_role(worker.person, "building_head", at=xinhua), at=at)


def test_i2_where_the_community_did_it_only_a_raiser_building_head_or_oversight_member_checks(
    matter: Matter, secretary: Actor, xinhua: Place, at: datetime
) -> None:
    own = community(xinhua)
    item = actions.set_and_claim(matter=matter, title="清理", organisation=own, days=3, actor=secretary, at=at)
    item = actions.done(item=item, text="清理好了", photos=[PHOTO], actor=secretary, at=at)
    with refused("own_work"):
        actions.check(item=item, solved=True, actor=make_person("community_staff", at=xinhua), at=at)
    with refused("not_your_turn"):
        actions.check(item=item, solved=True, actor=make_person("supervisor", at=xinhua), at=at)
    item = actions.check(item=item, solved=True, actor=make_person("oversight_member", at=xinhua), at=at)
    assert (item.state, item.checks.get().as_role) == ("settled", "oversight_member")


def test_i2_a_raiser_checks_with_the_receipt_alone(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation, at: datetime
) -> None:
    raiser = Actor(name=f"receipt:{Raising.objects.get(matter=matter).pk}")
    item = actions.check(item=reported(matter, secretary, worker, unit), solved=True, actor=raiser, at=at)
    assert [(c.by, c.as_role, c.solved) for c in item.checks.all()] == [(None, "raiser", True)]


def test_i19_another_officer_of_the_unit_is_no_other_person_and_a_stranger_is_nobody_to_check(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation, at: datetime
) -> None:
    item = reported(matter, secretary, worker, unit)
    stranger = make_person("resident")
    with refused("not_your_turn"):
        actions.check(item=item, solved=True, actor=stranger, at=at)


def test_i2_not_solved_says_what_is_missing(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation, at: datetime
) -> None:
    with refused("text_missing"):
        actions.check(item=reported(matter, secretary, worker, unit), solved=False, text=" ", actor=secretary, at=at)


# --- I5: exactly one lead; back once, with the ground; a designated unit keeps it ---


def test_i5_a_second_unit_cannot_take_what_one_has(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation, at: datetime
) -> None:
    item = claimed(matter, secretary, worker, unit)
    other = make_unit("绿化公司")
    with refused("already_gone_on"):
        actions.claim(item=item, organisation=other, days=3, actor=officer(other), at=at)
    assert current(item).lead == unit


def test_i5_an_item_under_way_without_lead_or_date_is_refused_by_the_database(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation
) -> None:
    item = claimed(matter, secretary, worker, unit)
    for change in ({"lead": None}, {"deadline": None}, {"state": "open"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            WorkItem.objects.filter(pk=item.pk).update(**change)


def test_i5_a_unit_gives_it_back_once_is_designated_and_cannot_give_it_back_again(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation, at: datetime
) -> None:
    item = claimed(matter, secretary, worker, unit)
    with refused("text_missing"):
        actions.return_item(item=item, ground=" ", actor=worker, at=later())
    item = actions.return_item(item=item, ground="公共道路归市政管理", next_unit="市政处", actor=worker, at=later())
    assert (item.state, item.lead, item.officer, item.deadline, item.how) == ("open", None, None, None, "")
    waiting = Deadline.objects.get(kind="claim")
    assert (waiting.stopped_at, str(waiting.due_on)) == (None, "2026-11-26")
    assert list(Deadline.objects.filter(kind="item").values_list("stopped_at", flat=True)) == [later()]
    with refused("returned_before"):
        actions.claim(item=item, organisation=unit, days=3, how="assigned", actor=secretary, at=later(2))
    item = actions.claim(item=item, organisation=unit, days=3, how="designated", actor=secretary, at=later(2))
    with refused("designated_stays"):
        actions.return_item(item=item, ground="还是不归我们", actor=worker, at=later(3))
    assert [(h.how, h.returned_at, h.ground) for h in Holding.objects.order_by("from_at")] == [
        ("claimed", later(), "公共道路归市政管理"), ("designated", None, ""),
    ]  # fmt: skip


def test_i5_a_unit_that_took_it_again_by_itself_cannot_give_it_back_twice(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation
) -> None:
    item = actions.return_item(
        item=claimed(matter, secretary, worker, unit), ground="不归我们", actor=worker, at=later()
    )
    item = actions.claim(item=item, organisation=unit, days=3, actor=worker, at=later(2))
    with refused("returned_before"):
        actions.return_item(item=item, ground="还是不归我们", actor=worker, at=later(3))


def test_i5_the_database_keeps_one_return_per_unit_and_none_of_a_designated_one(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation, at: datetime
) -> None:
    item = claimed(matter, secretary, worker, unit)
    with pytest.raises(IntegrityError), transaction.atomic():
        Holding.objects.create(item=item, organisation=unit, how="designated", from_at=at, returned_at=at)
    Holding.objects.create(item=item, organisation=unit, how="claimed", from_at=at, returned_at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Holding.objects.create(item=item, organisation=unit, how="claimed", from_at=at, returned_at=at)


def test_i5_there_is_nothing_to_designate_before_a_unit_gave_it_back(
    matter: Matter, secretary: Actor, unit: Organisation, at: datetime
) -> None:
    with refused("not_disputed"):
        actions.claim(
            item=set_one(matter, secretary), organisation=unit, days=3, how="designated", actor=secretary, at=at
        )


def test_i5_giving_back_and_taking_anew_does_not_move_the_latest_day(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation, at: datetime
) -> None:
    item = claimed(matter, secretary, worker, unit)
    item = actions.return_item(item=item, ground="不归我们", actor=worker, at=later(20))
    with refused("date_too_far"):
        actions.claim(
            item=item, organisation=unit, days=41, unit="calendar", how="designated", actor=secretary, at=later(20)
        )
    item = actions.claim(
        item=item, organisation=unit, days=40, unit="calendar", how="designated", actor=secretary, at=later(20)
    )
    assert item.deadline is not None
    assert item.deadline.due_on == date(2027, 1, 22)


# --- I6: a date moves by an extension somebody else granted, at most twice; the first date stays ---


def ask(item: WorkItem, worker: Actor, to: str, at: datetime) -> Extension:
    item = actions.ask_extension(item=item, to_on=date.fromisoformat(to), reason="材料晚到", actor=worker, at=at)
    return item.extensions.get(granted__isnull=True)


def test_i6_somebody_else_grants_a_later_date_and_the_first_one_stays(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation
) -> None:
    item = claimed(matter, secretary, worker, unit)
    asked = ask(item, worker, "2026-12-04", later())
    assert current(item).deadline.due_on == date(2026, 11, 30)  # type: ignore[union-attr]
    item = actions.decide_extension(extension=asked, granted=True, actor=secretary, at=later(2))
    deadline, asked = item.deadline, Extension.objects.get()
    assert deadline is not None
    assert (deadline.due_on, deadline.original_due_on) == (date(2026, 12, 4), date(2026, 11, 30))
    assert [(c.old, c.new, c.because, c.reason) for c in DeadlineChange.objects.all()] == [
        (date(2026, 11, 30), date(2026, 12, 4), "extension", "材料晚到")
    ]
    assert (asked.granted, asked.decided_by_id, asked.decided_at) == (True, secretary.id, later(2))


def test_i6_a_rest_day_asked_for_becomes_the_next_working_day(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation
) -> None:
    asked = ask(claimed(matter, secretary, worker, unit), worker, "2026-12-05", later())
    item = actions.decide_extension(extension=asked, granted=True, actor=secretary, at=later(2))
    assert item.deadline is not None
    assert item.deadline.due_on == date(2026, 12, 7)


def test_i6_who_asks_does_not_decide_and_nobody_of_the_unit_does(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation, xinhua: Place
) -> None:
    from tests.makers import give_role

    assert worker.person is not None
    asked = ask(claimed(matter, secretary, worker, unit), worker, "2026-12-04", later())
    with refused("not_your_turn"):
        actions.decide_extension(extension=asked, granted=True, actor=officer(unit), at=later())
    with refused("extension_by_requester"):
        both = give_role(worker.person, "convener", at=xinhua)
        actions.decide_extension(extension=asked, granted=True, actor=both, at=later())
    with refused("own_work"):
        colleague = officer(unit).person
        assert colleague is not None
        actions.decide_extension(
            extension=asked, granted=True, actor=give_role(colleague, "convener", at=xinhua), at=later()
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Extension.objects.update(granted=True, decided_by=worker.id)


def test_i6_where_the_community_asks_its_secretary_does_not_decide(
    matter: Matter, secretary: Actor, xinhua: Place, at: datetime
) -> None:
    item = actions.set_and_claim(
        matter=matter, title="清理", organisation=community(xinhua), days=3, actor=secretary, at=at
    )
    asked = ask(item, make_person("community_staff", at=xinhua), "2026-12-04", at)
    with refused("own_work"):
        actions.decide_extension(extension=asked, granted=True, actor=secretary, at=at)
    item = actions.decide_extension(extension=asked, granted=True, actor=make_person("supervisor", at=xinhua), at=at)
    assert item.deadline is not None
    assert item.deadline.due_on == date(2026, 12, 4)


def test_i6_a_date_that_has_passed_is_not_moved_and_an_earlier_one_is_not_asked_for(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation
) -> None:
    item = claimed(matter, secretary, worker, unit)
    with refused("extension_not_later"):
        ask(item, worker, "2026-11-27", later())
    with refused("extension_late"):
        ask(item, worker, "2026-12-20", later(9))
    assert Extension.objects.count() == 0


def test_i6_two_are_granted_and_no_third_even_after_it_changed_hands(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation
) -> None:
    item = claimed(matter, secretary, worker, unit)
    for to in ("2026-12-02", "2026-12-04"):
        actions.decide_extension(extension=ask(item, worker, to, later()), granted=True, actor=secretary, at=later())
    with refused("extended_enough"):
        ask(item, worker, "2026-12-08", later(2))
    item = actions.return_item(item=item, ground="不归我们", actor=worker, at=later(3))
    item = actions.claim(item=item, organisation=unit, days=3, how="designated", actor=secretary, at=later(3))
    with refused("extended_enough"):
        ask(item, worker, "2026-12-08", later(3))


def test_i6_only_one_is_asked_for_at_a_time_and_a_refusal_gives_its_reason(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation
) -> None:
    item = claimed(matter, secretary, worker, unit)
    asked = ask(item, worker, "2026-12-02", later())
    with refused("already_asked"):
        ask(item, worker, "2026-12-03", later())
    with refused("text_missing"):
        actions.decide_extension(extension=asked, granted=False, actor=secretary, at=later())
    item = actions.decide_extension(extension=asked, granted=False, reason="居民等不了", actor=secretary, at=later())
    assert item.deadline is not None
    assert (item.deadline.due_on, Extension.objects.get().answer) == (date(2026, 11, 30), "居民等不了")
    with refused("already_decided"):
        actions.decide_extension(extension=asked, granted=True, actor=secretary, at=later())


def test_i6_a_date_asked_for_that_has_passed_when_it_is_decided_is_not_granted(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation
) -> None:
    asked = ask(claimed(matter, secretary, worker, unit), worker, "2026-12-02", later())
    with refused("extension_backwards"):
        actions.decide_extension(extension=asked, granted=True, actor=secretary, at=later(15))


# --- I13: a community is not made lead outside its duty list ---


def test_i13_a_community_is_not_made_lead_outside_its_duty_list_unless_it_accepts_knowingly(
    secretary: Actor, xinhua: Place, at: datetime
) -> None:
    own = community(xinhua, "cleanliness")
    matter = make_matter("assign", by=secretary, category="lift")
    supervisor = make_person("supervisor", at=xinhua)
    item = set_one(matter, secretary)
    with refused("outside_duty"):
        actions.claim(item=item, organisation=own, days=3, actor=secretary, at=at)
    with refused("outside_duty"):
        actions.claim(item=item, organisation=own, days=3, how="assigned", accept_outside=True, actor=supervisor, at=at)
    item = actions.claim(item=item, organisation=own, days=3, accept_outside=True, actor=secretary, at=at)
    assert (item.lead, item.accepted_outside) == (own, True)


def test_i13_a_duty_list_that_names_the_class_takes_its_parts_and_an_empty_one_takes_all(
    secretary: Actor, xinhua: Place, at: datetime
) -> None:
    matter = make_matter("assign", by=secretary, category="lift")
    for accepts in (("repair",), ()):
        item = actions.claim(
            item=set_one(matter, secretary), organisation=community(xinhua, *accepts), days=3, actor=secretary, at=at
        )
        assert (item.state, item.accepted_outside) == ("active", False)
        matter.refresh_from_db()
        if matter.step == "supervise":
            from bandeng.matters.actions import complete_step

            matter = complete_step(matter=matter, choose="assign", actor=secretary, at=at)


# --- who may, and where ---


def test_only_who_settles_responsibility_sets_an_item_and_only_where_the_matter_stands_there(
    matter: Matter, secretary: Actor, worker: Actor, at: datetime
) -> None:
    with refused("not_your_turn"):
        set_one(matter, worker)
    with refused("not_offered"):
        set_one(make_matter("deliberate", by=secretary), secretary)
    with refused("text_missing"):
        set_one(matter, secretary, " ")
    with refused("unmasked"):
        set_one(matter, secretary, "打 13800000000 找老张")
    assert WorkItem.objects.count() == 0


def test_a_unit_is_spoken_for_by_its_own_officers(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation, at: datetime
) -> None:
    other = make_unit("绿化公司")
    item = set_one(matter, secretary)
    with refused("not_your_unit"):
        actions.claim(item=item, organisation=other, days=3, how="claimed", actor=worker, at=at)
    item = actions.claim(item=item, organisation=unit, days=3, actor=worker, at=at)
    for act in (
        lambda: actions.progress(item=item, text="好", actor=officer(other), at=at),
        lambda: actions.done(item=item, text="好", photos=[PHOTO], actor=secretary, at=at),
        lambda: actions.return_item(item=item, ground="不归", actor=officer(other), at=at),
    ):
        attempt: Callable[[], object] = act
        with refused("not_your_unit"):
            attempt()


def test_an_officer_does_not_take_what_they_may_not_see(
    secretary: Actor, worker: Actor, unit: Organisation, at: datetime
) -> None:
    sealed = make_matter("assign", by=secretary, sealed=True)
    item = set_one(sealed, secretary)
    with refused("not_allowed"):
        actions.claim(item=item, organisation=unit, days=3, actor=worker, at=at)
    item = actions.claim(item=item, organisation=unit, days=3, actor=secretary, at=at)
    assert (item.how, item.lead) == ("assigned", unit)


def test_the_words_of_a_sealed_matter_never_stand_open_in_the_ledger(
    secretary: Actor, worker: Actor, unit: Organisation, at: datetime
) -> None:
    sealed = make_matter("assign", by=secretary, sealed=True)
    item = set_one(sealed, secretary, "金丝雀甲")
    item = actions.claim(item=item, organisation=unit, days=3, actor=secretary, at=at)
    actions.progress(item=item, text="金丝雀乙", actor=worker, at=at)
    asked = actions.ask_extension(item=item, to_on=date(2026, 12, 1), reason="金丝雀丙", actor=worker, at=at)
    actions.decide_extension(extension=asked.extensions.get(), granted=True, reason="金丝雀丁", actor=secretary, at=at)
    actions.done(item=item, text="金丝雀戊", document="金丝雀己", actor=worker, at=at)
    actions.check(item=item, solved=False, text="金丝雀庚", actor=secretary, at=at)
    actions.drop(item=item, reason="金丝雀辛", actor=secretary, at=at)
    assert "金丝雀" not in str(list(Entry.objects.values_list("detail", flat=True)))
    now = current(item)
    assert (now.title, now.dropped_because) == ("金丝雀甲", "金丝雀辛")


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({}, "date_missing"),
        ({"days": 0}, "bad_days"),
        ({"days": 3, "unit": "weeks"}, "bad_unit"),
        ({"due_on": date(2026, 11, 23)}, "date_not_ahead"),
        ({"due_on": date(2027, 1, 23)}, "date_too_far"),
        ({"days": 61, "unit": "calendar"}, "date_too_far"),
        ({"days": 3, "how": "wished"}, "unknown_how"),
    ],
)
def test_a_promise_needs_a_day_within_what_the_place_allows(
    matter: Matter, secretary: Actor, unit: Organisation, at: datetime, told: dict[str, object], code: str
) -> None:
    item = set_one(matter, secretary)
    with refused(code):
        actions.claim(item=item, organisation=unit, actor=secretary, at=at, **told)  # type: ignore[arg-type]


def test_a_stale_form_is_refused_and_nothing_is_written(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation, at: datetime
) -> None:
    item = claimed(matter, secretary, worker, unit)
    actions.progress(item=item, text="开工", actor=worker, at=at, version=item.version)
    with refused("stale"):
        actions.progress(item=item, text="又开工", actor=worker, at=at, version=item.version)
    assert current(item).progress.count() == 1


def test_a_form_sent_twice_is_one_act(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation, at: datetime
) -> None:
    items = [
        actions.set_and_claim(
            matter=matter, title="划线", organisation=unit, days=5, actor=secretary, at=at, once="one"
        )
        for _ in range(2)
    ]
    reports = [
        actions.done(item=items[0], text="好了", photos=[PHOTO], actor=worker, at=at, once="two") for _ in range(2)
    ]
    assert [item.pk for item in (*items, *reports)] == [items[0].pk] * 4
    assert (WorkItem.objects.count(), current(items[0]).progress.count()) == (1, 1)
