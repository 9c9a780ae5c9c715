"""A receipt follows a raising without signing in; the ledger never tells its code; a lost one is found again."""

import random
import re
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from bandeng.core.refusal import Refusal
from bandeng.matters import actions, queries
from bandeng.matters.models import Raising
from bandeng.people.acting import PUBLIC, Actor
from bandeng.records import rebuild
from bandeng.records.actions import as_line
from bandeng.records.models import Entry
from bandeng.records.queries import head_of
from tests.matters.replying import Bench, only, refused
from tests.records.test_recording import together

pytestmark = pytest.mark.django_db


def test_a_receipt_is_ten_letters_and_digits_that_cannot_be_misread() -> None:
    code = Bench().raised().code
    assert re.fullmatch("[0-9A-HJKMNP-TV-Z]{10}", code)


def test_the_same_form_sent_twice_shows_the_same_receipt_and_raises_once() -> None:
    bench = Bench()
    first, second = bench.raised(once="the form's key"), bench.raised(once="the form's key")
    assert (first.code, first.raising) == (second.code, second.raising)
    assert Raising.objects.count() == 1


def test_the_code_is_worked_out_again_for_a_raising_and_for_a_join() -> None:
    bench = Bench()
    first = bench.raised()
    second = bench.joined(first.matter)
    assert [queries.receipt_code(each.raising) for each in (first, second)] == [first.code, second.code]
    assert first.code != second.code


def test_the_code_stands_neither_in_a_row_nor_in_the_ledger() -> None:
    raised = Bench().raised()
    assert raised.code not in str(Raising.objects.values())
    assert [str(as_line(entry)) for entry in Entry.objects.all() if raised.code in str(as_line(entry))] == []


def test_a_raising_from_another_sites_key_has_no_code() -> None:
    raising = Bench().raised().raising
    raising.receipt = "0" * 64
    with pytest.raises(Refusal) as no:
        queries.receipt_code(raising)
    assert no.value.code == "unknown"


SLIPS = {"0": "0Oo", "1": "1IiLl"}


@given(st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=10, max_size=10), st.randoms(use_true_random=False))
def test_a_code_typed_with_small_slips_is_still_the_same_code(code: str, chance: random.Random) -> None:
    typed = "".join(
        chance.choice(SLIPS.get(sign, sign + sign.lower())) + chance.choice(["", "", "", " ", "-"]) for sign in code
    )
    assert queries.receipt_mark(f" {typed} ") == queries.receipt_mark(code)


def test_a_mistyped_code_still_opens_its_raising() -> None:
    raised = Bench().raised()
    typed = raised.code.lower().replace("0", "o").replace("1", "l")
    assert queries.raising_by_code(f"{typed[:5]} {typed[5:]}") == raised.raising


def test_a_code_nobody_has_opens_nothing() -> None:
    Bench().raised()
    with pytest.raises(Refusal) as no:
        queries.raising_by_code("0000000000")
    assert no.value.code == "unknown"


def test_a_lost_receipt_found_again_opens_the_raising_and_the_old_one_nothing_any_more() -> None:
    bench = Bench()
    raised, clerk = bench.raised(), bench.on_duty("community_staff")
    code = actions.find_receipt(raising=raised.raising, how="came in person", actor=clerk, at=bench.at)
    assert queries.raising_by_code(code) == raised.raising
    assert queries.receipt_code(only(raised.matter)) == code
    with pytest.raises(Refusal):
        queries.raising_by_code(raised.code)


def test_who_found_a_receipt_and_how_is_recorded() -> None:
    bench = Bench()
    raised, clerk = bench.raised(), bench.on_duty("community_staff")
    code = actions.find_receipt(raising=raised.raising, how=" came in person ", actor=clerk, at=bench.at)
    entry = Entry.objects.get(verb="matter.receipt_found")
    assert (entry.actor, entry.at, entry.detail) == (
        clerk.name,
        bench.at,
        {
            "matter": str(raised.matter.pk), "raising": str(raised.raising.pk), "how": "came in person",
            "receipt": queries.receipt_mark(code),
        },
    )  # fmt: skip


def test_a_receipt_found_twice_by_one_form_is_found_once() -> None:
    bench = Bench()
    raised, clerk = bench.raised(), bench.on_duty("secretary")
    codes = [
        actions.find_receipt(raising=raised.raising, how="in person", actor=clerk, at=bench.at, once="form")
        for _time in range(2)
    ]
    assert codes[0] == codes[1]
    assert Entry.objects.filter(verb="matter.receipt_found").count() == 1


def test_a_receipt_found_twice_is_the_newest_one() -> None:
    bench = Bench()
    raised, clerk = bench.raised(), bench.on_duty("secretary")
    for _time in range(2):
        code = actions.find_receipt(raising=raised.raising, how="in person", actor=clerk, at=bench.at)
    assert queries.receipt_code(only(raised.matter)) == code


@pytest.mark.parametrize("role", ["building_head", "grid_worker", "auditor", "supervisor"])
def test_only_the_communitys_desk_finds_a_receipt(role: str) -> None:
    bench = Bench()
    raised, other = bench.raised(), bench.on_duty(role)
    told = refused(
        "not_your_turn",
        lambda: actions.find_receipt(raising=raised.raising, how="in person", actor=other, at=bench.at),
    )
    assert told["needs"] == ["community_staff", "secretary"]


