"""The mediator's forms, each side's page, what the secretary, the supervisor and everybody see."""

import difflib
import re

import pytest
from django.test import Client

from bandeng.matters.queries import receipt_code
from bandeng.mediation import actions, queries
from bandeng.mediation.models import Case, State
from bandeng.people.acting import Actor
from tests.honesty.browser import asking
from tests.honesty.filling import form_for
from tests.makers import AT, XINHUA, current, make_person
from tests.matters.page_walker import browser_of
from tests.mediation.talking import MINE, OTHER, THEIRS, at_talks, consented, opened

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def case(heard: Case) -> Case:
    return heard


def test_two_forms_lead_from_the_matters_page_to_its_agreement(mediator: Actor) -> None:
    matter, browser = at_talks(), browser_of(mediator)
    path = f"/m/{matter.pk}/mediation/"
    assert f'href="{path}' in browser.get(f"/m/{matter.pk}/").content.decode()
    for typed in ({"other_name": OTHER}, {"agreed": "yes", "text": "十点以后不打牌"}):
        form = form_for(browser.get(path).content.decode(), path)
        assert form is not None
        assert browser.post(path, form.filled(**typed)).status_code == 302
    assert (Case.objects.get().state, matter.stands.filter(fact="agreement").exists()) == (State.AGREED, True)


def test_a_hearing_typed_while_the_other_side_refused_loses_no_word(case: Case, mediator: Actor) -> None:
    browser, path = browser_of(mediator), f"/mediation/{case.pk}/hear/"
    form = form_for(browser.get(path).content.decode(), path)
    assert form is not None
    slip = f"/side/{queries.code_of(case.pk)}/"
    theirs = form_for(Client().get(slip).content.decode(), f"{slip}say/")
    assert theirs is not None
    assert Client().post(f"{slip}say/", theirs.filled(do="refuse", words="不谈了")).status_code == 302
    answer = browser.post(path, form.filled(kind="hearing", side="complainant", words="刚说到一半"))
    assert (answer.status_code, "刚说到一半" in answer.content.decode()) == (409, True)
    assert Case.objects.get(pk=case.pk).because_of == "other"


def test_each_reads_their_own_part(case: Case, mediator: Actor) -> None:
    secretary = browser_of(make_person("secretary"))
    supervisor = browser_of(make_person("supervisor"))
    code = receipt_code(case.raising)
    mine = browser_of(mediator)
    pages = {
        "mediator": mine.get(f"/mediation/{case.pk}/"),
        "secretary": secretary.get(f"/mediation/{case.pk}/"),
        "other": Client().get(f"/side/{queries.code_of(case.pk)}/"),
        "own": Client().get(f"/r/{code}/mediation/"),
        "slip": mine.get(f"/mediation/{case.pk}/slip/"),
    }
    found = {
        who: [words in page.content.decode() for words in (MINE, THEIRS, OTHER, case.matter.number, "楼道")]
        for who, page in pages.items()
    }
    assert found == {
        "mediator": [True, True, True, True, False],
        "secretary": [False, False, False, True, False],
        "other": [False, True, False, False, False],
        "own": [True, False, False, False, False],
        "slip": [False, False, False, False, False],
    }
    assert supervisor.get(f"/mediation/{case.pk}/").status_code == 404
    assert secretary.get(f"/mediation/{case.pk}/hear/").status_code == 404


def test_for_a_stranger_a_case_is_as_if_there_were_none(case: Case) -> None:
    """The same answer, byte for byte but for the address, and as many questions to the database."""
    stranger = browser_of(make_person("mediator"))
    nothing = "0190c0de-0000-7000-8000-000000000000"
    stranger.get("/people/me/")
    for what in ("", "slip/", "hear/", "hand-over/"):
        seen = []
        for key in (str(case.pk), nothing):
            with asking() as asked:
                answer = stranger.get(f"/mediation/{key}/{what}")
            seen.append((answer.status_code, _plain(answer.content.decode()).replace(key, "KEY"), asked.queries))
        assert seen[0][0] == 404
        assert seen[0] == seen[1], what


def test_nothing_public_moves_when_a_case_is_taken_up(mediator: Actor) -> None:
    matter, other = at_talks(), Client()
    pages = ("/", f"/p/{XINHUA}/", f"/p/{XINHUA}/mediation/", f"/p/{XINHUA}/watch/", f"/p/{XINHUA}/figures/")
    before = [_told(other, page) for page in pages]
    case = consented(opened(matter, mediator), mediator)
    actions.hear(case=case, kind="visit", side="other", on=AT.date(), words=THEIRS, actor=mediator, at=AT)
    actions.end_case(case=case, because="no_agreement", actor=mediator, at=AT)
    after = [_told(other, page) for page in pages]
    assert [line for one, two in zip(before, after, strict=True) for line in _moved(one[1], two[1])] == []
    assert [status for status, _text in after] == [200] * len(pages)
    assert other.get(f"/m/{current(matter).pk}/").status_code == 404


def _told(client: Client, page: str) -> tuple[int, str]:
    answer = client.get(page)
    return answer.status_code, _plain(answer.content.decode())


def _moved(before: str, after: str) -> list[str]:
    return [line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[:1] in "+-"]


def _plain(text: str) -> str:
    """A page without what is drawn anew for every answer, and without the chain's head, which every act moves."""
    text = re.sub(r"\d{12}:\d+:[0-9a-f]{12}", "", text)
    return re.sub(r'(name="csrfmiddlewaretoken" value|nonce)="[^"]*"', "", text)


def test_the_list_asks_no_oftener_for_three_cases_than_for_one(mediator: Actor) -> None:
    browser = browser_of(mediator)
    counts = []
    for number in (1, 2):
        for _ in range(number):
            opened(at_talks(), mediator)
        browser.get("/desk/mediation/")
        with asking() as asked:
            browser.get("/desk/mediation/")
        counts.append(asked.queries)
    assert (counts[0], Case.objects.count()) == (counts[1], 3)
