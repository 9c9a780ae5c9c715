"""A11: a raiser takes a copy of what is kept of their raising, and has it erased; the file keeps a pseudonym."""

import io
import json
import logging
import re
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from bandeng.core import ledger
from bandeng.matters import actions, queries
from bandeng.matters.models import Matter, Raising, Rating, Reply
from bandeng.people import actions as people
from bandeng.people.acting import PUBLIC, Actor
from bandeng.people.models import Reveal
from bandeng.people.queries import own_data
from bandeng.records import export, rebuild
from bandeng.records.acts import ERASED
from bandeng.records.models import Entry, Evidence, PrivatePart
from bandeng.records.photos import path_of, take_photo
from tests.makers import AT
from tests.matters.replying import DAY, TEXT, Bench, now, only, refused
from tests.records.test_recording import together

pytestmark = pytest.mark.django_db
CANARY = "CANARY"
PHONE = "139 0000 1234"


@pytest.fixture
def bench() -> Bench:
    return Bench()


@pytest.fixture
def secretary(bench: Bench) -> Actor:
    return bench.on_duty("secretary")


def picture(colour: str = "red") -> str:
    """A photo somebody took; its digest."""
    data = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(data, "JPEG")
    return take_photo(io.BytesIO(data.getvalue()), at=AT).sha256


@pytest.fixture
def told(bench: Bench, secretary: Actor) -> Matter:
    """Two raisers, everything of the first one a canary: words, name, telephone, e-mail, letter, rating, photo."""
    matter = bench.at_reply(
        secretary, {"words": "My own words.", "name": "李四", "phone": "139 0000 5678"}, words=f"{CANARY} words",
        name=f"{CANARY} name", phone=PHONE, email="canary@example.org", photos=[picture()],
    )  # fmt: skip
    own, other = matter.raisings.order_by("raised_at", "pk")
    bench.replied(matter, secretary, letters={own.pk: f"{CANARY} letter", other.pk: "Another letter."})
    bench.rated(own, words=f"{CANARY} rating", satisfied="no")
    bench.rated(other, words="Thank you.")
    return now(matter)


def first(matter: Matter) -> Raising:
    return matter.raisings.order_by("raised_at", "pk")[0]


def second(matter: Matter) -> Raising:
    return matter.raisings.order_by("raised_at", "pk")[1]


def erased(raising: Raising, at: Any = AT) -> Raising:
    return actions.erase_raising(raising=raising, actor=queries.receipt_actor(raising), at=at)


# --- the canary: nothing private in the ledger, its export, what is logged ---


def test_nothing_private_stands_in_any_entry(told: Matter) -> None:
    lines = "".join(str((entry.detail, entry.private, entry.actor)) for entry in Entry.objects.all())
    assert [
        mark for mark in (CANARY, "1234", "canary@", "letter.") if mark in re.sub("[0-9a-f-]{30,}", "", lines)
    ] == []


def test_nothing_private_stands_in_the_export(told: Matter, tmp_path: Path) -> None:
    export.write(tmp_path / "ledger.jsonl", at=AT)
    text = (tmp_path / "ledger.jsonl").read_text(encoding="utf-8")
    assert [mark for mark in (CANARY, "canary@", "Another letter", "Thank you") if mark in text] == []


def test_nothing_private_is_readable_in_the_database_file_of_private_parts(told: Matter) -> None:
    sealed = b"".join(bytes(part.sealed) for part in PrivatePart.objects.all())
    assert CANARY.encode() not in sealed


def test_nothing_private_is_logged(bench: Bench, secretary: Actor, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="bandeng"):
        matter = bench.at_reply(secretary, words=f"{CANARY} words", name=CANARY, phone=PHONE)
        bench.replied(matter, secretary, letters={only(matter).pk: f"{CANARY} letter"})
        bench.rated(only(matter), words=f"{CANARY} rating")
        erased(only(matter))
    assert CANARY not in caplog.text


# --- the copy ---


def test_a_raiser_takes_along_everything_kept_of_their_raising(told: Matter) -> None:
    data = queries.raising_data(first(told))
    assert {key: data[key] for key in ("format", "matter", "words", "name", "phone", "email")} == {
        "format": "bandeng-own-raising/1", "matter": told.number, "words": f"{CANARY} words",
        "name": f"{CANARY} name", "phone": PHONE, "email": "canary@example.org",
    }  # fmt: skip
    assert [(reply["kind"], reply["text"], reply["letter"], reply["status"]) for reply in data["replies"]] == [
        ("final", TEXT, f"{CANARY} letter", "delivered")
    ]
    assert [(rating["satisfied"], rating["words"]) for rating in data["ratings"]] == [("no", f"{CANARY} rating")]
    assert [entry.partition(":")[0] for entry in data["entries"]] == [told.chain] * 3
    assert json.loads(json.dumps(data)) == data


