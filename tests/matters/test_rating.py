"""Rating: each raiser says once a round whether it is true; "not solved" takes the matter up again, at most twice."""

from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from bandeng.matters import actions, queries
from bandeng.matters.models import Matter, Rating
from bandeng.matters.queries import Share
from bandeng.people.acting import PUBLIC, Actor
from bandeng.records import rebuild
from bandeng.records.models import Entry
from tests.makers import AT
from tests.matters.replying import DAY, Bench, now, only, refused
from tests.matters.upper import give_task, settle_task
from tests.records.test_recording import together

pytestmark = pytest.mark.django_db
LAST = date(2026, 12, 7)
"""Fourteen calendar days after the reply of 23 November: a Monday."""


@pytest.fixture
def bench() -> Bench:
    return Bench()


@pytest.fixture
def secretary(bench: Bench) -> Actor:
    return bench.on_duty("secretary")


@pytest.fixture
def replied(bench: Bench, secretary: Actor) -> Matter:
    """A matter of the line that ended with its final reply."""
    matter = bench.at_reply(secretary)
    bench.replied(matter, secretary)
    return now(matter)


# --- who, when, how often ---


def test_a_raiser_rates_by_the_receipt_alone(bench: Bench, replied: Matter) -> None:
    rating = bench.rated(only(replied), answered="yes", solved="partly", satisfied="yes", words="Nearly.")
    assert (rating.answered, rating.solved, rating.satisfied, rating.words, rating.round, rating.reopened) == (
        "yes", "partly", "yes", "Nearly.", 1, False,
    )  # fmt: skip
    assert Entry.objects.get(verb="matter.rated").actor == f"receipt:{only(replied).pk}"
    assert now(replied).step is None


def test_a_raiser_who_is_signed_in_rates_as_themself(bench: Bench, secretary: Actor) -> None:
    person = bench.signed_in(bench.person())
    matter = bench.at_reply(secretary, actor=person)
    bench.replied(matter, secretary)
    assert bench.rated(only(matter), actor=person).satisfied == "yes"


@pytest.mark.parametrize("times", [2, 3])
def test_a_rating_is_spent_once_given(bench: Bench, replied: Matter, times: int) -> None:
    bench.rated(only(replied))
    for _time in range(times - 1):
        refused("spent", lambda: bench.rated(only(replied), satisfied="no"))
    assert list(Rating.objects.values_list("satisfied", flat=True)) == ["yes"]


def test_the_same_form_sent_twice_rates_once(bench: Bench, replied: Matter) -> None:
    raising = only(replied)
    actor = queries.receipt_actor(raising)
    first, second = (
        actions.rate(
            raising=raising, answered="yes", solved="no", satisfied="no", actor=actor, at=bench.at, once="form"
        )
        for _time in range(2)
    )
    assert (first, Rating.objects.count(), now(replied).round) == (second, 1, 2)


def test_the_database_refuses_a_second_rating_of_a_round(bench: Bench, replied: Matter) -> None:
    rating = bench.rated(only(replied))
    rating.pk = replied.pk
    with pytest.raises(IntegrityError), transaction.atomic():
        rating.save(force_insert=True)


@pytest.mark.django_db(transaction=True)
def test_of_two_ratings_sent_at_the_same_moment_one_counts() -> None:
    bench = Bench()
    secretary = bench.on_duty("secretary")
    matter = bench.at_reply(secretary)
    bench.replied(matter, secretary)
    raising = only(matter)
    raised = together(lambda: bench.rated(raising, satisfied="yes"), lambda: bench.rated(raising, satisfied="no"))
    assert sorted(getattr(fault, "code", str(fault)) for fault in raised) == ["None", "spent"]
    assert Rating.objects.count() == 1


def test_looking_at_the_rating_page_spends_nothing(bench: Bench, replied: Matter) -> None:
    raising, before = only(replied), Entry.objects.count()
    doors = [queries.rating_door(raising, on=AT.date()) for _time in range(3)]
    assert ({door.state for door in doors}, Entry.objects.count()) == ({"open"}, before)
    assert bench.rated(raising).round == 1


def test_nobody_rates_before_the_final_reply(bench: Bench, secretary: Actor) -> None:
    matter = bench.at_reply(secretary)
    actions.reply(matter=matter, kind="interim", text="Soon.", actor=secretary, at=bench.at)
    refused("not_replied_yet", lambda: bench.rated(only(matter)))
    assert queries.rating_door(only(matter), on=AT.date()).state == "not_yet"


