"""The pages of cases: whose turn it is, what is found, what taking one over does and how it is taken back."""

from typing import Any

import pytest
from django.test import Client

from bandeng.exchange import actions, queries
from bandeng.exchange.models import CaseUse, SolvedCase
from bandeng.matters import actions as matters
from bandeng.matters import queries as of_matters
from bandeng.matters.models import ProcessVersion
from bandeng.places.models import Place
from tests.exchange.solving import TEXTS, shared, solved, written
from tests.makers import AT, YIXINYUAN, make_person, make_place
from tests.matters.faces import browser_of, carried, send, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.DEMONSTRATION = True
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


def test_the_desk_says_whose_turn_it_is_and_why_a_draft_came_back() -> None:
    told = solved()
    row = written(told)
    writer, approver = browser_of(told.secretary), browser_of(told.approver)
    draft = f"/desk/cases/{row.pk}/approve/"
    assert "Waits for you: please look at it" in text_of(approver.get("/desk/cases/"))
    assert "Waits for you" not in text_of(writer.get("/desk/cases/"))
    back = send(approver, f"/desk/cases/{row.pk}/back/", reason="店名不要写")
    assert (back.status_code, back.headers["Location"]) == (302, "/desk/cases/")
    for page in ("/desk/cases/", draft, f"/desk/cases/{row.pk}/"):
        assert "店名不要写" in text_of(writer.get(page)), page
    assert "Sent back to you: please mend it" in text_of(writer.get("/desk/cases/"))
    assert 'name="keep"' not in text_of(approver.get(draft))
    assert "Waits for you" not in text_of(approver.get("/desk/cases/"))
    assert approver.post(draft, carried(approver.get(draft))).status_code == 409
    mended = send(writer, f"/desk/cases/{row.pk}/", **{**TEXTS, "pitfalls": "选声控的。"})
    assert mended.status_code == 302
    assert "Waits for you: please look at it" in text_of(approver.get("/desk/cases/"))


def test_a_reason_that_is_missing_loses_nothing_and_a_draft_that_is_given_up_is_nowhere_but_in_the_list() -> None:
    told = solved()
    row = written(told, title="不再要的草稿")
    writer, approver = browser_of(told.secretary), browser_of(told.approver)
    assert send(approver, f"/desk/cases/{row.pk}/back/", reason=" ").status_code == 422
    assert approver.get(f"/desk/cases/{row.pk}/give-up/").status_code == 403
    assert "不再要的草稿" in text_of(writer.get(f"/desk/cases/{row.pk}/give-up/"))
    assert send(writer, f"/desk/cases/{row.pk}/give-up/").status_code == 302
    page = text_of(writer.get("/desk/cases/"))
    assert ["A draft that was given up" in page, "不再要的草稿" in page] == [True, False]
    gone = [f"/desk/cases/{row.pk}/{end}" for end in ("", "approve/", "back/", "give-up/")]
    assert [writer.get(page).status_code for page in gone] == [409, 409, 409, 409]
    assert Client().get(f"/cases/{row.pk}/").status_code == 404


def test_cases_are_found_by_how_long_it_took_and_what_it_cost_with_n_of_all_communities() -> None:
    told = solved()
    row = shared(told, title="灯不亮怎么办")
    SolvedCase.objects.filter(pk=row.pk).update(days=20)
    cheap = shared(solved(key=2), title="地不平怎么办", cost="")
    SolvedCase.objects.filter(pk=cheap.pk).update(days=3)
    place = make_place(YIXINYUAN, name="逸馨园社区", short="逸馨园")
    actions.use_case(place=place, case=row, actor=make_person("secretary", at=place), at=AT)

    def found(**asked: str) -> list[str]:
        return [each.title for each in queries.shared(asked)]

    assert found(within="7") == ["地不平怎么办"]
    assert sorted(found(within="31")) == ["地不平怎么办", "灯不亮怎么办"]
    assert found(cost="True") == ["灯不亮怎么办"]
    assert found(q="地不平", cost="True") == []
    page = text_of(Client(headers={"accept-language": "en"}).get(f"/p/{told.place.pk}/cases/?cost=on"))
    assert ["· 120" in page, "1 / 2" in page, "地不平" in page] == [True, True, False]
    assert "1 / 2" in text_of(Client().get(f"/cases/{row.pk}/"))


def test_what_taking_over_does_is_said_before_and_taken_back_with_one_button() -> None:
    matters.ensure_shelf_processes(AT)
    told = solved()
    row = shared(told)
    place = make_place(YIXINYUAN, name="逸馨园社区", short="逸馨园")
    theirs = make_person("secretary", at=place)
    other = ProcessVersion.objects.get(key="three-up-three-down")
    matters.follow_process(place=place, process=other, actor=theirs, at=AT)
    desk, address = browser_of(theirs), f"/cases/{row.pk}/"
    page = desk.get(address)
    assert "follow “Three up, three down” now. They will follow “Five-step deliberation”" in text_of(page)
    assert desk.post(f"{address}use/", carried(page)).status_code == 302
    use = CaseUse.objects.get()
    assert (use.process, use.before) == ("followed", "three-up-three-down")
    page = desk.get(address)
    assert f'action="/settings/processes/{other.pk}/follow/"' in text_of(page)
    assert desk.post(f"/settings/processes/{other.pk}/follow/", {"place": place.pk}).status_code == 302
    assert of_matters.key_for(Place.objects.get(pk=place.pk)) == "three-up-three-down"
    assert "/follow/" not in text_of(desk.get(address))
    assert "/follow/" not in text_of(Client().get(address))
