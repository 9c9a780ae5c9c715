"""Cases in words: the other ways with their sources, what may be done next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bandeng.core.mediation import shipped
from bandeng.matters.showing import in_words
from bandeng.mediation.models import Case, State


@dataclass(frozen=True)
class WayLine:
    """Another lawful way in the reader's language."""

    name: str
    text: str
    cite: str
    assumed: bool


def ways(keys: Iterable[str]) -> list[WayLine]:
    """The ways of these keys, as they are told."""
    told = set(keys)
    return [
        WayLine(in_words(way.name), in_words(way.text), in_words(way.cite), way.origin == "assumption")
        for way in shipped().ways
        if way.key in told
    ]


def day_before(day: date) -> date:
    """The day before."""
    return day - timedelta(days=1)


LABELS: dict[str, Promise] = {
    "consent": _("Note that a side agrees to talk"),
    "hear": _("Note what was said"),
    "agree": _("Note the agreement"),
    "follow-up": _("Look whether it is kept"),
    "confirm": _("Both asked the court to confirm it"),
    "risk": _("It may come to blows: note who was told"),
    "end": _("End the mediation"),
    "hand-over": _("Give it to another mediator"),
    "erase": _("Erase the other side's name and words"),
}


@dataclass(frozen=True)
class Deed:
    """One button: what it says, where it leads, whether it comes first."""

    label: str | Promise
    href: str
    primary: bool


def deeds(case: Case, *, both: bool, due: bool, mediates: bool, may_confirm: bool) -> list[Deed]:
    """The buttons of a case, the one that comes next first.

    both         that both sides agreed to talk
    due          that the follow-up is due
    may_confirm  that the court can still be asked
    """
    keys: list[str] = []
    if mediates and case.state == State.OPEN:
        keys = ["agree", "hear", "risk", "end"] if both else ["consent", "hear", "risk", "end"]
    if mediates and case.state == State.AGREED:
        keys = ["follow-up", "risk", "end"]
    if mediates and may_confirm:
        keys.insert(1, "confirm")
    if case.state in (State.OPEN, State.AGREED):
        keys.append("hand-over")
    first = keys[0] if keys and mediates and (case.state == State.OPEN or due) else ""
    return [Deed(LABELS[key], reverse("mediation:act", args=[case.pk, key]), key == first) for key in keys]
