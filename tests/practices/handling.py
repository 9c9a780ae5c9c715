"""A community at its desks: one matter goes along the pages, each act by whoever's page offers it."""

import re
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from bandeng.core.deadline import local_day
from bandeng.core.places import Wish
from bandeng.matters.actions import ensure_shelf_processes
from bandeng.people.models import Organisation
from bandeng.places.actions import Batch, add_places
from bandeng.places.models import Place
from tests.makers import AT, MAKER, XINHUA, make_person, make_place, make_unit
from tests.matters.faces import errors_of
from tests.practices.somebody import Clock, Somebody, choice, raised


class Community:
    """A community, its property company, and somebody in each role who sits at a browser."""

    def __init__(
        self, clock: Clock, code: str = XINHUA, name: str = "新华社区", short: str = "新华", firm: str = "安居物业",
        street: Wish | None = None,
    ) -> None:  # fmt: skip
        ensure_shelf_processes(AT)
        self.clock, self.code = clock, code
        if street:
            add_places(batch=Batch((street,)), actor=MAKER, at=AT)
        self.place = make_place(code, name=name, short=short)
        self.firm = make_unit(firm, place=self.place)
        self.secretary, self.staff, self.grid, self.oversight = (
            self.somebody(role, called) for role, called in (
                ("secretary", "社区书记"), ("community_staff", "社区干事"), ("grid_worker", "网格员"),
                ("oversight_member", "居务监督委员"),
            )
        )  # fmt: skip
        self.officer = self.works_for(self.firm, called="物业经理")

    def somebody(self, role: str, called: str, at: Place | None = None) -> Somebody:
        return Somebody(self.clock, make_person(role, at=at or self.place, called=called))

    def works_for(self, unit: Organisation, role: str = "unit_officer", called: str = "") -> Somebody:
        return Somebody(self.clock, make_person(role, organisation=unit, called=called or f"{unit.name}经办人"))

    @property
    def today(self) -> str:
        return local_day(self.clock.at).isoformat()

    def in_days(self, days: int) -> str:
        return (local_day(self.clock.at) + timedelta(days=days)).isoformat()

    def later(self, days: int = 0, hours: int = 0) -> None:
        """Time goes by."""
        self.clock.at += timedelta(days=days, hours=hours)

    # --- from the door to the desk

    def raise_at_the_door(self, words: str, below: str = "", **typed: Any) -> str:
        """Without an account; the receipt's address."""
        return raised(self.clock, f"/p/{self.code}{below}/raise/", words, **typed)

    def take_in(self, title: str, summary: str, finding: str, who: Somebody | None = None, **more: Any) -> str:
        """Accept what waits first on the desk, where it was not accepted as it was raised, and go to see it.

        Returns the matter's address.
        """
        who = who or self.staff
        who.open("/desk/")
        who.follow(r"/m/[^/]+/(?:accept|verify)/")
        matter = re.split(r"accept/|verify/", who.here)[0]
        if who.sends(r"/accept/"):
            who.hand_in(r"accept/", title=title, summary=summary)
        who.open(matter)
        who.follow(r"/verify/")
        who.send(r"verify/", visited_on=self.today, finding=finding, **more)
        return matter

    def sort(self, matter: str, choose: str, **typed: Any) -> None:
        self.secretary.open(matter)
        self.secretary.follow(r"/sort/")
        self.secretary.send(r"sort/", choose=choose, **typed)

    def go_on(self, matter: str, who: Somebody | None = None, **typed: Any) -> None:
        """What the step asked for stands: on to the next one."""
        who = who or self.secretary
        who.open(matter)
        who.follow(r"/complete/")
        choices = who.form(r"/complete/").inputs.get("choose")
        if choices and "choose" not in typed:
            (typed["choose"],) = choices.choices
        who.send(r"/complete/", **typed)

    def stopped(self, matter: str, **typed: Any) -> str:
        """The sentences with which the page refuses to go on."""
        self.secretary.open(matter)
        self.secretary.follow(r"/complete/")
        answer = self.secretary.post(r"/complete/", **typed)
        assert answer.status_code in (409, 422), answer.status_code
        return " ".join(errors_of(answer))

    # --- the work

    def set_and_claim(self, matter: str, title: str, days: int, unit: Organisation | None = None) -> str:
        """What is to be done, by whom, until when; the item's address."""
        who = self.secretary
        who.open(matter)
        who.follow(r"/items/(?:new/)?(?:#|$)")
        who.send(r"/items/new/", title=title, organisation=str((unit or self.firm).pk), days=str(days))
        who.open(f"{matter}items/")
        return who.here if who.here.startswith("/items/") else who.links(r"^/items/[^/]+/$")[-1]

    def set_all(self, matter: str, titles: Iterable[str]) -> list[str]:
        """What is to be done, by nobody yet: the form stands on the matter's page, and again after each.

        Returns the items' pages.
        """
        who = self.secretary
        who.open(matter)
        for title in titles:
            who.follow(r"/items/new/$") if not who.sends(r"/items/new/") else None
            who.send(r"/items/new/", title=title)
            who.open(matter) if who.here != matter else None
        who.open(f"{matter}items/")
        return [who.here] if who.here.startswith("/items/") else who.links(r"^/items/[^/]+/$")

    def claim(self, item: str, days: int, who: Somebody | None = None) -> None:
        """The unit takes it on, with so many days."""
        who = who or self.officer
        who.open(item)
        who.follow(r"/claim/$")
        who.hand_in(r"/claim/", days=str(days))

    def done(self, item: str, text: str, document: str, who: Somebody | None = None) -> None:
        who = who or self.officer
        who.open(item)
        who.follow(r"/done/")
        who.hand_in(r"/done/", text=text, document=document)

    def checked(self, item: str, text: str, who: Somebody | None = None) -> None:
        who = who or self.oversight
        who.open(item)
        who.follow(r"/check/")
        who.hand_in(r"/check/", text=text, solved="yes")

    def promised(self, matter: str, unit: Organisation, officer: Somebody, text: str, days: int) -> str:
        """What a unit said it will do, by its own word; the promise's page, for everybody."""
        who = self.secretary
        who.open(matter)
        who.follow(r"/desk/promises/new/")
        items = who.form(r"promises/new|^$").inputs["items"].choices
        who.send(r"promises/new|^$", items=items, promiser=choice(who.html, "promiser", unit.name), text=text,
                 days=str(days), to_whom="在场的人")  # fmt: skip
        officer.open(who.here)
        officer.follow(r"/word/$")
        officer.send(r"/word/", word="yes")
        return who.here

    # --- the end

    def replied(self, matter: str, text: str, kind: str = "final") -> None:
        who = self.secretary
        who.open(matter)
        who.follow(r"/m/[^/]+/reply/$")
        who.send(r"/reply/", kind=kind, text=text)

    def rated(self, receipt: str, words: str = "") -> str:
        """Whoever raised it says whether it is true; what the receipt says afterwards."""
        raiser = Somebody(self.clock)
        raiser.open(receipt)
        raiser.send(r"/rate/", answered="yes", solved="yes", satisfied="yes", words=words)
        return raiser.open(receipt)
