"""A mark in every private part: it turns up where it may be read, and nowhere else."""

import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.core import mail
from django.db import connection
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse

from bandeng.records.acts import VERBS, private_names
from bandeng.records.export import write
from bandeng.records.models import Entry
from bandeng.records.queries import secrets_of
from tests.honesty import addresses
from tests.honesty.canaries import found_in, told
from tests.honesty.rules import RULES
from tests.honesty.test_permissions import Undone
from tests.honesty.town import ROLES, Town

RECEIPT = frozenset({"matters:receipt", "matters:receipt_print", "matters:export"})
"""Opened by the secret on the receipt: what its raiser may read."""

OWN_DATA = frozenset({"people:data", "people:export"})

SAID = r"matter\.(raised|joined|contested|withdrawn|rated)\.words"
SEALED = r".*_sealed-sealed"
LETTER = r"matter\.replied\.letter"
NOTE = r"matter\.verified\.note"

MAY_READ: dict[str, tuple[str, ...]] = {
    "secretary": (f"{SAID}-(open|sealed)", SEALED, f"{LETTER}-(open|sealed)", f"{NOTE}-(open|sealed)"),
    "secretary_elsewhere": (f"{SAID}-open",),
    "supervisor": (f"{SAID}-(open|sealed)", SEALED, f"{NOTE}-(open|sealed)"),
    "grid_worker": (f"{SAID}-open", f"{LETTER}-open", f"{NOTE}-open"),
    "building_head": (f"{LETTER}-open",),
    "officer": (SEALED,),
    "oversight": (f"{NOTE}-open",),
    "auditor": (SEALED, f"{NOTE}-(open|sealed)"),
}
"""Role -> the private parts a page may show them (domain.md 6.5): raw words and the note of a visit to those who handle
a matter or look at how it was handled, a letter to who carries it to the door, what is sealed to the few of a sealed
matter and to the unit that works on it. Nobody on this list reads a name, a number or an address: those are masked
until somebody says why (reveal)."""

RAISERS = (
    f"{SAID}-(open|sealed)",
    SEALED,
    f"{LETTER}-(open|sealed)",
    r"matter\.(raised|joined)\.(name|phone|email)-.*",
)


def may(part: str, patterns: tuple[str, ...]) -> bool:
    return any(re.fullmatch(pattern, part) for pattern in patterns)


def private_parts() -> set[str]:
    """Every private part of every act of the product."""
    return {
        f"{verb}.{name}" for verb, cls in VERBS.items() if not verb.startswith("test.") for name in private_names(cls)
    }


def test_every_private_part_of_every_act_holds_a_mark_in_the_town(town: Town, db: None) -> None:
    marked = set()
    for entry in Entry.objects.exclude(private={}):
        for name, value in secrets_of(entry).items():
            if f"{entry.verb}.{name}" in {part.rpartition("-")[0] for part in found_in(value)}:
                marked.add(f"{entry.verb}.{name}")
    assert private_parts() - marked == set()


def pages(town: Town, role: str) -> Iterator[tuple[str, str]]:
    """(name, path) of what a role may open; for a visitor and a resident every address, whatever it answers."""
    for name, rule in RULES.items():
        for kind in rule.kinds() if rule.look is not None else ():
            if role in ("public", "resident") or (role in rule.may_look(kind) and name not in RECEIPT):
                yield name, addresses.url(name, town, kind, rule.to)
    for case in town.more.values():
        for name in ("matters:detail", "commitments:of_matter", "matters:replies", "matters:accept"):
            yield name, reverse(name, kwargs={"pk": case.matter.pk})


def said_by(town: Town, role: str, path: str) -> str:
    """All that an answer tells: its body and its headers."""
    answer: HttpResponseBase = town.client(role).get(path)
    body = b"".join(answer) if isinstance(answer, StreamingHttpResponse | HttpResponse) else b""
    return f"{answer.headers}\n{body.decode('utf-8', 'replace')}"


@pytest.mark.parametrize("role", ROLES)
def test_no_page_tells_a_role_what_it_may_not_read(town: Town, undone: Undone, role: str) -> None:
    leaks, seen = set(), set()
    for name, path in pages(town, role):
        if name in OWN_DATA:
            continue
        with undone():
            found = found_in(said_by(town, role, path))
        allowed = MAY_READ.get(role, ()) + (RAISERS if name in RECEIPT else ())
        leaks |= {(name, path, part) for part in found if not may(part, allowed)}
        seen |= found if name not in RECEIPT else set()
    assert leaks == set()
    assert bool(seen) == (role in MAY_READ)


def test_what_somebody_takes_away_of_their_own_data_holds_nobody_elses(town: Town, undone: Undone) -> None:
    for role in ("resident", "secretary", "officer"):
        person = town.persons[role]
        user = getattr(person, "user", None)
        own = {person.name, person.phone, person.email, getattr(user, "email", None) or ""}
        for name in OWN_DATA:
            with undone():
                text = said_by(town, role, reverse(name))
            assert {mark for mark in told(text) if not any(mark in mine for mine in own)} == set()
            assert person.phone in text


def test_a_receipts_page_tells_of_its_own_raiser_and_of_no_other(town: Town, undone: Undone) -> None:
    for kind in ("own", "sealed"):
        with undone():
            path, case = reverse("matters:export", kwargs={"code": town.cases[kind].code}), town.cases[kind]
            text = town.client("receipt").post(path, {"known": case.raising.phone}).content.decode()
        assert {part for part in found_in(text) if part.startswith("matter.joined")} == set()
        assert town.cases[kind].raising.words in text


# --- what is kept, and what goes out ---

IN_CLEAR = {
    "matters_raising": r"matter\.(raised|joined)\.words-.*",
    "matters_matter": SEALED, "matters_verification": rf"{SEALED}|{NOTE}-.*", "matters_benchnote": SEALED,
    "matters_dissent": SEALED, "matters_passon": SEALED, "matters_reply": rf"{SEALED}|{LETTER}-.*",
    "matters_rating": rf"{SAID}-.*", "matters_merge": SEALED, "matters_track": SEALED, "matters_deadlinechange": SEALED,
    "commitments_workitem": SEALED, "commitments_holding": SEALED, "commitments_progress": SEALED,
    "commitments_extension": SEALED, "commitments_check": SEALED, "matters_pause": SEALED,
    "commitments_support": SEALED, "commitments_money": SEALED, "commitments_partialdelivery": SEALED,
    "commitments_help": SEALED,
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
