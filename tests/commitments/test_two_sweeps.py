"""Two sweeps at the same moment issue what one would; so does a sweep that was cut off and is run again."""

import threading
from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import connection

from bandeng.commitments import actions
from bandeng.commitments.actions import sweeping
from bandeng.commitments.models import ClockWarning, StuckDay, SupervisionOrder
from bandeng.core.deadline import SHANGHAI
from bandeng.matters.models import Matter
from bandeng.people.acting import Actor
from bandeng.records.checking import check_chain
from bandeng.records.models import Entry
from tests.commitments.working import claimed, make_unit, officer, set_one
from tests.makers import make_matter

pytestmark = pytest.mark.django_db(transaction=True)
LATE = datetime(2026, 12, 1, 10, tzinfo=SHANGHAI)


@pytest.fixture
def street(matter: Matter, secretary: Actor) -> str:
    """Three items late and one that nobody took; the chain they stand in."""
    unit = make_unit()
    worker = officer(unit)
    set_one(matter, secretary)
    for _ in range(3):
        claimed(make_matter("assign", by=secretary), secretary, worker, unit)
    return matter.chain


def issued() -> list[tuple[str, str]]:
    orders = SupervisionOrder.objects.values_list("deadline__of", "level")
    return sorted([*orders, *ClockWarning.objects.values_list("deadline__of", "threshold")])


def both(act: Callable[[], object]) -> list[str]:
    """Run it twice at once, each on a connection of its own; what went wrong."""
    ready, faults = threading.Barrier(2), list[str]()

    def one() -> None:
        try:
            ready.wait()
            act()
        except Exception as fault:  # a thread's fault must not be lost
            faults.append(repr(fault))
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return faults


def test_two_sweeps_at_once_issue_what_one_would(street: str) -> None:
    expected = sorted((each.watched.deadline.of, each.key) for each in sweeping.pending(LATE))
    assert (both(lambda: actions.supervise(at=LATE)), issued()) == ([], expected)
    assert (len(expected) > 6, check_chain(street).whole, actions.supervise(at=LATE)) == (True, True, [])


def test_a_sweep_that_was_cut_off_goes_on_where_it_was(street: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = sorted((each.watched.deadline.of, each.key) for each in sweeping.pending(LATE))
    warn, calls = sweeping.warn, list[object]()

    def breaks(**told: object) -> object:
        calls.append(told)
        if len(calls) == 3:
            raise OSError("the machine went away")
        return warn(**told)  # type: ignore[arg-type]

    monkeypatch.setattr(sweeping, "warn", breaks)
    with pytest.raises(OSError, match="went away"):
        actions.supervise(at=LATE)
    assert 0 < len(issued()) < len(expected)
    actions.supervise(at=LATE)
    assert issued() == expected


def test_two_lists_of_stuck_matters_at_once_are_one(street: str) -> None:
    before = datetime(2026, 10, 1, 10, tzinfo=SHANGHAI)
    assert (both(lambda: actions.list_stuck(at=before)), StuckDay.objects.count()) == ([], 1)
    assert Entry.objects.filter(verb="stuck.listed").count() == 1
