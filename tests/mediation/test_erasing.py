"""The other side has its name and words erased: by its slip, through the mediator or the secretary, with an account."""

import json
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from bandeng.core.deadline import local_day
from bandeng.core.refusal import Refusal
from bandeng.mediation import actions, queries
from bandeng.mediation.actions.deciding import SLIP
from bandeng.mediation.models import Case, Party, State, Talk
from bandeng.people import erasure
from bandeng.people.acting import Actor
from bandeng.records import rebuild
from bandeng.records.checking import check_chain
from bandeng.records.models import Entry
from bandeng.records.queries import secrets_of
from tests.makers import AT, make_person
from tests.matters.page_walker import browser_of
from tests.mediation.talking import MINE, OTHER, THEIRS, agreed, at_talks, consented, opened

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
WAY = "当面说的"


@pytest.fixture
def case(heard: Case, mediator: Actor) -> Case:
    """Heard apart, and agreed."""
    return agreed(heard, mediator)


def kept_of(case: Case) -> str:
    """Everything the site keeps of a case, opened: rows and the ledger's private parts."""
    entries = [secrets_of(entry) for entry in Entry.objects.filter(subject=f"mediation:{case.pk}")]
    parties = list(Party.objects.filter(case=case).values("name", "party", "consent_way", "pseudonym"))
    talks = list(Talk.objects.filter(case=case).values("side", "words"))
    return json.dumps([entries, parties, talks, Case.objects.get(pk=case.pk).end_words], ensure_ascii=False)


def refused(do: Any) -> str:
    with pytest.raises(Refusal) as no:
        do()
    return no.value.code


def test_by_its_slip_a_side_is_gone_from_rows_ledger_and_pages_and_a_pseudonym_stays(
    case: Case, mediator: Actor
) -> None:
    slip = f"/side/{queries.code_of(case.pk)}/"
    assert (OTHER in kept_of(case), THEIRS in kept_of(case), f"{slip}erase/" in _text(Client(), slip)) == (
        True, True, True,
    )  # fmt: skip
    unsure = Client().post(f"{slip}erase/", {"once": "a"})
    assert (unsure.status_code, OTHER in kept_of(case)) == (422, True)
    assert Client().post(f"{slip}erase/", {"once": "b", "sure": "on"}).status_code == 302
    case.refresh_from_db()
    other = case.parties.get(side="other")
    assert (OTHER in kept_of(case), THEIRS in kept_of(case), MINE in kept_of(case)) == (False, False, True)
    assert (other.pseudonym.rpartition("-")[0], len(other.pseudonym.rpartition("-")[2])) == ("另一方", 3)
    # It goes on with nobody, so it has ended; what both agreed is the file's.
    assert (case.state, case.because, case.because_of) == (State.ENDED, "refused", "other")
    assert case.agreements.get().text != ""
    assert (rebuild.check().different, check_chain(case.chain).whole) == ((), True)
    shown = _text(browser_of(mediator), f"/mediation/{case.pk}/")
    assert (other.pseudonym in shown, OTHER in shown, THEIRS in shown) == (True, False, False)
    assert other.pseudonym in _text(Client(), slip)
    assert Client().post(f"{slip}erase/", {"once": "c", "sure": "on"}).status_code == 409


def _text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.mark.parametrize("role", ["mediator", "secretary"])
def test_staff_erase_it_only_where_the_side_asked_for_it(case: Case, mediator: Actor, role: str) -> None:
    who = mediator if role == "mediator" else make_person("secretary")
    browser, path = browser_of(who), f"/mediation/{case.pk}/erase/"
    assert path in _text(browser, f"/mediation/{case.pk}/")
    told = {"once": "a", "version": str(case.version)}
    assert (browser.post(path, told).status_code, OTHER in kept_of(case)) == (422, True)
    assert browser.post(path, {**told, "wished": "on"}).status_code == 302
    assert (OTHER in kept_of(case), THEIRS in kept_of(case)) == (False, False)
    entry = Entry.objects.get(verb="mediation.side_erased")
    assert (entry.detail["by"], entry.actor) == (role, f"person:{who.id}")
    assert path not in _text(browser, f"/mediation/{case.pk}/")


def test_nobody_else_erases_a_side(case: Case, mediator: Actor) -> None:
    for who in (make_person("community_staff"), make_person("mediator"), make_person("grid_worker")):
        assert refused(lambda who=who: actions.erase_other_side(case=case, actor=who, at=AT)) == "not_your_case"
    assert refused(lambda: actions.erase_other_side(case=case, actor=mediator, at=AT, wished=False)) == "not_asked_for"
    assert browser_of(make_person("community_staff")).get(f"/mediation/{case.pk}/erase/").status_code == 403
    assert Client().get("/side/AAAA-BBBB-CCCC/erase/").status_code == 404


def test_after_an_end_its_last_words_go_too(mediator: Actor) -> None:
    case = consented(opened(at_talks(), mediator), mediator)
    case = actions.end_case(case=case, because="refused", side="other", words="别再找我老赵", actor=SLIP, at=AT)
    assert ("老赵" in kept_of(case), WAY in kept_of(case)) == (True, True)
    actions.erase_other_side(case=case, actor=SLIP, at=AT)
    ends = Entry.objects.filter(verb="mediation.ended").count()
    # Whoever raised it keeps how they agreed to talk.
    ways = {party.side: party.consent_way for party in case.parties.all()}
    assert ("老赵" in kept_of(case), ends, ways) == (False, 1, {"complainant": WAY, "other": "[erased]"})
    assert rebuild.check().different == ()


def test_with_an_account_the_persons_erasure_and_copy_reach_what_they_said(mediator: Actor) -> None:
    other = make_person(called="老赵")
    case = consented(opened(at_talks(), mediator, other=other.person), mediator)
    actions.hear(case=case, kind="visit", side="other", on=local_day(AT), words=THEIRS, actor=mediator, at=AT)
    assert other.person is not None
    copy = json.dumps(erasure.export_of(other.person)["mediation"], ensure_ascii=False)
    assert (THEIRS in copy, MINE in copy) == (True, False)
    erasure.erase_all(other.person, actor=other, at=AT)
    assert (OTHER in kept_of(case), THEIRS in kept_of(case)) == (False, False)
    assert (Case.objects.get(pk=case.pk).state, erasure.export_of(other.person)["mediation"]) == (State.ENDED, [])


def test_the_database_itself_keeps_no_erased_side_without_a_pseudonym(case: Case) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Party.objects.filter(case=case, side="other").update(erased_at=AT, pseudonym="")
