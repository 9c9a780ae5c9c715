"""Every address x every role x own, elsewhere, hidden, sealed. An address without a rule fails."""

from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.http import HttpResponseBase
from django.urls import reverse

from bandeng.records.models import Entry, PrivatePart
from tests.honesty import addresses
from tests.honesty.filling import form_for
from tests.honesty.rules import ALLAUTH, EVERYBODY, KEYED, RULES, SIGNED, Rule
from tests.honesty.town import ROLES, Town

Undone = Callable[[], AbstractContextManager[None]]
SIGN_IN = "/account/login/"
REFUSED = frozenset({403, 404, 405, 409, 422})
SOME = ("public", "resident", "secretary", "officer_elsewhere", "system_admin")
"""Where everybody may look, these stand for all."""
TWO_PATTERNS = {"shell:help": 2}


def test_every_address_of_ours_has_a_rule_and_every_rule_an_address() -> None:
    assert set(addresses.ours()) == set(RULES)
    names = Counter(name for name, _ in addresses.routes() if name in RULES)
    assert {name: count for name, count in names.items() if count > 1} == TWO_PATTERNS


def test_every_address_that_is_not_ours_is_one_of_allauths() -> None:
    theirs = {name for name, _ in addresses.routes() if name not in RULES}
    assert theirs == set(ALLAUTH) | KEYED


def kind_of(answer: HttpResponseBase) -> str:
    """An answer as this matrix knows it."""
    if answer.status_code in (301, 302):
        target = str(answer.headers["Location"])
        return "asked to sign in" if target.startswith(SIGN_IN) else "open" if target.startswith("/") else "sent away"
    if answer.status_code == 200:
        return "open"
    return "refused" if answer.status_code in REFUSED else str(answer.status_code)


@pytest.mark.parametrize("name", [name for name, rule in RULES.items() if rule.look is not None])
def test_an_address_opens_for_those_it_is_for_and_for_nobody_else(town: Town, undone: Undone, name: str) -> None:
    rule = RULES[name]
    for kind in rule.kinds():
        path = addresses.url(name, town, kind, rule.to)
        may = rule.may_look(kind)
        asked = SOME if may == frozenset(ROLES) else ROLES
        seen = {}
        for role in asked:
            with undone():
                seen[role] = kind_of(town.client(role).get(path))
        assert {role for role in asked if seen[role] == "open"} == may & set(asked), kind
        assert set(seen.values()) <= {"open", "refused", "asked to sign in"}, kind


def written() -> tuple[int, int]:
    return Entry.objects.count(), PrivatePart.objects.count()


def filled(town: Town, rule: Rule, path: str, kind: str) -> dict[str, object]:
    """What the page's own form would send, from somebody who may open it."""
    for role in ROLES:
        if rule.look is not None and role in rule.may_look(kind):
            answer = town.client(role).get(path)
            if answer.status_code == 200 and (form := form_for(answer.content.decode(), path)):
                return form.filled(**typed(town, rule, kind))
    return typed(town, rule, kind)


def typed(town: Town, rule: Rule, kind: str) -> dict[str, object]:
    """What the rule says is typed, where it depends on the case, worked out."""
    return {name: value(town, kind) if callable(value) else value for name, value in rule.typed.items()}


@pytest.mark.parametrize("name", [name for name, rule in RULES.items() if rule.sent])
def test_what_somebody_may_not_do_changes_nothing_and_what_they_may_do_is_recorded(
    town: Town, undone: Undone, name: str
) -> None:
    rule, before, wrong = RULES[name], written(), []
    for kind in rule.kinds():
        path = addresses.url(name, town, kind, rule.to)
        with undone():
            sent = filled(town, rule, path, kind)
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
    rule = RULES[name]
    path = addresses.url(name, town, rule.kinds()[0], rule.to)
    for role in ("public", "resident", "secretary", "auditor", "system_admin"):
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
    town: Town, undone: Undone, name: str
) -> None:
    with undone():
        visitor = kind_of(town.client("public").get(reverse(name)))
        staff = town.client("secretary").get(reverse(name)).status_code
    expected = {
        EVERYBODY: {"open", "refused", "asked to sign in"},
        SIGNED: {"asked to sign in", "open"},
        "": {"refused"},
    }
    assert visitor in expected[ALLAUTH[name]]
    assert staff < 500
