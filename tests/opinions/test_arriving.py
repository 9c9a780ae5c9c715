"""A conversation goes out as files and comes in elsewhere: the same map, and what was changed stays as history."""

import io
import random
from typing import Any

import pytest
from django.test import Client

from bandeng.core.opinion import fingerprint, opinion_map
from bandeng.core.opinion.tables import read_history, read_votes
from bandeng.opinions import actions, queries
from bandeng.opinions.actions import arriving
from bandeng.opinions.actions.conversations import result_of
from bandeng.opinions.models import Arrival, Conversation, Reaction, Tick, Voice
from bandeng.records import rebuild
from bandeng.records.models import Entry
from bandeng.records.worker import run_pending
from tests.makers import AT, make_person
from tests.opinions.talking import refused
from tests.opinions.test_files import bring, downloaded, now  # noqa: F401  the fixture that stops the clock

pytestmark = pytest.mark.django_db

SAID = [5, 7, 8, 11, 40]
WORDS = "comment-id,comment-body,moderated\n" + "".join(f"{number},第 {number} 句,1\n" for number in SAID)


def history_csv(seed: int, people: int = 24, rows: int = 400) -> str:
    """Votes at random moments, in no order, many changed later, some twice at one moment."""
    chance = random.Random(seed)
    lines = [
        f"{1_700_000_000_000 + chance.randrange(500)},x,{chance.choice(SAID)},{chance.randrange(people) * 3},"
        f"{chance.choice((-1, 0, 1))}"
        for _ in range(rows)
    ]
    return "timestamp,datetime,comment-id,voter-id,vote\n" + "\n".join(lines) + "\n"


@pytest.mark.parametrize("seed", range(8))
def test_what_goes_out_and_comes_in_again_gives_the_identical_map_and_the_same_history(seed: int) -> None:
    told = history_csv(seed)
    first = bring(told, WORDS)
    out = downloaded(first, "votes")
    second = bring(out, downloaded(first, "comments"), question="再问一次？")
    lines = [list(queries.lines_since(each, 0, 10**6)) for each in (first, second)]
    maps = [result_of(each) for each in (first, second)]
    assert lines[0] == lines[1]
    assert maps == [fingerprint(opinion_map(read_votes(io.StringIO(told))))] * 2
    assert (len(lines[0]), downloaded(second, "votes")) == (400, out)


def test_a_mind_that_was_changed_stays_on_record_and_the_last_by_time_counts() -> None:
    conversation = bring(
        "timestamp,participant,statement,vote\n1700000002,1,5,-1\n1700000001,1,5,1\n1700000002,1,5,0\n", WORDS
    )
    rows = Reaction.objects.filter(conversation=conversation).order_by("number")
    assert [(each.value, int(each.at.timestamp())) for each in rows] == [
        (1, 1_700_000_001), (-1, 1_700_000_002), (0, 1_700_000_002),
    ]  # fmt: skip
    votes, upto = queries.votes_of(conversation)
    assert ([column.tolist() for column in votes.rows()], upto) == ([[1], [5], [0]], 3)


def test_a_time_that_cannot_be_is_when_it_came_here() -> None:
    odd = (-5, 0, 10**18, int(AT.timestamp()) + 3600, None)
    assert [arriving.moment(each, AT) for each in odd] == [AT] * 5


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arriving, "AT_ONCE", 100)
    monkeypatch.setattr(arriving, "PIECE", 90)
    monkeypatch.setattr(arriving, "BREATH", 0.0)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("small")
def test_a_large_file_arrives_piece_by_piece_and_nobody_reacts_till_all_are_there() -> None:
    told = history_csv(3)
    conversation = bring(told, WORDS)
    history = read_history(io.StringIO(told))
    first = conversation.statements.get(number=5)
    mark = queries.mark_of(conversation, make_person("resident"), "")

    def react() -> actions.Said:
        return actions.react(statement=first, value=1, mark=mark, at=AT, key="k")

    assert (Reaction.objects.count(), Tick.objects.count()) == (0, 0)
    assert arriving.lay_piece(conversation.pk, history)
    no = refused("still_arriving", react)
    assert (no.details["laid"], no.details["total"], Reaction.objects.count()) == (90, 400, 90)
    assert "90" in Client().post(
        f"/o/{conversation.pk}/react/{first.pk}/", {"value": 1, "once": "k"}
    ).content.decode()  # fmt: skip
    run_pending()
    assert (Arrival.objects.count(), Reaction.objects.count()) == (0, 400)
    assert list(Reaction.objects.order_by("number").values_list("number", flat=True)) == list(range(1, 401))
    tick = conversation.ticks.get()
    assert (tick.upto, tick.result) == (400, fingerprint(opinion_map(read_votes(io.StringIO(told)))))
    assert react().added


@pytest.mark.usefixtures("small")
def test_who_dies_over_a_piece_leaves_nothing_of_it_and_the_next_one_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    told = history_csv(4)
    conversation = bring(told, WORDS)
    lay, laid = arriving._lay, list[int]()

    def dying(*rest: Any) -> None:
        lay(*rest)
        laid.append(rest[2])
        if len(laid) == 3:
            raise MemoryError

    monkeypatch.setattr(arriving, "_lay", dying)
    with pytest.raises(MemoryError):
        arriving.lay_all(conversation.pk)
    assert (Reaction.objects.count(), Arrival.objects.get().laid) == (180, 180)
    arriving.lay_all(conversation.pk)
    arriving.lay_all(conversation.pk)
    assert (laid, Reaction.objects.count(), Tick.objects.count()) == ([1, 91, 181, 181, 271, 361], 400, 1)
    assert Voice.objects.count() == len(set(read_votes(io.StringIO(told)).pids.tolist()))


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("small")
def test_the_entry_proves_the_rows_that_arrive_later() -> None:
    import hashlib

    conversation = bring(history_csv(5), WORDS)
    run_pending()
    entry = Entry.objects.get(verb="opinion.brought_in")
    lines = b"".join(queries.lines_since(conversation, 0, 400))
    assert (entry.detail["votes"], entry.detail["reactions"]) == (hashlib.sha256(lines).hexdigest(), 400)
    assert (rebuild.check().different, Conversation.objects.count()) == ((), 1)
