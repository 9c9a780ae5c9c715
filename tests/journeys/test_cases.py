"""How something was solved is told to others: drafted, sent back, approved, read on a phone, used elsewhere."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from tests.browser import DESK, PHONE, Site, Visit
from tests.journeys.walking import XINHUA, Walker, number_on

YIXINYUAN = "640106005001"
STOPPED = "有事打 0953-000 0088 找石榴红。"


def raised(visitor: Walker, place: str, words: str, **more: str) -> str:
    """Raise in three screens; returns the receipt's address."""
    visitor.send(f"/p/{place}/raise/", words=words)
    visitor.send(place=place, category="repair")
    visitor.send(reach="page", **more)
    assert visitor.path.startswith("/r/"), visitor.text
    return visitor.path


def solved(raiser: Walker, secretary: Walker, unit: Walker, place: str, title: str, **more: str) -> str:
    """From raised to rated; the matter's address."""
    receipt = raised(raiser, place, f"{title}，晚上看不见。", **more)
    matter = secretary.find(number_on(raiser.text))
    today = datetime.now(UTC).astimezone(ZoneInfo("Asia/Shanghai")).date().isoformat()
    secretary.send(f"{matter}accept/", title=title, summary=f"{title}，晚上出入不便。")
    secretary.send(
        f"{matter}verify/", visited_on=today, finding="灯头烧坏。", legal="yes", technical="yes", financial="yes"
    )
    secretary.send(f"{matter}sort/", category="sensor_light", severity="2", guards="existing_duty", choose="assign")
    secretary.send(f"{matter}items/new/", title="换灯头", criteria="有人走过灯就亮。")
    item = secretary.item_of(matter)
    unit.send(f"{item}claim/", days="5")
    unit.send(f"{item}done/", text="灯头换好了。", photos="gray")
    raiser.open(receipt)
    looked = raiser.page.locator(f"a[href*='{item}']").first.get_attribute("href")
    raiser.send(looked or "", solved="yes", text="亮了。")
    secretary.send(f"{matter}reply/", kind="final", text="灯头换好了，看过，亮了。")
    raiser.open(receipt)
    raiser.send(answered="yes", solved="yes", satisfied="yes")
    return matter


def test_a_case_is_told_mended_shared_and_used_in_another_county(site: Site, visit: Visit) -> None:
    phone, secretary = (
        Walker(visit(PHONE, javascript=False), site),
        Walker(visit(DESK), site).sign_in("secretary@xinhua"),
    )
    unit = Walker(visit(DESK), site).sign_in("property@xinhua")
    matter = solved(phone, secretary, unit, f"{XINHUA}.01.03", "3号楼门口的灯不亮", name="柳三更")

    # Into the record's words are typed: who raised it, a telephone, a stranger's name, a number no rule knows.
    secretary.open(matter)
    secretary.page.get_by_role("link", name="写成案例").click()
    secretary.write(
        title="楼门口的灯不亮怎么办", problem="柳三更 13300001111 说灯不亮，老人摔过一次。", pitfalls=STOPPED
    )
    draft = secretary.path
    assert draft.startswith("/desk/cases/"), secretary.text
    assert secretary.page.locator("form button.primary").count() == 0

    # Side by side: what is certain, what is proposed, what stops it. Sent back, it is the writer's turn.
    supervisor = Walker(visit(DESK, javascript=False), site).sign_in("supervisor@litong")
    supervisor.open("/desk/cases/")
    assert "等您审核" in supervisor.text
    supervisor.open(draft)
    marks = supervisor.page.locator("mark").all_inner_texts()
    assert [word for word in ("柳三更", "13300001111", "石榴红") if word not in marks] == []
    assert "某人 （电话略） 说灯不亮" in supervisor.text
    assert "0953-000 0088" in supervisor.refused(draft)
    supervisor.page.get_by_role("link", name="退回修改").click()
    supervisor.send(reason="电话不要写，找谁写成角色。")
    secretary.open("/desk/cases/")
    assert "已退回给您，请修改" in secretary.text
    secretary.open(draft)
    assert "电话不要写，找谁写成角色。" in secretary.text
    secretary.page.get_by_role("link", name="改草稿").click()
    assert "电话不要写，找谁写成角色。" in secretary.text
    secretary.write(pitfalls="灯头选声控的；换好后晚上再去看一次。")
    supervisor.send(draft)
    case = supervisor.path
    assert case.startswith("/cases/"), supervisor.text

    # A resident reads it under Know, on a phone; nobody's name and no number stand in it.
    phone.open(f"/p/{XINHUA}/know/")
    phone.page.get_by_role("link", name="他山之石").click()
    phone.page.get_by_role("link", name="楼门口的灯不亮怎么办").click()
    phone.page.wait_for_url(f"**{case}")
    assert [word for word in ("柳三更", "石榴红", "1330000", "0088") if word in phone.page.content()] == []
    assert "灯头选声控的" in phone.text

    # A secretary of another county searches, takes it over with one button, and could take it back with one.
    theirs = Walker(visit(DESK), site).sign_in("secretary@yixinyuan")
    theirs.open("/settings/processes/")
    theirs.page.get_by_role("link", name="三上三下").first.click()
    theirs.page.wait_for_load_state()
    theirs.press(theirs.page.locator("form[action$='/follow/']"), "button")
    theirs.open(f"/p/{YIXINYUAN}/cases/?q=门口的灯&within=7")
    theirs.page.get_by_role("link", name="楼门口的灯不亮怎么办").click()
    theirs.page.wait_for_url(f"**{case}")
    assert "采用后改按“五步协商工作法”" in theirs.text
    theirs.press(theirs.page.locator("form[action$='/use/']"))
    assert [words in theirs.text for words in ("恢复按“三上三下", "1 / ")] == [True, True]

    # What is raised there goes by the case's process to a reply that is rated.
    neighbour = Walker(visit(PHONE), site)
    unit = Walker(visit(DESK), site).sign_in("property@yixinyuan")
    matter = solved(neighbour, theirs, unit, f"{YIXINYUAN}.02.01", "单元门口的灯不亮")
    theirs.open(matter)
    assert "督促落实" in theirs.page.locator(".steps").inner_text()

    # The case is withdrawn, and what it said is gone for whoever reads.
    supervisor.send(f"{case}withdraw/", reason="做法变了。")
    phone.open(case)
    assert ["做法变了。" in phone.text, "灯头选声控的" in phone.text] == [True, False]
