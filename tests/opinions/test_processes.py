"""Several processes at one database: each map is drawn by one of them at a time, and nothing is written twice."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest
from django.db import connection

from bandeng.opinions import queries
from bandeng.opinions.beside import Beside
from bandeng.opinions.models import Drawn, Tick
from bandeng.records.models import Entry
from tests.opinions.talking import Talk
from tests.opinions.test_live import until
from tests.opinions.test_map import camps

pytestmark = pytest.mark.django_db(transaction=True)


def command(diary: Path) -> list[str]:
    return [sys.executable, "-m", "tests.opinions.drawing_process", str(connection.settings_dict["NAME"]), str(diary)]


@contextmanager
def another(diary: Path, name: str) -> Iterator[Callable[[object], None]]:
    """Another process; what is called is told to it."""
    process = subprocess.Popen([*command(diary), name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin
    assert process.stdout

    def tell(word: object) -> None:
        process.stdin.write(f"{word}\n")  # type: ignore[union-attr]
        process.stdin.flush()  # type: ignore[union-attr]

    tell.heard = process.stdout.readline  # type: ignore[attr-defined]
    try:
        yield tell
    finally:
        process.stdin.close()
        process.wait(30)
        process.stdout.close()


def test_two_processes_draw_one_conversation_in_turn_and_it_is_the_map_one_would_draw(tmp_path: Path) -> None:
    talk, diary = camps(), tmp_path / "diary"
    newest, pk = queries.newest(talk.conversation), talk.conversation.pk
    with another(diary, "one") as one, another(diary, "other") as other:
        one(pk)
        until(talk, newest, 60)
        talk.react("late", 1, 1)
        other(pk)
        until(talk, newest + 1, 60)
        for count in range(12):
            talk.react(f"more{count}", 1 + count % 3, 1)
            one(pk)
            other(pk)
        until(talk, newest + 13, 60)
    rows = [line.split() for line in diary.read_text().splitlines()]
    spans = sorted((float(began), float(ended), name) for name, _pk, began, ended, _upto in rows)
    assert {name for _, _, name in spans} == {"one", "other"}
    assert [pair for pair in pairwise(spans) if pair[1][0] < pair[0][1]] == []
    kept = queries.seen_last(talk.conversation)
    Drawn.objects.all().delete()
    alone = queries.draw(talk.conversation, talk.at)
    assert _said(kept) == _said(alone)


def _said(told: queries.Shown) -> tuple[object, ...]:
    """What a map says, without which side is left and which group is called A."""
    groups = sorted((group.size, sorted(group.stands)) for group in told.groups)
    in_all = {number: rows[0] for number, rows in told.counts.items()}
    by_group = {number: sorted(rows[1:]) for number, rows in told.counts.items()}
    people = sorted(people for *_, people in told.points)
    return told.voices, told.reactions, told.upto, groups, in_all, by_group, told.shared, told.differ, people


def test_two_processes_that_write_the_ledger_at_once_write_one_entry(tmp_path: Path) -> None:
    talk, diary = camps(), tmp_path / "diary"
    before = Entry.objects.count()
    with another(diary, "one") as one, another(diary, "other") as other:
        one("tick")
        other("tick")
        assert [tell.heard() for tell in (one, other) * 2] == ["ready\n", "ready\n", "ticked\n", "ticked\n"]  # type: ignore[attr-defined]
    assert (Tick.objects.filter(conversation=talk.conversation).count(), Entry.objects.count() - before) == (1, 1)


def test_a_process_that_is_killed_over_a_map_is_followed_by_another_one(tmp_path: Path) -> None:
    talk, stop = Talk(), threading.Event()
    beside = Beside(command(tmp_path / "diary"))
    keeper = threading.Thread(target=beside.run, args=(stop,))
    keeper.start()
    try:
        talk.react("a", 1, 1)
        until(talk, 1, 60)
        first = beside.process
        assert first
        # As if it had been killed in the middle of the next map.
        Drawn.objects.update(taken_by=beside.name, taken_at=talk.at.replace(year=2999))
        os.kill(first.pid, signal.SIGKILL)
        talk.react("b", 1, 1)
        until(talk, 2, 60)
        assert beside.process is not first
    finally:
        stop.set()
        keeper.join()
    assert (beside.process, Drawn.objects.get().taken_by) == (None, "")


def test_the_process_that_draws_ends_with_whoever_keeps_it(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "bandeng.opinions.beside", "name"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
    )
    assert process.stdin
    process.stdin.close()
    assert process.wait(60) == 0
