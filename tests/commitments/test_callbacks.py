"""Call-backs: a sample anybody can draw again, asked by somebody who had no part in the work, counted n of N."""

import hashlib
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from bandeng.commitments import actions
from bandeng.commitments.actions.callbacks import draw_callbacks, make_callback
from bandeng.commitments.models import CallBack, CallbackDraw, WorkItem
from bandeng.commitments.queries import callbacks
from bandeng.core.draw import digest, draw
from bandeng.matters import actions as matters
from bandeng.matters.models import Matter, Raising, Reply
from bandeng.matters.queries import receipt_actor
from bandeng.people.acting import PUBLIC, Actor
from bandeng.people.models import Organisation
from bandeng.places.models import Place
from bandeng.records import rebuild, tasks
from bandeng.records.models import Entry
from tests.commitments.working import claimed, current, make_unit, officer, refused, report
from tests.makers import AT, give_role, make_matter, make_person
from tests.makers import current as matter_now

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture
def caller(xinhua: Place) -> Actor:
    return make_person("oversight_member")


@pytest.fixture
def unit() -> Organisation:
    return make_unit()


def answered(secretary: Actor, unit: Organisation, *, raisers: int = 1) -> Matter:
    """Done, checked as solved, and every raiser answered, all on Monday the 23rd."""
    matter = make_matter("assign", by=secretary, raisers=raisers)
    worker = officer(unit)
    item = report(claimed(matter, secretary, worker, unit), worker)
    actions.check(item=item, solved=True, actor=secretary, at=AT)
    matters.reply(matter=matter_now(matter), kind="final", text="办好了", actor=secretary, at=AT)
    return matter_now(matter)


def later(days: int = 1) -> datetime:
    return AT + timedelta(days=days)


def drawn(xinhua: Place, caller: Actor) -> CallbackDraw:
    return draw_callbacks(place=xinhua, from_on=TODAY, to_on=TODAY, actor=caller, at=later())


def first_call(draw: CallbackDraw) -> CallBack:
    return draw.calls.select_related("matter").order_by("position").first() or CallBack()


def say(call: CallBack, caller: Actor, solved: str = "no", **more: object) -> CallBack:
    told: dict[str, object] = {"answered": "yes", "solved": solved, "satisfied": solved, "words": "灯还是不亮", **more}
    return make_callback(call=call, reached=True, actor=caller, at=later(2), **told)  # type: ignore[arg-type]


def test_a_sample_is_drawn_from_the_ledgers_own_head_and_can_be_drawn_again(
    secretary: Actor, unit: Organisation, xinhua: Place, caller: Actor
) -> None:
    for _ in range(2):
        answered(secretary, unit, raisers=4)
    sample = drawn(xinhua, caller)
    entry = Entry.objects.get(chain=sample.chain, n=sample.entry_n)
    exported = [str(key) for key in Reply.objects.filter(kind="final").values_list("pk", flat=True)]
    assert (sample.of, sample.calls.count(), sample.seed, sample.candidates) == (8, 5, entry.prev, digest(exported))
    # By hand, as somebody with the exported ledger would.
    lots = sorted(exported, key=lambda key: hashlib.sha256(f"{entry.prev}:{key}".encode()).hexdigest())
    assert [str(call.reply_id) for call in callbacks.calls_of(sample)] == lots[:5] == draw(entry.prev, exported, 5)


def test_a_period_is_drawn_once_when_it_is_over_by_who_oversees(
    secretary: Actor, unit: Organisation, xinhua: Place, caller: Actor
) -> None:
    def attempt(first: date, last: date, by: Actor = caller) -> None:
        draw_callbacks(place=xinhua, from_on=first, to_on=last, actor=by, at=later())

    answered(secretary, unit)
    for code, first, last, by in (
        ("not_allowed", TODAY, TODAY, secretary), ("bad_period", TODAY, TODAY - timedelta(days=1), caller),
        ("bad_period", TODAY - timedelta(days=92), TODAY, caller), ("period_not_over", TODAY, later().date(), caller),
        ("nobody_to_ask", TODAY - timedelta(days=9), TODAY - timedelta(days=1), caller),
    ):  # fmt: skip
        with refused(code):
            attempt(first, last, by)
    drawn(xinhua, caller)
    with refused("drawn_already"):
        attempt(TODAY - timedelta(days=30), TODAY)


