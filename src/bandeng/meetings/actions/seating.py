"""A place writes down its own seats: published as versions that never change, ended openly."""

from collections.abc import Sequence
from datetime import datetime

from bandeng.core import meetings as core
from bandeng.core.ids import new_id
from bandeng.core.process.model import Words
from bandeng.core.refusal import Refusal
from bandeng.matters.actions.texts import need_masked
from bandeng.meetings import acts, queries
from bandeng.meetings.actions.deciding import need_words
from bandeng.meetings.models import Seating
from bandeng.people.acting import Actor
from bandeng.places.models import OFFICIAL, Place
from bandeng.records.actions import action, record

MOST_WHY, MOST_TEMPLATES = 200, 100


@action
def publish_seating(
    *, place: Place, name: Words, seats: Sequence[core.Seat], why: str, copied_from: str = "",
    changes: Seating | None = None, actor: Actor, at: datetime, once: str | None = None,
) -> Seating:  # fmt: skip
    """Write down who sits at a table of this place. Meetings that were called keep what they were called with.

    name      zh is asked for; where en is left out, zh is read in both languages. So for each seat.
    changes   the version this one takes the place of; None for a template of its own
    Raises    Refusal: "not_your_turn", "seating_place", what `core.meetings.need_seats` raises, "seating_named" (name),
              "seating_over" (a newer version stands, or it was ended), "text_missing" (why), "text_too_long",
              "unmasked", "seating_same", "seatings_many".
    """
    _need_seater(actor, place)
    core.need_seats(name, seats)
    texts = [name.zh, name.en, *(text for seat in seats for text in (seat.name.zh, seat.name.en))]
    need_masked(zh="\n".join(texts))
    need_words(MOST_WHY, why=why)
    parties = [_party(seat) for seat in seats]
    before = _in_use(changes, place) if changes else None
    here = Seating.objects.filter(place=place, ended_at=None)
    others = here.exclude(lineage=before.lineage) if before else here
    if others.filter(zh=name.zh.strip()).exists():
        raise Refusal("seating_named", name=name.zh.strip(), field="zh")
    if before is None and here.count() >= MOST_TEMPLATES:
        raise Refusal("seatings_many", most=MOST_TEMPLATES)
    if before and (before.name, before.seats) == (_words(name), [_trimmed(seat) for seat in seats]):
        raise Refusal("seating_same")
    new = new_id(at)
    act = acts.SeatingPublished(
        seating=new, lineage=before.lineage if before else new, number=before.number + 1 if before else 1,
        place=place.pk, zh=_words(name).zh, en=_words(name).en, parties=parties, why=why.strip(),
        copied_from=str(before.pk) if before else copied_from,
    )  # fmt: skip
    made: Seating = record(act, chain=place.chain, subject=f"seating:{act.lineage}", actor=actor.name, at=at, once=once)
    return made


@action
def end_seating(*, seating: Seating, why: str, actor: Actor, at: datetime, once: str | None = None) -> Seating:
    """Nobody is asked by it any more; it stays to be read, with the reason.

    Raises   Refusal: "not_your_turn", "seating_place", "seating_over", "text_missing", "text_too_long", "unmasked".
    """
    seating = Seating.objects.select_related("place").get(pk=seating.pk)
    _need_seater(actor, seating.place)
    _in_use(seating, seating.place)
    need_words(MOST_WHY, why=why)
    act = acts.SeatingEnded(seating=seating.pk, why=why.strip())
    ended: Seating = record(
        act, chain=seating.chain, subject=f"seating:{seating.lineage}", actor=actor.name, at=at, once=once
    )
    return ended


def need_usable(seating: Seating, place: Place) -> Seating:
    """The version as it stands, for a meeting there. Raises Refusal "seating_elsewhere", "seating_over"."""
    now = Seating.objects.select_related("place").get(pk=seating.pk)
    if now.place_id not in place.ancestry:
        raise Refusal("seating_elsewhere", field="seats")
    if now.ended_at:
        raise Refusal("seating_over", field="seats")
    return now


def _need_seater(actor: Actor, place: Place) -> None:
    if place.level not in OFFICIAL:
        raise Refusal("seating_place")
    if not queries.may_seat(actor, place):
        raise Refusal("not_your_turn", needs=sorted(queries.SEATERS))


def _in_use(seating: Seating, place: Place) -> Seating:
    now = Seating.objects.get(pk=seating.pk)
    if now.place_id != place.pk:
        raise Refusal("seating_elsewhere")
    if now.ended_at:
        raise Refusal("seating_over")
    return now


def _words(words: Words) -> Words:
    return Words(words.zh.strip(), words.en.strip() or words.zh.strip())


def _trimmed(seat: core.Seat) -> core.Seat:
    return core.Seat(_words(seat.name), seat.role, seat.count, seat.fixed, seat.votes)


def _party(seat: core.Seat) -> acts.PartyLine:
    name = _words(seat.name)
    return acts.PartyLine(zh=name.zh, en=name.en, role=seat.role, count=seat.count, fixed=seat.fixed, votes=seat.votes)
