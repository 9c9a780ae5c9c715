"""A town in which everything has happened, through the actions real use goes through.

Every private part of every act holds a mark (`canaries`), every table that follows from the ledger has rows, and for
each role there is somebody signed in the way they would be. What is sealed is marked "sealed".
"""

from copy import copy
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.core.cache import cache

from bandeng.commitments.models import CallBack, CallbackDraw, Commitment, Extension, SupervisionOrder, WorkItem
from bandeng.core.deadline import local_day
from bandeng.documents.models import Document, Export
from bandeng.exchange.models import SolvedCase
from bandeng.liaison.models import Heard, LiaisonRoom, Oversight, PastRecord
from bandeng.matters.models import Dissent, Matter, Pause, ProcessDraft, Raising, Reply
from bandeng.mediation.models import Case as Mediation
from bandeng.opinions.models import Conversation, Statement
from bandeng.people.acting import Actor
from bandeng.people.models import Body, InviteCard, Leave, Organisation, Person, Seat
from bandeng.places.models import Grid, Place
from bandeng.research.models import Finding, Output, Site, Suggestion, Trip
from tests.honesty.browser import Browser
from tests.makers import AT

DAY = timedelta(days=1)
COUNTY = "640302"
PHOTO = "a" * 64
"""A picture's digest where only its name matters."""
PASSWORD, PIN = "a bench in the sun", "739154"

ROLES = (
    "public", "receipt", "resident", "building_head", "grid_worker", "secretary", "secretary_elsewhere", "officer",
    "officer_elsewhere", "supervisor", "oversight", "auditor", "system_admin", "security_admin",
)  # fmt: skip
BY_CARD = frozenset({"resident", "building_head", "grid_worker"})
KINDS = ("own", "elsewhere", "hidden", "sealed")
"""A public matter of Xinhua; one of another community; one that nobody accepted yet; one kept from the public."""


@dataclass
class Case:
    """A matter and what hangs on it, for addresses."""

    matter: Matter
    raising: Raising
    code: str
    item: WorkItem | None = None
    waiting: WorkItem | None = None
    running: WorkItem | None = None
    reported: WorkItem | None = None
    extension: Extension | None = None
    pause: Pause | None = None
    paused: WorkItem | None = None
    stop: Pause | None = None
    reply: Reply | None = None
    dissent: Dissent | None = None
    order: SupervisionOrder | None = None


@dataclass
class Town:
    """The whole of it. Rows are as they were when they were made: load them anew before acting on them."""

    at: datetime = AT
    place: Place = field(init=False)
    elsewhere: Place = field(init=False)
    actors: dict[str, Actor] = field(default_factory=dict)
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)
    cases: dict[str, Case] = field(default_factory=dict)
    more: dict[str, Case] = field(default_factory=dict)
    units: dict[str, Organisation] = field(default_factory=dict)
    persons: dict[str, Person] = field(default_factory=dict)
    grid: Grid = field(init=False)
    body: Body = field(init=False)
    seat: Seat = field(init=False)
    leave: Leave = field(init=False)
    promise: Commitment = field(init=False)
    draw: CallbackDraw = field(init=False)
    call: CallBack = field(init=False)
    conversation: Conversation = field(init=False)
    statement: Statement = field(init=False)
    waiting: Statement = field(init=False)
    document: Document = field(init=False)
    export: Export = field(init=False)
    draft: ProcessDraft = field(init=False)
    mediations: dict[str, Mediation] = field(default_factory=dict)
    trip: Trip = field(init=False)
    site: Site = field(init=False)
    finding: Finding = field(init=False)
    carried: Finding = field(init=False)
    suggestion: Suggestion = field(init=False)
    asked: Suggestion = field(init=False)
    answered: Suggestion = field(init=False)
    output: Output = field(init=False)
    liaison_room: LiaisonRoom = field(init=False)
    heard: Heard = field(init=False)
    oversight: Oversight = field(init=False)
    past: PastRecord = field(init=False)
    case: SolvedCase = field(init=False)
    case_draft: SolvedCase = field(init=False)
    card: InviteCard = field(init=False)
    met: Any = None
    photo: str = ""
    fresh_card: str = ""
    invitation: str = ""

    @property
    def today(self) -> date:
        return local_day(self.at)

    def client(self, role: str, *, csrf: bool = False) -> Browser:
        """A browser of somebody, as it was when they had just signed in. A receipt's holder has no session."""
        cache.clear()
        browser = Browser(csrf=csrf)
        for name, value in self.cookies.get(role, {}).items():
            browser.cookies[name] = value
        return browser

    def copy(self) -> "Town":
        """The same town for somebody who will add to it."""
        other = copy(self)
        for name, value in vars(self).items():
            if isinstance(value, dict):
                setattr(other, name, dict(value))
        return other

    def later(self, days: float) -> datetime:
        return self.at + timedelta(days=days)
