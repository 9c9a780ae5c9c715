"""axe finds nothing on the pages of cases: the desk, a draft beside what is read, what is for everybody, refusals."""

import re

from tests.accessibility.test_pages import LOOKS, found, visitor
from tests.browser import Site, Visit
from tests.journeys.walking import XINHUA, Walker

STOPPED = "有事打 0953-000 0088，或找石榴红。"


def case_of(walker: Walker) -> str:
    """The address of the first case that everybody reads."""
    walker.open(f"/p/{XINHUA}/cases/")
    href = walker.page.locator("main a.cover[href^='/cases/']").first.get_attribute("href")
    assert href is not None
    return href


def seen(walker: Walker, *paths: str) -> list[str]:
    """What axe finds on these pages."""
    wrong = []
    for path in paths:
        walker.open(path)
        wrong += found(walker.page)
    return wrong


def test_the_pages_of_cases_from_the_draft_to_what_is_left_of_a_withdrawn_one(site: Site, visit: Visit) -> None:
    people = {
        look: tuple(
            visitor(site, visit, look).sign_in(who)
            for who in ("secretary@xinhua", "supervisor@litong", "secretary@yixinyuan")
        )
        for look in LOOKS
    }
    secretary, supervisor, _elsewhere = people["zh-phone"]
    case = case_of(secretary)
    wrong = []
    for look, (writes, approves, elsewhere) in people.items():
        anybody = visitor(site, visit, look)
        wrong += seen(anybody, f"/p/{XINHUA}/cases/", f"/p/{XINHUA}/cases/?q=没有这样的事&cost=on&within=7", case)
        wrong += seen(writes, "/desk/cases/", "/desk/cases/bring/", case, f"/desk{case}")
        wrong += seen(approves, case, f"{case}withdraw/")
        wrong += seen(elsewhere, "/desk/cases/", case)
    secretary.send(f"/desk{case}", pitfalls=STOPPED)
    draft = secretary.path
    for writes, approves, _elsewhere in people.values():
        wrong += seen(writes, draft, re.sub("approve", "give-up", draft))
        wrong += seen(approves, draft, "/desk/cases/")
        approves.refused(draft)
        wrong += found(approves.page)
        wrong += seen(approves, re.sub("approve", "back", draft))
    supervisor.send(re.sub("approve", "back", draft), reason="请去掉电话和人名。\n写成角色就可以。")
    for writes, _approves, _elsewhere in people.values():
        wrong += seen(writes, "/desk/cases/", draft, draft.replace("approve/", ""))
    secretary.send(re.sub("approve", "give-up", draft))
    supervisor.send(f"{case}withdraw/", reason="里面有一个人名。")
    for look, (writes, _approves, _elsewhere) in people.items():
        wrong += seen(writes, "/desk/cases/", draft)
        wrong += seen(visitor(site, visit, look), case, f"/p/{XINHUA}/cases/")
    assert wrong == []
