"""The editor of processes: findings beside their step, nothing typed is lost, a stale edit shows both texts."""

import re
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from bandeng.core.process import Words, read
from bandeng.core.refusal import Refusal
from bandeng.matters import actions, queries
from bandeng.matters.models import ProcessDraft, ProcessVersion
from bandeng.matters.queries import drafts
from bandeng.people.acting import Actor
from bandeng.places.models import Place
from bandeng.records.models import Entry
from tests.makers import XINHUA, YIXINYUAN, make_matter, make_person, make_place
from tests.matters.faces import asked, browser_of, carried, send, text_of

pytestmark = pytest.mark.django_db
DRAFTS = "/settings/processes/drafts/"


@pytest.fixture(autouse=True)
def _published(at: datetime, settings: Any) -> Any:
    settings.DEMONSTRATION = True
    make_place()
    actions.ensure_shelf_processes(at)
    with time_machine.travel(at, tick=False):
        yield


@pytest.fixture
def secretary() -> Actor:
    return make_person("secretary")


@pytest.fixture
def desk(secretary: Actor) -> Client:
    return browser_of(secretary)


def five() -> ProcessVersion:
    return ProcessVersion.objects.get(key="five-step", place=None)


def begun(actor: Actor, at: datetime, *, own: bool = True, empty: bool = False) -> ProcessDraft:
    return actions.begin_draft(
        place=Place.objects.get(pk=XINHUA), base=None if empty else five(), own=own, name=Words("本地五步", "Our five"),
        actor=actor, at=at,
    )  # fmt: skip


def page_of(draft: ProcessDraft) -> str:
    return f"{DRAFTS}{draft.pk}/"


def step_form(client: Client, draft: ProcessDraft, n: int) -> dict[str, Any]:
    """What the page of a step would send as it stands."""
    process = drafts.drafted(ProcessDraft.objects.get(pk=draft.pk))
    step, page = process.line[n - 1], client.get(f"{page_of(draft)}steps/{n}/")
    return {
        **carried(page), "name_zh": step.name.zh, "name_en": step.name.en, "by": sorted(step.by),
        "opens": step.opens or "", "needs": sorted(step.needs), "days": step.within.days if step.within else "",
        "unit": "working", "start": "entered", "then": list(step.then), "when": sorted(step.when),
        "at_most": step.at_most or "", "reaches": list(step.reaches),
    }  # fmt: skip


def test_a_copy_is_a_process_of_our_own_and_says_that_it_is_our_assumption(secretary: Actor, at: datetime) -> None:
    own, new = drafts.drafted(begun(secretary, at)), drafts.drafted(begun(secretary, at, own=False))
    assert (own.key == "five-step", own.origin, [step.key for step in own.line]) == (
        False, "assumption", [step.key for step in queries.read_process(five()).line],
    )  # fmt: skip
    assert (new.key, new.origin, new.name) == ("five-step", "source", Words("本地五步", "Our five"))


def test_nothing_about_a_draft_stands_in_the_ledger_until_it_is_published(
    desk: Client, secretary: Actor, at: datetime
) -> None:
    before = Entry.objects.count()
    draft = begun(secretary, at)
    send(desk, f"{page_of(draft)}head/", name_zh="改名", name_en="", origin="assumption", cite="", parties="")
    assert Entry.objects.count() == before
    answer = send(desk, page_of(draft), **{})
    assert answer.status_code == 405
    form = carried(desk.get(page_of(draft)))
    assert desk.post(f"{page_of(draft)}publish/", form).status_code == 302
    entry = Entry.objects.filter(verb="process.published").latest("arrival")
    assert (entry.chain, read(entry.detail["text"]).name.zh, ProcessDraft.objects.count()) == (XINHUA, "改名", 0)


def test_findings_stand_beside_their_step_with_what_to_do(desk: Client, secretary: Actor, at: datetime) -> None:
    draft = begun(secretary, at)
    told = step_form(desk, draft, 5)
    answer = desk.post(f"{page_of(draft)}steps/5/", {**told, "opens": "", "reaches": [], "needs": []})
    page = text_of(desk.get(page_of(draft)))
    steps = re.findall(r'<li class="stack tight( wrong)?">', page)
    assert (answer.status_code, steps) == (302, ["", "", "", "", " wrong"])
    assert "A matter could end here without a reply to everybody who raised it." in page
    assert "It can be published once nothing is left to put right." in page
    refused = desk.post(f"{page_of(draft)}publish/", {"version": 2, "once": uuid4().hex})
    assert (refused.status_code, ProcessVersion.objects.filter(place=XINHUA).count()) == (422, 0)