def test_who_holds_the_reply_in_hand_rates_before_its_delivery_is_noted(bench: Bench, secretary: Actor) -> None:
    matter = bench.at_reply(secretary, reach="visit")
    bench.replied(matter, secretary)
    door = queries.rating_door(only(matter), on=AT.date())
    assert (door.state, door.until) == ("open", None)
    assert (bench.rated(only(matter)).satisfied, now(matter).step) == ("yes", "reply")


def test_rating_is_open_through_its_fourteenth_day_and_not_on_the_next(bench: Bench, replied: Matter) -> None:
    door = queries.rating_door(only(replied), on=LAST)
    assert (door.state, door.until) == ("open", LAST)
    told = refused("too_late", lambda: bench.rated(only(replied), at=AT + 15 * DAY))
    assert told == {"until": "2026-12-07"}
    assert bench.rated(only(replied), at=AT + 14 * DAY).satisfied == "yes"


def test_the_days_to_rate_count_from_the_day_the_reply_arrived(bench: Bench, secretary: Actor) -> None:
    matter = bench.at_reply(secretary, reach="visit")
    [told] = bench.replied(matter, secretary)
    arrived = AT + 7 * DAY
    actions.deliver(reply=told, mode="visit", succeeded=True, on=arrived.date(), actor=secretary, at=arrived)
    assert queries.rating_door(only(matter), on=arrived.date()).until == date(2026, 12, 14)


@pytest.mark.parametrize("field", ["answered", "solved", "satisfied"])
def test_a_word_that_is_no_answer_is_refused(bench: Bench, replied: Matter, field: str) -> None:
    said: dict[str, Any] = {field: "perhaps"}
    refused("unknown_word", lambda: bench.rated(only(replied), **said))


def test_somebody_elses_raising_is_not_rated(bench: Bench, replied: Matter) -> None:
    other = queries.receipt_actor(bench.raised().raising)
    for actor in (other, PUBLIC, bench.signed_in(bench.person())):
        refused("not_allowed", partial(bench.rated, only(replied), actor=actor))


@pytest.mark.parametrize("role", ["secretary", "community_staff", "grid_worker", "supervisor", "convener"])
def test_i19_who_handles_matters_here_rates_none_not_even_with_the_receipt_in_hand(
    bench: Bench, replied: Matter, role: str
) -> None:
    holder = queries.receipt_actor(only(replied), bench.on_duty(role))
    refused("handler_rates", lambda: bench.rated(only(replied), actor=holder))


def test_i19_the_unit_that_did_the_work_does_not_rate_it(bench: Bench, secretary: Actor) -> None:
    unit = bench.unit()
    matter, officer = bench.at_reply(secretary), bench.on_duty("unit_officer", unit=unit)
    settle_task(matter, give_task(matter, bench.at, unit), bench.at)
    bench.replied(matter, secretary)
    holder = queries.receipt_actor(only(matter), officer)
    refused("handler_rates", lambda: bench.rated(only(matter), actor=holder))


def test_i19_who_entered_it_for_a_neighbour_does_not_rate_it_for_them(bench: Bench, secretary: Actor) -> None:
    head = bench.on_duty("building_head", bench.building)
    matter = bench.at_reply(secretary, actor=head, channel="proxy", consent="spoken")
    bench.replied(matter, secretary)
    refused("handler_rates", lambda: bench.rated(only(matter), actor=queries.receipt_actor(only(matter), head)))
    assert bench.rated(only(matter)).satisfied == "yes"


# --- reopening ---


def test_not_solved_takes_the_whole_matter_up_again_by_the_same_unit(bench: Bench, replied: Matter) -> None:
    rating = bench.rated(only(replied), solved="no", satisfied="no")
    assert (rating.reopened, now(replied).step, now(replied).round) == (True, "assign", 2)
    assert not replied.stands.filter(fact__in=["replies_final", "items_settled", "items_claimed"]).exists()


@pytest.mark.parametrize("said", [{"answered": "no"}, {"satisfied": "no"}, {"solved": "partly"}])
def test_only_not_solved_takes_it_up_again(bench: Bench, replied: Matter, said: dict[str, Any]) -> None:
    assert (bench.rated(only(replied), **said).reopened, now(replied).step) == (False, None)


