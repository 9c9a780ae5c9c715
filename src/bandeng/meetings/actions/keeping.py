"""What meetings are kept in: series under one name, rooms to sit in."""

from datetime import datetime

from bandeng.core.ids import new_id
from bandeng.core.refusal import Refusal
from bandeng.matters.actions.texts import need_masked
from bandeng.meetings import acts, queries
from bandeng.meetings.actions.deciding import MOST_LINE, MOST_TEXT, need_roles, need_short, need_words
from bandeng.meetings.models import Programme, State, Venue, VenueKind
from bandeng.people.acting import Actor
from bandeng.places.models import Place
from bandeng.records.actions import action, record


@action
def begin_programme(
    *, place: Place, name: str, form: str, about: str = "", actor: Actor, at: datetime, once: str | None = None
) -> Programme:
    """A series of meetings under one name.

    Raises   Refusal: "not_your_turn", "unknown_form", "text_missing", "text_too_long", "unmasked", "already_there".
    """
    need_roles(actor, place, queries.CALLERS)
    queries.form_of(form)
    need_words(40, name=name)
    need_short(MOST_TEXT, about=about)
    need_masked(about=about)
    if Programme.objects.filter(place=place, name=name.strip(), ended_at=None).exists():
        raise Refusal("already_there", field="name")
    act = acts.ProgrammeBegun(programme=new_id(at), place=place.pk, name=name.strip(), about=about.strip(), form=form)
    made: Programme = record(
        act, chain=place.chain, subject=f"programme:{act.programme}", actor=actor.name, at=at, once=once
    )
    return made


@action
def end_programme(*, programme: Programme, actor: Actor, at: datetime, once: str | None = None) -> Programme:
    """No more meetings of this series. Raises Refusal: "not_your_turn", "over_already"."""
    programme = Programme.objects.select_related("place").get(pk=programme.pk)
    need_roles(actor, programme.place, queries.CALLERS)
    if programme.ended_at:
        raise Refusal("over_already")
    act = acts.ProgrammeEnded(programme=programme.pk)
    ended: Programme = record(
        act, chain=programme.chain, subject=f"programme:{programme.pk}", actor=actor.name, at=at, once=once
    )
    return ended


@action
def add_venue(
    *, place: Place, name: str, kind: str, address: str = "", chairs: int = 0, access: str = "", actor: Actor,
    at: datetime, once: str | None = None,
) -> Venue:  # fmt: skip
    """A room in which people may sit.

    Raises   Refusal: "not_your_turn", "unknown_word", "text_missing", "text_too_long", "already_there".
    """
    need_roles(actor, place, queries.CALLERS)
    if kind not in VenueKind.values:
        raise Refusal("unknown_word", field="kind", word=kind)
    need_words(60, masked=False, name=name)
    need_short(MOST_LINE, address=address, access=access)
    if Venue.objects.filter(place=place, name=name.strip(), closed_at=None).exists():
        raise Refusal("already_there", field="name")
    act = acts.VenueAdded(
        venue=new_id(at), place=place.pk, name=name.strip(), kind=kind, address=address.strip(),
        chairs=max(0, min(chairs, 9999)), access=access.strip(),
    )  # fmt: skip
    made: Venue = record(act, chain=place.chain, subject=f"venue:{act.venue}", actor=actor.name, at=at, once=once)
    return made


@action
def close_venue(*, venue: Venue, actor: Actor, at: datetime, once: str | None = None) -> Venue:
    """Nobody sits there any more. Raises Refusal: "not_your_turn", "over_already", "venue_booked" (title)."""
    venue = Venue.objects.select_related("place").get(pk=venue.pk)
    need_roles(actor, venue.place, queries.CALLERS)
    if venue.closed_at:
        raise Refusal("over_already")
    booked = venue.meetings.filter(state__in=[State.CALLED, State.OPEN]).order_by("starts_at").first()
    if booked:
        raise Refusal("venue_booked", title=booked.title)
    closed: Venue = record(
        acts.VenueClosed(venue=venue.pk), chain=venue.chain, subject=f"venue:{venue.pk}", actor=actor.name, at=at,
        once=once,
    )  # fmt: skip
    return closed
