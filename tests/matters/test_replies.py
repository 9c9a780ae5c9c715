"""Replies: to every raiser, delivered or tried often enough; a matter ends only then (I1)."""

from datetime import date
from functools import partial
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from bandeng.core.refusal import Refusal
from bandeng.matters import actions, queries
from bandeng.matters.models import Delivery, Matter, MatterFact, Raising, Reply
from bandeng.people.acting import PUBLIC, Actor
from bandeng.records import rebuild
from bandeng.records.models import Entry
from tests.makers import AT
from tests.matters.replying import DAY, TEXT, Bench, now, only, refused
from tests.matters.upper import give_task, settle_task
from tests.records.test_recording import together

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
VISIT: dict[str, Any] = {"reach": "visit"}


@pytest.fixture
def bench() -> Bench:
    return Bench()


@pytest.fixture
def secretary(bench: Bench) -> Actor:
    return bench.on_duty("secretary")


def tried(bench: Bench, reply: Reply, by: Actor, mode: str = "visit", **more: Any) -> Reply:
    told = {"succeeded": False, "on": TODAY, "note": "nobody opened", **more}
    return actions.deliver(reply=reply, mode=mode, actor=by, at=bench.at, **told)


# --- writing ---


def test_a_final_reply_to_who_reads_on_the_page_is_delivered_at_once_and_ends_the_matter(
    bench: Bench, secretary: Actor
) -> None:
    matter = bench.at_reply(secretary)
    [told] = bench.replied(matter, secretary)
    assert (told.text, told.kind, told.round, told.delivered_at, told.by_id) == (TEXT, "final", 1, AT, secretary.id)
    assert (now(matter).step, now(matter).closed_at) == (None, AT)
    assert list(matter.milestones.order_by("pk").values_list("milestone", flat=True)) == [
        "raised", "sorted", "claimed", "solved", "replied",
    ]  # fmt: skip


def test_one_reply_to_all_is_one_entry_and_one_row_for_each_raising(bench: Bench, secretary: Actor) -> None:
    matter = bench.at_reply(secretary, {}, {})
    told = bench.replied(matter, secretary)
    assert Entry.objects.filter(verb="matter.replied").count() == 1
    assert {each.raising_id for each in told} == set(matter.raisings.values_list("pk", flat=True))
    assert len(told) == 3


def test_the_same_form_sent_twice_replies_once(bench: Bench, secretary: Actor) -> None:
    matter = bench.at_reply(secretary, {})
    letters = {Raising.objects.order_by("raised_at", "pk")[0].pk: "For you alone."}
    first, second = (bench.replied(matter, secretary, once="form", letters=letters) for _time in range(2))
    assert first == second
    assert Reply.objects.count() == 2


def test_a_letter_of_ones_own_has_an_entry_of_its_own_and_stands_in_none_of_them(
    bench: Bench, secretary: Actor
) -> None:
    matter = bench.at_reply(secretary, {})
    first, second = matter.raisings.order_by("raised_at", "pk")
    bench.replied(matter, secretary, letters={second.pk: "CANARY for you alone"})
    assert {each.raising_id: each.letter for each in Reply.objects.all()} == {
        first.pk: "", second.pk: "CANARY for you alone",
    }  # fmt: skip
    entries = Entry.objects.filter(verb="matter.replied").order_by("n")
    assert [([to["raising"] for to in e.detail["replies"]], sorted(e.private)) for e in entries] == [
        ([str(first.pk)], []), ([str(second.pk)], ["letter"]),
    ]  # fmt: skip
    assert "CANARY" not in str([entry.detail for entry in entries])


@pytest.mark.parametrize("kind", ["receipt", "progress", "interim"])
def test_before_the_end_raisers_are_told_without_anything_moving(bench: Bench, secretary: Actor, kind: str) -> None:
    matter = bench.raised().matter
    [told] = actions.reply(matter=matter, kind=kind, text="We are on it.", actor=secretary, at=bench.at)
    assert (told.kind, told.delivered_at, now(matter).step) == (kind, AT, "discover")


