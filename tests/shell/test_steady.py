"""Counts beside the desk's lines: remembered while the ledger, the reader and the day stand, and never longer."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.http import HttpRequest

from bandeng.people.acting import Actor
from bandeng.records.queries import ledger_mark
from bandeng.shell.steady import steady
from tests.makers import AT, make_matter, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at() -> Iterator[None]:
    cache.clear()
    with time_machine.travel(AT, tick=False):
        yield
    cache.clear()


def of(actor: Actor) -> HttpRequest:
    request = HttpRequest()
    request.actor = actor  # type: ignore[attr-defined]
    return request


def test_a_count_is_worked_out_again_when_the_ledger_the_reader_or_the_day_is_another() -> None:
    asked: list[str] = []

    @steady
    def waiting(request: HttpRequest) -> int:
        asked.append(request.actor.name)  # type: ignore[attr-defined]
        return len(asked)

    secretary, other = make_person("secretary"), make_person("supervisor")
    assert [waiting(of(secretary)), waiting(of(secretary)), waiting(of(other))] == [1, 1, 2]
    make_matter(by=secretary)
    assert [waiting(of(secretary)), waiting(of(secretary))] == [3, 3]
    with time_machine.travel(AT + timedelta(days=1), tick=False):
        assert waiting(of(secretary)) == 4


def test_who_holds_another_duty_since_is_another_reader() -> None:
    @steady
    def roles(request: HttpRequest) -> int:
        return len(request.actor.all_roles)  # type: ignore[attr-defined]

    secretary = make_person("secretary")
    without = Actor(secretary.name, secretary.person)
    assert [roles(of(secretary)), roles(of(without))] == [1, 0]


def test_every_entry_changes_the_ledgers_mark() -> None:
    before = ledger_mark()
    make_matter()
    assert ledger_mark() != before
    assert ledger_mark() == ledger_mark()