def test_what_a_raiser_says_stands_beside_the_handlers_claim_n_of_n(
    secretary: Actor, unit: Organisation, xinhua: Place, caller: Actor
) -> None:
    answered(secretary, unit, raisers=3)
    one, two, three = callbacks.calls_of(drawn(xinhua, caller))
    assert [call.claim for call in (one, two, three)] == ["solved"] * 3
    say(one, caller, "no")
    say(two, caller, "yes")
    make_callback(call=three, reached=False, actor=caller, at=later(2))
    found = callbacks.honesty(xinhua)
    assert (found.made, found.disagree, found.reopened) == (
        callbacks.Share(2, 3), callbacks.Share(1, 2), callbacks.Share(0, 2),
    )  # fmt: skip
    row = CallBack.objects.get(pk=three.pk)
    assert (row.tries, row.reached, row.solved, [call.pk for call in callbacks.open_calls(caller)]) == (
        1, False, "", [three.pk],
    )  # fmt: skip
    say(row, caller, "partly")
    assert CallBack.objects.get(pk=three.pk).tries == 2
    with refused("already_called"):
        say(three, caller)


def test_nobody_who_had_a_part_in_it_asks(secretary: Actor, unit: Organisation, xinhua: Place, caller: Actor) -> None:
    answered(secretary, unit)
    call = first_call(drawn(xinhua, caller))
    worker, both = officer(unit), secretary.person
    assert both is not None
    assert worker.person is not None
    for code, by in (
        ("not_your_turn", secretary), ("not_your_turn", make_person("supervisor")),
        ("had_part", give_role(both, "oversight_member", at=xinhua)),
        ("had_part", give_role(worker.person, "oversight_member", at=xinhua)),
    ):  # fmt: skip
        with refused(code):
            say(call, by)
    for code, told in (("unknown_word", {"solved": "perhaps"}), ("unknown_mode", {"mode": "pigeon"})):
        with refused(code):
            say(call, caller, **told)


def test_not_solved_said_there_takes_the_matter_up_again_within_the_rules(
    secretary: Actor, unit: Organisation, xinhua: Place, caller: Actor
) -> None:
    matter = answered(secretary, unit)
    call = first_call(drawn(xinhua, caller))
    with refused("cannot_reopen"):
        say(call, caller, "partly", reopen=True)
    made = say(call, caller, "no", reopen=True)
    entry = Entry.objects.get(verb="callback.made")
    tasks.react.call(chain=entry.chain, n=entry.n)
    item = current(WorkItem.objects.get(matter=matter))
    assert (made.reopened, matter_now(matter).round, matter_now(matter).step, item.state, item.round) == (
        True, 2, "supervise", "active", 2,
    )  # fmt: skip
    assert (entry.private.keys(), "灯还是不亮" in str(entry.detail)) == ({"words"}, False)
    assert rebuild.check().different == ()


def test_after_the_days_of_rating_it_is_noted_and_not_taken_up_again(
    secretary: Actor, unit: Organisation, xinhua: Place, caller: Actor
) -> None:
    matter = answered(secretary, unit)
    call = first_call(drawn(xinhua, caller))
    told: dict[str, Any] = {"answered": "yes", "solved": "no", "satisfied": "no"}
    with refused("too_late"):
        make_callback(call=call, reached=True, reopen=True, actor=caller, at=later(20), **told)
    make_callback(call=call, reached=True, actor=caller, at=later(20), **told)
    assert (matter_now(matter).step, callbacks.honesty(xinhua).disagree) == (None, callbacks.Share(1, 1))


def test_what_was_said_goes_with_a_raisers_own_data_and_is_erased_with_it(
    secretary: Actor, unit: Organisation, xinhua: Place, caller: Actor
) -> None:
    matter = answered(secretary, unit)
    say(first_call(drawn(xinhua, caller)), caller)
    raising = Raising.objects.get(matter=matter)
    assert [row["words"] for row in matters_data(raising)["callbacks"]] == ["灯还是不亮"]
    matters.erase_raising(raising=raising, actor=Actor(name=f"receipt:{raising.pk}"), at=later(3))
    assert CallBack.objects.get().words == "[erased]"
    assert rebuild.check().different == ()


def matters_data(raising: Raising) -> dict[str, list[dict[str, object]]]:
    from bandeng.matters.queries import raising_data

    return raising_data(raising)


def test_who_is_to_call_may_see_how_and_nobody_else(
    secretary: Actor, unit: Organisation, xinhua: Place, caller: Actor
) -> None:
    answered(secretary, unit)
    call = callbacks.visible_call(caller, first_call(drawn(xinhua, caller)).pk)
    assert [callbacks.contact_for(who, call).handlers for who in (caller, secretary)] == [
        frozenset({caller.id}), frozenset(),
    ]  # fmt: skip
    call.reached = True
    assert callbacks.contact_for(caller, call).handlers == frozenset()


# --- answered on the receipt ---