def test_who_withdrew_still_gets_the_final_reply_but_no_news(bench: Bench, secretary: Actor) -> None:
    matter = bench.at_reply(secretary, {})
    gone, stays = matter.raisings.order_by("raised_at", "pk")
    actions.withdraw(raising=gone, actor=queries.receipt_actor(gone), at=bench.at)
    [news] = actions.reply(matter=matter, kind="progress", text="Soon.", actor=secretary, at=bench.at)
    assert news.raising == stays
    assert {each.raising for each in bench.replied(matter, secretary)} == {gone, stays}


def test_a_reply_to_some_leaves_the_others_waiting(bench: Bench, secretary: Actor) -> None:
    matter = bench.at_reply(secretary, {})
    first, second = matter.raisings.order_by("raised_at", "pk")
    bench.replied(matter, secretary, raisings=[first])
    assert (list(queries.without_final(matter)), now(matter).step) == ([second], "reply")
    bench.replied(matter, secretary)
    assert now(matter).step is None


def test_nobody_gets_a_second_final_reply_in_a_round(bench: Bench, secretary: Actor) -> None:
    matter = bench.at_reply(secretary, {})
    first = matter.raisings.order_by("raised_at", "pk")[0]
    bench.replied(matter, secretary, raisings=[first])
    refused("already_replied", lambda: bench.replied(matter, secretary, raisings=[first]))


def test_legal_basis_and_ways_of_appeal_stand_with_the_reply(bench: Bench, secretary: Actor) -> None:
    matter = bench.at_reply(secretary)
    [told] = bench.replied(matter, secretary, legal_basis="Property Regulations, article 35", appeal="Ask the street.")
    assert (told.legal_basis, told.appeal) == ("Property Regulations, article 35", "Ask the street.")


def test_a_sealed_matters_reply_stands_in_no_entry_in_clear(bench: Bench, secretary: Actor) -> None:
    matter = bench.at_reply(secretary, sealed=True)
    [told] = bench.replied(matter, secretary)
    entry = Entry.objects.get(verb="matter.replied")
    assert (told.text, entry.detail["text"], sorted(entry.private)) == (TEXT, "", ["text_sealed"])


@pytest.mark.parametrize("field", ["text", "legal_basis", "appeal"])
def test_i15_a_reply_with_a_telephone_number_in_it_is_refused(bench: Bench, secretary: Actor, field: str) -> None:
    matter = bench.at_reply(secretary)
    words: dict[str, Any] = {"text": TEXT, field: "call 139 0000 1234"}
    told = refused(
        "unmasked", lambda: actions.reply(matter=matter, kind="final", actor=secretary, at=bench.at, **words)
    )
    assert told == {"field": field, "found": ["139****1234"]}


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"text": "  "}, "text_missing"), ({"text": "x" * 4001}, "text_too_long"), ({"kind": "loud"}, "unknown_word"),
        ({"version": 1}, "stale"),
    ],
)  # fmt: skip
def test_a_reply_that_is_not_one_is_refused(bench: Bench, secretary: Actor, told: dict[str, Any], code: str) -> None:
    matter = bench.at_reply(secretary)
    words = {"kind": "final", "text": TEXT, **told}
    refused(code, lambda: actions.reply(matter=matter, actor=secretary, at=bench.at, **words))


def test_a_letter_to_somebody_elses_raising_is_refused(bench: Bench, secretary: Actor) -> None:
    matter, other = bench.at_reply(secretary), bench.raised().raising
    refused("unknown_raising", lambda: bench.replied(matter, secretary, letters={other.pk: "x"}))
    refused("unknown_raising", lambda: bench.replied(matter, secretary, raisings=[other]))


# --- who, when ---


@pytest.mark.parametrize("role", ["building_head", "grid_worker", "auditor", "supervisor", "resident"])
def test_only_those_whose_turn_it_is_give_the_final_reply(bench: Bench, secretary: Actor, role: str) -> None:
    matter, other = bench.at_reply(secretary), bench.on_duty(role)
    assert refused("not_your_turn", lambda: bench.replied(matter, other))["needs"] == ["community_staff", "secretary"]