def test_while_one_works_the_findings_come_without_keeping_anything(
    desk: Client, secretary: Actor, at: datetime
) -> None:
    draft = begun(secretary, at)
    address, told = f"{page_of(draft)}steps/2/", step_form(desk, draft, 2)
    looked = desk.post(address, {**told, "at_most": ""}, headers={"HX-Request": "true"})
    said = text_of(looked)
    assert (looked.status_code, said.lstrip().startswith('<div id="findings"'), "<h1" in said) == (200, True, False)
    assert ("go round in circles" in said, "Say in one step of this circle" in said) == (True, True)
    nobody = desk.post(address, {**told, "by": []}, headers={"HX-Request": "true"})
    assert "Tick at least one who may do this step." in text_of(nobody)
    assert ProcessDraft.objects.get(pk=draft.pk).text == draft.text


def test_a_stale_step_is_refused_with_both_texts_and_can_be_sent_again(
    desk: Client, secretary: Actor, at: datetime
) -> None:
    draft = begun(secretary, at)
    mine, theirs = step_form(desk, draft, 2), step_form(desk, draft, 2)
    desk.post(f"{page_of(draft)}steps/2/", {**theirs, "name_zh": "他们的名字", "name_en": "Their name"})
    late = desk.post(f"{page_of(draft)}steps/2/", {**mine, "name_zh": "我的名字", "name_en": "My name"})
    said = text_of(late)
    assert (late.status_code, "Their name" in said, 'value="My name"' in said) == (409, True, True)
    again = desk.post(
        f"{page_of(draft)}steps/2/", {**mine, **carried(late), "name_zh": "我的名字", "name_en": "My name"}
    )
    assert (again.status_code, drafts.drafted(ProcessDraft.objects.get(pk=draft.pk)).line[1].name.zh) == (
        302,
        "我的名字",
    )


@pytest.mark.parametrize(
    ("field", "wrong"),
    [("days", "0"), ("days", "viele"), ("at_most", "-1"), ("name_zh", ""), ("by", ["wizard"]), ("then", ["nowhere"]),
     ("opens", "magic"), ("unit", "moons"), ("name_zh", "\x00")],
)  # fmt: skip
def test_what_does_not_fit_is_said_at_its_field_and_nothing_is_lost(
    desk: Client, secretary: Actor, at: datetime, field: str, wrong: object
) -> None:
    draft = begun(secretary, at)
    told = {**step_form(desk, draft, 1), "name_en": "What I typed", field: wrong}
    answer = desk.post(f"{page_of(draft)}steps/1/", told)
    assert (answer.status_code, 'value="What I typed"' in text_of(answer)) == (422, True)
    assert ProcessDraft.objects.get(pk=draft.pk).version == 1


def test_steps_move_and_go_by_buttons(desk: Client, secretary: Actor, at: datetime) -> None:
    draft = begun(secretary, at)

    def keys() -> list[str]:
        return [step.key for step in drafts.drafted(ProcessDraft.objects.get(pk=draft.pk)).line]

    def press(n: int, do: str, version: int) -> int:
        return desk.post(f"{page_of(draft)}change/", {"n": n, "do": do, "version": version}).status_code

    first = keys()
    assert press(2, "down", 1) == 302
    assert keys() == [first[0], first[2], first[1], *first[3:]]
    assert press(3, "up", 2) == 302
    assert keys() == first
    assert (press(4, "remove", 3), keys()) == (302, [*first[:3], first[4]])
    assert (press(1, "remove", 3), press(9, "up", 4), press(1, "fly", 4)) == (409, 422, 422)


def test_who_in_this_place_will_do_each_step_is_shown_with_the_way_out(
    desk: Client, secretary: Actor, at: datetime
) -> None:
    draft = begun(secretary, at)
    send(desk, f"{page_of(draft)}add/", name_zh="调解", name_en="Mediate", opens="", after="discover", by=["mediator"])
    page = text_of(desk.get(page_of(draft)))
    assert ("nobody here" in page, "Mediate: the mediator" in page, "Give somebody the duty" in page) == (True,) * 3
    make_person("mediator")
    assert "Mediate: the mediator" not in text_of(desk.get(page_of(draft)))


def test_published_beside_the_others_running_and_new_matters_stay_on_theirs(
    desk: Client, secretary: Actor, at: datetime
) -> None:
    running, draft = make_matter(), begun(secretary, at)
    form = {**carried(desk.get(page_of(draft))), "aside": "on"}
    answer = desk.post(f"{page_of(draft)}publish/", form)
    version = ProcessVersion.objects.get(place=XINHUA)
    again = desk.post(f"{page_of(draft)}publish/", form)
    running.refresh_from_db()
    assert (answer.status_code, again.status_code, running.process) == (302, 410, five())
    assert queries.process_for(Place.objects.get(pk=XINHUA)) == five()
    page = text_of(desk.get(f"/settings/processes/{version.pk}/"))
    assert "Let new matters of 新华社区 follow it" in page
    desk.post(f"/settings/processes/{version.pk}/follow/", {"place": XINHUA})
    assert queries.process_for(Place.objects.get(pk=XINHUA)) == version
    assert "New matters of 新华社区 follow it." in text_of(desk.get(f"/settings/processes/{version.pk}/"))


