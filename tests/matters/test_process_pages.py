"""The pages of processes: what is published, who can do each step here, and publishing one that is sound."""

import re
from datetime import datetime
from importlib.resources import files
from uuid import uuid4

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bandeng.matters import actions, queries
from bandeng.matters.models import ProcessVersion
from bandeng.people.acting import Actor
from bandeng.people.backends import PASSWORD_BACKEND
from bandeng.people.models import User
from bandeng.places.models import Place
from tests.makers import MAKER, XINHUA, YIXINYUAN, give_role, make_matter, make_person, make_place

pytestmark = pytest.mark.django_db
FIVE = files("bandeng.shelf").joinpath("processes/five_step.toml").read_text(encoding="utf-8")
LIST, NEW = "/settings/processes/", "/settings/processes/new/"
SHELF = len(actions.shelf_processes())
QUICKER = FIVE.replace("days = 5", "days = 2", 1)
LOOP = FIVE.replace('then = ["supervise"]', 'then = ["nowhere"]')


@pytest.fixture(autouse=True)
def _published(at: datetime) -> None:
    actions.ensure_shelf_processes(at)


def browser(actor: Actor, language: str = "en") -> Client:
    """Somebody signed in with their second factor."""
    user = User.objects.create(person_id=str(actor.id), email=f"{uuid4().hex}@example.org")
    TOTP.activate(user, generate_totp_secret())
    client = Client()
    client.force_login(user, backend=PASSWORD_BACKEND)
    client.cookies["django_language"] = language
    return client


@pytest.fixture
def secretary() -> Actor:
    return make_person("secretary", called="Secretary Lin")


@pytest.fixture
def desk(secretary: Actor) -> Client:
    return browser(secretary)


@pytest.fixture
def admin() -> Client:
    return browser(make_person("system_admin", at=make_place()))


def text_of(client: Client, path: str) -> str:
    """A page's words, in one line."""
    answer = client.get(path)
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def sent(client: Client, do: str, text: str, place: str = XINHUA, **more: object) -> tuple[int, str]:
    """Status and page of the form."""
    answer = client.post(NEW, {"do": do, "text": text, "place": place, "once": uuid4().hex, **more})
    return answer.status_code, answer.content.decode()


def only_version() -> ProcessVersion:
    return ProcessVersion.objects.get(key="five-step", place=None)


def test_the_list_says_for_whom_who_says_so_whether_it_is_sound_and_what_runs(desk: Client, at: datetime) -> None:
    make_matter()
    page = text_of(desk, LIST)
    assert "Five-step deliberation five-step 1 the whole site from the source sound 1 / 1" in page


def test_each_step_says_who_does_it_who_can_here_and_that_its_date_is_our_assumption(desk: Client) -> None:
    page = text_of(desk, f"{LIST}{only_version().pk}/")
    assert (
        "Find the problem discover community staff, the secretary Secretary Lin 5 working days from when it comes"
        " here our assumption a check on the spot"
    ) in page
    assert "from the source; its deadlines: our assumption" in page


def test_a_step_that_nobody_here_can_do_is_named(desk: Client, at: datetime) -> None:
    path = f"{LIST}{only_version().pk}/"
    assert "Talks with both sides: the mediator" in text_of(desk, path)
    make_person("mediator")
    assert "Talks with both sides: the mediator" not in text_of(desk, path)


def test_where_only_the_doer_could_check_one_more_is_needed(desk: Client) -> None:
    page = text_of(desk, f"{LIST}{only_version().pk}/")
    assert "Secretary Lin one more is needed" in page
    assert "the supervisor (whoever does the work may not check it)" in page
    make_person("supervisor")
    assert "one more is needed" not in text_of(desk, f"{LIST}{only_version().pk}/")


def test_who_can_do_it_is_asked_for_each_community(admin: Client, secretary: Actor) -> None:
    make_place(YIXINYUAN, name="逸馨苑社区", short="逸馨")
    path = f"{LIST}{only_version().pk}/?place="
    assert ("Secretary Lin" in text_of(admin, path + XINHUA), "Secretary Lin" in text_of(admin, path + YIXINYUAN)) == (
        True, False,
    )  # fmt: skip
    assert "Find the problem: community staff, the secretary" in text_of(admin, path + YIXINYUAN)


def test_a_secretary_asks_for_their_own_community_only(desk: Client) -> None:
    make_place(YIXINYUAN, name="逸馨苑社区", short="逸馨")
    assert "逸馨苑社区" not in text_of(desk, f"{LIST}{only_version().pk}/?place={YIXINYUAN}")