def test_further_ratings_are_gathered_into_the_running_round(bench: Bench, secretary: Actor) -> None:
    matter = bench.at_reply(secretary, {})
    bench.replied(matter, secretary)
    first, second = matter.raisings.order_by("raised_at", "pk")
    bench.rated(first, solved="no")
    gathered = bench.rated(second, solved="no", at=AT + DAY)
    assert (gathered.reopened, gathered.round, now(matter).round, now(matter).step) == (False, 1, 2, "assign")


def test_not_solved_said_before_the_others_were_told_takes_it_up_when_the_last_reply_arrives(
    bench: Bench, secretary: Actor
) -> None:
    matter = bench.at_reply(secretary, {"reach": "visit"})
    first, second = matter.raisings.order_by("raised_at", "pk")
    told = {each.raising_id: each for each in bench.replied(matter, secretary)}
    assert (bench.rated(first, solved="no").reopened, now(matter).step) == (False, "reply")
    actions.deliver(reply=told[second.pk], mode="visit", succeeded=True, on=AT.date(), actor=secretary, at=AT)
    assert (now(matter).step, now(matter).round) == ("assign", 2)
    entry = Entry.objects.get(verb="matter.branched")
    assert (entry.detail["branch"], entry.detail["reason_code"]) == ("reopen", "not_solved")


def test_each_round_is_rated_anew(bench: Bench, secretary: Actor, replied: Matter) -> None:
    bench.rated(only(replied), solved="no")
    bench.worked(now(replied), AT + DAY)
    bench.replied(now(replied), secretary, AT + DAY)
    assert bench.rated(only(replied), at=AT + 2 * DAY).round == 2


def twice(bench: Bench, secretary: Actor, matter: Matter) -> Matter:
    """Dissatisfied, reworked, and dissatisfied again."""
    bench.rated(only(matter), solved="no", satisfied="no", words="Still broken.")
    bench.worked(now(matter), AT + DAY)
    bench.replied(now(matter), secretary, AT + DAY)
    bench.rated(only(matter), solved="no", satisfied="no", at=AT + 2 * DAY)
    return now(matter)


def test_a10_dissatisfied_twice_the_supervisor_reviews_and_gives_public_reasons(
    bench: Bench, secretary: Actor, replied: Matter
) -> None:
    matter, supervisor = twice(bench, secretary, replied), bench.on_duty("supervisor")
    assert (matter.step, matter.round) == ("reopen:final_review", 3)
    refused("not_your_turn", lambda: bench.replied(matter, secretary))
    assert refused("missing", lambda: bench.replied(matter, supervisor)) == {
        "step": "reopen:final_review", "needs": ["review"],
    }  # fmt: skip
    actions.review(matter=matter, text="It was paved twice.", actor=supervisor, at=AT + 3 * DAY)
    [final] = bench.replied(now(matter), supervisor, AT + 3 * DAY)
    assert (now(matter).step, final.round, final.by_id) == (None, 3, supervisor.id)
    entry = Entry.objects.get(verb="matter.reviewed")
    assert (entry.actor, entry.detail["text"]) == (supervisor.name, "It was paved twice.")


def test_a10_there_is_no_third_time(bench: Bench, secretary: Actor, replied: Matter) -> None:
    matter, supervisor = twice(bench, secretary, replied), bench.on_duty("supervisor")
    actions.review(matter=matter, text="These are the reasons.", actor=supervisor, at=AT + 3 * DAY)
    bench.replied(now(matter), supervisor, AT + 3 * DAY)
    rating = bench.rated(only(matter), solved="no", at=AT + 4 * DAY)
    assert (rating.reopened, now(matter).step, now(matter).round) == (False, None, 3)


def test_a10_what_the_supervisor_ended_is_closed_but_not_solved_and_shown_so(
    bench: Bench, secretary: Actor, replied: Matter
) -> None:
    matter, supervisor = twice(bench, secretary, replied), bench.on_duty("supervisor")
    actions.review(matter=matter, text="These are the reasons.", actor=supervisor, at=AT + 3 * DAY)
    bench.replied(now(matter), supervisor, AT + 3 * DAY)
    counted = queries.endings(bench.place, on=date(2027, 2, 1))
    assert (counted.not_solved, counted.solved, counted.answered) == (Share(1, 1), Share(0, 1), Share(1, 1))
    assert (counted.rated, counted.satisfied, counted.unrated) == (Share(0, 1), Share(0, 0), Share(1, 1))


