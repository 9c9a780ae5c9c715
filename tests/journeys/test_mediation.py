"""Two sides who are heard apart: to their peace with an answer for each who raised it, and to a refusal midway."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.browser import DESK, PHONE, Site, Visit
from tests.journeys.walking import Walker, number_on

YIXINYUAN = "640106005001"
WORDS = "楼下打牌吵到半夜，孩子睡不着。"
AGREED = "每天打到晚上九点半，换成静音桌。"
SAID, THEIRS = "只求晚上睡得着。", "白天没人，晚上才有生意。"
FINAL = "双方谈成了，两周后去看，都做到了。"


def day(ago: int = 0) -> str:
    """A day in China, so many days ago, as a form takes it."""
    now = datetime.now(UTC).astimezone(ZoneInfo("Asia/Shanghai"))
    return (now.date() - timedelta(days=ago)).isoformat()


def raised(visitor: Walker, name: str, words: str = WORDS) -> str:
    """Raise in three screens, for few to read; returns the receipt's address."""
    where = f"{YIXINYUAN}.02.01"
    visitor.send(f"/p/{where}/raise/", words=words)
    visitor.send(place=where, category="noise_and_neighbours")
    visitor.page.locator("[name=sealed]").check()
    visitor.send(reach="page", name=name)
    assert visitor.path.startswith("/r/"), visitor.text
    return visitor.path


def at_the_talks(secretary: Walker, number: str) -> str:
    """Accepted, seen, and sorted to mediation; the matter's address."""
    matter = secretary.find(number)
    secretary.send(f"{matter}accept/", title="夜间打牌扰邻", summary="居民反映夜间打牌影响休息。")
    # A sealed matter is for few to read; the secretary goes and sees.
    secretary.send(
        f"{matter}verify/", visited_on=day(), finding="夜里十一点半仍有人。", legal="yes", technical="yes",
        financial="yes",
    )  # fmt: skip
    secretary.send(
        f"{matter}sort/", category="mahjong_room", severity="2", guards="two_sides", choose="mediate",
        reason_code="two_sides", reason="两家之间的事，先上门调解。",
    )  # fmt: skip
    return matter


def case_of(mediator: Walker, matter: str, **more: str) -> str:
    """The mediator opens a case; its address."""
    mediator.send(f"{matter}mediation/", other_name="楼下棋牌室", **more)
    mediator.open("/desk/mediation/")
    number = matter.strip("/").rpartition("/")[2]
    for href in mediator.page.locator("a.cover").evaluate_all("links => links.map(link => link.getAttribute('href'))"):
        mediator.open(href)
        if mediator.page.locator(f"a[href='/m/{number}/']").count():
            return str(href)
    raise AssertionError(mediator.text)


def slip_of(mediator: Walker, case: str) -> str:
    """Where the code on the other side's slip leads."""
    mediator.open(f"{case}slip/")
    found = re.search(r"/side/[0-9A-Z-]+/", mediator.page.content())
    code = mediator.page.locator(".receipt").first.inner_text().strip()
    return found[0] if found else f"/side/{code}/"