def test_a_process_with_problems_is_refused_with_all_of_them_and_what_was_typed_stays(desk: Client) -> None:
    wrong = LOOP.replace('by = ["secretary", "convener"]', 'by = ["wizard"]', 1)
    status, page = sent(desk, "publish", wrong)
    assert (status, ProcessVersion.objects.count()) == (422, SHELF)
    for words in (
        "Here stands a role that nobody can hold.",
        "What should follow does not exist.",
        "&quot;wizard&quot;",
    ):
        assert words in page
    assert "then = [&quot;nowhere&quot;]" in page


@pytest.mark.parametrize("text", ["not toml [", "", "   ", "x" * 70_000, "\x00"])
def test_what_is_no_process_is_refused_in_words(desk: Client, text: str) -> None:
    assert sent(desk, "publish", text)[0] == 422
    assert ProcessVersion.objects.count() == SHELF


def test_looking_at_a_sound_process_publishes_nothing(desk: Client) -> None:
    status, page = sent(desk, "check", QUICKER)
    assert (status, ProcessVersion.objects.count()) == (200, SHELF)
    assert ("The checker found nothing wrong." in page, 'value="publish"' in page) == (True, True)


def test_a_secretary_publishes_for_their_community_and_running_matters_stay(desk: Client, at: datetime) -> None:
    running = make_matter()
    status, _ = sent(desk, "publish", QUICKER)
    own = ProcessVersion.objects.get(place=XINHUA)
    assert (status, own.number, own.text) == (302, 1, QUICKER)
    running.refresh_from_db()
    assert (running.process, queries.process_for(make_place())) == (only_version(), own)


def test_a_secretary_cannot_publish_for_others(desk: Client) -> None:
    make_place(YIXINYUAN, name="逸馨苑社区", short="逸馨")
    for place in (YIXINYUAN, "site"):
        assert sent(desk, "publish", QUICKER, place)[0] == 422
    assert ProcessVersion.objects.count() == SHELF


def test_the_administrator_publishes_for_the_whole_site_from_a_file(admin: Client) -> None:
    file = SimpleUploadedFile("quick.toml", QUICKER.encode())
    answer = admin.post(NEW, {"do": "publish", "text": "", "place": "site", "once": uuid4().hex, "table": file})
    assert answer.status_code == 302
    versions = ProcessVersion.objects.filter(key="five-step").order_by("number")
    assert [(version.number, version.place) for version in versions] == [(1, None), (2, None)]


def test_a_file_that_is_no_text_is_refused_in_words(admin: Client) -> None:
    for told in (b"\xff\xfe\x00", b"x" * 70_000):
        file = SimpleUploadedFile("quick.toml", told)
        answer = admin.post(NEW, {"do": "check", "text": "", "place": "site", "once": uuid4().hex, "table": file})
        assert answer.status_code == 422


def test_a_form_sent_twice_publishes_once(desk: Client) -> None:
    form = {"do": "publish", "text": QUICKER, "place": XINHUA, "once": uuid4().hex}
    first, again = desk.post(NEW, form), desk.post(NEW, form)
    assert first.headers["Location"] == again.headers["Location"]
    assert ProcessVersion.objects.count() == SHELF + 1


@pytest.mark.parametrize("role", ["", "building_head", "convener", "community_staff", "auditor", "unit_officer"])
def test_nobody_else_sees_these_pages(role: str) -> None:
    client = browser(make_person(role))
    for path in (LIST, NEW, f"{LIST}{only_version().pk}/"):
        assert client.get(path).status_code == 403
        assert Client().get(path).status_code == 302


def test_a_process_that_is_not_there_is_not_there(desk: Client) -> None:
    assert desk.get(f"{LIST}{uuid4()}/").status_code == 404


def test_three_versions_cost_as_many_queries_as_one(desk: Client, at: datetime) -> None:
    def asked(path: str) -> int:
        desk.get(path)
        with CaptureQueriesContext(connection) as queries_made:
            assert desk.get(path).status_code == 200
        return len(queries_made)

    make_matter()
    detail = f"{LIST}{only_version().pk}/"
    before = (asked(LIST), asked(detail))
    for days in (2, 3):
        text = FIVE.replace("days = 5", f"days = {days}", 1)
        actions.publish_process(text=text, place=Place.objects.get(pk=XINHUA), actor=MAKER, at=at)
        give_role(make_person("community_staff").person, "convener", at=make_place())  # type: ignore[arg-type]
        make_matter()
    assert (asked(LIST), asked(detail)) == before


@pytest.mark.parametrize(("language", "words"), [("en", "Publish a new version"), ("zh-hans", "发布新版本")])
def test_every_page_opens_in_both_languages(secretary: Actor, language: str, words: str) -> None:
    client = browser(secretary, language)
    assert words in text_of(client, LIST)
    assert words in text_of(client, NEW)
    assert text_of(client, f"{NEW}?from={only_version().pk}").count(words) == text_of(client, NEW).count(words)
