"""The thread: one matter from the first word to the rated reply, walked by everybody whose turn it is."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.browser import DESK, PHONE, Site, Visit
from tests.journeys.walking import XINHUA, Walker, number_on

WORDS = "三号楼门口的石阶松了，踩上去会晃。"


def today() -> str:
    """The day in China, as a form takes it."""
    return datetime.now(UTC).astimezone(ZoneInfo("Asia/Shanghai")).date().isoformat()


def raised(visitor: Walker, words: str = WORDS, where: str = f"{XINHUA}.01.03") -> str:
    """Raise in three screens with a photo; returns the receipt's address."""
    visitor.send(f"/p/{where}/raise/", words=words, photos="sienna")
    visitor.send(place=where, category="repair")
    visitor.send(reach="page")
    assert visitor.path.startswith("/r/"), visitor.text
    return visitor.path


def accepted_and_seen(visit: Visit, site: Site, number: str, title: str) -> str:
    """The secretary accepts, the grid worker goes and sees; returns the matter's address."""
    secretary = Walker(visit(DESK), site).sign_in("secretary@xinhua")
    matter = secretary.find(number)
    secretary.send(f"{matter}accept/", title=title, summary="三号楼门口石阶松动，有人差点摔倒。")
    grid = Walker(visit(PHONE), site).sign_in("grid@xinhua")
    grid.send(
        f"{matter}verify/", visited_on=today(), finding="第二级石阶松动。", photos="sienna", legal="yes",
        technical="yes", financial="yes",
    )  # fmt: skip
    return matter


@pytest.mark.parametrize("javascript", [True, False], ids=["with-javascript", "without-javascript"])
def test_from_the_first_word_to_the_reply_and_back_when_it_is_not_solved(
    site: Site, visit: Visit, javascript: bool
) -> None:
    resident = Walker(visit(PHONE, javascript=javascript), site)
    receipt = raised(resident)
    number = number_on(resident.text)
    matter = accepted_and_seen(visit, site, number, "3号楼门口石阶松动")

    secretary = Walker(visit(DESK), site).sign_in("secretary@xinhua")
    secretary.send(f"{matter}sort/", category="repair", severity="2", choose="deliberate")
    secretary.send(
        f"{matter}bench/", held_on=today(), where="3号楼前", seat__resident="5", seat__secretary="1",
            said="大家都说要修。",
        outcome="consensus", opinion="由物业修好石阶。", choose="assign",
    )  # fmt: skip
    secretary.send(f"{matter}items/new/", title="修好门口石阶", criteria="踩上去不晃。")

    unit = Walker(visit(PHONE), site).sign_in("property@xinhua")
    item = unit.item_of(matter)
    unit.send(f"{item}claim/", days="5")
    unit.send(f"{item}done/", text="石阶重新砌好。", photos="gray")

    oversight = Walker(visit(PHONE), site).sign_in("oversight@xinhua")
    oversight.send(f"{item}check/", solved="yes", text="踩上去稳。")

    secretary.send(f"{matter}reply/", kind="final", text="石阶已经重新砌好，居务监督委员看过。")

    resident.open(receipt)
    assert "石阶已经重新砌好，居务监督委员看过。" in resident.text
    resident.send(answered="yes", solved="no", satisfied="no", words="第三级还是晃。")
    secretary.wait_for(matter, ".steps [aria-current] span", "督促落实")
    unit.send(f"{item}done/", text="第三级也重新砌好。", photos="silver")
    oversight.send(f"{item}check/", solved="yes", text="三级都稳了。")
    secretary.send(f"{matter}reply/", kind="final", text="第三级也重新砌好，再看过一遍。")
    resident.open(receipt)
    assert "第三级也重新砌好，再看过一遍。" in resident.text
