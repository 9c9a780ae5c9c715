"""Reading this room: shared cases by words, drafts that wait, what a matter's record says of itself, who is named."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Case, Count, Q, QuerySet, When
from django.http import Http404
from django.urls import reverse

from bandeng.core import cases
from bandeng.core.categories import parts_of
from bandeng.core.deadline import local_day
from bandeng.core.deadline.moments import SHANGHAI
from bandeng.core.papers import facts
from bandeng.core.refusal import Refusal
from bandeng.core.text.searching import enough, parts
from bandeng.documents import queries as papers
from bandeng.documents.models import Document, PaperWording
from bandeng.exchange.models import SolvedCase, State
from bandeng.matters import queries as of_matters
from bandeng.matters.models import Matter, MilestoneReached, ProcessVersion, Rating, Word
from bandeng.matters.queries.replies import unsettled
from bandeng.mediation.models import Case as Mediation
from bandeng.people.acting import Actor
from bandeng.people.models import Duty, Person
from bandeng.people.queries import paths_of, under
from bandeng.places.models import Place
from bandeng.places.queries import starts
from bandeng.records.models import Entry

WRITERS = frozenset({"secretary"})
"""Who drafts a case of their place, and takes one over for it."""

APPROVERS = frozenset({"secretary", "supervisor", "convener"})
"""Who may approve a draft that others wrote."""

MOST_SEARCHED = 2000
"""Cases whose texts a search reads: the newest."""


OPEN = Q(matter=None) | Q(matter__sealed=False)
"""A matter that was closed to everybody after all takes its case along."""


def shared(asked: Mapping[str, str]) -> QuerySet[SolvedCase] | list[SolvedCase]:
    """The shared cases, the newest first; with words, the best match first.

    asked   "q", "category", "kind", "within" (days from raised to ended), "cost" (those that tell what it cost), as
            `forms.Find` cleaned them
    Each row has `taken`: how many places took it over.
    """
    found = SolvedCase.objects.filter(OPEN, state=State.SHARED)
    if category := asked.get("category"):
        found = found.filter(category__in=[category, *_parts(category)])
    if kind := asked.get("kind"):
        found = found.filter(kind=kind)
    if within := asked.get("within"):
        found = found.filter(days__lte=int(within))
    if asked.get("cost"):
        found = found.exclude(texts__cost="")
    rows = found.annotate(taken=Count("uses")).select_related("place").defer("draft", "process", "wordings")
    rows = rows.order_by("-shared_at", "pk")
    return _matching(rows, asked["q"]) if asked.get("q") else rows


def _matching(rows: QuerySet[SolvedCase], words: str) -> list[SolvedCase]:
    looked_for = parts(words)
    least, scored = enough(looked_for), []
    for row in rows[:MOST_SEARCHED]:
        told = "\n".join(row.texts.values()).casefold()
        score = sum(weight for part, weight in looked_for.items() if part in told)
        if looked_for and score >= least:
            scored.append((score, row))
    return [row for _, row in sorted(scored, key=lambda pair: -pair[0])]


def _parts(category: str) -> list[str]:
    try:
        return [part.key for part in parts_of(category)]
    except Refusal:
        return []


def case(pk: UUID) -> SolvedCase:
    """A case that everybody may look up: shared, replaced or withdrawn. Raises Http404."""
    found = _rows().filter(OPEN, pk=pk).exclude(state__in=[State.DRAFT, State.GIVEN_UP]).first()
    if found is None:
        raise Http404
    return found


def draft(pk: UUID, actor: Actor) -> SolvedCase:
    """A draft, to those who write or approve where it belongs. Raises Http404 for anybody else."""
    found = _rows().filter(pk=pk).first()
    if found is None or not at(actor, found.place, APPROVERS):
        raise Http404
    return found


def _rows() -> QuerySet[SolvedCase]:
    return SolvedCase.objects.select_related("place", "matter", "replaces", "written_by", "shared_by")


def versions(row: SolvedCase) -> list[SolvedCase]:
    """A case and every version before it, the newest first."""
    found: list[SolvedCase] = []
    older: SolvedCase | None = row
    while older is not None:
        found.append(older)
        older = older.replaces
    return found


def fresh(row: SolvedCase, version: int | None) -> SolvedCase:
    """The case as it stands now. Raises Refusal "stale"."""
    found = _rows().get(pk=row.pk)
    if version is not None and found.version != version:
        raise Refusal("stale", shown=version, stands=found.version)
    return found


def at(actor: Actor, place: Place, roles: Iterable[str]) -> bool:
    """Whether somebody has one of these roles in a place, signed in with an account. No query."""
    return actor.id is not None and not actor.by_card and not actor.roles_at(place).isdisjoint(roles)


def of_desk(actor: Actor) -> QuerySet[SolvedCase]:
    """Every case of the reader's places: drafts first, then the newest."""
    here = under(paths_of(actor, APPROVERS), "place__")
    rows = SolvedCase.objects.filter(here).select_related("place", "matter", "written_by").defer("process", "wordings")
    open_first = Case(When(state=State.DRAFT, then=0), default=1)
    return rows.order_by(open_first, "-written_at", "pk")


