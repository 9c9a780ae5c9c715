"""Two people at the same moment, at every action: one is first and the other is told, or both stand side by side.

Real transactions on both databases, in one town that is made for the whole module and taken away afterwards. An action
without a race needs a reason. The races stand in races_*.py.
"""

import inspect
import threading
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import TransactionTestCase

from bandeng.commitments import actions as work
from bandeng.core.refusal import Refusal
from bandeng.documents import actions as documents
from bandeng.exchange import actions as exchange
from bandeng.liaison import actions as liaison
from bandeng.matters import actions
from bandeng.mediation import actions as mediation
from bandeng.meetings import actions as meetings
from bandeng.opinions import actions as opinions
from bandeng.people import actions as people
from bandeng.places import actions as places
from bandeng.records import rebuild
from bandeng.records.checking import check_chain
from bandeng.records.models import Chain, Entry
from bandeng.research import actions as research
from tests.honesty import (
    folk,
    races_commitments,
    races_deciding,
    races_drafting,
    races_exchange,
    races_liaison,
    races_matters,
    races_mediation,
    races_meetings,
    races_opinions,
    races_papers,
    races_people,
    races_places,
    races_promises,
    races_research,
)
from tests.honesty.racing import RACES, Run
from tests.honesty.town import Town
from tests.makers import AT, give_role

pytestmark = pytest.mark.django_db(transaction=True)
READ = (
    races_commitments,
    races_deciding,
    races_drafting,
    races_liaison,
    races_exchange,
    races_matters,
    races_mediation,
    races_meetings,
    races_opinions,
    races_papers,
    races_people,
    races_places,
    races_promises,
    races_research,
)


@pytest.fixture
def _django_db_helper(standing: Town) -> None:
    """In place of pytest-django's own, which empties every table after each test: the town stands till the end."""


@pytest.fixture(scope="module")
def standing(django_db_setup: None, django_db_blocker: Any) -> Iterator[Town]:
    """A town that is really written: people, places and units; each race makes its own matter."""
    with time_machine.travel(AT, tick=True), django_db_blocker.unblock():
        town = Town()
        for part in (folk.lay_out, folk.settle, folk.organise):
            part(town)
        actions.ensure_shelf_processes(town.at)
        town.actors["clerk"] = give_role(folk.newcomer(town, town.place), "community_staff", at=town.place)
        town.actors["second_officer"] = give_role(
            folk.newcomer(town, town.place), "unit_officer", organisation=town.units["officer"]
        )
        yield town
        TransactionTestCase()._fixture_teardown()  # type: ignore[attr-defined]


def together(*runs: Run) -> tuple[str, ...]:
    """Run these at the same moment, each on a connection of its own."""
    start, told = threading.Barrier(len(runs)), [""] * len(runs)

    def run(place: int, what: Run) -> None:
        start.wait()
        try:
            what()
            told[place] = "done"
        except Refusal as no:
            told[place] = no.code
        except Exception as fault:  # a thread's fault must not be lost
            told[place] = repr(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(runs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return tuple(sorted(told))


WITHOUT = {
    "advance": "runs by itself after an act, under its matter's lock: tests/matters/test_races.py",
    "ensure_shelf_processes": "asks first, then publishes: publish_process",
    "erase_raisings_of": "erase_raising for each",
    "hand_over_work": "called by end_duty in its transaction",
    "refer": "a reply with other words",
    "return_unacknowledged": "a daily job: each under its matter's lock, as answer_pass_on",
    "settle_uncontested": "a daily job: each under its matter's lock, as contest",
    "recompute_deadlines": "a reaction to load_year, each matter under its lock",
    "reopen_items": "a reaction to rate, under the matter's lock",
    "supervise": "a sweep, each clock under its matter's lock: tests/commitments/test_two_sweeps.py",
    "remind_due": "a daily job: each under its chain's lock, as remind",
    "write_down": "called by suggest, take_as_suggestion and suggest_here, in their transaction",
    "topics_of": "reads only",
    "ask_export": "no act: one row of the asker's own, and a job",
    "list_stuck": "a daily job, each place under its lock: tests/commitments/test_two_sweeps.py",
    "open_card": "reads only",
    "sign_out_everywhere": "one update, no act",
    "found_site": "only while there is no community: tests/places/test_setup.py",
    "step_on": "an act's own last part, not an action",
    "reopen_move": "reads only",
    "shelf_processes": "reads only",
    "check_batch": "reads only",
    "come_by_door": "sign_in or add_attendee",
    "erase_attendances_of": "erase_attendee for each",
    "erase_sides_of": "erase_other_side for each",
}
"""Public functions of the rooms' actions that need no race of their own, and why."""


def public_actions() -> set[str]:
    """The functions the rooms' actions offer."""
    return {
        name
        for room in (
            actions,
            work,
            mediation,
            meetings,
            opinions,
            research,
            liaison,
            people,
            places,
            documents,
            exchange,
        )
        for name in room.__all__
        if inspect.isfunction(getattr(room, name))
    }


def test_every_action_has_a_race_or_a_reason() -> None:
    assert public_actions() == set(RACES) | set(WITHOUT)
    assert set(RACES) & set(WITHOUT) == set()


@pytest.mark.parametrize("name", RACES)
def test_of_two_at_once_both_stand_or_one_is_told(standing: Town, name: str) -> None:
    told = RACES[name]
    assert together(*told.of(standing)) == told.ends
    assert [key for key in Chain.objects.values_list("key", flat=True) if not check_chain(key).whole] == []


def test_after_all_the_races_every_row_follows_from_the_ledger(standing: Town) -> None:
    found = rebuild.check()
    assert (found.different, found.entries) == ((), Entry.objects.count())
