"""A5 in the browser: a trip finds 17 things, a firm promises ten days, residents tick, the lift climbs the ladder.

What was found goes from the trip's page onto the meeting's agenda; a member's suggestion there is answered and told.
"""

import re
from dataclasses import dataclass

from tests.browser import DESK, PHONE, Visit
from tests.journeys.conftest import Town
from tests.journeys.council import find_meeting, links, options, quick, seat_of, tick_all
from tests.journeys.walking import Walker

DAWUKOU, JINGYUAN = "640202", "640202002901"
COMPOUND = f"{JINGYUAN}.01"
CLASSES = {
    "消防安全": ("清走电瓶车", "巡查停放", "电梯装感应", "清理杂物", "修消防中控", "聘消防人员"),
    "物业服务": ("补足人员", "全天巡查", "管好单元门", "清运垃圾", "清扫烟头", "安排值守"),
    "公共设施": ("修感应灯", "修电梯按钮", "换电梯面板", "修闭门器", "装扶手"),
}
LIFT = "修电梯按钮"
IN_PART, LONGER = (LIFT, "电梯装感应", "修闭门器"), ("聘消防人员", "装扶手")
ALL = [title for titles in CLASSES.values() for title in titles]
PEOPLE = 8
"""Two members, three tenants, three by office."""
DONE = [title for title in ALL if title not in (*IN_PART, *LONGER)]
MEETING = "天盛隆小区协商会"


@dataclass
class People:
    """Everybody with a browser. A session ends with its day: who comes on another day signs in again."""

    town: Town
    convener: Walker
    secretary: Walker
    head: Walker
    firm: Walker
    tenant: Walker

    def come(self, moment: str, *names: str) -> None:
        """It is this moment, and these sign in."""
        self.town.at(moment)
        for name in names:
            getattr(self, name).sign_in(WHO[name])


WHO = {
    "convener": "convener@dawukou", "secretary": "secretary@jingyuan", "head": "head@jingyuan",
    "firm": "property@jingyuan",
}  # fmt: skip


def everybody(town: Town, visit: Visit) -> People:
    sizes = (DESK, DESK, PHONE, PHONE, PHONE)
    return People(town, *(quick(visit(size), town) for size in sizes))


def researched(they: People) -> str:
    """Planned, visited, written down class by class; the items of each class become one matter. The trip's address."""
    convener = they.convener
    convener.send(
        "/desk/research/plan/", place=DAWUKOU, title="天盛隆小区调研", host="大武口区政协提案委", themes="小区物业管理",
        sites="天盛隆小区 | 天盛隆小区", members="部分政协委员", starts_on="2026-11-02", ends_on="2026-11-06",
    )  # fmt: skip
    trip = convener.path
    visited = links(convener, r"/research/site/[0-9a-f-]+/visit/")
    convener.send(visited[0], visited_on="2026-11-02", seen="逐栋看过，和租户聊过。", heard__resident="6")
    words = "\n".join(line for name, titles in CLASSES.items() for line in (f"# {name}", *(f"要{t}" for t in titles)))
    convener.send(f"{trip}find/", findings=words)
    assert "3 类" in convener.text
    assert "17 项" in convener.text
    for name in CLASSES:
        convener.open(trip)
        first = convener.page.locator(f"main h3:has-text('{name}') ~ ul a[href*='/raise/']").first
        address = first.get_attribute("href") or ""
        convener.open(address)
        form = convener.form("also")
        for box in form.locator(f"label:has-text('{name} ·') input[name=also]").all():
            box.check()
        convener.write(place=COMPOUND, category="other", severity="1")
    convener.open(trip)
    assert links(convener, r"/research/finding/[0-9a-f-]+/raise/") == []
    return trip


