"""The gate as the secretary meets it on the pages: told at sorting, refused after the talk, with the rule's words."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from bandeng.cli.demonstration.stage import Bench
from bandeng.core.deadline import local_day
from bandeng.matters.models import Decision
from tests.matters.faces import browser_of, errors_of, send, text_of
from tests.scenarios.telling import now, on
from tests.scenarios.test_a8_village import to_the_resolution
from tests.scenarios.test_gate import on_the_bench

SAID = "同意修建村道三百米。"


@pytest.fixture(autouse=True)
def demonstration(settings: Any) -> None:
    settings.DEMONSTRATION = True


def test_a8_nine_days_are_refused_on_the_page_with_the_rules_words_and_ten_set_the_day_to_post(xinhua: Bench) -> None:
    matter = to_the_resolution(xinhua)
    at = on(xinhua, 30)
    with time_machine.travel(at, tick=False):
        desk, today = browser_of(xinhua.who("secretary"), "zh-hans"), local_day(at)
        page = f"/m/{matter.pk}/decision/?rule=villagers-meeting/2018"
        told: dict[str, Any] = {
            "decided_on": today.isoformat(), "text": SAID, "document": "村民会议决议第 3 号", "heads_total": "900",
            "heads_present": "460", "heads_agree": "300",
        }  # fmt: skip
        late = send(desk, page, **told, notice_on=(today - timedelta(days=9)).isoformat())
        said = " ".join(errors_of(late))
        assert (late.status_code, "提前十天通知村民" in said, SAID in text_of(late)) == (422, True, True), said
        assert (Decision.objects.count(), now(matter).step) == (0, "resolve")
        answer = send(desk, page, **told, notice_on=(today - timedelta(days=10)).isoformat())
        assert answer.status_code == 302, errors_of(answer)
        decided = Decision.objects.get()
        assert (decided.passed, decided.post_by, decided.post_days) == (True, today + timedelta(days=3), 7)
        last = today + timedelta(days=3)
        assert f"{last.month}月{last.day}日" in text_of(desk.get(f"/m/{matter.pk}/"))


@pytest.mark.parametrize(("key", "category"), [("lobby", "electric_bikes"), ("locker", "parcel_locker")])
def test_a2_and_a3_after_the_talk_the_page_says_who_must_decide_and_by_which_law(
    xinhua: Bench, key: str, category: str
) -> None:
    matter = on_the_bench(xinhua, key, category, "common_parts")
    with time_machine.travel(xinhua.stage.at, tick=False):
        desk = browser_of(xinhua.who("secretary"), "zh-hans")
        shown = text_of(desk.get(f"/m/{matter.pk}/"))
        assert ("业主" in shown, "第二百七十八条" in shown) == (True, True)
        answer = desk.post(f"/m/{matter.pk}/complete/", {"choose": "assign", "once": "a", "version": matter.version})
        assert (answer.status_code in (409, 422), now(matter).step) == (True, "deliberate")
        assert "业主" in text_of(answer)


def test_a3_while_it_is_sorted_the_page_tells_what_it_will_take(yixinyuan: Bench) -> None:
    on(yixinyuan, 60)
    matter = yixinyuan.raised("locker", "01", "parcel_locker", "没有地方放。")
    yixinyuan.accepted(matter, "快递柜", "想在空地上加快递柜。")
    yixinyuan.verified(matter, "空地是共有部分。")
    with time_machine.travel(yixinyuan.stage.at, tick=False):
        shown = text_of(browser_of(yixinyuan.who("secretary"), "zh-hans").get(f"/m/{matter.pk}/sort/"))
    assert ("三分之二" in shown, "四分之三" in shown) == (True, True)
