"""Item by item: who speaks, hands, what came of each; a matter goes on by it."""

from datetime import timedelta

import pytest

from bandeng.commitments.actions import set_item
from bandeng.commitments.models import Commitment
from bandeng.matters import actions as matters
from bandeng.matters import queries as standing
from bandeng.matters.models import BenchNote, Dissent
from bandeng.meetings import actions, queries
from bandeng.meetings.models import Differing, Hands, Outcome, Raised, Speech
from bandeng.records import rebuild
from bandeng.records.models import Entry
from tests.makers import AT
from tests.meetings.sitting import START, Table, later, refused

pytestmark = pytest.mark.django_db


def test_it_opens_on_its_day_by_who_runs_it() -> None:
    table = Table()
    opens = {"meeting": table.now, "at": START}
    refused("not_the_day", lambda: actions.open_meeting(meeting=table.now, actor=table.recorder, at=AT))
    refused("not_your_turn", lambda: actions.open_meeting(actor=table.resident, **opens))  # type: ignore[arg-type]
    assert actions.open_meeting(actor=table.chair, **opens).state == "open"  # type: ignore[arg-type]


def test_one_item_and_one_speaker_at_a_time() -> None:
    table = Table(matters=2).opened()
    actions.begin_item(item=table.item(1), actor=table.recorder, at=later(0.1))
    actions.begin_speech(attendee=table.seat(4), minutes=3, actor=table.recorder, at=later(0.1))
    actions.begin_speech(attendee=table.seat(2), minutes=3, actor=table.recorder, at=later(0.2))
    actions.begin_item(item=table.item(2), actor=table.recorder, at=later(0.3))
    assert [item.ended_at for item in (table.item(1), table.item(2))] == [later(0.3), None]
    spoke = list(Speech.objects.order_by("begun_at").values_list("attendee__number", "ended_at"))
    assert spoke == [(4, later(0.2)), (2, None)]
    talks = [(talk.title, talk.seconds, talk.whole) for talk in queries.speaking(table.now, later(0.4))]
    assert talks == [("物业代表", 720, 1080), ("居民代表", 360, 1080)]
    table.ended()
    assert Speech.objects.filter(ended_at=None).count() == 0


def test_only_who_is_there_speaks() -> None:
    table = Table().opened(there=2)
    refused("not_here", lambda: actions.begin_speech(attendee=table.seat(5), actor=table.recorder, at=START))


def test_hands_on_phones_and_in_the_room_are_counted_together_and_never_more_than_voters() -> None:
    table = Table().opened()
    refused("not_now", lambda: actions.raise_hand(item=table.item(), attendee=table.seat(1), option=1, at=START))
    actions.begin_item(item=table.item(), actor=table.recorder, at=START)
    for option in (1, 2):
        actions.raise_hand(item=table.item(), attendee=table.seat(4), option=option, at=START)
    assert (Raised.objects.count(), queries.hands_now(table.item())) == (1, [("北门车棚", 0), ("地下室", 1)])
    count = {"item": table.item(), "actor": table.recorder, "at": START}
    refused("too_many_hands", lambda: actions.count_hands(seen={"北门车棚": 5}, **count))  # type: ignore[arg-type]
    refused("unknown_option", lambda: actions.count_hands(seen={"月亮": 1}, **count))  # type: ignore[arg-type]
    counted = actions.count_hands(seen={"北门车棚": 3}, **count)  # type: ignore[arg-type]
    assert (counted.counts, counted.voters, counted.round) == ({"北门车棚": 3, "地下室": 1}, 5, 1)
    actions.count_hands(seen={"北门车棚": 4}, **count)  # type: ignore[arg-type]
    assert (Hands.objects.count(), queries.hands_now(table.item())) == (2, [("北门车棚", 4), ("地下室", 0)])


