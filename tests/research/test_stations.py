"""Each station of a suggestion is seen and told: a changed answer, what came back on its paper, why it cannot be."""

from typing import Any

import pytest
from django.test import Client

from bandeng.records.rebuild import check
from bandeng.research import actions
from bandeng.research.models import Output, Suggestion
from tests.makers import AT, day
from tests.matters.faces import browser_of, send, text_of
from tests.research.test_suggestions import output
from tests.research.travelling import Journey, later, refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.DEMONSTRATION = True
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


def page_of(suggestion: Suggestion) -> str:
    return text_of(Client(headers={"accept-language": "zh-hans"}).get(f"/research/suggestion/{suggestion.pk}/"))


def told(journey: Journey, suggestion: Suggestion, text: str, days: int) -> None:
    actions.tell(suggestion=suggestion, how="visit", text=text, actor=journey.convener, at=later(days))


def offers_to_tell(journey: Journey, suggestion: Suggestion) -> bool:
    page = text_of(browser_of(journey.convener).get(f"/research/suggestion/{suggestion.pk}/"))
    return f"/research/suggestion/{suggestion.pk}/tell/" in page


def test_a_changed_answer_leaves_the_first_to_be_read_and_is_told_anew() -> None:
    journey = Journey()
    handed = journey.handed()
    assert not offers_to_tell(journey, handed)
    journey.answer(handed, "B", reason="正在设计。", at=later(1))
    assert offers_to_tell(journey, handed)
    told(journey, handed, "说是正在设计。", 2)
    assert not offers_to_tell(journey, handed)
    journey.answer(handed, "D", reason="地不够宽。", at=later(9))
    page = page_of(handed)
    assert [page.index(word) for word in ("正在设计。", "说是正在设计。", "地不够宽。")] == sorted(
        page.index(word) for word in ("正在设计。", "说是正在设计。", "地不够宽。")
    )
    assert offers_to_tell(journey, handed)
    client = browser_of(journey.convener)
    assert "地不够宽。" in text_of(client.get(f"/research/suggestion/{handed.pk}/tell/"))
    told(journey, handed, "说了为什么不能。", 10)
    assert (offers_to_tell(journey, handed), "说了为什么不能。" in page_of(handed)) == (False, True)
    assert check().different == ()


def test_what_came_back_on_a_paper_is_told_though_no_unit_was_asked() -> None:
    journey = Journey()
    one = journey.suggest("建车棚。")
    refused("not_answered", lambda: told(journey, one, "说了", 1))
    written = output(journey, "brief", [one])
    refused("not_answered", lambda: told(journey, one, "说了", 1))
    back: dict[str, Any] = {
        "adopted": True,
        "on": day("2026-11-23"),
        "by_whom": "县政府分管领导",
        "text": "请住建局办理。",
    }
    actions.instruct(output=written, **back, actor=journey.convener, at=later(3))
    page = page_of(one)
    assert ("请住建局办理。" in page, "县政府分管领导" in page, offers_to_tell(journey, one)) == (True, True, True)
    form = text_of(browser_of(journey.convener).get(f"/research/suggestion/{one.pk}/tell/"))
    assert "请住建局办理。" in form
    told(journey, one, "县里批了。", 4)
    assert (offers_to_tell(journey, one), Suggestion.objects.get(pk=one.pk).told_text) == (False, "县里批了。")
    actions.instruct(output=written, **back | {"adopted": False, "text": ""}, actor=journey.convener, at=later(5))
    paper = text_of(browser_of(journey.convener).get(f"/research/output/{written.pk}/"))
    assert (paper.count("<h2>"), "请住建局办理。" in paper, offers_to_tell(journey, one)) == (4, True, True)
    assert check().different == ()


def test_a_suggestion_beyond_the_latest_hundred_still_goes_forward() -> None:
    journey = Journey()
    oldest = journey.suggest("最早的一条。")
    for n in range(104):
        journey.suggest(f"后来的第{n}条。")
    client = browser_of(journey.convener)
    address = f"/desk/suggestions/forward/?of={oldest.pk}"
    page = client.get(address)
    assert f'value="{oldest.pk}"' in text_of(page)
    words: dict[str, Any] = {
        "place": journey.county.pk,
        "title": "车棚",
        "advice": "建",
        "suggestions": [str(oldest.pk)],
    }
    wrong = send(client, address, kind="brief", **words | {"title": ""})
    assert (wrong.status_code, f'value="{oldest.pk}"' in text_of(wrong), "建" in text_of(wrong)) == (422, True, True)
    done = send(client, address, kind="brief", **words)
    assert (done.status_code, Output.objects.get().suggestions.get()) == (302, oldest)
    found = text_of(client.get("/desk/suggestions/forward/?q=第103条"))
    assert found.count('name="suggestions"') == 1
    for hostile in ("?of=x", "?of=" + "0" * 36, "?q=" + "x" * 500):
        assert client.get(f"/desk/suggestions/forward/{hostile}").status_code == 200


def test_what_a_unit_has_not_answered_stands_before_what_it_has() -> None:
    journey = Journey()
    done, waits = journey.handed(text="答过的。"), journey.handed(text="没答的。")
    journey.answer(done)
    page = text_of(browser_of(journey.officer).get("/desk/suggestions/mine/"))
    assert page.index(waits.text) < page.index(done.text)
