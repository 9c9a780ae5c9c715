"""Matters in many states with names of their own, made through the actions of real use; and what a page lists."""

import re
from datetime import datetime, timedelta
from typing import Any

from django.test import Client

from bandeng.matters import actions, queries
from bandeng.matters.actions import settle_uncontested
from bandeng.matters.models import Matter
from bandeng.people.acting import Actor
from tests.makers import AT, current, make_matter, walk
from tests.matters.replying import Bench, only

LATER = timedelta(days=30)


def named(title: str, step: str = "discover", *, by: Actor, at: datetime = AT, **more: Any) -> Matter:
    """A public matter of this title at a step of the method."""
    matter = make_matter(accepted=False, by=by, at=at, **more)
    told = actions.accept(matter=matter, title=title, summary=more.get("words", title), actor=by, at=at)
    return walk(told, step, by=by, at=at)


def solved(title: str, bench: Bench, by: Actor, *, satisfied: str = "yes", answer: str = "yes") -> Matter:
    """One that was solved and answered; its raiser says whether that is so."""
    matter = bench.at_reply(by)
    actions.change_summary(matter=matter, title=title, summary=title, reason="clearer", actor=by, at=AT)
    bench.replied(current(matter), by)
    if answer == "no":
        bench.rated(only(matter), solved="no", satisfied="no")
    return current(matter)


def explained(title: str, by: Actor) -> Matter:
    """One that ended in an explanation."""
    matter = named(title, "explain", by=by)
    settle_uncontested(AT + LATER)
    actions.reply(matter=current(matter), kind="final", text="讲清楚了", actor=by, at=AT + LATER)
    return current(matter)


def withdrawn(title: str, by: Actor) -> Matter:
    """One that its only raiser took back."""
    matter = named(title, by=by)
    raising = only(matter)
    actions.withdraw(raising=raising, actor=queries.receipt_actor(raising), at=AT)
    return current(matter)


def titles(client: Client, address: str) -> list[str]:
    """The matters a page lists, in its order."""
    page = client.get(address).content.decode()
    return re.findall(r'<a class="cover" href="/m/[^"]+">([^<]+)</a>', page)


def told(client: Client, address: str) -> str:
    """What a page says, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", client.get(address).content.decode()))
