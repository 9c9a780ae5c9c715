"""Opening, changing, closing and inspecting liaison rooms; keeping duty; what was heard goes on as another thing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from bandeng.core.ids import new_id
from bandeng.core.refusal import Refusal
from bandeng.liaison import acts
from bandeng.liaison.models import DutyDay, Heard, Inspection, LiaisonRoom, Standard
from bandeng.liaison.queries import rooms as queries
from bandeng.matters import actions as matters
from bandeng.matters.actions.accepting import ACCEPTERS
from bandeng.matters.actions.intake import MOST_PHOTOS
from bandeng.matters.models import Channel
from bandeng.people.acting import ROLES, Actor
from bandeng.people.models import Person
from bandeng.people.queries import under
from bandeng.places.models import Place
from bandeng.records.actions import action
from bandeng.research import actions as research
from bandeng.research.actions.deciding import enter, need_informants, need_past, need_roles, need_words

MOST_NAME, MOST_HOURS, MOST_ADDRESS, MOST_SEEN, MOST_HEARD, MOST_LINES = 60, 120, 120, 300, 500, 100
MOST_KIND, MOST_POINT, MOST_STANDARD = 40, 120, 20


@dataclass(frozen=True)
class Seen:
    """How a point was found: met or not, and what was seen."""

    key: str
    met: bool
    note: str


@dataclass(frozen=True)
class Said:
    """One thing that was heard, and the role of who said it."""

    text: str
    said_by: str


@action
def open_room(
    *, place: Place, name: str, kind: str, hours: str, address: str = "", convener: Person | None = None, actor: Actor,
    at: datetime, once: str | None = None,
) -> LiaisonRoom:  # fmt: skip
    """Open a room, home, hall or station.

    kind     a key of the standard that holds there
    Raises   Refusal: "not_your_turn", "text_missing", "text_too_long", "unmasked", "unknown_word" (kind),
             "room_there", "convener_unnamed".
    """
    need_roles(actor, place, queries.KEEPERS)
    if kind not in {each.key for each in queries.standard_at(place).kinds}:
        raise Refusal("unknown_word", field="kind", word=kind)
    words = need_words({"name": MOST_NAME, "hours": MOST_HOURS}, name=name, hours=hours, address=address)
    if LiaisonRoom.objects.filter(place=place, name=words["name"], closed_at=None).exists():
        raise Refusal("room_there", field="name", name=words["name"])
    act = acts.RoomOpened(room=new_id(at), place=place.pk, kind=kind, convener=_named(convener), **_fit(words))
    opened: LiaisonRoom = enter(act, place.chain, f"liaison:{act.room}", actor=actor, at=at, once=once)
    return opened


def _fit(words: dict[str, str]) -> dict[str, str]:
    if len(words["address"]) > MOST_ADDRESS:
        raise Refusal("text_too_long", field="address", most=MOST_ADDRESS)
    return words


def _named(convener: Person | None) -> UUID | None:
    """Everybody reads who the convener is, by their office."""
    if convener is not None and not convener.called:
        raise Refusal("convener_unnamed", field="convener")
    return convener.pk if convener else None


@action
def change_room(
    *, room: LiaisonRoom, hours: str, address: str = "", convener: Person | None = None, actor: Actor, at: datetime,
    once: str | None = None,
) -> LiaisonRoom:  # fmt: skip
    """Other hours, another address, another convener.

    Raises   Refusal: "not_your_turn", "room_closed", "text_missing", "text_too_long", "unmasked", "convener_unnamed".
    """
    room = _open_one(room, actor)
    words = _fit(need_words({"hours": MOST_HOURS}, hours=hours, address=address))
    act = acts.RoomChanged(room=room.pk, convener=_named(convener), **words)
    changed: LiaisonRoom = enter(act, room.chain, f"liaison:{room.pk}", actor=actor, at=at, once=once)
    return changed


def _open_one(room: LiaisonRoom, actor: Actor) -> LiaisonRoom:
    found = queries.room(room.pk)
    need_roles(actor, found.place, queries.KEEPERS)
    if found.closed_at:
        raise Refusal("room_closed", name=found.name)
    return found


@action
def close_room(
    *, room: LiaisonRoom, why: str, actor: Actor, at: datetime, once: str | None = None
) -> LiaisonRoom:  # fmt: skip
    """Close it, with the reason; what it did stays.

    Raises   Refusal: "not_your_turn", "room_closed", "text_missing", "text_too_long", "unmasked".
    """
    room = _open_one(room, actor)
    words = need_words({"why": 200}, why=why)
    closed: LiaisonRoom = enter(
        acts.RoomClosed(room=room.pk, **words), room.chain, f"liaison:{room.pk}", actor=actor, at=at, once=once
    )
    return closed


@action
def set_standard(
    *, place: Place, kinds: Sequence[tuple[str, str]], points: Sequence[tuple[str, str]], why: str, actor: Actor,
    at: datetime, once: str | None = None,
) -> Standard:  # fmt: skip
    """Set a place's own kinds and points, each as (key, name).

    A kind that open rooms under the place are of has to stay.
    Raises   Refusal: "not_your_turn", "text_missing", "text_too_long", "unmasked", "standard_empty", "kind_in_use".
    """
    need_roles(actor, place, queries.SETTERS)
    if not kinds or not points or max(len(kinds), len(points)) > MOST_STANDARD:
        raise Refusal("standard_empty", most=MOST_STANDARD)
    for field, most, rows in (("kinds", MOST_KIND, kinds), ("points", MOST_POINT, points)):
        for key, name in rows:
            need_words({field: most}, **{field: name})
            if not 0 < len(key) <= 24 or sum(key == other for other, _ in rows) > 1:
                raise Refusal("unknown_word", field=field, word=key)
    words = need_words({"why": 200}, why=why)
    rooms = LiaisonRoom.objects.filter(under([place.path], "place__"), closed_at=None)
    used = set(rooms.values_list("kind", flat=True))
    if gone := used - {key for key, _ in kinds}:
        raise Refusal("kind_in_use", field="kinds", kind=", ".join(sorted(gone)))
    act = acts.StandardSet(place=place.pk, kinds=_lines(kinds), points=_lines(points), **words)
    done: Standard = enter(act, place.chain, f"place:{place.pk}", actor=actor, at=at, once=once)
    return done


def _lines(rows: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"key": key, "name": name.strip()} for key, name in rows]


@action
def inspect_room(
    *, room: LiaisonRoom, on: date, seen: Sequence[Seen], photos: Sequence[str] = (), again_on: date | None = None,
    actor: Actor, at: datetime, once: str | None = None,
) -> Inspection:  # fmt: skip
    """Look how a room is run, point by point of its standard; where one is not met, say when somebody looks again.

    Raises   Refusal: "not_your_turn", "own_room", "room_closed", "points_open", "text_missing", "text_too_long",
             "unmasked", "date_in_future", "again_missing", "too_many_photos".
    """
    room = queries.room(room.pk)
    who = need_roles(actor, room.place, queries.INSPECTORS)
    if who in (room.convener_id, room.opened_by_id):
        raise Refusal("own_room", name=room.name)
    if room.closed_at:
        raise Refusal("room_closed", name=room.name)
    if len(photos) > MOST_PHOTOS:
        raise Refusal("too_many_photos", most=MOST_PHOTOS)
    later = need_past(on, at)
    points = _points(room, {each.key: each for each in seen})
    unmet = any(each["met"] == "no" for each in points)
    if unmet and (again_on is None or again_on <= on):
        raise Refusal("again_missing", field="again_on")
    act = acts.RoomInspected(
        inspection=new_id(at), room=room.pk, on=on, later=later, points=points, photos=list(dict.fromkeys(photos)),
        again_on=again_on if unmet else None, convener=room.convener_id,
    )  # fmt: skip
    done: Inspection = enter(act, room.chain, f"liaison:{room.pk}", actor=actor, at=at, once=once)
    return done


def _points(room: LiaisonRoom, seen: Mapping[str, Seen]) -> list[dict[str, str]]:
    """Each point of the standard with what was seen: a tick alone is no evidence."""
    told = []
    for point in queries.standard_at(room.place).points:
        if (found := seen.get(point.key)) is None:
            raise Refusal("points_open", field=f"note-{point.key}", point=point.names["zh"])
        words = need_words({f"note-{point.key}": MOST_SEEN}, **{f"note-{point.key}": found.note})
        told.append({
            "key": point.key, "name": point.names["zh"], "met": "yes" if found.met else "no",
            "note": words[f"note-{point.key}"],
        })  # fmt: skip
    return told


@action
def keep_duty(
    *, room: LiaisonRoom, on: date, hours: str = "", came: Sequence[tuple[str, int]] = (), heard: Sequence[Said] = (),
    actor: Actor, at: datetime, once: str | None = None,
) -> DutyDay:  # fmt: skip
    """Write down a duty day; one of an earlier day is marked as entered later.

    came     role and number of those who came; nobody is named
    Raises   Refusal: "not_your_turn", "room_closed", "date_in_future", "unknown_word", "text_missing",
             "text_too_long", "unmasked", "too_many_lines".
    """
    room = _open_one(room, actor)
    later = need_past(on, at)
    words = need_words({}, hours=hours)
    if len(words["hours"]) > MOST_NAME:
        raise Refusal("text_too_long", field="hours", most=MOST_NAME)
    if len(heard) > MOST_LINES:
        raise Refusal("too_many_lines", field="heard", most=MOST_LINES)
    for each in heard:
        need_words({"heard": MOST_HEARD}, heard=each.text)
        if each.said_by not in ROLES:
            raise Refusal("unknown_word", field="heard", word=each.said_by)
    told = [{"heard": str(new_id(at)), "text": each.text.strip(), "said_by": each.said_by} for each in heard]
    act = acts.DutyKept(
        day=new_id(at), room=room.pk, on=on, later=later, hours=words["hours"], came=need_informants(came), heard=told
    )
    kept: DutyDay = enter(act, room.chain, f"liaison:{room.pk}", actor=actor, at=at, once=once)
    return kept


def _waiting(heard: Heard, actor: Actor) -> Heard:
    found = queries.heard(heard.pk)
    need_roles(actor, found.day.room.place, queries.KEEPERS)
    if found.matter:
        raise Refusal("already_raised", matter=found.matter.number)
    if found.suggestion:
        raise Refusal("already_suggested", number=found.suggestion.number)
    return found


@action
def raise_heard(
    *, room: LiaisonRoom, heard: Heard, place: Place, category: str, severity: int, actor: Actor, at: datetime,
    once: str | None = None,
) -> Heard:  # fmt: skip
    """Let what was heard become a matter of a community; its receipt is kept by who was on duty.

    Raises   Refusal: "not_your_turn", "already_raised", "already_suggested", "place_elsewhere", and what
             `raise_matter` raises.
    """
    found = _waiting(heard, actor)
    if not place.path.startswith(room.place.path):
        raise Refusal("place_elsewhere", field="place", place=room.place.name)
    raised = matters.raise_matter(
        place=place, words=found.text, category=category, severity=severity, channel=Channel.MEMBER,
        actor=actor, at=at, once=queries.receipt_key(found),
    )  # fmt: skip
    if not actor.roles_at(place).isdisjoint(ACCEPTERS):
        matters.accept(matter=raised.matter, title=found.text[:80], summary=found.text, actor=actor, at=at)
    act = acts.HeardRaised(heard=found.pk, matter=raised.matter.pk)
    done: Heard = enter(act, room.chain, f"liaison:{room.pk}", actor=actor, at=at, once=once)
    return done


@action
def suggest_heard(
    *, room: LiaisonRoom, heard: Heard, text: str, actor: Actor, at: datetime, once: str | None = None
) -> Heard:  # fmt: skip
    """Let what was heard stand in the register of suggestions, with the role of who said it.

    Raises   Refusal: "not_your_turn", "already_raised", "already_suggested", and what `research.suggest` raises.
    """
    found = _waiting(heard, actor)
    made = research.suggest(
        place=room.place, text=text, said_by=found.said_by, said_on=found.day.on, source="resident", actor=actor,
        at=at,
    )  # fmt: skip
    act = acts.HeardSuggested(heard=found.pk, suggestion=made.pk)
    done: Heard = enter(act, room.chain, f"liaison:{room.pk}", actor=actor, at=at, once=once)
    return done