def test_nobody_replies_to_themselves_by_their_receipt(bench: Bench, secretary: Actor) -> None:
    matter = bench.at_reply(secretary)
    own = queries.receipt_actor(only(matter))
    refused("not_your_turn", lambda: bench.replied(matter, own))
    refused("not_your_turn", lambda: bench.replied(matter, PUBLIC))


def test_a_final_reply_waits_for_a_step_that_gives_it(bench: Bench, secretary: Actor) -> None:
    matter = bench.raised().matter
    assert refused("not_at_reply", lambda: bench.replied(matter, secretary)) == {"step": "discover"}


def test_an_explanation_is_given_before_its_final_reply_so_that_it_can_be_contested(
    bench: Bench, secretary: Actor
) -> None:
    matter = bench.raised().matter
    bench.accepted(matter, secretary)
    bench.verified(matter, secretary)
    actions.take_branch(
        matter=matter, branch="explain", reason_code=queries.reasons("explain")[0].key, reason="Not feasible here.",
        next_channel="the street", actor=secretary, at=bench.at,
    )  # fmt: skip
    refused("not_at_reply", lambda: bench.replied(matter, secretary))
    actions.complete_step(matter=now(matter), choose="explain:answered", actor=secretary, at=bench.at)
    bench.replied(matter, secretary)
    assert (now(matter).step, now(matter).branch) == (None, "explain")


def test_no_final_reply_while_a_track_is_open(bench: Bench, secretary: Actor) -> None:
    matter = bench.at_reply(secretary)
    track = give_task(matter, bench.at)
    told = refused("track_open", lambda: bench.replied(matter, secretary))
    assert told == {"tracks": [f"item:item:{track}"]}
    settle_task(matter, track, bench.at)
    bench.replied(matter, secretary)
    assert now(matter).step is None


def test_i9_no_final_reply_while_a_dissent_is_unanswered(bench: Bench, secretary: Actor) -> None:
    from bandeng.matters.acts import SeatOnBench

    matter = bench.raised().matter
    bench.accepted(matter, secretary)
    bench.verified(matter, secretary)
    actions.sort(matter=matter, category=matter.category, severity=2, choose="deliberate", actor=secretary, at=bench.at)
    note = actions.note_bench(
        matter=matter, held_on=TODAY, where="yard", seats=[SeatOnBench(role="resident", count=5)], said="Talked.",
        outcome="consensus", opinion="Pave it.", dissents=["Leave it green."], choose="assign", actor=secretary,
        at=bench.at,
    )  # fmt: skip
    bench.worked(matter)
    assert refused("dissent_unanswered", lambda: bench.replied(matter, secretary)) == {"count": 1}
    actions.answer_dissent(
        dissent=note.dissents.get(), answer="There is green beside it.", actor=secretary, at=bench.at
    )
    bench.replied(matter, secretary)
    assert now(matter).step is None


def test_an_ended_matter_takes_no_more_replies(bench: Bench, secretary: Actor) -> None:
    matter = bench.at_reply(secretary)
    bench.replied(matter, secretary)
    refused("already_ended", lambda: bench.replied(now(matter), secretary))


def test_i4_a_merged_matters_raisers_are_answered_where_it_goes_on(bench: Bench, secretary: Actor) -> None:
    target, matter = bench.raised().matter, bench.raised().matter
    actions.merge(matter=matter, into=target, reason="the same path", actor=secretary, at=bench.at)
    refused("merged", lambda: bench.replied(now(matter), secretary))
    bench.accepted(target, secretary)
    bench.verified(target, secretary)
    actions.sort(matter=target, category="other", severity=2, choose="assign", actor=secretary, at=bench.at)
    bench.worked(now(target))
    bench.replied(now(target), secretary)
    assert [now(each).step for each in (target, matter)] == [None, None]
    kinds = sorted(Reply.objects.filter(raising__first_matter=matter).values_list("kind", "matter__number"))
    assert kinds == [("final", target.number), ("interim", matter.number)]


