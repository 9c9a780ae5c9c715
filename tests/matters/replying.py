"""A small community and its matters, brought to where replies begin; made through the same actions as real use."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from bandeng.core.refusal import Refusal
from bandeng.matters import actions, queries
from bandeng.matters.models import Matter, Raising, Rating, Reply
from bandeng.people.acting import PUBLIC, Actor, actor_for, system
from bandeng.people.actions import give_duty, register_person
from bandeng.people.models import Organisation, Person
from bandeng.places.models import Place
from bandeng.records.models import Entry
from tests.makers import AT, XINHUA, YIXINYUAN, make_place, make_unit
from tests.matters.upper import fact

DAY = timedelta(days=1)
TEXT = "The path was paved anew on Friday."


class Bench:
    """Xinhua with a building, its people, and short words for what they do."""

    def __init__(self, at: datetime = AT) -> None:
        self.at = at
        self.place, self.elsewhere = make_place(at=at), make_place(YIXINYUAN, name="逸馨苑社区", short="逸馨", at=at)
        self.building, self.other_building = (Place.objects.get(pk=f"{XINHUA}.01.0{number}") for number in (1, 2))
        actions.ensure_shelf_processes(at)

    def person(self, name: str = "somebody", phone: str = "", place: Place | None = None) -> Person:
        return register_person(place=place or self.place, name=name, phone=phone, actor=system("test"), at=self.at)

    def on_duty(self, role: str, place: Place | None = None, unit: Organisation | None = None) -> Actor:
        """Somebody with one duty, signed in."""
        person, where = self.person(role), {"organisation": unit} if unit else {"place": place or self.place}
        give_duty(person=person, role=role, from_on=self.at.date(), actor=system("test"), at=self.at, **where)
        return self.signed_in(person)

    def signed_in(self, person: Person) -> Actor:
        return actor_for(person, on=self.at.date())

    def unit(self) -> Organisation:
        return make_unit(place=self.place, at=self.at)

    def raised(self, *, actor: Actor = PUBLIC, at: datetime | None = None, **more: Any) -> actions.Raised:
        told: dict[str, Any] = {
            "place": self.building, "words": "The path is broken.", "category": "other", "severity": 2, **more,
        }  # fmt: skip
        return actions.raise_matter(actor=actor, at=at or self.at, **told)

    def joined(self, matter: Matter, *, actor: Actor = PUBLIC, **more: Any) -> actions.Raised:
        told = {"words": "For me it is broken too.", **more}
        later = self.at + timedelta(seconds=matter.raisings.count())
        return actions.join_matter(matter=matter, actor=actor, at=later, **told)

    def accepted(self, matter: Matter, secretary: Actor) -> Matter:
        return actions.accept(
            matter=matter, title="Broken path", summary="The path at building 1 is broken.", actor=secretary, at=self.at
        )

    def verified(self, matter: Matter, secretary: Actor, at: datetime | None = None) -> None:
        actions.verify(
            matter=matter, visited_on=self.at.date(), finding="It is broken.", actor=secretary, at=at or self.at
        )

    def worked(self, matter: Matter, at: datetime | None = None) -> Matter:
        """Claimed, done and checked, as the room of commitments would say: the matter stands at its reply."""
        for word in ("items_claimed", "items_settled"):
            fact(now(matter), word, at or self.at)
        return now(matter)

    def at_reply(self, secretary: Actor, *joins: dict[str, Any], **more: Any) -> Matter:
        """A matter of the line that waits for its reply; one raising more for each of `joins`."""
        matter = self.raised(**more).matter
        for join in joins:
            self.joined(matter, **join)
        self.accepted(matter, secretary)
        self.verified(matter, secretary)
        actions.sort(matter=matter, category=matter.category, severity=2, choose="assign", actor=secretary, at=self.at)
        return self.worked(matter)

    def replied(self, matter: Matter, secretary: Actor, at: datetime | None = None, **more: Any) -> list[Reply]:
        return actions.reply(matter=matter, kind="final", text=TEXT, actor=secretary, at=at or self.at, **more)

    def rated(self, raising: Raising, at: datetime | None = None, **said: Any) -> Rating:
        answers = {"answered": "yes", "solved": "yes", "satisfied": "yes", **said}
        actor = answers.pop("actor", queries.receipt_actor(raising))
        return actions.rate(raising=raising, actor=actor, at=at or self.at, **answers)


def now(matter: Matter) -> Matter:
    """The matter as it stands in the database."""
    return Matter.objects.get(pk=matter.pk)


def refused(code: str, act: Callable[[], object]) -> dict[str, Any]:
    """What a refusal with this code tells; the act has to be refused, and to leave nothing written."""
    before = Entry.objects.count()
    with pytest.raises(Refusal) as no:
        act()
    assert (no.value.code, Entry.objects.count()) == (code, before)
    return dict(no.value.details)


def only(matter: Matter) -> Raising:
    """The one raising of a matter."""
    return Raising.objects.get(matter=matter)