def waiting(actor: Actor) -> list[SolvedCase]:
    """Drafts in which it is the reader's turn: one that waits for approval and that they never wrote on, or one of
    theirs that was sent back."""
    rows = of_desk(actor).filter(state=State.DRAFT).defer("draft", "back_because", "process", "wordings")
    return [row for row in rows if whose(row, actor) is not None]


def whose(row: SolvedCase, actor: Actor) -> str | None:
    """What waits for the reader in a draft: "approve", "mend", or nothing. No query."""
    if row.state != State.DRAFT:
        return None
    if row.back_at:
        return "mend" if row.written_by_id == actor.id else None
    return "approve" if str(actor.id) not in row.writers else None


def may_become(matter: Matter) -> bool:
    """Whether a matter may become a case: public, ended by being solved, everybody answered, nobody says no, never
    mediated between sides."""
    if not matter.is_public or matter.step is not None or matter.branch or matter.merged_into_id:
        return False
    solved = MilestoneReached.objects.filter(matter=matter, milestone="solved", round=matter.round).exists()
    no = Rating.objects.filter(matter=matter, round=matter.round, solved=Word.NO).exists()
    return solved and not no and not unsettled(matter).exists() and not Mediation.objects.filter(matter=matter).exists()


def of_matter(matter: Matter) -> list[SolvedCase]:
    """The cases made of a matter, the newest first."""
    return list(
        SolvedCase.objects.filter(matter=matter).defer("draft", "process", "wordings").order_by("-written_at", "pk")
    )


def names_of(row: SolvedCase) -> list[str]:
    """Names that a case must not hold: of raisers, of everybody who acted in the matter, of who has a duty where it
    belongs. Public names by role stay ("社区书记 小庄"), what they hold of a name goes."""
    people = set(Duty.objects.filter(place__in=row.place.ancestry).values_list("person_id", flat=True))
    found: list[str] = []
    if row.matter_id:
        subject = f"matter:{row.matter_id}"
        actors = Entry.objects.filter(chain=row.chain, subject=subject).values_list("actor", flat=True).distinct()
        people |= {UUID(name.removeprefix("person:")) for name in actors if name.startswith("person:")}
        assert row.matter is not None
        for raising in row.matter.raisings.select_related("person", "proxy"):
            found.append(raising.name)
            people |= {pk for pk in (raising.person_id, raising.proxy_id) if pk}
        items = row.matter.items.values_list("lead_id", flat=True)
        people |= set(Duty.objects.filter(organisation__in=list(items)).values_list("person_id", flat=True))
    for person in Person.objects.filter(pk__in=people).only("name", "called"):
        # "书记 小禾": the office first, then what somebody is called.
        found += [person.name, *(word for word in person.called.split()[1:] if len(word) < 8)]
    # "网格员 12": a number that tells duties apart is nobody's name, and stands in sums of money.
    return [name for name in found if name and name not in ROLE_WORDS and not name.isdigit()]


ROLE_WORDS = frozenset(
    {"社区", "书记", "主任", "网格员", "楼长", "物业", "监督", "经理", "召集人", "调解员", "审计员", "管理员"}
)
"""Words of public names that name a role and nobody."""


