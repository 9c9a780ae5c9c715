"""A7 in the browser: a sheet of earlier days comes back with remarks, is mended and sent; 136 activities and 133
problems are walked down to one record; a director is given two townships and sees these two alone."""

import re

from playwright.sync_api import FilePayload

from bandeng.shell import sheets, workbooks
from tests.browser import DESK, PHONE, Site, Visit
from tests.journeys.walking import Walker
from tests.scenarios.a_year import ACTIVITIES, BAD, HEAD, SOLVED, rows, spoilt

COUNTY, YEAR = "640425", "2026"
TOWNS = {"640425297": "河下乡", "640425298": "山湾乡", "640425299": "石桥乡"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sheet(told: list[list[str]]) -> FilePayload:
    return {"name": "补录.xlsx", "mimeType": XLSX, "buffer": sheets.as_xlsx("补录", HEAD, told)}


def numbers(walker: Walker, path: str) -> tuple[int, int]:
    """Activities and problems solved, as a page's first line says them."""
    walker.open(f"{path}?year={YEAR}")
    told = [int(each) for each in walker.page.locator("main .big .num").all_inner_texts()[:2]]
    return told[0], told[1]


def parts(walker: Walker) -> dict[str, tuple[int, int]]:
    """Each part of the table on the page, with its activities and problems."""
    found = {}
    for row in walker.page.locator("main tbody tr").all():
        cells = [re.findall(r"\d+", cell)[0] for cell in row.locator("td").all_inner_texts()]
        found[row.locator("th").inner_text()] = (int(cells[0]), int(cells[1]))
    return found


def three_townships(admin: Walker) -> None:
    """Whoever looks after the site enters them, by code and name."""
    for code, name in TOWNS.items():
        admin.send(f"/settings/places/{COUNTY}/add/", name=name, code=code)


def sent_and_mended(convener: Walker, told: list[list[str]]) -> None:
    """Nothing of the spoilt sheet is taken; the same sheet comes back with what is wrong beside each row; mended, all
    of it is."""
    page = convener.page
    convener.open("/desk/later/")
    page.set_input_files("[name=sheet]", sheet(spoilt(told)))
    convener.press(convener.form("sheet"))
    assert (page.locator("main section li").count(), f"{len(told) - BAD} 行" in convener.text) == (BAD, True)
    with page.expect_download() as coming:
        page.locator("button[value=xlsx]").click()
    back = workbooks.rows_of(coming.value.path().read_bytes())
    assert [n for n, row in enumerate(back[1:]) if len(row) > 7 and row[7]] == [1, 2, len(told) - 1]
    convener.open("/desk/later/")
    page.set_input_files("[name=sheet]", sheet(told))
    convener.press(convener.form("sheet"))
    assert f"{len(told)} 行" in page.locator(".notices, .notice").first.inner_text()


def walked_down(convener: Walker) -> None:
    """From the county's number to a township's, from there to its list, and to one record on it."""
    page = convener.page
    assert numbers(convener, f"/desk/county/{COUNTY}/") == (ACTIVITIES, SOLVED)
    page.get_by_role("link", name="河下乡").click()
    page.wait_for_load_state()
    assert "河下乡" in page.locator("h1").inner_text()
    page.locator("main a[href*='/640425297/past_activities/']").click()
    page.wait_for_load_state()
    page.locator("main a.cover").first.click()
    page.wait_for_load_state()
    assert "次协商" in convener.text


def given_two(convener: Walker) -> None:
    """One by a tick, the other by its name; a name nobody knows is refused, and everything typed stays."""
    convener.open(f"/desk/areas/assign/?place={COUNTY}")
    director = convener.page.locator("[name=person] option", has_text="小林").first.get_attribute("value") or ""
    assert "没有的乡" in convener.refused(person=director, more="没有的乡")
    convener.write(person=director, parts=["640425297"], more="山湾乡")
    assert convener.wrong == []


def test_a_countys_year_in_the_browser(site: Site, visit: Visit) -> None:
    three_townships(Walker(visit(DESK), site).sign_in("admin@site"))
    convener = Walker(visit(DESK), site).sign_in("convener@pengyang")
    held, solved = numbers(convener, f"/desk/county/{COUNTY}/")
    told = rows(tuple(TOWNS), ACTIVITIES - held, SOLVED - solved)
    sent_and_mended(convener, told)
    walked_down(convener)
    given_two(convener)
    director = Walker(visit(PHONE), site).sign_in("director@pengyang")
    director.open(f"/desk/county/?year={YEAR}")
    seen = parts(director)
    assert {"河下乡", "山湾乡"} <= seen.keys()
    assert "石桥乡" not in seen
    director.page.get_by_role("link", name="河下乡").click()
    director.page.wait_for_load_state()
    assert sum(seen["河下乡"]) == sum(numbers(director, "/desk/county/640425297/"))

    hidden = (f"/desk/county/{COUNTY}/", "/desk/county/640425299/")
    assert [director.page.request.get(site(path)).status for path in hidden] == [404, 404]
