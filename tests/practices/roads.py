"""A research trip and its suggestions through the pages."""

from typing import Any

from tests.practices.somebody import Somebody, choice, choices


class Road:
    """A trip at the desk of who planned it. `trip` is its page."""

    def __init__(self, desk: Somebody) -> None:
        self.desk, self.trip = desk, ""

    def plan(self, **told: Any) -> None:
        self.desk.open("/desk/research/")
        self.desk.follow(r"/desk/research/plan/")
        self.desk.send(r".", **told)
        self.trip = self.desk.here

    def visit(self, site: int, **told: Any) -> None:
        """The visit of a site, counted from nought in the order of the way."""
        self.desk.open(self.trip)
        self.desk.follow(r"/research/site/[^/]+/visit/", site)
        self.desk.send(r".", **told)

    def find(self, findings: str) -> None:
        self.desk.open(self.trip)
        self.desk.follow(r"/find/$")
        self.desk.send(r".", findings=findings)

    def raise_(self, number: int, *, whole_class: str = "", **told: Any) -> str:
        """The finding that is the `number`-th without a matter becomes one, alone or with all of its class.

        Returns the receipt for those who spoke.
        """
        desk = self.desk
        desk.open(self.trip)
        before = set(desk.links(r"^/r/"))
        desk.follow(r"/research/finding/[^/]+/raise/", number - 1)
        more = {"also": choices(desk.html, "also", f"{whole_class} · ")} if whole_class else {}
        desk.send(r".", **more, **told)
        desk.open(self.trip)
        return next(each for each in desk.links(r"^/r/") if each not in before)

    def suggest(self, text: str, **told: Any) -> str:
        """Somebody on the way suggests; the suggestion's page."""
        self.desk.open(self.trip)
        self.desk.follow(r"/desk/suggestions/new/")
        self.desk.send(r".", text=text, **told)
        return self.desk.here

    def hand(self, suggestion: str, unit: str) -> None:
        hand(self.desk, suggestion, unit)

    def answer(self, suggestion: str, officer: Somebody, adoption: str, reason: str) -> None:
        answer(officer, suggestion, adoption, reason)

    def tell(self, suggestion: str, text: str) -> None:
        tell(self.desk, suggestion, text)

    def forward(self, **told: Any) -> str:
        """All that may go forward goes, as one paper; what its page says."""
        return forward(self.desk, **told)


def hand(desk: Somebody, suggestion: str, unit: str) -> None:
    """A unit is asked for its answer."""
    desk.open(suggestion)
    desk.follow(r"/hand/$")
    desk.send(r".", unit=choice(desk.html, "unit", unit))


def answer(officer: Somebody, suggestion: str, adoption: str, reason: str) -> None:
    """The unit finds it on its own list and answers."""
    officer.open("/desk/suggestions/mine/")
    assert suggestion in officer.links(r"^/research/suggestion/"), officer.says
    officer.open(suggestion)
    officer.follow(r"/answer/$")
    officer.send(r".", adoption=adoption, reason=reason)


def tell(desk: Somebody, suggestion: str, text: str) -> None:
    """Who said it first hears."""
    desk.open(suggestion)
    desk.follow(r"/tell/$")
    desk.send(r".", how="visit", text=text)


def forward(desk: Somebody, **told: Any) -> str:
    desk.open("/desk/suggestions/")
    desk.follow(r"/desk/suggestions/forward/")
    chosen = told.pop("suggestions", None) or desk.form(r".").inputs["suggestions"].choices
    desk.send(r".", suggestions=chosen, **told)
    return desk.says
