"""On which agendas findings stand: this room asks, the room above that keeps agendas answers.

    # meetings/apps.py, ready()
    agendas.offer(standing=queries.standing, may_call=queries.may_call)

A finding never knows of meetings (house.md, "imports go one way").
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bandeng.people.acting import Actor
from bandeng.places.models import Place
from bandeng.research.models import Finding


@dataclass(frozen=True)
class OnAgenda:
    """A line of an agenda: in words what came of it ("" so far), and what was said about it."""

    item: UUID
    meeting: UUID
    title: str
    number: int
    starts_at: datetime
    outcome: str = ""
    said: str = ""


Standing = Callable[[Sequence[Finding]], Mapping[UUID, list[OnAgenda]]]
MayCall = Callable[[Actor, Place], bool]
_keeper: list[tuple[Standing, MayCall]] = []


def offer(*, standing: Standing, may_call: MayCall) -> None:
    """Say who keeps agendas; once at start."""
    _keeper[:] = [(standing, may_call)]


def standing(findings: Sequence[Finding]) -> Mapping[UUID, list[OnAgenda]]:
    """Each finding with the agendas on which it stands or stood, the earliest first."""
    return _keeper[0][0](findings) if _keeper else {}


def may_call(actor: Actor, place: Place) -> bool:
    """Whether somebody puts things onto agendas there."""
    return bool(_keeper) and not actor.by_card and _keeper[0][1](actor, place)
