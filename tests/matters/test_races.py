"""Two people at the same moment: one is first, the other is told; on both databases, with real transactions."""

import threading
from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import connection

from bandeng.core.refusal import Refusal
from bandeng.matters import actions
from bandeng.matters.models import Matter, MatterFact, Raising
from bandeng.people.acting import PUBLIC
from bandeng.records.models import Entry
from bandeng.records.rebuild import check
from tests.makers import current, make_matter, make_person, make_place, sort_to
from tests.matters.upper import give_task, settle_task

pytestmark = pytest.mark.django_db(transaction=True)


def together(*runs: Callable[[], object]) -> list[str]:
    """Run these at the same moment, each on a connection of its own: "done", or the code of its refusal."""
    start, told = threading.Barrier(len(runs)), [""] * len(runs)

    def run(place: int, what: Callable[[], object]) -> None:
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
    return sorted(told)


def test_of_two_who_accept_one_is_first(at: datetime) -> None:
    matter, one, two = make_matter(accepted=False), make_person("secretary"), make_person("community_staff")

    def accept(who: object, title: str) -> Callable[[], object]:
        return lambda: actions.accept(matter=matter, title=title, summary="s", actor=who, at=at)  # type: ignore[arg-type]

    assert together(accept(one, "一"), accept(two, "二")) == ["already_accepted", "done"]
    assert Entry.objects.filter(verb="matter.accepted").count() == 1


def test_of_two_who_sort_from_the_same_page_one_is_told_that_it_is_stale(at: datetime) -> None:
    one, two = make_person("secretary"), make_person("community_staff")
    matter = make_matter("sort")
    runs = [
        lambda who=who, to=to: sort_to(matter, to, by=who, version=matter.version)
        for who, to in ((one, "deliberate"), (two, "assign"))
    ]
    assert together(*runs) == ["done", "stale"]
    assert current(matter).visits.count() == 2


def test_two_who_merge_crosswise_make_no_circle(at: datetime) -> None:
    one, two, who = make_matter(), make_matter(), make_person("secretary")
    told = together(
        lambda: actions.merge(matter=one, into=two, reason="同一处", actor=who, at=at),
        lambda: actions.merge(matter=two, into=one, reason="同一处", actor=who, at=at),
    )
    assert told == ["done", "merge_cycle"]
    assert Matter.objects.filter(merged_into__isnull=False).count() == 1
    assert Raising.objects.filter(matter__merged_into__isnull=True).count() == 2


def test_many_who_raise_at_once_get_numbers_without_a_gap(at: datetime) -> None:
    actions.ensure_shelf_processes(at)
    place = make_place()

    def say() -> object:
        return actions.raise_matter(place=place, words="路灯坏了", category="other", severity=2, actor=PUBLIC, at=at)

    assert together(*[say] * 5) == ["done"] * 5
    numbers = sorted(Matter.objects.values_list("number", flat=True))
    assert numbers == [f"新华-2026-000{n}" for n in range(1, 6)]


def test_a_form_sent_twice_at_once_raises_once(at: datetime) -> None:
    actions.ensure_shelf_processes(at)
    place, codes = make_place(), []

    def say() -> object:
        told = actions.raise_matter(
            place=place, words="路灯坏了", category="other", severity=2, actor=PUBLIC, at=at, once="form"
        )
        codes.append(told.code)
        return told

    assert together(say, say) == ["done", "done"]
    assert (Matter.objects.count(), len(codes), len(set(codes))) == (1, 2, 1)


def test_who_joins_while_the_last_reply_goes_out_is_answered_too(at: datetime) -> None:
    matter, secretary = make_matter("assign"), make_person("secretary")
    settle_task(matter, give_task(matter, at), at)
    told = together(
        lambda: actions.reply(matter=matter, kind="final", text="办好了", actor=secretary, at=at),
        lambda: actions.join_matter(matter=matter, words="我也是", actor=PUBLIC, at=at),
    )
    assert told == ["done", "done"]
    # Whoever was second is not forgotten: in the same reply, waiting for theirs, or in a new matter linked to this one.
    joined = Raising.objects.exclude(words="楼道里堆满了电动车").get()
    ended = current(matter)
    in_a_new_one = joined.matter.recurred_from == ended and ended.step is None
    answered_with_it = joined.matter == ended and joined.replies.filter(kind="final").exists()
    assert in_a_new_one or answered_with_it


def test_two_who_advance_move_it_once(at: datetime) -> None:
    matter = make_matter("assign")
    settle_task(matter, give_task(matter, at), at)
    assert together(*[lambda: actions.advance(matter=matter, at=at)] * 3) == ["done"] * 3
    assert list(current(matter).visits.order_by("pk").values_list("step", flat=True)) == [
        "discover", "deliberate", "assign", "supervise", "reply",
    ]  # fmt: skip
    assert MatterFact.objects.filter(matter=matter, fact="items_settled").count() == 1
    assert check().different == ()
