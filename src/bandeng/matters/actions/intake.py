"""How a matter comes in: raised or joined, by any channel; nothing of it is public yet."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypedDict, Unpack
from uuid import UUID

from bandeng.core.categories import category as known_category
from bandeng.core.deadline import local_day
from bandeng.core.ids import new_id
from bandeng.core.refusal import Refusal
from bandeng.matters import queries
from bandeng.matters.actions.deciding import enter, need_text, not_future, somebody
from bandeng.matters.acts import MatterJoined, MatterRaised
from bandeng.matters.models import Channel, Matter, Raising, Reach, Severity, Track
from bandeng.people.acting import Actor
from bandeng.people.models import Capacity, Person
from bandeng.places.models import Level, Place
from bandeng.records.actions import action, record
from bandeng.records.sealing import blind

MOST_WORDS = 2000
MOST_PHOTOS = 9
OWN_CHANNELS = frozenset({Channel.WEB, Channel.QR})
"""Channels by which somebody speaks for themselves; by any other, somebody else writes it down."""

NEED_CONSENT = frozenset({Channel.PROXY, Channel.PHONE, Channel.VISIT, Channel.WECHAT})
"""Where nothing of the raiser's own hand is kept, somebody notes how they agreed."""

WRITERS = frozenset(
    {
        "building_head", "unit_head", "neighbour_steward", "grid_worker", "secretary", "community_staff",
        "social_worker", "convener", "recorder", "cppcc_member",
    }
)  # fmt: skip
"""Who may enter a matter for somebody else."""

AT_HOME = frozenset({Level.COMMUNITY, Level.COMPOUND, Level.BUILDING, Level.UNIT, Level.HOUSEHOLD})
WITHDRAWN = "withdraw:answered"
"""Only the reply to who withdrew is left to be given; the same trouble of somebody else is a matter of its own."""


@dataclass(frozen=True)
class Raised:
    """What came of raising or joining.

    code     the receipt's secret, ten characters; shown once, the row keeps only its fingerprint
    safety   the open safety track where life is in danger: the page says at once which number to call
    joined   whether it went to a matter that was there already
    """

    matter: Matter
    raising: Raising
    code: str
    safety: Track | None = None
    joined: bool = False


class Raiser(TypedDict, total=False):
    """Who raises, and how they want to be told; the same words for raising and joining."""

    channel: str
    reach: str
    capacity: str
    anonymous: bool
    name: str
    phone: str
    email: str
    photos: Sequence[str]
    consent: str
    person: Person | None


def raise_matter(
    *,
    place: Place,
    words: str,
    category: str,
    severity: int,
    actor: Actor,
    at: datetime,
    once: str | None = None,
    sealed: bool = False,
    occurred_on: date | None = None,
    recurred_from: Matter | None = None,
    **raiser: Unpack[Raiser],
) -> Raised:
    """Say what is wrong. A matter and its first raising; nothing of it is public yet.

    place      a community or somewhere in it
    severity   0 opens a safety track at once: making safe does not wait for anybody (I11)
    raiser     see `Raiser`; a channel other than "web" and "qr" needs somebody who writes it down, and `consent`
    Raises     Refusal: "place_too_wide", "place_closed", "text_missing", "text_too_long", "unknown_category",
               "unknown_word" (field), "consent_missing", "too_many_photos", "not_allowed", "phone_wanted",
               "date_in_future", "no_process".
    """
    once, code = receipt_for(once)
    raising: Raising = _raise(
        place=place, words=words, category=category, severity=severity, actor=actor, at=at, once=once, code=code,
        sealed=sealed, occurred_on=occurred_on, recurred_from=recurred_from, raiser=raiser,
    )  # fmt: skip
    matter = raising.matter
    return Raised(matter, raising, code, matter.tracks.filter(kind="safety").first())


@action
def _raise(
    *, place: Place, words: str, category: str, severity: int, actor: Actor, at: datetime, once: str, code: str,
    sealed: bool, occurred_on: date | None, recurred_from: Matter | None, raiser: Raiser,
) -> Raising:  # fmt: skip
    _need_place(place, at)
    _need_words(words)
    _need_kind(category, severity)
    if occurred_on:
        not_future(occurred_on, at)
    who = _raiser(place, raiser, actor, urgent=severity == Severity.LIFE_SAFETY)
    version = queries.process_for(place)
    process, calendar = queries.read_process(version), queries.calendar_of(place.chain)
    matter = new_id(at)
    act = MatterRaised(
        matter=matter, raising=new_id(at), number=_number(place, at), place=place.code, category=category,
        severity=severity, process=version.pk, step=process.start, milestones=["raised"],
        step_due=queries.step_due(
            process, process.start, chain=place.chain, at=at, raised_at=at, calendar=calendar
        ),
        whole_due=queries.whole_due(chain=place.chain, at=at, calendar=calendar),
        receipt=queries.receipt_mark(code), sealed=sealed, occurred_on=occurred_on,
        safety_track=new_id(at) if severity == Severity.LIFE_SAFETY else None,
        recurred_from=recurred_from.pk if recurred_from else None, words=words.strip(), **who,
    )  # fmt: skip
    raising: Raising = record(act, chain=place.chain, subject=f"matter:{matter}", actor=actor.name, at=at, once=once)
    return raising