def test_a_repeat_without_new_facts_gets_a_reference_to_the_earlier_answer(bench: Bench, secretary: Actor) -> None:
    first = bench.at_reply(secretary)
    [earlier] = bench.replied(first, secretary, legal_basis="article 35")
    again = bench.at_reply(secretary)
    [told] = actions.refer(matter=again, earlier=earlier, actor=secretary, at=bench.at)
    assert (first.number in told.text, TEXT in told.text, told.legal_basis) == (True, True, "article 35")
    assert now(again).step is None


def test_a_sealed_answer_is_never_repeated_elsewhere(bench: Bench, secretary: Actor) -> None:
    [earlier] = bench.replied(bench.at_reply(secretary, sealed=True), secretary)
    again = bench.at_reply(secretary)
    refused("not_referable", lambda: actions.refer(matter=again, earlier=earlier, actor=secretary, at=bench.at))


# --- delivery ---


@pytest.mark.parametrize("reach", ["visit", "phone", "print"])
def test_a_reply_that_has_to_be_carried_waits_and_the_matter_with_it(
    bench: Bench, secretary: Actor, reach: str
) -> None:
    matter = bench.at_reply(secretary, reach=reach)
    [told] = bench.replied(matter, secretary)
    assert (queries.status_of(told), now(matter).step) == ("waiting", "reply")


def test_who_delivered_a_reply_how_and_when_is_kept_and_the_last_delivery_ends_the_matter(
    bench: Bench, secretary: Actor
) -> None:
    matter, head = bench.at_reply(secretary, **VISIT), bench.on_duty("building_head", bench.building)
    [told] = bench.replied(matter, secretary)
    done = actions.deliver(reply=told, mode="visit", succeeded=True, on=date(2026, 11, 24), actor=head, at=AT + DAY)
    assert (queries.status_of(done), done.delivered_at, now(matter).closed_at) == ("delivered", AT + DAY, AT + DAY)
    assert list(Delivery.objects.values_list("mode", "by", "succeeded", "on", "at")) == [
        ("visit", head.id, True, date(2026, 11, 24), AT + DAY)
    ]


def test_three_tries_in_two_ways_make_a_reply_attempted_and_never_delivered(bench: Bench, secretary: Actor) -> None:
    matter = bench.at_reply(secretary, **VISIT)
    [told] = bench.replied(matter, secretary)
    states = []
    for mode in ("visit", "phone", "visit"):
        states.append(queries.status_of(tried(bench, told, secretary, mode)))
    assert states == ["waiting", "waiting", "attempted"]
    assert (Reply.objects.get().delivered_at, now(matter).step) == (None, None)


def test_any_number_of_tries_in_one_way_is_not_enough(bench: Bench, secretary: Actor) -> None:
    matter = bench.at_reply(secretary, **VISIT)
    [told] = bench.replied(matter, secretary)
    for _time in range(5):
        done = tried(bench, told, secretary)
    assert (queries.status_of(done), now(matter).step) == ("waiting", "reply")


def test_an_attempted_reply_may_still_be_delivered(bench: Bench, secretary: Actor) -> None:
    matter = bench.at_reply(secretary, **VISIT)
    [told] = bench.replied(matter, secretary)
    for mode in ("visit", "phone", "visit"):
        tried(bench, told, secretary, mode)
    done = tried(bench, told, secretary, succeeded=True, note="")
    assert (queries.status_of(done), now(matter).step) == ("delivered", None)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"note": " "}, "text_missing"), ({"note": "rang 139 0000 1234"}, "unmasked"),
        ({"mode": "page"}, "unknown_word"), ({"mode": "pigeon"}, "unknown_word"),
        ({"on": date(2026, 11, 24)}, "date_in_future"), ({"on": date(2026, 11, 22)}, "date_too_early"),
        ({"note": "x" * 201}, "text_too_long"),
    ],
)  # fmt: skip
def test_a_try_that_says_too_little_or_too_much_is_refused(
    bench: Bench, secretary: Actor, told: dict[str, Any], code: str
) -> None:
    [reply] = bench.replied(bench.at_reply(secretary, **VISIT), secretary)
    refused(code, lambda: tried(bench, reply, secretary, **told))


