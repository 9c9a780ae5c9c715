"""Files that are no case: whatever stands in them, one sentence is the answer and nothing is kept."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bandeng.core import cases
from bandeng.core.refusal import Refusal
from bandeng.exchange.models import SolvedCase
from bandeng.records.models import Entry
from tests.makers import make_person, make_place
from tests.matters.faces import browser_of, errors_of, send

GOOD = cases.Travelling(texts=dict.fromkeys(cases.TEXTS, "字"), category="other", kind="owned")
WHOLE: dict[str, Any] = json.loads(cases.write_file(GOOD))
REFUSED = {"not_a_case", "case_altered", "case_version", "case_too_large"}


def signed(**more: Any) -> bytes:
    """A file whose digest is right, whatever it says."""
    told = {**WHOLE["case"], **more}
    return json.dumps({**WHOLE, "case": told, "sha256": cases.digest(told)}).encode()


def around(**more: Any) -> bytes:
    """A whole case in another wrapping."""
    return json.dumps({**WHOLE, **more}).encode()


def code_of(data: bytes) -> str:
    try:
        cases.read_file(data)
    except Refusal as no:
        return no.code
    return "read"


def nested(depth: int) -> object:
    found: object = "字"
    for _ in range(depth):
        found = [found]
    return found


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (around(v=2), "case_version"), (around(v=True), "case_version"), (around(more=1), "not_a_case"),
        (around(sha256=1), "case_altered"), (around(sha256="0" * 64), "case_altered"), (signed(more=1), "not_a_case"),
        (b'{"format": "bandeng-case", "format": "bandeng-case"}', "not_a_case"), (b"[" * 200_000, "not_a_case"),
        (signed(days=nested(900)), "not_a_case"), (b'{"a":' * 40_000, "not_a_case"), (b"9" * 200_000, "not_a_case"),
        (signed(days=10**400), "not_a_case"), (signed(days=1e308), "not_a_case"),
        (signed(kind=["owned"]), "not_a_case"), (signed(category={"a": 1}), "not_a_case"),
        (signed(origin="社区\n冒充的一行"), "not_a_case"),
        (signed(texts={**GOOD.texts, "title": "两\n行"}), "not_a_case"),
        (signed(texts={**GOOD.texts, "steps": "看不见\u202e的"}), "not_a_case"),
        (signed(texts={**GOOD.texts, "steps": "看不见\x07的"}), "not_a_case"),
        (signed(texts={**GOOD.texts, "steps": "字" * 4001}), "not_a_case"),
        (signed(process="a" * 70_000), "not_a_case"),
        (json.dumps({**WHOLE, "case": {**WHOLE["case"], "origin": "\ud800"}}).encode(), "not_a_case"),
        (cases.write_file(GOOD).encode("utf-16"), "not_a_case"), (b"PK\x03\x04" + bytes(900), "not_a_case"),
        (cases.write_file(GOOD).encode() + b" " * cases.LARGEST, "case_too_large"),
        (b"\xef\xbb\xbf" + cases.write_file(GOOD).encode(), "read"),
    ],
)  # fmt: skip
def test_each_kind_of_bad_file_is_told_apart(data: bytes, code: str) -> None:
    assert code_of(data) == code


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4), max_leaves=12,
)  # fmt: skip
FIELDS = st.sampled_from(sorted(cases.Travelling.__dataclass_fields__))


@given(data=st.binary(max_size=300))
def test_bytes_are_no_case(data: bytes) -> None:
    assert code_of(data) in REFUSED


@given(told=PLAIN)
def test_other_json_is_no_case(told: object) -> None:
    assert code_of(json.dumps(told).encode()) in REFUSED


def mutated(field: str, told: object) -> bytes:
    case = {**WHOLE["case"], field: told}
    try:
        found = cases.digest(case)
    except ValueError:
        found = ""
    return json.dumps({**WHOLE, "case": case, "sha256": found}).encode()


@given(field=FIELDS, told=PLAIN)
def test_whatever_stands_in_a_field_it_is_read_or_refused(field: str, told: object) -> None:
    assert code_of(mutated(field, told)) in REFUSED | {"read"}


@given(at=st.integers(0, len(cases.write_file(GOOD).encode()) - 1), put=st.integers(0, 255))
def test_a_file_with_one_byte_changed_is_refused_or_says_the_same(at: int, put: int) -> None:
    data = bytearray(cases.write_file(GOOD).encode())
    data[at] = put
    code = code_of(bytes(data))
    assert code in REFUSED or (code == "read" and cases.read_file(bytes(data))[0] == GOOD)


@pytest.fixture
def desk(settings: Any, db: None) -> tuple[Client, str]:
    settings.DEMONSTRATION = True
    place = make_place()
    return browser_of(make_person("secretary", at=place)), place.pk


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(field=FIELDS, told=PLAIN)
def test_the_page_answers_every_file_with_a_sentence(desk: tuple[Client, str], field: str, told: object) -> None:
    client, place = desk
    entries = Entry.objects.count()
    data = mutated(field, told)
    answer = send(client, "/desk/cases/bring/", place=place, file=SimpleUploadedFile("a.json", data))
    if answer.status_code == 302:
        assert code_of(data) == "read"
        SolvedCase.objects.all().delete()
        return
    assert (answer.status_code in (409, 422), errors_of(answer) != []) == (True, True)
    assert (SolvedCase.objects.count(), Entry.objects.count()) == (0, entries)


def test_a_process_or_a_wording_nobody_can_read_is_refused_on_the_page(desk: tuple[Client, str]) -> None:
    client, place = desk
    bad: list[Callable[[], bytes]] = [
        lambda: signed(process="= ="), lambda: signed(process="key = 1"), lambda: signed(process="a = " + "[" * 3000),
        lambda: signed(wordings={"reply": {"closing": "字" * 9000}}), lambda: signed(wordings={"reply": {"no": "字"}}),
        lambda: signed(wordings={"nothing": {}}), lambda: signed(category="nothing"), lambda: b"",
    ]  # fmt: skip
    for made in bad:
        answer = send(client, "/desk/cases/bring/", place=place, file=SimpleUploadedFile("a.json", made()))
        assert (answer.status_code in (409, 422), len(errors_of(answer))) == (True, 1), made()[:80]
    assert SolvedCase.objects.count() == 0
