"""Two at once: one is first, the other is told so, and nothing is written twice. On both databases."""

import threading
from collections.abc import Callable, Iterator

import pytest
from django.db import connection

from bandeng.commitments import actions
from bandeng.commitments.models import Check, Extension, Holding, WorkItem
from bandeng.core.refusal import Refusal
from bandeng.matters.models import Matter
from bandeng.people.acting import Actor
from bandeng.people.models import Organisation
from bandeng.records.models import Entry
from tests.commitments.working import PHOTO, claimed, current, make_unit, officer, reported, set_one
from tests.makers import AT, make_person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def unit() -> Organisation:
    return make_unit()


def both(*acts: Callable[[], object]) -> list[str]:
    """Run these at once, each on a connection of its own; what each said, in words, sorted."""
    ready, said = threading.Barrier(len(acts)), []

    def one(act: Callable[[], object]) -> None:
        try:
            ready.wait()
            act()
            said.append("done")
        except Refusal as no:
            said.append(no.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(said)


def no_gap(chain: str) -> Iterator[int]:
    return iter(range(1, Entry.objects.filter(chain=chain).count() + 1))


def test_two_units_claim_the_same_item_and_one_has_it(matter: Matter, secretary: Actor, unit: Organisation) -> None:
    other = make_unit("绿化公司")
    item, first, second = set_one(matter, secretary), officer(unit), officer(other)
    said = both(
        lambda: actions.claim(item=item, organisation=unit, days=3, actor=first, at=AT),
        lambda: actions.claim(item=item, organisation=other, days=3, actor=second, at=AT),
    )
    assert said == ["already_gone_on", "done"]
    assert [h.organisation_id for h in Holding.objects.all()] == [current(item).lead_id]
    assert list(Entry.objects.filter(chain=matter.chain).order_by("n").values_list("n", flat=True)) == list(
        no_gap(matter.chain)
    )


def test_done_and_given_back_at_once_is_one_of_them(matter: Matter, secretary: Actor, unit: Organisation) -> None:
    worker = officer(unit)
    item = claimed(matter, secretary, worker, unit)
    said = both(
        lambda: actions.done(item=item, text="好了", photos=[PHOTO], actor=worker, at=AT),
        lambda: actions.return_item(item=item, ground="不归我们", actor=worker, at=AT),
    )
    assert said == ["already_gone_on", "done"]
    assert (current(item).state, current(item).progress.count()) in {("done", 1), ("open", 0)}


def test_one_form_sent_twice_at_once_is_one_act(matter: Matter, secretary: Actor, unit: Organisation) -> None:
    def send() -> object:
        return actions.set_and_claim(
            matter=matter, title="划线", organisation=unit, days=3, actor=secretary, at=AT, once="same"
        )

    assert both(send, send) == ["done", "done"]
    assert (WorkItem.objects.count(), Holding.objects.count()) == (1, 1)


def test_two_edits_of_the_same_version_are_one_and_a_stale_one(
    matter: Matter, secretary: Actor, unit: Organisation
) -> None:
    worker = officer(unit)
    item = claimed(matter, secretary, worker, unit)
    said = both(
        *(
            (lambda words=words: actions.progress(item=item, text=words, actor=worker, at=AT, version=item.version))
            for words in ("甲", "乙")
        )
    )
    assert said == ["done", "stale"]
    assert current(item).progress.count() == 1


def test_solved_and_not_solved_at_once_is_one_check(
    matter: Matter, secretary: Actor, unit: Organisation, xinhua: object
) -> None:
    item, head = reported(matter, secretary, officer(unit), unit), make_person("building_head")
    said = both(
        lambda: actions.check(item=item, solved=True, actor=head, at=AT),
        lambda: actions.check(item=item, solved=False, text="没有", actor=secretary, at=AT),
    )
    assert (said, Check.objects.count()) == (["already_gone_on", "done"], 1)


def test_two_decide_on_a_later_date_and_it_moves_once(matter: Matter, secretary: Actor, unit: Organisation) -> None:
    from datetime import date

    worker, convener = officer(unit), make_person("convener")
    item = claimed(matter, secretary, worker, unit)
    item = actions.ask_extension(item=item, to_on=date(2026, 12, 8), reason="下雨", actor=worker, at=AT)
    asked = Extension.objects.select_related("item__matter").get()
    said = both(
        lambda: actions.decide_extension(extension=asked, granted=True, actor=secretary, at=AT),
        lambda: actions.decide_extension(extension=asked, granted=True, actor=convener, at=AT),
    )
    assert said == ["already_decided", "done"]


def test_two_drop_and_hand_over_at_once_and_none_is_lost(matter: Matter, secretary: Actor, unit: Organisation) -> None:
    worker, colleague = officer(unit), officer(unit).person
    assert colleague is not None
    item = claimed(matter, secretary, worker, unit)
    said = both(
        lambda: actions.drop(item=item, reason="做不到", actor=secretary, at=AT),
        lambda: actions.hand_over_item(item=item, to=colleague, actor=worker, at=AT),
    )
    assert said in (["already_gone_on", "done"], ["done", "done"])
    assert current(item).state == "dropped"


def test_a_reopening_that_runs_twice_at_once_sets_an_item_anew_once(
    matter: Matter, secretary: Actor, unit: Organisation
) -> None:
    from bandeng.matters.applies import put_fact

    worker = officer(unit)
    item = reported(matter, secretary, worker, unit)
    actions.check(item=item, solved=True, actor=secretary, at=AT)
    Matter.objects.filter(pk=matter.pk).update(round=2)
    put_fact(matter.pk, "outcome", "test", AT)
    said = both(*(lambda: actions.reopen_items(matter=matter, at=AT) for _ in range(2)))
    assert (said, Entry.objects.filter(verb="item.reopened").count()) == (["done", "done"], 1)
