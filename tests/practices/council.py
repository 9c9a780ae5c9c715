"""A meeting through its pages: called, signed in, gone through item by item, its evening, its minutes."""

from collections.abc import Sequence
from typing import Any

from tests.matters.faces import errors_of
from tests.practices.somebody import Somebody, choice


class Council:
    """One meeting at the desk of who runs it. `address` begins all its pages."""

    def __init__(self, desk: Somebody) -> None:
        self.desk, self.address = desk, ""

    def _filled(
        self, form: str, title: str, *, chair: str, recorder: str, on: str, topics: str = "",
        matters: Sequence[str] = (), names: dict[str, str] | None = None, people: dict[str, str] | None = None,
        series: str = "", place: str = "", **typed: Any,
    ) -> dict[str, Any]:  # fmt: skip
        """Choose the form of meeting and say the rest in its words.

        matters   their addresses
        people    seat by what somebody is called
        names     names by seat
        """
        desk, seats = self.desk, dict[str, str]()
        desk.open("/desk/meetings/")
        desk.follow(r"/desk/meetings/call/")
        if place:
            desk.open(f"?place={place}")
        desk.follow(rf"[?&]form={form}(?:&|$)")
        for called, seat in (people or {}).items():
            label = next(each for each in desk.html.split("<label") if called in each and 'for="id_seat-' in each)
            seats[label.split('for="id_', 1)[1].split('"', 1)[0]] = seat
        return {
            "title": title, "starts_on": on, "starts_at": "15:00", "where": "社区协商议事室", "topics": topics,
            "chair": choice(desk.html, "chair", chair), "recorder": choice(desk.html, "recorder", recorder),
            **({"matters": [each.split("/")[2] for each in matters]} if matters else {}),
            "programme": choice(desk.html, "programme", series) if series else "",
            **{f"names-{seat}": told for seat, told in (names or {}).items()}, **seats, **typed,
        }  # fmt: skip

    def call(self, form: str, title: str, **told: Any) -> None:
        """See `_filled`; it stands."""
        desk = self.desk
        desk.send(".", **self._filled(form, title, **told))
        there = desk.links(r"^/meetings/[^/]+/(?:desk/)?$")
        self.address = "/".join((desk.here if desk.here.startswith("/meetings/") else there[0]).split("/")[:3]) + "/"

    def refused(self, form: str, title: str, **told: Any) -> str:
        """The same, and the sentences with which the page says no."""
        answer = self.desk.post(".", **self._filled(form, title, **told))
        assert answer.status_code in (409, 422), answer.status_code
        return " ".join(errors_of(answer))

    def at_desk(self) -> str:
        return self.desk.open(f"{self.address}desk/")

    def begin(self) -> None:
        """Open it, and tick everybody who is there."""
        self.at_desk()
        self.desk.press(r"/press/open/")
        self.desk.follow(r"/meetings/[^/]+/people/$")
        people = self.desk.here
        while self.desk.links(r"/here/$"):
            self.desk.follow(r"/here/$")
            self.desk.send(r"/here/", how="paper")
            self.desk.open(people)

    def decide(self, number: int, decided: str, **typed: Any) -> None:
        """What becomes of the matter that is the `number`-th still open on the agenda."""
        self.at_desk()
        self.desk.follow(r"/item/[^/]+/decide/", number)
        self.desk.send(r"/decide/", decided=decided, **typed)

    def ask(self, text: str, asked: str = "aloud") -> None:
        self.at_desk()
        self.desk.follow(r"/question/$")
        self.desk.send(r"/question/", text=text, asked=asked)

    def answer(self, number: int, answer: str, by: str, cite: str) -> None:
        """The `number`-th question of the list."""
        self.at_desk()
        self.desk.follow(r"/question/[^/]+/answer/", number)
        self.desk.send(r"/answer/", answer=answer, answered_by=by, cite=cite)

    def promise(self, text: str, unit: str, **typed: Any) -> str:
        """What a unit promises in front of everybody, over all that was taken on here; the promise's page."""
        desk = self.desk
        self.at_desk()
        desk.follow(r"/meetings/[^/]+/promise/$")
        items = desk.form(r"promise/|^$").inputs["items"].choices
        desk.send(r"promise/|^$", items=items, promiser=choice(desk.html, "promiser", unit), text=text, **typed)
        self.at_desk()
        return desk.links(r"^/promises/[^/]+/$")[-1]

    def end(self) -> None:
        self.at_desk()
        self.desk.press(r"/press/end/")

    def tell_tonight(self) -> None:
        """Everybody who raised one of the matters hears what came of it: the words stand there already."""
        self.at_desk()
        self.desk.press(r"/live/after/tell/")
        self.desk.send(r"/desk/sort/end/tell/")

    def minute(self) -> None:
        """Drafted as the record says, and shown to whoever was there."""
        self.at_desk()
        self.desk.follow(r"/minutes/$")
        self.desk.send(r"/minutes/")
        self.at_desk()
        self.desk.press(r"/press/show/")

    def sign(self, *signers: Somebody) -> str:
        """Signed by each; what everybody reads then."""
        for who in signers:
            who.open(f"{self.address}desk/")
            who.press(r"/press/sign/")
        return Somebody(self.desk.clock).open(self.address)
