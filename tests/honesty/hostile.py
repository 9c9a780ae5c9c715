"""What would run in a page, had a hostile text been let out of it."""

from html.parser import HTMLParser

# What the template would make of its sums: long enough that no number, code or key of a page holds it by chance.
RECKONED = "700000100016"


class _Run(HTMLParser):
    """Finds what would run in a page, had it been let out of its text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        wrong = tag.startswith("zqx") or any(
            name.startswith("onzqx") or name == "onload" or (value or "").strip().lower().startswith("javascript:")
            for name, value in attrs
            if name in ("href", "src", "action", "formaction") or name.startswith("on")
        )
        if wrong:
            self.found.append(f"{tag} {attrs}")


def running(html: str) -> list[str]:
    """What would run in this page. One that holds nothing of ours, nor a script's address, need not be read."""
    page = _Run()
    if any(sign in html.lower() for sign in ("zqx", "onload", "javascript:")):
        page.feed(html)
    return page.found + ([RECKONED] if RECKONED in html else [])