def test_a_delivered_reply_is_not_delivered_again(bench: Bench, secretary: Actor) -> None:
    [reply] = bench.replied(bench.at_reply(secretary), secretary)
    refused("already_delivered", lambda: tried(bench, reply, secretary))


def test_only_who_belongs_to_the_place_delivers_a_reply(bench: Bench, secretary: Actor) -> None:
    [reply] = bench.replied(bench.at_reply(secretary, **VISIT), secretary)
    for other in (
        bench.on_duty("building_head", bench.other_building), bench.on_duty("secretary", bench.elsewhere),
        bench.on_duty("auditor"),
    ):  # fmt: skip
        refused("not_your_turn", partial(tried, bench, reply, other))
    refused("not_allowed", lambda: tried(bench, reply, PUBLIC))


def test_who_entered_it_for_a_neighbour_may_carry_the_answer_back(bench: Bench, secretary: Actor) -> None:
    head = bench.on_duty("building_head", bench.building)
    matter = bench.at_reply(secretary, actor=head, channel="proxy", consent="spoken", reach="visit")
    [reply] = bench.replied(matter, secretary)
    assert queries.status_of(tried(bench, reply, head, succeeded=True)) == "delivered"


# --- I1 ---


def test_i1_no_way_along_the_process_ends_a_matter_before_everybody_is_answered(bench: Bench, secretary: Actor) -> None:
    matter = bench.at_reply(secretary, VISIT)
    bench.replied(matter, secretary)
    assert refused(
        "missing", lambda: actions.complete_step(matter=now(matter), actor=secretary, at=bench.at)
    ) == {"step": "reply", "needs": ["replies_final"]}  # fmt: skip
    assert actions.advance(matter=now(matter), at=bench.at).step == "reply"
    assert not MatterFact.objects.filter(matter=matter, fact="replies_final").exists()


def test_i1_who_joins_after_the_others_were_answered_keeps_the_matter_open(bench: Bench, secretary: Actor) -> None:
    matter = bench.at_reply(secretary, **VISIT)
    [first] = bench.replied(matter, secretary)
    late = bench.joined(now(matter)).raising
    tried(bench, first, secretary, succeeded=True)
    assert now(matter).step == "reply"
    bench.replied(now(matter), secretary, raisings=[late])
    assert now(matter).step is None


@pytest.mark.parametrize("joins", [(), ({},), (VISIT,)])
def test_i1_the_database_itself_refuses_to_end_a_matter_that_owes_an_answer(
    bench: Bench, secretary: Actor, joins: tuple[dict[str, Any], ...]
) -> None:
    matter = bench.at_reply(secretary, *joins)
    if joins == (VISIT,):
        bench.replied(matter, secretary)
    with pytest.raises(DatabaseError, match="answered"), transaction.atomic():
        Matter.objects.filter(pk=matter.pk).update(step=None, closed_at=AT)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE matters_matter SET step = NULL, closed_at = raised_at")
    assert now(matter).step == "reply"


def test_i1_the_database_counts_only_the_final_replies_of_this_round(bench: Bench, secretary: Actor) -> None:
    matter = bench.at_reply(secretary)
    bench.replied(matter, secretary)
    bench.rated(only(matter), solved="no")
    with pytest.raises(DatabaseError, match="answered"), transaction.atomic():
        Matter.objects.filter(pk=matter.pk).update(step=None, closed_at=AT)


def test_i1_the_database_lets_an_attempted_reply_end_a_matter(bench: Bench, secretary: Actor) -> None:
    matter = bench.at_reply(secretary, **VISIT)
    [told] = bench.replied(matter, secretary)
    for mode in ("visit", "phone", "print"):
        tried(bench, told, secretary, mode)
    assert (now(matter).step, queries.status_of(Reply.objects.get())) == (None, "attempted")


