"""The tool itself: axe sees the faults it is there for."""

from playwright.sync_api import Page

from tests.browser import barriers


def test_axe_sees_faint_text_a_picture_without_words_and_a_field_without_a_name(page: Page) -> None:
    page.set_content(
        "<html lang='zh-Hans'><head><title>板凳</title></head><body><main><h1>板凳</h1>"
        "<p style='color: #bbb; background: #fff'>看不清</p><img src='data:,'><input></main></body></html>"
    )
    assert sorted(line.split(":")[0] for line in barriers(page)) == ["color-contrast", "image-alt", "label"]


def test_axe_finds_nothing_in_a_plain_page(page: Page) -> None:
    page.set_content(
        "<html lang='zh-Hans'><head><title>板凳</title></head><body><main><h1>板凳</h1></main></body></html>"
    )
    assert barriers(page) == []