def test_the_copy_holds_nothing_of_another_raiser(told: Matter) -> None:
    assert CANARY not in json.dumps(queries.raising_data(second(told)))
    assert "Another letter" not in json.dumps(queries.raising_data(first(told)))


def test_the_copy_can_be_read_by_people(told: Matter) -> None:
    page = queries.readable_raising(first(told))
    parts = (told.number, f"{CANARY} words", TEXT, f"{CANARY} letter", PHONE)
    assert [part in page for part in parts] == [True] * 5


def test_a_persons_own_data_holds_their_raisings(bench: Bench, secretary: Actor) -> None:
    person = bench.person("王小明")
    matter = bench.at_reply(secretary, actor=bench.signed_in(person), words="Mine.")
    assert [each["matter"] for each in own_data(person)["raisings"]] == [matter.number]


# --- erasing ---


def test_erasing_takes_words_name_contact_letter_and_rating_and_leaves_a_pseudonym(told: Matter) -> None:
    gone = erased(first(told))
    assert (gone.words, gone.name, gone.phone, gone.email, gone.phone_index, gone.photos) == (
        ERASED, ERASED, ERASED, ERASED, "", [],
    )  # fmt: skip
    assert (gone.erased_at, re.fullmatch(".+-[0-9A-HJKMNP-TV-Z]{3}", gone.pseudonym) is not None) == (AT, True)
    assert Reply.objects.get(raising=gone).letter == ERASED
    rating = Rating.objects.get(raising=gone)
    assert (rating.words, rating.satisfied) == (ERASED, "no")


def test_erasing_destroys_the_private_parts_of_this_raiser_and_of_nobody_else(told: Matter) -> None:
    other = second(told)
    erased(first(told))
    assert CANARY not in str([queries.raising_data(each) for each in told.raisings.all()])
    kept = queries.raising_data(other)
    assert (kept["words"], kept["name"], kept["replies"][0]["letter"], kept["ratings"][0]["words"]) == (
        "My own words.", "李四", "Another letter.", "Thank you.",
    )  # fmt: skip
    fields = sorted(PrivatePart.objects.filter(subject=f"matter:{told.pk}").values_list("field", flat=True))
    assert fields == ["letter", "name", "phone", "words", "words"]


def test_the_official_answer_and_the_summary_stay(told: Matter) -> None:
    gone = erased(first(told))
    assert (Reply.objects.get(raising=gone).text, now(told).summary) == (TEXT, "The path at building 1 is broken.")


def test_rows_come_out_equal_when_they_are_made_anew_before_and_after_an_erasure(told: Matter) -> None:
    before = rebuild.check().different
    erased(first(told))
    assert (before, rebuild.check().different) == ((), ())


def test_a_rebuild_after_an_erasure_brings_nothing_back(told: Matter) -> None:
    erased(first(told))
    rebuild.rebuild()
    kept = json.dumps([queries.raising_data(each) for each in told.raisings.all()])
    assert (CANARY in kept, "canary@" in kept, "1234" in kept) == (False, False, False)


def test_the_chain_still_holds_after_an_erasure(told: Matter) -> None:
    from bandeng.records.actions import as_line

    erased(first(told))
    assert [entry.n for entry in Entry.objects.all() if ledger.entry_hash(as_line(entry)) != entry.hash] == []


def test_the_receipt_still_opens_the_answers_after_an_erasure(told: Matter) -> None:
    own = first(told)
    code = queries.receipt_code(own)
    erased(own)
    assert queries.raising_by_code(code) == own


def test_who_is_erased_while_an_answer_is_due_reads_it_on_the_page(bench: Bench, secretary: Actor) -> None:
    matter = bench.at_reply(secretary, reach="phone", phone=PHONE)
    erased(only(matter))
    [reply] = bench.replied(now(matter), secretary)
    assert (queries.status_of(reply), now(matter).step) == ("delivered", None)


def test_erasing_reaches_raisings_that_went_on_in_another_matter(bench: Bench, secretary: Actor) -> None:
    target, matter = bench.raised().matter, bench.raised(words=f"{CANARY} words", name=CANARY).matter
    raising = only(matter)
    actions.merge(matter=matter, into=target, reason="the same path", actor=secretary, at=bench.at)
    bench.accepted(now(target), secretary)
    bench.verified(target, secretary)
    actions.sort(matter=target, category="other", severity=2, choose="assign", actor=secretary, at=bench.at)
    bench.worked(now(target))
    bench.replied(now(target), secretary, letters={raising.pk: f"{CANARY} letter"})
    raising = Raising.objects.get(pk=raising.pk)
    bench.rated(raising, words=f"{CANARY} rating")
    erased(raising)
    assert CANARY not in str([queries.raising_data(each) for each in Raising.objects.all()])
    assert [part.field for part in PrivatePart.objects.filter(subject=f"matter:{matter.pk}")] == []
    assert rebuild.check().different == ()