@pytest.mark.parametrize("javascript", [True, False], ids=["with-javascript", "without-javascript"])
def test_both_are_heard_apart_and_come_to_peace_and_each_raiser_is_answered(
    site: Site, visit: Visit, javascript: bool
) -> None:
    first, second = (Walker(visit(PHONE, javascript=javascript), site) for _ in range(2))
    receipts = [raised(first, "柳三更"), raised(second, "苗四维", "我家也被楼下打牌吵。")]
    numbers = [number_on(walker.text) for walker in (first, second)]
    secretary = Walker(visit(DESK), site).sign_in("secretary@yixinyuan")
    secretary.send(f"{secretary.find(numbers[1])}merge/", number=numbers[0], reason="同一件事。")
    matter = at_the_talks(secretary, numbers[0])

    # Asked at the door a fortnight ago, heard apart and visited; what each said is for that side alone.
    mediator = Walker(visit(DESK, javascript=javascript), site).sign_in("mediator@yixinyuan")
    case = case_of(mediator, matter, on=day(16), complainant_way="电话里同意", other_way="上门时同意")
    mediator.send(f"{case}hear/", kind="hearing", side="complainant", on=day(16), words=SAID)
    mediator.send(f"{case}hear/", kind="hearing", side="other", on=day(16), words=THEIRS)
    mediator.send(f"{case}hear/", kind="visit", side="other", on=day(15), words="看了房间，桌子可以换。")
    mediator.page.goto(site(f"{case}agree/"))
    mediator.page.locator("[name=both]").check()
    mediator.send(form="oral", text=AGREED, on=day(14))

    other = Walker(visit(PHONE, javascript=javascript), site)
    other.open(slip_of(mediator, case))
    assert [words in other.text for words in (AGREED, THEIRS, SAID, "柳三更", "苗四维", WORDS, numbers[0])] == [
        True, True, False, False, False, False, False,
    ]  # fmt: skip
    first.open(f"{receipts[0]}mediation/")
    assert [words in first.text for words in (AGREED, SAID, THEIRS)] == [True, True, False]

    # Fourteen days are over: it is kept, and the work it asked for is looked at like any other.
    mediator.send(f"{case}follow-up/", result="kept", words="连着三个晚上去听，都关了门。")
    mediator.send(f"{matter}complete/", choose="mediate:agreed")
    secretary.send(f"{matter}complete/", choose="to.claimed")
    secretary.send(f"{matter}items/new/", title="按协议调整时间、换静音桌", criteria="九点半后不再有声音。")
    item = secretary.item_of(matter)
    secretary.send(f"{item}claim/", organisation="逸馨苑居委会", days="5")
    secretary.send(f"{item}done/", text="营业到九点半，已换静音桌。", photos="gray")
    first.open(receipts[0])
    looked = first.page.locator(f"a[href*='{item}']").first.get_attribute("href")
    first.send(looked or "", solved="yes", text="这两周睡得着了。")
    secretary.send(f"{matter}reply/", kind="final", text=FINAL)
    for walker, receipt in zip((first, second), receipts, strict=True):
        walker.open(receipt)
        assert FINAL in walker.text
        walker.send(answered="yes", solved="yes", satisfied="yes", words="睡得着了。")
    mediator.open(case)
    assert "已达成协议并履行" in mediator.text


@pytest.mark.parametrize("javascript", [True, False], ids=["with-javascript", "without-javascript"])
def test_a_side_that_refuses_while_it_is_heard_ends_it_and_no_word_is_lost(
    site: Site, visit: Visit, javascript: bool
) -> None:
    neighbour = Walker(visit(PHONE, javascript=javascript), site)
    receipt = raised(neighbour, "田二原", "对门总在楼道里吵。")
    secretary = Walker(visit(DESK), site).sign_in("secretary@yixinyuan")
    matter = at_the_talks(secretary, number_on(neighbour.text))
    mediator = Walker(visit(DESK, javascript=javascript), site).sign_in("mediator@yixinyuan")
    case = case_of(mediator, matter)
    other = Walker(visit(PHONE, javascript=javascript), site)
    slip = slip_of(mediator, case)

    # Each agrees by itself: one by its receipt, the other by its slip.
    for walker, page in ((neighbour, f"{receipt}mediation/"), (other, slip)):
        walker.open(page)
        walker.send(press="button[value=consent]", words="愿意谈。")

    # No agreement before both were heard to say yes to the same words; what was typed stays.
    mediator.open(f"{case}agree/")
    form = mediator.form("text")
    for name, words in (("form", "oral"), ("text", AGREED), ("on", day())):
        mediator.fill(form, name, words)
    mediator.press(form)
    assert (AGREED in mediator.page.content(), mediator.page.locator("main .errorlist").count() > 0) == (True, True)

    # The mediator writes down a hearing; meanwhile the other side says on its own page that it stops.
    mediator.open(f"{case}hear/")
    form = mediator.form("words")
    for name, words in (("kind", "hearing"), ("side", "other"), ("on", day()), ("words", "他说不想再谈。")):
        mediator.fill(form, name, words)
    other.open(slip)
    other.send(press="button[value=refuse]", words="不谈了。")
    mediator.press(form)
    assert ("他说不想再谈。" in mediator.page.content(), "调解已经结束" in mediator.text) == (True, True), mediator.text

    # Both read where else they can turn; the one who raised it is still answered.
    for walker, page in ((neighbour, f"{receipt}mediation/"), (other, slip)):
        walker.open(page)
        assert "法院" in walker.text
    assert "不谈了" not in neighbour.text
    mediator.send(f"{matter}complete/", choose="mediate:failed")
    mediator.send(f"{matter}complete/", choose="mediate:answered")
    mediator.send(f"{matter}reply/", kind="final", text="对方不愿继续，可以向法院起诉或找派出所。")
    neighbour.open(receipt)
    assert "对方不愿继续" in neighbour.text

    # Then the other side has its name and words erased; a pseudonym stays.
    other.open(slip)
    other.page.get_by_role("link", name="删除我的姓名和我说的话").click()
    other.page.locator("[name=sure]").check()
    other.send()
    assert "另一方-" in other.text
    mediator.open(case)
    assert ("楼下棋牌室" in mediator.text, "另一方-" in mediator.text) == (False, True)