def accepted(they: People) -> tuple[list[str], list[str]]:
    """The community accepts the three and goes to see; a tenant joins each. Matters and receipts, class by class."""
    secretary = they.secretary
    secretary.open("/desk/matters/")
    found: dict[str, str] = {}
    for matter in sorted(links(secretary, r"/m/[0-9a-f-]+/")):
        secretary.open(matter)
        name = next(each for each, titles in CLASSES.items() if f"要{titles[0]}" in secretary.page.content())
        found[name] = matter
    receipts = []
    for name, titles in CLASSES.items():
        matter = found[name]
        secretary.send(f"{matter}accept/", title=f"天盛隆{name}{len(titles)}项", summary=f"{name}的问题。")
        secretary.send(
            f"{matter}verify/", visited_on="2026-11-02", finding="属实。", legal="yes", technical="yes", financial="yes"
        )
        they.tenant.send(
            f"{matter}join/", words="我租在这儿，也是。", reach="page", press="[name=send], button.primary"
        )
        receipts.append(they.tenant.path)
    return [found[name] for name in CLASSES], receipts


def click(walker: Walker, selector: str) -> None:
    """Press a link and wait for its page."""
    with walker.page.expect_navigation(wait_until=walker.until):
        walker.page.locator(selector).first.click()


def called(they: People, trip: str) -> str:
    """From the trip, with the first class on its agenda. Too late is refused, and nothing typed is lost."""
    convener = they.convener
    convener.open(trip)
    click(convener, f"main h3:has-text('{next(iter(CLASSES))}') ~ p a")
    click(convener, "main a[href*='/meetings/call/']")
    click(convener, "main a[href*='form=symposium']")
    assert convener.page.locator("main [name=matters]:checked").count() == 1
    told = {
        "title": MEETING, "starts_at": "15:00", "where": "“有事好商量”协商议事室",
        "chair": options(convener, "chair", "政协召集人 小岳"),
        "recorder": options(convener, "recorder", "社区干事 小苑"),
        "names__members": "委员甲\n委员乙", "names__tenants": "钱奶奶\n孔师傅\n冯阿姨",
        seat_of(convener, "书记 小景"): "community", seat_of(convener, "暖阳物业 温经理"): "property",
        seat_of(convener, "住建局 小梁"): "departments",
    }  # fmt: skip
    said = convener.refused(starts_on="2026-11-03", **told)
    assert "三天" in said or "3" in said
    convener.write(starts_on="2026-11-06")
    assert convener.wrong == []
    return find_meeting(convener, MEETING)


def put_there(they: People, trip: str) -> None:
    """Each other class in two clicks; the trip's page says of all 17 where they stand."""
    convener = they.convener
    for name in list(CLASSES)[1:]:
        convener.open(trip)
        click(convener, f"main h3:has-text('{name}') ~ p a")
        convener.write(meeting=options(convener, "meeting", MEETING))
        assert convener.wrong == []
    they.tenant.open(trip)
    assert they.tenant.text.count(MEETING) == len(ALL)


def suggested(they: People, meeting: str) -> str:
    """What a member suggests stands in the register, and the firm is asked; the address of the suggestion."""
    secretary = they.secretary
    secretary.send(f"{meeting}suggestion/", text="发挥网格员和楼道长的作用。", said_by="cppcc_member")
    secretary.open(meeting)
    suggestion = links(secretary, r"/research/suggestion/[0-9a-f-]+/")[0]
    secretary.open(f"{suggestion}hand/")
    secretary.write(unit=options(secretary, "unit", "暖阳物业"))
    return suggestion


def heard_back(they: People, meeting: str, suggestion: str) -> None:
    """The firm answers it, who said it hears back, and the meeting's page shows what became of it."""
    they.firm.send(f"{suggestion}answer/", adoption="B", reason="一栋一个群，楼道长入群。")
    they.secretary.send(f"{suggestion}tell/", how="visit", text="一栋一个群，楼道长入群。")
    they.tenant.open(meeting)
    assert "B 正在办" in they.tenant.text
    they.tenant.open(suggestion)
    assert [words for words in (MEETING, "一栋一个群，楼道长入群。") if words not in they.tenant.text] == []


