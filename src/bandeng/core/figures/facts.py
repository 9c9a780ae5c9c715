"""What stands about one matter, as plain values: all that its figures are counted from."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True)
class RaisingFacts:
    """One raising that stands in the matter now.

    accepted_at   when it was accepted: with its matter, or at once when it joined an accepted one; None before
    contact_at    the first answer of a person: the acceptance, or a reply that is no receipt and reached the raiser
    person        who raised it, "" where nobody can tell
    final         how the final reply of the present round stands: "" none, "waiting", "delivered", "attempted"
    """

    id: UUID
    channel: str
    raised_at: datetime
    accepted_at: datetime | None = None
    contact_at: datetime | None = None
    person: str = ""
    capacity: str = ""
    anonymous: bool = False
    erased: bool = False
    final: str = ""


@dataclass(frozen=True)
class FinalReply:
    """A raising had its final reply of a round; `satisfied` is what its raiser said of it, "" nothing."""

    raising: UUID
    channel: str
    round: int
    at: datetime
    satisfied: str = ""


@dataclass(frozen=True)
class Cycle:
    """A unit held an item with a date: from a claim or a reopening until it was settled, dropped or given back.

    original_due, due   the date as first given, and as it stands
    reported            the last day on which the unit said it is done, None if that did not hold
    over                the day on which its matter ended while nothing of the above had happened
    paused              days in it on which its clock stood still
    """

    unit: UUID | None
    from_on: date
    original_due: date
    due: date
    reported: date | None = None
    settled: date | None = None
    dropped: date | None = None
    returned: date | None = None
    over: date | None = None
    paused: int = 0

    @property
    def ends(self) -> date | None:
        """The day it was over for the unit, in whatever way."""
        return self.settled or self.dropped or self.returned or self.over


@dataclass(frozen=True)
class Held:
    """A dispatch: a unit took it on, or was given it."""

    unit: UUID
    on: date
    how: str
    returned: bool = False
    outside: bool = False


@dataclass(frozen=True)
class ItemFacts:
    """A work item.

    waits            days in which no unit held it: (from, until or None)
    take_by          the day by which a unit should have taken it
    extended_by      days each granted extension added
    suspended_days   days each ended or running suspension lasted or is to last
    """

    id: UUID
    set_on: date
    cycles: tuple[Cycle, ...] = ()
    held: tuple[Held, ...] = ()
    waits: tuple[tuple[date, date | None], ...] = ()
    take_by: date | None = None
    extended_by: tuple[int, ...] = ()
    suspended_days: tuple[int, ...] = ()
    promised: tuple["Promised", ...] = ()


@dataclass(frozen=True)
class Promised:
    """An item under a confirmed promise; `stood`: how it stood when the day was over, "" until that is written."""

    unit: UUID
    due: date
    stood: str = ""


@dataclass(frozen=True)
class OrderFacts:
    """An order of supervision; `done`: the day its trouble was checked as solved; `closed`: when it ended otherwise."""

    id: UUID
    issued: date
    due: date
    unit: UUID | None = None
    answered: date | None = None
    done: date | None = None
    closed: date | None = None


@dataclass(frozen=True)
class CallBackFacts:
    """A raiser who was called back; `claim` is what the handler had said came of it, the rest what the raiser says.

    channel   how the raiser's own words came, as for everything that is counted by raiser
    """

    id: UUID
    raising: UUID
    channel: str
    on: date
    reached: bool
    claim: str
    answered: str = ""
    solved: str = ""


@dataclass(frozen=True)
class NoteFacts:
    """A matter was talked over on the bench; `dissents` says of each differing view whether it was answered."""

    id: UUID
    held_on: date
    where: str
    outcome: str
    noted_on: date
    dissents: tuple[tuple[UUID, bool], ...] = ()


@dataclass(frozen=True)
class Sent:
    """A matter was passed on or escalated; `returned`: sent back."""

    id: UUID
    on: date
    returned: bool = False


@dataclass(frozen=True)
class Published:
    """A decision whose result must be made public: `least` days from a posting on or before `by`, with a picture.

    postings   (posted on, until, whether a picture shows it) of each posting of it
    """

    id: UUID
    by: date
    least: int
    postings: tuple[tuple[date, date, bool], ...] = ()


@dataclass(frozen=True)
class Quality:
    """What of a matter's data was told once and differently later, each openly.

    official      whether the community it was raised in stands in the region tree with a statistical code
    sorted_on     the day the community first said what kind it is, None before
    recategorised whether that kind, as it stands, is another than whoever raised it had said
    dates         a day told of the past - a visit, a bench meeting, a delivery - by the day it was written down, and
                  whether it was corrected later
    """

    official: bool = True
    sorted_on: date | None = None
    recategorised: bool = False
    dates: tuple[tuple[date, bool], ...] = ()


@dataclass(frozen=True)
class MatterFacts:
    """A matter.

    due_on       the day by which the whole of it should have ended
    branch       the branch it stands or ended on, "" on the line itself
    reached      milestones by round
    closings     the day of each ending, by round
    says_no      a raiser says of the present round that it is not solved
    rated        somebody rated the present round
    recurred     the same trouble came again: same place and category within 180 days after it ended
    """

    id: UUID
    channel: str
    raised_at: datetime
    due_on: date
    branch: str = ""
    round: int = 1
    closed_at: datetime | None = None
    merged: bool = False
    contested: bool = False
    explained_on: date | None = None
    recurred: bool = False
    says_no: bool = False
    rated: bool = False
    reached: dict[int, frozenset[str]] = field(default_factory=dict)
    closings: dict[int, date] = field(default_factory=dict)
    raisings: tuple[RaisingFacts, ...] = ()
    finals: tuple[FinalReply, ...] = ()
    items: tuple[ItemFacts, ...] = ()
    notes: tuple[NoteFacts, ...] = ()
    sent: tuple[Sent, ...] = ()
    orders: tuple[OrderFacts, ...] = ()
    callbacks: tuple[CallBackFacts, ...] = ()
    publishing: tuple[Published, ...] = ()
    quality: Quality = Quality()

    @property
    def ending(self) -> str:
        """How it ended, "" not yet: merged, solved, explained, not_solved, not_accepted, withdrawn, otherwise.

        What a raiser says comes first: who is told "solved" and says no has the last word in the figures.
        """
        if self.merged:
            return "merged"
        if self.closed_at is None:
            return ""
        if self.says_no or self.branch == "reopen":
            return "not_solved"
        if self.branch:
            return ENDINGS.get(self.branch, "otherwise")
        return "solved" if "solved" in self.reached.get(self.round, frozenset()) else "otherwise"


ENDINGS = {"explain": "explained", "not_accepted": "not_accepted", "withdraw": "withdrawn"}
