"""Rows follow from entries: in a town where everything happened, a rebuild finds no row that stands otherwise."""

from bandeng.matters import actions
from bandeng.matters.queries import receipt_actor
from bandeng.people.actions import erase_person
from bandeng.records import rebuild
from bandeng.records.acts import VERBS
from bandeng.records.checking import check_chain
from bandeng.records.models import Chain, Entry
from bandeng.records.registry import LEDGERED
from tests.honesty.town import Town
from tests.makers import MAKER


def ours() -> set[str]:
    """The verbs of the product; other tests' own acts are called test.something."""
    return {verb for verb in VERBS if not verb.startswith("test.")}


def broken() -> list[str]:
    """The chains that are not whole."""
    return [key for key in Chain.objects.values_list("key", flat=True) if not check_chain(key).whole]


def test_everything_that_can_happen_has_happened_in_the_town(town: Town, db: None) -> None:
    assert ours() - set(Entry.objects.values_list("verb", flat=True)) == set()


def test_every_table_that_follows_from_the_ledger_has_rows_in_the_town(town: Town, db: None) -> None:
    assert [model._meta.label for model in LEDGERED if not model._default_manager.exists()] == []


def test_a_rebuild_finds_every_row_as_it_stands(town: Town, db: None) -> None:
    found = rebuild.check()
    assert (found.different, found.entries, broken()) == ((), Entry.objects.count(), [])


def test_a_rebuild_after_an_erasure_finds_every_row_as_it_stands_and_the_ledger_whole(town: Town, db: None) -> None:
    for kind in ("own", "sealed"):
        raising = town.cases[kind].raising
        actions.erase_raising(raising=raising, actor=receipt_actor(raising), at=town.at)
    erase_person(person=town.persons["neighbour"], actor=MAKER, at=town.at)
    found = rebuild.check()
    assert (found.different, broken()) == ((), [])