def test_somebody_else_does_not_erase_it_and_nobody_erases_it_twice(
    bench: Bench, secretary: Actor, told: Matter
) -> None:
    own = first(told)
    for actor in (PUBLIC, secretary, queries.receipt_actor(second(told)), bench.signed_in(bench.person())):
        refused("not_allowed", partial(actions.erase_raising, raising=own, actor=actor, at=AT))
    erased(own)
    refused("already_erased", lambda: erased(own))


def test_erasing_a_person_erases_all_their_raisings(bench: Bench, secretary: Actor) -> None:
    person = bench.person("王小明")
    actor = bench.signed_in(person)
    mine = [bench.raised(actor=actor, words=f"{CANARY} words").raising for _time in range(2)]
    neighbours = bench.raised(words="Mine.").raising
    people.erase_person(person=person, actor=actor, at=AT)
    words = dict(Raising.objects.values_list("pk", "words"))
    assert words == {mine[0].pk: ERASED, mine[1].pk: ERASED, neighbours.pk: "Mine."}
    assert Raising.objects.filter(person=person).count() == 0
    assert rebuild.check().different == ()


# --- pictures ---


def test_an_erased_raisers_picture_leaves_the_page_and_the_disk(
    bench: Bench, secretary: Actor, django_capture_on_commit_callbacks: Any
) -> None:
    photo = picture("blue")
    matter = bench.raised(photos=[photo]).matter
    actions.accept(matter=matter, title="Path", summary="Broken.", photos=[photo], actor=secretary, at=bench.at)
    with django_capture_on_commit_callbacks(execute=True):
        erased(only(matter))
    assert (now(matter).shown_photos, path_of(photo).exists(), Evidence.objects.filter(pk=photo).exists()) == (
        [], False, False,
    )  # fmt: skip
    assert rebuild.check().different == ()


def test_a_picture_that_somebody_else_brought_too_stays(
    bench: Bench, secretary: Actor, django_capture_on_commit_callbacks: Any
) -> None:
    photo = picture("green")
    matter = bench.raised(photos=[photo]).matter
    bench.joined(matter, photos=[photo])
    actions.accept(matter=matter, title="Path", summary="Broken.", photos=[photo], actor=secretary, at=bench.at)
    with django_capture_on_commit_callbacks(execute=True):
        erased(first(matter))
    assert (now(matter).shown_photos, path_of(photo).exists()) == ([photo], True)


# --- looking at contact data ---


def test_a_handler_sees_a_raisers_number_masked_and_in_clear_only_with_a_reason_that_is_kept(
    bench: Bench, secretary: Actor, told: Matter
) -> None:
    contact = queries.contact_of_raising(first(told))
    assert contact.masked["phone"] == "139****1234"
    refused("reason_needed", lambda: people.reveal(of=contact, fields=["phone"], reason="", actor=secretary, at=AT))
    seen = people.reveal(of=contact, fields=["phone"], reason="to agree on a visit", actor=secretary, at=AT)
    assert seen == {"phone": PHONE}
    assert list(Reveal.objects.values_list("of", "by", "fields", "reason")) == [
        (f"raising:{first(told).pk}", secretary.id, ["phone"], "to agree on a visit")
    ]
    assert [look["reason"] for look in queries.raising_data(first(told))["seen_by"]] == ["to agree on a visit"]


@pytest.mark.parametrize("role", ["building_head", "auditor", "resident"])
def test_who_does_not_handle_it_never_sees_a_raisers_number(bench: Bench, told: Matter, role: str) -> None:
    contact, other = queries.contact_of_raising(first(told)), bench.on_duty(role)
    refused(
        "not_allowed", lambda: people.reveal(of=contact, fields=["phone"], reason="just curious", actor=other, at=AT)
    )


def test_an_erased_number_is_shown_to_nobody(secretary: Actor, told: Matter) -> None:
    contact = queries.contact_of_raising(erased(first(told), AT + DAY))
    assert contact.masked["phone"] == ERASED
    refused(
        "nothing_there",
        lambda: people.reveal(
            of=contact, fields=["phone"], reason="to call back", actor=secretary, at=AT + timedelta(days=2)
        ),
    )


@pytest.mark.django_db(transaction=True)
def test_of_two_erasures_at_the_same_moment_one_is_recorded() -> None:
    bench = Bench()
    raising = bench.raised(words=f"{CANARY} words").raising
    faults = together(lambda: erased(raising), lambda: erased(raising))
    assert sorted(getattr(fault, "code", str(fault)) for fault in faults) == ["None", "already_erased"]
    assert Entry.objects.filter(verb="matter.words_erased").count() == 1
