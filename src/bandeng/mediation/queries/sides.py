"""What one side reads of its case: its own words and what both agreed; nothing that the other side said or is."""

from dataclasses import dataclass
from datetime import date

from bandeng.mediation.models import Agreement, Case, Party, Side, State, Talk


@dataclass(frozen=True)
class SideView:
    """A case as one side sees it.

    talks   its own, with its words; of a session of both only the day
    """

    case: Case
    side: str
    party: Party
    talks: list[Talk]
    sessions: list[date]
    agreements: list[Agreement]
    mediator: str
    open: bool


def side_view(case: Case, side: str) -> SideView:
    """What stands in it for one side."""
    talks = list(case.talks.order_by("on", "pk"))
    return SideView(
        case=case,
        side=side,
        party=case.parties.get(side=side),
        talks=[talk for talk in talks if talk.side == side],
        sessions=[talk.on for talk in talks if not talk.side],
        agreements=list(case.agreements.order_by("number")),
        mediator=case.mediator.called,
        open=case.state in (State.OPEN, State.AGREED),
    )


def consents(case: Case) -> dict[str, date | None]:
    """When each side agreed to talk."""
    found = dict(case.parties.values_list("side", "consent_on"))
    return {side: found.get(side) for side in Side.values}
