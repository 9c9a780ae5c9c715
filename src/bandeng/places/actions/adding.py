"""Adding places: one by hand, or a file of them; all or nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from bandeng.core.places import SITE, NewPlace, Plan, Problem, Wish, common_chain, make_plan, shelf_places, tidy
from bandeng.core.refusal import Refusal
from bandeng.places import queries
from bandeng.places.acts import PlaceRow, PlacesAdded
from bandeng.places.models import Place
from bandeng.places.who import Acting, may_add_below, require
from bandeng.records.actions import action, record

MOST_IN_AN_ENTRY = 2_000


@dataclass(frozen=True)
class Batch:
    """Rows to add together.

    file   SHA-256 of the file they come from, "" by hand
    """

    wishes: tuple[Wish, ...]
    file: str = ""

    @property
    def chain(self) -> str:
        """Where the act is recorded: the rows' community, or the lowest place above all of them."""
        told = [tidy(wish.code or wish.parent) for wish in self.wishes if wish.code or wish.parent]
        return common_chain(told) if told else SITE


class RowsWrong(Refusal):
    """Some rows cannot be taken in, so none was; `problems` names each."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("rows_wrong", count=len(problems))
        self.problems = tuple(problems)


def check_batch(batch: Batch, *, actor: Acting) -> Plan:
    """What adding this batch would do; nothing is written.

    Raises   Refusal: "not_allowed" when the actor may not add one of these places.
    """
    plan = make_plan(batch.wishes, known=queries.known_for(batch.wishes), shelf=shelf_places())
    new = {row.code for row in plan.all_rows}
    parents = Place.objects.in_bulk({row.parent for row in plan.all_rows if row.parent and row.parent not in new})
    require(may_add_below(actor, parents.values(), [row.level for row in plan.all_rows]))
    return plan


@action
def add_places(*, batch: Batch, actor: Acting, at: datetime, once: str | None = None) -> Place:
    """Add places; returns the first. Those of the shelf that are needed above them are added along.

    Raises   RowsWrong ("rows_wrong") with all problems; Refusal: "not_allowed", "no_rows".
    """
    plan = check_batch(batch, actor=actor)
    if plan.problems:
        raise RowsWrong(plan.problems)
    if not plan.rows:
        raise Refusal("no_rows")
    if plan.taken:
        record_rows(plan.taken, "", common_chain(row.code for row in plan.taken), actor, at, None)
    chunks = list(_chunks(plan.rows))
    first: Place = record_rows(chunks[0], batch.file, batch.chain, actor, at, once)
    for chunk in chunks[1:]:
        record_rows(chunk, batch.file, batch.chain, actor, at, None)
    return first


def record_rows(
    rows: Sequence[NewPlace], file: str, chain: str, actor: Acting, at: datetime, once: str | None
) -> Place:
    """Record rows that a plan found right; returns the first place."""
    done = PlacesAdded(rows=[PlaceRow(**asdict(row)) for row in rows], file=file)
    added: Place = record(done, chain=chain, subject=f"place:{rows[0].code}", actor=actor.name, at=at, once=once)
    return added


def _chunks(rows: Sequence[NewPlace]) -> Iterator[Sequence[NewPlace]]:
    return (rows[start : start + MOST_IN_AN_ENTRY] for start in range(0, len(rows), MOST_IN_AN_ENTRY))