def by_receipt(call: CallBack, behind: Actor = PUBLIC, solved: str = "no", **more: Any) -> CallBack:
    told: dict[str, Any] = {"answered": "yes", "solved": solved, "satisfied": solved, "words": "灯还是不亮", **more}
    return actions.answer_callback(call=call, actor=receipt_actor(call.raising, behind), at=later(2), **told)


def test_a_raiser_answers_on_the_receipt_by_the_same_act_as_on_the_telephone(
    secretary: Actor, unit: Organisation, xinhua: Place, caller: Actor
) -> None:
    matter = answered(secretary, unit)
    call = first_call(drawn(xinhua, caller))
    made = by_receipt(call, reopen=True)
    entry = Entry.objects.get(verb="callback.made")
    assert (entry.actor, entry.detail["mode"], entry.private.keys(), made.made_by, made.tries) == (
        f"receipt:{call.raising_id}", "page", {"words"}, None, 1,
    )  # fmt: skip
    assert (made.reached, made.reopened, matter_now(matter).round) == (True, True, 2)
    assert callbacks.honesty(xinhua).disagree == callbacks.Share(1, 1)
    assert rebuild.check().different == ()


def test_it_is_answered_once_whichever_way_came_first(
    secretary: Actor, unit: Organisation, xinhua: Place, caller: Actor
) -> None:
    answered(secretary, unit, raisers=2)
    one, two = callbacks.calls_of(drawn(xinhua, caller))
    make_callback(call=one, reached=False, actor=caller, at=later(2))
    by_receipt(one, solved="yes")
    say(two, caller, "no")
    with refused("already_called"):
        by_receipt(one)
    with refused("already_called"):
        by_receipt(two)
    with refused("already_called"):
        say(one, caller)
    assert sorted(CallBack.objects.values_list("mode", "solved", "tries")) == [("page", "yes", 2), ("phone", "no", 1)]


def test_silence_on_the_receipt_is_counted_as_not_reached(
    secretary: Actor, unit: Organisation, xinhua: Place, caller: Actor
) -> None:
    answered(secretary, unit)
    call = first_call(drawn(xinhua, caller))
    assert callbacks.asks_on_receipt(call.raising, PUBLIC) == call
    with refused("unknown_word"):
        by_receipt(call, satisfied="")
    assert callbacks.honesty(xinhua) == callbacks.Honesty(
        callbacks.Share(0, 1), callbacks.Share(0, 0), callbacks.Share(0, 0)
    )


def test_nobody_but_the_raiser_answers_and_who_worked_on_it_does_not_see_who_was_drawn(
    secretary: Actor, unit: Organisation, xinhua: Place, caller: Actor
) -> None:
    answered(secretary, unit)
    call = first_call(drawn(xinhua, caller))
    raising = call.raising
    neighbour = make_person("resident")
    for behind in (secretary, officer(unit), caller, make_person("supervisor")):
        assert callbacks.asks_on_receipt(raising, behind) is None
        with refused("not_allowed"):
            by_receipt(call, behind)
    assert callbacks.asks_on_receipt(raising, neighbour) == call
    with refused("not_allowed"):
        actions.answer_callback(call=call, answered="yes", solved="yes", satisfied="yes", actor=neighbour, at=later(2))


def test_who_raised_it_for_somebody_else_does_not_answer_for_them(
    secretary: Actor, unit: Organisation, xinhua: Place, caller: Actor
) -> None:
    answered(secretary, unit)
    call, head = first_call(drawn(xinhua, caller)), make_person("resident")
    Raising.objects.filter(pk=call.raising_id).update(proxy=head.id)
    with refused("not_allowed"):
        by_receipt(CallBack.objects.get(), head)
    Raising.objects.filter(pk=call.raising_id).update(proxy=None, withdrawn_at=later())
    assert callbacks.asks_on_receipt(Raising.objects.get(), PUBLIC) is None
    with refused("not_allowed"):
        by_receipt(CallBack.objects.get())


def test_the_days_of_rating_hold_on_the_receipt_too(
    secretary: Actor, unit: Organisation, xinhua: Place, caller: Actor
) -> None:
    answered(secretary, unit)
    call = first_call(drawn(xinhua, caller))
    told: dict[str, Any] = {"answered": "yes", "solved": "no", "satisfied": "no"}
    actor = receipt_actor(call.raising)
    with refused("too_late"):
        actions.answer_callback(call=call, reopen=True, actor=actor, at=later(20), **told)
    with refused("cannot_reopen"):
        by_receipt(call, solved="partly", reopen=True)
    with refused("text_too_long"):
        by_receipt(call, words="长" * 1001)
    assert actions.answer_callback(call=call, actor=actor, at=later(20), **told).solved == "no"