def adopted(they: People, meeting: str) -> None:
    """On the projector each class is adopted."""
    secretary = they.secretary
    assert tick_all(secretary, meeting) == PEOPLE
    secretary.open(f"{meeting}live/sort/")
    secretary.page.locator("main a[href*='/sort/'].primary").first.click()
    for number in range(len(CLASSES)):
        assert f"还剩 {len(CLASSES) - number} 件" in secretary.page.locator("body").inner_text()
        secretary.page.locator("main a[href*='way=adopt']").first.click()
        secretary.write(opinion="逐项整改，当场认领。")
        assert secretary.wrong == []


def taken_on(they: People, matters: list[str]) -> dict[str, str]:
    """What is to be done, all 17, and the firm takes each on for ten days; their addresses by title."""
    found: dict[str, str] = {}
    for matter in matters:
        they.secretary.open(matter)
        name = next(each for each in CLASSES if f"天盛隆{each}" in they.secretary.text)
        for title in CLASSES[name]:
            they.secretary.send(f"{matter}items/new/", title=title)
        they.firm.open(f"{matter}items/")
        for link in they.firm.page.locator("main a[href^='/items/']:has(b)").all():
            found[link.inner_text().strip()] = str(link.get_attribute("href"))
    for title in ALL:
        they.firm.send(f"{found[title]}claim/", days="10", unit="calendar")
    assert sorted(found) == sorted(ALL)
    return found


def promised(they: People, meeting: str) -> str:
    """Without a day it is refused and nothing typed is lost; with ten days it waits for the firm's own word."""
    secretary = they.secretary
    secretary.open(f"{meeting}promise/")
    boxes = secretary.page.locator("main [name=items]")
    assert boxes.count() == len(ALL)
    for box in boxes.all():
        box.check()
    told = {
        "promiser": options(secretary, "promiser", "暖阳物业 温经理"), "text": "10天内整改完成所有问题",
        "to_whom": "到场的小区居民", "witnesses": "三个部门",
    }  # fmt: skip
    secretary.refused(days="", **told)
    assert secretary.page.locator("main [name=items]:checked").count() == len(ALL)
    secretary.write(days="10")
    assert secretary.wrong == []
    secretary.open(meeting)
    promise = links(secretary, r"/promises/[0-9a-f-]+/")[0]
    they.tenant.open(promise)
    assert "等单位确认" in they.tenant.text
    they.firm.send(f"{promise}word/", word="yes")
    return promise


def no_vote_is_offered(they: People, matters: list[str]) -> None:
    """Tenants are told who may decide; nobody is offered an owners' ballot, neither they nor the secretary."""
    for matter in matters:
        they.tenant.open(matter)
        assert "公共租赁住房" in they.tenant.text
        they.secretary.open(matter)
        assert they.secretary.page.locator("main a[href$='/decision/']").count() == 0
        assert "业主共同决定" not in they.tenant.text


def worked(they: People, items: dict[str, str], receipts: list[str]) -> None:
    """Twelve are done, and ticked by the tenant or the building head; the firm is refused."""
    for title in DONE:
        they.firm.send(f"{items[title]}done/", text="已整改。", document=f"整改单：{title}")
    first = they.firm.page.request.get(they.firm.site(f"{items[DONE[0]]}check/"))
    assert (first.status, "不能核查自己的工作" in first.text()) == (403, True)
    receipt = {name: receipts[number] for number, name in enumerate(CLASSES)}
    for number, title in enumerate(DONE):
        name = next(each for each, titles in CLASSES.items() if title in titles)
        if number % 2:
            they.head.send(f"{items[title]}check/", solved="yes", text="去看过了。")
        else:
            they.tenant.send(f"{receipt[name]}{items[title].lstrip('/')}", solved="yes", text="是好的。")