def test_rows_come_out_equal_when_they_are_made_anew_after_replies_and_tries(bench: Bench, secretary: Actor) -> None:
    matter = bench.at_reply(secretary, VISIT)
    first = matter.raisings.order_by("raised_at", "pk")[0]
    told = bench.replied(matter, secretary, letters={first.pk: "For you."})
    waiting = next(each for each in told if each.raising_id != first.pk)
    for mode in ("visit", "phone", "visit"):
        tried(bench, waiting, secretary, mode)
    assert (now(matter).step, rebuild.check().different) == (None, ())


# --- the door list and the texts ---


def test_the_door_list_says_whom_to_tell_where_and_what_was_tried(bench: Bench, secretary: Actor) -> None:
    head = bench.on_duty("building_head", bench.building)
    matter = bench.at_reply(secretary, reach="visit", name="王小明", phone="139 0000 1234")
    [told] = bench.replied(matter, secretary)
    tried(bench, told, head)
    [door] = queries.doors(head, on=TODAY)
    assert (door.reply, door.number, door.where, door.name, door.reach, door.tries) == (
        told, matter.number, "家和万事小区 1 号楼", "王*", "visit", ((TODAY, "visit", "nobody opened"),),
    )  # fmt: skip


def test_the_door_list_ends_with_what_was_ticked_off(bench: Bench, secretary: Actor) -> None:
    head = bench.on_duty("building_head", bench.building)
    [told] = bench.replied(bench.at_reply(secretary, **VISIT), secretary)
    tried(bench, told, head, succeeded=True)
    assert queries.doors(head, on=TODAY) == []


def test_the_door_list_holds_only_ones_own_buildings(bench: Bench, secretary: Actor) -> None:
    bench.replied(bench.at_reply(secretary, **VISIT), secretary)
    other, auditor = bench.on_duty("building_head", bench.other_building), bench.on_duty("auditor")
    assert [queries.doors(actor, on=TODAY) for actor in (other, auditor, PUBLIC)] == [[], [], []]
    assert len(queries.doors(secretary, on=TODAY)) == 1


def test_the_door_list_can_be_of_one_way_of_telling(bench: Bench, secretary: Actor) -> None:
    bench.replied(bench.at_reply(secretary, {"reach": "phone"}, {"reach": "print"}, **VISIT), secretary)
    by = {way: [door.reach for door in queries.doors(secretary, on=TODAY, by=way)] for way in ("visit", "phone", "")}
    assert {way: sorted(found) for way, found in by.items()} == {
        "visit": ["visit"], "phone": ["phone"], "": ["phone", "print", "visit"],
    }  # fmt: skip


def test_a_sealed_matters_answer_is_on_no_building_heads_list(bench: Bench, secretary: Actor) -> None:
    head = bench.on_duty("building_head", bench.building)
    [told] = bench.replied(bench.at_reply(secretary, sealed=True, **VISIT), secretary)
    assert (queries.doors(head, on=TODAY), len(queries.doors(secretary, on=TODAY))) == ([], 1)
    refused("not_your_turn", lambda: tried(bench, told, head))


@pytest.mark.parametrize("count", [1, 3])
def test_the_door_list_needs_two_queries_however_long(
    bench: Bench, secretary: Actor, count: int, django_assert_num_queries: Any
) -> None:
    bench.replied(bench.at_reply(secretary, *[VISIT] * (count - 1), **VISIT), secretary)
    with django_assert_num_queries(2):
        assert len(queries.doors(secretary, on=TODAY)) == count


def test_the_text_for_a_group_chat_tells_the_answer_and_nothing_of_any_raiser(bench: Bench, secretary: Actor) -> None:
    matter = bench.at_reply(secretary, name="CANARY", phone="139 0000 1234", words="CANARY words")
    [told] = bench.replied(matter, secretary, letters={only(matter).pk: "CANARY letter"})
    text = queries.wechat_text(told, link="https://bench.example/m/1")
    assert [part in text for part in (matter.number, "Broken path", TEXT, "https://bench.example/m/1")] == [True] * 4
    assert ("CANARY" in text, "1234" in text.replace(matter.number, "")) == (False, False)


