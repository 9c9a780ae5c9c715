"""The browser itself, before any journey: it writes Chinese, and a page that misbehaves is noticed."""

from playwright.sync_api import Browser, Page

from tests.browser import Visitor, fonts_of


def test_the_browser_writes_common_and_rare_characters_in_a_chinese_font(page: Page) -> None:
    page.set_content("<p lang='zh-Hans' style='font-family: sans-serif'>板凳𠮷龘</p>")
    assert fonts_of(page, "p") == {"Noto Sans CJK SC"}


def test_a_page_that_asks_another_host_is_noticed(browser: Browser) -> None:
    visitor = Visitor(browser.new_page(), allowed=set())
    visitor.page.set_content("<img src='http://elsewhere.invalid/one.png'>")
    visitor.page.context.close()
    assert visitor.complaints[0] == "asked another host: http://elsewhere.invalid/one.png"


def test_a_script_the_content_policy_refuses_is_noticed(browser: Browser) -> None:
    visitor = Visitor(browser.new_page(), allowed=set())
    policy = "<meta http-equiv='Content-Security-Policy' content=\"script-src 'none'\">"
    visitor.page.set_content(f"<html><head>{policy}</head><body><script>alert(1)</script></body></html>")
    visitor.page.context.close()
    assert [complaint.split(":")[0] for complaint in visitor.complaints] == ["console"]
    assert "Content Security Policy" in visitor.complaints[0]


def test_a_script_that_breaks_is_noticed(browser: Browser) -> None:
    visitor = Visitor(browser.new_page(), allowed=set())
    visitor.page.set_content("<script>throw new Error('broken')</script>")
    visitor.page.context.close()
    assert visitor.complaints == ["script error: broken"]