def join_matter(
    *, matter: Matter, words: str, actor: Actor, at: datetime, once: str | None = None, **raiser: Unpack[Raiser]
) -> Raised:
    """The same trouble: a raising of one's own in one's own words, in the matter where it goes on.

    A merged matter's joiner goes to the matter it was merged into. After the final reply a new, linked matter is opened
    (domain.md 6.3, recurred). A sealed matter is joined only by those who handle it.
    Raises   Refusal as `raise_matter`, and "not_offered" for a sealed matter.
    """
    once, code = receipt_for(once)
    raising: Raising = _join(matter=matter, words=words, actor=actor, at=at, once=once, code=code, raiser=raiser)
    found = raising.matter
    safety = found.tracks.filter(kind="safety", closed_at__isnull=True).first()
    opened_anew = found.recurred_from_id is not None and found.raised_at == raising.raised_at
    return Raised(found, raising, code, safety, joined=not opened_anew)


@action
def _join(*, matter: Matter, words: str, actor: Actor, at: datetime, once: str, code: str, raiser: Raiser) -> Raising:
    target = _where_it_goes_on(queries.locked(matter))
    if target.sealed and not queries.handles(actor, target):
        raise Refusal("not_offered", tool="join")
    _need_words(words)
    if target.step in (None, WITHDRAWN):
        again: Raising = _raise.__wrapped__(  # type: ignore[attr-defined]
            place=target.place, words=words, category=target.category, severity=target.severity, actor=actor, at=at,
            once=once, code=code, sealed=target.sealed, occurred_on=None, recurred_from=target, raiser=raiser,
        )  # fmt: skip
        return again
    who = _raiser(target.place, raiser, actor, urgent=target.severity == Severity.LIFE_SAFETY)
    act = MatterJoined(
        matter=target.pk, raising=new_id(at), receipt=queries.receipt_mark(code), words=words.strip(), **who
    )
    raising: Raising = enter(act, target, actor=actor, at=at, once=once)
    return raising


def _where_it_goes_on(matter: Matter) -> Matter:
    while matter.merged_into_id:
        matter = Matter.objects.select_related("place").get(pk=matter.merged_into_id)
    return matter


def receipt_for(once: str | None) -> tuple[str, str]:
    """The key an entry keeps of a form's `once`, and the receipt's code that follows from it.

    Both come from `once` by keyed fingerprints: a double submit shows the same receipt, and the ledger, which is
    exported, never holds what would show it to others.
    """
    kept = blind(once or secrets.token_hex(16), "once")
    return kept, queries.code_of(kept)


class _Who(TypedDict):
    channel: str
    reach: str
    capacity: str
    anonymous: bool
    person: UUID | None
    proxy: UUID | None
    consent: str
    photos: list[str]
    name: str | None
    phone: str | None
    email: str | None


def _raiser(place: Place, told: Raiser, actor: Actor, *, urgent: bool) -> _Who:
    """The raiser's part of an act, checked."""
    channel, reach = told.get("channel", Channel.WEB), told.get("reach", Reach.PAGE)
    capacity, photos = told.get("capacity", Capacity.RESIDENT), list(told.get("photos", ()))
    _known("channel", channel, Channel.values)
    _known("reach", reach, Reach.values)
    _known("capacity", capacity, Capacity.values)
    if len(photos) > MOST_PHOTOS:
        raise Refusal("too_many_photos", most=MOST_PHOTOS)
    own = channel in OWN_CHANNELS
    proxy = None if own else _writer(place, actor, channel, told.get("consent", ""))
    person = actor.person if own else told.get("person")
    if not urgent:
        _need_phone(place, person, proxy)
    return _Who(
        channel=channel, reach=reach, capacity=capacity, anonymous=told.get("anonymous", False), photos=photos,
        person=person.pk if person else None, proxy=proxy, consent=told.get("consent", "").strip()[:120],
        name=told.get("name", "").strip() or None, phone=told.get("phone", "").strip() or None,
        email=told.get("email", "").strip() or None,
    )  # fmt: skip


def _writer(place: Place, actor: Actor, channel: str, consent: str) -> UUID:
    """The person who writes it down for somebody else, who agreed to that."""
    if actor.roles_at(place).isdisjoint(WRITERS):
        raise Refusal("not_your_turn", step=None, needs=sorted(WRITERS))
    if channel in NEED_CONSENT and not consent.strip():
        raise Refusal("consent_missing")
    return somebody(actor)


def _need_phone(place: Place, person: Person | None, proxy: UUID | None) -> None:
    """Where a place asks for it, a raiser is known by a telephone, or somebody known wrote it down for them."""
    if proxy or (person and person.phone):
        return
    if Place.objects.filter(pk__in=place.ancestry, wants_phone=True).exists():
        raise Refusal("phone_wanted", place=place.name)


def _need_place(place: Place, at: datetime) -> None:
    if place.level not in AT_HOME:
        raise Refusal("place_too_wide", place=place.name)
    if place.valid_to and place.valid_to < local_day(at):
        raise Refusal("place_closed", place=place.name, successor=place.successor)


def _need_words(words: str) -> None:
    need_text(words=words)
    if len(words) > MOST_WORDS:
        raise Refusal("text_too_long", field="words", most=MOST_WORDS)


def _need_kind(category: str, severity: int) -> None:
    known_category(category)
    if severity not in Severity.values:
        raise Refusal("unknown_word", field="severity", word=str(severity))


def _known(field: str, word: str, words: Sequence[str]) -> None:
    if word not in words:
        raise Refusal("unknown_word", field=field, word=word)


def _number(place: Place, at: datetime) -> str:
    """ "<short>-<year>-<0001>" of the community, without a gap: counted under the lock of its chain."""
    community = Place.objects.get(pk=place.chain)
    year = local_day(at).year
    count = Matter.objects.filter(chain=place.chain, number__contains=f"-{year}-").count()
    return f"{_short(community)}-{year}-{count + 1:04d}"


def _short(community: Place) -> str:
    """The community's short name, its code where it has none or another community has the same."""
    others = Place.objects.filter(level=Level.COMMUNITY, short=community.short).exclude(pk=community.pk)
    return community.short if community.short and not others.exists() else community.code
