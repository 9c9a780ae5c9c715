"""Seats a place writes down for itself: what makes a template of them sound, and the template as meetings read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bandeng.core.meetings.model import SeatKind, Template
from bandeng.core.process.model import Words
from bandeng.core.refusal import Refusal

ROLES: Mapping[str, tuple[str, ...]] = {
    "resident": (),
    "owner": (),
    "tenant": ("tenants",),
    "merchant": ("merchants",),
    "ground_floor": ("ground_floor",),
    "over_60": ("over_60",),
    "community": (),
    "property": (),
    "department": (),
    "government": (),
    "member": (),
    "expert": (),
    "other": (),
}
"""As what somebody sits there, and for which of the affected they may speak then (`GROUPS`)."""

MOST_PARTIES, MOST_CHAIRS, MOST_NAME = 24, 99, 60


@dataclass(frozen=True)
class Seat:
    """A line of a template: who sits there, as what, on how many chairs.

    fixed   each time, not only for this case
    votes   whether who sits there raises a hand
    """

    name: Words
    role: str
    count: int
    fixed: bool
    votes: bool


def need_seats(name: Words, seats: Sequence[Seat]) -> None:
    """Whether people can be asked to sit like this.

    Raises   Refusal: "seating_unnamed", "seating_empty", "seating_long" (most), and of one line (`field` "zh-2" and the
             like): "party_unnamed" (line), "party_long" (line, most), "party_twice" (party),
             "party_role" (party, word), "party_count" (party, most).
    """
    if not name.zh.strip():
        raise Refusal("seating_unnamed", field="zh")
    for field, words in (("zh", name.zh), ("en", name.en)):
        if len(words) > MOST_NAME:
            raise Refusal("text_too_long", field=field, most=MOST_NAME)
    if not seats:
        raise Refusal("seating_empty")
    if len(seats) > MOST_PARTIES:
        raise Refusal("seating_long", most=MOST_PARTIES)
    seen = set[str]()
    for line, seat in enumerate(seats, 1):
        _need_seat(line, seat, seen)


def _need_seat(line: int, seat: Seat, seen: set[str]) -> None:
    zh, en = seat.name.zh.strip(), seat.name.en.strip()
    if not zh:
        raise Refusal("party_unnamed", line=line, field=f"zh-{line}")
    if max(len(zh), len(en)) > MOST_NAME:
        raise Refusal("party_long", line=line, most=MOST_NAME, field=f"zh-{line}")
    names = {_plain(zh), _plain(en)} - {""}
    if names & seen:
        raise Refusal("party_twice", party=zh, field=f"zh-{line}")
    seen |= names
    if seat.role not in ROLES:
        raise Refusal("party_role", party=zh, word=seat.role, field=f"role-{line}")
    if not 1 <= seat.count <= MOST_CHAIRS:
        raise Refusal("party_count", party=zh, most=MOST_CHAIRS, field=f"count-{line}")


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def own_template(key: str, name: Words, seats: Sequence[Seat], cite: Words) -> Template:
    """The template a form of meeting reads; its seats are numbered, since a version never changes."""
    kinds = tuple(
        SeatKind(f"s{number}", seat.name, seat.fixed, seat.votes, ROLES[seat.role], seat.count)
        for number, seat in enumerate(seats, 1)
    )
    return Template(key, name, kinds, cite, "place")


def seats_of(template: Template) -> list[Seat]:
    """A template of the shelf as lines to change: the role a key or a group says, else "other"."""
    return [Seat(each.name, _role(each), each.count, each.fixed, each.votes) for each in template.seats]


def _role(seat: SeatKind) -> str:
    spoken = next((role for role, groups in ROLES.items() if groups and groups == seat.groups), "")
    return spoken or next((role for role in ROLES if seat.key in (role, f"{role}s")), "other")
