"""Every address x every role x own, elsewhere, hidden, sealed, sent. An address without a rule in rules.py fails.

Who may open an address is in test_looking.
"""

from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.urls import reverse

from bandeng.records.models import Entry, PrivatePart
from tests.honesty import addresses
from tests.honesty.looking import Album, filled, kind_of
from tests.honesty.roles import EVERYBODY, SIGNED
from tests.honesty.rules import ALLAUTH, KEYED, RULES
from tests.honesty.town import ROLES, Town

Undone = Callable[[], AbstractContextManager[None]]
TWO_PATTERNS = {"shell:help": 2}


def test_every_address_of_ours_has_a_rule_and_every_rule_an_address() -> None:
    assert set(addresses.ours()) == set(RULES)
    names = Counter(name for name, _ in addresses.routes() if name in RULES)
    assert {name: count for name, count in names.items() if count > 1} == TWO_PATTERNS


def test_every_address_that_is_not_ours_is_one_of_allauths() -> None:
    theirs = {name for name, _ in addresses.routes() if name not in RULES}
    assert theirs == set(ALLAUTH) | KEYED


def written() -> tuple[int, int]:
    return Entry.objects.count(), PrivatePart.objects.count()


@pytest.mark.parametrize("name", [name for name, rule in RULES.items() if rule.sent])
def test_what_somebody_may_not_do_changes_nothing_and_what_they_may_do_is_recorded(
    town: Town, album: Album, undone: Undone, name: str
) -> None:
    rule, before, wrong = RULES[name], written(), []
    for kind in rule.kinds():
        path = addresses.url(name, town, kind, rule.to)
        sent = filled(town, album, rule, kind, path)
        for role in ROLES:
            if role in rule.may_do(kind) and role != rule.by:
                continue
            with undone():
                answer = town.client(role).post(path, sent)
                changed = written() != before
                allowed = role in rule.may_do(kind)
                if (
                    answer.status_code >= 500
                    or (changed and not allowed)
                    or (role == rule.by and kind == rule.kinds()[0] and not changed)
                ):
                    wrong.append((kind, role, answer.status_code, changed))
    assert wrong == []


@pytest.mark.parametrize("name", [name for name, rule in RULES.items() if rule.sent])
def test_an_address_never_breaks_whoever_sends_it_whatever(town: Town, undone: Undone, name: str) -> None:
    """Whoever: a visitor, one who may, one who is signed in and may not."""
    rule = RULES[name]
    kind = rule.kinds()[0]
    path, may = addresses.url(name, town, kind, rule.to), rule.may_do(kind)
    theirs = [role for role in ("secretary", *ROLES) if role in may and role != "public"][:1]
    others = [role for role in ("resident", "auditor", *ROLES) if role not in may and role != "public"][:1]
    for role in ("public", *theirs, *others):
        for sent in (
            {},
            {"once": "x" * 200, "version": "none", "next": "https://example.org/"},
            {"once": "\x00", "next": "\x00"},
        ):
            with undone():
                answer = town.client(role).post(path, sent)
                assert answer.status_code < 500, (role, sent)
                assert not str(answer.headers.get("Location", "/")).startswith(("https://example.org", "//"))


@pytest.mark.parametrize("name", ALLAUTH)
def test_an_address_of_allauth_shows_a_visitor_nothing_that_needs_signing_in(
    town: Town, album: Album, name: str
) -> None:
    visitor = kind_of(album.look("public", reverse(name)))
    expected = {
        EVERYBODY: {"open", "refused", "asked to sign in"},
        SIGNED: {"asked to sign in", "open"},
        "": {"refused"},
    }
    assert visitor in expected[ALLAUTH[name]]
    assert album.look("secretary", reverse(name)).status < 500
