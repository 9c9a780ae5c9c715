"""Building heads and neighbours: entering for somebody without a phone, the door list, a card, joining."""

from tests.browser import DESK, PHONE, Site, Visit
from tests.journeys.walking import XINHUA, Walker, number_on, told


def test_a_building_head_writes_down_what_a_neighbour_says_and_prints_the_receipt(site: Site, visit: Visit) -> None:
    head = Walker(visit(PHONE), site).sign_in("head@xinhua")
    head.send(
        "/desk/enter/", words="我眼睛不好，三单元门口的灯太暗。", place=f"{XINHUA}.01.03.03", category="repair",
        name="甲奶奶", reach="visit", consent="当面口述，同意代录",
    )  # fmt: skip
    assert head.path.startswith("/r/")
    assert head.path.endswith("/print/")
    assert head.page.locator(".qr").first.is_visible()
    number = number_on(head.text)
    secretary = Walker(visit(DESK), site).sign_in("secretary@xinhua")
    secretary.open(secretary.find(number))
    assert "我眼睛不好，三单元门口的灯太暗。" in secretary.page.content()


def test_who_was_told_at_the_door_is_ticked_off_the_list(site: Site, visit: Visit) -> None:
    head = Walker(visit(PHONE), site).sign_in("head@xinhua")
    head.open("/desk/doors/")
    assert "门口台阶已补好，并贴了黄色防滑条，请您放心走。" in head.text
    head.page.locator("a[href^='/reply/']").first.click()
    head.send(mode="print", succeeded="yes")
    head.open("/desk/doors/")
    assert "门口台阶已补好，并贴了黄色防滑条，请您放心走。" not in head.text


def test_a_card_opens_the_desk_of_a_building_head_with_six_digits_and_nothing_of_staff(
    site: Site, visit: Visit
) -> None:
    (card,) = told(site, r"(/card/\w+/)")
    phone = Walker(visit(PHONE), site)
    phone.open(card)
    form = phone.page.locator("main form:has([type=password]), main form:has([inputmode=numeric])").first
    for field in form.locator("input:not([type=hidden])").all():
        field.fill("580247")
    phone.press(form)
    phone.open("/desk/enter/")
    assert phone.form("words").is_visible()
    phone.open("/people/me/")
    assert "3号楼楼长" in phone.text


def test_a_neighbour_with_the_same_trouble_joins_and_gets_a_receipt_of_their_own(site: Site, visit: Visit) -> None:
    neighbour = Walker(visit(PHONE, javascript=False), site)
    neighbour.open(f"/p/{XINHUA}/decide/")
    neighbour.page.get_by_role("link", name="小区大门人车分流").first.click()
    neighbour.page.locator("a[href$='/join/']").first.click()
    neighbour.send(words="我送孩子也从这儿走。", reach="page", press="[name=send], button.primary")
    assert neighbour.path.startswith("/r/")
    assert "我送孩子也从这儿走。" in neighbour.text


def test_similar_matters_are_offered_while_raising(site: Site, visit: Visit) -> None:
    neighbour = Walker(visit(PHONE), site)
    neighbour.send(f"/p/{XINHUA}/raise/", words="小区绿化道的地砖都碎了，走路会崴脚。")
    assert neighbour.page.locator("button[formaction*='/join/']").first.is_visible()
