"""Every address as every role sees it, for own, elsewhere, hidden, sealed: who may open it, what it tells and writes.

An address is opened once for each role and kind (`looking.Album`); each test reads what was seen there. A new address
needs its line in rules.py and nothing here.
"""

import pytest
from django.urls import reverse

from tests.honesty import addresses
from tests.honesty.canaries import found_in, told
from tests.honesty.hostile import running
from tests.honesty.looking import Album, kind_of
from tests.honesty.reading import MAY_READ, OWN_DATA, RAISERS, RECEIPT, SIDES, may, opened
from tests.honesty.rules import RULES
from tests.honesty.test_permissions import Undone
from tests.honesty.town import ROLES, Town

SOME = ("public", "resident", "secretary", "officer_elsewhere", "system_admin")
"""Where everybody may look, these stand for all."""
LOOKED = [name for name, rule in RULES.items() if rule.look is not None]
SESSION = frozenset({"django_session"})
"""What looking may write: the session, which tells when somebody was last here."""


@pytest.mark.parametrize("name", LOOKED)
def test_an_address_opens_for_those_it_is_for_and_for_nobody_else(town: Town, album: Album, name: str) -> None:
    rule = RULES[name]
    for kind in rule.kinds():
        path = addresses.url(name, town, kind, rule.to)
        may_look = rule.may_look(kind)
        asked = SOME if may_look == frozenset(ROLES) else ROLES
        seen = {role: kind_of(album.look(role, path)) for role in asked}
        assert {role for role in asked if seen[role] == "open"} == may_look & set(asked), kind
        assert set(seen.values()) <= {"open", "refused", "asked to sign in"}, kind


@pytest.mark.parametrize("name", [name for name, rule in RULES.items() if rule.look is None])
def test_an_address_that_is_only_sent_cannot_be_opened(town: Town, album: Album, name: str) -> None:
    rule = RULES[name]
    path = addresses.url(name, town, rule.kinds()[0], rule.to)
    seen = {role: album.look(role, path).status for role in ROLES}
    assert {role for role in ROLES if seen[role] not in (405, 302, 403)} == set()
    assert seen["secretary"] in (405, 403)


@pytest.mark.parametrize("name", RULES)
def test_looking_at_an_address_writes_nothing(town: Town, album: Album, name: str) -> None:
    rule = RULES[name]
    for kind in rule.kinds():
        path = addresses.url(name, town, kind, rule.to)
        asked = {"public", *rule.may_look(kind), *rule.may_do(kind)} & {*SOME, "auditor"}
        wrote = {role: {line.split()[-1] for line in album.look(role, path).writes} - SESSION for role in asked}
        assert wrote == {role: set() for role in asked}, kind


@pytest.mark.parametrize("name", LOOKED)
def test_a_hostile_text_that_was_kept_is_shown_as_text_on_every_page(town: Town, album: Album, name: str) -> None:
    rule = RULES[name]
    for kind in rule.kinds():
        path = addresses.url(name, town, kind, rule.to)
        for role in sorted({*SOME, "officer", "auditor"} & rule.may_look(kind)):
            look = album.look(role, path)
            assert running(look.text if look.is_page else "") == [], (kind, role)


@pytest.mark.parametrize("role", ROLES)
def test_no_page_tells_a_role_what_it_may_not_read(town: Town, album: Album, role: str) -> None:
    leaks, seen = set(), set()
    for name, path in opened(town, role):
        if name in OWN_DATA:
            continue
        found = found_in(album.look(role, path).told)
        allowed = MAY_READ.get(role, ()) + SIDES.get(name, RAISERS if name in RECEIPT else ())
        leaks |= {(name, path, part) for part in found if not may(part, allowed)}
        seen |= found if name not in RECEIPT else set()
    assert leaks == set()
    assert bool(seen) == (role in MAY_READ)


def test_what_somebody_takes_away_of_their_own_data_holds_nobody_elses(town: Town, album: Album) -> None:
    for role in ("resident", "secretary", "officer"):
        person = town.persons[role]
        user = getattr(person, "user", None)
        own = {person.name, person.phone, person.email, getattr(user, "email", None) or ""}
        for name in OWN_DATA:
            text = album.look(role, reverse(name)).told
            assert {mark for mark in told(text) if not any(mark in mine for mine in own)} == set()
            assert person.phone in text


def test_a_receipts_page_tells_of_its_own_raiser_and_of_no_other(town: Town, undone: Undone) -> None:
    for kind in ("own", "sealed"):
        with undone():
            path, case = reverse("matters:export", kwargs={"code": town.cases[kind].code}), town.cases[kind]
            text = town.client("receipt").post(path, {"known": case.raising.phone}).content.decode()
        assert {part for part in found_in(text) if part.startswith("matter.joined")} == set()
        assert set(told(case.raising.words)) <= set(told(text))
