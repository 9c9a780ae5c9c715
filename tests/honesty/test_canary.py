"""A mark in every private part: what is kept and what goes out holds none of them; pages are in test_looking."""

import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.core import mail
from django.db import connection

from bandeng.records.acts import VERBS, private_names
from bandeng.records.checking import check_chain
from bandeng.records.export import write
from bandeng.records.models import Entry
from bandeng.records.queries import secrets_of
from tests.honesty import addresses
from tests.honesty.canaries import found_in
from tests.honesty.reading import LETTER, NOTE, SAID, SEALED
from tests.honesty.rules import RULES
from tests.honesty.test_permissions import Undone
from tests.honesty.town import Town

FOR_EVERYBODY = {
    "exchange.shared.texts",
    "exchange.shared.wordings",
    "exchange.written.process",
    "exchange.written.wordings",
}
"""Sealed only so that they can be taken away (docs/decisions/0035): tests/exchange/test_cases.py looks for them."""


def private_parts() -> set[str]:
    """Every private part of every act of the product that not everybody may read."""
    found = {
        f"{verb}.{name}" for verb, cls in VERBS.items() if not verb.startswith("test.") for name in private_names(cls)
    }
    return found - FOR_EVERYBODY


def test_every_private_part_of_every_act_holds_a_mark_in_the_town(town: Town, db: None) -> None:
    marked = set()
    for entry in Entry.objects.exclude(private={}):
        for name, value in secrets_of(entry).items():
            if f"{entry.verb}.{name}" in {part.rpartition("-")[0] for part in found_in(value)}:
                marked.add(f"{entry.verb}.{name}")
    assert private_parts() - marked == set()


def test_when_the_other_side_is_erased_no_mark_of_it_is_left_anywhere(town: Town, undone: Undone) -> None:
    from bandeng.mediation import actions
    from bandeng.mediation.actions.deciding import SLIP
    from bandeng.mediation.models import Party, Talk

    case = town.mediations["mediated"]
    subject = f"mediation:{case.pk}"
    theirs = {"mediation.opened.who-person", "mediation.consented.way-person", "mediation.heard.words-person"}

    def held() -> set[str]:
        secrets = [secrets_of(entry) for entry in Entry.objects.filter(subject=subject)]
        rows = [*Party.objects.filter(case=case).values(), *Talk.objects.filter(case=case).values()]
        pages = [
            town.client("secretary").get(f"/mediation/{case.pk}/").content.decode(),
            town.client("public").get(f"/side/{_code(case)}/").content.decode(),
        ]
        return found_in(repr([secrets, rows, pages]))

    with undone():
        assert theirs <= held()
        actions.erase_other_side(case=case, actor=SLIP, at=town.at)
        assert held() & theirs == set()
        assert check_chain(case.chain).whole


def _code(case: object) -> str:
    from bandeng.mediation.queries import code_of

    return code_of(case.pk)  # type: ignore[attr-defined]


# --- what is kept, and what goes out ---

IN_CLEAR = {
    "matters_raising": r"matter\.(raised|joined)\.words-.*",
    "matters_matter": SEALED, "matters_verification": rf"{SEALED}|{NOTE}-.*", "matters_benchnote": SEALED,
    "matters_dissent": SEALED, "matters_passon": SEALED, "matters_reply": rf"{SEALED}|{LETTER}-.*",
    "matters_rating": rf"{SAID}-.*", "matters_merge": SEALED, "matters_track": SEALED, "matters_deadlinechange": SEALED,
    "matters_decision": SEALED, "matters_posting": SEALED, "matters_stepnote": SEALED,
    "commitments_workitem": SEALED, "commitments_holding": SEALED, "commitments_progress": SEALED,
    "commitments_supervisionorder": SEALED, "commitments_callback": r"callback\.made\.words-.*",
    "commitments_extension": SEALED, "commitments_check": SEALED, "matters_pause": SEALED,
    "commitments_support": SEALED, "commitments_money": SEALED, "commitments_partialdelivery": SEALED,
    "commitments_help": SEALED, "commitments_statement": SEALED,
    # A statement waits to be read by a named person, who reads it where it stands.
    "opinions_statement": r"opinion\.stated\.text-.*",
    "people_user": r"person\.account_invited\.email-.*|people\.account_invited\.email-.*|person\..*",
    "account_emailaddress": r".*\.email-person",
    "axes_accesslog": r".*\.email-person",
    "notices_notice": SEALED,
}  # fmt: skip
"""Table -> what stands readable in it besides the sealed entry, since pages are made from it. Names, numbers and
addresses of raisers and residents stand in no table in clear; the address somebody signs in with does (allauth, and
axes, which keeps who signed in)."""


def columns() -> Iterator[tuple[str, str]]:
    """(table, everything in it as text), as whoever copies the database would read it."""
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows = [tuple(bytes(each) if isinstance(each, memoryview) else each for each in row) for row in cursor]
            yield table, repr(rows)


def test_no_table_holds_a_private_part_in_clear_but_those_a_page_is_made_from(town: Town, db: None) -> None:
    leaks = {
        (table, part)
        for table, text in columns()
        for part in found_in(text)
        if not re.fullmatch(IN_CLEAR.get(table, "nothing"), part)
    }
    assert leaks == set()
    assert apps.get_model("records", "PrivatePart").objects.exists()


def test_no_entry_holds_a_private_part_in_clear(town: Town, db: None) -> None:
    assert found_in(repr(list(Entry.objects.values()))) == set()


def test_the_ledger_as_it_is_handed_out_holds_no_private_part(town: Town, db: None, tmp_path: Path) -> None:
    out = tmp_path / "ledger.jsonl"
    written = write(out, at=town.at)
    assert (found_in(out.read_text(encoding="utf-8")), written.entries) == (set(), Entry.objects.count())


def test_no_mail_holds_a_private_part(town: Town, undone: Undone) -> None:
    from tests.honesty.building import react

    with undone():
        mail.outbox.clear()
        react()
        town.client("secretary").post(f"/people/{town.persons['neighbour'].pk}/invite/", {"email": "new@example.org"})
        sent = [f"{one.subject}\n{one.body}\n{one.extra_headers}" for one in mail.outbox]
        assert (len(sent) > 0, found_in("\n".join(sent))) == (True, set())


def test_no_line_of_the_log_holds_a_private_part(town: Town, undone: Undone, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        for role in ("public", "secretary"):
            for name in ("matters:detail", "matters:reply", "matters:reveal", "people:person"):
                with undone():
                    kinds = RULES[name].kinds()
                    town.client(role).get(addresses.url(name, town, kinds[-1], RULES[name].to))
    assert caplog.records != []
    assert (
        found_in("\n".join(record.getMessage() for record in caplog.records if record.name != "django.db.backends"))
        == set()
    )
