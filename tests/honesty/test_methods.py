"""Looking changes nothing, and nothing is sent without the form's own token."""

import pytest
from django.apps import apps
from django.db import connection

from bandeng.records.models import Entry
from tests.honesty import addresses
from tests.honesty.rules import RULES
from tests.honesty.test_permissions import Undone
from tests.honesty.town import ROLES, Town

NOT_COUNTED = frozenset({"sessions.Session", "axes.AccessAttempt", "axes.AccessLog", "axes.AccessFailureLog"})


def rows() -> dict[str, int]:
    """How many rows each table has, sessions and counted sign-ins apart; one query."""
    models = [model for model in apps.get_models() if model._meta.label not in NOT_COUNTED]
    counts = ", ".join(f"(SELECT COUNT(*) FROM {connection.ops.quote_name(model._meta.db_table)})" for model in models)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {counts}")
        return {model._meta.label: count for model, count in zip(models, cursor.fetchone(), strict=True)}


@pytest.mark.parametrize("name", RULES)
def test_looking_at_an_address_changes_no_row(town: Town, undone: Undone, name: str) -> None:
    rule, before = RULES[name], rows()
    for kind in rule.kinds():
        path = addresses.url(name, town, kind, rule.to)
        for role in {"public", *rule.may_look(kind), *rule.may_do(kind)} & {
            "public",
            "resident",
            "secretary",
            "auditor",
        }:
            with undone():
                town.client(role).get(path)
                town.client(role).head(path)
                assert rows() == before, (role, kind)


@pytest.mark.parametrize("name", [name for name, rule in RULES.items() if rule.look is None])
def test_an_address_that_is_only_sent_cannot_be_opened(town: Town, undone: Undone, name: str) -> None:
    rule = RULES[name]
    path = addresses.url(name, town, rule.kinds()[0], rule.to)
    for role in ROLES:
        with undone():
            answers = {town.client(role).get(path).status_code, town.client(role).head(path).status_code}
            assert answers <= {405, 302, 403}, role
            assert role != "secretary" or answers <= {405, 403}


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
