"""No other method moves anything, and nothing is sent without the form's own token.

What looking does is in test_looking.
"""

import pytest

from bandeng.records.models import Entry
from tests.honesty import addresses
from tests.honesty.browser import asking
from tests.honesty.looking import Album
from tests.honesty.rules import RULES
from tests.honesty.test_permissions import Undone
from tests.honesty.town import ROLES, Town


@pytest.mark.parametrize("name", RULES)
def test_asking_for_the_headers_alone_writes_nothing_and_is_answered_as_looking_is(
    town: Town, album: Album, undone: Undone, name: str
) -> None:
    rule = RULES[name]
    kind = rule.kinds()[0]
    path, may = addresses.url(name, town, kind, rule.to), rule.may_look(kind) | rule.may_do(kind)
    for role in {"public", *[role for role in ("secretary", *ROLES) if role in may][:1]}:
        with undone(), asking() as found:
            status = town.client(role).head(path).status_code
        wrote = {line.split()[-1] for line in found.writes} - {"django_session"}
        assert (status, wrote) == (album.look(role, path).status, set()), role


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
@pytest.mark.parametrize("name", [name for name, rule in RULES.items() if rule.sent])
def test_no_address_is_moved_by_another_method(town: Town, undone: Undone, name: str, method: str) -> None:
    rule, before = RULES[name], Entry.objects.count()
    path = addresses.url(name, town, rule.kinds()[0], rule.to)
    with undone():
        answer = getattr(town.client("secretary"), method)(path)
        assert answer.status_code < 500
        assert Entry.objects.count() == before


@pytest.mark.parametrize("name", [name for name, rule in RULES.items() if rule.sent])
def test_nothing_is_sent_without_the_forms_own_token(town: Town, undone: Undone, name: str) -> None:
    rule = RULES[name]
    path = addresses.url(name, town, rule.kinds()[0], rule.to)
    for role in ("public", rule.by or "secretary"):
        with undone():
            answer = town.client(role, csrf=True).post(path, {"once": "1"})
            assert answer.status_code == 403, role
