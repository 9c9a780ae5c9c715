"""Entering earlier activities, solved problems and suggestions from one sheet: all of it, or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bandeng.core.deadline import local_day
from bandeng.core.ids import new_id
from bandeng.core.refusal import Refusal
from bandeng.liaison import acts
from bandeng.liaison.queries.later import PastRow, read_rows
from bandeng.liaison.queries.rooms import KEEPERS
from bandeng.people.acting import Actor
from bandeng.places.models import Place
from bandeng.records.actions import action, lock
from bandeng.research import actions as research
from bandeng.research.actions.deciding import enter, need_roles
from bandeng.research.models import Source


@dataclass(frozen=True)
class Entered:
    """How many rows of a sheet are new, and how many stood already; the latest year they tell of."""

    new: int
    known: int
    year: int | None = field(default=None, compare=False)


@action
def enter_later(
    *, place: Place, rows: Sequence[Sequence[str]], doubts: str = "", actor: Actor, at: datetime
) -> Entered:  # fmt: skip
    """Enter a sheet. One entry for its activities and problems, one for each suggestion; a row that stands is left.

    The same sheet once more enters nothing: that is why this act needs no key against being sent twice.

    rows     cells as they were typed (queries.later)
    doubts   what somebody decided who looked at the rows that may be in the records already: "enter" them, for they
             are others, or "leave" them out; "" when nobody has looked
    Raises   Refusal: "not_your_turn", "sheet_empty", "too_many_rows", "sheet_not_whole", "sheet_doubtful" (nothing is
             entered).
    """
    need_roles(actor, place, KEEPERS)
    read = read_rows(rows, place, local_day(at))
    if wrong := [row.number for row in read if row.wrong]:
        raise Refusal("sheet_not_whole", count=len(wrong))
    doubted = [row.number for row in read if row.beside]
    if doubted and doubts not in ("enter", "leave"):
        raise Refusal("sheet_doubtful", count=len(doubted))
    new = [row for row in read if not row.known and not (row.beside and doubts == "leave")]
    lock(place.chain, *(row.place.chain for row in new if row.place))
    past = [row for row in new if row.kind != "suggestion"]
    if past:
        act = acts.EnteredLater(batch=new_id(at), place=place.pk, rows=[_told(row, at) for row in past])
        enter(act, place.chain, f"place:{place.pk}", actor=actor, at=at)
    for row in new:
        if row.kind == "suggestion" and row.place and row.on:
            research.suggest(
                place=row.place, text=row.text, said_by=row.form, said_on=row.on, source=_source(row), actor=actor,
                at=at, once=f"later-{row.digest}",
            )  # fmt: skip
    return Entered(len(new), len(read) - len(new), max(row.on.year for row in read if row.on))


def _source(row: PastRow) -> str:
    """A sheet says who spoke and not where: a resident's word is a resident's, an office's is taken for a meeting's."""
    return Source.RESIDENT if row.form == "resident" else Source.MEETING


def _told(row: PastRow, at: datetime) -> dict[str, str]:
    assert row.place is not None
    assert row.on is not None
    return {
        "record": str(new_id(at)), "number": str(row.number), "place": row.place.pk, "kind": row.kind,
        "form": row.form, "on": row.on.isoformat(), "text": row.text, "outcome": row.outcome,
        "people": "" if row.people is None else str(row.people), "digest": row.digest,
    }  # fmt: skip
