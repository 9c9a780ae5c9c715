"""The first act of a real site: its community, with the part of the tree it stands in."""

from dataclasses import dataclass
from datetime import datetime

from bandeng.core.places import SITE, Wish, chain_of, common_chain, make_plan, shelf_places
from bandeng.core.refusal import Refusal
from bandeng.places import queries
from bandeng.places.actions.adding import RowsWrong, record_rows
from bandeng.places.models import Place
from bandeng.places.who import Acting
from bandeng.records.actions import action


@dataclass(frozen=True)
class Founding:
    """The community, last, and whatever stands above it that the shelf does not have."""

    wishes: tuple[Wish, ...]

    @property
    def chain(self) -> str:
        """The site's: two people setting up at once wait for each other."""
        return SITE


@action
def found_site(*, founding: Founding, actor: Acting, at: datetime) -> Place:
    """Make the first community of an empty site, with everything above it; returns the community.

    Raises   Refusal: "already_set_up"; RowsWrong with all problems.
    """
    if queries.has_community():
        raise Refusal("already_set_up")
    plan = make_plan(founding.wishes, known=queries.known_for(founding.wishes), shelf=shelf_places())
    if plan.problems:
        raise RowsWrong(plan.problems)
    *above, community = plan.all_rows
    if above:
        record_rows(above, "", common_chain(row.code for row in above), actor, at, None)
    return record_rows([community], "", chain_of(community.code), actor, at, None)