def test_a_new_version_of_ours_counts_on(desk: Client, secretary: Actor, at: datetime) -> None:
    for number in (1, 2):
        draft = begun(secretary, at, own=False)
        desk.post(f"{page_of(draft)}publish/", carried(desk.get(page_of(draft))))
        version = queries.process_for(Place.objects.get(pk=XINHUA))
        assert (version.key, version.number, read(version.text).version) == ("five-step", number, number)


def test_a_draft_is_for_those_who_may_publish_it(secretary: Actor, at: datetime) -> None:
    draft = begun(secretary, at)
    make_place(YIXINYUAN, name="逸馨苑社区", short="逸馨")
    other = browser_of(make_person("secretary", at=Place.objects.get(pk=YIXINYUAN)))
    for path in (page_of(draft), f"{page_of(draft)}head/", f"{page_of(draft)}try/", f"{page_of(draft)}steps/1/"):
        assert (other.get(path).status_code, Client().get(path).status_code) == (403, 302)
    assert "本地五步" not in text_of(other.get("/settings/processes/"))
    with pytest.raises(Refusal, match="not_allowed"):
        actions.change_draft(
            draft=draft, process=drafts.drafted(draft), version=1, actor=make_person("convener"), at=at
        )


def test_thrown_away_it_is_gone_and_says_so(desk: Client, secretary: Actor, at: datetime) -> None:
    draft = begun(secretary, at)
    assert desk.post(f"{page_of(draft)}discard/", {}).status_code == 302
    gone = desk.get(page_of(draft))
    assert (gone.status_code, "This draft is not there any more" in text_of(gone)) == (410, True)


def test_more_drafts_cost_no_more_queries(desk: Client, secretary: Actor, at: datetime) -> None:
    begun(secretary, at)
    one = asked(desk, "/settings/processes/")
    begun(secretary, at)
    begun(secretary, at)
    assert asked(desk, "/settings/processes/") == one


# --- Tried on a pretend matter


def tried(client: Client, draft: ProcessDraft, asked_for: str) -> str:
    return text_of(client.get(f"{page_of(draft)}try/?on=2026-11-23&{asked_for}"))


def test_a_pretend_matter_is_walked_to_its_end_with_its_days(desk: Client, secretary: Actor, at: datetime) -> None:
    draft, before = begun(secretary, at), Entry.objects.count()
    start = tried(desk, draft, "")
    assert ("a check on the spot" in start, "30 Nov" in start) == (True, True)
    went = "&".join(f"go={key}" for key in ("deliberate", "assign", "supervise", "reply"))
    end = tried(desk, draft, f"{went}&next=&fact=replies_final")
    assert "It has ended, and everybody who raised it has a reply." in end
    assert Entry.objects.count() == before


def test_what_is_missing_is_said_and_what_was_ticked_stays(desk: Client, secretary: Actor, at: datetime) -> None:
    draft = begun(secretary, at)
    page = tried(desk, draft, "next=deliberate")
    assert ('role="alert"' in page, "Still needed" in page or "a check on the spot" in page) == (True, True)
    assert "Talk it over" in tried(desk, draft, "next=deliberate&fact=verification")


@pytest.mark.parametrize(
    "asked_for", ["on=gestern", "on=0001-01-01", "go=nowhere", "go=beside:nowhere", "true=magic&fact=x"]
)
def test_an_address_somebody_made_up_breaks_nothing(
    desk: Client, secretary: Actor, at: datetime, asked_for: str
) -> None:
    draft = begun(secretary, at)
    assert desk.get(f"{page_of(draft)}try/?{asked_for}").status_code == 200


def test_a_published_process_is_tried_as_well_and_drawn(desk: Client) -> None:
    page = text_of(desk.get(f"/settings/processes/{five().pk}/"))
    assert (page.count('class="box'), page.count('class="way back"'), "<svg" in page) == (5, 2, True)
    assert desk.get(f"/settings/processes/{five().pk}/try/?go=deliberate").status_code == 200


def test_an_empty_sheet_is_looked_at_and_tried_without_harm(desk: Client, secretary: Actor, at: datetime) -> None:
    draft = begun(secretary, at, empty=True)
    page = text_of(desk.get(page_of(draft)))
    assert ("There is no step at all." in page, "Put in the first step below." in page) == (True, True)
    assert "There is no step yet." in text_of(desk.get(f"{page_of(draft)}try/"))
