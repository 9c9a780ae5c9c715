"""A1 in the browser: 24 matters on the projector, 15 claimed, 4 merged, 5 explained; all hear that evening."""

import re

from tests.browser import DESK, PHONE, Visit
from tests.journeys.clockwork import ADOPTED, EXPLAINED, MERGED
from tests.journeys.conftest import Town
from tests.journeys.council import find_meeting, options, quick, seat_of, tick_all
from tests.journeys.walking import XINHUA, Walker, told

MEETING, ALL = "我的小区我做主", ADOPTED + MERGED + EXPLAINED
TITLES = [f"第{number:02d}件" for number in range(1, ALL + 1)]


def called(secretary: Walker) -> tuple[str, dict[str, str]]:
    """All that waits in the pool comes on one agenda; the meeting, and each matter's number by its title."""
    secretary.open(f"/desk/meetings/call/?place={XINHUA}&form=residents_council")
    boxes = secretary.page.locator("main [name=matters]")
    numbers = {
        title: re.findall(r"新华-\d{4}-\d{4}", secretary.page.locator("main summary", has_text=title).inner_text())[0]
        for title in TITLES
    }
    assert (boxes.count(), len(set(numbers.values()))) == (ALL, ALL)
    # Each matter stands folded with its question; who calls opens all of them.
    secretary.page.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true })")
    for box in boxes.all():
        box.check()
    secretary.write(
        title=MEETING, starts_on="2026-11-06", starts_at="14:30", where="社区议事室",
        chair=options(secretary, "chair", "书记 小禾"), recorder=options(secretary, "recorder", "社区干事 小麦"),
        names__residents="王大妈\n李师傅\n赵老师",
        **{seat_of(secretary, "书记 小禾"): "community", seat_of(secretary, "槐荫物业 石经理"): "property"},
    )  # fmt: skip
    assert secretary.wrong == []
    return find_meeting(secretary, MEETING), numbers


def gone_through(secretary: Walker, meeting: str, numbers: dict[str, str]) -> None:
    """One after the other on the projector, in whatever order they come: each goes its way by its title."""
    secretary.open(f"{meeting}live/sort/")
    secretary.page.locator("main a[href*='/sort/'].primary").first.click()
    for turn in range(ALL):
        title = secretary.page.locator("h1").inner_text()
        assert f"还剩 {ALL - turn} 件" in secretary.page.locator("body").inner_text()
        way = way_of(title)
        secretary.page.locator(f"main a[href*='way={way}']").first.click()
        if way == "adopt":
            secretary.write(
                opinion="修好它。", work_title=f"修{title}", due_on="2026-11-16",
                organisation=options(secretary, "organisation", "槐荫物业"),
            )  # fmt: skip
        elif way == "merge":
            secretary.write(into=numbers[TITLES[0]], reason="说的是同一处")
        else:
            secretary.write(reason_code="no_money", reason=f"{title}今年没有这笔钱。", next_channel="12345")
        assert secretary.wrong == [], title


def way_of(title: str) -> str:
    """The first 15 are adopted, the next 4 merged into the first of all, the last 5 explained."""
    number = TITLES.index(title) + 1
    return "adopt" if number <= ADOPTED else "merge" if number <= ADOPTED + MERGED else "explain"


def printed_and_told(secretary: Walker, meeting: str, numbers: dict[str, str]) -> None:
    """Before people leave the list of who does what is printed; then everybody who raised one is told."""
    secretary.open(f"{meeting}live/sort/")
    said = re.sub(r"\s+", " ", secretary.text)
    assert f"还剩 0 件，共 {ALL} 件" in said
    assert [said.count(way) for way in ("已采纳", "并入另一件", "解释说明")] == [ADOPTED, MERGED, EXPLAINED]
    secretary.page.locator("form[action*='/after/print/'] button").click()
    paper = secretary.page.locator("body").inner_text()
    assert [number for number in numbers.values() if number not in paper] == []
    assert paper.count("槐荫物业") >= ADOPTED
    secretary.open(f"{meeting}live/sort/")
    secretary.page.locator("form[action*='/after/tell/'] button").click()
    secretary.press(secretary.page.locator("main form[method=post]"))
    secretary.open("/desk/sort/end/tell/")
    assert f"{ALL} / {ALL}" in re.sub(r"\s+", " ", secretary.text)


def heard(resident: Walker, receipts: list[str]) -> dict[str, list[str]]:
    """What the holder of each receipt reads, by the way its matter went."""
    found: dict[str, list[str]] = {"adopt": [], "merge": [], "explain": []}
    for title, receipt in zip(TITLES, receipts, strict=True):
        resident.open(receipt)
        found[way_of(title)].append(resident.text)
    return found


def done(secretary: Walker, firm: Walker, looker: Walker, matters: dict[str, str]) -> None:
    """The firm does each of the 15, somebody else looks, the secretary answers."""
    firm.open("/desk/items/")
    rows = {title: firm.page.locator("main a[href^='/items/']", has_text=f"修{title}") for title in TITLES[:ADOPTED]}
    items = {title: str(row.first.get_attribute("href")) for title, row in rows.items()}
    for title, item in items.items():
        firm.send(f"{item}done/", text="修好了。", document=f"派工单 {title}")
        looker.send(f"{item}check/", solved="yes", text="看过了，好了。")
        secretary.send(f"{matters[title]}reply/", kind="final", text=f"{title}已修好，居务监督委员看过。")


def test_24_matters_are_15_claimed_4_merged_5_explained_and_all_are_answered(town: Town, visit: Visit) -> None:
    town.at("2026-11-02 09:30")
    secretary, resident = quick(visit(DESK), town).sign_in("secretary@xinhua"), quick(visit(PHONE), town)
    receipts = told(town, r"receipt: (\S+)")
    meeting, numbers = called(secretary)
    town.at("2026-11-06 14:30")
    secretary.sign_in("secretary@xinhua")
    assert tick_all(secretary, meeting) == 5
    gone_through(secretary, meeting, numbers)
    printed_and_told(secretary, meeting, numbers)
    tonight = heard(resident, receipts)
    assert [len(texts) for texts in tonight.values()] == [ADOPTED, MERGED, EXPLAINED]
    assert [text for text in tonight["adopt"] if "槐荫物业" not in text or "11月16日" not in text] == []
    assert [text for text in tonight["merge"] if "说的是同一处" not in text] == []
    assert [text for text in tonight["explain"] if "今年没有这笔钱。" not in text] == []

    town.at("2026-11-12 10:00")
    firm = quick(visit(PHONE), town).sign_in("property@xinhua")
    looker = quick(visit(PHONE), town).sign_in("oversight@xinhua")
    secretary.sign_in("secretary@xinhua")
    secretary.open(meeting)
    links = secretary.page.locator("main a[href^='/m/']")
    matters = {
        title: str(links.filter(has_text=numbers[title]).first.get_attribute("href")) for title in TITLES[:ADOPTED]
    }
    done(secretary, firm, looker, matters)
    ended = heard(resident, receipts)
    assert [text for text in ended["adopt"] if "已修好，居务监督委员看过。" not in text] == []