def not_in_time(they: People, items: dict[str, str]) -> None:
    """Two get a later date by somebody else's word; three are delivered in part, each with its reason."""
    they.come("2026-11-12 10:00", "firm", "secretary")
    for title in LONGER:
        they.firm.send(f"{items[title]}more-time/", to_on="2026-12-04", reason="要走招聘程序")
        they.secretary.open(items[title])
        they.secretary.send(links(they.secretary, r"/items/[0-9a-f-]+/more-time/[0-9a-f-]+/")[0], granted="yes",
                            reason="同意")  # fmt: skip
    they.come("2026-11-13 10:00", "firm")
    for title in IN_PART:
        they.firm.send(
            f"{items[title]}part/", text="先修了一部分。", missing="配件", reason="厂家缺货", rest_on="2026-11-20",
            document="施工记录",
        )  # fmt: skip


def counted(they: People, promise: str) -> None:
    """The tenth day is over: for everybody to read, on page and paper, with a reason for each that is late."""
    they.town.at("2026-11-17 06:00")
    they.town.night()
    for page in (promise, f"{promise}print/"):
        they.tenant.open(page)
        said = re.sub(r"\s+", " ", they.tenant.page.locator("body").inner_text())
        missing = [words for words in ("12 / 17", "3 / 17", "2 / 17", "厂家缺货", "要走招聘程序") if words not in said]
        assert missing == [], page


def climbs(they: People, items: dict[str, str]) -> None:
    """The two others in part are completed; the lift is reminded of, then a supervision order follows."""
    they.come("2026-11-17 08:30", "firm", "head")
    for title in IN_PART[1:]:
        they.firm.send(f"{items[title]}done/", text="余下的也装好了。", document="验收单")
        they.head.send(f"{items[title]}check/", solved="yes", text="都看过了。")
    for day in ("17", "18", "19", "20"):
        they.town.at(f"2026-11-{day} 10:00")
        they.town.night()
    they.tenant.open(items[LIFT])
    assert [words for words in ("催办", "督办单") if words not in they.tenant.text] == []


def answered(they: People, matters: list[str], items: dict[str, str], receipts: list[str]) -> None:
    """What was left is done and ticked; each matter ends in a reply that the tenant who joined reads and rates."""
    they.come("2026-12-02 10:00", "firm", "head", "secretary")
    for title in (LIFT, *LONGER):
        they.firm.send(f"{items[title]}done/", text="办好了。", document="验收单")
        they.head.send(f"{items[title]}check/", solved="yes", text="试过了，好的。")
    for matter, receipt in zip(matters, receipts, strict=True):
        they.secretary.send(f"{matter}reply/", kind="final", text="各项都办好了，租户和楼道长逐项看过。")
        they.tenant.open(receipt)
        assert "各项都办好了，租户和楼道长逐项看过。" in they.tenant.text
        they.tenant.send(answered="yes", solved="yes", satisfied="yes", words="自己试过，是好的。")
        they.tenant.open(receipt)
        assert "您的评价" in they.tenant.text


def test_17_things_of_a_trip_are_12_done_3_in_part_2_later_on_the_tenth_day_and_all_are_answered(
    town: Town, visit: Visit
) -> None:
    they = everybody(town, visit)
    they.come("2026-11-02 09:30", "convener", "secretary")
    trip = researched(they)
    matters, receipts = accepted(they)
    no_vote_is_offered(they, matters)
    meeting = called(they, trip)
    put_there(they, trip)
    they.come("2026-11-06 15:00", "secretary", "firm")
    adopted(they, meeting)
    items = taken_on(they, matters)
    promise = promised(they, meeting)
    suggestion = suggested(they, meeting)
    they.come("2026-11-10 10:00", "firm", "head", "secretary")
    heard_back(they, meeting, suggestion)
    worked(they, items, receipts)
    not_in_time(they, items)
    counted(they, promise)
    climbs(they, items)
    answered(they, matters, items, receipts)
