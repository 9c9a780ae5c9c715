"""A solved matter is told to others: drafted, stopped for a number, approved, used elsewhere."""

import json
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bandeng.cli.demonstration.places import YIXINYUAN
from bandeng.cli.demonstration.stage import Bench, play
from bandeng.cli.demonstration.stories.answered import light
from bandeng.exchange.models import CaseUse, SolvedCase
from bandeng.matters import queries as matters
from bandeng.matters.models import Matter, Rating
from bandeng.places.actions import change_place
from bandeng.places.models import Place
from bandeng.records import rebuild
from tests.makers import MAKER
from tests.matters.faces import browser_of, carried, errors_of, send, text_of
from tests.scenarios.telling import now, on, the_item

TOLD = {
    "title": "楼道感应灯不亮怎么办", "problem": "2号楼1单元的感应灯不亮，老陶摸黑上楼。",
    "steps": "看现场\n物业认领\n换灯\n监督委员去看",
    "outcome": "灯换好了，晚上去看过。", "cost": "", "time": "三天", "papers": "",
    "pitfalls": "有事打 0953-000 0088 找石工。",
}  # fmt: skip


@pytest.fixture(autouse=True)
def staff_by_password(settings: Any) -> None:
    settings.DEMONSTRATION = True


def at_present(bench: Bench, monkeypatch: pytest.MonkeyPatch, days_ago: int) -> None:
    moment = on(bench, days_ago)
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)


def test_a_case_goes_from_a_solved_matter_to_a_rated_reply_elsewhere(
    xinhua: Bench, yixinyuan: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    play([(xinhua.stage, light(xinhua))])
    matter = Matter.objects.get(title="2号楼1单元感应灯不亮")
    at_present(xinhua, monkeypatch, 10)
    secretary, supervisor = browser_of(xinhua.who("secretary")), browser_of(xinhua.who("supervisor@litong"))

    # The solved matter's own page leads to the draft, and the draft says what the record says.
    assert f'href="/m/{matter.pk}/case/"' in text_of(secretary.get(f"/m/{matter.pk}/"))
    first = text_of(secretary.get(f"/m/{matter.pk}/case/"))
    assert ("2号楼1单元三层楼道感应灯损坏。" in first, "三层感应灯已于本周更换" in first) == (True, True)
    answer = send(secretary, f"/m/{matter.pk}/case/", **TOLD)
    row = SolvedCase.objects.get()
    approve = f"/desk/cases/{row.pk}/approve/"
    assert (answer.status_code, answer.headers["Location"], row.state) == (302, approve, "draft")

    # Nobody else reads it yet, and who wrote it does not approve it.
    assert Client().get(f"/cases/{row.pk}/").status_code == 404
    own = secretary.get(approve)
    assert 'name="keep"' not in text_of(own)
    assert secretary.post(approve, carried(own)).status_code == 403

    # Side by side: the raiser's name goes for certain, the door unless it is left in; the number stops it.
    beside = text_of(supervisor.get(approve))
    shown = ("<mark>老陶</mark>", "<mark>2号楼1单元</mark>", "某处的感应灯不亮，某人摸黑上楼")
    assert [words for words in shown if words not in beside] == []
    stopped = send(supervisor, approve)
    assert stopped.status_code == 422
    assert [error for error in errors_of(stopped) if "0953-000 0088" in error] != []
    assert SolvedCase.objects.get().state == "draft"
    send(secretary, f"/desk/cases/{row.pk}/", **{**TOLD, "pitfalls": "灯头要选声控的，找石工问过。"})
    shared = send(supervisor, approve)
    assert (shared.status_code, shared.headers["Location"]) == (302, f"/cases/{row.pk}/")

    # Everybody reads it, finds it by other words, and nobody's name stands in it.
    case = SolvedCase.objects.get()
    told = json.dumps(case.texts, ensure_ascii=False)
    assert (case.state, case.number, [name for name in ("老陶", "石工", "0088", "2号楼") if name in told]) == (
        "shared", "2026-0001", [],
    )  # fmt: skip
    found = Client().get(f"/p/{YIXINYUAN}/cases/", {"q": "感应灯坏了"})
    assert (case.title in text_of(found), case.title in text_of(Client().get(f"/p/{YIXINYUAN}/cases/?q=停车"))) == (
        True, False,
    )  # fmt: skip
    assert f"/p/{YIXINYUAN}/cases/" in text_of(Client().get(f"/p/{YIXINYUAN}/know/"))

    # The second community worked otherwise; one button, and its next matter goes this way to a rated reply.
    place = Place.objects.get(pk=YIXINYUAN)
    change_place(place=place, process="three-up-three-down", reason="试过别的办法", actor=MAKER, at=yixinyuan.stage.at)
    theirs = browser_of(yixinyuan.who("secretary"))
    page = theirs.get(f"/cases/{case.pk}/")
    assert f'action="/cases/{case.pk}/use/"' in text_of(page)
    place_at = re.search(r'name="place" value="([^"]+)"', text_of(page))
    assert place_at is not None
    assert place_at[1] == YIXINYUAN
    assert theirs.post(f"/cases/{case.pk}/use/", carried(page)).status_code == 302
    use = CaseUse.objects.get()
    place = Place.objects.get(pk=YIXINYUAN)
    assert (use.process, matters.process_for(place).pk) == ("followed", matter.process_id)
    solved = _solved_there(yixinyuan)
    assert (solved.process_id, solved.step, Rating.objects.get(matter=solved).satisfied) == (
        matter.process_id, None, "yes",
    )  # fmt: skip
    assert place.name in text_of(Client().get(f"/cases/{case.pk}/"))

    # The file travels, comes in as a draft, and one that was changed on the way does not.
    file = Client().get(f"/cases/{case.pk}/file/").content
    brought = send(theirs, "/desk/cases/bring/", place=YIXINYUAN, file=SimpleUploadedFile("a.json", file))
    assert (brought.status_code, SolvedCase.objects.filter(origin=case.place.name, state="draft").count()) == (302, 1)
    forged = SimpleUploadedFile("a.json", file.replace("三天".encode(), "一天".encode()))
    refused = send(theirs, "/desk/cases/bring/", place=YIXINYUAN, file=forged)
    assert (refused.status_code, errors_of(refused)) == (
        422, ["The file was changed after it was written. Please ask for it once more; nothing was kept."],
    )  # fmt: skip
    assert rebuild.check().different == ()


def _solved_there(bench: Bench) -> Matter:
    on(bench, 9)
    matter = bench.raised("used", "01.01", "sensor_light", "门口的灯不亮。")
    bench.accepted(matter, "门口的灯不亮", "门口的感应灯损坏。")
    bench.verified(matter, "灯头烧坏。")
    bench.sorted(matter, "assign", guards=["existing_duty"])
    bench.claimed(matter, "更换感应灯", "anjia", 5)
    on(bench, 7)
    bench.done(the_item(matter), "灯换好了。", ["door-after"], by="property")
    on(bench, 6)
    bench.checked(the_item(matter), "亮了。")
    on(bench, 5)
    bench.replied(matter, "门口的灯换好了。")
    on(bench, 4)
    bench.rated("used", "yes", "yes", "yes")
    return now(matter)
