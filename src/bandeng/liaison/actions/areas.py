"""Giving somebody an area or a township to look after (分包), and ending it."""

from collections.abc import Sequence
from datetime import datetime

from bandeng.core.deadline import local_day
from bandeng.core.ids import new_id
from bandeng.core.refusal import Refusal
from bandeng.liaison import acts
from bandeng.liaison.models import Oversight, OversightKind
from bandeng.liaison.queries.areas import ASSIGNERS, OVERSEES
from bandeng.people.acting import Actor
from bandeng.people.actions import end_duty, give_duty
from bandeng.people.models import Person
from bandeng.places.models import Place
from bandeng.records.actions import action, lock
from bandeng.research.actions.deciding import enter, need_roles, need_words

MOST_AREA, MOST_PARTS = 40, 60


@action
def assign_oversight(
    *, place: Place, person: Person, kind: str, parts: Sequence[Place], area: str = "", actor: Actor, at: datetime,
    once: str | None = None,
) -> list[Oversight]:  # fmt: skip
    """Give somebody these parts of a place: a duty for each, which opens exactly that part of the tree.

    kind     "leader" of a named area, "director" who guides townships
    Raises   Refusal: "not_your_turn", "unknown_word" (kind), "text_missing" (area), "parts_missing",
             "part_elsewhere", and what `people.actions.give_duty` raises.
    """
    need_roles(actor, place, ASSIGNERS)
    if kind not in OversightKind.values:
        raise Refusal("unknown_word", field="kind", word=kind)
    words = need_words({"area": MOST_AREA} if kind == OversightKind.LEADER else {}, area=area)
    if not parts or len(parts) > MOST_PARTS:
        raise Refusal("parts_missing", field="parts", most=MOST_PARTS)
    for part in parts:
        if part.pk == place.pk or not part.path.startswith(place.path):
            raise Refusal("part_elsewhere", field="parts", part=part.name, place=place.name)
    lock(place.chain, *(part.chain for part in parts))
    told = []
    for part in parts:
        duty = give_duty(
            person=person, role=OVERSEES, place=part, label=words["area"], from_on=local_day(at), actor=actor, at=at
        )
        told.append({"oversight": str(new_id(at)), "place": part.pk, "duty": str(duty.pk)})
    act = acts.OversightAssigned(
        place=place.pk, person=person.pk, kind=kind, area=words["area"][:MOST_AREA], parts=told
    )
    given: list[Oversight] = enter(act, place.chain, f"person:{person.pk}", actor=actor, at=at, once=once)
    return given


@action
def end_oversight(
    *, oversight: Oversight, reason: str, actor: Actor, at: datetime, once: str | None = None
) -> Oversight:  # fmt: skip
    """End one: its duty ends, and with it what it opened.

    Raises   Refusal: "not_your_turn", "text_missing", and what `people.actions.end_duty` raises.
    """
    need_roles(actor, oversight.within, ASSIGNERS)
    words = need_words({"reason": 200}, reason=reason)
    end_duty(duty=oversight.duty, on=local_day(at), reason=words["reason"], work="stays", actor=actor, at=at, once=once)
    return oversight
