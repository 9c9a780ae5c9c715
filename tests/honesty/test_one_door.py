"""Rows that follow from the ledger are written while an apply runs, and at no other time.

Watched where nothing can hide: every INSERT, UPDATE and DELETE that reaches the database. Reading the source instead
would miss a queryset handed on, and would complain of words that only look like a write.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from typing import Any

import pytest
from django.db import connection

from bandeng.matters import actions
from bandeng.matters.models import Matter
from bandeng.matters.queries import receipt_actor
from bandeng.people.actions import erase_person
from bandeng.places.models import Place
from bandeng.records import registry
from bandeng.records.registry import LEDGERED
from tests.honesty import addresses
from tests.honesty.building import build
from tests.honesty.looking import Album, filled
from tests.honesty.rules import RULES
from tests.honesty.test_permissions import Undone
from tests.honesty.town import ROLES, Town
from tests.makers import MAKER

_WRITE = re.compile(r'^\s*(INSERT(?: OR IGNORE)? INTO|UPDATE|DELETE FROM)\s+"?([a-z_]+)"?', re.IGNORECASE)
_applying: ContextVar[bool] = ContextVar("applying", default=False)


def tables() -> set[str]:
    """The tables of every ledgered model, and those that join two of them."""
    found = {model._meta.db_table for model in LEDGERED}
    return found | {link.m2m_db_table() for model in LEDGERED for link in model._meta.local_many_to_many}


def _marked(apply: Callable[..., Any]) -> Callable[..., Any]:
    def applied(*args: Any) -> Any:
        token = _applying.set(True)
        try:
            return apply(*args)
        finally:
            _applying.reset(token)

    return applied


@contextmanager
def watched(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Collects each write to a ledgered table that reached the database outside an apply."""
    watched_tables, found = tables(), list[str]()

    def look(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        told = _WRITE.match(sql)
        if told and told[2] in watched_tables and not _applying.get():
            found.append(f"{told[1].upper()} {told[2]}")
        return execute(sql, params, many, context)

    with monkeypatch.context() as patch, ExitStack() as stack:
        for verb, apply in registry._APPLIES.items():
            patch.setitem(registry._APPLIES, verb, _marked(apply))
        stack.enter_context(connection.execute_wrapper(look))
        yield found


def test_whatever_happens_in_the_town_writes_its_rows_through_an_apply(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with watched(monkeypatch) as found:
        town = build()
        raising = town.cases["own"].raising
        actions.erase_raising(raising=raising, actor=receipt_actor(raising), at=town.at)
        erase_person(person=town.persons["neighbour"], actor=MAKER, at=town.at)
    assert (found, Matter.objects.exists()) == ([], True)


@pytest.mark.parametrize("name", [name for name, rule in RULES.items() if rule.by])
def test_what_a_page_sends_writes_its_rows_through_an_apply(
    town: Town, album: Album, undone: Undone, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    rule = RULES[name]
    kind = rule.kinds()[0]
    path = addresses.url(name, town, kind, rule.to)
    assert rule.by in ROLES
    with undone(), watched(monkeypatch) as found:
        town.client(rule.by).post(path, filled(town, album, rule, kind, path))
        assert found == []


def test_the_watch_sees_a_write_past_the_ledger(town: Town, undone: Undone, monkeypatch: pytest.MonkeyPatch) -> None:
    with undone(), watched(monkeypatch) as found:
        Place.objects.filter(pk=town.place.pk).update(name="anything")
        town.place.save()
        assert found == ["UPDATE places_place", "UPDATE places_place"]