def kind_at(place: Place) -> str:
    """The kind of a place: of the compound above it, else village or community."""
    line = Place.objects.filter(pk__in=place.ancestry).exclude(tenure="").order_by("-path").first()
    return cases.kind_of(place.pk, line.tenure if line else "")


def next_number(chain: str, year: int) -> str:
    """ "2026-0001" in a chain, counted under its lock."""
    last = SolvedCase.objects.filter(starts("number", f"{year}-"), chain=chain).count()
    return f"{year}-{last + 1:04d}"


def travelling(row: SolvedCase) -> cases.Travelling:
    """A shared case as it travels."""
    return cases.Travelling(
        texts=row.texts, category=row.category, kind=row.kind, days=row.days, process=process_text(row),
        origin=row.origin or row.place.name, wordings=row.wordings,
    )  # fmt: skip


def process_text(row: SolvedCase) -> str:
    """The process it went by, as it was published."""
    return row.process or (row.matter.process.text if row.matter else "")


def communities() -> int:
    """How many places may take a case over: the N beside those that did."""
    return Place.objects.filter(level="community", valid_to=None).count()


def places_for(actor: Actor, taken: Sequence[str] = ()) -> list[Place]:
    """The communities for which the reader may take a case over."""
    here = Place.objects.filter(under(paths_of(actor, WRITERS)), level="community", valid_to=None)
    return list(here.exclude(pk__in=taken).order_by("path")[:300])


def process_use(row: SolvedCase, place: Place) -> tuple[str, ProcessVersion | None]:
    """What taking a case over does to the process of a place, as `acts.CaseUsed` says it, and the version meant."""
    text = process_text(row)
    if not text:
        return "none", None
    here = next((each for each in of_matters.processes_for(place) if each.text == text), None)
    if here is None:
        return "draft", None
    return ("already" if of_matters.key_for(place) == here.key else "followed"), here


def papers_for(row: SolvedCase, place: Place) -> list[str]:
    """The kinds of paper whose wording a place would take over: those it has no words of its own for."""
    own = set(PaperWording.objects.filter(place=place).values_list("kind", flat=True))
    return [kind for kind in sorted(row.wordings) if kind not in own and row.wordings[kind]]


def plain(texts: Mapping[str, Any]) -> dict[str, str]:
    """The texts of a case by name, each there."""
    return {name: str(texts.get(name, "")).strip() for name in cases.TEXTS}


def days_of(matter: Matter) -> int | None:
    """Days from raised to ended, None while it goes on."""
    return (local_day(matter.closed_at) - local_day(matter.raised_at)).days if matter.closed_at else None


def wordings_of(matter: Matter, place: Place) -> dict[str, dict[str, str]]:
    """How the office words the kinds of paper that were given out for a matter; two queries."""
    kinds = Document.objects.filter(matter=matter).values("kind")
    rows = PaperWording.objects.filter(place=place, kind__in=kinds).order_by("kind")
    return {row.kind: dict(row.texts) for row in rows}


MOST_ON_PAPER = 20
"""So many cases a paper tells; the rest stands on the page it names."""

ON_PAPER = ("problem", "steps", "outcome", "cost", "time", "papers", "pitfalls")


def for_paper(place: Place, until: date) -> papers.Cases:
    """The cases of a place and below that were shared there up to a day, the newest first; none from elsewhere."""
    first_after = datetime.combine(until + timedelta(days=1), time(), SHANGHAI)
    rows = SolvedCase.objects.filter(
        OPEN, under([place.path], "place__"), state=State.SHARED, origin="", shared_at__lt=first_after
    ).select_related("place").defer("draft", "process", "wordings").order_by("-shared_at", "pk")  # fmt: skip
    told = tuple(
        facts.Case(
            row.number, row.title, row.place.label or row.place.name,
            tuple((key, str(row.texts.get(key, ""))) for key in ON_PAPER), row.days,
            local_day(row.shared_at) if row.shared_at else None,
            settings.ADDRESS + reverse("exchange:case", args=[row.pk]),
        )
        for row in rows[:MOST_ON_PAPER]
    )  # fmt: skip
    return papers.Cases(told, rows.count(), settings.ADDRESS + reverse("exchange:of_place", args=[place.pk]))