def test_the_text_for_a_group_chat_says_nothing_of_a_sealed_matter(bench: Bench, secretary: Actor) -> None:
    [told] = bench.replied(bench.at_reply(secretary, sealed=True), secretary)
    text = queries.wechat_text(told, link="https://bench.example/find")
    assert (TEXT in text, "Broken path" in text) == (False, False)


def test_the_slip_holds_the_letter_the_ways_on_and_how_to_rate(bench: Bench, secretary: Actor) -> None:
    matter = bench.at_reply(secretary, reach="print")
    [told] = bench.replied(
        matter,
        secretary,
        letters={only(matter).pk: "Dear neighbour."},
        legal_basis="article 35",
        appeal="Ask the street.",
    )
    slip = queries.slip_text(told, code="7K2M9-Q4RTX", link="https://bench.example/r")
    parts = (TEXT, "Dear neighbour.", "article 35", "Ask the street.", "7K2M9-Q4RTX", "https://bench.example/r")
    assert [part in slip for part in parts] == [True] * 6


def test_a_refusal_leaves_no_reply_behind(bench: Bench, secretary: Actor) -> None:
    matter = bench.at_reply(secretary)
    with pytest.raises(Refusal):
        bench.replied(matter, secretary, letters={matter.pk: "x"})
    assert (Reply.objects.count(), now(matter).step) == (0, "reply")


def test_a_matter_whose_other_raisers_all_have_their_answer_ends_when_a_merge_is_taken_back(
    bench: Bench, secretary: Actor
) -> None:
    target, matter = bench.raised().matter, bench.raised(**VISIT).matter
    actions.merge(matter=matter, into=target, reason="the same path", actor=secretary, at=bench.at)
    bench.accepted(now(target), secretary)
    bench.verified(target, secretary)
    actions.sort(matter=now(target), category="other", severity=2, choose="assign", actor=secretary, at=bench.at)
    bench.worked(now(target))
    bench.replied(now(target), secretary)
    assert now(target).step == "reply"
    actions.unmerge(matter=now(matter), reason="another path", actor=secretary, at=bench.at)
    assert (now(target).step, now(matter).step) == (None, "discover")
    assert rebuild.check().different == ()


# --- two at the same moment ---


def outcome(faults: list[BaseException | None]) -> list[str]:
    return sorted(getattr(fault, "code", str(fault)) for fault in faults)


@pytest.mark.django_db(transaction=True)
def test_of_two_final_replies_sent_at_the_same_moment_one_goes_out() -> None:
    bench = Bench()
    secretary, clerk = bench.on_duty("secretary"), bench.on_duty("community_staff")
    matter = bench.at_reply(secretary)
    faults = together(lambda: bench.replied(matter, secretary), lambda: bench.replied(matter, clerk))
    assert (outcome(faults), Reply.objects.count()) == (["None", "already_ended"], 1)


@pytest.mark.django_db(transaction=True)
def test_of_two_deliveries_at_the_same_moment_one_counts() -> None:
    bench = Bench()
    secretary, clerk = bench.on_duty("secretary"), bench.on_duty("community_staff")
    [told] = bench.replied(bench.at_reply(secretary, **VISIT), secretary)
    faults = together(
        lambda: tried(bench, told, secretary, succeeded=True), lambda: tried(bench, told, clerk, succeeded=True)
    )
    assert (outcome(faults), Delivery.objects.count()) == (["None", "already_delivered"], 1)


@pytest.mark.django_db(transaction=True)
def test_a_join_and_the_last_reply_at_the_same_moment_leave_nobody_without_an_answer() -> None:
    bench = Bench()
    secretary = bench.on_duty("secretary")
    matter = bench.at_reply(secretary)
    assert together(lambda: bench.replied(matter, secretary), lambda: bench.joined(matter)) == [None, None]
    owed = {each.pk: list(queries.unsettled(each)) for each in Matter.objects.filter(step=None)}
    assert {key: waiting for key, waiting in owed.items() if waiting} == {}
    assert Raising.objects.count() == 2