@pytest.mark.parametrize("outcome", ["consensus", "partial", "advisory"])
def test_what_they_agree_on_moves_the_matter_on_as_a_bench_note_does(outcome: str) -> None:
    table = Table().opened()
    reached = table.reach(outcome, dissents=["占了绿地"], choose="assign")
    note = BenchNote.objects.get(matter=table.matter())
    assert (reached.note_id, note.outcome, note.seats[2:]) == (note.pk, outcome, [{"role": "居民代表", "count": 3}])
    assert (table.matter().step, list(Dissent.objects.values_list("words", flat=True))) == ("assign", ["占了绿地"])
    assert (reached.present, reached.invited, reached.needed) == (5, 5, 3)
    refused("item_decided", table.reach)


def test_without_agreement_the_matter_stays_and_the_next_step_is_named() -> None:
    table = Table().opened()
    refused("next_step_missing", lambda: table.reach("none"))
    assert Entry.objects.filter(verb__in=["meeting.outcome_reached", "matter.bench_noted"]).count() == 0
    table.reach("none", next_step="请居民代表会议决定")
    assert ("outcome" in standing.standing(table.matter()).facts, table.matter().step) == (True, "deliberate")


def test_without_a_quorum_only_advice_is_written_down() -> None:
    table = Table().opened(there=2)
    told = refused("no_quorum", table.reach)
    assert (told.details["present"], told.details["needed"]) == (2, 3)
    assert table.reach("advisory").outcome == "advisory"


def test_a_topic_that_is_no_matter_keeps_its_dissents_and_they_are_answered() -> None:
    table = Table(actions.Topic("家和万事公约", question="要不要写进公约？")).opened()
    table.reach("partial", dissents=["太长", "  "])
    differing = Differing.objects.get()
    answered = actions.answer_differing(differing=differing, answer="删到一页", actor=table.secretary, at=START)
    assert (differing.words, answered.answer, BenchNote.objects.count()) == ("太长", "删到一页", 0)


def test_a_refused_outcome_leaves_nothing() -> None:
    table = Table().opened()
    refused("unmasked", lambda: table.reach(opinion="打 13912345678"))
    refused("must_choose", lambda: table.reach(choose="moon"))
    assert (Outcome.objects.count(), BenchNote.objects.count(), table.matter().step) == (0, 0, "deliberate")


# --- promises ---


def test_a_promise_needs_somebody_who_made_it_and_a_day_and_counts_by_the_units_own_word() -> None:
    table = Table().opened()
    table.reach(choose="assign")
    item = set_item(matter=table.matter(), title="建车棚", actor=table.secretary, at=START)
    told = {
        "meeting": table.now, "items": [item], "organisation": table.firm, "text": "十日内建好", "to_whom": "居民代表",
        "actor": table.secretary, "at": START,
    }  # fmt: skip
    officer = table.officer.person
    refused("promiser_missing", lambda: actions.promise_here(officer=None, days=10, **told))  # type: ignore[arg-type]
    refused("date_missing", lambda: actions.promise_here(officer=officer, **told))  # type: ignore[arg-type]
    assert Commitment.objects.count() == 0
    promise = actions.promise_here(officer=officer, days=10, **told)  # type: ignore[arg-type]
    assert (promise.state, promise.spoken, promise.occasion) == ("asked", True, "电动车停放协商")
    assert [each.commitment_id for each in table.now.promises.all()] == [promise.pk]


def test_everything_of_a_meeting_is_made_anew_from_its_entries() -> None:
    table = Table(matters=2).opened()
    actions.begin_item(item=table.item(1), actor=table.recorder, at=START)
    actions.begin_speech(attendee=table.seat(4), actor=table.recorder, at=START)
    actions.end_speech(meeting=table.now, actor=table.recorder, at=START + timedelta(minutes=2))
    actions.count_hands(item=table.item(1), seen={"北门车棚": 4}, actor=table.recorder, at=START)
    table.reach(dissents=["占了绿地"])
    actions.end_item(item=table.item(1), actor=table.recorder, at=START)
    table.ended()
    assert rebuild.check().different == ()


def test_the_outcome_of_a_matter_is_answered_where_bench_dissents_are() -> None:
    table = Table().opened()
    table.reach(dissents=["占了绿地"])
    dissent = Dissent.objects.get()
    matters.answer_dissent(dissent=dissent, answer="另补种", actor=table.secretary, at=START)
    assert standing.unanswered_dissents(table.matter()) == []