def test_rows_come_out_equal_when_they_are_made_anew_after_two_reopenings(
    bench: Bench, secretary: Actor, replied: Matter
) -> None:
    twice(bench, secretary, replied)
    assert rebuild.check().different == ()


# --- endings ---


def test_silence_is_unrated_and_never_satisfied(bench: Bench, secretary: Actor, replied: Matter) -> None:
    during, after = (queries.endings(bench.place, on=day) for day in (LAST, LAST + timedelta(days=1)))
    assert (during.unrated, after.unrated) == (Share(0, 1), Share(1, 1))
    assert (after.rated, after.satisfied) == (Share(0, 1), Share(0, 0))
    assert [reply.raising for reply in queries.unrated(bench.place, on=LAST + timedelta(days=1))] == [only(replied)]
    assert queries.unrated(bench.place, on=LAST) == []


def test_endings_are_counted_n_of_n_each_matter_once(bench: Bench, secretary: Actor) -> None:
    good, bad, running = (bench.at_reply(secretary) for _matter in range(3))
    for matter in (good, bad):
        bench.replied(matter, secretary)
    bench.rated(only(good))
    supervisor = bench.on_duty("supervisor")
    actions.review(
        matter=twice(bench, secretary, bad), text="These are the reasons.", actor=supervisor, at=AT + 3 * DAY
    )
    bench.replied(now(bad), supervisor, AT + 3 * DAY)
    explain(bench, secretary)
    counted = queries.endings(bench.place, on=AT.date())
    assert (counted.solved, counted.explained, counted.not_solved, counted.otherwise, counted.rated) == (
        Share(1, 3), Share(1, 3), Share(1, 3), Share(0, 3), Share(1, 3),
    )  # fmt: skip
    assert now(running).step == "reply"


def test_a_matter_checked_as_solved_counts_as_not_solved_when_its_raiser_says_so(
    bench: Bench, secretary: Actor, replied: Matter
) -> None:
    matter = twice(bench, secretary, replied)
    ended = queries.ratings.ending_of(matter, solved=True, says_no=True)
    assert ended == "not_solved"


def explain(bench: Bench, secretary: Actor) -> Matter:
    matter = bench.raised().matter
    bench.accepted(matter, secretary)
    bench.verified(matter, secretary)
    actions.take_branch(
        matter=matter, branch="explain", reason_code=queries.reasons("explain")[0].key, reason="Not feasible here.",
        next_channel="the street", actor=secretary, at=bench.at,
    )  # fmt: skip
    actions.complete_step(matter=now(matter), choose="explain:answered", actor=secretary, at=bench.at)
    bench.replied(now(matter), secretary)
    return matter


def test_an_attempted_reply_is_counted_apart_from_delivered_ones(bench: Bench, secretary: Actor) -> None:
    [told] = bench.replied(bench.at_reply(secretary, reach="visit"), secretary)
    for mode in ("visit", "phone", "visit"):
        actions.deliver(reply=told, mode=mode, succeeded=False, on=AT.date(), note="away", actor=secretary, at=bench.at)
    counted = queries.endings(bench.place, on=AT.date())
    assert (counted.answered, counted.attempted) == (Share(0, 1), Share(1, 1))


def test_another_place_counts_its_own(bench: Bench, replied: Matter) -> None:
    nothing = Share(0, 0)
    counted = queries.endings(bench.elsewhere, on=AT.date())
    assert {getattr(counted, name) for name in counted.__dataclass_fields__} == {nothing}
    assert (str(nothing), str(queries.endings(bench.place, on=AT.date()).solved)) == ("0/0", "1/1")


@pytest.mark.parametrize("count", [1, 3])
def test_endings_need_a_fixed_number_of_queries(
    bench: Bench, secretary: Actor, count: int, django_assert_num_queries: Any
) -> None:
    for _matter in range(count):
        bench.replied(bench.at_reply(secretary), secretary)
    with django_assert_num_queries(5):
        assert queries.endings(bench.place, on=AT.date()).solved == Share(count, count)
