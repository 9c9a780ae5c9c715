"""One door: an act becomes one entry of its chain, and rows follow."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from bandeng.core import ledger
from bandeng.core.refusal import Refusal
from bandeng.records.actions import action, as_line, close_chain, erase, lock, record
from bandeng.records.acts import ERASED
from bandeng.records.models import Chain, Entry, PrivatePart
from bandeng.records.queries import act_of, head_of, open_act_of, story_of
from tests.records.said import Said

pytestmark = pytest.mark.django_db
CHAIN = "640302107001"


def say(text: str, at: datetime, *, chain: str = CHAIN, once: str | None = None, secret: str | None = None) -> Any:
    with transaction.atomic():
        return record(Said(text=text, secret=secret), chain=chain, subject="matter:1", actor="public", at=at, once=once)


def test_an_act_becomes_one_entry_and_its_apply_runs_once(at: datetime, applied: list[tuple[Any, str]]) -> None:
    assert say("the path is broken", at) == "the path is broken"
    assert applied == [(Said(text="the path is broken"), f"{CHAIN}:1")]
    assert [(e.verb, e.v, e.n, e.at, e.actor, e.detail, e.private) for e in Entry.objects.all()] == [
        ("test.said", 1, 1, at, "public", {"text": "the path is broken", "times": 1}, {})
    ]


def test_each_entry_names_the_hash_of_the_one_before(at: datetime) -> None:
    for text in ("one", "two", "three"):
        say(text, at)
    first, second, third = Entry.objects.order_by("n")
    assert [first.prev, second.prev, third.prev] == [ledger.GENESIS, first.hash, second.hash]
    assert [entry.hash for entry in (first, second, third)] == [
        ledger.entry_hash(as_line(entry)) for entry in (first, second, third)
    ]
    assert head_of(CHAIN) == f"{CHAIN}:3:{third.hash[:12]}"


def test_chains_count_apart(at: datetime) -> None:
    say("here", at)
    say("there", at, chain="640106005001")
    assert sorted(Chain.objects.values_list("key", "n")) == [("640106005001", 1), (CHAIN, 1)]


def test_a_private_part_never_stands_in_the_entry_and_its_digest_can_be_checked(at: datetime) -> None:
    say("noise", at, secret="my name is canary")
    entry = Entry.objects.get()
    assert "canary" not in str((entry.detail, entry.private))
    assert "canary" not in bytes(PrivatePart.objects.get().sealed).decode("latin-1")
    assert act_of(entry) == Said(text="noise", secret="my name is canary")
    assert open_act_of(entry) == Said(text="noise", secret=ERASED)


def test_an_erased_private_part_reads_as_erased_and_the_chain_still_holds(at: datetime) -> None:
    say("noise", at, secret="my name is canary")
    before = Entry.objects.get().hash
    assert erase("matter:1") == 1
    assert act_of(Entry.objects.get()) == Said(text="noise", secret=ERASED)
    assert ledger.entry_hash(as_line(Entry.objects.get())) == before


def test_a_refusal_in_an_action_leaves_nothing_written(at: datetime) -> None:
    @action
    def refused(*, place: object) -> None:
        record(Said(text="x"), chain=CHAIN, subject="matter:1", actor="public", at=at)
        raise Refusal("not_your_turn")

    with pytest.raises(Refusal):
        refused(place=object())
    assert (Entry.objects.count(), Chain.objects.count()) == (0, 0)


@dataclass
class Spot:
    chain: str = CHAIN


def test_a_repeat_with_the_same_once_returns_the_first_result(at: datetime, applied: list[tuple[Any, str]]) -> None:
    @action
    def tell(*, place: Spot, text: str, once: str | None = None) -> Any:
        return record(Said(text=text), chain=place.chain, subject="matter:1", actor="public", at=at, once=once)

    assert tell(place=Spot(), text="first", once="k") == "first"
    assert tell(place=Spot(), text="second", once="k") == "again first"
    assert len(applied) == Entry.objects.count() == 1


def test_the_story_of_a_subject_is_newest_first(at: datetime) -> None:
    for text in ("one", "two"):
        say(text, at)
    assert [entry.detail["text"] for entry in story_of("matter:1")] == ["two", "one"]


def test_a_closed_chain_takes_no_more_and_names_its_successor(at: datetime) -> None:
    say("last", at)
    with transaction.atomic():
        head = close_chain(CHAIN, successor="640302107009")
    assert head == Entry.objects.get().hash
    with pytest.raises(Refusal) as no:
        say("too late", at)
    assert (no.value.code, no.value.details) == ("chain_closed", {"chain": CHAIN, "successor": "640302107009"})


def test_i12_the_database_refuses_to_change_or_remove_an_entry(at: datetime) -> None:
    say("noise", at, secret="s")
    for forbidden in (
        lambda: Entry.objects.update(detail={}),
        lambda: Entry.objects.all().delete(),
        lambda: PrivatePart.objects.update(field="other"),
        lambda: Chain.objects.update(n=0),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            forbidden()
    assert Entry.objects.get().detail == {"text": "noise", "times": 1}


def test_the_database_refuses_a_second_entry_of_the_same_number(at: datetime) -> None:
    say("one", at)
    entry = Entry.objects.get()
    entry.arrival = None
    with pytest.raises(DatabaseError), transaction.atomic():
        entry.save(force_insert=True)


def together(*runs: Callable[[], object]) -> list[BaseException | None]:
    """Run these at the same moment, each on a connection of its own; what each raised."""
    start, raised = threading.Barrier(len(runs)), [None] * len(runs)

    def run(place: int, what: Callable[[], object]) -> None:
        start.wait()
        try:
            what()
        except BaseException as fault:
            raised[place] = fault  # type: ignore[call-overload]
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(runs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return list(raised)


@pytest.mark.django_db(transaction=True)
def test_two_writers_get_two_numbers_without_a_gap(at: datetime) -> None:
    assert together(*[lambda i=i: say(f"writer {i}", at) for i in range(6)]) == [None] * 6
    entries = list(Entry.objects.order_by("n"))
    assert [entry.n for entry in entries] == [1, 2, 3, 4, 5, 6]
    assert [entry.prev for entry in entries[1:]] == [entry.hash for entry in entries[:-1]]


@pytest.mark.django_db(transaction=True)
def test_the_order_of_numbers_is_the_order_of_commits(at: datetime) -> None:
    held, go_on = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            lock(CHAIN)
            held.set()
            go_on.wait(5)
            record(Said(text="first"), chain=CHAIN, subject="matter:1", actor="public", at=at)

    def quick() -> None:
        held.wait(5)
        threading.Timer(0.2, go_on.set).start()
        say("second", at)

    assert together(slow, quick) == [None, None]
    assert [entry.detail["text"] for entry in Entry.objects.order_by("n")] == ["first", "second"]