def test_another_communitys_secretary_finds_nothing() -> None:
    bench = Bench()
    raised, other = bench.raised(phone="139 0000 1234"), bench.on_duty("secretary", bench.elsewhere)
    refused("not_your_turn", lambda: actions.find_receipt(raising=raised.raising, how="x", actor=other, at=bench.at))
    assert list(queries.find_raisings(other, "13900001234")) == []


@pytest.mark.parametrize(
    ("how", "code"), [("", "text_missing"), ("gave 139 0000 1234", "unmasked"), ("x" * 201, "text_too_long")]
)
def test_how_somebody_was_known_is_told_and_tells_on_nobody(how: str, code: str) -> None:
    bench = Bench()
    raised, clerk = bench.raised(), bench.on_duty("secretary")
    refused(code, lambda: actions.find_receipt(raising=raised.raising, how=how, actor=clerk, at=bench.at))


def test_the_desk_finds_raisings_by_telephone_or_by_number() -> None:
    bench = Bench()
    raised, clerk = bench.raised(phone="139 0000 1234"), bench.on_duty("secretary")
    bench.raised(phone="139 0000 9999")
    found = [list(queries.find_raisings(clerk, asked)) for asked in ("13900001234", raised.matter.number, "138", "")]
    assert found == [[raised.raising], [raised.raising], [], []]


def test_the_public_finds_nothing_at_the_desk() -> None:
    bench = Bench()
    raised = bench.raised(phone="139 0000 1234")
    assert list(queries.find_raisings(PUBLIC, raised.matter.number)) == []


def test_a_receipt_carries_the_head_of_its_chain() -> None:
    raised = Bench().raised()
    shown = queries.receipt(raised.raising)
    assert (shown.number, shown.code.replace("-", ""), shown.head) == (
        raised.matter.number, raised.code, head_of(raised.matter.chain),
    )  # fmt: skip
    last = Entry.objects.filter(chain=raised.matter.chain).order_by("n").last()
    assert last is not None
    assert shown.head == f"{last.chain}:{last.n}:{last.hash[:12]}"


def test_rows_come_out_equal_when_they_are_made_anew_after_a_receipt_was_found() -> None:
    bench = Bench()
    raised, clerk = bench.raised(), bench.on_duty("secretary")
    actions.find_receipt(raising=raised.raising, how="in person", actor=clerk, at=bench.at)
    assert rebuild.check().different == ()


def test_an_act_by_a_receipt_is_written_in_its_name_whoever_is_signed_in() -> None:
    bench = Bench()
    raised, person = bench.raised(), bench.person()
    actor = queries.receipt_actor(raised.raising, bench.signed_in(person))
    assert (actor.name, actor.person) == (f"receipt:{raised.raising.pk}", person)


@pytest.mark.django_db(transaction=True)
def test_of_two_receipts_found_at_the_same_moment_the_later_one_opens() -> None:
    bench = Bench()
    raised, clerks = bench.raised(), [bench.on_duty("secretary"), bench.on_duty("community_staff")]
    codes: list[str] = []

    def find(clerk: Actor) -> None:
        codes.append(actions.find_receipt(raising=raised.raising, how="in person", actor=clerk, at=bench.at))

    assert together(*[partial(find, clerk) for clerk in clerks]) == [None, None]
    assert queries.receipt_code(only(raised.matter)) in codes
    assert [queries.receipt_mark(code) == only(raised.matter).receipt for code in codes].count(True) == 1


@pytest.mark.parametrize("asked", ["王小明", " 王 小明 ", "０９５３－０００ ００８８"])
def test_a_lost_receipt_is_found_by_the_persons_name_or_number(asked: str) -> None:
    bench = Bench()
    raised, clerk = bench.raised(name="王小明", phone="0953-000 0088"), bench.on_duty("secretary")
    bench.raised(name="李小明")
    assert list(queries.find_raisings(clerk, asked)) == [raised.raising]


def test_a_raising_of_a_registered_person_is_found_by_the_name_they_are_registered_under() -> None:
    bench = Bench()
    person, clerk = bench.person(name="陶桂兰"), bench.on_duty("secretary")
    raised = bench.raised(actor=bench.signed_in(person))
    assert list(queries.find_raisings(clerk, "陶桂兰")) == [raised.raising]


def test_the_name_stands_nowhere_in_clear() -> None:
    raised = Bench().raised(name="王小明")
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, name_index FROM matters_raising WHERE id = %s", [_as_kept(raised.raising.pk)])
        kept = cursor.fetchone()
    assert ("王小明".encode() in bytes(kept[0]), len(kept[1])) == (False, 64)


def _as_kept(pk: UUID) -> str:
    return pk.hex if connection.vendor == "sqlite" else str(pk)


@pytest.mark.parametrize(
    ("left", "asked", "right", "wrong"),
    [
        ({"phone": "0953-000 0088"}, "phone", "0088", "0089"),
        ({"phone": "0953-000 0088"}, "phone", "0953 000 0088", ""),
        ({"name": "王小明"}, "name", " 王 小明", "王小"),
        ({"name": "王小明", "phone": "12"}, "name", "王小明", "12"),
    ],
)
def test_whoever_holds_the_slip_alone_does_not_get_the_data(
    left: dict[str, Any], asked: str, right: str, wrong: str
) -> None:
    raising = Bench().raised(**left).raising
    said = (queries.asked_of(raising), queries.knows(raising, right), queries.knows(raising, wrong))
    assert said == (asked, True, False)


def test_who_left_neither_name_nor_number_is_asked_for_nothing() -> None:
    raising = Bench().raised().raising
    assert (queries.asked_of(raising), queries.knows(raising, "")) == ("", True)
